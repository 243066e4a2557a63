"""Lines of a criterion's ledger. Whatever the rule, they add up to the points."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from model.evidence import Event
from model.results import PointEntry
from scoring.numbers import ZERO, plain, rounded


def one(points: Decimal, events: Sequence[Event], words: str) -> tuple[PointEntry, ...]:
    """A single line for all events; no line where there are no points."""
    if points == ZERO:
        return ()
    return (PointEntry(points=points, events=tuple(event.id for event in events), words=words),)


def shares(full: Decimal, total: int, found: Sequence[tuple[str, Sequence[Event]]]) -> tuple[PointEntry, ...]:
    """A line for each aspect found, cut so that rounding leaves no cent over. total: how many aspects there are."""
    lines = []
    for number, (name, events) in enumerate(found, start=1):
        points = rounded(full * number / total) - rounded(full * (number - 1) / total)
        lines.append(PointEntry(points=points, events=tuple(event.id for event in events), words=f"“{name}”有材料"))
    return tuple(lines)


def added(worths: Sequence[tuple[Event, Decimal, str]], points: Decimal) -> tuple[PointEntry, ...]:
    """A line for each event with what it is worth and in which words, and one that cuts the sum down to ``points``."""
    lines = [PointEntry(points=worth, events=(event.id,), words=words) for event, worth, words in worths]
    over = sum((worth for _, worth, _ in worths), ZERO) - points
    if over > ZERO:
        lines.append(PointEntry(points=-over, events=(), words=f"以{plain(points)}分为限"))
    return tuple(lines)


def deducted(full: Decimal, points: Decimal, events: Sequence[Event], words: str) -> tuple[PointEntry, ...]:
    """Full points first, then what the adverse events take away."""
    lines = [PointEntry(points=full, events=(), words=f"满分{plain(full)}分起算")]
    if points < full:
        lines.append(PointEntry(points=points - full, events=tuple(event.id for event in events), words=words))
    return tuple(lines)
