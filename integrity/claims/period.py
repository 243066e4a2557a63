"""Activities of another year presented as this year's: rows of this year's register, whole papers, and happenings that
another paper of the dossier tells under the same day of the other year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from classifiers.grammar import carry_year
from classifiers.text import flat
from integrity.claims.data import number, pattern
from integrity.claims.entries import day_span, pairs_of
from integrity.claims.kinship import Telling, kin, likeness
from integrity.claims.otherwhen import best_claims
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet, bare
from integrity.claims.tables import Table
from model.evidence import DateRange
from model.results import Finding

_DEEDS = frozenset({"briefing", "record", "photo", "web_page", "media", "video"})


def out_of_period(sheets: Sequence[Sheet], found: Sequence[Telling]) -> Iterator[Finding]:
    """Everything of another time that a dossier presents as its own period's."""
    if not sheets:
        return
    if any(_of_years(sheet) for sheet in sheets):
        return
    period = _with_grace(sheets[0].submission.period)
    for sheet in sheets:
        for table in sheet.tables:
            if sheet.own and sheet.paper in ("ledger", "record", "self_report", "summary"):
                yield from _rows(sheet, table, period, sheets)
    yield from _papers(sheets, found, period)
    yield from _deeds(found, period)
    yield from _honours(sheets, period)


def _of_years(sheet: Sheet) -> bool:
    """Whether a report is about several years (a mid-term report of a five-year plan), so that no year is another's."""
    title = sheet.frame.title
    return sheet.paper in ("self_report", "summary", "score_table") and carry_year(title) is None and \
        pattern("period", "several_years").search(title) is not None


def _with_grace(period: DateRange) -> DateRange:
    """The period with the days around it in which a paper of its own may be written: over New Year."""
    return DateRange(start=period.start - timedelta(days=number("grace_before")),
                     end=period.end + timedelta(days=number("grace_after")))


