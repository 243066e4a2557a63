"""Numbers that a clause asks for: so many times, hours, minutes, per cent; 每季度1次 is four a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rubric_maps.importer.words import matcher, pattern, table, value

Sort = Literal["count", "hours", "minutes", "rate"]
_STOP = re.compile(r"[,;。]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One figure at ``[start, end)`` of its text.

    sort: what it measures. value: a year's number (times the cycle). unit: its measure word, % for a rate.
    name: the words before it that say of what. least: 不少于, 以上 or the like stands there. classes: 各不少于.
    spread: the lower end of a range (1-2块).
    """

    sort: Sort
    value: Decimal
    unit: str
    name: str
    start: int
    end: int
    least: bool
    classes: bool = False
    spread: bool = False


def figures(text: str) -> list[Figure]:
    """The figures of a text in its order."""
    found: list[Figure] = []
    for name in ("不少于", "以上", "范围", "每年"):
        for match in pattern(name).finditer(text):
            if match.start() < match.end() and _free(found, *match.span()):
                found += _counted(text, match, least=name != "每年" and name != "范围")
    found += _cycles(text, found)
    found += _rates(text, found)
    return sorted(found, key=lambda one: one.start)


def _free(found: Sequence[Figure], start: int, end: int) -> bool:
    return all(end <= one.start or start >= one.end for one in found)


def _counted(text: str, match: re.Match[str], *, least: bool) -> list[Figure]:
    number, unit = value(match["数"]), match["量"]
    if number is None or number == 0 or text[match.end():match.end() + 1] in ("性", "化"):
        return []
    if match.groupdict().get("头") in ("达到", "达") and not _hours(unit) and unit not in ("次", "场"):
        return []
    clause = _STOP.split(text[:match.start()])[-1]
    times = next((count for word, count in table("周期").items() if word in clause + match.group()), 1)
    return [Figure(sort=_sort(unit), value=number * times, unit=unit, name=clause, start=match.start(),
                   end=match.end(), least=least, spread=bool(match.groupdict().get("到")),
                   classes=pattern("各").search(text[max(0, match.start() - 1):match.end()]) is not None)]


def _hours(unit: str) -> bool:
    return pattern("学时").fullmatch(unit) is not None


def _sort(unit: str) -> Sort:
    if _hours(unit):
        return "hours"
    return "minutes" if pattern("分钟").fullmatch(unit) else "count"


def _cycles(text: str, known: Sequence[Figure]) -> list[Figure]:
    """每季度…1次 without 不少于."""
    found: list[Figure] = []
    for word, times in table("周期").items():
        for at in re.finditer(word, text):
            stop = _STOP.search(text, at.end())
            match = pattern("周期次").search(text, at.end(), stop.start() if stop else len(text))
            if match and match.start() - at.end() <= 20 and _free([*known, *found], at.start(), match.end()):
                number = value(match["数"])
                if number and text[match.end():match.end() + 1] not in ("性", "化"):
                    found.append(Figure(sort="count", value=number * times, unit=match["量"],
                                        name=text[at.end():match.start()], start=at.start(), end=match.end(),
                                        least=False))
    return found


def _rates(text: str, known: Sequence[Figure]) -> list[Figure]:
    found = []
    for match in matcher(r"百分之百").finditer(text):
        found.append(_rate(text, match.start(), match.end(), Decimal(100), True))
    for match in pattern("百分比").finditer(text):
        before = text[:match.start()]
        if not _free(known, *match.span()) or pattern("增加").search(before + text[match.start():match.start("数")]):
            continue
        named = pattern("率名").search(before)
        if named or match["到"] or match["上"]:
            least = bool(match["到"] or match["上"])
            found.append(_rate(text, match.start(), match.end(), Decimal(match["数"]), least))
    return found


def _rate(text: str, start: int, end: int, number: Decimal, least: bool) -> Figure:
    clause = _STOP.split(text[:start])[-1]
    named = pattern("率名").search(clause)
    return Figure(sort="rate", value=number, unit="%", name=named["名"] if named else clause, start=start,
                  end=end, least=least)
