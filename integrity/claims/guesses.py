"""What general reading suspects, the surest first and within a budget: a dossier's reader has time for a few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from integrity.claims.data import number
from integrity.claims.report import told
from integrity.claims.sheets import Said
from model.results import Finding


@dataclass(frozen=True, eq=False)
class Guess:
    """A mismatch that was found without knowing the writer's words. points: how surely both sides speak of one thing.

    name: of its text in ``words.toml``; values: what is filled in; measures: what was compared.
    """

    points: float
    name: str
    saids: tuple[Said, ...]
    measures: Mapping[str, object]
    values: Mapping[str, Any] = field(default_factory=dict)


def surest(guesses: Iterable[Guess]) -> Iterator[Finding]:
    """The guesses of a dossier that are worth a look: the surest as ``medium``, the next few as ``low``.

    Of several about one place the surest is told; bounds are ``guess_*`` of claims.toml.
    """
    seen: set[tuple[str, int, int]] = set()
    left = {"medium": number("guess_medium"), "low": number("guess_low")}
    for one in sorted(guesses, key=lambda one: -one.points):
        places = {(said.sheet.document.path, said.index, said.start) for said in one.saids}
        band = "medium" if one.points >= number("guess_sure") and left["medium"] else "low"
        if one.points < number("guess_least") or not left[band] or places <= seen:
            continue
        seen |= places
        left[band] -= 1
        yield told("count_contradiction", one.name, "medium" if band == "medium" else "low", list(one.saids),
                   measures=one.measures, **one.values)
