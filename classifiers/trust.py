"""How often mentions of a stated confidence are right: the finder's own estimate, brought to measured shares.

The table (``trust.yaml``) was measured on writers that neither the rules nor the weights in use had seen.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from classifiers.words import table


@lru_cache(maxsize=1)
def _points() -> tuple[tuple[float, float], ...]:
    return tuple((float(said), float(right)) for said, right in table("trust")["换算"])


def calibrated(confidence: float) -> float:
    """The share of mentions of this confidence (0..1) whose criterion and status are right, to three places."""
    for (left, low), (right, high) in pairwise(_points()):
        if left <= confidence <= right:
            return round(low + (high - low) * (confidence - left) / (right - left), 3)
    return confidence
