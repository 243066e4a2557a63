"""Dates in a text, with the year that its surroundings give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from classifiers.grammar.date_forms import YEAR4, forms
from classifiers.grammar.date_values import Value, read
from classifiers.grammar.date_years import Years, written_year
from classifiers.grammar.masks import Blocked, date_blocks, titles
from classifiers.grammar.named_days import named_day_pattern, named_day_trigger
from classifiers.grammar.text import fold
from model.evidence import DateRange

Precision = Literal["day", "month", "quarter", "half", "year", "period", "none"]


@dataclass(frozen=True, kw_only=True, slots=True)
class DateMatch:
    """A date as written and the days it stands for.

    range: None where it gives no date (近日), where no year is known, or where no such day exists (``impossible``).
    6月初 and 12月4日前后 give the month and the day, ``hint`` the span that is really meant; 6月中旬 is its ten days.
    year_given: the year stands in the words themselves, in digits or by an ordinal (第七个国家宪法日).
    relative: code of a reference to another time: ``this_year``, ``last_year``, ``year_before_last``, ``next_year``,
    ``following_year``, ``same_year``, ``since`` (from then on), ``until`` (截至), ``years`` (近三年), ``review``
    (全年), ``every_year``, ``programme`` (七五期间), ``recent``, ``month``, ``year_part``, ``day``, ``past_years``.
    ordinal_year: the year an ordinal fixes, also where another year is written beside it.
    """

    start: int
    end: int
    range: DateRange | None
    text: str
    named_day: str | None = None
    precision: Precision = "none"
    year_given: bool = False
    relative: str | None = None
    in_title: bool = False
    impossible: bool = False
    hint: DateRange | None = None
    ordinal_year: int | None = None


_CARRY = re.compile(rf"(?P<year>{YEAR4})[ \t]?年?(?:度)?(?P<more>[ \t]?[-—~至、][ \t]?{YEAR4})?")


def carry_year(heading_or_title: str) -> int | None:
    """The year that a heading or a title names for what stands below it; None for none or for a span of years."""
    text = fold(heading_or_title)
    blocked = date_blocks(heading_or_title)
    for found in _CARRY.finditer(text):
        bare = "年" not in found[0]
        if blocked.overlaps(*found.span()) or bare and not re.match(r"[)\]】]", text[found.end():found.end() + 1]):
            continue
        if found["more"]:
            return None
        return written_year(found["year"])
    return None


def _candidates(text: str, blocked: Blocked) -> Iterator[tuple[int, int, int, str, re.Match[str]]]:
    """All readings of all forms outside the masks: start, minus the end, rank, form, match."""
    named = (("named", named_day_pattern()),) if named_day_trigger().search(text) else ()
    for rank, (name, pattern) in enumerate((*named, *forms())):
        for found in pattern.finditer(text):
            start, end = found.span()
            start += len(found[0]) - len(found[0].lstrip(" \t“\"‘'「《(自从"))
            end -= len(found[0]) - len(found[0].rstrip(" \t"))
            if start < end and not blocked.overlaps(start, end):
                yield start, -end, rank, name, found


@lru_cache(maxsize=8192)
def _chosen(text: str) -> tuple[tuple[int, int, str, re.Match[str]], ...]:
    """The readings in order of place, the longest of those that begin at one place, none overlapping; they are the same
    whatever the year and the period."""
    reached = 0
    chosen = []
    for start, minus_end, _rank, name, found in sorted(_candidates(fold(text), date_blocks(text)),
                                                       key=lambda item: item[:3]):
        if start >= reached:
            reached = -minus_end
            chosen.append((start, reached, name, found))
    return tuple(chosen)


@lru_cache(maxsize=8192)
def find_dates(text: str, *, year: int | None, period: DateRange | None) -> tuple[DateMatch, ...]:
    """All dates of a text in order, none overlapping another.

    year: of the paper or its heading, for dates that name none. period: under review; 全年, 今年, 一年来 stand for it.
    """
    chosen = _chosen(text)
    if not chosen:
        return ()
    named = titles(text)
    years = Years(fold(text), year, period)
    matches = []
    for start, end, name, found in chosen:
        value = read(name, found, years)
        if value is not None:
            years.reached = end
            inside = any(left < start and end < right for left, right in named)
            matches.append(_match(text, start, end, value, inside))
    return tuple(matches)


def _match(text: str, start: int, end: int, value: Value, in_title: bool) -> DateMatch:
    return DateMatch(start=start, end=end, text=text[start:end], range=value.range, named_day=value.named_day,
                     precision=value.precision, year_given=value.year_given, relative=value.relative, in_title=in_title,
                     impossible=value.impossible, hint=value.hint, ordinal_year=value.ordinal_year)
