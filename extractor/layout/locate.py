"""Where words stand in a PDF: page and boxes, found by their characters without white space.

What calls pypdfium2 must run in a process of its own: its library is not made for several threads.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractor.normal import clean, squeeze

MOST_PAGES = 400


@dataclass(frozen=True, slots=True)
class Char:
    """One printed character: the page it stands on (from 1) and its box from the page's top left, in points."""

    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Text:
    """All characters of a PDF but white space, in order: ``letters[i]`` stands at ``chars[i]``."""

    letters: str
    chars: tuple[Char, ...]
    sizes: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote was found. whole: every character of it, not only a part. lines: a box for each printed line."""

    page: int
    box: tuple[float, float, float, float]
    whole: bool = True
    lines: tuple[tuple[float, float, float, float], ...] = ()

    def corners(self) -> list[tuple[float, float]]:
        """The outline in points: it begins where the first line does and ends where the last line does."""
        x0, top, x1, bottom = self.box
        if len(self.lines) < 2:
            return [(x0, top), (x1, top), (x1, bottom), (x0, bottom)]
        first, last = self.lines[0], self.lines[-1]
        return [(first[0], top), (x1, top), (x1, last[1]), (last[2], last[1]), (last[2], bottom), (x0, bottom),
                (x0, first[3]), (first[0], first[3])]


def read_text(data: bytes, most_pages: int = MOST_PAGES) -> Text:
    """Characters and page sizes of a PDF. Raises pypdfium2's PdfiumError where it is none."""
    import pypdfium2 as pdfium

    letters: list[str] = []
    chars: list[Char] = []
    sizes: list[tuple[float, float]] = []
    document = pdfium.PdfDocument(io.BytesIO(data))
    try:
        for at in range(min(len(document), most_pages)):
            page = document[at]
            sizes.append(page.get_size())
            _page_chars(page, at + 1, letters, chars)
            page.close()
    finally:
        document.close()
    return Text("".join(letters), tuple(chars), tuple(sizes))


def _page_chars(page: Any, number: int, letters: list[str], chars: list[Char]) -> None:
    """Appends a page's characters; coordinates are turned to top left and follow the page's crop box."""
    import pypdfium2.raw as raw

    text = page.get_textpage()
    left, _, _, upper = page.get_cropbox()
    box = raw.FS_RECTF()
    here = ctypes.byref(box)
    found: list[tuple[str, Char]] = []
    for at in range(raw.FPDFText_CountChars(text.raw)):
        code = raw.FPDFText_GetUnicode(text.raw, at)
        letter = squeeze(clean(chr(code))) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if len(letter) == 1 and raw.FPDFText_GetLooseCharBox(text.raw, at, here):
            place = (box.left - left, upper - box.top, box.right - left, upper - box.bottom)
            found.append((letter, Char(number, place)))
    text.close()
    for letter, char in _as_printed(found):
        letters.append(letter)
        chars.append(char)


def _as_printed(found: list[tuple[str, Char]]) -> list[tuple[str, Char]]:
    """Characters in the order of the file, but each printed line from left to right.

    Signs of another font, such as “ and ”, stand after their line in what LibreOffice writes.
    """
    lines: list[list[tuple[str, Char]]] = []
    for item in found:
        _, top, _, bottom = item[1].box
        if lines:
            _, before, _, after = lines[-1][0][1].box
            if min(bottom, after) - max(top, before) > 0.5 * min(bottom - top, after - before):
                lines[-1].append(item)
                continue
        lines.append([item])
    return [item for line in lines for item in sorted(line, key=lambda item: item[1].box[0])]


def find(text: Text, quote: str, page: int | None = None) -> Place | None:
    """Where a quote stands (on ``page``, where given); else the longest part of it; None where neither is.

    The cells of a table row, joined by a tab, are looked for one by one when the row is not printed in one piece.
    """
    wanted = squeeze(quote)
    if not wanted:
        return None
    for at in _hits(text.letters, wanted):
        if page is None or text.chars[at].page == page:
            return _place(text, at, len(wanted))
    for part in sorted({squeeze(p) for p in quote.replace("\n", "\t").split("\t")}, key=len, reverse=True):
        length = min(len(part), 24)
        if length < 4:
            break
        for at in _hits(text.letters, part[:length]):
            if page is None or text.chars[at].page == page:
                return _place(text, at, len(part) if text.letters.startswith(part, at) else length, whole=False)
    return None


def _hits(letters: str, wanted: str) -> list[int]:
    """All places of ``wanted``."""
    found: list[int] = []
    at = letters.find(wanted)
    while at >= 0 and len(found) < 50:
        found.append(at)
        at = letters.find(wanted, at + 1)
    return found


def _place(text: Text, at: int, length: int, whole: bool = True) -> Place:
    """The box around the characters that stand on the page where the first one does."""
    page = text.chars[at].page
    boxes = [c.box for c in text.chars[at:at + length] if c.page == page]
    lines = printed_lines(boxes)
    return Place(page, union(lines), whole, tuple(lines))


def printed_lines(boxes: Sequence[tuple[float, float, float, float]]) -> list[tuple[float, float, float, float]]:
    """Boxes of characters joined into printed lines; where the text goes on in the next column, it ends."""
    lines = [boxes[0]]
    for box in boxes[1:]:
        now, height = lines[-1], box[3] - box[1]
        if min(now[3], box[3]) - max(now[1], box[1]) > 0.5 * min(height, now[3] - now[1]):
            lines[-1] = union([now, box])
        elif box[1] > now[1]:
            lines.append(box)
        else:
            break
    return lines


def union(boxes: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    """The smallest box around all."""
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
