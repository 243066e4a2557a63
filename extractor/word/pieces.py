"""Paragraphs and table rows as an old office file gives them, made into blocks by the rules that hold for docx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from extractor.flow import Flow, looks_like_header
from extractor.headings import is_title_line, typed_heading
from extractor.word.read_docx import TITLE_BLOCKS, manual_lines

_NEAR = 30


class LockedError(Exception):
    """The file has a password."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A paragraph, or a table row. cells: (column, text), the paragraphs of one parted by line ends.

    level: heading depth, 0 for none; page: slide, else 1. edges: left edges of the cells and the right one of the row,
    in any unit; merged: of each cell 0 for a plain one, 1 where it is merged downwards from here, 2 where it belongs to
    the cell above, 3 to the cell on its left; both () where the format does not say.
    """

    text: str = ""
    cells: tuple[tuple[int, str], ...] = ()
    level: int = 0
    page: int = 1
    centred: bool = False
    edges: tuple[int, ...] = ()
    merged: tuple[int, ...] = ()


def flow_of(pieces: Sequence[Piece]) -> Flow:
    """The pieces as blocks in their order."""
    flow = Flow()
    for is_table, group in groupby(pieces, lambda piece: bool(piece.cells)):
        if is_table:
            _add_table(flow, list(group))
        else:
            for piece in group:
                _add_paragraph(flow, piece)
    return flow


def _add_paragraph(flow: Flow, piece: Piece) -> None:
    text = piece.text.strip()
    level = piece.level
    if not level and piece.centred and len(flow.blocks) < TITLE_BLOCKS and typed_heading(text) is None:
        level = int(is_title_line(text))
    if level and not is_title_line(text.rstrip("：:")):
        level = 0
    lines = manual_lines(piece.text)
    for line in lines:
        flow.text(line, level=level if len(lines) == 1 else 0, page=piece.page)


def _add_table(flow: Flow, rows: Sequence[Piece]) -> None:
    """The rows of a table; a table of one column is a frame around paragraphs and is read as such."""
    if all(len(row.cells) == 1 for row in rows):
        for row in rows:
            for line in row.cells[0][1].split("\n"):
                _add_paragraph(flow, Piece(text=line, page=row.page))
        return
    number = flow.new_table()
    placed = _placed(rows)
    first = next((at for at, (cells, _) in enumerate(placed) if sum(bool(text.strip()) for _, text in cells) > 1), 9)
    for at, (cells, carried) in enumerate(placed):
        header = at == first <= 2 and len(rows) > at + 1 and looks_like_header([text for _, text in cells])
        flow.row(cells, table=number, header=header, carried=carried, page=rows[at].page)


def _placed(rows: Sequence[Piece]) -> list[tuple[list[tuple[int, str]], list[tuple[int, str]]]]:
    """Of every row its own cells by column, and what is carried into it from merged cells above."""
    grid = _grid([edge for row in rows for edge in row.edges])
    merged: dict[int, str] = {}
    found = []
    for row in rows:
        cells, carried = [], []
        for at, (column, text) in enumerate(row.cells):
            how = row.merged[at] if row.merged else 0
            if row.edges:
                column = sum(edge < row.edges[at] - _NEAR for edge in grid)
            if how == 2 and column in merged:
                carried.append((column, merged[column]))
            elif how != 3:
                merged.pop(column, None)
                if how == 1:
                    merged[column] = text
                cells.append((column, text))
        found.append((cells, carried))
    return found


def _grid(edges: Sequence[int]) -> list[int]:
    """The edges that are apart from one another."""
    grid: list[int] = []
    for edge in sorted(set(edges)):
        if not grid or edge - grid[-1] > _NEAR:
            grid.append(edge)
    return grid