def _rows(sheet: Sheet, table: Table, period: DateRange, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Rows with a day of another year in a register of this one that do not say so, and where a report counts them."""
    titles = (table.title, sheet.frame.title)
    if any(pattern("period", "several_years").search(title) for title in titles):
        return
    year = sheet.submission.year
    if not any(carry_year(title) == year for title in titles) and not _mostly(sheet, table, period):
        return
    column = table.column("day")
    hits: list[tuple[Said, Said, date]] = []
    for row in table.rows if column is not None else ():
        span = row.span(column or 0)
        openly = pattern("period", "openly").search(row.block.text) and not pattern("period", "counted").search(
            row.block.text)
        if span is None or row.total or openly:
            continue
        said = sheet.said(row.index, *span)
        days = [day.range.start for day in said.dates() if day.range and day.year_given and
                day.precision in ("day", "month")] or _dotted(said)
        if days and not period.start <= days[0] <= period.end:
            name = max((cell for cell in row.block.cells if cell.column != column), default=None,
                       key=lambda cell: cell.end - cell.start)
            main = sheet.said(row.index, name.start, name.end) if name else said
            hits.append((said, main, days[0]))
    if hits and len(hits) <= number("other_year_rows") * len(table.rows):
        claims = _claims(sheets, len(table.rows), [main for _, main, _ in hits])
        yield told("out_of_period", "row_of_other_year", "medium",
                   [*(said for pair in hits for said in pair[:2]), *claims],
                   measures={"written": "、".join(day.isoformat() for *_, day in hits), "count": len(hits)},
                   title=table.title or sheet.frame.title, year=year, what=hits[0][1].text[:40],
                   day=hits[0][2].isoformat(), count=len(hits))


def _dotted(said: Said) -> list[date]:
    """The day of a cell such as 22.11.18, whose year stands in two digits."""
    span = day_span(said.text.strip(), said.year) if re.match(r"\d\d\.\d{1,2}\.\d", said.text.strip()) else None
    return [span[0]] if span else []


def _claims(sheets: Sequence[Sheet], rows: int, hits: Sequence[Said]) -> list[Said]:
    """The sentences of a report that count such rows as this year's: their number, all of this year; or their words."""
    found = []
    for sheet in sheets:
        for said in sheet.pieces if sheet.paper in ("self_report", "summary") else ():
            counted = pattern("period", "all_own").search(said.text) and re.search(rf"(?<!\d){rows}(?!\d)", said.text)
            if counted or any(len(one) and len(one & pairs_of(said.text)) >= number("claimed_words") * len(one)
                              for one in map(pairs_of, (hit.text for hit in hits))):
                found.append(said)
    return found[:2]


def _mostly(sheet: Sheet, table: Table, period: DateRange) -> bool:
    """Whether most rows lie in the period (a day without a year is the paper's), three at least."""
    column = table.column("day")
    days = [day.range.start for row in table.rows if column is not None and (span := row.span(column))
            for day in sheet.said(row.index, *span).dates()[:1] if day.range]
    inside = sum(period.start <= day <= period.end for day in days)
    return inside >= 3 and inside * 2 > len(days)


def _papers(sheets: Sequence[Sheet], found: Sequence[Telling], period: DateRange) -> Iterator[Finding]:
    """Briefings, records and the like that tell of another year, held against this year's claims of the same day."""
    alone: list[tuple[Said, date]] = []
    for sheet in sheets:
        if sheet.paper not in _DEEDS or pattern("period", "openly").search(sheet.frame.title + sheet.document.path):
            continue
        outside = _paper_day(sheet, found, period)
        if outside is None:
            continue
        said, day = outside
        twin = _claimed(sheet, found, period)
        if twin is not None:
            claimed = twin.start.isoformat() if twin.start else ""
            yield told("out_of_period", "claimed_this_year", "medium", [said, twin.said],
                       measures={"written": claimed, "expected": day.isoformat()},
                       what=twin.said.text[:40], day=day.isoformat(), claimed=claimed)
        else:
            alone.append((said, day))
    if alone:
        said, day = alone[0]
        claims = [claim for one, _ in alone for claim in best_claims(sheets, one)]
        yield told("out_of_period", "paper_of_other_year", "medium", [*(one for one, _ in alone), *claims],
                   measures={"written": "、".join(dict.fromkeys(one.isoformat() for _, one in alone)),
                             "expected": said.sheet.submission.year},
                   title=said.sheet.frame.title[:40] or said.sheet.document.path, day=day.isoformat(),
                   year=said.sheet.submission.year)


def _deeds(found: Sequence[Telling], period: DateRange) -> Iterator[Finding]:
    """Deeds that a report tells with a full day of another year as if they were this year's."""
    for one in found:
        if one.sheet.paper not in ("self_report", "summary") or not one.sheet.own or one.row or not one.start or \
                not one.end or not one.year_given or one.aside or one.end >= period.start and one.start <= period.end:
            continue
        if pattern("period", "history").search(one.said.text) or not (one.people or one.copies):
            continue
        yield told("out_of_period", "deed_of_other_year", "medium", [one.said],
                   measures={"written": one.start.isoformat(), "expected": one.sheet.submission.year},
                   what=one.said.text[:50], day=one.start.isoformat(), year=one.sheet.submission.year)


def _honours(sheets: Sequence[Sheet], period: DateRange) -> Iterator[Finding]:
    """Honours that a report tells as this year's, while their certificate bears a day of another year."""
    papers = [(sheet, sheet.dateline, sheet.dated, {bare(found) for block in sheet.document.blocks
                                                    for found in pattern("period", "honour").findall(flat(block.text))})
              for sheet in sheets if sheet.dateline and sheet.dated and sheet.dated < period.start
              and sheet.paper not in ("plan", "notice", "self_report", "summary")]
    for sheet in sheets if papers else ():
        for said in sheet.pieces if sheet.paper in ("self_report", "summary") else ():
            told_ = {bare(found) for found in pattern("period", "honour").findall(said.text)}
            if not told_ or not pattern("period", "awarded").search(said.text) or \
                    pattern("period", "history").search(said.text) or _other_year(said):
                continue
            for _, line, day, names in papers:
                if any(_akin(one, other) for one in told_ for other in names) and line and day:
                    yield told("out_of_period", "honour_of_other_year", "medium", [said, line],
                               measures={"written": day.isoformat(), "expected": sheet.submission.year},
                               what=said.text[:50], day=day.isoformat())


def _other_year(said: Said) -> bool:
    period = said.sheet.submission.period
    return any(day.range and day.year_given and not day.range.overlaps(period) for day in said.dates())


def _akin(a: str, b: str) -> bool:
    """Whether two names of an honour end alike (全市法治宣传优秀组织奖, 法治宣传优秀组织奖)."""
    short, long = sorted((a, b), key=len)
    return len(short) >= 4 and (long.endswith(short) or a[-6:] == b[-6:])


def _claimed(sheet: Sheet, found: Sequence[Telling], period: DateRange) -> Telling | None:
    """A telling of this year, of the same day and happening as one of the paper's."""
    own = [one for one in found if one.sheet is sheet and one.start]
    return next((other for other in found if other.sheet is not sheet and other.sheet.own and not other.aside
                 and other.start and period.start <= other.start <= period.end for one in own
                 if one.start and (one.start.month, one.start.day) == (other.start.month, other.start.day)
                 and (kin(one, other) >= 1.5 or likeness(one, other) >= 75)), None)


def _paper_day(sheet: Sheet, found: Sequence[Telling], period: DateRange) -> tuple[Said, date] | None:
    """The day that puts a whole paper outside the period: its own, or that of all it tells with a year."""
    if sheet.dated is not None and sheet.dateline is not None and not period.start <= sheet.dated <= period.end:
        return sheet.dateline, sheet.dated
    own = [one for one in found if one.sheet is sheet and one.start and one.end and not one.aside]
    outside = [(one.said, one.start) for one in own if one.year_given and one.start
               and not (one.end and one.end >= period.start and one.start <= period.end)]
    if outside and len(outside) == len(own):
        return outside[0]
    if sheet.dated is not None:
        return None
    title = carry_year(sheet.frame.title)
    if title is not None and title < period.start.year and sheet.frame.title_block is not None:
        said = sheet.said(sheet.frame.title_block)
        full = [day.range.start for day in said.dates() if day.range and day.precision == "day" and day.year_given]
        return said, full[0] if full else date(title, 1, 1)
    return None
