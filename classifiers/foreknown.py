"""What the kinds' expressions need, worked out beforehand: one paper must not wait until thousands of them are read.

``kinds/needed.json`` holds what ``needed.py`` found for each expression, by the hash of its text. One that is not there
(the YAML was changed since) is worked out when it is asked for: the file saves time and decides nothing. Made anew by
``python scripts/needed.py``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from classifiers.needed import Words
from classifiers.sieve import rarest

FILE = Path(__file__).parent / "kinds" / "needed.json"
_SIGNS = 16
"""Signs of a hash that are kept: two of some thousands of expressions never share so many."""


def foreknown(pattern: str) -> tuple[Words, ...] | None:
    """What an expression needs; None where nobody worked it out."""
    sets, rows = _read()[:2]
    row = rows.get(_mark(pattern))
    return None if row is None else tuple([sets[at] for at in row])


def rare_pairs() -> Mapping[Words, tuple[str, ...]]:
    """For each set of words of the file the rarest pair of characters of each word."""
    return _read()[2]


@lru_cache(maxsize=1)
def _read() -> tuple[list[Words], dict[str, list[int]], dict[Words, tuple[str, ...]]]:
    """The sets of words, the places of those that each expression needs, and their rarest pairs; nothing where there
    is no file."""
    if not FILE.is_file():
        return [], {}, {}
    raw = json.loads(FILE.read_text("utf-8"))
    sets = [frozenset(words) for words in raw["sets"]]
    return sets, raw["expressions"], dict(zip(sets, map(tuple, raw["pairs"]), strict=True))


def forget() -> None:
    """Takes the file away, so that everything is worked out again."""
    FILE.unlink(missing_ok=True)
    _read.cache_clear()


def write(needs: Mapping[str, tuple[Words, ...]]) -> None:
    """Writes the file. needs: what each expression needs."""
    sets = sorted({words for row in needs.values() for words in row}, key=sorted)
    place = {words: at for at, words in enumerate(sets)}
    pairs = rarest(needs.values())
    data = {"sets": [sorted(words) for words in sets], "pairs": [sorted(pairs.get(words, ())) for words in sets],
            "expressions": dict(sorted((_mark(text), [place[words] for words in row]) for text, row in needs.items()))}
    FILE.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    _read.cache_clear()


def _mark(pattern: str) -> str:
    return hashlib.sha256(pattern.encode("utf-8")).hexdigest()[:_SIGNS]
