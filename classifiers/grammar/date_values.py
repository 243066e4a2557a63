"""From a matched form to the days it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from classifiers.grammar.calendar import around, day_of, last_day, month_range, third, year_range
from classifiers.grammar.date_forms import ENGLISH, undated_words
from classifiers.grammar.date_years import Years, written_year
from classifiers.grammar.dotted_dates import FOLLOWING, TAGS
from classifiers.grammar.named_days import NamedDay, is_item_number, named_days, ordinal_year
from classifiers.grammar.numerals import small_integer
from classifiers.grammar.text import load
from model.evidence import DateRange

_NEAR = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    """What a date means; the fields are those of ``DateMatch``."""

    range: DateRange | None = None
    precision: Literal["day", "month", "quarter", "half", "year", "period", "none"] = "none"
    named_day: str | None = None
    year_given: bool = False
    relative: str | None = None
    impossible: bool = False
    hint: DateRange | None = None
    ordinal_year: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Year:
    """The year of a form: what it is, whether written, and the code of the word that says it."""

    year: int | None
    given: bool
    code: str | None


def _group(found: re.Match[str], name: str) -> str | None:
    """A group's text; None where the form has no such group or it is empty."""
    return found.groupdict().get(name)


def _number(found: re.Match[str], *names: str) -> int | None:
    """The first of some groups that is filled, as a number."""
    text = next((text for name in names if (text := _group(found, name))), None)
    return small_integer(text) if text else None


def _explicit(found: re.Match[str], years: Years, number: str = "") -> _Year | None:
    """The year written in the form, in digits or as a word."""
    if text := _group(found, f"year{number}"):
        return _Year(year=written_year(text), given=True, code=None)
    if word := _group(found, f"word{number}"):
        year, code = years.of_word(word)
        return _Year(year=year, given=False, code=code)
    return None


def _year_of(found: re.Match[str], years: Years, month: int, day: int | None) -> _Year:
    return _explicit(found, years) or _Year(year=years.for_month(month, day, found.start()), given=False, code=None)


def _framed(value: Value, found: re.Match[str], years: Years) -> Value:
    """Apply 截至, 每年, 自, 以来, 起, 前后 to a date that is otherwise read."""
    lead, tail = _group(found, "lead") or "", _group(found, "tail") or _group(found, "tail2") or ""
    days = value.range
    if days is None:
        return value
    if lead.startswith("截"):
        return replace(value, range=DateRange(start=date(days.end.year, 1, 1), end=days.end), precision="period",
                       relative="until")
    if tail.endswith(("以来", "至今", "起")):
        end = years.period_end
        end = end if end and end >= days.start else max(days.end, date(days.start.year, 12, 31))
        return replace(value, range=DateRange(start=days.start, end=end), precision="period", relative="since")
    if lead.startswith("每年"):
        return replace(value, relative="every_year")
    if tail in ("前夜", "前一天", "前一日", "头一天"):
        day = days.start - timedelta(days=1)
        return replace(value, range=DateRange(start=day, end=day))
    if tail in ("前后", "左右"):
        return replace(value, hint=around(days))
    return value


def _month_day(found: re.Match[str], years: Years) -> Value | None:
    """6月, 6月10日, 6月中旬, and spans of them."""
    if _group(found, f"m{FOLLOWING}") and years.reached != found.start() - 1:
        return None
    month = _number(found, "month", "month4", *(f"m{tag}" for tag in TAGS))
    day = _number(found, "day", "day4", *(f"d{tag}" for tag in TAGS))
    if month is None:
        return None
    known = _year_of(found, years, month, day)
    years.note(known.year, month, found.start(), known.given or known.code is not None)
    relative = known.code
    if not 1 <= month <= 12 or day is not None and not 1 <= day <= 31:
        return Value(precision="day" if day else "month", year_given=known.given, relative=relative, impossible=True)
    if _group(found, "month2") or _group(found, "day2") or _group(found, "day3"):
        return _span(found, years, known, month, day)
    base = Value(precision="day" if day else "month", year_given=known.given, relative=relative)
    if known.year is None:
        return replace(base, impossible=day is not None and day_of(2000, month, day) is None)
    if day is None:
        part = _group(found, "part")
        narrow = third(known.year, month, part) if part else None
        until = part is not None and ("旬" in part or (_group(found, "lead") or "").startswith("截"))
        days = narrow if narrow and until else month_range(known.year, month)
        return _framed(replace(base, range=days, hint=narrow), found, years)
    exact = day_of(known.year, month, day)
    if exact is None:
        return replace(base, impossible=True)
    return _framed(replace(base, range=DateRange(start=exact, end=exact)), found, years)


