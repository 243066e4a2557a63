"""Word vectors: what a word means, as a row of numbers, so that wordings nobody labelled stand near labelled ones.

The table was made once by ``scripts/word_vectors.py`` from multilingual-e5-small (MIT), reduced to its main directions:
the words in ``words.json``, a row of whole numbers for each in ``words.npy``, of which only rows asked for are read. At
run time it is looked up, nothing is computed by a network.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float32]]

TABLE = Path(__file__).with_name("words.json")
VECTORS = TABLE.with_suffix(".npy")


@dataclass(frozen=True)
class Words:
    """index: row of each word. numbers: int8 (words × dimensions), in units of ``scale``."""

    index: dict[str, int]
    numbers: np.ndarray[Any, np.dtype[np.int8]]
    scale: float

    def vectors(self, rows: Sequence[int] | np.ndarray[Any, np.dtype[np.int64]]) -> Array:
        """The vectors of some rows: float32 (rows × dimensions)."""
        import numpy as np

        found: Array = self.numbers[rows].astype(np.float32) * np.float32(self.scale)
        return found


@lru_cache(maxsize=1)
def table() -> Words:
    """The shipped table. Raises FileNotFoundError where it is missing."""
    import numpy as np

    raw: dict[str, Any] = json.loads(TABLE.read_text("utf-8"))
    names = raw["words"].split("\n")
    numbers = np.load(VECTORS, mmap_mode="r", allow_pickle=False).view(np.ndarray)
    return Words({word: row for row, word in enumerate(names)}, numbers, raw["scale"])


def cut(text: str) -> list[str]:
    """The words of a text (jieba's segmentation)."""
    import rjieba

    found: list[str] = rjieba.cut(text)
    return found


def known(text: str) -> Counter[int]:
    """Rows of the table that a text's words have, with how often each occurs."""
    found: Counter[Any] = Counter(map(table().index.get, cut(text)))
    found.pop(None, None)
    return found
