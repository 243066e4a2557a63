"""A piece of an item: the words that have points of their own, and everything that is said about those points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from rubric_maps.importer.scores import Score

Way = Literal["plain", "deduct", "penalty", "tiers", "bonus", "each", "lack"]


@dataclass(kw_only=True, slots=True)
class Piece:
    """What becomes one criterion.

    way: how its points are had: plain (by what its text asks), deduct (full less what happened), penalty (below zero),
    tiers (by level), bonus (per case up to a cap), each (points for every case), lack (less for every one lacking).
    context: the clause of the item that its words point to; body: the item's content; rule, proof: its other columns.
    points_line: where its points stand, 0 where they are only worked out. doubts: names of messages with their fields.
    """

    text: str
    line: int
    points: Decimal | None
    said: list[Score] = field(default_factory=list)
    way: Way = "plain"
    context: str = ""
    body: str = ""
    rule: str = ""
    proof: str = ""
    points_line: int = 0
    doubts: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    @property
    def denied(self) -> bool:
        """Whether its words are those of a deduction (未…的)."""
        return any(score.form in ("take", "zero") and score.text == self.text for score in self.said)


def said_of(said: Iterable[Score]) -> str:
    """The words of several sayings as one text."""
    return ";".join(dict.fromkeys(score.text for score in said if score.text))
