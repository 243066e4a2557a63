"""Shares with their intervals: what every measurement here is made of."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Counts = Mapping[str, int]
Reading = Callable[[Counts], "float | None"]

DRAWS = 1000
SEED = 20200101


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its 95 % interval (None where not resampled) and what it was measured on.

    value: None where there was nothing to measure. n: size of the base, in the words of ``of``.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0

    def as_json(self) -> dict[str, float | int | None]:
        """The figure for ``--json``."""
        return {"value": _short(self.value), "low": _short(self.low), "high": _short(self.high), "n": self.n}


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def ratio(part: float, whole: float) -> float | None:
    """part / whole, None where there is no whole."""
    return part / whole if whole else None


def precision(counts: Counts, name: str) -> float | None:
    """tp / (tp + fp) of the counts ``name.tp`` and ``name.fp``."""
    return ratio(counts.get(f"{name}.tp", 0), counts.get(f"{name}.tp", 0) + counts.get(f"{name}.fp", 0))


def recall(counts: Counts, name: str) -> float | None:
    """tp / (tp + fn) of the counts ``name.tp`` and ``name.fn``."""
    return ratio(counts.get(f"{name}.tp", 0), counts.get(f"{name}.tp", 0) + counts.get(f"{name}.fn", 0))


def f1(counts: Counts, name: str) -> float | None:
    """2·tp / (2·tp + fp + fn); None where the class occurs on neither side."""
    hits = 2 * counts.get(f"{name}.tp", 0)
    return ratio(hits, hits + counts.get(f"{name}.fp", 0) + counts.get(f"{name}.fn", 0))


def share(counts: Counts, name: str) -> float | None:
    """``name.ok`` / ``name.n``."""
    return ratio(counts.get(f"{name}.ok", 0), counts.get(f"{name}.n", 0))


def add_sets(counts: Counter[str], name: str, gold: set[str], found: set[str]) -> None:
    """Adds the comparison of two sets under ``name``."""
    counts[f"{name}.tp"] += len(gold & found)
    counts[f"{name}.fp"] += len(found - gold)
    counts[f"{name}.fn"] += len(gold - found)


def total(rows: Sequence[Counts]) -> Counter[str]:
    """The sum of all rows."""
    summed: Counter[str] = Counter()
    for row in rows:
        summed.update(row)
    return summed


def intervals(rows: Sequence[Counts], readings: Mapping[str, Reading], draws: int = DRAWS,
              seed: int = SEED) -> dict[str, tuple[float, float] | None]:
    """95 % percentile intervals of the readings, resampling rows with replacement."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    packed = [tuple((key, value) for key, value in row.items() if value) for row in rows]
    seen: dict[str, list[float]] = {name: [] for name in readings}
    for _ in range(draws):
        summed: dict[str, int] = {}
        for row in dice.choices(packed, k=len(packed)):
            for key, value in row:
                summed[key] = summed.get(key, 0) + value
        for name, reading in readings.items():
            value = reading(summed)
            if value is not None:
                seen[name].append(value)
    return {name: _middle(values) for name, values in seen.items()}


def changes(old: Sequence[Counts], new: Sequence[Counts], readings: Mapping[str, Reading], draws: int = DRAWS,
            seed: int = SEED) -> dict[str, tuple[float, float] | None]:
    """95 % intervals of new minus old; row by row the two stand for the same things and are drawn together."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    seen: dict[str, list[float]] = {name: [] for name in readings}
    places = range(len(old))
    for _ in range(draws):
        drawn = dice.choices(places, k=len(places))
        before, after = total([old[at] for at in drawn]), total([new[at] for at in drawn])
        for name, reading in readings.items():
            first, second = reading(before), reading(after)
            if first is not None and second is not None:
                seen[name].append(second - first)
    return {name: _middle(values) for name, values in seen.items()}


def _middle(values: list[float]) -> tuple[float, float] | None:
    """The 2.5th and 97.5th percentile (nearest rank)."""
    if not values:
        return None
    ordered = sorted(values)
    last = len(ordered) - 1
    return ordered[round(last * 0.025)], ordered[round(last * 0.975)]
