"""A year's totals against what the dossier's register comes to, by column and by what its rows are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from integrity.claims.amounts import Amount, amounts_of, one_slip
from integrity.claims.data import number, pattern
from integrity.claims.guesses import Guess
from integrity.claims.sheets import Said, Sheet
from integrity.claims.sums import plain
from integrity.claims.tables import Row, Table

_CELL = re.compile(r"(\d{1,3}(?:[,，]\d{3})+|\d{1,6})\s*[人名份册本张套]?次?")
_NAME = re.compile(r"[一-龥]+$")


@dataclass(frozen=True, eq=False)
class _Register:
    """A register of a year's activities: its rows, and what its columns come to by family of measure words."""

    sheet: Sheet
    table: Table
    rows: tuple[Row, ...]
    sums: dict[str, Decimal]


def against_registers(sheets: Sequence[Sheet]) -> Iterator[Guess]:
    """Totals of the reports that the one register of a dossier does not bear out."""
    known = [register for sheet in sheets if sheet.paper in ("ledger", "record") for table in sheet.tables
             if (register := _register(sheet, table))]
    if not known:
        return
    for sheet in sheets:
        for one in amounts_of(sheet) if sheet.own and sheet.paper in ("self_report", "summary", "score_table") else ():
            wider = pattern("amounts", "wider").search(one.said.text[:one.match.start])
            if one.plain and one.exact and one.value >= 3 and not wider and \
                    not pattern("totals", "other_time").search(one.said.text):
                yield from _slipped(one, known)
                if len(known) == 1 and one.unit == "场":
                    yield from _called(one, known[0])


def _register(sheet: Sheet, table: Table) -> _Register | None:
    """A table of activities that means to be whole; None for others."""
    rows = tuple(row for row in table.rows if not row.total and row.filled > 2)
    if table.excerpt or len(rows) < number("register_rows") or table.column("day") is None or any(
            pattern("sums", "set_aside").search(row.block.text) for row in rows):
        return None
    sums = {"场": Decimal(len(rows))}
    for unit, role in (("人", "people"), ("份", "copies")):
        cells = [table.cell(row, role) for row in rows]  # type: ignore[arg-type]
        read = [_CELL.fullmatch(cell) for cell in cells if cell and not re.fullmatch(r"[-—/无\s]+", cell)]
        if len(read) > 1 and all(read):
            sums[unit] = sum((Decimal(re.sub("[,，]", "", hit[1])) for hit in read if hit), Decimal(0))
    return _Register(sheet, table, rows, sums)


def _slipped(one: Amount, known: Sequence[_Register]) -> Iterator[Guess]:
    """A total of people or papers that is one slip away from what a register's column comes to."""
    if one.unit not in ("人", "份") or one.value < number("agreeing_least") or \
            not pattern("totals", "whole_year").search(one.said.text[:one.match.start]):
        return
    whole = sum((register.sums.get(one.unit, Decimal(0)) for register in known), Decimal(0))
    made = [*(register.sums[one.unit] for register in known if one.unit in register.sums), whole]
    if one.value in made:
        return
    for register in known:
        if one.unit in register.sums and one_slip(one.value, register.sums[one.unit]):
            yield _guess(number("guess_sure") - 0.5, one, register, plain(register.sums[one.unit]), register.rows[:1])
            return


def _called(one: Amount, register: _Register) -> Iterator[Guess]:
    """More of one sort of activity than rows of the register are called so."""
    found = _NAME.search(pattern("amounts", "filler").sub("", one.before))
    name = found.group() if found else ""
    if len(name) < 2 or pattern("totals", "common").fullmatch(name[-2:]) or len(register.rows) < one.value:
        return
    rows = [row for row in register.rows if name[-2:] in row.block.text]
    if 2 <= len(rows) < one.value <= len(rows) + number("rows_off"):
        yield _guess(2.0 + (0.4 if name[-3:] in rows[0].block.text else 0.0), one, register, str(len(rows)), rows)


def _guess(points: float, one: Amount, register: _Register, listed: str, rows: Sequence[Row]) -> Guess:
    shown: list[Said] = [register.sheet.said(row.index) for row in rows]
    return Guess(points, "register", (one.said, *shown), {"written": one.text, "expected": listed},
                 {"written": one.said.text[max(0, one.match.start - 12):one.match.end].lstrip("，。；：、"),
                  "title": register.table.title or register.sheet.frame.title or register.sheet.document.path,
                  "listed": listed})
