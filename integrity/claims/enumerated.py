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
    known = [one for sheet in sheets if (one := _list(sheet))]
    for one in known:
        for sheet in sheets:
            for amount in amounts_of(sheet) if sheet.paper not in ("plan", "notice", "duty_list") else ():
                points = _alike(one, amount)
                count = len(one.lines)
                if points and amount.value != count and count < amount.value * 3 and amount.value <= count * 3:
                    yield Guess(points - (0.0 if amount.value > count else 1.0), "rows", (amount.said, one.lines[-1]),
                                {"written": amount.text, "expected": count},
                                {"written": amount.text, "listed": count, "title": one.title})


def _list(sheet: Sheet) -> _List | None:
    """The numbered lines of a paper that is called a list; None where they do not run from one on, or say it is an
    excerpt."""
    title = sheet.frame.title or sheet.document.path.rpartition("/")[2].partition(".")[0]
    if not pattern("enumerated", "titled").search(title) or pattern("papers", "excerpt").search(title) or \
            sheet.paper in ("self_report", "summary", "plan", "notice", "score_table") or sheet.tables:
        return None
    lines: list[Said] = []
    for said in sheet.pieces:
        begun = pattern("enumerated", "begins").match(said.text)
        if begun and _number(begun["number"]) == len(lines) + 1:
            lines.append(said)
        elif begun and _number(begun["number"]) == 1:
            return None
    return _List(sheet, tuple(lines), title) if len(lines) >= 3 else None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, mark, ones = text.rpartition("十")
    whole = (_TENS.find(tens) + 1 if tens else 1) * 10 if mark else 0
    return whole + (_TENS.find(ones) + 1 if ones else 0)


def _alike(one: _List, amount: Amount) -> float:
    """How surely a number counts what a paper lists: by the name before or behind it, and by the paper's being alone."""
    if not (amount.plain and amount.exact) or amount.match.unit_text not in value("enumerated", "units") or \
            pattern("totals", "other_time").search(amount.said.text) or amount.match.is_part:
        return 0.0
    name = bare(amount.name)[-8:] + "，" + amount.after[:6]
    called = pattern("enumerated", "named").search(name)
    title = bare(one.title)
    if amount.said.sheet is one.sheet:
        whole = pattern("amounts", "all_rows").search(amount.said.text) or amount.said.text == one.sheet.frame.title
        return number("guess_sure") - 0.5 if whole and called and called.group() in title else 0.0
    if called is None or called.group()[-2:] not in title:
        return 0.0
    shared = max((size for size in range(2, 9) if any(
        name[at:at + size] in title for at in range(len(name) - size + 1))), default=0)
    return 1.6 + 0.3 * min(shared, 4)
