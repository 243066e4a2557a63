"""What reading a file yields: documents made of blocks, each with its place on the page.

One coordinate system everywhere: PDF points, origin at the page's top left,
``x0, top, x1, bottom``. Pages count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Literal
from unicodedata import east_asian_width

from model.boxes import BBox as BBox
from model.problems import Problem
from model.traces import Traces

BlockKind = Literal["heading", "paragraph", "table_row", "caption", "image"]
FileStatus = Literal["parsed", "partial", "failed", "ignored"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """Where the characters ``[start, end)`` of a block's text stand; one printed line or one cell part."""

    start: int
    end: int
    page: int
    bbox: BBox | None


_TIGHT, _LOOSE = 0.5, 1.35
"""Between these times its characters' widths is a line as wide that runs from left to right without gaps."""


def _part(box: BBox, text: str, start: int, end: int) -> BBox:
    """The part of a printed line that ``text[start:end]`` takes up: Chinese characters are as wide as high, others half
    as wide. All of it where the line is set upright or has wide gaps, so that widths do not tell."""
    if start <= 0 and end >= len(text):
        return box
    widths = _widths(text)
    whole, wide = widths[-1], box.x1 - box.x0
    if not _TIGHT < wide / (whole * max(box.bottom - box.top, 0.1)) < _LOOSE:
        return box
    left, right = widths[min(max(0, start), len(text))] / whole, widths[min(end, len(text))] / whole
    return BBox(x0=box.x0 + left * wide, top=box.top, x1=box.x0 + right * wide, bottom=box.bottom)


@lru_cache(maxsize=1024)
def _widths(text: str) -> tuple[float, ...]:
    """How wide each beginning of a text is, from the empty one to the whole."""
    return tuple(accumulate((1.0 if east_asian_width(char) in "WFA" else 0.5 for char in text), initial=0.0))


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One table cell: its text is ``block.text[start:end]``.

    ``column`` counts from 0. A cell merged over several rows is given once, in its first row, with the
    later rows naming it in ``Block.carried``; a cell merged over several columns is given once.
    """

    start: int
    end: int
    column: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A heading, paragraph, table row, caption or picture of a document, in reading order.

    text: verbatim text; the cells of a table row are joined by a tab.
    page: where it begins. bbox: its box on that page, None where the format has no layout.
    lines: printed lines with their boxes (PDF), so that a quote inside the block has its own place; () elsewhere.
    section_path: headings above it, outermost first. level: heading depth from 1, 0 for other kinds.
    table_id: equal for the rows of one table (also across pages), None outside tables.
    cells: cells of a table row, in column order. header: True for a table's head row.
    carried: texts of cells merged down from rows above, as (column, text).
    source: how the text was got. ocr_confidence: 0..1, None for a text layer.
    """

    kind: BlockKind
    text: str
    page: int = 1
    bbox: BBox | None = None
    lines: tuple[Line, ...] = ()
    section_path: tuple[str, ...] = ()
    level: int = 0
    table_id: int | None = None
    cells: tuple[Cell, ...] = ()
    header: bool = False
    carried: tuple[tuple[int, str], ...] = ()
    source: Literal["text", "ocr"] = "text"
    ocr_confidence: float | None = None

    @property
    def recognised(self) -> float | None:
        """How surely its words were recognised, 0..1 (0 where nobody knows); None for a text layer."""
        return (self.ocr_confidence or 0.0) if self.source == "ocr" else None

    def cell_text(self, column: int) -> str | None:
        """Text of the cell in ``column`` (its own or merged down from above), None where there is none."""
        for cell in self.cells:
            if cell.column == column:
                return self.text[cell.start:cell.end]
        return dict(self.carried).get(column)

    def locate(self, start: int, end: int) -> tuple[int, BBox | None]:
        """Page and box of ``text[start:end]``; the box joins the lines of the page where the range begins.

        Of a line that lies only partly in the range, the part is taken that its characters take up, about.
        """
        touched = [line for line in self.lines if line.start < end and line.end > start]
        if not touched:
            return self.page, self.bbox
        page, box = touched[0].page, None
        for line in touched:
            if line.page == page and line.bbox is not None:
                part = _part(line.bbox, self.text[line.start:line.end], start - line.start, end - line.start)
                box = part if box is None else box.union(part)
        return page, box

    def page_part(self, start: int, end: int, anchor: int) -> tuple[int, int]:
        """The part of ``[start, end)`` that stands on the page where ``anchor`` stands (quotes never cross pages)."""
        touched = [line for line in self.lines if line.start < end and line.end > start]
        at = next((i for i, line in enumerate(touched) if line.start <= anchor < line.end), None)
        if at is None:
            return start, end
        first = last = at
        while first > 0 and touched[first - 1].page == touched[at].page:
            first -= 1
        while last + 1 < len(touched) and touched[last + 1].page == touched[at].page:
            last += 1
        return max(start, touched[first].start), min(end, touched[last].end)


@dataclass(frozen=True, kw_only=True, slots=True)
class PageSource:
    """How the text of one page (sheet, slide, picture) was got.

    source: ``text`` layer, ``ocr``, ``mixed`` (a text layer and pictures with recognised words), or ``none`` where
    the page has words that nobody could read or none at all. confidence: of what was recognised, 0..1, else None.
    """

    page: int
    source: Literal["text", "ocr", "mixed", "none"]
    confidence: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """One file of a dossier, read.

    path: place inside the dossier with ``/``; ``outer.zip!/inner.docx`` inside an archive.
    sha256: of the bytes received. media_type: short type by content (``docx``, ``pdf``, ``xlsx``, ``xls``,
    ``txt``, ``html``, ``image``, ``zip`` …). pages: None where nothing could be read.
    blocks: the body in reading order. furniture: headers, footers and running heads, kept apart.
    properties: core properties (title, creator, created …) as text.
    sources: how the text of each page was got, in page order; () where all of it is a text layer.
    traces: what the file tells beside its words, None where they were not asked for or could not be taken.
    key: equal for what was read from equal bytes by the same code in the same way; "" where that is not known, or
    where reading again may yield something else (a reader that ran out of time).
    """

    path: str
    sha256: str
    media_type: str
    status: FileStatus
    pages: int | None = None
    blocks: tuple[Block, ...] = ()
    furniture: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    sources: tuple[PageSource, ...] = ()
    size: int = 0
    traces: Traces | None = field(default=None, compare=False)
    seconds: float = field(default=0.0, compare=False)
    key: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Dossier:
    """All that one unit handed in for one review."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A place: characters ``[start, end)`` of one block of one document."""

    document: str
    block: int
    start: int
    end: int