def _span(found: re.Match[str], years: Years, known: _Year, month: int, day: int | None) -> Value:
    """From one day or month to another."""
    month2, day2 = _number(found, "month2") or month, _number(found, "day2", "day3")
    second = _explicit(found, years, "2")
    precision: Literal["day", "period"] = "day" if day and day2 else "period"
    base = Value(precision=precision, year_given=known.given, relative=known.code)
    if known.year is None or not 1 <= month2 <= 12:
        return replace(base, impossible=not 1 <= month2 <= 12)
    year2 = second.year if second and second.year else known.year + (month2 < month)
    years.note(year2, month2, found.start(), known.given or known.code is not None)
    start = day_of(known.year, month, day or 1)
    end = day_of(year2, month2, day2) if day2 else last_day(year2, month2)
    if start is None or end is None or end < start:
        return replace(base, impossible=True)
    hint = None
    part, part2 = _group(found, "part"), _group(found, "part2")
    if part or part2:
        hint = DateRange(start=third(known.year, month, part).start if part else start,
                         end=third(year2, month2, part2).end if part2 else end)
        if "旬" in (part or "旬") and "旬" in (part2 or "旬"):
            start, end = hint.start, hint.end
    return _framed(replace(base, range=DateRange(start=start, end=end), hint=hint), found, years)


def _english(found: re.Match[str], years: Years) -> Value | None:
    """8-Oct-23, Oct-23."""
    year, month, day = written_year(found["year"]), ENGLISH.index(found["name"].lower()) + 1, _number(found, "day")
    if year is None:
        return None
    if day is None:
        return Value(range=month_range(year, month), precision="month", year_given=True)
    return _on_day(day_of(year, month, day))


def _short(found: re.Match[str], years: Years) -> Value | None:
    """23/10/8, or 10/8/23 where only that is near the paper's year; None where neither is."""
    one, two, three = (int(found[name]) for name in ("first", "second", "third"))
    for year, month, day in ((2000 + one, two, three), (2000 + three, one, two)):
        if years.base is not None and abs(year - years.base) <= _NEAR and (exact := day_of(year, month, day)):
            return _on_day(exact)
    return None


def _on_day(day: date | None) -> Value:
    """A day whose year is written; None: there is no such day."""
    return Value(range=DateRange(start=day, end=day) if day else None, precision="day", year_given=True,
                 impossible=day is None)


def _day_only(found: re.Match[str], years: Years) -> Value | None:
    """15日 of the month named before; nothing without one."""
    if years.last_month is None:
        return None
    year, month = years.last_month
    day, day2 = _number(found, "day"), _number(found, "day2")
    if year is None or not 1 <= month <= 12 or day is None:
        return Value(precision="day")
    start, end = day_of(year, month, day), day_of(year, month, day2 or day)
    if start is None or end is None or end < start:
        return Value(precision="day", impossible=True)
    return Value(range=DateRange(start=start, end=end), precision="day")


def _quarter(found: re.Match[str], years: Years) -> Value | None:
    """Halves and quarters of a year."""
    known = _explicit(found, years) or _Year(year=years.base, given=False, code=None)
    half, quarters = _group(found, "half"), _group(found, "first")
    base = Value(precision="half" if half else "period" if quarters else "quarter", year_given=known.given,
                 relative=known.code)
    if known.year is None:
        return base
    if half:
        months = (1, 6) if half.startswith("上") else (7, 12)
    elif quarters:
        months = (1, 9 if "三" in quarters else 6)
    else:
        first = 1 if _group(found, "quarter") == "首" else _number(found, "quarter") or 1
        last = _number(found, "quarter2") or first
        months = (first * 3 - 2, max(first, last) * 3)
    return _framed(replace(base, range=month_range(known.year, *months)), found, years)


