"""Places where the learned model sees a kind that no rule found in the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from classifiers.context import Context
from classifiers.kinds import Hit, kinds
from classifiers.learned.features import plain
from classifiers.learned.kinds import convincing, model, probabilities
from classifiers.text import Piece

LEAST_SUSPECTED = 0.12
"""Least probability of a kind that is only suspected."""



@dataclass(frozen=True, slots=True)
class Seen:
    """A hit with the model's probability. sure: at least the kind's own threshold."""

    hit: Hit
    probability: float
    sure: bool


def learned_hits(text: str, parts: Sequence[Piece], found: Sequence[Hit], context: Context) -> list[Seen]:
    """Hits of kinds that the rules did not find, in reading order; those only suspected where the context wants them.

    text: a sentence (flat). parts: its clauses. found: what the rules found. A kind is left out where every criterion
    that asks for it is served by a kind found, or by a surer one: labels tell criteria, not which of a criterion's
    kinds. It stands in the clause that speaks for it most, and in every other that alone is sure of it.
    """
    served = {hit.kind for hit in found}
    more: list[Seen] = []
    for index, probability in _proposed(plain(text, context), context.kinds, context.opinion == "points"):
        kind, sure = model().kinds[index], probability >= model().sure[index]
        if kind not in served and not _is_served(kind, served, context) and not _yields(kind, served):
            served.add(kind)
            more.extend(Seen(hit, probability, sure) for hit in _placed(text, parts, index, context))
    return sorted(more, key=lambda seen: seen.hit.start)


@lru_cache(maxsize=4096)
def _proposed(text: str, asked: frozenset[str] | None, wide: bool) -> tuple[tuple[int, float], ...]:
    """Indexes of the asked kinds that are sure enough, with their probabilities, the surest first."""
    made = model()
    scores = probabilities(text)
    enough = scores >= (LEAST_SUSPECTED if wide else made.least)
    rows = [(index, float(scores[index])) for index in enough.nonzero()[0].tolist()
            if asked is None or made.kinds[index] in asked]
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))


def _yields(kind: str, found: set[str]) -> bool:
    """True where a kind found takes this one's place (宪法日 for a named day)."""
    made = kinds()[kind]
    return not found.isdisjoint((*made.yields_to, *made.yields_in_clause, *made.unlearned_beside))


def _is_served(kind: str, found: set[str], context: Context) -> bool:
    groups = [group for group in context.groups if kind in group]
    return bool(groups) and all(group & found for group in groups)


def _placed(text: str, parts: Sequence[Piece], index: int, context: Context) -> Iterator[Hit]:
    """The clauses that speak of a kind."""
    made = model()
    worded = [plain(part.of(text), context) for part in parts]
    scores = [float(probabilities(words)[index]) for words in worded] if len(parts) > 1 else [1.0]
    best = max(range(len(parts)), key=lambda at: (scores[at], -at))
    for at, part in enumerate(parts):
        if at == best or scores[at] >= made.sure[index]:
            start, end = _told(part.of(text), worded[at], index)
            yield Hit(made.kinds[index], part.start + start, part.start + end)


def _told(clause: str, worded: str, index: int) -> tuple[int, int]:
    """Where the most convincing words of a clause stand; its beginning where none stands there as it is."""
    for run in convincing(worded, index):
        at = clause.find(run)
        if at >= 0:
            return at, at + len(run)
    return 0, min(1, len(clause))
