"""Days that cannot be: in no calendar, of another weekday, in the wrong order, after the paper that tells them as done,
and named days whose number belongs to another year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from classifiers.cues import cues
from classifiers.grammar import DateMatch
from classifiers.oddities import wrong_weekdays
from integrity.claims.data import number, pattern
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet, clause
from integrity.submission import Settings
from model.results import Finding

_DATED = re.compile(r"[月日号.\-/—年]|[:：]\d\d|[时点]\d")
_CLOCK = re.compile(r"(?:[上下中]午|早上|早晨|晚上?|凌晨|[日号]|时间[:：]?|\d[:：]\d\d\s?[—\-~～至到]{1,2})"
                    r"(?:[（(][^（()）]{1,4}[)）])?\s?"
                    r"(?P<hour>\d{1,2})(?:[:：](?P<minute>\d{2})|[时点](?P<minute2>\d{1,2})分)(?![\d:：.])")
_BACKWARD = re.compile(r"(\d{1,2})[月.](\d{1,2})日?\s?[—\-~～至到]{1,2}\s?(\d{1,2})[月.](\d{1,2})日?|"
                       r"(\d{1,2})[月.](\d{1,2})日?\s?[—\-~～至到]{1,2}\s?(\d{1,2})日")
_OVER_NEW_YEAR = re.compile(r"^1[12]月\d{1,2}日?\s?[—\-~～至到]{1,2}\s?(?:20\d\d|次|翌|明)年")
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def slips(sheets: Sequence[Sheet], settings: Settings) -> Iterator[Finding]:
    """Every day of a dossier that cannot be as it is written."""
    for sheet in sheets:
        for said in sheet.every():
            if _DATED.search(said.text):
                yield from _impossible(said)
                yield from _weekdays(said)
                yield from _closing(said)
        yield from _ordinals(sheet)
        yield from _too_late(sheet, settings.deadline)


def _impossible(said: Said) -> Iterator[Finding]:
    for day in said.dates():
        if not day.impossible or _OVER_NEW_YEAR.search(day.text) or not pattern("days", "written_day").search(day.text):
            continue
        place = said.place(*clause(said.text, day.start, day.end))
        if _backward(day.text):
            yield told("impossible_date", "backward", "medium", [said], places=[place], measures={"written": day.text},
                       day=day.text)
        else:
            yield told("impossible_date", "no_such_day", "medium", [said], places=[place],
                       measures={"written": day.text}, day=day.text)
    for found in _CLOCK.finditer(said.text):
        hour, minute = int(found["hour"]), int(found["minute"] or found["minute2"])
        if hour > 24 or minute > 59 or hour == 24 and minute:
            place = said.place(*clause(said.text, *found.span()))
            yield told("impossible_date", "no_such_time", "medium", [said], places=[place],
                       measures={"written": found.group()}, time=found.group())
    for found in pattern("days", "half_day").finditer(said.text):
        yield told("impossible_date", "half_day", "low", [said], places=[said.place(*clause(said.text, *found.span()))],
                   measures={"written": found.group()}, time=found.group())


def _closing(said: Said) -> Iterator[Finding]:
    """A time of the clock at which something ends before it begins, on one day."""
    for found in pattern("days", "clock_span").finditer(said.text):
        first, last = (int(found[f"h{n}"]) * 60 + int(found[f"m{n}"]) for n in (1, 2))
        if found["later"] and int(found["h2"]) <= 12 < int(found["h1"]) + 12 and "下午" in found["later"]:
            last += 12 * 60 if int(found["h2"]) < 12 else 0
        if last < first and not (found["later"] and "次日" in found["later"]):
            yield told("impossible_date", "clock_backward", "medium", [said],
                       places=[said.place(*clause(said.text, *found.span()))],
                       measures={"written": found.group()}, time=found.group())
    opened, closed = (pattern("days", name).search(said.text) for name in ("opens", "closes"))
    if opened and closed and opened["day"] and closed["day"]:
        days = [day.range.start for day in said.dates() for one in (opened, closed)
                if day.range and one.start("day") <= day.start < one.end("day") and day.precision == "day"]
        if len(days) == 2 and (days[1] < days[0]) == (opened.start() < closed.start()) and days[0] != days[1]:
            yield told("impossible_date", "backward", "medium", [said], measures={"written": said.text[:60]},
                       day=f"{opened.group()}…{closed.group()}")


def _backward(text: str) -> bool:
    """Whether both ends of a span are days of the calendar, so that only their order is wrong."""
    found = _BACKWARD.search(text)
    if found is None:
        return False
    month, day, later, last = (int(part) for part in (found.groups()[:4] if found[1] else
                                                      (found[5], found[6], found[5], found[7])))
    return all(1 <= m <= 12 and 1 <= d <= _LONGEST[m - 1] for m, d in ((month, day), (later, last)))


def _weekdays(said: Said) -> Iterator[Finding]:
    if "周" not in said.text and "星期" not in said.text:
        return
    for slip in wrong_weekdays(said.text, said.year):
        place = said.place(*clause(said.text, slip.start, slip.end))
        yield told("date_contradiction", "weekday", "medium", [said], places=[place],
                   measures={"written": f"星期{slip.written}", "weekday": f"星期{slip.real}"},
                   day=slip.day.isoformat(), written=slip.written, real=slip.real)


def _ordinals(sheet: Sheet) -> Iterator[Finding]:
    """A numbered day (第七个国家宪法日) whose number belongs to another year than the one told; each once a paper."""
    seen: dict[tuple[str, int], list[tuple[Said, DateMatch]]] = {}
    for said in sheet.pieces:
        if not pattern("days", "numbered").search(said.text) or pattern("days", "history").search(said.text):
            continue
        dates = said.dates()
        for day in dates:
            year = _told_year(said, day, dates) if day.ordinal_year and day.named_day else None
            if year is not None and day.ordinal_year != year:
                seen.setdefault((str(day.named_day), year), []).append((said, day))
    for (name, year), rows in seen.items():
        real = rows[0][1].ordinal_year
        yield told("date_contradiction", "ordinal", "medium", [said for said, _ in rows],
                   places=[said.place(*clause(said.text, day.start, day.end)) for said, day in rows],
                   measures={"written": rows[0][1].text, "expected": real},
                   written=rows[0][1].text, name=name, year=year, real=real)


def _told_year(said: Said, day: DateMatch, dates: Iterable[DateMatch]) -> int | None:
    """The year in which the named day is told: that of a full day of the same month beside it, else the paper's where
    the words are about its own year."""
    if day.range is None:
        return None
    others = [one.range.start for one in dates if one is not day and one.range and one.precision == "day"
              and one.ordinal_year is None and one.relative is None and one.range.start.month == day.range.start.month]
    if others:
        return min(others, key=lambda one: abs(one.year - said.year)).year
    plain = said.block.kind == "heading" or pattern("days", "occasion").search(said.text[:day.start + 1]) or \
        pattern("days", "occasion_after").match(said.text, day.end)
    return said.year if plain and abs(said.year - (day.ordinal_year or 0)) <= number("ordinal_years") else None


def _too_late(sheet: Sheet, deadline: date | None) -> Iterator[Finding]:
    """Deeds told as done on a day after the paper's own, or after the last day for handing in."""
    if sheet.paper in ("plan", "duty_list", "notice", "case", "other"):
        return
    if deadline is not None and sheet.dated and sheet.dateline and sheet.dated > deadline:
        yield told("impossible_date", "paper_after_deadline", "medium", [sheet.dateline],
                   measures={"written": sheet.dated.isoformat(), "limit": deadline.isoformat()},
                   day=sheet.dated.isoformat(), deadline=deadline.isoformat())
    line, own = (sheet.dateline, sheet.dated) if sheet.dated else _written_up(sheet)
    last = min((day for day in (own, deadline) if day), default=None)
    if last is None:
        return
    for said in sheet.every():
        if line is not None and said.index == line.index:
            continue
        for day in said.dates():
            if day.range is None or day.range.start <= last or not _deed(sheet, said, day) or _last_year(day, last):
                continue
            places = [said.place(), *([line.place()] if line and last == own else [])]
            yield told("impossible_date", "done_later", "medium", [said], places=places,
                       measures={"written": day.range.start.isoformat(), "limit": last.isoformat()},
                       day=day.range.start.isoformat(), last=last.isoformat())
            break


