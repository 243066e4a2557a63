"""A text as the kinds' model sees it: runs of one to three characters, and the mean of its words' vectors.

Both halves have unit length, so that neither drowns the other. Training and use share this module.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from operator import add
from typing import TYPE_CHECKING, Any

from classifiers.context import Context
from classifiers.learned.words import known, table
from classifiers.text import flat

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float32]]
    Rows = np.ndarray[Any, np.dtype[np.int64]]

LONGEST = 3
"""Longest run of characters that is a feature."""


def plain(text: str, context: Context) -> str:
    """The text with the unit's own name and all numbers made alike, blanks dropped."""
    text = flat(text)
    for name in (context.unit, *context.trades):
        text = text.replace(name, "我局")
    return re.sub(r"\s+", "", re.sub(r"\d+", "0", text))


def runs(text: str) -> Counter[str]:
    """Counts of all runs of one to ``LONGEST`` characters."""
    return Counter(_runs(text))


def _runs(text: str) -> Iterator[str]:
    """Every run, the shortest first, each length in the order of the text."""
    level = list(text)
    yield from level
    for size in range(2, LONGEST + 1):
        level = list(map(add, level, text[size - 1:]))
        yield from level


def characters(text: str, index: Mapping[str, int], idf: Array) -> tuple[Rows, Array]:
    """Rows of the known runs and their TF-IDF (sublinear counts, unit length): two arrays of one length."""
    import numpy as np

    found = Counter(map(index.get, _runs(text)))
    found.pop(None, None)
    rows = np.fromiter(found.keys(), dtype=np.int64, count=len(found))
    counts = np.fromiter(found.values(), dtype=np.float32, count=len(found))
    values = (1 + np.log(counts)) * idf[rows] if found else counts
    length = float(np.sqrt((values * values).sum())) or 1.0
    return rows, (values / length).astype(np.float32)


def meaning(text: str, idf: Array) -> Array:
    """The weighted mean of the text's word vectors, of unit length; zeros where no word is known.

    idf: weight of each word of the table.
    """
    import numpy as np

    words = table()
    found = known(text)
    if not found:
        return np.zeros(words.numbers.shape[1], dtype=np.float32)
    rows = np.fromiter(found.keys(), dtype=np.int64, count=len(found))
    counts = np.fromiter(found.values(), dtype=np.float32, count=len(found))
    total = ((1 + np.log(counts)) * idf[rows]) @ words.vectors(rows)
    length = float(np.sqrt((total * total).sum())) or 1.0
    return (total / length).astype(np.float32)
