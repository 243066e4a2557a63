"""Columns of a table that make one another: a row that breaks what its other rows keep.

No head is read: where one column is the sum of its neighbours, the product of two, or the share of one in another in
most rows, the table itself tells the rule, and the rows that break it are shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, permutations

from integrity.claims.data import number, pattern
from integrity.claims.guesses import Guess
from integrity.claims.sheets import Sheet
from integrity.claims.sums import plain
from integrity.claims.tables import Row, Table

_NUMBER = re.compile(r"\s*(\d{1,3}(?:[,，]\d{3})+|\d+(?:\.\d+)?)\s*(?:%|[一-龥]{0,2})\s*")
Values = Mapping[int, Decimal]
Rule = Callable[[Values], tuple[Decimal, Decimal] | None]
"""Of a row's numbers what a rule makes and what is written; None where the row has not all of them."""


def broken_rows(sheet: Sheet) -> Iterator[Guess]:
    """The rows of a paper's tables that break the rule of their columns."""
    if sheet.paper in ("plan", "duty_list", "notice"):
        return
    for table in sheet.tables:
        rows = [(row, values) for row in table.rows[:int(number("rows_most"))] if (values := _values(table, row))]
        seen: set[int] = set()
        for rule in _rules(table, [values for _, values in rows]):
            read = [(row, pair) for row, values in rows if (pair := rule(values))]
            broken = [(row, pair) for row, pair in read if abs(pair[0] - pair[1]) > _slack(pair[1])]
            kept = len(read) - len(broken)
            if not broken or kept < number("columns_kept") or len(broken) > max(1, kept // 3):
                continue
            for row, (made, written) in broken:
                if row.index not in seen:
                    seen.add(row.index)
                    first = row.block.cells[0] if row.block.cells else None
                    said = sheet.said(row.index, first.start if first else 0)
                    yield Guess(number("guess_sure") - (0.5 if row.total else 0), "row", (said,),
                                {"written": plain(written), "made": plain(made)},
                                {"title": table.title or sheet.frame.title or sheet.document.path,
                                 "row": re.sub(r"\s+", " ", row.block.text)[:40], "made": plain(made),
                                 "written": plain(written), "kept": kept})


def _slack(written: Decimal) -> Decimal:
    """Whole numbers must be right; of others one unit of the last place is rounding."""
    exponent = int(written.as_tuple().exponent)
    return Decimal(1).scaleb(exponent) if exponent < 0 else Decimal(0)


def _values(table: Table, row: Row) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for column, text in row.cells.items():
        cell = _NUMBER.fullmatch(text)
        if cell and table.roles.get(column) not in ("number", "day") and \
                not pattern("sums", "marks").search(table.heads.get(column, "")):
            found[column] = Decimal(re.sub("[,，]", "", cell[1]))
    return found


def _rules(table: Table, rows: Sequence[Values]) -> Iterator[Rule]:
    """The rules that the columns may keep: sums of neighbours, products, shares."""
    count = {column: sum(column in row for row in rows) for column in {at for row in rows for at in row}}
    columns = sorted(column for column, times in count.items() if times >= number("columns_kept"))[:10]
    for whole in columns:
        at = columns.index(whole)
        for parts in (columns[:at], columns[at + 1:]):
            for first in range(len(parts) - 1):
                run = parts[first:] if parts and parts[0] < whole else parts[:len(parts) - first]
                if len(run) > 1:
                    yield _sum(run, whole)
    for left, right in combinations(columns, 2):
        for made in columns:
            if made not in (left, right):
                yield _product(left, right, made)
    for part, whole, rate in permutations(columns, 3):
        if "率" in table.heads.get(rate, "") or "比" in table.heads.get(rate, ""):
            yield _share(part, whole, rate)
    for minuend, taken, rest in permutations(columns, 3):
        if minuend < rest and taken < rest and minuend < taken:
            yield _less(minuend, taken, rest)


def _sum(parts: Sequence[int], whole: int) -> Rule:
    def rule(row: Values) -> tuple[Decimal, Decimal] | None:
        known = [row[one] for one in parts if one in row]
        if whole not in row or not known or sum(one > 0 for one in known) < 1:
            return None
        return sum(known, Decimal(0)), row[whole]
    return rule


def _product(left: int, right: int, made: int) -> Rule:
    def rule(row: Values) -> tuple[Decimal, Decimal] | None:
        if not {left, right, made} <= row.keys() or min(row[left], row[right]) <= 1:
            return None
        return row[left] * row[right], row[made]
    return rule


def _share(part: int, whole: int, rate: int) -> Rule:
    def rule(row: Values) -> tuple[Decimal, Decimal] | None:
        if not {part, whole, rate} <= row.keys() or not row[whole] or row[part] > row[whole]:
            return None
        step = Decimal(1).scaleb(min(0, int(row[rate].as_tuple().exponent)))
        made = row[part] * 100 / row[whole]
        return (row[rate] if abs(made - row[rate]) <= step else made.quantize(Decimal("0.1"))), row[rate]
    return rule


def _less(minuend: int, taken: int, rest: int) -> Rule:
    def rule(row: Values) -> tuple[Decimal, Decimal] | None:
        if not {minuend, taken, rest} <= row.keys() or not row[taken]:
            return None
        return row[minuend] - row[taken], row[rest]
    return rule
