"""Activities of another year presented as this year's: rows of this year's register, whole papers, and happenings that
another paper of the dossier tells under the same day of the other year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from classifiers.grammar import carry_year
from integrity.claims.data import number, pattern
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet
from integrity.claims.tables import Table, is_total
from integrity.claims.tellings import Telling, kin, likeness
from model.evidence import DateRange
from model.results import Finding

_DEEDS = frozenset({"briefing", "record", "photo", "web_page", "media", "video"})


def out_of_period(sheets: Sequence[Sheet], found: Sequence[Telling]) -> Iterator[Finding]:
    """Everything of another time that a dossier presents as its own period's."""
    if not sheets:
        return
    period = _with_grace(sheets[0].submission.period)
    for sheet in sheets:
        for table in sheet.tables:
            if sheet.own and sheet.paper in ("ledger", "record", "self_report", "summary"):
                yield from _rows(sheet, table, period)
    yield from _papers(sheets, found, period)


def _with_grace(period: DateRange) -> DateRange:
    """The period with the days around it in which a paper of its own may be written: over New Year."""
    return DateRange(start=period.start - timedelta(days=number("grace_before")),
                     end=period.end + timedelta(days=number("grace_after")))


def _rows(sheet: Sheet, table: Table, period: DateRange) -> Iterator[Finding]:
    """Rows with a day of another year in a register of this one that do not say so."""
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
        if span is None or is_total(row) or openly:
            continue
        said = sheet.said(row.index, *span)
        days = [day.range.start for day in said.dates() if day.range and day.year_given and
                day.precision in ("day", "month")]
        if days and not period.start <= days[0] <= period.end:
            name = max((cell for cell in row.block.cells if cell.column != column), default=None,
                       key=lambda cell: cell.end - cell.start)
            main = sheet.said(row.index, name.start, name.end) if name else said
            hits.append((said, main, days[0]))
    if hits and len(hits) <= number("other_year_rows") * len(table.rows):
        yield told("out_of_period", "row_of_other_year", "medium", [said for pair in hits for said in pair[:2]],
                   measures={"written": "、".join(day.isoformat() for *_, day in hits), "count": len(hits)},
                   title=table.title or sheet.frame.title, year=year, what=hits[0][1].text[:40],
                   day=hits[0][2].isoformat(), count=len(hits))


def _mostly(sheet: Sheet, table: Table, period: DateRange) -> bool:
    """Whether most rows lie in the period (a day without a year is the paper's), three at least."""
    column = table.column("day")
    days = [day.range.start for row in table.rows if column is not None and (span := row.span(column))
            for day in sheet.said(row.index, *span).dates()[:1] if day.range]
    inside = sum(period.start <= day <= period.end for day in days)
    return inside >= 3 and inside * 2 > len(days)


def _papers(sheets: Sequence[Sheet], found: Sequence[Telling], period: DateRange) -> Iterator[Finding]:
    """Briefings, records and the like that tell of another year, held against this year's claims of the same day."""
    for sheet in sheets:
        if sheet.paper not in _DEEDS or pattern("period", "openly").search(sheet.frame.title + sheet.document.path):
            continue
        outside = _paper_day(sheet, found, period)
        if outside is None:
            continue
        said, day = outside
        own = [one for one in found if one.sheet is sheet]
        twin = next((other for other in found if other.sheet is not sheet and other.sheet.own and not other.aside
                     and period.start <= other.start <= period.end for one in own
                     if (one.start.month, one.start.day) == (other.start.month, other.start.day)
                     and (kin(one, other) >= 1.5 or likeness(one, other) >= 75)), None)
        if twin is not None:
            yield told("out_of_period", "claimed_this_year", "medium", [said, twin.said],
                       measures={"written": twin.start.isoformat(), "expected": day.isoformat()},
                       what=twin.said.text[:40], day=day.isoformat(), claimed=twin.start.isoformat())
        else:
            yield told("out_of_period", "paper_of_other_year", "medium", [said],
                       measures={"written": day.isoformat(), "expected": sheet.submission.year},
                       title=sheet.frame.title[:40] or sheet.document.path, day=day.isoformat(),
                       year=sheet.submission.year)


def _paper_day(sheet: Sheet, found: Sequence[Telling], period: DateRange) -> tuple[Said, date] | None:
    """The day that puts a whole paper outside the period: its own, or that of all it tells with a year."""
    if sheet.dated is not None and sheet.dateline is not None:
        return None if period.start <= sheet.dated <= period.end else (sheet.dateline, sheet.dated)
    days = [one for one in found if one.sheet is sheet and one.year_given and not one.aside]
    if days and all(not period.start <= one.start <= period.end for one in days):
        return days[0].said, days[0].start
    title = carry_year(sheet.frame.title)
    if title is not None and title < period.start.year and sheet.frame.title_block is not None:
        return sheet.said(sheet.frame.title_block), date(title, 1, 1)
    return None
