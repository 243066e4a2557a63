"""Where a quote stands in a PDF: page and boxes, found by its characters without white space.

What calls pypdfium2 runs in the process of ``ui.opening``: its library is not made for several threads.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium

from extractor.normal import clean, squeeze

SCALE = 2.0
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


def read_text(data: bytes) -> Text:
    """Characters and page sizes of a PDF. Raises pdfium.PdfiumError where it is none."""
    letters: list[str] = []
    chars: list[Char] = []
    sizes: list[tuple[float, float]] = []
    document = pdfium.PdfDocument(io.BytesIO(data))
    try:
        for at in range(min(len(document), MOST_PAGES)):
            page = document[at]
            sizes.append(page.get_size())
            _page_chars(page, at + 1, letters, chars)
            page.close()
    finally:
        document.close()
    return Text("".join(letters), tuple(chars), tuple(sizes))


def _page_chars(page: pdfium.PdfPage, number: int, letters: list[str], chars: list[Char]) -> None:
    """Appends a page's characters; coordinates are turned to top left and follow the page's crop box."""
    text = page.get_textpage()
    left, _, _, upper = page.get_cropbox()
    for at in range(text.count_chars()):
        letter = squeeze(clean(text.get_text_range(at, 1)))
        if len(letter) != 1:
            continue
        x0, bottom, x1, top = text.get_charbox(at, loose=True)
        letters.append(letter)
        chars.append(Char(number, (x0 - left, upper - top, x1 - left, upper - bottom)))
    text.close()


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
    lines = _lines(boxes)
    return Place(page, union(lines), whole, tuple(lines))


def _lines(boxes: Sequence[tuple[float, float, float, float]]) -> list[tuple[float, float, float, float]]:
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


def page_image(data: bytes, page: int) -> tuple[bytes, float, float]:
    """A page as JPEG at twice its size in points, with its width and height in points.

    Raises pdfium.PdfiumError, or IndexError where the page is not there.
    """
    document = pdfium.PdfDocument(io.BytesIO(data))
    try:
        if not 1 <= page <= len(document):
            raise IndexError(page)
        sheet = document[page - 1]
        width, height = sheet.get_size()
        factor = min(SCALE, 3000 / max(width, height, 1))
        picture = sheet.render(scale=factor).to_pil().convert("RGB")
    finally:
        document.close()
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue(), width, height
