"""Small sums with dates: months, thirds of a month, quarters, halves, years."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from model.evidence import DateRange

_THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "初": (1, 10), "底": (21, 31), "末": (21, 31)}
AROUND = timedelta(days=3)


def valid_year(year: int) -> bool:
    """True for a year that a paper of our time may speak of."""
    return 1900 <= year <= 2100


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def month_range(year: int, first: int, last: int | None = None) -> DateRange:
    """From the first day of a month to the last of another; a later month that is smaller lies in the next year."""
    last = last or first
    return DateRange(start=date(year, first, 1), end=last_day(year + (last < first), last))


def year_range(first: int, last: int | None = None) -> DateRange:
    """Whole calendar years."""
    return DateRange(start=date(first, 1, 1), end=date(last or first, 12, 31))


def third(year: int, month: int, part: str) -> DateRange:
    """The third of a month that 上旬, 中旬, 下旬, 初, 底 name."""
    start, end = _THIRDS[part.removeprefix("月")]
    return DateRange(start=date(year, month, start), end=min(date(year, month, min(end, 28)) if end < 31
                                                             else last_day(year, month), last_day(year, month)))


def around(day: DateRange) -> DateRange:
    """Three days to either side."""
    return DateRange(start=day.start - AROUND, end=day.end + AROUND)
