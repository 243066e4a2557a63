"""The draft of a map: sections, items and criteria, each number with its line, each doubt in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from model.problems import problem
from rubric_maps.importer.paper import Doubt
from rubric_maps.importer.rule import Rule
from rubric_maps.importer.terms import Procedure
from rubric_maps.importer.words import figure, say

Kinds = Sequence[tuple[str, str, float]]
"""Evidence kinds proposed for a sentence: id, Chinese name, confidence 0..1; the likeliest first."""

Propose = Callable[[str], Kinds]
"""A sentence of a standard → the kinds that it may ask for."""


@dataclass(kw_only=True, slots=True)
class Criterion:
    """One criterion. line: of its words; points_line: of its points.

    asks: kinds proposed for it; part_asks: for each part of its rule, by key.
    """

    id: str
    title: str
    points: Decimal
    rule: Rule
    line: int
    points_line: int
    short: str
    asks: Kinds = ()
    part_asks: dict[str, list[Kinds]] = field(default_factory=dict)
    exempt_asks: Kinds = ()
    proofs: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    period: tuple[str, str] | None = None
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(kw_only=True, slots=True)
class Item:
    """One item. number: as the map counts; printed: the paper's own number, "" where it has none.

    points_line: of its points. source_sum: what its criteria add up to where that is not its printed points.
    """

    number: str
    printed: str
    title: str
    points: Decimal
    line: int
    points_line: int
    criteria: list[Criterion]
    source_sum: Decimal | None = None
    proofs: list[tuple[str, tuple[str, ...]]] | None = None
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(kw_only=True, slots=True)
class Section:
    """One section. loose: its items need not add up to its points (a cap, or no cap at all)."""

    title: str
    points: Decimal
    line: int
    items: list[Item]
    bonus: bool = False
    loose: bool = False
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(kw_only=True, slots=True)
class Draft:
    """A whole draft. total: the base total, with the line that prints it (0 where it is only added up).

    terms: doubts about the procedure, by the key of the map that they concern.
    """

    id: str
    name: str
    total: Decimal
    total_line: int
    scored: bool
    sections: list[Section]
    procedure: Procedure
    doubts: list[Doubt] = field(default_factory=list)
    terms: dict[str, list[Doubt]] = field(default_factory=dict)

    def criteria(self) -> list[Criterion]:
        """All criteria in order."""
        return [criterion for section in self.sections for item in section.items for criterion in item.criteria]

    def all_doubts(self) -> list[Doubt]:
        """Everything that a person must look at, in the order of the source."""
        found = [*self.doubts, *(one for listed in self.terms.values() for one in listed)]
        for section in self.sections:
            found += section.doubts
            for item in section.items:
                found += item.doubts
                for criterion in item.criteria:
                    found += criterion.doubts
        return sorted(found, key=lambda doubt: doubt.line)


def doubt(message: str, line: int, where: str = "", **fields: object) -> Doubt:
    """A doubt about a line of the source; ``where`` names the criterion or item."""
    place = say("行", 行=line) + (f"，{where}" if where else "")
    plain = {key: figure(item) if isinstance(item, Decimal) else item for key, item in fields.items()}
    return Doubt(line=line, problem=problem(message, place, **plain))
