"""A vote on what became of a thing: a linear model over characters of the clause and its sentence, beside the rules.

Runs of one to four characters of the clause and one to three of the sentence give each status a score; a second, small
model weighs these scores against what the rules said. Trained by ``python -m bench.train`` from labelled sentences, its
weights as JSON; no library is needed to use it.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from classifiers.context import Context
from classifiers.learned.place import file
from classifiers.text import flat
from model.evidence import Status

BALLOT = Path(__file__).with_name("status.json")
CLAUSE, SENTENCE = 4, 3
"""Longest run of characters that is a feature, in a clause and in a sentence."""
SHARE = 0.6
"""Weight of the sentence beside the clause."""
SCALE = 1000
"""The weights are kept as whole thousandths."""
_LEAST = 20
_YEAR = re.compile(r"(20[0-4]\d)(?=年|\D?版|[.\-/])")
_YEARS = {-1: "去年", 0: "今年", 1: "明年"}

Weights = dict[str, list[int]]
"""For a run of characters: a class, its weight, another class, its weight …"""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The trained model.

    statuses: the classes. intercepts, clause, sentence: of the model over characters; for a run its weights by class.
    stack, offsets: of the model over those scores and the rules' status, by class. sure: least probability at which a
    class takes the place of the rules' status. corpus: hash of the sentences it was trained on.
    """

    statuses: tuple[Status, ...]
    intercepts: tuple[float, ...]
    clause: Weights
    sentence: Weights
    stack: tuple[tuple[float, ...], ...]
    offsets: tuple[float, ...]
    sure: tuple[float, ...]
    corpus: str


@lru_cache(maxsize=1)
def ballot() -> Ballot:
    """The trained weights. Raises FileNotFoundError where they were never trained."""
    raw: dict[str, Any] = json.loads(file(BALLOT.name).read_text("utf-8"))
    return Ballot(tuple(raw["statuses"]), tuple(raw["intercepts"]), raw["clause"], raw["sentence"],
                  tuple(tuple(row) for row in raw["stack"]), tuple(raw["offsets"]), tuple(raw["sure"]), raw["corpus"])


def worded(text: str, context: Context) -> str:
    """The text as the model sees it: the unit's names, years and numbers made alike, blanks dropped, tabs as bars."""
    text = flat(text)
    for name in (context.unit, *context.trades):
        text = text.replace(name, "我局")
    text = _YEAR.sub(lambda found: _year(int(found[1]) - context.year), text)
    text = re.sub(r"\d+(?:[.,]\d+)*", "0", text)
    return re.sub(r"\s+", lambda found: "|" if "\t" in found[0] else "", text)


def _year(distance: int) -> str:
    return _YEARS.get(distance) or ("前年" if distance < 0 else "后年")


def features(text: str, longest: int) -> dict[str, float]:
    """Every run of characters with its damped count, over the root of the text's size."""
    counts = Counter(text[i:i + n] for n in range(1, longest + 1) for i in range(len(text) - n + 1))
    size = math.sqrt(max(_LEAST, counts.total()))
    return {run: (1 + math.log(count)) / size for run, count in counts.items()}


def stacked(scores: Sequence[float], rule: Status, statuses: Sequence[Status]) -> list[float]:
    """What the second model sees: the log probabilities of the first, and which status the rules gave."""
    most = max(scores)
    total = most + math.log(sum(math.exp(score - most) for score in scores))
    return [max(score - total, -12.0) for score in scores] + [float(rule == status) for status in statuses]


@lru_cache(maxsize=256)
def _worded(text: str, context: Context) -> str:
    return worded(text, context)


@lru_cache(maxsize=256)
def _scores(text: str, whole: bool) -> tuple[float, ...]:
    """What a clause's text, or that of a ``whole`` sentence, adds to the score of each status."""
    model = ballot()
    longest, weights = (SENTENCE, model.sentence) if whole else (CLAUSE, model.clause)
    length = len(text)
    counts: dict[str, int] = {}
    for n in range(1, longest + 1):
        for i in range(length - n + 1):
            run = text[i:i + n]
            if run in weights:
                counts[run] = counts.get(run, 0) + 1
    total = [0.0] * len(model.statuses)
    for run, count in counts.items():
        value, row = 1.0 if count == 1 else 1 + math.log(count), weights[run]
        for at, weight in zip(row[::2], row[1::2], strict=True):
            total[at] += value * weight
    runs = sum(max(0, length - n + 1) for n in range(1, longest + 1))
    size = (SHARE if whole else 1.0) / (SCALE * math.sqrt(max(_LEAST, runs)))
    return tuple(value * size for value in total)


def vote(clause: str, sentence: str, rule: Status, context: Context) -> tuple[Status, float]:
    """The status by vote with its probability: the rules' own unless another is sure enough."""
    model = ballot()
    parts = (model.intercepts, _scores(_worded(clause, context), False), _scores(_worded(sentence, context), True))
    scores = [sum(values) for values in zip(*parts, strict=True)]
    seen = stacked(scores, rule, model.statuses)
    sums = [offset + sum(a * b for a, b in zip(row, seen, strict=True))
            for row, offset in zip(model.stack, model.offsets, strict=True)]
    most = max(sums)
    odds = [math.exp(value - most) for value in sums]
    best = odds.index(max(odds))
    probability = odds[best] / sum(odds)
    sure = model.statuses[best] != rule and probability >= model.sure[best]
    own = model.statuses.index(rule)
    return (model.statuses[best], probability) if sure else (rule, odds[own] / sum(odds))

