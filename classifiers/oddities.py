"""What does not agree within one telling: parts and their sum, who came and who was called, a day and its weekday."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from classifiers.grammar import QuantityMatch, find_dates, find_quantities

_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"[，,（(\s]{0,2}(?:星期|周)(?P<day>[一二三四五六日天])(?![期末刊年岁])")
_TOTAL = re.compile(r"(?:共|合计|总计|总共|共计|一共)(?:计|为|达|开展|举办|组织|完成)?\Z")
_PARTS = re.compile(r"其中[^，。；：:\d]{0,10}\Z")
_GAP = re.compile(r"[（(]?[、，,和及][^，。；：:、\d]{0,14}")
_EQUATION = re.compile(r"(?<![\d.])(\d{1,6}(?:\+\d{1,6}){1,8})=(\d{1,7})(?![\d.])")
_CALLED = re.compile(r"应(?P<deed>[到考参])[^，。；、\d实]{0,4}(?P<called>\d{1,6})(?!\d)"
                     r"[^。；\d]{0,8}实(?P=deed)[^，。；、\d]{0,4}(?P<came>\d{1,6})")


def oddities(text: str, year: int | None) -> tuple[str, ...]:
    """Every disagreement within a text, in Chinese. year: that days without one belong to."""
    return tuple(dict.fromkeys((*_sums(text), *_attendance(text), *_weekdays(text, year))))


def _sums(text: str) -> Iterator[str]:
    """Parts that do not make the stated whole; only exact numbers of one unit side by side are held against it."""
    for found in _EQUATION.finditer(text):
        made = sum(map(int, found[1].split("+")))
        if made != int(found[2]):
            yield f"“{found.group()}”算式不成立，相加应为{made}"
    numbers = [q for q in find_quantities(text)
               if q.quantity.unit != "%" and not (q.per_capita or q.per_each or q.each)]
    for place, number in enumerate(numbers):
        if _TOTAL.search(text[max(0, number.start - 8):number.start]):
            yield from _against(_run(text, numbers[:place][::-1], number), number, exact=True)
        yield from _against(_listed(text, numbers[place + 1:], number), number, exact=False)


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
    """The numbers after 其中 that are parts of the whole right before it."""
    parts: list[QuantityMatch] = []
    end = whole.end
    for one in after:
        gap = text[end:one.start]
        fits = _PARTS.search(gap) and len(gap) <= 14 if not parts else _GAP.fullmatch(gap)
        if one.quantity.unit != whole.quantity.unit or not fits:
            break
        parts.append(one)
        end = one.end
    return parts


def _against(parts: Sequence[QuantityMatch], whole: QuantityMatch, *, exact: bool) -> Iterator[str]:
    """Two parts or more held against their whole; after 其中 they may be fewer, never more."""
    if whole.quantity.bound != "exact" or any(q.quantity.bound != "exact" for q in parts):
        return
    made, unit = sum((q.quantity.value for q in parts), Decimal(0)), whole.unit_text
    if exact and len(parts) > 1 and made != whole.quantity.value:
        yield f"分项相加为{made.normalize():f}{unit}，与所写的合计{whole.quantity.value.normalize():f}{unit}不符"
    if not exact and parts and made > whole.quantity.value:
        yield f"“其中”各项相加为{made.normalize():f}{unit}，超过总数{whole.quantity.value.normalize():f}{unit}"


def _attendance(text: str) -> Iterator[str]:
    """More who came than were called up."""
    for found in _CALLED.finditer(text):
        if int(found["came"]) > int(found["called"]):
            yield f"实{found['deed']}{found['came']}人，多于应{found['deed']}{found['called']}人"


def _weekdays(text: str, year: int | None) -> Iterator[str]:
    """A day that was another day of the week than is written beside it."""
    for date in find_dates(text, year=year, period=None):
        if date.precision != "day" or date.range is None or date.range.days != 1 or date.named_day:
            continue
        found = _WEEKDAY.match(text, date.end) or _WEEKDAY.search(text, max(date.start, date.end - 5), date.end)
        if found:
            written, real = found["day"].replace("天", "日"), _WEEKDAYS[date.range.start.weekday()]
            if written != real:
                yield f"{date.range.start.isoformat()}是星期{real}，原文写作星期{written}"
