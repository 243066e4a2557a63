"""The rule of a drafted criterion, in the words of the map."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(kw_only=True, slots=True)
class Part:
    """One of the parts that a rule lists. number: what it must reach (per cent for an indicator); each: points per case
    or when missed; step: for every so many per cent below; level: only at this level."""

    name: str
    number: Decimal | None = None
    each: Decimal | None = None
    step: Decimal | None = None
    level: str = ""


@dataclass(kw_only=True, slots=True)
class Rule:
    """The rule of a criterion in the map's own words (规则, 数量, 每次 …).

    parts: by the key under which the map lists them (方面, 分类, 另需, 逐类, 指标). tiers: (level, prize, points).
    far: its number stands in the item's content, not in the criterion's own words. absent: it asks that something did
    not happen. reading: how a silence is read, or 原文写明. exempt: the words that make it not applicable. doubts:
    names of messages with their fields.
    """

    name: str
    number: Decimal | None = None
    unit: str = ""
    far: bool = False
    shortfall: str = ""
    each: Decimal | None = None
    tiers: list[tuple[str, str, Decimal]] = field(default_factory=list)
    parts: dict[str, list[Part]] = field(default_factory=dict)
    absent: bool = False
    reading: str = ""
    exempt: str = ""
    doubts: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def doubt(self, message: str, **fields: object) -> None:
        """Notes one thing for a person."""
        self.doubts.append((message, fields))
