"""Earlier states of a PDF that lie in the file: what each page said then and says now.

A program that saves on top of a PDF leaves the earlier file whole up to its ``%%EOF``. Each state is cut out there and
read as a file of its own; a linearised file's first ``%%EOF`` ends no state. Words are those that a reader sees, so
that a figure under a patch counts as gone. What adds a signature, a note or a form's entry changes no words of the page
and is legal. A file that was written anew after the change keeps nothing: finding no state proves nothing.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from extractor.limits import MEGA, Limits
from extractor.pdf.page import read_page
from extractor.pdf.words import Glyph
from model.boxes import BBox
from model.traces import Revision, Traces

_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF[^\S\r\n]{0,4}\r?\n?")
_LINEARISED = b"/Linearized"
_MOST_STATES, _MOST_FOUND, _MOST_BYTES = 8, 60, 128 * MEGA
_SECONDS = 30.0
_LONGEST = 200
_AROUND = 12
_NUMBER = re.compile(r"[0-9０-９.,，:：%％]")


def pdf_revisions(path: Path, name: str, limits: Limits) -> Traces:
    """What earlier states of a PDF say otherwise. Raises TimeoutError where comparing them takes too long."""
    if path.stat().st_size > _MOST_BYTES:
        return Traces(lost=("pdf_revisions: size",))
    data = path.read_bytes()
    ends = [found.end() for found in _END.finditer(data)]
    if _LINEARISED in data[:2048]:
        ends = ends[1:]
    if len(ends) < 2:
        return Traces()
    states = [*ends[:-1][-_MOST_STATES:], len(data)]
    until = time.monotonic() + _SECONDS
    found: list[Revision] = []
    for number, (old, new) in enumerate(zip(states, states[1:], strict=False), start=1):
        found += _between(data[:old], data[:new], number, limits, until)
    return Traces(revisions=tuple(found[:_MOST_FOUND]))


def _between(old: bytes, new: bytes, number: int, limits: Limits, until: float) -> Iterator[Revision]:
    import pypdfium2 as pdfium

    try:
        before, after = pdfium.PdfDocument(old), pdfium.PdfDocument(new)
    except pdfium.PdfiumError:
        return  # what stands before this mark is no file by itself
    with before, after:
        signs = _marks_of(before) != _marks_of(after)
        changed = False
        for index in range(min(len(after), limits.pages)):
            if time.monotonic() > until:
                raise TimeoutError("states")
            if index >= len(before):
                changed = True
                yield Revision(number=number, page=index + 1, old="", new=_words(after, index)[:_LONGEST])
                continue
            if _same(before, after, index):
                continue
            for one in dict.fromkeys(_changes(_lines(before, index), _lines(after, index), number, index + 1)):
                changed = True
                yield one
        if signs and not changed:
            yield Revision(number=number, page=1, old="", new="", signed=True)


def _same(before: Any, after: Any, index: int) -> bool:
    """Whether a page was not touched: as many objects, the same words."""
    import pypdfium2.raw as raw

    one, other = before[index], after[index]
    try:
        return raw.FPDFPage_CountObjects(one.raw) == raw.FPDFPage_CountObjects(other.raw) \
            and _words(before, index) == _words(after, index)
    finally:
        one.close()
        other.close()


def _words(document: Any, index: int) -> str:
    page = document[index]
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()
        page.close()


def _marks_of(document: Any) -> tuple[int, list[int]]:
    """How many signatures a file has, and notes on each page."""
    import pypdfium2.raw as raw

    notes = []
    for index in range(len(document)):
        page = document[index]
        notes.append(raw.FPDFPage_GetAnnotCount(page.raw))
        page.close()
    return raw.FPDF_GetSignatureCount(document.raw), notes


def _lines(document: Any, index: int) -> list[Glyph]:
    """The characters of a page that are seen, line by line from left to right."""
    glyphs = [glyph for glyph in read_page(document, index, by_word=False).glyphs if glyph.char.strip()]
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (one.top + one.bottom) / 2):
        last = lines[-1][0] if lines else None
        if last is not None and (glyph.top + glyph.bottom) / 2 < last.bottom - 0.3 * (last.bottom - last.top):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [glyph for line in lines for glyph in sorted(line, key=lambda one: one.x0)]


def _changes(old: Sequence[Glyph], new: Sequence[Glyph], number: int, page: int) -> Iterator[Revision]:
    """The places where the words differ, each with its whole figures and a few characters around."""
    before, after = "".join(one.char for one in old), "".join(one.char for one in new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            continue
        i, j = _widened(before, i, j)
        k, m = _widened(after, k, m)
        yield Revision(number=number, page=page, old=_shown(before, i, j), new=_shown(after, k, m),
                       bbox=_box(new[k:m] or new[max(0, k - 1):k + 1]))


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and _NUMBER.match(text[start - 1]):
        start -= 1
    while end < len(text) and _NUMBER.match(text[end]):
        end += 1
    return start, end


def _shown(text: str, start: int, end: int) -> str:
    return text[max(0, start - _AROUND):end + _AROUND][:_LONGEST] if start < end else ""


def _box(glyphs: Sequence[Glyph]) -> BBox | None:
    if not glyphs:
        return None
    return BBox(x0=min(one.x0 for one in glyphs), top=min(one.top for one in glyphs),
                x1=max(one.x1 for one in glyphs), bottom=max(one.bottom for one in glyphs))
