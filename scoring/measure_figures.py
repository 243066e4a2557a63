"""Measures stated figures: a rate that must reach a gate, hours in proportion."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from model.evidence import Event, Quantity
from model.rubric import Ask, Criterion, Hours, Rate
from scoring import ledger, rules
from scoring.numbers import ZERO, plain
from scoring.outcome import Gap, Outcome, quoted, status_of
from scoring.select import NOTHING, Papers, meeting_mentions, select, speaking, supported

Figures = list[tuple[Event, Quantity]]


def measure(criterion: Criterion, rule: Rate | Hours, events: Sequence[Event], papers: Papers) -> Outcome:
    """The best figure stated against the one required; ``low`` rests on figures that another paper states."""
    full, ask = criterion.max_points, criterion.ask or NOTHING
    chosen = select(ask, events)
    meeting = (*chosen.listed, *chosen.claims)
    figures = _stated(ask, meeting)
    points = _points(full, rule, figures)
    low = _points(full, rule, _stated(ask, [event for event in meeting if supported(event, ask, papers)]))
    value = figures[0][1].value if figures else None
    required, name, unit = (rule.gate, "rate", "%") if isinstance(rule, Rate) else (rule.threshold, "hours", "学时")
    counted = (figures[0][0],) if figures else ()
    arithmetic = _arithmetic(full, rule, value, points)
    fact = f"未见写明{quoted(criterion.title)}的数字" if value is None else \
        f"写明{plain(value)}{unit}，标准为{plain(required)}{unit}"
    wanted = f"{quoted(criterion.title)}达到{plain(required)}{unit}的材料"
    return Outcome(
        points=points, low=low, high=points, status=status_of(points, full),
        measured={name: None if value is None else float(value), "required": float(required)},
        entries=ledger.one(points, counted, arithmetic), counted=counted, speaking=meeting_mentions(counted, ask),
        aside=(*(event for event in meeting if event not in counted), *chosen.rest),
        refusals=chosen.refusals, claims=(), fact=fact, arithmetic=arithmetic,
        gaps=() if points >= full else (Gap(what=wanted, one=full - points, all=full - points),))


def _stated(ask: Ask, events: Sequence[Event]) -> Figures:
    """Every figure that a mention meeting the ask states, best first."""
    found: Figures = []
    for event in events:
        quantities = [mention.slots.quantity for mention in speaking(event, ask)]
        found.extend((event, quantity) for quantity in (*quantities, event.slots.quantity) if quantity is not None)
    return sorted(found, key=lambda pair: (pair[1].value, pair[1].bound != "about"), reverse=True)


def _points(full: Decimal, rule: Rate | Hours, best_first: Figures) -> Decimal:
    stated = best_first[0][1] if best_first else None
    if isinstance(rule, Rate):
        return rules.rate(full, stated, rule.gate)
    return rules.hours(full, stated.value if stated else ZERO, rule.threshold)


def _arithmetic(full: Decimal, rule: Rate | Hours, value: Decimal | None, points: Decimal) -> str:
    if points >= full:
        return f"满分{plain(full)}"
    if isinstance(rule, Hours) and value is not None:
        return f"{plain(full)} × {plain(value)}/{plain(rule.threshold)} = {plain(points)}"
    return f"得{plain(points)}"
