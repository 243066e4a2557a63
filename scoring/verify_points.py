"""The points that a criterion's written evidence gives, worked out again without the engine's own types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from model.evidence import LEVELS, Quantity
from model.rubric import Criterion
from model.rules import (
    Ask,
    Aspects,
    Bonus,
    Count,
    Deduction,
    External,
    Hours,
    Penalty,
    Presence,
    Rate,
    Shortfall,
    Tiers,
)
from scoring import rules
from scoring.measure_levels import adds_up
from scoring.numbers import ZERO, clamp, rounded


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """One evidence entry of the JSON; quantity is None where none is written.

    claimed: it stands in the self-report or the score table.
    """

    event: str
    kind: str
    status: str
    counts: bool
    level: str | None
    quantity: Decimal | None
    claimed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Expected:
    """What should stand. points: those that may be suggested (None for what only the office knows), more than one where
    the JSON does not say whether an event is a stated total. cited: there is evidence that counts.

    count: the numbers that ``measured`` may state (distinct counted events, then the claim); None where nothing is
    counted. stated_count: what it states.
    """

    points: tuple[Decimal | None, ...]
    cited: bool
    count: tuple[int, ...] | None = None
    stated_count: int | None = None


def expected(criterion: Criterion, evidence: Sequence[Evidence], measured: Mapping[str, object]) -> Expected:
    """The points that follow from evidence and measure under the criterion's rule; full points are 1 where there are
    none."""
    counted = [entry for entry in evidence if entry.counts]
    full, rule, ask = criterion.max_points or Decimal(1), criterion.rule, criterion.ask or Ask(kinds=())
    meeting = _meeting(counted, ask)
    match rule:
        case Count() if rule.classes:
            return _classes(full, rule, counted, measured)
        case Presence() | Count() | Shortfall():
            return _number(full, rule, meeting, measured)
        case Aspects():
            return _aspects(full, rule, counted, measured)
        case Bonus() if rule.sorts:
            totals = _sums([_times(_meeting(counted, sort.ask), sort.each) for sort in rule.sorts])
            return Expected(points=tuple(clamp(total, full) for total in totals), cited=bool(counted))
        case Tiers() | Bonus():
            return _levels(full, rule, meeting)
        case Penalty():
            return _penalty(criterion.max_points, rule, meeting, measured)
        case Deduction() if rule.sorts or rule.indicators:
            return _deductions(full, rule, counted)
        case Deduction():
            return _adverse(full, rule.each, meeting, measured)
        case External():
            against = _meeting(counted, rule.adverse)
            nothing_against = Expected(points=(None,), cited=bool(counted))
            return _adverse(full, rule.each, against, measured) if against else nothing_against
        case Rate() | Hours():
            return _figure(full, rule, ask, counted)


def _meeting(counted: Sequence[Evidence], ask: Ask) -> dict[str, list[Evidence]]:
    """Counted entries of an asked kind and status, by event."""
    events: dict[str, list[Evidence]] = {}
    for entry in counted:
        if entry.kind in ask.kinds and entry.status in ask.statuses:
            events.setdefault(entry.event, []).append(entry)
    return events


def _figures(events: Mapping[str, Sequence[Evidence]]) -> list[Decimal]:
    return [entry.quantity for entries in events.values() for entry in entries if entry.quantity is not None]


def _claimed(events: Mapping[str, Sequence[Evidence]]) -> int | None:
    """The number that a single counted event may claim; None where several are listed."""
    stated = _figures(events) if len(events) == 1 else []
    return max(int(max(stated)), 1) if stated else None


def _counts(events: Mapping[str, Sequence[Evidence]]) -> tuple[int, ...]:
    claimed = _claimed(events)
    return (len(events),) if claimed in (None, len(events)) else (len(events), claimed or 0)


def _times(events: Mapping[str, Sequence[Evidence]], each: Decimal) -> tuple[Decimal, ...]:
    """What a sort's events may be worth: listed one by one, or as many as a single one claims."""
    return tuple(each * number for number in _counts(events))


def _sums(options: Sequence[Sequence[Decimal]]) -> tuple[Decimal, ...]:
    """Every sum that takes one of each part's options."""
    totals = {ZERO}
    for choices in options:
        totals = {total + choice for total in totals for choice in choices}
    return tuple(sorted(totals))


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _number(full: Decimal, rule: Presence | Count | Shortfall, events: Mapping[str, Sequence[Evidence]],
            measured: Mapping[str, object]) -> Expected:
    counts, stated = _counts(events), _whole(measured.get("count"))
    at = Decimal(stated if stated is not None and stated in counts else counts[0])
    if isinstance(rule, Count):
        points = rules.count(full, at, rule.threshold, rule.shortfall)
    elif isinstance(rule, Shortfall):
        points = rules.shortfall(full, at, rule.threshold, rule.each)
    else:
        points = rules.presence(full, at)
    cited = bool(events) or isinstance(rule, Shortfall)
    return Expected(points=(points,), cited=cited, count=counts, stated_count=stated)


def _classes(full: Decimal, rule: Count, counted: Sequence[Evidence], measured: Mapping[str, object]) -> Expected:
    options = [_counts(_meeting(counted, part.ask)) for part in rule.classes]
    least = tuple(range(min(min(choices) for choices in options), min(max(choices) for choices in options) + 1))
    points = tuple(rules.classes(full, [Decimal(number)], rule.threshold) for number in least)
    return Expected(points=points, cited=bool(counted), count=least, stated_count=_whole(measured.get("count")))


