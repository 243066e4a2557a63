"""How alike two pieces of Chinese text are, by their pairs of characters; which clause of a text another speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORDS = re.compile(r"[^一-龥A-Za-z0-9]+")
_CLAUSE = re.compile(r"[^;。]+")
_PART = re.compile(r"[^,;。]+")


def pairs(text: str) -> set[str]:
    """Every pair of neighbouring characters, signs left out."""
    body = _WORDS.sub("", text)
    return {body[at:at + 2] for at in range(len(body) - 1)}


def likeness(one: str, other: str) -> float:
    """0..1: pairs that both have, against the pairs of the shorter one."""
    first, second = pairs(one), pairs(other)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def clauses(text: str) -> list[str]:
    """The clauses of a text: its parts between commas, and its sentences where they have several."""
    parts = [found.group().strip() for found in _PART.finditer(text)]
    whole = [found.group().strip() for found in _CLAUSE.finditer(text)]
    return [*parts, *(sentence for sentence in whole if sentence not in parts)]


def nearest(text: str, candidates: Sequence[str], least: float = 0.3) -> str:
    """The candidate most like ``text``, "" where none is alike enough; of equals the shorter."""
    rated = [(likeness(text, candidate), -len(candidate), candidate) for candidate in candidates]
    best = max(rated, default=(0.0, 0, ""))
    return best[2] if best[0] >= least else ""
