"""How well mentions were joined to events: pairwise, B-cubed (Bagga and Baldwin 1998) and CEAF-e (Luo 2005)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from training.figures import ratio

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
    precise, complete = b_cubed_sums(labels)
    return ratio(precise, len(labels)), ratio(complete, len(labels))


def b_cubed_sums(labels: Labels) -> tuple[float, float]:
    """The sums over mentions whose means are the precision and the recall."""
    cells, golds = Counter(labels), Counter(gold for gold, _ in labels)
    founds = Counter(found for _, found in labels)
    precise = sum(size * size / founds[found] for (_, found), size in cells.items())
    complete = sum(size * size / golds[gold] for (gold, _), size in cells.items())
    return precise, complete


def ceaf_e(labels: Labels) -> tuple[float, int, int]:
    """Similarity of the best one-to-one alignment of events (2·common / both sizes), found events, gold events.

    Precision is the similarity over the found events, recall over the gold ones.
    """
    from scipy.optimize import linear_sum_assignment

    cells, sizes_gold = Counter(labels), Counter(gold for gold, _ in labels)
    sizes_found = Counter(found for _, found in labels)
    rows = {gold: at for at, gold in enumerate(sizes_gold)}
    columns = {found: at for at, found in enumerate(sizes_found)}
    alike = [[0.0] * len(columns) for _ in rows]
    for (gold, found), size in cells.items():
        alike[rows[gold]][columns[found]] = 2 * size / (sizes_gold[gold] + sizes_found[found])
    if not alike:
        return 0.0, 0, 0
    chosen = zip(*linear_sum_assignment(alike, maximize=True), strict=True)
    return sum(alike[row][column] for row, column in chosen), len(columns), len(rows)
