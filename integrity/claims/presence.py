"""People who cannot have been there: more than were called, than the hall holds, than the staff are; shares that their
own figures do not make (GRIM: a share of ``n`` can only be ``k/n``; an inconsistency test, not a test of intent)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from integrity.claims.crowds import crowds
from integrity.claims.data import number, pattern, value
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet
from integrity.claims.tables import Row, Table
from model.results import Finding

_RATE = re.compile(r"(?P<name>[一-龥]{1,4}率)[^，。；、%\d]{0,5}(?P<bound>[≥>超近约])?(?P<rate>\d{1,3}(?:\.\d{1,2})?)%"
                   r"(?P<more>以上|左右|多|余)?")
_FULL = re.compile(r"百分之百|百分百")


@dataclass(frozen=True, slots=True)
class _Figures:
    """What is told of one happening: how many were called, came, passed, were away, failed; None where not told."""

    called: int | None = None
    came: int | None = None
    passed: int | None = None
    away: int | None = None
    failed: int | None = None

    def share(self, sort: str) -> tuple[int, int] | None:
        """The two figures of a rate of attendance (``came``) or of passing (``passed``)."""
        if sort == "came":
            whole = self.called
            part = self.came if self.came is not None else (
                whole - self.away if whole is not None and self.away is not None else None)
        else:
            whole = self.came if self.came is not None else self.called
            part = self.passed if self.passed is not None else (
                whole - self.failed if whole is not None and self.failed is not None else None)
        return (part, whole) if part is not None and whole else None


def impossible_presence(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Every attendance and share of a dossier that cannot be."""
    for sheet in sheets:
        if sheet.paper in ("plan", "duty_list", "notice"):
            continue
        for said in sheet.pieces:
            spoken = False
            if "率" in said.text or pattern("presence", "called").search(said.text):
                for one in _rates(said, said.text, figures_of(said.text)):
                    spoken = True
                    yield one
            if "%" in said.text and not spoken and figures_of(said.text) == _Figures():
                yield from _shares(said)
            if sheet.own and sheet.paper != "case":
                yield from _masses(said)
        for table in sheet.tables:
            for row in table.rows:
                yield from _row(sheet, table, row)
    yield from crowds(sheets)
    yield from _inhabitants(sheets)


def figures_of(text: str) -> _Figures:
    """The heads that the words tell of one happening, by sort."""
    found: dict[str, int] = {}
    if pattern("presence", "one_away").search(text):
        found["away"] = 1
    for name in ("called", "came", "passed", "away", "failed"):
        numbers = [int(next(filter(None, hit.groups()))) for hit in pattern("presence", name).finditer(text)]
        if len(set(numbers)) == 1:
            found[name] = numbers[0]
    return _Figures(**found)


def _rates(said: Said, text: str, known: _Figures) -> Iterator[Finding]:
    if known.called is not None and known.came is not None and known.came > known.called:
        yield told("count_contradiction", "more_than_called", "medium", [said],
                   measures={"written": known.came, "expected": known.called}, came=known.came, called=known.called)
        return
    for found in _RATE.finditer(_FULL.sub("100%", text)):
        sort = next((one for one in ("came", "passed") if found["name"].endswith(tuple(value("presence",
                                                                                             f"{one}_rate")))),
                    None)
        if sort is None or found["bound"] or found["more"] in ("左右", "多", "余"):
            continue
        yield from _rate(said, found, sort, known, text)


def _rate(said: Said, found: re.Match[str], sort: str, known: _Figures, text: str) -> Iterator[Finding]:
    rate = Decimal(found["rate"])
    share = known.share(sort)
    missing = known.away if sort == "came" else known.failed
    if share is not None:
        real = Decimal(share[0] * 100) / share[1]
        least = found["more"] == "以上" and real >= rate
        if not least and (abs(real - rate) > _step(found["rate"]) or rate == 100 and share[0] < share[1]):
            yield told("count_contradiction", "rate", "medium", [said],
                       measures={"written": f"{rate}%", "expected": f"{real:.1f}%", "base": share[1]},
                       rate=found.group(), part=share[0], whole=share[1], real=f"{real:.1f}%")
    elif rate == 100 and missing:
        yield told("count_contradiction", "full_with_absent", "medium", [said],
                   measures={"written": f"{rate}%", "absent": missing}, rate=found.group(), away=missing)
    elif sort == "passed" and not found["more"] and (base := _base(text)) and not reachable(found["rate"], base):
        yield told("count_contradiction", "grim", "medium", [said], measures={"written": f"{rate}%", "base": base},
                   rate=found.group(), whole=base)


