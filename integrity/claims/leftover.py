"""What an older or another unit's paper left in the parts that nobody reads again: another year in a running head or in
what is still to be done, another unit to which one's own sections are to hand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classifiers.grammar import carry_year
from integrity.claims.data import number, pattern
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet, clause
from integrity.claims.strangers import is_own, is_short
from model.results import Finding, Place

_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_AHEAD = frozenset({"plan", "notice", "duty_list"})


def left_over(sheets: Sequence[Sheet], known: Sequence[Finding]) -> Iterator[Finding]:
    """Such remains of a dossier. known: what is told of it already; a place of it is not told twice."""
    told_of = {(place.file, place.quote) for one in known for place in one.places}
    for sheet in sheets:
        if not sheet.own and sheet.paper not in _AHEAD:
            continue
        yield from _running_head(sheet)
        yield from _level(sheet)
        if sheet.paper == "plan":
            yield from _old_title(sheet)
            yield from _signed_late(sheet, sheets)
        if sheet.paper in _AHEAD:
            yield from _work(sheet, told_of)
            yield from _handed(sheet, told_of)


def _running_head(sheet: Sheet) -> Iterator[Finding]:
    """A line over or under every page that bears an earlier year than the paper and its dossier."""
    year, at = sheet.submission.year, sheet.frame.title_block
    title = sheet.frame.title
    if pattern("residue", "several_years").search(title) or carry_year(title) not in (None, year):
        return
    for line in sheet.document.furniture:
        years = {int(found) for found in _YEAR.findall(line)}
        if len(years) == 1 and year - 3 <= min(years) < year and not pattern("residue", "several_years").search(line):
            head = sheet.submission.place(sheet.document.path, 1, None, line.strip())
            titled: list[Place] = [] if at is None else [sheet.said(at).place()]
            saids: list[Said] = [sheet.said(at or 0)]
            yield told("template_residue", "running_head", "medium", saids, places=[head, *titled],
                       measures={"written": min(years), "expected": year}, written=line.strip(), year=year)
            return


def _work(sheet: Sheet, told_of: set[tuple[str, str]]) -> Iterator[Finding]:
    """Work that a paper of this year still sets under an earlier year's number."""
    year = sheet.submission.year
    if carry_year(sheet.frame.title) not in (None, year) or sheet.dated and sheet.dated.year < year:
        return
    hits = []
    for said in sheet.every():
        found = pattern("residue", "work_ahead").search(said.text)
        if found is None or said is sheet.dateline or said.index == sheet.frame.title_block:
            continue
        named = int(next(filter(None, found.groups())))
        left, right = clause(said.text, *found.span())
        if year - 3 <= named < year and not pattern("residue", "work_behind").search(said.text[left:right]):
            hits.append((said, found, said.place(left, right)))
    hits = [one for one in hits if (one[2].file, one[2].quote) not in told_of]
    if hits:
        yield told("template_residue", "work_of_other_year", "low", [said for said, *_ in hits],
                   places=[place for *_, place in hits], measures={"written": hits[0][1].group(), "expected": year},
                   written=hits[0][1].group(), year=year)


def _handed(sheet: Sheet, told_of: set[tuple[str, str]]) -> Iterator[Finding]:
    """A section of another body to which the unit's own are to hand in."""
    if sheet.context.governs:
        return
    for said in sheet.every():
        for found in pattern("residue", "handed_to").finditer(said.text):
            name, span = found["name"], clause(said.text, *found.span())
            place = said.place(*span)
            named = sum(name in block.text for block in sheet.document.blocks)
            if pattern("strangers", "together").search(said.text[slice(*span)]) or named > 1:
                continue
            if not is_own(name, sheet) and not is_short(name, sheet) and (place.file, place.quote) not in told_of and \
                    not pattern("strangers", "superior").search(name):
                yield told("template_residue", "handed_to", "low", [said], places=[place],
                           measures={"written": name}, written=name, unit=sheet.submission.unit)


def _old_title(sheet: Sheet) -> Iterator[Finding]:
    """A plan that was signed, or is numbered, in a later year than its title bears."""
    at, named = sheet.frame.title_block, carry_year(sheet.frame.title)
    if at is None or named is None or sheet.dated is None or not sheet.dateline or \
            not sheet.dated.year - 3 <= named < sheet.dated.year:
        return
    title = sheet.said(at)
    yield told("template_residue", "title_year", "medium", [title], places=[title.place(), sheet.dateline.place()],
               measures={"written": named, "expected": sheet.dated.year}, written=named, year=sheet.dated.year)


def _level(sheet: Sheet) -> Iterator[Finding]:
    """Another town or street whose committee or office does what the unit's own should."""
    unit = sheet.submission.unit
    if not pattern("residue", "of_level").search(unit):
        return
    for said in sheet.pieces:
        for found in pattern("residue", "level").finditer(said.text):
            left, right = clause(said.text, *found.span())
            if found["name"][:2] not in unit and pattern("strangers", "deed").match(said.text, found.end("name")) and \
                    not pattern("strangers", "together").search(said.text[left:right]):
                yield told("template_residue", "doer", "medium", [said], places=[said.place(left, right)],
                           measures={"written": found["name"], "count": 1}, written=found["name"], unit=unit)


def _signed_late(sheet: Sheet, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """A plan that a report tells as made at the year's beginning, and that bears a day of later."""
    if sheet.dated is None or sheet.dateline is None or sheet.dated.year != sheet.submission.year or \
            sheet.dated.month < number("planned_late"):
        return
    for other in sheets:
        for said in other.pieces if other.own and other.paper in ("self_report", "summary") else ():
            found = pattern("residue", "planned_early").search(said.text)
            if found and "普法" in found.group() + sheet.frame.title:
                yield told("date_contradiction", "planned_late", "low", [said, sheet.dateline],
                           measures={"written": found["when"], "expected": sheet.dated.isoformat()},
                           written=found.group(), day=sheet.dated.isoformat())
                return
