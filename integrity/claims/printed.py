"""More copies handed out than were printed: a print run against what the dossier says was given away of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from classifiers.grammar import find_quantities
from integrity.claims.data import pattern
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet, bare
from integrity.claims.sums import plain
from model.results import Finding

_REPORTS = frozenset({"self_report", "summary"})


@dataclass(frozen=True, slots=True)
class _Copies:
    """So many copies of a product. name: its last characters, by which it is called again."""

    said: Said
    name: str
    count: Decimal
    whole: bool


def above_printed(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Products of which more went out than were printed; only where no more were bought, taken over or printed."""
    runs: dict[str, list[_Copies]] = {}
    for one in (one for sheet in sheets if sheet.own and sheet.paper in _REPORTS for said in sheet.pieces
                for one in _printed(said)):
        runs.setdefault(one.name, []).append(one)
    for name, found in runs.items():
        if len({one.count for one in found}) == 1 and not any(
                pattern("printed", "more").search(said.text) for sheet in sheets for said in sheet.pieces
                if name in said.text):
            yield from _against(sheets, found[0])


def _printed(said: Said) -> Iterator[_Copies]:
    for hit in pattern("printed", "run").finditer(said.text):
        group = "name" if hit["name"] else "name2"
        name = _short(hit[group])
        counts = [one for one in find_quantities(said.text[:hit.end()]) if one.quantity.unit in "份册本张套"
                  and one.end > hit.end(group) and one.quantity.bound == "exact"]
        if name and len(counts) == 1:
            yield _Copies(said, name, counts[0].quantity.value, True)


def _short(name: str) -> str:
    """What a product is called again by: its last word (明白册, 口袋书); "" where that is said of any paper."""
    name = bare(re.sub("《[^》]*》(?=.)|年|20\\d\\d", "", name)) or bare(name)
    found = pattern("printed", "product").search(name)
    return found.group() if found else ""


def _against(sheets: Sequence[Sheet], run: _Copies) -> Iterator[Finding]:
    """Held against a total of the reports, else against what sentences of one paragraph and the rows of registers say
    was given away at single places."""
    wholes: list[_Copies] = []
    shares: list[_Copies] = []
    for sheet in sheets:
        for said in sheet.pieces if sheet.own and sheet.paper in _REPORTS else ():
            if run.name in said.text and said is not run.said and not pattern("printed", "run").search(said.text):
                for one in _given(said, run.name):
                    (wholes if one.whole else shares).append(one)
    rows = list(_rows(sheets, run.name))
    total = max((one.count for one in wholes), default=Decimal(0))
    summed = _together(shares, rows)
    shown = wholes if total > run.count else [*shares, *rows]
    out = total if total > run.count else summed
    if out > run.count:
        yield told("count_contradiction", "above_printed", "medium",
                   list(dict.fromkeys((run.said, *(one.said for one in shown)))),
                   measures={"written": plain(out), "expected": plain(run.count)}, name=run.name, out=plain(out),
                   printed=plain(run.count))


def _given(said: Said, name: str) -> Iterator[_Copies]:
    """What a sentence says was given away of a product: in all, or at places."""
    found = [one for one in find_quantities(said.text) if one.quantity.unit in "份册本张套"
             and one.quantity.bound == "exact" and not one.per_each and not one.is_change]
    for one in found:
        before = said.text[max(0, one.start - 16):one.start]
        whole = name in before and pattern("printed", "in_all").search(said.text[:one.start]) is not None
        if whole or pattern("printed", "given").search(said.text) and not pattern("printed", "other").search(
                re.split("[，。；、]", said.text[:one.start])[-1].replace(name, "")):
            yield _Copies(said, name, one.quantity.value, whole)


def _rows(sheets: Sequence[Sheet], name: str) -> Iterator[_Copies]:
    """The copies of a product in registers: in a column named for it, or told in the row's words."""
    for sheet in sheets:
        for table in sheet.tables if sheet.paper in ("ledger", "record") else ():
            column = next((at for at, head in table.heads.items() if name in head), None)
            for row in table.rows:
                if row.total or row.set_aside:
                    continue
                said = sheet.said(row.index)
                cell = re.fullmatch(r"(\d{1,6})[份册本张套]?", row.cells.get(column, "").strip()) \
                    if column is not None else None
                if cell:
                    yield _Copies(said, name, Decimal(cell[1]), False)
                elif column is None and (hit := re.search(rf"{re.escape(name)}(\d{{2,6}})[份册本张套]", said.text)):
                    yield _Copies(said, name, Decimal(hit[1]), False)


def _together(shares: Sequence[_Copies], rows: Sequence[_Copies]) -> Decimal:
    """What was given away at all places; a place told in a report and in a register counts once."""
    left = [one.count for one in rows]
    told_ = []
    for one in shares:
        if one.count in left:
            continue
        told_.append(one.count)
    return sum((*left, *told_), Decimal(0))
