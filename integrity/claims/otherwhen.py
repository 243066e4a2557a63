"""What stands behind a claim and bears a day of an earlier year: a row's note on its photo, a listed article or link,
a case told as this year's, a document whose number is of last year. A thing told as of its own time is left alone;
each is shown with the claim that rests on it where one can be found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from integrity.claims.bygone import near_period, same_matter, years_of
from integrity.claims.data import number, pattern, times
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet, clause
from integrity.finding import Severity
from model.results import Finding

_CLAIMING = frozenset({"self_report", "summary", "score_table", "ledger"})
_BEHIND = frozenset({"self_report", "summary", "score_table", "ledger", "record", "briefing", "case", "certificate",
                     "media", "web_page", "photo", "video", "work", "other"})
_SERIAL = re.compile(r"(?<!\d)(?P<year>20[12]\d)[-/_.年]?(?P<month>0[1-9]|1[0-2])[-/_.月]?"
                     r"(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True)
class _Other:
    """Words with a day of another time. worth: how surely they stand behind a claim of this year."""

    said: Said
    day: date
    worth: float
    claims: tuple[Said, ...] = ()


def otherwhen(sheets: Sequence[Sheet], told_already: frozenset[str]) -> Iterator[Finding]:
    """The likeliest of a dossier's claims that rest on a day of an earlier year. told_already: files of which another
    check has said so."""
    if not sheets:
        return
    claims = [said for sheet in sheets if sheet.own and sheet.paper in _CLAIMING for said in sheet.every()
              if said.index != sheet.frame.title_block and said is not sheet.dateline]
    found = [one for sheet in sheets if sheet.paper in _BEHIND and sheet.document.path not in told_already
             for one in _of_sheet(sheet, claims)]
    found.sort(key=lambda one: (-one.worth, one.said.sheet.document.path, one.said.index, one.said.start))
    for one in found[:int(number("otherwhen_most"))]:
        severity: Severity = "medium" if one.worth >= number("otherwhen_sure") else "low"
        yield told("out_of_period", "dated_otherwise", severity, [one.said, *one.claims],
                   measures={"written": one.day.isoformat(), "expected": one.said.sheet.submission.year},
                   what=one.said.text[:50], day=one.day.isoformat(), year=one.said.sheet.submission.year)
    yield from _numbered(sheets)


def _of_sheet(sheet: Sheet, claims: Sequence[Said]) -> Iterator[_Other]:
    """The first such words of a paper, by how surely; a paper with many of them is one of several years."""
    period = sheet.submission.period
    if pattern("period", "openly").search(sheet.frame.title + sheet.document.path):
        return
    saids = list(sheet.every())
    hits: list[tuple[Said, date]] = []
    for said in saids:
        if said.index == sheet.frame.title_block or said is sheet.dateline or \
                pattern("period", "history").search(said.text) or times_word("back").search(said.text) or \
                pattern("otherwhen", "not_deed").search(said.text) or \
                said.block.kind == "table_row" and pattern("period", "openly").search(said.block.text):
            continue
        days = [day for day in (*_exact(said), *_serials(said)) if period.start.year - 3 <= day.year
                and day < period.start and not near_period(day, period)]
        if days:
            hits.append((said, days[0]))
    if len(hits) > number("otherwhen_lines"):
        return
    for said, day in hits:
        one = _weighed(sheet, said, day, claims, saids)
        if one.claims or sheet.paper in _CLAIMING or sheet.paper in ("briefing", "record"):
            yield one


def _of_now(said: Said) -> bool:
    """Whether the words name no other year than the dossier's."""
    return not years_of(said, said.sheet.submission.period) and \
        {int(year) for year in re.findall(r"(?<!\d)(20\d\d)年", said.text)} <= {said.sheet.submission.year}


