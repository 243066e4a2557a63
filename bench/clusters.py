"""How well mentions were joined to events: pairwise and B-cubed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from bench.figures import ratio

Labels = Sequence[tuple[Hashable, Hashable]]
"""(gold event, found event) of every mention."""


def pairwise(labels: Labels) -> tuple[int, int, int]:
    """Pairs of mentions (joined by both, joined by us alone, joined by gold alone)."""
    both = _pairs(Counter(labels))
    found = _pairs(Counter(found for _, found in labels))
    gold = _pairs(Counter(gold for gold, _ in labels))
    return both, found - both, gold - both


def _pairs(sizes: Counter[Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def b_cubed(labels: Labels) -> tuple[float | None, float | None]:
    """Mean over mentions: share of its found event that is of its gold event (precision), and the reverse (recall)."""
    cells, golds = Counter(labels), Counter(gold for gold, _ in labels)
    founds = Counter(found for _, found in labels)
    precise = sum(size * size / founds[found] for (_, found), size in cells.items())
    complete = sum(size * size / golds[gold] for (gold, _), size in cells.items())
    return ratio(precise, len(labels)), ratio(complete, len(labels))
