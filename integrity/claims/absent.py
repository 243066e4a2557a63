"""All of them, says one place; somebody was away, says another: a rate of 100 % beside named absentees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from integrity.claims.data import number, pattern
from integrity.claims.entries import figures_of as counted
from integrity.claims.presence import figures_of
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet, bare
from integrity.finding import Severity
from model.results import Finding

_CLAIMING = frozenset({"self_report", "summary", "score_table", "briefing"})


def all_but_some(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Claims that everybody came or passed, each held against who is told as absent from the same thing."""
    away = [said for sheet in sheets if sheet.paper not in ("plan", "notice", "duty_list", "case")
            or sheet.paper == "notice" and pattern("absent", "of_paper").search(sheet.frame.title)
            for said in _words(sheet) if _absent(said)][:int(number("absent_most"))]
    if not away:
        return
    for sheet in sheets:
        for said in sheet.pieces if sheet.paper in _CLAIMING and sheet.own else ():
            found = pattern("absent", "everybody").search(said.text)
            if found is None or said in away:
                continue
            others = [one for one in away if _of_one(said, one)]
            sure: Severity = "medium" if others else "low"
            others = others or [one for one in away if _of_one_paper(said, one)][:1]
            if others:
                yield told("count_contradiction", "all_but_some", sure, [said, *others],
                           places=[said.place(), *(one.place() for one in others)],
                           measures={"written": found.group()}, written=found.group(), away=others[0].text[:60])
    yield from _within(away)


def _within(away: Sequence[Said]) -> Iterator[Finding]:
    """Both in one sentence: 参考率100%；因病的2名同志未参加考试."""
    for said in away:
        found = pattern("absent", "everybody").search(said.text)
        known = figures_of(said.text)
        if found and said.sheet.own and not known.away and not known.failed and \
                pattern("absent", "not_rates").search(said.text) is None:
            yield told("count_contradiction", "all_but_some", "medium", [said], measures={"written": found.group()},
                       written=found.group(), away=said.text[:60])


def _words(sheet: Sheet) -> Iterator[Said]:
    yield from sheet.pieces
    for table in sheet.tables:
        yield from (sheet.said(row.index) for row in table.rows)


def _absent(said: Said) -> bool:
    """Whether somebody is told as away, and not as having made up for it."""
    return pattern("absent", "away").search(said.text) is not None and \
        pattern("absent", "made_up").search(said.text) is None


def _of_one(claim: Said, away: Said) -> bool:
    """Whether both speak of one examination or course: the next sentence or two, the same day, or the same words for it
    with the same sort."""
    if claim.sheet is away.sheet and claim.block.kind != "table_row":
        return claim.index == away.index and _kind(claim) & _kind(away) != set()
    if not _kind(claim) & (_kind(away) or _kind_of_paper(away.sheet)):
        return False
    days = _days(claim)
    if days & (_days(away) or _paper_days(away.sheet)):
        return True
    heads = {count for count, unit in counted(claim.text) if unit == "人" and count >= number("few_people")}
    if heads & {int(one) for one in re.findall(r"(?<!\d)\d{1,6}(?!\d)", away.text)}:
        return True
    shared = _pairs(claim.text) & (_pairs(away.text) | _pairs(away.sheet.frame.title))
    return not (days and _days(away)) and len(shared) >= number("absent_shared")


def _of_one_paper(claim: Said, away: Said) -> bool:
    """Whether the absent are told as absent from just such an examination or course in another paper, and no day parts
    it from the claim."""
    days, others = _days(claim), _days(away) or _paper_days(away.sheet)
    return claim.sheet is not away.sheet and not (days and others and not days & others) and \
        _kind(claim) & (_kind(away) | _kind_of_paper(away.sheet)) != set()


def _kind(said: Said) -> set[str]:
    """Whether it speaks of an examination, of learning, of a meeting."""
    return {name for name in ("exam", "course", "meeting") if pattern("absent", name).search(said.text)}


def _kind_of_paper(sheet: Sheet) -> set[str]:
    return {name for name in ("exam", "course", "meeting") if pattern("absent", name).search(sheet.frame.title)}


def _days(said: Said) -> set[date]:
    return {day.range.start for day in said.dates() if day.range and day.precision == "day" and not day.in_title}


def _paper_days(sheet: Sheet) -> set[date]:
    return {day for said in sheet.pieces[:4] if said is not sheet.dateline for day in _days(said)}


def _pairs(text: str) -> set[str]:
    """Pairs of characters of what it is about, without the words that every examination and course has."""
    words = pattern("absent", "common").sub("　", bare(re.sub(r"\d+", "　", text)))
    return {words[at:at + 2] for at in range(len(words) - 1) if "　" not in words[at:at + 2]}
