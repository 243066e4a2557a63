"""Tables of a Word document: merged cells once, nested tables flattened into the cell that holds them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from extractor.flow import looks_like_header
from extractor.normal import whole_number
from extractor.word.sight import Ground
from extractor.word.styles import flag
from extractor.word.walk import Walk, children, paragraph_inline

_MAX_DEPTH = 12


@dataclass(slots=True)
class _Row:
    cells: list[tuple[int, str]] = field(default_factory=list)
    carried: list[tuple[int, str]] = field(default_factory=list)
    header: bool = False
    pictures: list[str] = field(default_factory=list)


ReadBody = Callable[[Walk, Any, int], None]
"""Reads the paragraphs and tables of a cell that is a frame."""


def read_table(walk: Walk, table: Any, read_body: ReadBody, depth: int = 0) -> None:
    """Adds the rows of a table; a table of one column is a frame around paragraphs and is read as such."""
    if _is_frame(walk, table) and depth < _MAX_DEPTH:
        with walk.sight.on(_ground(walk, table)):
            for row in _named(walk, table, "tr"):
                with walk.sight.on(walk.sight.row(row.find(f"{walk.w}trPr"))):
                    for cell in _named(walk, row, "tc"):
                        with walk.sight.on(walk.sight.cell(cell.find(f"{walk.w}tcPr"))):
                            read_body(walk, cell, depth + 1)
        return
    number = walk.flow.new_table()
    rows = _rows(walk, table, depth)
    heads = [row.header for row in rows]
    if not any(heads):
        first = next((index for index, row in enumerate(rows) if sum(bool(t.strip()) for _, t in row.cells) > 1), None)
        if first is not None and len(rows) > first + 1 and first <= 2:
            rows[first].header = looks_like_header([text for _, text in rows[first].cells])
    for row in rows:
        walk.flow.row(row.cells, table=number, header=row.header, carried=row.carried)
        for key in row.pictures:
            walk.picture(key)


def _named(walk: Walk, parent: Any, local: str) -> list[Any]:
    wanted = walk.w + local
    return [element for element in children(parent, walk) if element.tag == wanted]


def _is_frame(walk: Walk, table: Any) -> bool:
    rows = table.findall(f"{walk.w}tr")
    return bool(rows) and all(len(row.findall(f"{walk.w}tc")) == 1 for row in rows) and \
        not any(row.findall(f"{walk.w}sdt") for row in rows)


def _ground(walk: Walk, table: Any) -> Ground | None:
    return walk.sight.table(table.find(f"{walk.w}tblPr")) if not walk.sight.plain else None


def _rows(walk: Walk, table: Any, depth: int) -> list[_Row]:
    with walk.sight.on(_ground(walk, table)):
        return _rows_of(walk, table, depth)


def _rows_of(walk: Walk, table: Any, depth: int) -> list[_Row]:
    rows: list[_Row] = []
    merged: dict[int, str] = {}
    for element in _named(walk, table, "tr"):
        properties = element.find(f"{walk.w}trPr")
        if properties is not None and properties.find(f"{walk.w}del") is not None:
            walk.deleted += 1
            continue
        row = _Row(header=bool(flag(properties, "tblHeader", walk.w)))
        column = _number(properties, "gridBefore", walk.w, 0)
        with walk.sight.on(walk.sight.row(properties)):
            for cell in _named(walk, element, "tc"):
                column = _add_cell(walk, row, cell, column, merged, depth)
        rows.append(row)
    return rows


def _add_cell(walk: Walk, row: _Row, cell: Any, column: int, merged: dict[int, str], depth: int) -> int:
    """Adds one cell to the row and returns the column after it. ``merged``: texts of cells now merged downwards."""
    merge, span = None, 1
    for part in next(cell.iterchildren(walk.w + "tcPr"), ()):
        if part.tag == walk.w + "vMerge":
            merge = part
        elif part.tag == walk.w + "gridSpan":
            span = _whole(part, walk.w, 1)
    after = column + span
    if merge is not None and merge.get(f"{walk.w}val", "continue") == "continue" and column in merged:
        row.carried.append((column, merged[column]))
        return after
    if walk.sight.plain:
        text = _cell_text(walk, cell, row, depth)
    else:
        with walk.sight.on(walk.sight.cell(cell.find(f"{walk.w}tcPr"))):
            text = _cell_text(walk, cell, row, depth)
    merged.pop(column, None)
    if merge is not None:
        merged[column] = text
    row.cells.append((column, text))
    return after


def _number(properties: Any, name: str, w: str, default: int) -> int:
    element = None if properties is None else next(properties.iterchildren(w + name), None)
    return default if element is None else _whole(element, w, default)


def _whole(element: Any, w: str, default: int) -> int:
    return whole_number(element.get(f"{w}val", ""), default, most=200)


def _cell_text(walk: Walk, cell: Any, row: _Row, depth: int) -> str:
    """Paragraphs of a cell, one a line; a nested table gives a line a row; pictures are kept for after the row."""
    lines: list[str] = []
    for element in children(cell, walk):
        if element.tag == f"{walk.w}p":
            inline = paragraph_inline(walk, element)
            lines.append("".join(inline.text))
            row.pictures += inline.pictures
            for box in inline.boxes if depth < _MAX_DEPTH else ():
                with walk.sight.on(walk.sight.box(box)):
                    lines.append(_cell_text(walk, box, row, depth + 1))
        elif element.tag == f"{walk.w}tbl" and depth < _MAX_DEPTH:
            for inner in _rows(walk, element, depth + 1):
                lines.append(" ".join(text for _, text in inner.cells if text.strip()))
                row.pictures += inner.pictures
    return "\n".join(lines)
