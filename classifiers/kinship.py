"""Kinds that stand for the same thing under two names, told by their own example sentences.

Standards of two places may ask for one deed by two kinds (case_reported, case_submitted). Where most examples of each
are found by the words of the other, a paper that serves one will mostly serve the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from classifiers.kinds import find_hits, kinds
from classifiers.text import Piece, clauses, flat

_MOST = 0.6


def near_kinds(left: Iterable[str], right: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Pairs of different kinds, one of each side, whose examples are mostly found by each other's words.

    Kinds that nobody can find here (a map of another release) have no near ones.
    """
    theirs = [kind for kind in right if kind in kinds()]
    return frozenset((a, b) for a in left if a in kinds() for b in theirs
                     if a != b and _finds(a, b) >= _MOST and _finds(b, a) >= _MOST)


@lru_cache(maxsize=8192)
def _finds(finder: str, of: str) -> float:
    """The share of a kind's examples in which another kind's words stand."""
    examples = kinds()[of].examples
    return sum(map(bool, (_hit(finder, sentence) for sentence in examples))) / len(examples)


def _hit(kind: str, sentence: str) -> bool:
    text = flat(sentence)
    edges = [(part.start, part.end) for part in clauses(text, Piece(0, len(text)))]
    return bool(find_hits(text, edges, asked=frozenset({kind})))
