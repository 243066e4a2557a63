"""Tables of a paper with what each column is for, told by its head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal

from classifiers.text import flat
from integrity.claims.data import pattern
from model.documents import Block, Document

Role = Literal["number", "day", "name", "place", "people", "copies", "host", "note", "rate", "other"]
_ROLES: tuple[Role, ...] = ("note", "rate", "number", "day", "people", "copies", "place", "host", "name")
"""In the order in which they are asked."""
_NEAR = 6
_BLANK = re.compile(r"\s")


@dataclass(frozen=True, eq=False)
class Row:
    """A row: its block and the texts of its cells by column, those merged down from above among them."""

    index: int
    cells: dict[int, str]
    block: Block

    def span(self, column: int) -> tuple[int, int] | None:
        """Where the row's own cell of a column stands in its block; None where it has none."""
        return next(((cell.start, cell.end) for cell in self.block.cells if cell.column == column), None)

    @cached_property
    def filled(self) -> int:
        """How many cells have words."""
        return sum(bool(text.strip()) for text in self.cells.values())

    @cached_property
    def total(self) -> bool:
        """Whether it sums up others: one of its first two cells with words says so."""
        filled = (text for _, text in sorted(self.cells.items()) if text.strip())
        return any(pattern("papers", "total_row").fullmatch(_BLANK.sub("", text)) for text in islice(filled, 2))

    @cached_property
    def set_aside(self) -> bool:
        """Whether it is marked as another year's, as not held or as not counted."""
        return pattern("sums", "set_aside").search(self.block.text) is not None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a paper. title: the heading or caption over it, "" where none is near. heads: by column.

    roles: what a column is for. rows: without the head. totals: rows that sum up those above them.
    """

    number: int
    title: str
    heads: dict[int, str]
    roles: dict[int, Role]
    rows: tuple[Row, ...]

    def column(self, role: Role) -> int | None:
        """The first column of a role, None where there is none."""
        return next((column for column, one in sorted(self.roles.items()) if one == role), None)

    def cell(self, row: Row, role: Role) -> str:
        """The text of a row's first cell of a role, "" where there is none."""
        column = self.column(role)
        return "" if column is None else row.cells.get(column, "").strip()

    @property
    def excerpt(self) -> bool:
        """Whether it says that it lists only some."""
        return pattern("papers", "excerpt").search(self.title + " ".join(self.heads.values())) is not None


def tables_of(document: Document) -> list[Table]:
    """The tables of a document, in its order."""
    rows: dict[int, list[tuple[int, Block]]] = {}
    titles: dict[int, str] = {}
    before: list[str] = []
    for index, block in enumerate(document.blocks):
        if block.kind != "table_row":
            before = [*before[-1:], flat(block.text)] if block.kind in ("heading", "caption") else before[-1:]
            continue
        known = -1 if block.table_id is None else block.table_id
        if known not in rows:
            titles[known] = before[-1] if before else ""
            before = []
        rows.setdefault(known, []).append((index, block))
    return [_table(known, titles[known], found) for known, found in rows.items()]


def _table(known: int, title: str, found: list[tuple[int, Block]]) -> Table:
    head = [block for _, block in found[:3] if block.header]
    if not head and not re.search(r"\d", found[0][1].text):
        head = [found[0][1]]
    heads = {cell.column: re.sub(r"\s", "", flat(block.text[cell.start:cell.end]))
             for block in head for cell in block.cells}
    rows = tuple(Row(index, _cells(block), block) for index, block in found
                 if not any(block is one for one in head))
    return Table(known, title, heads, _roles(heads, rows), rows)


def _cells(block: Block) -> dict[int, str]:
    cells = {column: flat(text) for column, text in block.carried}
    cells.update({cell.column: flat(block.text[cell.start:cell.end]) for cell in block.cells})
    return cells


def _roles(heads: dict[int, str], rows: tuple[Row, ...]) -> dict[int, Role]:
    """What each column is for; of a register by days whose heads call none a name, the wordiest unknown one is it."""
    roles = {column: _role(text) for column, text in heads.items()}
    unknown = [column for column, role in roles.items() if role == "other"]
    if unknown and "day" in roles.values() and "name" not in roles.values():
        roles[max(unknown, key=lambda one: sum(len(row.cells.get(one, "")) for row in rows))] = "name"
    return roles


def _role(head: str) -> Role:
    return next((role for role in _ROLES if pattern("columns", role).search(head)), "other")
