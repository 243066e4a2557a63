"""Which letters of a paper stand in official wording: formulas, slogans, names, standards and articles of laws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from classifiers.words import read_yaml
from integrity.texts.letters import Masked, masked
from integrity.texts.winnow import K, grams
from rubric_maps.load import available, map_path

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ARTICLE = re.compile(r"^[ \t\u3000]*第[零〇一二三四五六七八九十百千0-9]{1,7}条[ \t\u3000:：].*$", re.M)
_FILE = Path(__file__).with_name("official.yaml")


def clauses() -> list[str]:
    """The clauses that ship, in the order of the file."""
    return [clause for group in read_yaml(_FILE).values() for clause in group]


def _standards() -> Iterator[str]:
    """The wording of every standard that is there: self-reports go through it point by point."""
    for name in available():
        yield from _strings(read_yaml(map_path(name)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


@lru_cache(maxsize=1)
def _known() -> NDArray[np.uint64]:
    import numpy as np

    return np.unique(np.concatenate([grams(masked(clause).letters) for clause in (*clauses(), *_standards())]))


def official(text: str, words: Masked) -> NDArray[np.bool_]:
    """For every letter whether it lies in a run of K letters of an official clause, or in a line that is an article."""
    found = _in_clauses(words.letters)
    for article in _ARTICLE.finditer(text):
        start, end = words.at.searchsorted(article.span())
        found[start:end] = True
    return found


def _in_clauses(letters: NDArray[np.uint32]) -> NDArray[np.bool_]:
    import numpy as np

    every = grams(letters)
    known = _known()
    found = np.zeros(len(letters), np.bool_)
    if len(every):
        at = np.minimum(np.searchsorted(known, every), len(known) - 1)
        hits = np.flatnonzero(known[at] == every)
        for i in range(K):
            found[hits + i] = True
    return found
