"""Which criterion a row of the unit's own score table is about, and what the unit gives itself there.

Rows keep the order of the standard, so rows and criteria are aligned like two texts: the best order-preserving
pairing by wording and by full points. Rows may stand for a criterion or for a whole item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from rapidfuzz import fuzz

from model.evidence import SelfScoreRow
from model.rubric import Criterion, Item, Rubric

SAME_POINTS = 0.6
"""Bonus for equal full points (and malus for unequal ones) against a wording similarity of 0..1."""
WHOLE = 0.02
"""Malus for a whole item, so that a row without full points goes to the criterion it fits as well."""
LEAST = 0.45
"""A pairing worth less than this is no pairing."""
_TOTAL_ROW = re.compile(r"^\s*(合计|总分|总计|小计|得分|总得分|自评总分)")
_CRITERION_ID = re.compile(r"(\d+)\s*[.．]\s*(\d+)")
_NUMBER = re.compile(r"\d+")
_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_LEADING = re.compile(r"^\s*(\d{1,2})\s*[.．、]\s*(?!\d)")


@dataclass(frozen=True, slots=True)
class _Target:
    """What a row may be about: a criterion, or an item as a whole (criterion None)."""

    item: Item
    criterion: Criterion | None

    @property
    def full(self) -> Decimal:
        return self.criterion.max_points if self.criterion else self.item.cap

    @property
    def words(self) -> str:
        if self.criterion:
            return f"{self.criterion.title} {self.criterion.short}"
        return " ".join((self.item.title, *(criterion.short for criterion in self.item.criteria)))


def match_self_points(rubric: Rubric, rows: Sequence[SelfScoreRow]) -> dict[str, Decimal]:
    """Points that the unit gives itself, by criterion id; criteria whose points cannot be told are left out.

    An item's number is carried down to rows without one. A row for a whole item is split only where the item has one
    criterion, or where its points are the item's full points.
    """
    points: dict[str, Decimal] = {}
    known = {criterion.id for criterion in rubric.criteria()}
    items = {item.number: item for item in rubric.items()}
    for number, group in groupby(_numbered(rows), key=lambda pair: pair[0]):
        members = [row for _, row in group]
        if number in known and len(members) == 1 and members[0].points is not None:
            points[number or ""] = members[0].points
        elif number is None or number in items:
            within = (items[number],) if number else rubric.items()
            _align(members, _targets(within), points)
    return points


def _numbered(rows: Sequence[SelfScoreRow]) -> list[tuple[str | None, SelfScoreRow]]:
    """Rows with the number of their item (or criterion), carried down; rows of sums are dropped."""
    current: str | None = None
    found = []
    for row in rows:
        if _TOTAL_ROW.match(row.text):
            continue
        current = _number(row) or current
        if current and "." in current and _number(row) is None:
            current = current.split(".")[0]
        found.append((current, row))
    return found


def _number(row: SelfScoreRow) -> str | None:
    """``7``, ``7.1`` or None from the item cell, else from the head of the wording (``7.落实…``)."""
    cell = row.item or ""
    if exact := _CRITERION_ID.search(cell):
        return f"{exact[1]}.{exact[2]}"
    if plain := _NUMBER.search(cell):
        return str(int(plain[0]))
    if words := re.search(r"[一二三四五六七八九十]+", cell):
        return str(_chinese(words[0]))
    head = _LEADING.match(row.text)
    return str(int(head[1])) if head else None


def _chinese(word: str) -> int:
    tens, ten, ones = word.partition("十")
    return (_CHINESE.get(tens, 1) * 10 if ten else 0) + _CHINESE.get(ones if ten else word, 0)


def _targets(items: Sequence[Item]) -> list[_Target]:
    """Criteria in order, each item with several of them also as a whole, before them."""
    found = []
    for item in items:
        if len(item.criteria) > 1:
            found.append(_Target(item, None))
        found.extend(_Target(item, criterion) for criterion in item.criteria)
    return found


def _align(rows: Sequence[SelfScoreRow], targets: Sequence[_Target], points: dict[str, Decimal]) -> None:
    """Pairs rows with targets in order and writes down the points; a criterion's own row beats its item's."""
    pairs = [(row, target) for row, target in _pairing(rows, targets) if row.points is not None]
    for row, target in pairs:
        if target.criterion is None and row.points == target.item.cap:
            points.update((criterion.id, criterion.max_points) for criterion in target.item.criteria)
    for row, target in pairs:
        if target.criterion is not None and row.points is not None:
            points[target.criterion.id] = row.points


def _worth(row: SelfScoreRow, target: _Target) -> float:
    """How well a row fits a target: wording 0..1, more or less ``SAME_POINTS`` where full points are printed."""
    words = fuzz.partial_ratio(row.text, target.words) / 100 if row.text else 0.0
    alike = max(words, fuzz.token_set_ratio(" ".join(row.text), " ".join(target.words)) / 100)
    if row.max_points is None:
        return alike if target.criterion else alike - WHOLE
    return alike + (SAME_POINTS if row.max_points == target.full else -SAME_POINTS)


def _pairing(rows: Sequence[SelfScoreRow], targets: Sequence[_Target]) -> list[tuple[SelfScoreRow, _Target]]:
    """The order-preserving pairing of the greatest total worth."""
    best = [[0.0] * (len(targets) + 1) for _ in range(len(rows) + 1)]
    worth = [[_worth(row, target) for target in targets] for row in rows]
    for i in range(len(rows) - 1, -1, -1):
        for j in range(len(targets) - 1, -1, -1):
            paired = worth[i][j] + best[i + 1][j + 1] if worth[i][j] >= LEAST else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs, i, j = [], 0, 0
    while i < len(rows) and j < len(targets):
        if worth[i][j] >= LEAST and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            pairs.append((rows[i], targets[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs

