"""One thing, two numbers: every number of a dossier against those of its other papers that speak of the same.

Two numbers belong together by the rare words of their clauses and sentences (inverse document frequency over the
dossier's own sentences), by a common day, and by looking like one slip of the pen; never where one of the two papers
also has the other's number, and only as each other's nearest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import fsum, log

from integrity.claims.amounts import Amount, amounts_of, one_slip
from integrity.claims.data import number, pattern
from integrity.claims.entries import marks_of, pairs_of
from integrity.claims.guesses import Guess
from integrity.claims.sheets import Said, Sheet

_SKIP = ("plan", "duty_list", "notice", "case", "certificate", "work", "other")
_TOLD = frozenset({"briefing", "media", "web_page", "record", "photo"})


@dataclass(frozen=True, eq=False)
class _Told:
    """A number that tells something, with the days and words of its sentence."""

    amount: Amount
    words: frozenset[str]

    @property
    def path(self) -> str:
        return self.amount.said.sheet.document.path

    @cached_property
    def days(self) -> frozenset[date]:
        """The days its sentence tells."""
        return frozenset(day.range.start for day in self.amount.said.dates() if day.range and day.precision == "day"
                         and not day.in_title)

    @cached_property
    def marks(self) -> frozenset[str]:
        """Its ordinals and halves of a day."""
        return marks_of(self.amount.said.text)


def compared(sheets: Sequence[Sheet]) -> Iterator[Guess]:
    """Pairs of numbers in two papers that should be one."""
    found = [one for sheet in sheets if sheet.paper not in _SKIP for one in _telling(sheet)]
    known: dict[tuple[str, str], set[object]] = defaultdict(set)
    for one in found:
        known[one.path, one.amount.unit].add(one.amount.value)
    rare = _rarity(found)
    weights = [(_weight(one.amount.grams, rare), _weight(one.words, rare)) for one in found]
    best: dict[tuple[int, str], tuple[float, int]] = {}
    scored: list[tuple[float, int, int]] = []
    for left, right in _pairs(found, rare):
        a, b = found[left], found[right]
        agreed = a.amount.value in known[b.path, b.amount.unit] or b.amount.value in known[a.path, a.amount.unit]
        points = _points(a, b, rare, *map(min, weights[left], weights[right]))
        for mine, other in ((left, right), (right, left)):
            at = (mine, found[other].path)
            best[at] = max(best.get(at, (0.0, -1)), (points, other))
        if not agreed and a.amount.value != b.amount.value and points >= number("guess_least"):
            scored.append((points, left, right))
    for points, left, right in scored:
        a, b = found[left], found[right]
        if best[left, b.path][1] == right and best[right, a.path][1] == left:
            first, second = (one.path.rpartition("/")[2] for one in (a, b))
            yield Guess(points, "compared", (a.amount.said, b.amount.said),
                        {"written": a.amount.text, "expected": b.amount.text},
                        {"first": first, "second": second, "left": _shown(a.amount), "right": _shown(b.amount)})


def _shown(one: Amount) -> str:
    return one.said.text[max(0, one.match.start - 14):one.match.end].lstrip("，。；：、")


def _telling(sheet: Sheet) -> Iterator[_Told]:
    for one in amounts_of(sheet):
        if one.plain and one.exact and one.value >= 5 and one.unit not in ("分", "天", "小时", "分钟") and \
                not pattern("totals", "other_time").search(one.said.text):
            yield _Told(one, one.grams | pairs_of(one.said.text[:one.match.start][-40:]))


def _rarity(found: Sequence[_Told]) -> dict[str, float]:
    """The weight of each pair of characters: by how few sentences of the dossier have it."""
    sentences: dict[Said, frozenset[str]] = {}
    for one in found:
        sentences.setdefault(one.amount.said, pairs_of(one.amount.said.text))
    counts = Counter(gram for grams in sentences.values() for gram in grams)
    return {gram: log((1 + len(sentences)) / (1 + times)) for gram, times in counts.items()}


def _pairs(found: Sequence[_Told], rare: dict[str, float]) -> list[tuple[int, int]]:
    """Numbers of two papers and one unit that share two rare words, or a rare word and a day."""
    shelves: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        for gram in one.words:
            if rare.get(gram, 0.0) > 0:
                shelves[one.amount.unit, gram].append(at)
    together: Counter[tuple[int, int]] = Counter()
    for shelf in shelves.values():
        if len(shelf) <= number("compared_shelf"):
            for i, left in enumerate(shelf):
                for right in shelf[i + 1:]:
                    if found[left].path != found[right].path:
                        together[left, right] += 1
    return sorted(pair for pair, times in together.items() if times >= 2)


def _weight(grams: frozenset[str], rare: dict[str, float]) -> float:
    return fsum(rare.get(gram, 0.0) for gram in grams)


def _points(a: _Told, b: _Told, rare: dict[str, float], clause: float, words: float) -> float:
    """How surely two numbers are of one thing: the share of rare words in common, a day, a slip; marks against it.

    clause, words: the weight of the lighter of their clauses, and of all their words.
    """
    if {one.amount.said.sheet.paper for one in (a, b)} <= _TOLD:
        return 0.0
    if a.marks != b.marks and a.marks and b.marks or a.days and b.days and not a.days & b.days:
        return 0.0
    left, right = a.amount, b.amount
    if left.match.is_part != right.match.is_part or \
            left.match.unit_text.endswith("次") != right.match.unit_text.endswith("次"):
        return 0.0
    near = _weight(left.grams & right.grams, rare) / max(5.0, clause)
    wide = _weight(a.words & b.words, rare) / max(12.0, words)
    points = 2.0 * near + 2.0 * wide + (0.7 if a.days & b.days else 0.0)
    points += 0.8 if one_slip(left.value, right.value) else 0.0
    far = float(max(left.value, right.value) / min(left.value, right.value))
    return points - (0.0 if far < 1.6 or one_slip(left.value, right.value) else 0.4 if far < 4 else 1.0)
