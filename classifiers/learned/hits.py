"""Kinds that a piece speaks of though no rule found them there: what reader and linear model say together."""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass

from classifiers.context import Context
from classifiers.kinds import kinds
from classifiers.learned import reader
from classifiers.learned.features import plain
from classifiers.learned.kinds import SHORTEST, model, probabilities

HOPELESS = -6.0
"""Log odds of the reader below which the linear model is not asked."""
SURE, SUSPECTED = 0.65, 0.15
"""Least probability of a kind that is told, and of one that is only suspected."""
READING, LINEAR, OFFSET = 0.6, 0.3, 0.2
_FLOOR = 1e-4


@dataclass(frozen=True, slots=True)
class Proposed:
    """A kind with its probability. sure: it is told, not only suspected."""

    kind: str
    probability: float
    sure: bool


def proposed(words: str, said: Sequence[float], found: Set[str], context: Context) -> list[Proposed]:
    """Kinds that a piece speaks of and that were not found in it, the surest first.

    said: the reader's log odds of every kind (``kinds_known``). A kind is left out where every criterion that asks for
    it is served by a kind found, or by a surer one: labels tell criteria, not which of a criterion's kinds.
    """
    text = plain(words, context)
    if len(text) < SHORTEST:
        return []
    linear = dict(zip(model().kinds, probabilities(text).tolist(), strict=True))
    chances = {kind: joined(said[at], linear[kind]) for kind, at in reader.kinds_known().items()
               if kind in linear and (context.kinds is None or kind in context.kinds) and said[at] > HOPELESS}
    served, more = set(found), []
    for kind, chance in sorted(chances.items(), key=lambda row: (-row[1], row[0])):
        if chance < SUSPECTED:
            break
        if kind not in served and not _is_served(kind, served, context) and not _yields(kind, served):
            served.add(kind)
            more.append(Proposed(kind, chance, chance >= SURE))
    return more


def joined(read: float, linear: float) -> float:
    """The probability of a kind by the reader's log odds and the linear model's probability."""
    odds = math.log(max(linear, _FLOOR) / max(1 - linear, _FLOOR))
    return 1 / (1 + math.exp(-(READING * read + LINEAR * odds + OFFSET)))


def _yields(kind: str, found: Set[str]) -> bool:
    """True where a kind found takes this one's place (宪法日 for a named day)."""
    made = kinds()[kind]
    return not found.isdisjoint((*made.yields_to, *made.yields_in_clause, *made.unlearned_beside))


def _is_served(kind: str, found: Set[str], context: Context) -> bool:
    groups = [group for group in context.groups if kind in group]
    return bool(groups) and all(group & found for group in groups)
