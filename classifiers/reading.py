"""A sentence with everything read once: clauses, dates, numbers, doers, and the date that governs each clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import lru_cache

from classifiers.actors import Doing, doings
from classifiers.context import Context
from classifiers.cues import cues
from classifiers.grammar import DateMatch, find_dates, find_quantities, without_moved
from classifiers.slots import Found
from classifiers.status import Scene
from classifiers.text import Piece, bracketed
from classifiers.words import words
from model.evidence import DateRange


@dataclass(frozen=True, slots=True)
class Read:
    """text: flat. parts: its clauses. when: the date governing each clause. asides: spans in round brackets.

    taken: clauses that have a kind's words, filled in while the sentence is read.
    """

    text: str
    parts: list[Piece]
    found: Found
    who: list[Doing]
    when: list[DateMatch | None]
    asides: list[tuple[int, int]]
    context: Context
    scene: Scene
    taken: set[int] = field(default_factory=set)


def read_sentence(text: str, parts: list[Piece], context: Context, scene: Scene, year: int | None) -> Read:
    """Reads a flat sentence. year: that bare months and days belong to, by default the review's.

    The same sentence is read once, whoever asks; nobody changes what is read but ``taken``, which each has for itself.
    """
    found, who, when, asides = _read(text, tuple(parts), context, year or context.year)
    return Read(text, parts, found, who, when, asides, context, scene)


_Parts = tuple[Found, list[Doing], list[DateMatch | None], list[tuple[int, int]]]


@lru_cache(maxsize=4096)
def _read(text: str, parts: tuple[Piece, ...], context: Context, year: int) -> _Parts:
    dates = without_moved(text, find_dates(text, year=year, period=context.period))
    found = Found(tuple(dates), tuple(find_quantities(text)))
    asides = bracketed(text, Piece(0, len(text)))
    clauses = list(parts)
    return found, doings(text, clauses, context), governing(text, found, clauses, asides, context.period), asides


def governing(text: str, found: Found, parts: list[Piece], asides: list[tuple[int, int]],
               period: DateRange) -> list[DateMatch | None]:
    """The date of each clause: its own, else one in its brackets that dates it, else the last before, else the next."""
    own: list[DateMatch | None] = []
    for part in parts:
        inside = [d for d in found.dates if part.start <= d.start < part.end and d.range is not None and not d.in_title
                  and not _compared(text, d) and not _attributive(text, d, period)]
        plain = [d for d in inside if not any(a < d.start < b for a, b in asides)]
        aside = [d for d in inside if d not in plain and not _counted_aside(d, found, asides)]
        best = min(plain, key=_vagueness) if plain else (aside[0] if aside else None)
        own.append(_moved(_exact_day(best, found), text))
    carried: DateMatch | None = None
    rows: list[DateMatch | None] = []
    for part, match in zip(parts, own, strict=True):
        carried = match or _reviewed_again(part, carried, found, period) or carried
        rows.append(carried)
    dating = words("日期", "落款动作")
    first = next((m for m, part in zip(own, parts, strict=True) if m and dating.search(part.of(text))), None)
    return [row or first for row in rows]


def _reviewed_again(part: Piece, carried: DateMatch | None, found: Found, period: DateRange) -> DateMatch | None:
    """The review's own year at the head of a clause after an earlier year's (2021年旁听1次，2022年旁听2次)."""
    if carried is None or carried.range is None or carried.range.end >= period.start:
        return None
    return next((d for d in found.dates if d.start == part.start and d.precision == "year"
                 and d.range and d.range.within(period)), None)


def _exact_day(match: DateMatch | None, found: Found) -> DateMatch | None:
    """The day written elsewhere in the sentence for a named day or week, else the match itself.

    An event for 12·4 held on 3 December is dated by the day that is written, 去年12月宪法宣传周 by the week.
    """
    if match is None or match.range is None:
        return match
    if match.named_day:
        for other in found.dates:
            if other.range and other.precision == "day" and not other.named_day and not other.in_title and \
                    -10 <= (other.range.start - match.range.start).days <= match.range.days + 3:
                return other
        return match
    if match.precision == "month":
        return next((d for d in found.dates if d.named_day and d.range and d.range.within(match.range)
                     and d.range.days < 15), match)
    return match


_EARLIER = re.compile(r"[”」]?(?:[（(][^）)]*[）)])?的?(?:提?前([一二两三])天|(头一天))")


def _moved(match: DateMatch | None, text: str) -> DateMatch | None:
    """A named day with words that move it (国家安全教育日前一天, “4·15”提前两天)."""
    found = _EARLIER.match(text, match.end) if match and match.named_day and match.range else None
    if match is None or match.range is None or found is None:
        return match
    back = timedelta(days={"二": 2, "两": 2, "三": 3}.get(found.group(1) or "", 1))
    return replace(match, range=DateRange(start=match.range.start - back, end=match.range.end - back))


def _compared(text: str, match: DateMatch) -> bool:
    """True for a year that is only compared with (较上年, 与2019年度相比, 沿用2019年版本)."""
    return bool(words("日期", "比较").search(text[max(0, match.start - 3):match.start])) and \
        match.relative not in ("review", "this_year") and match.precision in ("year", "period", "none")


_AFTER_YEAR = ("", *"，,、以全内来共末初底上下我本度\t")
"""What stands after a year that dates something (2020年，…; 2020年以来)."""


def _attributive(text: str, match: DateMatch, period: DateRange) -> bool:
    """True for the review's own year inside a name (2020年普法工作计划): it dates nothing."""
    return match.precision == "year" and match.range is not None and match.range.within(period) \
        and match.relative is None and text[match.end:match.end + 1] not in _AFTER_YEAR