def _exact(said: Said) -> list[date]:
    """Days and months of another time that bear their year."""
    days = [day for day in said.dates() if day.range and day.year_given and not day.in_title
            and day.precision in ("day", "month")]
    outside = years_of(said, said.sheet.submission.period)
    return [day.range.start for day in days if day.range and day.range.start in outside]


def _serials(said: Said) -> Iterator[date]:
    """Days in an address, a file's name or a stamp: 20221118, 2022/11/18."""
    for found in _SERIAL.finditer(said.text):
        try:
            yield date(*(int(found[part]) for part in ("year", "month", "day")))
        except ValueError:
            continue


def _weighed(sheet: Sheet, said: Said, day: date, claims: Sequence[Said], saids: Sequence[Said]) -> _Other:
    """How surely words of another time stand behind a claim, with the claim."""
    row = sheet.said(said.index) if said.block.kind == "table_row" else said
    whole = sum(len(one.text) for one in saids) <= number("otherwhen_whole")
    around = row.text if said.block.kind == "table_row" else "。".join(
        one.text for one in saids if whole or one.index == said.index) or said.text
    all_own = [one for one in claims if one.sheet is not sheet and pattern("otherwhen", "all_own").search(one.text)
               and (sheet.paper != "case" or pattern("otherwhen", "case").search(one.text))]
    if sheet.paper == "case" and all_own:
        return _Other(said, day, 2.0, tuple(all_own[:1]))
    best = max(((same_matter(one, around, said.text), -at) for at, one in enumerate(claims) if one.sheet is not sheet
                and _of_now(one)), default=None)
    linked = (claims[-best[1]],) if best and best[0] >= number("otherwhen_link") else ()
    worth = 0.5 + (best[0] if best and linked else 0.0)
    worth += 0.5 if sheet.paper in ("ledger", "score_table", "record", "briefing") else 0.0
    worth += 0.3 if pattern("otherwhen", "evidence").search(said.text) else 0.0
    worth -= 1.0 if sheet.paper == "case" else 0.0
    return _Other(said, day, min(worth, 1.9), linked)


def best_claims(sheets: Sequence[Sheet], said: Said) -> list[Said]:
    """What a paper of another time is about, as reports and registers tell it: the likest words of each, the two
    likeliest papers."""
    words = "。".join(one.text for one in said.sheet.pieces)
    found: list[tuple[float, int, Said]] = []
    for at, sheet in enumerate(sheets):
        if sheet.own and sheet.paper in _CLAIMING and sheet is not said.sheet:
            ranked = [(same_matter(one, words, said.text), -nth, one) for nth, one in enumerate(sheet.every())
                      if one is not sheet.dateline and _of_now(one)]
            best = max(ranked, key=lambda one: one[:2], default=None)
            if best and best[0] >= number("otherwhen_link"):
                found.append((best[0], -at, best[2]))
    return [one for *_, one in sorted(found, key=lambda one: one[:2], reverse=True)[:2]]


def _numbered(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """A document told as issued this year that bears last year's number."""
    hits: list[tuple[Said, re.Match[str]]] = []
    for sheet in sheets:
        for said in sheet.every() if sheet.own and sheet.paper in ("self_report", "summary", "score_table") else ():
            if times_word("back").search(said.text) or years_of(said, sheet.submission.period):
                continue
            for found in pattern("otherwhen", "issued").finditer(said.text):
                left, right = clause(said.text, *found.span())
                if int(found["year"]) < sheet.submission.period.start.year and \
                        pattern("otherwhen", "this_year").search(said.text[max(0, left - 20):right]):
                    hits.append((said, found))
    if hits:
        said, found = hits[0]
        yield told("out_of_period", "issued_otherwise", "low", [one for one, _ in hits],
                   places=[one.place(*clause(one.text, *match.span())) for one, match in hits],
                   measures={"written": found.group()}, what=said.text[:50], day=found["year"])


def times_word(name: str) -> re.Pattern[str]:
    """A table of words of ``times.toml`` as one pattern."""
    return re.compile("|".join(times()["words"][name]))
