"""What does not agree within one telling: parts and their sum, who came and who was called, a day and its weekday."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from classifiers.grammar import QuantityMatch, find_dates, find_quantities

_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"[，,（(\s]{0,2}(?:星期|周)(?P<day>[一二三四五六日天])(?![期末刊年岁])")
_TOTAL = re.compile(r"(?:(?<!公)共(?![同享建产青])|合计|总计|总共|共计|一共)"
                    r"(?:(?:计|为|达|开展|举办|组织|完成)[^，。；：、\d]{0,4})?\Z")
_PARTS = re.compile(r"其中[^，。；：:\d]{0,10}\Z")
_GAP = re.compile(r"[（(]?[、，,和及][^，。；：:、\d]{0,14}")
_EQUATION = re.compile(r"(?<![\d.])(\d{1,6}(?:\+\d{1,6}){1,8})=(\d{1,7})(?![\d.])")
_CALLED = re.compile(r"应(?P<deed>[到考参])[^，。；、\d实]{0,4}(?P<called>\d{1,6})(?!\d)"
                     r"[^。；\d]{0,8}实(?P=deed)[^，。；、\d]{0,4}(?P<came>\d{1,6})")


@lru_cache(maxsize=4096)
def oddities(text: str, year: int | None) -> tuple[str, ...]:
    """Every disagreement within a text, in Chinese. year: that days without one belong to."""
    return tuple(dict.fromkeys((*_sums(text), *_attendance(text), *_weekdays(text, year))))


@dataclass(frozen=True, slots=True)
class WrongSum:
    """Characters ``[start, end)`` of a text: parts that make ``made`` and a whole written as ``written``.

    way: ``equation`` (2+3=6), ``total`` (the parts and then 共), ``among`` (parts after 其中 that pass the whole).
    """

    start: int
    end: int
    made: Decimal
    written: Decimal
    unit: str
    way: str


def wrong_sums(text: str) -> Iterator[WrongSum]:
    """Parts that do not make the stated whole; only exact numbers of one unit side by side are held against it."""
    for found in _EQUATION.finditer(text):
        made = sum(map(int, found[1].split("+")))
        if made != int(found[2]):
            yield WrongSum(*found.span(), Decimal(made), Decimal(found[2]), "", "equation")
    numbers = [q for q in find_quantities(text)
               if q.quantity.unit != "%" and not (q.per_capita or q.per_each or q.each)]
    for place, number in enumerate(numbers):
        if _TOTAL.search(text[max(0, number.start - 12):number.start]):
            yield from _against(_run(text, numbers[:place][::-1], number), number, exact=True)
        yield from _against(_listed(text, numbers[place + 1:], number), number, exact=False)


def _sums(text: str) -> Iterator[str]:
    for wrong in wrong_sums(text):
        made, written = f"{wrong.made.normalize():f}{wrong.unit}", f"{wrong.written.normalize():f}{wrong.unit}"
        yield {"equation": f"“{text[wrong.start:wrong.end]}”算式不成立，相加应为{made}",
               "total": f"分项相加为{made}，与所写的合计{written}不符",
               "among": f"“其中”各项相加为{made}，超过总数{written}"}[wrong.way]


def _run(text: str, before: Sequence[QuantityMatch], total: QuantityMatch) -> list[QuantityMatch]:
    """The numbers listed right before their total (上半年3场、下半年4场，共7场), the nearest first."""
    parts: list[QuantityMatch] = []
    end = total.start
    for one in before:
        gap = text[one.end:end]
        if one.quantity.unit != total.quantity.unit or not _GAP.fullmatch(gap) or "其中" in gap:
            break
        parts.append(one)
        end = one.start
    head = text[max(0, end - 14):end]
    return [] if "其中" in head or _TOTAL.search(head) else parts


def _listed(text: str, after: Sequence[QuantityMatch], whole: QuantityMatch) -> list[QuantityMatch]:
    """The numbers after 其中 that are parts of the whole right before it; one in brackets is an aside."""
    parts: list[QuantityMatch] = []
    end = whole.end
    for one in after:
        gap = text[end:one.start]
        fits = _PARTS.search(gap) and len(gap) <= 14 if not parts else _GAP.fullmatch(gap)
        aside = not parts and gap[:1] in ("）", ")")
        if one.quantity.unit != whole.quantity.unit or not fits or aside:
            break
        parts.append(one)
        end = one.end
    return parts


def _against(parts: Sequence[QuantityMatch], whole: QuantityMatch, *, exact: bool) -> Iterator[WrongSum]:
    """Two parts or more held against their whole; after 其中 they may be fewer, never more."""
    if whole.quantity.bound != "exact" or any(q.quantity.bound != "exact" for q in parts):
        return
    made, written = sum((q.quantity.value for q in parts), Decimal(0)), whole.quantity.value
    start, end = min((whole.start, *(q.start for q in parts))), max((whole.end, *(q.end for q in parts)))
    if exact and len(parts) > 1 and made != written:
        yield WrongSum(start, end, made, written, whole.unit_text, "total")
    if not exact and parts and made > written:
        yield WrongSum(start, end, made, written, whole.unit_text, "among")


def _attendance(text: str) -> Iterator[str]:
    """More who came than were called up."""
    for found in _CALLED.finditer(text):
        if int(found["came"]) > int(found["called"]):
            yield f"实{found['deed']}{found['came']}人，多于应{found['deed']}{found['called']}人"


@dataclass(frozen=True, slots=True)
class WrongWeekday:
    """Characters ``[start, end)`` of a text: a day with a day of the week that it was not. written, real: 一 … 日."""

    start: int
    end: int
    day: date
    written: str
    real: str


def wrong_weekdays(text: str, year: int | None) -> Iterator[WrongWeekday]:
    """Every day of a text with a wrong day of the week beside it. year: that days without one belong to."""
    for day in find_dates(text, year=year, period=None):
        if day.precision != "day" or day.range is None or day.range.days != 1 or day.named_day:
            continue
        found = _WEEKDAY.match(text, day.end) or _WEEKDAY.search(text, max(day.start, day.end - 5), day.end)
        if found:
            written, real = found["day"].replace("天", "日"), _WEEKDAYS[day.range.start.weekday()]
            if written != real:
                yield WrongWeekday(day.start, max(day.end, found.end()), day.range.start, written, real)


def _weekdays(text: str, year: int | None) -> Iterator[str]:
    for slip in wrong_weekdays(text, year):
        yield f"{slip.day.isoformat()}是星期{slip.real}，原文写作星期{slip.written}"