def _aspects(full: Decimal, rule: Aspects, counted: Sequence[Evidence], measured: Mapping[str, object]) -> Expected:
    found = 0
    for part in rule.aspects:
        meeting = _meeting(counted, part.ask)
        enough = part.at_least is None or max([Decimal(len(meeting)), *_figures(meeting)]) >= part.at_least
        found += bool(meeting) and enough
    points = rules.aspects(full, found, len(rule.aspects), rule.all_needed)
    said = measured.get("aspects")
    stated = sum(1 for value in said.values() if value is True) if isinstance(said, Mapping) else None
    return Expected(points=(points,), cited=bool(counted), count=(found,), stated_count=stated)


def _levels(full: Decimal, rule: Tiers | Bonus, events: Mapping[str, Sequence[Evidence]]) -> Expected:
    """Works and honours at their highest written level. The JSON does not write prizes: any of the level's may be."""
    options = [_worths(rule, entries) for entries in events.values()]
    totals: set[Decimal] = set()
    for times in dict.fromkeys((1, _claimed(events) or 1)):
        alone = tuple({worth for choices in options for worth in choices}) or (ZERO,)
        sums = _sums(options) if adds_up(rule) else alone
        totals.update(rounded(clamp(total * times, full)) for total in sums)
    return Expected(points=tuple(sorted(totals)), cited=bool(events))


def _worths(rule: Tiers | Bonus, entries: Sequence[Evidence]) -> tuple[Decimal, ...]:
    if not rule.tiers:
        return (rule.each,) if isinstance(rule, Bonus) else (ZERO,)
    written = {entry.level for entry in entries}
    if any(tier.prize for tier in rule.tiers):
        return tuple(tier.points for tier in rule.tiers if tier.level in written) or (ZERO,)
    best = next((level for level in LEVELS if level in written), None)
    return (next((tier.points for tier in rule.tiers if tier.level == best), ZERO),)


def _penalty(most: Decimal, rule: Penalty, events: Mapping[str, Sequence[Evidence]],
             measured: Mapping[str, object]) -> Expected:
    counts = _counts(events)
    stated = _whole(measured.get("cases"))
    at = stated if stated is not None and stated in counts else counts[0]
    return Expected(points=(rules.penalty(most, Decimal(at), rule.each),), cited=True, count=counts,
                    stated_count=stated)


def _deductions(full: Decimal, rule: Deduction, counted: Sequence[Evidence]) -> Expected:
    options: list[Sequence[Decimal]] = [_times(_meeting(counted, sort.ask), sort.each) for sort in rule.sorts]
    for indicator in rule.indicators:
        lowest = min(_figures(_meeting(counted, indicator.ask)), default=indicator.lower)
        options.append((rules.below(lowest, indicator.lower, indicator.points, indicator.step),))
    return Expected(points=tuple(full - clamp(rounded(total), full) for total in _sums(options)), cited=True)


def _adverse(full: Decimal, each: Decimal | None, events: Mapping[str, Sequence[Evidence]],
             measured: Mapping[str, object]) -> Expected:
    counts, stated = _counts(events), _whole(measured.get("cases"))
    at = stated if stated is not None and stated in counts else counts[0]
    return Expected(points=(rules.deducted(full, Decimal(at), each),), cited=True, count=counts, stated_count=stated)


def _figure(full: Decimal, rule: Rate | Hours, ask: Ask, counted: Sequence[Evidence]) -> Expected:
    """The best figures that counted evidence writes, each also without the unit's own claims.

    The JSON does not show 近 and 约, which fail just at the gate.
    """
    if isinstance(rule, Hours):
        groups = [(ask, rule.threshold), *((part.ask, part.at_least or ZERO) for part in rule.others)]
    else:
        groups = [(part.ask, rule.gate) for part in rule.classes] or [(ask, rule.gate)]
    points: dict[Decimal, None] = {}
    for values in product(*(_best(_meeting(counted, wanted)) for wanted, _ in groups)):
        pairs = [(value, least) for value, (_, least) in zip(values, groups, strict=True)]
        points |= dict.fromkeys(_reached(full, rule, pairs))
    return Expected(points=tuple(points), cited=bool(counted))


def _best(events: Mapping[str, Sequence[Evidence]]) -> tuple[Decimal | None, ...]:
    """The largest figure of all entries, and of those that stand in other papers than the unit's claims."""
    proved = {event: [entry for entry in entries if not entry.claimed] for event, entries in events.items()}
    best, shown = max(_figures(events), default=None), max(_figures(proved), default=None)
    return (best,) if shown is None else (best, shown)


def _reached(full: Decimal, rule: Rate | Hours, pairs: Sequence[tuple[Decimal | None, Decimal]]) -> tuple[Decimal, ...]:
    """The points of one figure for each group."""
    if isinstance(rule, Hours):
        known = [(value, least) for value, least in pairs if value is not None]
        return (rules.hours(full, known) if pairs[0][0] is not None else ZERO,)
    quantities = [None if value is None else Quantity(value=value, unit="%") for value, _ in pairs]
    points = min(rules.rate(full, value, rule.gate) for value in quantities)
    return (points, ZERO) if rule.gate in [value for value, _ in pairs] else (points,)
