"""How alike two short Chinese texts are: pairs of neighbouring characters, the rare ones counting more."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

Bag = Counter[str]


def bag(texts: Iterable[tuple[str, int]]) -> Bag:
    """Pairs of neighbouring Chinese characters of several texts, each counted as often as its number says."""
    found: Bag = Counter()
    for text, times in texts:
        for run in re.findall("[一-龥]{2,}", text):
            found.update({run[at:at + 2]: times for at in range(len(run) - 1)})
    return found


def weights(bags: Sequence[Bag]) -> dict[str, float]:
    """How telling each pair of characters is among these bags (普法 stands nearly everywhere and tells little)."""
    seen = Counter(gram for one in bags for gram in one)
    return {gram: math.log(1 + len(bags) / number) for gram, number in seen.items()}


def alike(a: Bag, b: Bag, telling: Mapping[str, float]) -> float:
    """Cosine of two bags under the weights, 0..1."""
    dot = sum(number * b[gram] * telling[gram] ** 2 for gram, number in a.items() if gram in b)
    size = _size(a, telling) * _size(b, telling)
    return dot / size if size else 0.0


def _size(one: Bag, telling: Mapping[str, float]) -> float:
    return math.sqrt(sum((number * telling[gram]) ** 2 for gram, number in one.items()))
