"""Tables of a PDF page from its ruling lines: pdfium's lines and characters, the cells of ``pdf_grid``.

A table that goes on over a page break keeps its number; a row cut by the break is put together again, and a header
repeated on the next page is dropped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace

from extractor.headings import typed_heading
from extractor.layout.grid import SNAP, Box, cell_tables, distinct
from extractor.layout.lines import TextLine, merge_row, rows, segments
from extractor.normal import SENTENCE_END, glue, squeeze
from extractor.pdf.paths import Edge
from extractor.pdf.words import Glyph
from model.documents import BBox, Line

MAX_EDGES = 3000
_BAND = 20.0
_COLUMN_DRIFT = 6.0


@dataclass(slots=True)
class CellText:
    """Text of a cell and where its printed lines stand (offsets inside the cell). ends_open: its last line is full
    and in mid-sentence, so that it may go on over the page break."""

    column: int
    text: str = ""
    lines: list[Line] = field(default_factory=list)
    ends_open: bool = False

    def extend(self, other: CellText) -> None:
        """Appends the part of the cell that stands on the next page."""
        between = glue(self.text, other.text) if self.text else ""
        at = len(self.text) + len(between)
        self.text += between + other.text
        self.lines.extend(replace(line, start=line.start + at, end=line.end + at) for line in other.lines)
        self.ends_open = other.ends_open


@dataclass(slots=True)
class TableRow:
    """A row: its cells by column, and what is merged down into it. confidence: as in ``TextLine``."""

    cells: list[CellText]
    carried: list[tuple[int, str]]
    box: BBox
    page: int
    confidence: float | None = None


@dataclass(slots=True)
class Table:
    """A table, or the part of one on a page. columns: the x where each column begins, and the right edge last."""

    rows: list[TableRow]
    columns: list[float]
    box: BBox
    page: int


def has_grid(edges: list[Edge]) -> bool:
    """Cheap test whether the ruling lines can make a table of two cells or more."""
    if len(edges) > MAX_EDGES:
        return False
    across = sum(1 for edge in edges if edge.top == edge.bottom)
    return across >= 2 and len(edges) - across >= 3


def find_tables(glyphs: list[Glyph], edges: list[Edge], page: int) -> tuple[list[Table], list[Glyph]]:
    """Tables of the page from top to bottom, and the characters outside them. A frame of one column is no table."""
    return tables_of(cell_tables(edges), glyphs, page)


def tables_of(grids: list[list[Box]], glyphs: list[Glyph], page: int) -> tuple[list[Table], list[Glyph]]:
    """As ``find_tables``, of cells that are known: those of each table in one list."""
    found: list[Table] = []
    left = glyphs
    for cells in grids:
        columns = distinct([cell[0] for cell in cells])
        if len(columns) < 2:
            continue
        inside, outside = _split(left, cells)
        table = _build(inside, cells, columns, page)
        if table is not None:
            found.append(table)
            left = outside
    return sorted(found, key=lambda table: (table.box.top, table.box.x0)), left


def _split(glyphs: list[Glyph], cells: list[Box]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Characters of each cell, in the order of ``cells``, and those outside every cell."""
    x0, top = min(c[0] for c in cells), min(c[1] for c in cells)
    x1, bottom = max(c[2] for c in cells), max(c[3] for c in cells)
    inside: list[list[Glyph]] = [[] for _ in cells]
    outside: list[Glyph] = []
    bands: dict[int, list[int]] = defaultdict(list)
    for index, cell in enumerate(cells):
        for band in range(int(cell[1] // _BAND), int(cell[3] // _BAND) + 1):
            bands[band].append(index)
    for glyph in glyphs:
        _, left, upper, right, lower, _ = glyph
        x, y = (left + right) / 2, (upper + lower) / 2
        if not (x0 <= x <= x1 and top <= y <= bottom):
            outside.append(glyph)
            continue
        for index in bands[int(y // _BAND)]:
            cell = cells[index]
            if cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]:
                inside[index].append(glyph)
                break
        else:
            outside.append(glyph)
    return inside, outside


def _build(inside: list[list[Glyph]], cells: list[Box], columns: list[float], page: int) -> Table | None:
    """The table of these cells; None where fewer than two cells hold text (a drawing, not a table)."""
    tops = distinct([cell[1] for cell in cells])
    built: list[TableRow] = [TableRow(cells=[], carried=[], box=BBox(x0=0, top=0, x1=0, bottom=0), page=page)
                             for _ in tops]
    boxes: list[Box | None] = [None] * len(tops)
    filled = 0
    row_at = {cell[1]: _at(tops, cell[1]) for cell in cells}
    column_at = {cell[0]: _at(columns, cell[0]) for cell in cells}
    for box, glyphs in sorted(zip(cells, inside, strict=True), key=lambda pair: (pair[0][1], pair[0][0])):
        row, column = row_at[box[1]], column_at[box[0]]
        cell = _cell(glyphs, column, box[2], page)
        filled += bool(cell.text)
        built[row].cells.append(cell)
        if cell.text and row + 1 < len(tops) and box[3] > tops[row + 1] + SNAP:
            for below in range(row + 1, _at(tops, box[3] - 2 * SNAP) + 1):
                built[below].carried.append((column, cell.text))
        bottom = tops[row + 1] if row + 1 < len(tops) else box[3]
        known = boxes[row]
        boxes[row] = (box[0], box[1], box[2], bottom) if known is None else (
            min(known[0], box[0]), min(known[1], box[1]), max(known[2], box[2]), max(known[3], bottom))
    if filled < 2:
        return None
    for row_built, row_box in zip(built, boxes, strict=True):
        if row_box is not None:
            row_built.box = BBox(x0=row_box[0], top=row_box[1], x1=row_box[2], bottom=row_box[3])
        row_built.cells.sort(key=lambda cell: cell.column)
    whole = BBox(x0=min(c[0] for c in cells), top=min(c[1] for c in cells), x1=max(c[2] for c in cells),
                 bottom=max(c[3] for c in cells))
    return Table(rows=[row for row in built if row.cells], columns=[*columns, whole.x1], box=whole, page=page)


def _at(grid: list[float], value: float) -> int:
    return max(0, bisect_right(grid, value + SNAP) - 1)


def _cell(glyphs: list[Glyph], column: int, right: float, page: int) -> CellText:
    """Text of a cell; its printed lines are joined unless a short line ends a sentence or the next is numbered."""
    cell = CellText(column=column)
    last: TextLine | None = None
    while glyphs and glyphs[-1].char.isspace():
        glyphs.pop()
    if len(glyphs) == 1:
        return _word_cell(cell, glyphs[0], right, page)
    for line in map(merge_row, rows(segments(glyphs, page))) if glyphs else ():
        text = " ".join(line.text.split())
        between = ""
        if last is not None:
            short = last.x1 < right - 2.5 * last.height
            stops = cell.text[-1] in SENTENCE_END + "：:，、" or typed_heading(text) is not None
            between = " " if short and stops else glue(cell.text, text)
        start = len(cell.text) + len(between)
        cell.text += between + text
        cell.lines.append(Line(start=start, end=len(cell.text), page=page, bbox=line.box))
        last = line
    if last is not None:
        full = last.x1 >= right - 2.2 * last.height
        cell.ends_open = full and cell.text[-1] not in SENTENCE_END
    return cell


def _word_cell(cell: CellText, word: Glyph, right: float, page: int) -> CellText:
    """A cell that is one word, as most are: the same as ``_cell`` gives, without the search for lines."""
    text, x0, top, x1, bottom, _ = word
    bottom = max(bottom, top + 1)
    cell.text = text
    cell.lines.append(Line(start=0, end=len(text), page=page, bbox=BBox(x0=x0, top=top, x1=x1, bottom=bottom)))
    cell.ends_open = x1 >= right - 2.2 * (bottom - top) and text[-1] not in SENTENCE_END
    return cell


def same_columns(first: Table, second: Table) -> bool:
    """Whether two tables have the same columns at the same places."""
    return len(first.columns) == len(second.columns) and all(
        abs(a - b) <= _COLUMN_DRIFT for a, b in zip(first.columns, second.columns, strict=True))


def continue_table(table: Table, following: Table) -> None:
    """Appends the part of a table that stands on the next page."""
    added = list(following.rows)
    heads = table.rows[:3]
    for head in heads:
        if added and _row_key(added[0]) == _row_key(head) and len(added) >= 1:
            added.pop(0)
        else:
            break
    if added and table.rows and _goes_on(table.rows[-1], added[0]):
        _join_rows(table.rows[-1], added.pop(0))
    elif added:
        _carry_over(table.rows[-1], added)
    table.rows.extend(added)
    table.page = following.page
    table.box = following.box


def _row_key(row: TableRow) -> tuple[tuple[int, str], ...]:
    return tuple((cell.column, squeeze(cell.text)) for cell in row.cells)


def _goes_on(row: TableRow, following: TableRow) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before.

    In at least one column the text above breaks off in mid-sentence at a full line and goes on below; no column
    has two texts that are whole by themselves.
    """
    above = {cell.column: cell for cell in row.cells}
    goes_on = 0
    for cell in following.cells:
        upper = above.get(cell.column)
        if not cell.text or upper is None or not upper.text:
            if cell.text and upper is None:
                return False
            continue
        if not upper.ends_open or typed_heading(cell.text) is not None:
            return False
        goes_on += 1
    return goes_on > 0


def _join_rows(row: TableRow, rest: TableRow) -> None:
    cells = {cell.column: cell for cell in row.cells}
    for part in rest.cells:
        if part.text:
            cells[part.column].extend(part)


def _carry_over(last: TableRow, added: list[TableRow]) -> None:
    """A cell merged over rows on both sides of the break: empty in the first rows below, its text is carried there."""
    texts = {**dict(last.carried), **{cell.column: cell.text for cell in last.cells if cell.text}}
    first = added[0]
    empty = [cell for cell in first.cells if not cell.text and cell.column in dict(last.carried)]
    for cell in empty:
        first.cells.remove(cell)
        first.carried.append((cell.column, texts[cell.column]))
        for row in added[1:]:
            if any(other.column == cell.column for other in row.cells):
                break
            row.carried.append((cell.column, texts[cell.column]))
