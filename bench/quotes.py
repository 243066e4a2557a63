"""When two quotes of one file are the same place."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

LEAST = 0.5


@cache
def bare(quote: str) -> str:
    """The quote without white space, in compatibility form, so that cells and line breaks compare alike."""
    return "".join(unicodedata.normalize("NFKC", quote).split())


@lru_cache(maxsize=200_000)
def common(one: str, other: str) -> int:
    """Length of the longest run of characters that both bare quotes have."""
    left, right = bare(one), bare(other)
    if left in right or right in left:
        return min(len(left), len(right))
    return SequenceMatcher(None, left, right, autojunk=False).find_longest_match().size


def same_place(one: str, other: str) -> bool:
    """True where the common run is at least half of the shorter quote."""
    shorter = min(len(bare(one)), len(bare(other)))
    return shorter > 0 and common(one, other) >= LEAST * shorter


def closeness(one: str, other: str) -> float:
    """2 × common run / both lengths: 1 for equal quotes, 0 where they are not the same place."""
    if not same_place(one, other):
        return 0.0
    return 2 * common(one, other) / (len(bare(one)) + len(bare(other)))


def nearest(quote: str, others: Sequence[str]) -> int | None:
    """Index of the closest of ``others`` (the first of equals), None where none is the same place."""
    scored = [(closeness(quote, other), -index) for index, other in enumerate(others)]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] > 0 else None
