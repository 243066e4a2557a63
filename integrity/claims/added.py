"""Two counts added up, and a register that is shorter than their sum: what belongs to both was counted in both.

A report tells so many of one sort, so many of another and their sum; a register that has all of the one sort, but not
so many rows as the sum, suggests that a row stands for both. The surer, the fewer rows are wanting and the more the
words of one of the counts are those of a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from integrity.claims.amounts import Amount, amounts, paragraphs
from integrity.claims.data import number, pattern, value
from integrity.claims.entries import Entry, pairs_of, rows
from integrity.claims.report import told
from integrity.claims.sheets import Sheet, bare
from model.results import Finding


@dataclass(frozen=True, eq=False)
class _Sum:
    """Two counts of a report, the lesser named last, and their sum."""

    parts: tuple[Amount, Amount]
    whole: Amount


def added_once(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """The likeliest sum of a dossier that its register does not bear out."""
    registers = [(sheet, found) for sheet in sheets if sheet.paper in ("ledger", "record")
                 and not any(table.excerpt for table in sheet.tables) and len(found := rows(sheet)) > 2]
    best: tuple[float, _Sum, Sheet, Entry, int] | None = None
    for sheet in sheets:
        for one in _sums(sheet) if registers and sheet.paper in value("counted", "reports") else ():
            for register, every in registers:
                for entries in _groups(one, every):
                    points, entry = _borne_out(one, entries)
                    if points >= number("added_least") and (best is None or points > best[0]):
                        best = points, one, register, entry, len(entries)
    if best is not None:
        _, one, register, entry, count = best
        saids = list(dict.fromkeys((*(part.said for part in one.parts), one.whole.said, entry.said)))
        yield told("double_counting", "added_once", "low", saids,
                   measures={"written": one.whole.text, "expected": count}, left=one.parts[0].text,
                   right=one.parts[1].text, whole=one.whole.text, listed=count,
                   register=register.document.path.rpartition("/")[2], row=entry.name[:30])


def _sums(sheet: Sheet) -> Iterator[_Sum]:
    """The sums of two counts that a paragraph or cell tells with both of them."""
    for paragraph in paragraphs(sheet):
        counts = [one for said in paragraph for one in amounts(said)
                  if one.plain and one.exact and one.match.unit_text in value("added", "counted")]
        for at, whole in enumerate(counts):
            if at >= 2 and pattern("added", "whole").search(whole.before):
                for pair in combinations(counts[max(0, at - 4):at], 2):
                    if sum(one.value for one in pair) == whole.value and all(one.value > 0 for one in pair):
                        yield _Sum(pair, whole)


def _groups(one: _Sum, entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """The rows of each table of a register, and those that have a name of one of the counts."""
    tables: dict[int | None, list[Entry]] = {}
    for entry in entries:
        tables.setdefault(entry.said.block.table_id, []).append(entry)
    yield from (rows_ for rows_ in tables.values() if len(rows_) > 1)
    size = int(number("added_run"))
    for part in one.parts:
        name = bare(part.before)
        runs = {name[at:at + size] for at in range(len(name) - size + 1)}
        for run in sorted(runs):
            same = [entry for entry in entries if run in entry.bare]
            if len(same) == part.value and len(same) > 1:
                yield same


def _borne_out(one: _Sum, entries: Sequence[Entry]) -> tuple[float, Entry]:
    """How surely a register is that of a sum and shorter than it, with the row that is likest to one of its counts."""
    wanting = int(one.whole.value) - len(entries)
    best = (0.0, entries[0])
    if not 0 < wanting <= min(part.value for part in one.parts) or len(entries) < max(part.value for part in one.parts):
        return best
    for part in one.parts:
        words = pairs_of(part.before + "，" + part.after)
        for entry in entries:
            shared = len(words & entry.grams) / max(4, len(words))
            best = max(best, (1.0 / wanting + 2.0 * shared, entry), key=lambda found: found[0])
    return best