def _counted_aside(match: DateMatch, found: Found, asides: list[tuple[int, int]]) -> bool:
    """True where the brackets around a date also hold a number (另一年的数字), so that they date something else."""
    around = next(((a, b) for a, b in asides if a < match.start < b), None)
    return around is not None and any(around[0] < q.start < around[1] for q in found.quantities)


def _vagueness(match: DateMatch) -> tuple[int, int]:
    order = {"day": 0, "month": 1, "quarter": 2, "half": 3, "year": 4, "period": 4, "none": 5}
    return (1 if match.named_day and not match.year_given else 0) + order[match.precision], match.start


def without_asides(clause: str, read: Read, at: int) -> str:
    """The clause with bracketed asides blanked (last year's figures must not date this year's deed), but for asides
    that say what became of it (取消)."""
    base, out = read.parts[at].start, clause
    for a, b in read.asides:
        if base <= a and b < read.parts[at].end and not words("日期", "括注结果").search(read.text, a, b):
            out = out[:a - base] + " " * (b + 1 - a) + out[b + 1 - base:]
    return out


_SUBJECT = re.compile(r"[，,]?(?:我|本|全|该)[局委院办厅所队会行校镇乡县市区中]?(?:单位|公司|街道|中心|支队|大队)?"
                      r"(?:曾|先后|还|又|也|再次|首次)?")


def _after_subject(read: Read, at: int) -> str:
    """The text from ``at`` on without the unit's own name (2019年|我局|获…)."""
    rest = read.text[at:]
    for name in (read.context.unit, *read.context.trades):
        rest = rest.removeprefix(name) if name else rest
    return rest[found.end():] if (found := _SUBJECT.match(rest)) else rest


def status_range(when: DateMatch | None, at: int, read: Read, honour: bool) -> DateRange | None:
    """The days that decide the status of clause ``at``.

    honour: the year of an award's name (2019年度先进) is not its date.
    """
    if when is None or when.range is None:
        return None
    part = read.parts[at]
    own = part.start <= when.start < part.end
    if own and cues().compared.search(read.text, max(part.start, when.start - 3), when.end + 2) \
            and cues().more_or_less.search(part.of(read.text)):
        return None
    if honour and when.precision in ("year", "period") and read.text[when.end:when.end + 1] not in ("，", ","):
        once = cues().once.search(read.text[part.start:when.start]) if own else None
        if once or own and cues().awarded.match(_after_subject(read, when.end)):
            return when.range
        dated = [d for d in read.found.dates if d.range and d.precision in ("day", "month")]
        return dated[0].range if dated else (when.range if when.relative else None)
    return when.range
