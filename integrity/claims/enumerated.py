"""A paper that numbers what it lists (案例一 … 案例六; 1. … 9.) against how many the dossier says there are.

The last number of an unbroken run, and the count of its lines, is how many the paper lists; what they are is what its
title ends with. A number of just such things elsewhere in the dossier is held against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from integrity.claims.amounts import Amount, amounts_of
from integrity.claims.data import number, pattern, value
from integrity.claims.guesses import Guess
from integrity.claims.sheets import Said, Sheet, bare

_TENS = "一二三四五六七八九十"


@dataclass(frozen=True, eq=False)
class _List:
    """A paper's numbered lines. lines: the first words of each; title: what the paper is called."""

    sheet: Sheet
    lines: tuple[Said, ...]
    title: str


def enumerated(sheets: Sequence[Sheet]) -> Iterator[Guess]:
    """Numbers of a dossier that are not how many its numbered lists have of the same thing."""
    for one in (one for sheet in sheets for one in _lists(sheet)):
        count = len(one.lines)
        for sheet in sheets:
            for amount in amounts_of(sheet) if sheet.paper not in ("plan", "notice", "duty_list") else ():
                points = _alike(one, amount)
                if points and amount.value != count and count < amount.value * 3 and amount.value <= count * 3:
                    yield Guess(points - (0.0 if amount.value > count else 1.0), "rows", (amount.said, one.lines[-1]),
                                {"written": amount.text, "expected": count},
                                {"written": amount.text, "listed": count, "title": one.title})


def _lists(sheet: Sheet) -> Iterator[_List]:
    """The numbered lists of a paper, each under a line that calls it one: unbroken from one on, no excerpts."""
    if sheet.paper in ("plan", "notice", "score_table", "duty_list"):
        return
    title = sheet.frame.title or sheet.document.path.rpartition("/")[2].partition(".")[0]
    lines: list[Said] = []
    over, before = title, ""
    for said in sheet.pieces:
        for found in pattern("enumerated", "marks").finditer(said.text):
            at = _number(found["number"] or found["called"])
            if at == 1:
                yield from _whole(sheet, lines, over)
                lines, over = [], before or title
            if at == len(lines) + 1:
                lines.append(said)
        before = said.text if not pattern("enumerated", "marks").search(said.text) else before
    yield from _whole(sheet, lines, over)


def _whole(sheet: Sheet, lines: Sequence[Said], over: str) -> Iterator[_List]:
    """A list of three lines and more that the line over it, or the paper's title, calls so."""
    for title in dict.fromkeys((over, sheet.frame.title)):
        if len(lines) >= 3 and len(title) <= number("list_title") and pattern("enumerated", "titled").search(title) \
                and not pattern("papers", "excerpt").search(title):
            yield _List(sheet, tuple(lines), title)
            return


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, mark, ones = text.rpartition("十")
    whole = (_TENS.find(tens) + 1 if tens else 1) * 10 if mark else 0
    return whole + (_TENS.find(ones) + 1 if ones else 0)


def _alike(one: _List, amount: Amount) -> float:
    """How surely a number counts what a paper lists: by the name before or behind it, and where it stands."""
    if not (amount.plain and amount.exact) or amount.match.unit_text not in value("enumerated", "units") or \
            pattern("totals", "other_time").search(amount.said.text) or amount.match.is_part:
        return 0.0
    name = bare(amount.name)[-8:] + "，" + amount.after[:6]
    called = pattern("enumerated", "named").search(name)
    title = bare(one.title)
    if amount.said.sheet is one.sheet and one.title == one.sheet.frame.title:
        whole = pattern("amounts", "all_rows").search(amount.said.text) or amount.said.text == one.sheet.frame.title
        return number("guess_sure") - 0.5 if whole and called and called.group() in title else 0.0
    if any(amount.said is line for line in one.lines) or called is None or called.group()[-2:] not in title:
        return 0.0
    shared = max((size for size in range(2, 9) if any(
        name[at:at + size] in title for at in range(len(name) - size + 1))), default=0)
    return 1.6 + 0.3 * min(shared, 4)
