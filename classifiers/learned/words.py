"""Word vectors: what a word means, as a row of numbers, so that wordings nobody labelled stand near labelled ones.

The table (``words.json``) was made once by ``scripts/word_vectors.py`` from multilingual-e5-small (MIT), reduced to its
main directions; at run time it is looked up, nothing is computed by a network.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

TABLE = Path(__file__).with_name("words.json")


@dataclass(frozen=True)
class Words:
    """index: row of each word. vectors: float32 (words × dimensions)."""

    index: dict[str, int]
    vectors: np.ndarray[Any, np.dtype[np.float32]]


@lru_cache(maxsize=1)
def table() -> Words:
    """The shipped table. Raises FileNotFoundError where it is missing."""
    import numpy as np

    raw: dict[str, Any] = json.loads(TABLE.read_text("utf-8"))
    names = raw["words"].split("\n")
    packed = np.frombuffer(zlib.decompress(base64.b64decode(raw["vectors"])), dtype=np.int8)
    vectors = packed.reshape(len(names), raw["dimensions"]).astype(np.float32) * np.float32(raw["scale"])
    return Words({word: row for row, word in enumerate(names)}, vectors)


def cut(text: str) -> list[str]:
    """The words of a text (jieba's segmentation)."""
    import rjieba

    found: list[str] = rjieba.cut(text)
    return found


def known(text: str) -> Counter[int]:
    """Rows of the table that a text's words have, with how often each occurs."""
    index = table().index
    return Counter(index[word] for word in cut(text) if word in index)