def _inhabitants(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """More people or households reached than are said to live there."""
    own = [said for sheet in sheets if sheet.own for said in sheet.pieces]
    for unit in ("人", "户"):
        live = [(_amount(hit), said) for said in own for hit in pattern("presence", "live").finditer(said.text)
                if hit["unit"] == unit]
        if not live:
            continue
        most, where = max(live, key=lambda one: one[0])
        for said in own:
            for hit in pattern("presence", "reached").finditer(said.text):
                if hit["unit"] == unit and _amount(hit) > most * Decimal(str(number("hall_over"))):
                    yield told("count_contradiction", "inhabitants", "medium", [said, where],
                               measures={"written": hit.group(), "expected": f"{most}{unit}"}, written=hit.group(),
                               live=f"{most:f}{unit}")


def _amount(hit: re.Match[str]) -> Decimal:
    return Decimal(hit["value"].replace(",", "")) * (10_000 if hit["wan"] else 1)


def _shares(said: Said) -> Iterator[Finding]:
    """A share of the one number that stands before it which no whole number of it makes."""
    if "分别" in said.text or len(pattern("presence", "counted").findall(said.text)) != 1:
        return
    for found in pattern("presence", "share_of").finditer(said.text):
        base = int(found["base"])
        part = re.search(r"\d[人名份家户件][，,]?占[约近]?$", said.text[:found.start("rate")]) is not None
        if base > 1 and not part and not reachable(found["rate"], base):
            yield told("count_contradiction", "grim", "medium", [said],
                       measures={"written": f"{found['rate']}%", "base": base}, rate=f"{found['rate']}%", whole=base)


def _masses(said: Said) -> Iterator[Finding]:
    """More copies or people at once than can be handed out or come together in such a time."""
    if not pattern("presence", "at_once").search(said.text):
        return
    for found in pattern("presence", "mass").finditer(said.text):
        amount = Decimal(found["value"]) * (10_000 if found["wan"] else 1)
        if amount >= number("at_once_most"):
            yield told("count_contradiction", "mass", "medium", [said], measures={"written": found.group()},
                       written=found.group())


def _step(rate: str) -> Decimal:
    """One unit of the last place written: rounding and cutting off are both right."""
    return Decimal(1).scaleb(-len(rate.partition(".")[2]))


def reachable(rate: str, whole: int) -> bool:
    """Whether some whole number of ``whole`` makes the rate as written, rounded or cut off (GRIM, Heathers)."""
    wanted, step = Decimal(rate), _step(rate)
    near = int(wanted * whole / 100)
    return any(abs(Decimal(k * 100) / whole - wanted) < step for k in (near - 1, near, near + 1) if 0 <= k <= whole)


def _base(text: str) -> int | None:
    found = [int(hit["base"]) for hit in pattern("presence", "base").finditer(text)]
    return found[0] if len(set(found)) == 1 and found[0] > 1 else None


def _row(sheet: Sheet, table: Table, row: Row) -> Iterator[Finding]:
    """A row with columns of those called, those who came and the like."""
    heads = value("presence", "heads")
    found: dict[str, int] = {}
    for column, head in table.heads.items():
        sort = next((sort for sort, names in heads.items() if head.rstrip("（人）()数") in names), None)
        cell = re.fullmatch(r"(\d{1,6})[人名]?", row.cells.get(column, "").strip())
        if sort and cell:
            found[sort] = int(cell[1])
    said = sheet.said(row.index)
    if len(found) > 1:
        rates = [(head, row.cells.get(column, "").strip()) for column,
                 head in table.heads.items() if head.endswith("率")]
        text = "，".join(f"{head}{cell}" for head, cell in rates if cell)
        yield from _rates(said, text, _Figures(**found))
    elif any("率" in row.block.text[cell.start:cell.end] for cell in row.block.cells):
        yield from _rates(said, said.text, figures_of(said.text))
