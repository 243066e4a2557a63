"""PDFs with a text layer: characters from pdfium, ruled tables by pdfplumber's geometry, paragraphs built here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.flow import Flow, looks_like_header
from extractor.limits import Limits
from extractor.pdf_lines import TangledError, TextLine, merge_row, reading_order, rows, segments
from extractor.pdf_page import PageMarks, read_page
from extractor.pdf_tables import MAX_EDGES, Table, continue_table, find_tables, has_grid, same_columns
from extractor.pdf_text import (
    Frame,
    Paragraph,
    continues,
    frame_of,
    furniture_keys,
    heading_level,
    is_furniture,
    is_lone_head,
    paragraphs,
)
from extractor.reading import Reading, UnreadableError
from extractor.tools import Tools
from model.documents import BBox, Block, Cell, Line
from model.problems import Problem, problem

_ODD_SHARE = 0.3
_MAX_NAMED = 20
_PICTURE = 60.0


@dataclass(slots=True)
class _Page:
    """A page before its paragraphs are built.

    pieces: text outside tables, as segments. lines: the same as rows, without furniture.
    pictures: boxes of pictures of some size. silent: it has no text layer that can be used.
    unruly: it has too many ruling lines to look for tables.
    """

    number: int
    width: float
    height: float
    pieces: list[TextLine] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pictures: list[BBox] = field(default_factory=list)
    silent: bool = False
    broken: bool = False
    unruly: bool = False


Item = Paragraph | Table | _Page


def read_pdf(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads a PDF. Raises UnreadableError for one that is locked, broken or has no text at all."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableError(problem("file_encrypted", name)) from None
        raise UnreadableError(problem("file_damaged", name, format="PDF", reason=str(error)[:120])) from error
    try:
        count = len(document)
        if count == 0:
            raise UnreadableError(problem("file_damaged", name, format="PDF", reason="没有页面"))
        pages = [_load(document, index) for index in range(min(count, limits.pages))]
        properties = tuple((key, value) for key, value in document.get_metadata_dict(skip_empty=True).items())
    finally:
        document.close()
    problems = _page_problems(pages, name)
    if count > limits.pages:
        problems.append(problem("pages_over_limit", name, count=count, limit=limits.pages))
    blocks, furniture = _assemble(pages)
    return Reading(blocks=blocks, pages=count, furniture=furniture,
                   status="partial" if any(why.severity != "note" for why in problems) else "parsed",
                   problems=tuple(problems), properties=properties)


def _load(document: Any, index: int) -> _Page:
    import pypdfium2 as pdfium

    try:
        try:
            return _page(read_page(document, index), index + 1)
        except TangledError:
            return _page(read_page(document, index, by_word=False), index + 1)
    except pdfium.PdfiumError:
        return _Page(number=index + 1, width=0, height=0, silent=True, broken=True)


def _page(marks: PageMarks, number: int) -> _Page:
    page = _Page(number=number, width=marks.width, height=marks.height)
    solid = sum(len(glyph.char) for glyph in marks.glyphs if not glyph.char.isspace())
    if solid == 0 or marks.odd > _ODD_SHARE * (solid + marks.odd):
        page.silent = bool(solid or marks.odd or marks.pictures or marks.edges)
        return page
    glyphs = marks.glyphs
    page.unruly = len(marks.edges) > MAX_EDGES
    if has_grid(marks.edges):
        page.tables, glyphs = find_tables(glyphs, marks.edges, number)
    page.pieces = segments(glyphs, number)
    page.pictures = [BBox(x0=p.x0, top=p.top, x1=p.x1, bottom=p.bottom) for p in marks.pictures
                     if p.x1 - p.x0 >= _PICTURE and p.bottom - p.top >= _PICTURE
                     and (p.x1 - p.x0) * (p.bottom - p.top) < 0.85 * marks.width * marks.height]
    return page


def _page_problems(pages: Sequence[_Page], name: str) -> list[Problem]:
    """Pages without a text layer and broken ones. Raises UnreadableError where no page has text."""
    broken = [page.number for page in pages if page.broken]
    silent = [page.number for page in pages if page.silent and not page.broken]
    if not any(page.pieces or page.tables for page in pages):
        raise UnreadableError(problem("all_pages_without_text", name, count=len(pages)))
    found = []
    if silent:
        found.append(problem("pages_without_text", name, pages=_numbers(silent)))
    if broken:
        found.append(problem("page_damaged", name, pages=_numbers(broken)))
    found.extend(problem("table_layout_skipped", name, page=page.number) for page in pages if page.unruly)
    return found


def _numbers(pages: list[int]) -> str:
    return "、".join(map(str, pages[:_MAX_NAMED])) + (f" 等共 {len(pages)}" if len(pages) > _MAX_NAMED else "")


def _assemble(pages: Sequence[_Page]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """All pages as blocks in reading order, and their furniture."""
    merged = [(page, [merge_row(row) for row in rows(page.pieces)]) for page in pages]
    keys = furniture_keys([(page.height, lines) for page, lines in merged])
    furniture: dict[str, None] = {}
    for page, lines in merged:
        drop = [line for line in lines if is_furniture(line, page.height, keys)]
        drop.extend(line for line in lines[:1] if is_lone_head(lines, page.height))
        furniture.update((line.text, None) for line in drop)
        if drop:
            page.pieces = [piece for piece in page.pieces if not any(
                line.top - 1 <= piece.top and piece.bottom <= line.bottom + 1 for line in drop)]
        dropped = {id(line) for line in drop}
        page.lines = [line for line in lines if id(line) not in dropped]
    builder = _Builder(frame_of([line for page in pages for line in page.lines]))
    for page in pages:
        builder.add_page(page)
    return builder.finish(), tuple(furniture)


class _Builder:
    """Takes pages one after the other; holds back what may go on over a page break."""

    def __init__(self, frame: Frame | None) -> None:
        self._frame = frame or Frame(left=0, right=0, size=1)
        self._items: list[tuple[Item, Frame]] = []
        self._fresh_page = False
        self._indents = [0, 0]
        self._pictures: list[tuple[int, BBox]] = []

    def add_page(self, page: _Page) -> None:
        """Adds the regions and tables of a page, joined to what the page before left open."""
        self._fresh_page = True
        if page.silent:
            self._items.append((page, self._frame))
            return
        own = frame_of(page.lines)
        frame = own if own is not None and len(page.pieces) >= 8 else self._frame
        if page.tables:
            frame = Frame(left=min(frame.left, *(table.box.x0 for table in page.tables)), size=frame.size,
                          right=max(frame.right, *(table.box.x1 for table in page.tables)))
        rest = sorted(page.pieces, key=lambda piece: piece.middle)
        for table in page.tables:
            above = [piece for piece in rest if piece.middle < table.box.top]
            rest = [piece for piece in rest if piece.middle >= table.box.top]
            self._add_text(above, page, frame)
            self._add_table(table)
        self._add_text(rest, page, frame)
        self._pictures.extend((page.number, box) for box in page.pictures)

    def _add_text(self, pieces: list[TextLine], page: _Page, frame: Frame) -> None:
        in_order = {id(piece) for piece in pieces}
        regions = reading_order([piece for piece in page.pieces if id(piece) in in_order], page.width)
        for region in regions:
            inner = frame
            if len(regions) > 1 and max(line.x1 for line in region) - min(line.x0 for line in region) < 0.6 * (
                    frame.right - frame.left):
                inner = frame_of(region) or frame
            found = paragraphs(region, inner)
            self._indents[0] += sum(p.lines[0].x0 - inner.left > 1.2 * p.lines[0].height for p in found)
            self._indents[1] += len(found)
            last, its_frame = self._items[-1] if self._items else (page, inner)
            indented = self._indents[0] > 0.4 * self._indents[1]
            if found and isinstance(last, Paragraph) and continues(last, its_frame, found[0], inner.left,
                                                                   indented=indented):
                last.lines.extend(found.pop(0).lines)
                self._items[-1] = (last, inner)
            self._items.extend((paragraph, inner) for paragraph in found)
            self._fresh_page = False

    def _add_table(self, table: Table) -> None:
        last = self._items[-1][0] if self._items else None
        if self._fresh_page and isinstance(last, Table) and last.page + 1 == table.page and same_columns(last, table):
            continue_table(last, table)
        else:
            self._items.append((table, self._frame))
        self._fresh_page = False

    def finish(self) -> tuple[Block, ...]:
        """The blocks."""
        flow = Flow()
        pictures = self._placed_pictures()
        for index, (item, frame) in enumerate(self._items):
            for page, box in pictures.get(index, []):
                flow.image(page=page, bbox=box)
            if isinstance(item, Table):
                _emit_table(flow, item)
            elif isinstance(item, Paragraph):
                text, lines = item.text_and_lines()
                near_top = len(flow.blocks) < 4 and item.lines[0].page == 1
                base = Frame(left=frame.left, right=frame.right, size=self._frame.size)
                flow.text(text, level=heading_level(item, text, base, near_top), page=item.lines[0].page,
                          bbox=item.box(), lines=lines)
            else:
                flow.image(page=item.number, bbox=BBox(x0=0, top=0, x1=item.width, bottom=item.height))
        for page, box in pictures.get(len(self._items), []):
            flow.image(page=page, bbox=box)
        return tuple(flow.blocks)

    def _placed_pictures(self) -> dict[int, list[tuple[int, BBox]]]:
        """Pictures by the item that they stand before: the first below them in their column, or on a later page."""
        placed: dict[int, list[tuple[int, BBox]]] = {}
        for page, box in sorted(self._pictures, key=lambda pair: (pair[0], pair[1].top)):
            at = next((index for index, (item, _) in enumerate(self._items) if _is_below(item, page, box)),
                      len(self._items))
            placed.setdefault(at, []).append((page, box))
        return placed


def _is_below(item: Item, page: int, picture: BBox) -> bool:
    own = item.lines[0].page if isinstance(item, Paragraph) else item.rows[0].page if isinstance(item, Table) \
        else item.number
    if own != page or isinstance(item, _Page):
        return own > page
    box = item.lines[0].box if isinstance(item, Paragraph) else item.rows[0].box
    middle = (picture.top + picture.bottom) / 2
    return box.top >= middle and box.x0 < picture.x1 and box.x1 > picture.x0


def _emit_table(flow: Flow, table: Table) -> None:
    number = flow.new_table()
    seen_header = False
    for index, row in enumerate(table.rows):
        filled = [cell.text for cell in row.cells if cell.text]
        if not filled:
            continue
        header = not seen_header and index < 3 and len(table.rows) > 1 and looks_like_header(filled)
        seen_header = seen_header or header or len(filled) > 1
        text = ""
        cells: list[Cell] = []
        lines: list[Line] = []
        for position, cell in enumerate(row.cells):
            if position:
                text += "\t"
            at = len(text)
            text += cell.text
            cells.append(Cell(start=at, end=len(text), column=cell.column))
            lines.extend(Line(start=line.start + at, end=line.end + at, page=line.page, bbox=line.bbox)
                         for line in cell.lines)
        flow.blocks.append(Block(
            kind="table_row", text=text, page=row.page, bbox=row.box, lines=tuple(lines), section_path=flow.path,
            table_id=number, cells=tuple(cells), header=header, carried=tuple(sorted(row.carried))))
