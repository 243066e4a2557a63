"""Measures a criterion of several parts that each earn an equal share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from model.evidence import Event
from model.rubric import Criterion
from model.rules import Aspect, Aspects
from scoring import ledger, rules
from scoring.numbers import plain
from scoring.outcome import Gap, Outcome, status_of
from scoring.select import (
    DOUBTFUL_REASON,
    Papers,
    Selection,
    meeting_mentions,
    proven_figures,
    refuse_all,
    select,
    speaking,
    stated,
    supported,
)
from scoring.tally import Tally, tally


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    """One aspect with what was found of it. reached, backed: as much as it wants, backed by another paper.

    against: what shows that it is not so.
    """

    aspect: Aspect
    chosen: Selection
    counted: Tally
    reached: bool
    backed: bool
    against: tuple[Event, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        return self.counted.counted if self.reached else ()

    @property
    def short(self) -> tuple[Event, ...]:
        """What was found and is not enough."""
        return () if self.reached else self.counted.counted


def measure(criterion: Criterion, rule: Aspects, events: Sequence[Event], papers: Papers) -> Outcome:
    """An equal share for each aspect that has evidence. Doubtful evidence adds an aspect to ``high``."""
    full, total = criterion.max_points, len(rule.aspects)
    parts = [_part(aspect, events, papers) for aspect in rule.aspects]
    found = [part for part in parts if part.events]
    unsure = select(criterion.doubtful, events).listed if criterion.doubtful else ()
    denied = sum(1 for part in parts if part.chosen.denied and not part.events)
    points = rules.aspects(full, len(found), total, rule.all_needed)
    names = "、".join(part.aspect.name for part in found)
    counted = {event.id: event for part in found for event in part.events}
    return Outcome(
        points=points,
        low=rules.aspects(full, sum(1 for part in parts if part.backed), total, rule.all_needed),
        high=rules.aspects(full, min(total, len(found) + len(unsure) + denied), total, rule.all_needed),
        status=status_of(points, full), measured={"aspects": {part.aspect.name: bool(part.events) for part in parts}},
        entries=ledger.shares(full, total, [(part.aspect.name, part.events) for part in found]) if points else (),
        counted=tuple(counted.values()),
        speaking=tuple({m.id: m for part in found for m in meeting_mentions(part.events, part.aspect.ask)}.values()),
        aside=(*unsure, *(event for part in parts
                          for event in (*part.short, *part.chosen.claims, *part.chosen.rest, *part.against)
                          if event.id not in counted)),
        refusals=(*(refuse_all(event, "doubtful", DOUBTFUL_REASON) for event in unsure),
                  *(refuse_all(event, "beyond", _too_little(part)) for part in parts for event in part.short
                    if event.id not in counted),
                  *(refusal for part in parts for refusal in (*part.chosen.refusals, *part.counted.refusals)
                    if refusal.event not in counted)),
        claims=(), fact=f"{total}个方面中有{len(found)}个有材料" + (f"（{names}）" if found else ""),
        arithmetic=_arithmetic(criterion, rule, len(found), points),
        gaps=_gaps(criterion, rule, [part.aspect.name for part in parts if not part.events], points))


def _part(aspect: Aspect, events: Sequence[Event], papers: Papers) -> _Part:
    chosen = select(aspect.ask, events, refutable=True)
    counted = tally(chosen, aspect.ask, (), papers, "项")
    against = tuple(event for event in events if aspect.refuted_by and speaking(event, aspect.refuted_by))
    proven = [event for event in counted.counted if supported(event, aspect.ask, papers)]
    enough = _enough(aspect, counted.number, counted.counted, papers)
    return _Part(aspect=aspect, chosen=chosen, counted=counted, against=against,
                 reached=bool(counted.counted) and enough and not against,
                 backed=counted.low > 0 and not against and _enough(aspect, counted.low, proven, papers))


def _enough(aspect: Aspect, number: Decimal, events: Sequence[Event], papers: Papers) -> bool:
    """True where the best figure stated, or the number of events, reaches what the aspect wants.

    Where another paper than the unit's own claims states a figure, the claimed ones do not lift it.
    """
    if aspect.at_least is None:
        return True
    figures = [quantity.value for event in events
               for quantity in proven_figures(event, aspect.ask, papers) or stated(event, aspect.ask)]
    return max([number, *figures]) >= aspect.at_least


def _too_little(part: _Part) -> str:
    """Why what was found of an aspect does not show it."""
    if part.against:
        return f"“{part.aspect.name}”：另有材料写明没有做到"
    return f"“{part.aspect.name}”未达到{plain(part.aspect.at_least or 0)}"


def _arithmetic(criterion: Criterion, rule: Aspects, found: int, points: Decimal) -> str:
    if points >= criterion.max_points:
        return f"满分{plain(points)}"
    if rule.all_needed:
        return f"缺一不可，得{plain(points)}"
    return f"{plain(criterion.max_points)} × {found}/{len(rule.aspects)} = {plain(points)}"


def _gaps(criterion: Criterion, rule: Aspects, lacking: Sequence[str], points: Decimal) -> tuple[Gap, ...]:
    """What each lacking aspect would add now; the last one brings the rest of the points."""
    found = len(rule.aspects) - len(lacking)
    if not lacking:
        return ()
    one = rules.aspects(criterion.max_points, found + 1, len(rule.aspects), rule.all_needed) - points
    return tuple(Gap(what=f"“{name}”", one=one, all=one) for name in lacking)
