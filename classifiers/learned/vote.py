"""A vote on what became of a thing: a linear model over characters of the clause and its sentence, beside the rules.

Runs of one to four characters of the clause and one to three of the sentence give each status a score, the signs that
the rules' words show (``signs.py``) another; a third, small model weighs these scores against what the rules said. What
is voted on is the set of statuses: a sentence may tell of a deed and of a plan. Trained by ``python -m bench.train``
from labelled sentences, its weights as JSON; no library is needed to use it.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
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
MOST = 6.2
"""No score of one model weighs more than this."""
MARGIN = 0.3
"""How much likelier (as a logarithm) other statuses must be than the rules'; by cross-validation over writers."""
_LEAST = 20
_YEAR = re.compile(r"(20[0-4]\d)(?=年|\D?版|[.\-/])")
_YEARS = {-1: "去年", 0: "今年", 1: "明年"}

Weights = dict[str, list[int]]
"""For a run of characters: a class, its weight, another class, its weight …"""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The trained model.

    statuses: the classes. intercepts, clause, sentence: of the model over characters; for a run its weights by class.
    sign_intercepts, signs: of the model over signs. stack, offsets: of the model over both models' scores and the
    rules' statuses, by class. sets: the sets of statuses that one sentence may give a kind. corpus: hash of the
    sentences it was trained on.
    """

    statuses: tuple[Status, ...]
    intercepts: tuple[float, ...]
    clause: Weights
    sentence: Weights
    sign_intercepts: tuple[float, ...]
    signs: Weights
    stack: tuple[tuple[float, ...], ...]
    offsets: tuple[float, ...]
    sets: tuple[frozenset[Status], ...]
    corpus: str


@lru_cache(maxsize=1)
def ballot() -> Ballot:
    """The trained weights. Raises FileNotFoundError where they were never trained."""
    raw: dict[str, Any] = json.loads(file(BALLOT.name).read_text("utf-8"))
    return Ballot(tuple(raw["statuses"]), tuple(raw["intercepts"]), raw["clause"], raw["sentence"],
                  tuple(raw["sign_intercepts"]), raw["signs"], tuple(tuple(row) for row in raw["stack"]),
                  tuple(raw["offsets"]), tuple(frozenset(one) for one in raw["sets"]), raw["corpus"])


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


def stacked(text: Sequence[float], signs: Sequence[float], rule: Collection[Status],
            statuses: Sequence[Status]) -> list[float]:
    """What the last model sees: the scores of the two before it, and which statuses the rules gave, or gave alone."""
    scores = [min(MOST, max(-MOST, score)) for score in (*text, *signs)]
    return [*scores, *(float(one in rule) for one in statuses), *(float({one} == set(rule)) for one in statuses)]


def chosen(odds: Sequence[float], rule: frozenset[Status], sets: Sequence[frozenset[Status]],
           statuses: Sequence[Status]) -> frozenset[Status]:
    """The likeliest set of statuses by the log odds of each; the rules' own unless another is likelier by a margin."""
    sums = [_likely(odds, one, statuses) for one in sets]
    best = sums.index(max(sums))
    return sets[best] if not rule or sums[best] - _likely(odds, rule, statuses) > MARGIN else rule


def _likely(odds: Sequence[float], told: Collection[Status], statuses: Sequence[Status]) -> float:
    return -sum(math.log1p(math.exp(-value if status in told else value))
                for value, status in zip(odds, statuses, strict=True))


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


@dataclass(frozen=True, slots=True)
class Vote:
    """The statuses that a sentence gives a kind, and the probability of every status."""

    told: frozenset[Status]
    chances: dict[Status, float]


def vote(clause: str, sentence: str, signs: Sequence[str], rule: frozenset[Status], context: Context) -> Vote:
    """The statuses by vote: the rules' own unless others are sure enough. signs: from ``signs.py``."""
    model = ballot()
    parts = (model.intercepts, _scores(_worded(clause, context), False), _scores(_worded(sentence, context), True))
    text = [sum(values) for values in zip(*parts, strict=True)]
    shown = list(model.sign_intercepts)
    for row in (model.signs[sign] for sign in signs if sign in model.signs):
        for at, weight in zip(row[::2], row[1::2], strict=True):
            shown[at] += weight / SCALE
    seen = stacked(text, shown, rule, model.statuses)
    odds = [offset + sum(a * b for a, b in zip(row, seen, strict=True))
            for row, offset in zip(model.stack, model.offsets, strict=True)]
    told = chosen(odds, rule, model.sets, model.statuses)
    return Vote(told, {status: 1 / (1 + math.exp(-value)) for status, value in zip(model.statuses, odds, strict=True)})
