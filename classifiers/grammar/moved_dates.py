"""Dates that a sentence gives up for others: 原定5月推迟到8月 is August, 规定3月底，实际7月19日才送 is 19 July."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifiers.grammar.dates import DateMatch

_PLANNED = re.compile(r"(?:原定|原计划|原安排|原拟|原排|原本|本该|本应|应于|由)(?:于|在)?[^，。；\d]{0,4}\Z")
_DUE = re.compile(r"(?:规定|要求|限期?|时限|期限|截止(?:日期|时间)?)"
                  r"(?:是|为|的|于|在|到|报送)?[:：]?[^，。；、\d]{0,3}\Z")
_MOVED = re.compile(r"(?:改|推迟|推|顺延|延期|延|调整|调|提前|挪|移|拖)"
                    r"[^，。；\d]{0,3}(?:至|到|在|为|于)[^，。；\d]{0,4}\Z"
                    r"|(?:实际|才)(?:于|在|是|到)?[^，。；\d]{0,3}\Z")
_OPEN = re.compile(r"推迟|顺延|暂缓|延期|改期|另行通知|往后|再定|待定")
_CELL = re.compile(r"[|｜\t][^|｜\t]{0,2}\Z")


def without_moved(text: str, dates: Sequence[DateMatch]) -> tuple[DateMatch, ...]:
    """The dates that still hold."""
    return tuple(d for place, d in enumerate(dates) if not _given_up(text, d, dates[place + 1:], dates[:place]))


def _given_up(text: str, date: DateMatch, later: Sequence[DateMatch], earlier: Sequence[DateMatch]) -> bool:
    """True for a date that a later one takes the place of, for one put off, for a time limit beside a day."""
    if date.range is None or date.precision in ("year", "period", "none"):
        return False
    before = text[max(0, date.start - 10):date.start]
    if _DUE.search(before):
        others = (*later, *earlier)
        return any(d.range and d.precision == "day" for d in others)
    moved = any(d.range and _MOVED.search(text[max(date.end, d.start - 10):d.start]) for d in later)
    if _PLANNED.search(before):
        return moved or bool(_OPEN.search(text, date.end, date.end + 40)) and not later and not before.endswith("由")
    return moved and bool(_CELL.search(before)) and text[date.end:date.end + 1] in "|｜\t"
