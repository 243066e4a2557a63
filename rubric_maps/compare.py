"""Two standards side by side: which criteria ask for the same, how they differ, and what only one of them asks for.

Two criteria correspond where they ask for a kind of evidence in common, or for kinds that stand for the same; else
where their own words are alike and one of them has no other partner. Papers that both accept decide between partners.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from model.rubric import Criterion, Rubric, asks
from rubric_maps.alike import alike, bag, weights
from rubric_maps.differences import Difference, criterion_differences, frame_differences

Basis = Literal["kinds", "near", "words"]
_WORDS_ALIKE = 0.3
"""Likeness of words from which two criteria without a common kind may correspond."""
_PAPERS_WEIGHT = 0.05
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """Two criteria that correspond.

    basis: ``kinds`` (they ask for the same evidence), ``near`` (for kinds that stand for the same) or ``words`` (alike
    by title and short text: a guess for a person to look at). kinds: (left, right) kinds that meet, equal where they
    are common. likeness: 0..1.
    """

    left: Criterion
    right: Criterion
    basis: Basis
    kinds: tuple[tuple[str, str], ...]
    likeness: float
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """left, right: the standards. frame: where their procedures differ. matches: in the order of the left standard.

    only_left, only_right: criteria without a counterpart.
    """

    left: Rubric
    right: Rubric
    frame: tuple[Difference, ...]
    matches: tuple[Match, ...]
    only_left: tuple[Criterion, ...]
    only_right: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two criteria by their place, with what they have in common.

    covered: share of the narrower one's kinds that meet. words: likeness of their words, papers: of their papers.
    """

    left: int
    right: int
    kinds: tuple[tuple[str, str], ...]
    covered: float
    words: float
    papers: float

    @property
    def basis(self) -> Basis:
        """What the pair rests on."""
        return "kinds" if any(a == b for a, b in self.kinds) else "near" if self.kinds else "words"

    @property
    def likeness(self) -> float:
        """0..1: the common kinds count most, then the words, then the papers."""
        by_kinds = _HALF + _HALF * self.covered if self.kinds else 0.0
        less = _PAPERS_WEIGHT if self.basis == "near" else 0.0
        return round(min(1.0, max(by_kinds - less, self.words) + _PAPERS_WEIGHT * self.papers), 3)


def compare(left: Rubric, right: Rubric, near: Collection[tuple[str, str]] = ()) -> Comparison:
    """Holds one standard against another. near: pairs of kinds (left, right) that stand for the same."""
    ours, theirs = left.criteria(), right.criteria()
    bags = [[bag(((c.title, 2), (c.short, 1))) for c in criteria] for criteria in (ours, theirs)]
    telling = weights([one for side in bags for one in side])
    pairs = _kept([_pair((i, a), (j, b), near, alike(bags[0][i], bags[1][j], telling))
                   for i, a in enumerate(ours) for j, b in enumerate(theirs)])
    matches = tuple(
        Match(left=ours[p.left], right=theirs[p.right], basis=p.basis, kinds=p.kinds, likeness=p.likeness,
              differences=criterion_differences(left, ours[p.left], right, theirs[p.right]))
        for p in sorted(pairs, key=lambda p: (p.left, -p.likeness, p.right)))
    taken_left, taken_right = {p.left for p in pairs}, {p.right for p in pairs}
    return Comparison(
        left=left, right=right, frame=frame_differences(left, right), matches=matches,
        only_left=tuple(c for i, c in enumerate(ours) if i not in taken_left),
        only_right=tuple(c for j, c in enumerate(theirs) if j not in taken_right))


def _kept(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Pairs that meet in at least half of what the narrower one asks for, or that are the best of either side; near
    kinds and words only where a side has nothing surer."""
    kept: list[_Pair] = []
    for basis in ("kinds", "near", "words"):
        ours, theirs = {p.left for p in kept}, {p.right for p in kept}
        sure = [p for p in pairs if p.basis == basis and not (p.left in ours and p.right in theirs)]
        if basis == "words":
            sure = [p for p in sure if p.words >= _WORDS_ALIKE]
        kept += [p for p in sure if (p.kinds and p.covered >= _HALF) or _best(p, sure)]
    return kept


def _best(pair: _Pair, among: Sequence[_Pair]) -> bool:
    """True where neither side has a likelier partner."""
    return all(pair.likeness >= other.likeness for other in among
               if other.left == pair.left or other.right == pair.right)


def _pair(left: tuple[int, Criterion], right: tuple[int, Criterion], near: Collection[tuple[str, str]],
          words: float) -> _Pair:
    (i, a), (j, b) = left, right
    mine, other = _kinds(a), _kinds(b)
    meeting = {(kind, kind) for kind in mine & other}
    if not meeting:
        meeting = {(x, y) for x in mine for y in other if (x, y) in near}
    covered = max(len({x for x, _ in meeting}) / len(mine), len({y for _, y in meeting}) / len(other)) if meeting else 0
    return _Pair(left=i, right=j, kinds=tuple(sorted(meeting)), covered=covered, words=words,
                 papers=_share(_papers(a), _papers(b)))


def _kinds(criterion: Criterion) -> frozenset[str]:
    """Kinds that a criterion is about; what exempts from it is none."""
    exempt = criterion.exemption.ask if criterion.exemption else None
    return frozenset(kind for ask in asks(criterion) if ask is not exempt for kind in ask.kinds)


def _papers(criterion: Criterion) -> frozenset[str]:
    return frozenset(paper for proof in criterion.proofs for paper in proof.papers)


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0
