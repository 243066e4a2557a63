"""The points that a criterion's written evidence gives, worked out again without the engine's own types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from model.evidence import LEVELS, Quantity
from model.rubric import (
    Ask,
    Aspects,
    Bonus,
    Count,
    Criterion,
    Deduction,
    External,
    Hours,
    Presence,
    Rate,
    Shortfall,
    Tiers,
)
from scoring import rules
from scoring.measure_levels import adds_up
from scoring.numbers import ZERO


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """One evidence entry of the JSON; quantity is None where none is written."""

    event: str
    kind: str
    status: str
    counts: bool
    level: str | None
    quantity: Decimal | None


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
    """The points that follow from evidence and measure under the criterion's rule."""
    counted = [entry for entry in evidence if entry.counts]
    full, rule, ask = criterion.max_points, criterion.rule, criterion.ask or Ask(kinds=())
    meeting = _meeting(counted, ask)
    if isinstance(rule, Presence | Count | Shortfall):
        return _number(criterion, rule, meeting, measured)
    if isinstance(rule, Aspects):
        found = sum(1 for part in rule.aspects if _meeting(counted, part.ask))
        points = rules.aspects(full, found, len(rule.aspects), rule.all_needed)
        said = measured.get("aspects")
        stated = sum(1 for value in said.values() if value is True) if isinstance(said, Mapping) else None
        return Expected(points=(points,), cited=bool(counted), count=(found,), stated_count=stated)
    if isinstance(rule, Tiers | Bonus):
        times = dict.fromkeys((1, _claimed(meeting) or 1))
        return Expected(points=tuple(rules.added(full, _worths(rule, meeting, n), adds_up(rule)) for n in times),
                        cited=bool(meeting))
    if isinstance(rule, Deduction):
        return _adverse(full, rule.each, meeting, measured)
    if isinstance(rule, External):
        against = _meeting(counted, rule.adverse)
        nothing_against = Expected(points=(None,), cited=bool(counted))
        return _adverse(full, rule.each, against, measured) if against else nothing_against
    return _figure(full, rule, meeting)


def _meeting(counted: Sequence[Evidence], ask: Ask) -> dict[str, list[Evidence]]:
    """Counted entries of an asked kind and status, by event."""
    events: dict[str, list[Evidence]] = {}
    for entry in counted:
        if entry.kind in ask.kinds and entry.status in ask.statuses:
            events.setdefault(entry.event, []).append(entry)
    return events


def _claimed(events: Mapping[str, Sequence[Evidence]]) -> int | None:
    """The number that a single counted event may claim; None where several are listed."""
    if len(events) != 1:
        return None
    stated = [entry.quantity for entries in events.values() for entry in entries if entry.quantity is not None]
    return max(int(max(stated)), 1) if stated else None


def _counts(events: Mapping[str, Sequence[Evidence]]) -> tuple[int, ...]:
    claimed = _claimed(events)
    return (len(events),) if claimed in (None, len(events)) else (len(events), claimed or 0)


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _number(criterion: Criterion, rule: Presence | Count | Shortfall, events: Mapping[str, Sequence[Evidence]],
            measured: Mapping[str, object]) -> Expected:
    counts, stated = _counts(events), _whole(measured.get("count"))
    at = Decimal(stated if stated is not None and stated in counts else counts[0])
    full = criterion.max_points
    if isinstance(rule, Count):
        points = rules.count(full, at, rule.threshold, rule.shortfall)
    elif isinstance(rule, Shortfall):
        points = rules.shortfall(full, at, rule.threshold, rule.each)
    else:
        points = rules.presence(full, at)
    cited = bool(events) or isinstance(rule, Shortfall)
    return Expected(points=(points,), cited=cited, count=counts, stated_count=stated)


def _worths(rule: Tiers | Bonus, events: Mapping[str, Sequence[Evidence]], times: int) -> list[Decimal]:
    """What each counted event is worth at its highest written level, ``times`` over where it is a stated total."""
    if not rule.tiers:
        return [rule.each * times for _ in events] if isinstance(rule, Bonus) else []
    tiers = {tier.level: tier.points for tier in rule.tiers}
    found = []
    for entries in events.values():
        levels = {entry.level for entry in entries}
        best = next((level for level in LEVELS if level in levels), None)
        if best is not None:
            found.append(tiers.get(best, ZERO) * times)
    return found


def _adverse(full: Decimal, each: Decimal | None, events: Mapping[str, Sequence[Evidence]],
             measured: Mapping[str, object]) -> Expected:
    counts, stated = _counts(events), _whole(measured.get("cases"))
    at = stated if stated is not None and stated in counts else counts[0]
    return Expected(points=(rules.deducted(full, Decimal(at), each),), cited=True, count=counts, stated_count=stated)


def _figure(full: Decimal, rule: Rate | Hours, events: Mapping[str, Sequence[Evidence]]) -> Expected:
    """The best figure that counted evidence writes; 近 and 约 cannot be seen in the JSON."""
    written = [entry.quantity for entries in events.values() for entry in entries if entry.quantity is not None]
    best = max(written, default=None)
    if isinstance(rule, Hours):
        return Expected(points=(rules.hours(full, best or ZERO, rule.threshold),), cited=bool(events))
    stated = None if best is None else Quantity(value=best, unit="%")
    return Expected(points=(rules.rate(full, stated, rule.gate),), cited=bool(events))
