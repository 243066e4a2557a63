"""What is foreign to a unit and stands in one place of its dossier alone: another town, another body as who acts or who
fills in a form, duties of another trade. Rarity over the dossier tells a left-over from a neighbour who is often named;
the likeliest are told, within a bound a dossier."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from classifiers.learned.words import cut, table
from integrity.claims.data import Trade, number, pattern, trades
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet, clause
from integrity.claims.strangers import is_own, is_short
from integrity.finding import Severity
from model.results import Finding, Place

_COMMON = set("在与到报知进由日月旬号步引百导周局委次科和")
_SPOKEN = re.compile(r"“[^”]*”|‘[^’]*’|《[^》]*》")
_OWN = frozenset({"self_report", "summary", "plan", "notice", "duty_list", "score_table", "briefing"})
_REPORTS = frozenset({"self_report", "summary", "plan", "notice", "duty_list", "score_table"})


@dataclass(frozen=True)
class _Alien:
    """Words that may be another unit's. name: of what is said about them; worth: how surely; trade: whose they are."""

    name: str
    said: Said
    span: tuple[int, int]
    worth: float
    trade: str = ""

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.said.text[slice(*self.span)]


def foreign(sheets: Sequence[Sheet], units: frozenset[str], known: Collection[Place]) -> Iterator[Finding]:
    """The likeliest left-overs of another place, body or trade in a dossier. units: names of all units of its cohort.
    known: places of which another check has said so.
    """
    if not sheets:
        return
    lines = [said.text for sheet in sheets for said in sheet.every()]
    found: list[_Alien] = []
    for sheet in sheets:
        if sheet.paper not in ("case", "certificate", "media", "work", "other"):
            yield from _fillers(sheet)
        if sheet.own and sheet.paper in _OWN:
            found += _places(sheet, lines, units)
        if sheet.own and sheet.paper in _REPORTS:
            found += _bodies(sheet, lines)
            found += _duties(sheet, lines)
    found = [one for one in found if not any(place.file == one.said.sheet.document.path and (
        one.words in place.quote or place.quote in one.words) for place in known)]
    found.sort(key=lambda one: (-one.worth, one.said.sheet.document.path, one.said.index, one.span))
    for one in found[:int(number("foreign_most"))]:
        severity: Severity = "medium" if one.worth >= number("foreign_sure") else "low"
        context = one.said.sheet.context
        yield told("template_residue", one.name, severity, [one.said],
                   places=[one.said.place(*clause(one.said.text, *one.span))], measures={"written": one.words},
                   written=one.words, unit=context.unit, region=context.region, trade=one.trade)


def _plain(said: Said) -> str:
    return _SPOKEN.sub(lambda found: "　" * len(found.group()), said.text)


def _places(sheet: Sheet, lines: Sequence[str], units: frozenset[str]) -> Iterator[_Alien]:
    """A town of the own level that the dossier names once, and no unit is called by."""
    region = sheet.context.region
    if len(region) < 3:
        return
    for said in sheet.pieces:
        text = _plain(said)
        if region[-1] not in text or said.index == sheet.frame.title_block or pattern("foreign", "guest").search(text):
            continue
        for found in pattern("foreign", "town").finditer(text):
            stem, name = found["name"][:-1], found["name"]
            if name[-1] != region[-1] or stem in region or any(stem in unit for unit in units) or \
                    pattern("foreign", "no_town").search(name) or sum(stem in line for line in lines) != 1:
                continue
            left, right = clause(text, *found.span("name"))
            aim = pattern("foreign", "for_town").search(text[left:found.start("name")]) and \
                pattern("foreign", "good_of_town").search(text[found.end("name"):right])
            ours = pattern("foreign", "own_town").match(text, found.end("name"))
            bent = pattern("foreign", "bent_on").search(text[left:found.start("name")]) and \
                pattern("foreign", "state_of_town").match(text, found.end("name"))
            if aim or bent or ours and _a_name(text, *found.span("name")):
                yield _Alien("foreign_place", said, found.span("name"), 2.0 if aim and ours else 1.5)


def _a_name(text: str, start: int, end: int) -> bool:
    """Whether the words are a town's name by the segmentation of their clause: not 在 + 市人民医院, not 走进 + 市民."""
    left, right = clause(text, start, end)
    at = left
    for word in cut(text[left:right]):
        if at == end - 1 and (len(word) > 1 or text[start:at] in table().index or at - start == 2 and _COMMON & set(
                text[start:at])):
            return False
        if at < end - 1 < at + len(word) and at < start:
            return False
        at += len(word)
    return True


def _bodies(sheet: Sheet, lines: Sequence[str]) -> Iterator[_Alien]:
    """Another body at the head of a clause as who does what the unit should, named nowhere else."""
    if sheet.context.governs or pattern("strangers", "guides").search(sheet.submission.unit):
        return
    for said in sheet.pieces:
        text = _plain(said)
        if pattern("strangers", "together").search(text):
            continue
        for found in pattern("foreign", "body").finditer(text):
            name = found["name"]
            if not is_own(name, sheet) and not is_short(name, sheet) and \
                    not pattern("strangers", "superior").search(name) and sum(name in line for line in lines) == 1:
                yield _Alien("foreign_body", said, found.span("name"), 1.2)


def _duties(sheet: Sheet, lines: Sequence[str]) -> Iterator[_Alien]:
    """Duties, sections and staff of another trade told as the unit's own, once or twice in the dossier."""
    unit = sheet.submission.unit
    if sheet.context.governs or trades().of_all.search(unit):
        return
    for trade in trades().trades:
        if trade.home.search(unit):
            continue
        hits = [(said, found) for said in sheet.every() if not trades().of_everybody.search(said.text)
                for found in (*trade.own.finditer(_plain(said)), *trade.also.finditer(_plain(said)))]
        if not hits or sum(bool(trade.own.search(line) or trade.also.search(line))
                           for line in lines) > number("foreign_lines"):
            continue
        several = len({one.group() for _, one in hits}) > 1
        told_ = next((one for one in hits if _of_its_own(*one, trade)), None)
        if told_ is not None:
            yield _Alien("foreign_organ", told_[0], told_[1].span(), 1.3 if several else 1.0, trade.name)


def _of_its_own(said: Said, found: re.Match[str], trade: Trade) -> bool:
    """Whether words of another trade are told as the unit's own: its staff by its clause, what it polices by that and
    the next."""
    left, right = clause(said.text, *found.span())
    around = said.text[left:right].replace(found.group(), "")
    if trades().beside.search(around):
        return False
    if trade.own.fullmatch(found.group()):
        return trades().own.search(around) is not None
    after = said.text[right + 1:clause(said.text, min(right + 1, len(said.text)), min(right + 1, len(said.text)))[1]]
    return trades().polices.search(said.text[left:right]) is not None and not trades().beside.search(after)


def _fillers(sheet: Sheet) -> Iterator[Finding]:
    """A form whose line for who fills it in names another unit."""
    for said in sheet.every():
        for found in pattern("foreign", "filler").finditer(said.text):
            name = found["name"]
            if is_own(name, sheet) or is_short(name, sheet) or name in sheet.submission.unit or \
                    sheet.submission.unit in said.text or not pattern("foreign", "unit").search(name) or \
                    pattern("foreign", "inner").search(name):
                continue
            severity: Severity = "medium" if pattern("foreign", "fills").search(found["label"]) else "low"
            yield told("template_residue", "other_filler", severity, [said], measures={"written": name},
                       label=found["label"], written=name, unit=sheet.submission.unit)
