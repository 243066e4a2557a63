"""Measures a criterion by its rule: presence, count and shortfall here, the others in the modules beside this one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from model.evidence import Event
from model.rubric import Criterion
from model.rules import Aspects, Bonus, Count, Deduction, External, Hours, Penalty, Presence, Rate, Shortfall, Tiers
from scoring import (
    ledger,
    measure_adverse,
    measure_aspects,
    measure_classes,
    measure_figures,
    measure_levels,
    measure_sorts,
    rules,
)
from scoring.numbers import plain
from scoring.outcome import Gap, Outcome, status_of, unseen
from scoring.select import (
    DOUBTFUL_REASON,
    NOTHING,
    Papers,
    Selection,
    meeting_mentions,
    refuse_all,
    select,
    speaking,
)
from scoring.tally import Tally, tally

Points = Callable[[Decimal], Decimal]
_SAME_YEAR = "要求每年都有，同一年的只算一次"


def measure(criterion: Criterion, events: Sequence[Event], papers: Papers) -> Outcome:
    """What the events earn under the criterion's rule."""
    rule = criterion.rule
    match rule:
        case Aspects():
            return measure_aspects.measure(criterion, rule, events, papers)
        case Bonus() if rule.sorts:
            return measure_sorts.bonus(criterion, rule, events, papers)
        case Tiers() | Bonus():
            return measure_levels.measure(criterion, rule, events, papers)
        case Penalty():
            return measure_sorts.penalty(criterion, rule, events, papers)
        case Deduction() if rule.sorts or rule.indicators:
            return measure_sorts.deduction(criterion, rule, events, papers)
        case Deduction():
            return measure_adverse.deduction(criterion, criterion.ask or NOTHING, rule.each, events, papers)
        case External():
            return measure_adverse.external(criterion, rule, events, papers)
        case Rate() | Hours():
            return measure_figures.measure(criterion, rule, events, papers)
        case Count() if rule.classes:
            return measure_classes.measure(criterion, rule, events, papers)
        case Presence() | Count() | Shortfall():
            return _by_number(criterion, rule, events, papers)


def _by_number(criterion: Criterion, rule: Presence | Count | Shortfall, events: Sequence[Event],
               papers: Papers) -> Outcome:
    """A number of distinct events against a threshold."""
    ask = criterion.ask or NOTHING
    chosen = select(ask, events, refutable=True)
    chosen, repeated = _one_a_year(chosen) if isinstance(rule, Count) and rule.per_year else (chosen, ())
    unsure = select(criterion.doubtful or NOTHING, [event for event in events if not speaking(event, ask)])
    doubtful = (*unsure.listed, *unsure.claims)
    counted = tally(chosen, ask, doubtful, papers, criterion.unit or "项")
    points_for, threshold = _points(criterion, rule)
    points = points_for(counted.number)
    arithmetic = _arithmetic(criterion, rule, counted.number, points)
    return Outcome(
        points=points, low=points_for(counted.low), high=points_for(counted.high),
        status=status_of(points, criterion.max_points),
        measured={"count": int(counted.number), "required": threshold, "lower_bound": counted.lower_bound},
        entries=ledger.one(points, counted.counted, arithmetic), counted=counted.counted,
        speaking=meeting_mentions(counted.counted, ask),
        aside=(*doubtful, *(claim for claim in chosen.claims if claim not in counted.counted), *repeated,
               *chosen.rest, *unsure.rest),
        refusals=(*chosen.refusals, *(refuse_all(event, "doubtful", DOUBTFUL_REASON) for event in doubtful),
                  *unsure.refusals, *counted.refusals,
                  *(refuse_all(event, "beyond", _SAME_YEAR) for event in repeated)),
        claims=counted.claims, fact=_fact(criterion, rule, counted, threshold), arithmetic=arithmetic,
        gaps=_number_gaps(criterion, points_for, counted.number, threshold))


def _one_a_year(chosen: Selection) -> tuple[Selection, tuple[Event, ...]]:
    """The selection with the first listed event of each calendar year, and the others; undated ones stay."""
    kept: dict[int | str, Event] = {}
    for event in chosen.listed:
        days = event.slots.date
        kept.setdefault(days.start.year if days and days.start.year == days.end.year else event.id, event)
    listed = tuple(kept.values())
    return replace(chosen, listed=listed), tuple(event for event in chosen.listed if event not in listed)


def _points(criterion: Criterion, rule: Presence | Count | Shortfall) -> tuple[Points, int]:
    full = criterion.max_points
    if isinstance(rule, Count):
        return lambda n: rules.count(full, n, rule.threshold, rule.shortfall), rule.threshold
    if isinstance(rule, Shortfall):
        return lambda n: rules.shortfall(full, n, rule.threshold, rule.each), rule.threshold
    return lambda n: rules.presence(full, n), 1


def _number_gaps(criterion: Criterion, points_for: Points, number: Decimal, threshold: int) -> tuple[Gap, ...]:
    now = points_for(number)
    if now >= criterion.max_points:
        return ()
    short = threshold - int(number)
    return (Gap(what=f"{short}{criterion.unit or '项'}", one=points_for(number + 1) - now,
                all=criterion.max_points - now, pieces=short),)


def _arithmetic(criterion: Criterion, rule: Presence | Count | Shortfall, number: Decimal, points: Decimal) -> str:
    full, got = plain(criterion.max_points), plain(points)
    if points >= criterion.max_points:
        return f"满分{full}"
    if isinstance(rule, Count) and rule.shortfall == "proportion":
        return f"{full} × {plain(number)}/{rule.threshold} = {got}"
    if isinstance(rule, Shortfall):
        return f"{full} − {plain(rule.each)} × {plain(rule.threshold - number)} = {got}"
    return f"得{got}"


def _fact(criterion: Criterion, rule: Presence | Count | Shortfall, counted: Tally, threshold: int) -> str:
    unit = criterion.unit or "项"
    number = plain(counted.number)
    if not counted.counted:
        return unseen(criterion.title)
    if isinstance(rule, Presence):
        return "有总数声明，未逐一列出，先按所称计" if counted.by_claim else f"有{number}项材料"
    if counted.by_claim:
        more = "至少" if counted.lower_bound else "共"
        return f"称{more}{number}{unit}，未逐一列出，先按所称计，标准为不少于{threshold}{unit[:1]}"
    return f"{number}{unit[:1]}不重复{unit[1:] or '材料'}，标准为不少于{threshold}{unit[:1]}"