def _year(found: re.Match[str], years: Years) -> Value | None:
    """A year, a span of years, or a word for one."""
    if (first := _group(found, "from")) and (last := _group(found, "to")):
        start, end = written_year(first), written_year(last)
        if start is None or end is None or end < start:
            return Value(precision="period", year_given=True, impossible=True)
        return _framed(Value(range=year_range(start, end), precision="period", year_given=True), found, years)
    known = _explicit(found, years)
    if known is None or known.given and known.year is None:
        return None
    years.note(known.year, None, found.start(), known.given)
    days = year_range(known.year) if known.year is not None else None
    if known.code == "this_year" or known.code == "same_year" and known.year == years.base:
        days = years.review
    value = Value(range=days, precision="year", year_given=known.given, relative=known.code)
    if end_word := _group(found, "end"):
        value = replace(value, hint=month_range(known.year, 1 if "初" in end_word else 12) if known.year else None)
    if known.code == "this_year" and _group(found, "tail"):
        return replace(value, precision="period")
    return _framed(value, found, years)


def _spans(found: re.Match[str], years: Years) -> Value | None:
    """The review period and spans that begin outside it."""
    if _group(found, "review"):
        return Value(range=years.review, precision="period", relative="review")
    end = years.period_end
    if _group(found, "years") or _group(found, "years2"):
        number = _number(found, "years", "years2")
        if end is None or not number:
            return Value(precision="period", relative="years")
        days = DateRange(start=date(end.year - number + 1, 1, 1), end=end)
        return Value(range=days, precision="period", relative="years")
    data = load("names.toml")
    if congress := _group(found, "congress"):
        start = date.fromisoformat(data["congresses"][congress])
        return Value(range=DateRange(start=start, end=end) if end and end >= start else None, precision="period",
                     relative="since")
    first, last = data["programmes"][_group(found, "programme")]
    days = year_range(first, last)
    if (_group(found, "tail") or "").endswith("以来"):
        return Value(range=DateRange(start=days.start, end=end if end and end >= days.start else days.end),
                     precision="period", relative="since")
    return Value(range=days, precision="period", relative="programme")


def _undated(found: re.Match[str], years: Years) -> Value:
    """A word that gives no date of its own; 当天 and 次日 do after a day that was named."""
    word, code = found["none"], undated_words()[found["none"]]
    if code != "day" or years.last_day is None:
        return Value(relative=code)
    last = years.last_day
    if word in ("次日", "翌日", "第二天"):
        day = (last.start if word == "第二天" else last.end) + timedelta(days=1)
        return Value(range=DateRange(start=day, end=day), precision="day", relative=code)
    return Value(range=last, precision="day", relative=code)


def _named(found: re.Match[str], years: Years) -> Value | None:
    """A named day, week or month in the year written before it, fixed by its ordinal, or of the paper."""
    aliases, marks = named_days()
    alias = _group(found, "alias")
    if not alias and is_item_number(found):
        return None
    day = aliases[alias] if alias else marks[_plain_mark(found["mark"])]
    if day.feast and (found["tail"] == "前后" or found.string[found.end():found.end() + 1] in ("前", "后")):
        return None
    ordinal = ordinal_year(day, found)
    known = _explicit(found, years) or _explicit(found, years, "2")
    if known is None and ordinal is not None:
        known = _Year(year=ordinal, given=True, code=None)
    if known is None:
        known = _Year(year=years.for_month(day.month, day.day, found.start()), given=False, code=None)
    value = Value(range=day.in_year(known.year) if known.year else None, named_day=day.name, precision=_precision(day),
                  year_given=known.given or ordinal is not None, relative=known.code, ordinal_year=ordinal)
    return _framed(value, found, years)


def _plain_mark(text: str) -> str:
    return re.sub(r"[ \t]", "", text).replace(".", "·")


def _precision(day: NamedDay) -> Literal["day", "month", "period"]:
    return "day" if day.is_day else "month" if day.day is None else "period"


_READERS: dict[str, Callable[[re.Match[str], Years], Value | None]] = {
    "named": _named, "month_day": _month_day, "month_span": _month_day, "iso": _month_day, "bare": _month_day,
    "dotted": _month_day,
    "packed": _month_day, "short": _short, "english": _english, "quarter": _quarter,
    "year": _year, "day_only": _day_only, "spans": _spans, "undated": _undated,
}


def read(form: str, found: re.Match[str], years: Years) -> Value | None:
    """The meaning of one matched form; None where it turns out to be no date."""
    value = _READERS[form](found, years)
    if value is not None and value.precision == "day" and value.range and form != "undated":
        years.last_day = value.range
    return value
