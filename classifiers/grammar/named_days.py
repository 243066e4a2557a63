"""Days, weeks and months of the year that have a name, and ordinals that fix their year (第七个国家宪法日: 2020)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from classifiers.grammar.calendar import month_range
from classifiers.grammar.date_forms import S, year_prefix
from classifiers.grammar.masks import MEASURED
from classifiers.grammar.numerals import small_integer
from classifiers.grammar.text import load
from model.evidence import DateRange
from model.expressions import regex


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedDay:
    """A named day, week (``to``: month and day of its last day) or month (no day) of the year.

    feast: people say the time around it by its name too (清明前后, 中秋后), which is no date.
    """

    name: str
    month: int
    day: int | None
    to: tuple[int, int] | None
    base: int | None
    by_year: dict[int, tuple[str, str]]
    feast: bool = False

    def in_year(self, year: int) -> DateRange:
        """When it is in a year."""
        if year in self.by_year:
            start, end = (_month_day(text) for text in self.by_year[year])
            return DateRange(start=date(year, *start), end=date(year, *end))
        if self.day is None:
            return month_range(year, self.month)
        start_day = date(year, self.month, self.day)
        return DateRange(start=start_day, end=date(year, *self.to) if self.to else start_day)

    @property
    def is_day(self) -> bool:
        """True for a single day."""
        return self.day is not None and self.to is None


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def _named(name: str, row: dict[str, Any]) -> NamedDay:
    by_year = {int(year): (span[0], span[1]) for year, span in row.get("by_year", {}).items()}
    return NamedDay(name=name, month=row["month"], day=row.get("day"), base=row.get("base"), by_year=by_year,
                    to=_month_day(row["to"]) if "to" in row else None, feast=bool(row.get("feast")))


@lru_cache(maxsize=1)
def named_days() -> tuple[dict[str, NamedDay], dict[str, NamedDay]]:
    """Alias -> day, and mark (12·4) -> day."""
    aliases: dict[str, NamedDay] = {}
    marks: dict[str, NamedDay] = {}
    for name, row in load("days.toml").items():
        day = _named(name, row)
        aliases.update(dict.fromkeys(row["aliases"], day))
        marks.update(dict.fromkeys(row.get("marks", ()), day))
    return aliases, marks


@lru_cache(maxsize=1)
def named_day_trigger() -> re.Pattern[str]:
    """A cheap test: a text without a hit names no day."""
    aliases, marks = named_days()
    words = [*map(re.escape, aliases), *(mark.replace("·", rf"{S}[·.]{S}") for mark in marks)]
    return regex("|".join(sorted(words, key=len, reverse=True)))


@lru_cache(maxsize=1)
def named_day_pattern() -> re.Pattern[str]:
    """An ordinal, a mark and a name, or a name alone, with the year written before it."""
    aliases, marks = named_days()
    names = "|".join(sorted(map(re.escape, aliases), key=len, reverse=True))
    mark = "|".join(sorted((text.replace("·", rf"{S}[·.]{S}") for text in marks), key=len, reverse=True))
    quote = "[“\"‘'「《]?"
    close = "[”\"’'」]?"
    number = rf"(?:第{S}(?P<ordinal>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}}){S}[个届次]?|(?P<first>首个|首届|首次))"
    whole = "(?:我国|全国|全民|中国|国际|世界|全省|全市)?"
    return regex(rf"{year_prefix()}(?:{quote}{number}{quote}(?:我国的?)?)?{quote}{whole}{quote}"
                 rf"(?:(?<![0-9.·])(?:{mark}|11[09]|122){close}{quote}{whole})?{quote}(?P<alias>{names})(?P<tail>前后|期间|前夜|前一[天日]|头一天)?"
                 rf"|{year_prefix('2')}{quote}(?<![0-9.·率度分均])(?P<mark>{mark})(?!{MEASURED}){close}(?P<tail2>前后)?")


def ordinal_year(day: NamedDay, found: re.Match[str]) -> int | None:
    """The year an ordinal fixes, None where there is none or no formula."""
    groups = found.groupdict()
    if day.base is None or not (groups["ordinal"] or groups["first"]):
        return None
    number = 1 if groups["first"] else small_integer(groups["ordinal"])
    return day.base + number if number and 0 < number < 100 else None


_ITEM_HEAD = re.compile(r"(?:\A|[\n；;〕】\])])[ \t]*\Z")
_ITEM_TAIL = re.compile(r"[ \t]*[|｜/](?![^\n；;]{0,12}(?:宪法|[日节周月]))|[ \t]+(?=[\u4e00-\u9fff])")


def is_item_number(found: re.Match[str]) -> bool:
    """True for a number such as 6.1 at the head of a row or remark, which numbers an item and is no day."""
    if "." not in found["mark"] or found["year2"] or found["word2"]:
        return False
    if not _ITEM_HEAD.search(found.string, max(0, found.start() - 3), found.start("mark")):
        return False
    tail, day = _ITEM_TAIL.match(found.string, found.end("mark")), found["mark"].replace(" ", "")
    return tail is not None and re.fullmatch(r"[0-9]+\.[0-9]", day) is not None and (
        day != "12.4" or not tail.group().isspace())
