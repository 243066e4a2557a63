"""Sums that do not come out: parts and their whole in a sentence, the row of a table that sums up the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from classifiers.grammar import find_quantities
from classifiers.oddities import wrong_sums
from integrity.claims.data import number, pattern, value
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet
from integrity.claims.tables import Row, Table
from model.results import Finding

_CELL = re.compile(r"(?P<value>\d{1,3}(?:[,，]\d{3})+|\d+(?:\.\d+)?)\s*(?P<wan>万)?(?P<unit>[一-龥/（）()]{0,4})")
_BLANK = re.compile(r"[\s\-—–/\\、无]*")
_SUMMED = re.compile(r"^(?:合计|总计|共计|小计|累计|共|计)\s*[:：]?\s*(?=\d)")
_ROUNDED = re.compile(r"[余多近约]|左右|以上")


def wrong_totals(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Every sum of a dossier that does not come out."""
    for sheet in sheets:
        if sheet.paper in ("plan", "duty_list", "notice", "case"):
            continue
        for said in sheet.pieces:
            yield from _told(said)
        for table in sheet.tables:
            for row in table.rows:
                for cell in row.block.cells:
                    if cell.end - cell.start > 12:
                        yield from _told(sheet.said(row.index, cell.start, cell.end))
            yield from _table(sheet, table, sheets)


def _told(said: Said) -> Iterator[Finding]:
    if not pattern("sums", "summed").search(said.text):
        return
    for wrong in wrong_sums(said.text):
        made, written = plain(wrong.made), plain(wrong.written)
        yield told("count_contradiction", f"sum_{wrong.way}", "medium", [said],
                   measures={"made": made, "written": written}, made=made + wrong.unit, written=written + wrong.unit)


def plain(value: Decimal) -> str:
    """A number as people write it."""
    return f"{value.normalize():f}"


@dataclass(frozen=True, slots=True)
class _Cell:
    value: Decimal
    exact: bool


def _read(text: str) -> _Cell | None:
    """The one number a cell holds, with its measure word; None for other words."""
    text = _SUMMED.sub("", text.strip())
    rounded = _ROUNDED.search(text) is not None
    found = _CELL.fullmatch(_ROUNDED.sub("", text))
    if found is None:
        return None
    value = Decimal(re.sub("[,，]", "", found["value"]))
    return _Cell(value * 10_000 if found["wan"] else value, not (rounded or found["wan"]))


def _table(sheet: Sheet, table: Table, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """The rows that sum up, each held against the rows above it that it can mean."""
    open_rows: list[Row] = []
    subtotals: list[Row] = []
    for row in table.rows:
        if not row.total:
            open_rows.append(row)
            continue
        whole = not re.search("小计", row.block.text)
        sections = [open_rows]
        if whole and subtotals:
            sections = [[*subtotals, *open_rows], [one for one in table.rows[:table.rows.index(row)]
                                                   if not one.total], open_rows]
        for column in _columns(table, row):
            yield from _column(sheet, table, row, column, sections, sheets)
        if not whole:
            subtotals.append(row)
        else:
            subtotals = []
        open_rows = []


def _columns(table: Table, total: Row) -> list[int]:
    return [cell.column for cell in total.block.cells
            if table.roles.get(cell.column) not in ("rate", "note", "number", "day") and
            not pattern("sums", "marks").search(table.heads.get(cell.column, "")) and
            _read(total.cells.get(cell.column, "")) is not None]


def _column(sheet: Sheet, table: Table, total: Row, column: int, sections: list[list[Row]],
            sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """A column's total held against every sum it can mean: with and without rows that are marked as not counted; what
    other papers say by it is shown too."""
    whole = _read(total.cells[column])
    if whole is None or not whole.exact:
        return
    possible: list[Decimal] = []
    for rows in sections:
        found = _possible(rows, column)
        if found is None:
            return
        possible += found
    if not possible or whole.value in possible or not sections[0]:
        return
    said = [sheet.said(one.index, *span) for one in (total, *sections[0]) if (span := one.span(column))]
    yield told("count_contradiction", "column_total", "medium", said, places=[said[0].place(), *(
        sheet.said(total.index, cell.start, cell.end).place() for cell in total.block.cells[:1]), *(
        one.place() for one in _used(whole.value, table.heads.get(column, ""), sheet, sheets))],
        measures={"made": plain(possible[0]), "written": plain(whole.value)},
        title=table.title or sheet.document.path, head=table.heads.get(column, ""), made=plain(possible[0]),
        written=plain(whole.value), rows=len(sections[0]))


def _used(written: Decimal, head: str, owner: Sheet, sheets: Sequence[Sheet]) -> list[Said]:
    """Sentences of the unit's reports that claim the total of a column: its number with a measure word of its sort."""
    sort = next((units for name, units in value("sums", "used").items() if re.search(name, head)), None)
    if sort is None and written >= int(number("used_least")):
        sort = sorted({unit for units in value("sums", "used").values() for unit in units})
    return [] if sort is None else [
        said for sheet in sheets if sheet is not owner and sheet.paper in ("self_report", "summary", "score_table")
        for said in sheet.pieces if plain(written) in re.sub("[,，]", "", said.text)
        and any(one.quantity.value == written and one.quantity.unit in sort for one in find_quantities(said.text))]


def _possible(rows: Sequence[Row], column: int) -> list[Decimal] | None:
    """The sums that a total can mean: of all rows, and of those that are not marked as another year's or not held;
    where no row has a number, how many rows there are. None where a cell cannot be read as an exact number."""
    texts = [(row, row.cells.get(column, "") if row.span(column) else "") for row in rows if row.filled > 1]
    if all(_read(text) is None for _, text in texts):
        marked = sum(row.set_aside for row, _ in texts)
        return [Decimal(len(texts)), Decimal(len(texts) - marked)] if texts else None
    cells: list[tuple[Row, Decimal]] = []
    for row, text in texts:
        read = _read(text)
        if read is not None and read.exact:
            cells.append((row, read.value))
        elif not _BLANK.fullmatch(text):
            return None
    if len(cells) < 2:
        return None
    made = [sum((value for _, value in cells), Decimal(0)),
            sum((value for row, value in cells if not row.set_aside), Decimal(0))]
    return list(dict.fromkeys(made))
