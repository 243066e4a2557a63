"""Logs kept line by line (4.16　中心组学习会；12.4 宪法宣誓): the day at the head of a line dates all of the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from classifiers.grammar import find_dates
from classifiers.text import flat
from model.documents import Document
from model.evidence import DateRange

_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
_UNTIL = rf"(?:[-—–~～至]{{1,2}}(?:(?:1[0-2]|0?[1-9])[./月])?{_NUMBER})?"
_HEAD = re.compile(rf"[ \t]*((?:1[0-2]|0?[1-9]))([./月])({_NUMBER}{_UNTIL})"
                   r"([日号]?)(?=[ \t:：|｜]|\Z)(?!\s*[:：]?\d)")
_FEWEST = 3


def is_log(document: Document) -> bool:
    """True for a paper with several lines that begin with a day, in the order of the year (no outline 1.1, 1.2)."""
    days = list(_days(document))
    if len(days) < _FEWEST:
        return False
    steps = list(pairwise(days))
    forward = sum(a <= b for a, b in steps)
    outline = sum(b[0] == a[0] and b[1] == a[1] + 1 or b[1] == 1 for a, b in steps)
    return forward * 5 >= len(steps) * 4 and outline * 2 <= len(steps)


def _days(document: Document) -> Iterator[tuple[int, int]]:
    for block in document.blocks:
        for line in block.text.split("\n") if block.kind == "paragraph" else ():
            found = _HEAD.match(flat(line))
            if found:
                yield int(found.group(1)), int(re.split(r"\D", found.group(3))[0])


def written_out(line: str) -> str:
    """A line with the day at its head in words (4.16　… becomes 4月16日…), its length unchanged."""
    plain = flat(line)
    found = _HEAD.match(plain)
    read = found is not None and any(d.start <= found.start(1) and d.precision == "day"
                                     for d in find_dates(plain, year=2000, period=None))
    if found is None or read or found.group(4) or found.end() >= len(line):
        return line
    head = line[:found.start(2)] + "月" + line[found.start(3):found.end(3)] + "日"
    return head + line[len(head):]


def day_of(line: str, year: int) -> DateRange | None:
    """The day that a line of a log begins with, None where it begins with none."""
    plain = flat(line)
    days = [d.range for d in find_dates(plain, year=year, period=None)
            if d.precision == "day" and d.range and not plain[:d.start].strip()]
    return days[0] if days else None