def _written_up(sheet: Sheet) -> tuple[Said | None, date | None]:
    """The day that a paper without a line for its day says it was filled in, closed or handed up on."""
    for said in sheet.every():
        found = pattern("retold", "written_up").search(said.text)
        at = found and (found.start("day") if found["day"] else found.start("day2"))
        days = [day.range.start for day in said.dates() if day.range and day.precision == "day" and day.start == at]
        if days:
            return said, days[0]
    return None, None


def _last_year(day: DateMatch, last: date) -> bool:
    """Whether a day without its year may be of the year before, told over New Year."""
    if day.year_given or day.range is None or day.range.start.month < number("over_new_year"):
        return False
    return (last - day.range.start.replace(day=1).replace(year=day.range.start.year - 1)).days <= 92


def _deed(sheet: Sheet, said: Said, day: DateMatch) -> bool:
    """Whether the day dates something told as done: a day, no plan's, no law's coming into force."""
    if day.precision != "day" or day.in_title or day.named_day or day.relative in ("until", "since", "next_year",
                                                                                   "following_year"):
        return False
    row = said.block.kind == "table_row"
    whole = said.block.text if row else said.text
    if cues().planned.search(whole) or cues().lapsed.search(whole) or any(
            pattern("days", name).search(whole) for name in ("not_yet", "validity")):
        return False
    statuses = {one.status for one in (sheet.mentions.get(said.index, ()) if row else sheet.over(said))}
    if statuses & {"planned", "negated"}:
        return False
    return "done" in statuses or "other_period" in statuses or pattern("days", "done").search(whole) is not None
