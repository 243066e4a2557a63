"""A second opinion on sentences in which the rules find nothing: a linear model over characters, its weights as JSON.

One logistic model a kind, over TF-IDF of one to three characters (sublinear counts,
unit length), trained by ``python -m bench.train`` from labelled sentences. No library is needed to use it. What became
of a thing is voted on in ``vote.py``.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from classifiers.context import Context
from classifiers.learned.place import file
from classifiers.text import flat

WEIGHTS = Path(__file__).with_name("weights.json")
LONGEST = 3
"""Longest run of characters that is a feature."""
SURE = 0.5
"""Least probability at which a kind is proposed; by cross-validation over writers (``bench.train --check``)."""
SHORTEST = 8
"""Sentences of fewer characters are not judged."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The trained model.

    kinds: in the order of the intercepts. features: for a run of characters its idf and its weights by kind index.
    corpus: hash of the sentences it was trained on.
    """

    kinds: tuple[str, ...]
    intercepts: tuple[float, ...]
    features: dict[str, tuple[float, tuple[tuple[int, float], ...]]]
    corpus: str


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The trained weights. Raises FileNotFoundError where they were never trained."""
    raw: dict[str, Any] = json.loads(file(WEIGHTS.name).read_text("utf-8"))
    features = {run: (row[0], tuple(zip(row[1::2], row[2::2], strict=True))) for run, row in raw["features"].items()}
    return Weights(tuple(raw["kinds"]), tuple(raw["intercepts"]), features, raw["corpus"])


def plain(text: str, context: Context) -> str:
    """The text as the model sees it: the unit's own name and all numbers made alike, blanks dropped."""
    text = flat(text)
    for name in (context.unit, *context.trades):
        text = text.replace(name, "我局")
    return re.sub(r"\s+", "", re.sub(r"\d+", "0", text))


def runs(text: str) -> Counter[str]:
    """Counts of all runs of one to ``LONGEST`` characters."""
    return Counter(text[i:i + n] for n in range(1, LONGEST + 1) for i in range(len(text) - n + 1))


def propose(sentence: str, context: Context) -> list[tuple[str, float]]:
    """Kinds a sentence may speak of with their probabilities, surest first; only asked ones of at least ``SURE``."""
    names, scores = _scores(plain(sentence, context))
    sure = [(name, 1 / (1 + math.exp(-s))) for name, s in zip(names, scores, strict=True)
            if s > math.log(SURE / (1 - SURE)) and (context.kinds is None or name in context.kinds)]
    return sorted(sure, key=lambda row: -row[1])


def _scores(text: str) -> tuple[tuple[str, ...], list[float]]:
    """Names and linear scores of all classes; () for a text too short to judge."""
    if len(text) < SHORTEST:
        return (), []
    model = weights()
    scores = list(model.intercepts)
    known = [(model.features[run], 1 + math.log(count)) for run, count in runs(text).items() if run in model.features]
    length = math.sqrt(sum((idf * tf) ** 2 for (idf, _), tf in known)) or 1.0
    for (idf, row), tf in known:
        for kind, weight in row:
            scores[kind] += weight * idf * tf / length
    return model.kinds, scores
