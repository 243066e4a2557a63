"""A notice or plan that sets a day already past when it was signed, with the papers that tell the thing as done on that
day: the order of papers cannot be as it looks, unless the paper was made up for later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from integrity.claims.data import number, pattern
from integrity.claims.entries import pairs_of
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet
from integrity.finding import Severity
from model.evidence import DateRange
from model.results import Finding

_TELLING = frozenset({"briefing", "record", "ledger", "self_report", "summary", "score_table", "web_page", "media",
                      "photo", "other"})


@dataclass(frozen=True)
class _Done:
    """Words that tell of something on a day, or from a day on."""

    said: Said
    day: date


def ordered_afterwards(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """One finding a notice or plan: its day, the earliest thing it sets, and where that is told as done."""
    ordering = [sheet for sheet in sheets if sheet.paper in ("notice", "plan") and sheet.dateline and sheet.dated]
    done = [one for sheet in sheets if ordering and sheet.paper in _TELLING for one in _told(sheet)]
    for sheet in ordering:
        line, dated = sheet.dateline, sheet.dated
        head = sheet.frame.title + sheet.document.path
        if line is None or dated is None or pattern("order", "of_the_past").search(head):
            continue
        for said in sheet.every():
            if said.index == line.index or pattern("order", "was").search(said.text) or \
                    pattern("order", "attached").search(said.text) or pattern("order", "agreed").search(said.text):
                continue
            spans = [day.range for day in said.dates() if day.range and not day.in_title and not day.named_day
                     and day.precision in ("day", "month", "period") and day.range.days <= number("vague_days")
                     and day.range.start.year == dated.year and day.range.end < dated - timedelta(days=1)]
            witnesses = _witnesses(sheet, said, spans, done)
            if witnesses:
                first = str(witnesses[0].day)
                severity: Severity = "medium" if sheet.paper == "notice" else "low"
                yield told("date_contradiction", f"{sheet.paper}_after", severity,
                           [said, line, *(one.said for one in witnesses)],
                           measures={"written": dated.isoformat(), "expected": first},
                           title=sheet.frame.title[:40], day=dated.isoformat(), first=first)
                break


def _told(sheet: Sheet) -> Iterator[_Done]:
    """The sentences and rows of a paper that tell a day of their own; one without its year is of the dossier's, for
    a caption of another year may have lent the paper its own."""
    rows = [sheet.said(row.index) for table in sheet.tables for row in table.rows]
    for said in (*sheet.pieces, *rows):
        if said is sheet.dateline or pattern("tellings", "publishing").search(said.text):
            continue
        for day in said.dates():
            if day.range and day.precision in ("day", "period") and not day.in_title and not day.named_day:
                start, year = day.range.start, sheet.submission.year
                leap = (start.month, start.day) == (2, 29)
                yield _Done(said, start if day.year_given or leap else start.replace(year=year))


def _witnesses(sheet: Sheet, said: Said, spans: Sequence[DateRange], done: Sequence[_Done]) -> list[_Done]:
    """Tellings of another paper, of one of these days and with the words of what is set, each paper once."""
    words = pairs_of(said.text + "，" + sheet.frame.title)
    found: dict[str, _Done] = {}
    for one in done if spans else ():
        if any(span.start <= one.day <= span.end for span in spans) and \
                len(pairs_of(one.said.text) & words) >= number("afterwards_words"):
            found.setdefault(one.said.sheet.document.path, one)
    return list(found.values())[:3]
