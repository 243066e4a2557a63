"""Happenings by what they tell, so that those that share something with another are found without reading them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from functools import cached_property
from typing import Any

from integrity.claims.happenings import Happening, Told

_ROUNDING = 1e-9
"""By how much of themselves sums of the same weights may differ in another order."""


class Shelves:
    """Happenings of a dossier shelved by each pair of characters and each number they have.

    least: which share of the words of a happening, by weight, another must have to be near it; 0–1.
    """

    def __init__(self, dossier: Told, others: Sequence[Happening], least: float) -> None:
        self._dossier, self._others, self._least = dossier, others, least

    @cached_property
    def _shelves(self) -> dict[Hashable, Any]:
        """Under each pair of characters and each number, an array of the places in ``others`` that have it."""
        import numpy

        found: dict[Hashable, list[int]] = defaultdict(list)
        for at, one in enumerate(self._others):
            for key in (*one.grams, *one.figures):
                found[key].append(at)
        return {key: numpy.array(shelf) for key, shelf in found.items()}

    def near(self, one: Happening) -> list[tuple[Happening, float]]:
        """The others that have a number of this one or at least the least share of its words, in their order; with how
        telling the words are that they share."""
        import numpy

        shared, rarity = numpy.zeros(len(self._others)), self._dossier.rarity
        for gram in sorted(one.grams & self._shelves.keys()):
            shared[self._shelves[gram]] += rarity[gram]
        near = shared >= self._least * self._dossier.weight(one.grams) * (1 - _ROUNDING)
        near &= shared > 0
        for figure in one.figures & self._shelves.keys():
            near[self._shelves[figure]] = True
        weights = shared.tolist()
        return [(self._others[at], weights[at]) for at in numpy.flatnonzero(near).tolist()]
