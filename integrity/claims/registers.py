"""Totals held against what stands beside them: the days a sentence lists, its parts, the sums of a register."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classifiers.grammar import find_quantities
from integrity.claims.data import number, pattern
from integrity.claims.kinship import Telling
from integrity.claims.reckoning import unit_family
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet, bare
from integrity.claims.sums import plain
from integrity.claims.tables import Table
from model.results import Finding

_CLAIMING = frozenset({"self_report", "summary"})
_BROKEN_DOWN = re.compile(r"[^，。；：:\d]{0,10}[，,：:]?(?:其中|：|:|——|分别[为是]?)"
                          r"|，(?=[一-龥]{1,5}\d[^，。；]*、[^，。；]*、)")
_FIGURES = ("happened", "attended", "handed")


def totals_beside(sheets: Sequence[Sheet], found: Sequence[Telling]) -> Iterator[Finding]:
    """Every total that its own sentence or the dossier's register of activities does not bear out."""
    registers = [one for sheet in sheets if sheet.paper in ("ledger", "record") for table in sheet.tables
                 if (one := _register(sheet, table, found))]
    for sheet in sheets:
        if sheet.paper not in ("plan", "duty_list", "notice", "case", "certificate"):
            for said in sheet.pieces:
                yield from _listed(said)
                yield from _named_fewer(said)
                yield from _broken_down(said)
        if sheet.paper in _CLAIMING and len(registers) == 1:
            for said in sheet.pieces:
                yield from _summed_up(said, *registers[0])
    yield from _by_name(sheets)


