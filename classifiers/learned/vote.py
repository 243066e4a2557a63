"""A vote on what became of a thing: a linear model over characters of the clause and its sentence, beside the rules.

Runs of one to four characters of the clause and one to three of the sentence give each status a score, the signs that
the rules' words show (``signs.py``) another; a third, small model weighs these scores against what the rules said. What
is voted on is the set of statuses: a sentence may tell of a deed and of a plan. Trained by ``python -m bench.train``
from labelled sentences, its weights as JSON; no library is needed to use it.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from classifiers.context import Context
from classifiers.learned import reader
from classifiers.learned.place import file
from classifiers.learned.wording import worded
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
ASK = 1.5
"""The reader is asked where the likeliest set of statuses is not the rules' or not so much likelier (as a logarithm)
than the next; on writers that no model had seen its word changes nothing to the good beyond."""
_LEAST = 20

Weights = dict[str, list[int]]
"""For a run of characters: a class, its weight, another class, its weight …"""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The trained model.

    statuses: the classes. intercepts, clause, sentence: of the model over characters; for a run its weights by class.
    sign_intercepts, signs: of the model over signs. stack, offsets: of the model over both models' scores and the
    rules' statuses, by class. read_stack, read_offsets: of the model over these and what the reader says; empty where
    it could not be learned. sets: the sets of statuses that one sentence may give a kind. corpus: hash of the sentences
    it was trained on.
    """

    statuses: tuple[Status, ...]
    intercepts: tuple[float, ...]
    clause: Weights
    sentence: Weights
    sign_intercepts: tuple[float, ...]
    signs: Weights
    stack: tuple[tuple[float, ...], ...]
    offsets: tuple[float, ...]
    read_stack: tuple[tuple[float, ...], ...]
    read_offsets: tuple[float, ...]
    sets: tuple[frozenset[Status], ...]
    corpus: str


@lru_cache(maxsize=1)
def ballot() -> Ballot:
    """The trained weights. Raises FileNotFoundError where they were never trained."""
    raw: dict[str, Any] = json.loads(file(BALLOT.name).read_text("utf-8"))
    return Ballot(tuple(raw["statuses"]), tuple(raw["intercepts"]), raw["clause"], raw["sentence"],
                  tuple(raw["sign_intercepts"]), raw["signs"], tuple(tuple(row) for row in raw["stack"]),
                  tuple(raw["offsets"]), tuple(tuple(row) for row in raw["read_stack"]), tuple(raw["read_offsets"]),
                  tuple(frozenset(one) for one in raw["sets"]), raw["corpus"])


def features(text: str, longest: int) -> dict[str, float]:
    """Every run of characters with its damped count, over the root of the text's size."""
    counts = Counter(text[i:i + n] for n in range(1, longest + 1) for i in range(len(text) - n + 1))
    size = math.sqrt(max(_LEAST, counts.total()))
    return {run: (1 + math.log(count)) / size for run, count in counts.items()}


def stacked(text: Sequence[float], signs: Sequence[float], rule: Collection[Status],
            statuses: Sequence[Status], read: Sequence[float] = ()) -> list[float]:
    """What the last model sees: the scores of those before it, and which statuses the rules gave, or gave alone.

    read: the reader's scores, where it was asked.
    """
    scores = [min(MOST, max(-MOST, score)) for score in (*text, *signs, *read)]
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What is voted on: a kind that the clauses ``sentence[start:end]`` speak of, with its signs (``signs.py``) and the
    statuses that the rules give it. clause: start and end of the clause that names it. read: gives the reader's scores
    where it has read more than the sentence; None for the sentence alone."""

    sentence: str
    start: int
    end: int
    clause: tuple[int, int]
    kind: str
    signs: Sequence[str]
    rule: frozenset[Status]
    read: Callable[[], Sequence[float]] | None = None


def vote(asked: Asked, context: Context) -> Vote:
    """The statuses by vote: the rules' own unless others are sure enough."""
    model, rule = ballot(), asked.rule
    clause = _scores(_worded(asked.sentence[asked.start:asked.end], context), False)
    whole = _scores(_worded(asked.sentence, context), True)
    text = [sum(values) for values in zip(model.intercepts, clause, whole, strict=True)]
    shown = list(model.sign_intercepts)
    for row in (model.signs[sign] for sign in asked.signs if sign in model.signs):
        for at, weight in zip(row[::2], row[1::2], strict=True):
            shown[at] += weight / SCALE
    odds = weighed(stacked(text, shown, rule, model.statuses), model.stack, model.offsets)
    if model.read_stack and reader.known(asked.kind) and in_doubt(odds, rule, model.sets, model.statuses):
        read = asked.read() if asked.read else reader.scores(reader.parts(asked.sentence, *asked.clause, context),
                                                             asked.kind)
        odds = weighed(stacked(text, shown, rule, model.statuses, read), model.read_stack, model.read_offsets)
    told = chosen(odds, rule, model.sets, model.statuses)
    return Vote(told, {status: 1 / (1 + math.exp(-value)) for status, value in zip(model.statuses, odds, strict=True)})


def weighed(seen: Sequence[float], stack: Sequence[Sequence[float]], offsets: Sequence[float]) -> list[float]:
    """The log odds of each status by a weighing model."""
    return [offset + sum(a * b for a, b in zip(row, seen, strict=True))
            for row, offset in zip(stack, offsets, strict=True)]


def in_doubt(odds: Sequence[float], rule: frozenset[Status], sets: Sequence[frozenset[Status]],
             statuses: Sequence[Status]) -> bool:
    """Whether the reader is asked (``ASK``)."""
    first, second = sorted(((_likely(odds, one, statuses), one == rule) for one in sets), reverse=True)[:2]
    return not first[1] or first[0] - second[0] < ASK
