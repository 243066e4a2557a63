"""What is read out of an official paper before anything is understood: numbered lines, records, sections, doubts."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from model.problems import Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line (or table row) of the paper. number counts from 1, as in ``source.txt``; raw: as it stands there.

    text: made plain for searching. cells: (column, plain text) of a row, () for running text; loose: the columns are
    only guessed from tabs. carried: cells merged down from above. table: rows of one table share it. places: the lines
    of cells that have lines of their own, by column.
    """

    number: int
    raw: str
    text: str
    cells: tuple[tuple[int, str], ...] = ()
    carried: tuple[tuple[int, str], ...] = ()
    table: int | None = None
    loose: bool = False
    places: tuple[tuple[int, int], ...] = ()

    def place(self, column: int) -> int:
        """The line of the cell in a column."""
        return dict(self.places).get(column, self.number)


@dataclass(frozen=True, kw_only=True, slots=True)
class Bit:
    """A piece of plain text and the line it stands in."""

    text: str
    line: int


@dataclass(kw_only=True, slots=True)
class Row:
    """One row of an item: what is asked, its points where they have a column, how they are given, what proves it.

    points_line: where its points stand, 0 where they have no column.
    """

    line: int
    points: Decimal | None = None
    points_line: int = 0
    content: list[Bit] = field(default_factory=list)
    rule: list[Bit] = field(default_factory=list)
    proof: list[Bit] = field(default_factory=list)


@dataclass(kw_only=True, slots=True)
class Record:
    """An item as the paper prints it. number: the paper's own, "" where it has none. title: its second-level title.

    section: index of its section in the part. stated: the points printed for the whole item.
    """

    number: str
    line: int
    section: int
    title: str = ""
    stated: Decimal | None = None
    rows: list[Row] = field(default_factory=list)


@dataclass(kw_only=True, slots=True)
class Head:
    """A section's heading. points: None where none are printed. bonus: adds to the base total; minus: takes from it."""

    title: str
    points: Decimal | None
    line: int
    bonus: bool = False
    minus: bool = False


@dataclass(kw_only=True, slots=True)
class Part:
    """One standard of a paper: lines ``[start, stop)`` of it, its sections and records. end: where its items stop.

    scored: False for a list of checks without points.
    """

    title: str
    start: int
    stop: int
    end: int
    heads: list[Head] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    scored: bool = True

    def lines(self) -> set[int]:
        """The lines that its headings and records were read from."""
        used = {head.line for head in self.heads}
        for record in self.records:
            used |= {record.line, *(row.line for row in record.rows)}
            used |= {bit.line for row in record.rows for bit in (*row.content, *row.rule, *row.proof)}
        return used


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """What a person must look at. line: of the source; problem: the sentence, its ``where`` naming the line."""

    line: int
    problem: Problem
