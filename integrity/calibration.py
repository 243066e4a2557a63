"""How often a check is wrong: what it found on planted cohorts' clean dossiers, counted by ``bench.integrity``.

``calibration.toml`` holds, for every check and band, how many findings that many clean dossiers got. Nothing seen is
not nothing: three in ``n`` is the 95 % bound then (rule of three), and the bound of a count follows Poisson's.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from model.results import Finding

FILE = Path(__file__).with_name("calibration.toml")


@dataclass(frozen=True, slots=True)
class Rate:
    """False findings of a check and band: how many on how many clean dossiers. None of either: never measured."""

    found: int
    dossiers: int

    @property
    def expected(self) -> float:
        """Findings a clean dossier."""
        return self.found / self.dossiers

    @property
    def at_most(self) -> float:
        """The 95 % upper bound of findings a clean dossier, by Byar's approximation of Poisson's bound."""
        n = self.found + 1
        return n * (1 - 1 / (9 * n) + 1.645 / (3 * math.sqrt(n))) ** 3 / self.dossiers


@lru_cache(maxsize=1)
def rates() -> dict[tuple[str, str], Rate]:
    """By check and band, as the shipped file tells them; a pair that is not there was never measured."""
    told = tomllib.loads(FILE.read_text("utf-8"))
    return {(check, band): Rate(int(found), int(row["dossiers"])) for check, row in told.items()
            for band, found in row.items() if band != "dossiers"}


def rated(one: Finding) -> Finding:
    """The finding with how often its like is wrong, where that was measured."""
    rate = rates().get((one.check, one.severity))
    if rate is None:
        return one
    told = {"found": rate.found, "dossiers": rate.dossiers, "at_most": round(rate.at_most, 4)}
    return replace(one, measures={**one.measures, "false_alarms": told})


def expected(found: Iterable[Finding], dossiers: int) -> dict[str, tuple[float, float]]:
    """By band: how many false findings this many dossiers are to be expected to get from the checks that found anything
    here, and at most."""
    seen = {(one.check, one.severity) for one in found}
    sums: dict[str, tuple[float, float]] = {}
    for (check, band), rate in rates().items():
        if (check, band) in seen:
            mean, most = sums.get(band, (0.0, 0.0))
            sums[band] = mean + rate.expected * dossiers, most + rate.at_most * dossiers
    return sums