def _by_name(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """A year's total of what a register is named for (法治讲座台账), above the number of its rows."""
    named = [(sheet, table, core, rows) for sheet in sheets if sheet.paper in ("ledger", "record")
             for table in sheet.tables if (core := _core(sheet, table)) and (rows := _rows(table)) >= 2]
    for sheet in sheets:
        for said in sheet.pieces if sheet.paper in _CLAIMING and sheet.own else ():
            if any(pattern("totals", name).search(said.text) for name in ("all_activities", "other_time")):
                continue
            for hit in pattern("totals", "listed_total").finditer(said.text):
                clause = said.text[max(said.text.rfind(mark, 0, hit.start()) for mark in "，。；") + 1:hit.start()]
                for owner, table, core, rows in named:
                    if core in bare(clause) and pattern("totals", "whole_year").search(said.text[:hit.start()]) and \
                            rows < int(hit["value"]) and pattern("totals", "held_unit").match(hit.group()[len(
                                hit["value"]):]):
                        first = owner.said(table.rows[0].index)
                        yield told("count_contradiction", "beyond_register", "medium", [said, first],
                                   measures={"written": hit.group(), "expected": rows}, written=hit.group(),
                                   title=table.title or owner.frame.title, listed=rows)


def _core(sheet: Sheet, table: Table) -> str:
    """What a register is named for, "" where it is an excerpt or its name says nothing."""
    if table.excerpt or table.column("day") is None:
        return ""
    title = bare(table.title or sheet.frame.title)
    title = pattern("totals", "register_words").sub("", title.replace(sheet.submission.unit, ""))
    return title if len(title) >= 4 else ""


def _rows(table: Table) -> int:
    """How many rows of a register tell something of this year."""
    return sum(not row.total and row.filled > 1 and not row.set_aside for row in table.rows)


def _listed(said: Said) -> Iterator[Finding]:
    """A number of happenings that the sentence lists by their days, fewer than it says."""
    days = [day for day in said.dates() if day.precision == "day" and day.range and not day.in_title
            and day.named_day is None]
    if len(days) < 3 or pattern("totals", "open_list").search(re.sub("《[^》]*》", "", said.text)):
        return
    totals = [hit for hit in pattern("totals", "listed_total").finditer(said.text)
              if not any(day.start <= hit.start() < day.end for day in days)]
    if len(totals) == 1 and int(totals[0]["value"]) > len(days):
        yield told("count_contradiction", "listed_fewer", "medium", [said],
                   measures={"written": totals[0].group(), "expected": len(days)}, written=totals[0].group(),
                   listed=len(days))


def _named_fewer(said: Said) -> Iterator[Finding]:
    """All of so many, and then their names: fewer than it says (16个社区全部建成，包括…)."""
    for hit in pattern("totals", "all_named").finditer(said.text):
        names = [one for one in re.split("[、和及]", hit["names"]) if one]
        count = int(hit["value"])
        if len(names) < count and len(names) >= count * number("named_share"):
            yield told("count_contradiction", "listed_fewer", "medium", [said],
                       measures={"written": f"{count}{hit['unit']}", "expected": len(names)},
                       written=f"{count}{hit['unit']}", listed=len(names))


def _broken_down(said: Said) -> Iterator[Finding]:
    """A whole and all its parts, after a colon or 其中, that do not come to it."""
    numbers = [one for one in find_quantities(said.text) if one.quantity.unit != "%"]
    for at, whole in enumerate(numbers):
        gap = _BROKEN_DOWN.match(said.text, whole.end)
        parts = [one for one in numbers[at + 1:] if unit_family(one) == unit_family(whole)]
        if gap is None or len(parts) < 3 or len(parts) != len(numbers) - at - 1 or \
                pattern("totals", "open_list").search(said.text[whole.end:]) or \
                any(one.quantity.bound != "exact" for one in (whole, *parts)):
            continue
        made, written = sum(one.quantity.value for one in parts), whole.quantity.value
        among = "其中" in gap.group()
        if made == written or among and (made > written or made < written * int(number("parts_least") * 100) / 100):
            return
        yield told("count_contradiction", "parts", "medium", [said],
                   measures={"written": plain(written), "made": str(made)}, made=f"{made}{whole.unit_text}",
                   written=f"{plain(written)}{whole.unit_text}")
        return


def _register(sheet: Sheet, table: Table, found: Sequence[Telling]) -> tuple[Sheet, Table, dict[str, int]] | None:
    """The register of a year's activities with what its rows come to; None for an excerpt or a register of one sort."""
    rows = [row for row in table.rows if not row.total and row.filled > 2]
    if table.excerpt or len(rows) < number("register_rows") or table.column("day") is None or \
            any(row.set_aside for row in rows):
        return None
    sums = {"happened": len(rows)}
    for name, role in (("attended", "people"), ("handed", "copies")):
        cells = [re.sub("[,，]", "", table.cell(row, role)) for row in rows]  # type: ignore[arg-type]
        if all(re.fullmatch(r"\d*", cell) for cell in cells) and any(cells):
            sums[name] = sum(int(cell) for cell in cells if cell)
    return sheet, table, sums


def _summed_up(said: Said, sheet: Sheet, table: Table, sums: dict[str, int]) -> Iterator[Finding]:
    """A sentence that sums up all activities, held against the register: one figure off where a large one agrees, all
    of them above it, or any where it names the register."""
    claimed = {name: int(re.sub("[,，]", "", hit["value"])) for name in _FIGURES if name in sums
               and (hit := pattern("totals", name).search(said.text))}
    off = {name: value for name, value in claimed.items() if value != sums[name]
           and not (name == "happened" and value < sums[name])}
    if "happened" not in claimed or not off or pattern("totals", "other_time").search(said.text):
        return
    named = pattern("totals", "register_named").search(said.text) is not None
    summing = pattern("totals", "all_activities").search(said.text) is not None
    if len(claimed) == 1:
        borne = named and pattern("totals", "each_listed").search(said.text) and claimed["happened"] > sums["happened"]
    else:
        large = any(name not in off and value >= number("agreeing_least") for name, value in claimed.items()) and (
            summing or pattern("totals", "whole_year").search(said.text) is not None)
        above = all(value > sums[name] for name, value in off.items())
        borne = large or named and (summing or above) or summing and (
            len(off) < len(claimed) or len(off) == len(_FIGURES) and above)
    if not borne:
        return
    first = table.rows[0]
    shown = [said, sheet.said(first.index)] if sheet.frame.title_block is None else [
        said, sheet.said(sheet.frame.title_block)]
    units = {"happened": "场次", "attended": "人次", "handed": "份"}
    yield told("count_contradiction", "against_register", "medium", shown,
               measures={"written": "、".join(f"{value}{units[name]}" for name, value in off.items()),
                         "expected": "、".join(f"{sums[name]}{units[name]}" for name in off)},
               written="、".join(f"{value}{units[name]}" for name, value in off.items()),
               listed="、".join(f"{sums[name]}{units[name]}" for name in off))
