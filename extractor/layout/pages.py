"""Pages of lines and tables → blocks: paragraphs joined over columns and pages, furniture taken out, pictures put in.

The pages may come from a text layer or from recognised words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extractor.flow import Flow, looks_like_header
from extractor.layout.lines import TextLine, merge_row, reading_order, rows
from extractor.layout.paragraphs import (
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
from extractor.layout.tables import Table, continue_table, same_columns
from model.documents import BBox, Block, Cell, Line

_FEW = 8
Add = Callable[[Flow], None]
"""Adds a picture to a flow."""


@dataclass(slots=True)
class Page:
    """A page before its paragraphs are built.

    pieces: text outside tables, as segments. lines: the same as rows, without furniture.
    pictures: boxes of pictures of some size, with what adds each to the flow. silent: it has no text that can be read.
    unruly: it has too many ruling lines to look for tables.
    """

    number: int
    width: float
    height: float
    pieces: list[TextLine] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pictures: list[tuple[BBox, Add]] = field(default_factory=list)
    silent: bool = False
    broken: bool = False
    unruly: bool = False

    @property
    def size(self) -> int:
        """Number of characters on it."""
        return sum(len(piece.text) for piece in self.pieces) + sum(
            len(cell.text) for table in self.tables for row in table.rows for cell in row.cells)


Item = Paragraph | Table | Page


def assemble(pages: Sequence[Page], flow: Flow) -> tuple[str, ...]:
    """Adds all pages to the flow in reading order, joined over their breaks; returns their furniture."""
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
    builder.finish(flow)
    return tuple(furniture)


class _Builder:
    """Takes pages one after the other; holds back what may go on over a page break."""

    def __init__(self, frame: Frame | None) -> None:
        self._frame = frame or Frame(left=0, right=0, size=1)
        self._items: list[tuple[Item, Frame]] = []
        self._fresh_page = False
        self._indents = [0, 0]
        self._columns: list[Frame] = []
        self._pictures: list[tuple[int, BBox, Add]] = []

    def add_page(self, page: Page) -> None:
        """Adds the regions and tables of a page, joined to what the page before left open."""
        self._fresh_page = True
        if page.silent:
            self._items.append((page, self._frame))
            return
        own = frame_of(page.lines)
        frame = own if own is not None and len(page.pieces) >= _FEW else self._frame
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
        self._pictures.extend((page.number, box, add) for box, add in page.pictures)

    def _add_text(self, pieces: list[TextLine], page: Page, frame: Frame) -> None:
        in_order = {id(piece) for piece in pieces}
        regions = reading_order([piece for piece in page.pieces if id(piece) in in_order], page.width)
        for region in regions:
            inner = frame
            if len(regions) > 1 and max(line.x1 for line in region) - min(line.x0 for line in region) < 0.6 * (
                    frame.right - frame.left):
                inner = frame_of(region) or frame
                self._columns.append(inner)
            elif len(regions) == 1 and len(page.pieces) < _FEW:
                inner = next((column for column in self._columns if _fills(column, region)), frame)
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

    def finish(self, flow: Flow) -> None:
        """Adds the blocks to the flow."""
        pictures = self._placed_pictures()
        before = len(flow.blocks)
        for index, (item, frame) in enumerate(self._items):
            for add in pictures.get(index, []):
                add(flow)
            if isinstance(item, Table):
                _emit_table(flow, item)
            elif isinstance(item, Paragraph):
                text, lines = item.text_and_lines()
                near_top = len(flow.blocks) - before < 4 and item.lines[0].page == 1
                base = Frame(left=frame.left, right=frame.right, size=self._frame.size)
                flow.text(text, level=heading_level(item, text, base, near_top), page=item.lines[0].page,
                          bbox=item.box(), lines=lines, confidence=item.confidence())
            else:
                flow.image(page=item.number, bbox=BBox(x0=0, top=0, x1=item.width, bottom=item.height))
        for add in pictures.get(len(self._items), []):
            add(flow)

    def _placed_pictures(self) -> dict[int, list[Add]]:
        """Pictures by the item that they stand before: the first below them in their column, or on a later page."""
        placed: dict[int, list[Add]] = {}
        for page, box, add in sorted(self._pictures, key=lambda one: (one[0], one[1].top)):
            at = next((index for index, (item, _) in enumerate(self._items) if _is_below(item, page, box)),
                      len(self._items))
            placed.setdefault(at, []).append(add)
        return placed


def _fills(column: Frame, lines: Sequence[TextLine]) -> bool:
    """Whether a few lines are the rest of a text in columns: they keep to the column's edges, half reach its right."""
    ends = [line.x1 for line in lines]
    return (all(line.x0 > column.left - column.size for line in lines) and max(ends) < column.right + 2.5 * column.size
            and sum(end > column.right - 2 * column.size for end in ends) >= max(1, len(lines) // 2))


def _is_below(item: Item, page: int, picture: BBox) -> bool:
    own = item.lines[0].page if isinstance(item, Paragraph) else item.rows[0].page if isinstance(item, Table) \
        else item.number
    if own != page or isinstance(item, Page):
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
            lines.extend(cell.lines if at == 0 else [
                Line(start=line.start + at, end=line.end + at, page=line.page, bbox=line.bbox) for line in cell.lines])
        flow.blocks.append(Block(
            kind="table_row", text=text, page=row.page, bbox=row.box, lines=tuple(lines), section_path=flow.path,
            table_id=number, cells=tuple(cells), header=header, carried=tuple(sorted(row.carried)),
            source="text" if row.confidence is None else "ocr", ocr_confidence=row.confidence))
