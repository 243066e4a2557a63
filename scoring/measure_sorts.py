"""Measures criteria that add or take away by sort of event, by a rate that falls short, and penalties below zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from model.evidence import Event, Mention
from model.results import CriterionStatus, PointEntry, Refusal
from model.rubric import Criterion
from model.rules import Ask, Bonus, Deduction, Indicator, Penalty, Sort
from scoring import ledger, rules
from scoring.numbers import ZERO, clamp, plain, rounded
from scoring.outcome import Gap, Outcome, status_of, unseen
from scoring.select import DOUBTFUL_REASON, NOTHING, Papers, meeting_mentions, refuse_all, select, stated
from scoring.tally import tally


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    """What one sort or indicator adds or takes away.

    worth: suggested; low and high: by what is supported, at most. figure: a rate, whose low counts whole steps only.
    """

    words: str
    worth: Decimal
    low: Decimal
    high: Decimal
    cases: int
    counted: tuple[Event, ...]
    speaking: tuple[Mention, ...]
    aside: tuple[Event, ...]
    refusals: tuple[Refusal, ...]
    claims: tuple[str, ...] = ()
    figure: bool = False


def bonus(criterion: Criterion, rule: Bonus, events: Sequence[Event], papers: Papers) -> Outcome:
    """The points of every sort's events, up to the criterion's maximum."""
    full = criterion.max_points
    parts = [_sort(sort, events, papers, criterion.unit or "项") for sort in rule.sorts]
    unsure = select(criterion.doubtful, events).listed if criterion.doubtful else ()
    least = min((sort.each for sort in rule.sorts), default=ZERO)
    total = sum((part.worth for part in parts), ZERO)
    points = clamp(total, full)
    lines = [PointEntry(points=part.worth, events=tuple(event.id for event in part.counted), words=part.words)
             for part in parts if part.worth]
    if total > points:
        lines.append(PointEntry(points=points - total, events=(), words=f"以{plain(points)}分为限"))
    words = " + ".join(plain(part.worth) for part in parts if part.worth)
    cut = f"，以{plain(points)}分为限" if total > points else ""
    return _outcome(
        criterion, parts, unsure, points=points, low=clamp(sum((part.low for part in parts), ZERO), full),
        high=clamp(sum((part.high for part in parts), ZERO) + least * len(unsure), full),
        status=status_of(points, full), measured={"items": sum(part.cases for part in parts)}, entries=tuple(lines),
        fact="；".join(part.words for part in parts if part.worth) or unseen(criterion.title),
        arithmetic=f"{words} = {plain(total)}{cut}" if words else f"得{plain(points)}",
        gaps=_bonus_gaps(rule, points, full))


def _bonus_gaps(rule: Bonus, points: Decimal, full: Decimal) -> tuple[Gap, ...]:
    gains = [(sort.name, min(sort.each, full - points)) for sort in rule.sorts]
    return tuple(Gap(what=f"1项“{name}”", one=gain, all=gain) for name, gain in gains if gain > ZERO)


def deduction(criterion: Criterion, rule: Deduction, events: Sequence[Event], papers: Papers) -> Outcome:
    """Full points less what every sort's cases and every rate that falls short take away, down to 0."""
    full = criterion.max_points
    parts = [_sort(sort, events, papers, "件") for sort in rule.sorts]
    parts += [_indicator(indicator, events) for indicator in rule.indicators]
    unsure = select(criterion.doubtful, events).listed if criterion.doubtful else ()
    lost = clamp(rounded(sum((part.worth for part in parts), ZERO)), full)
    each = max((sort.each for sort in rule.sorts), default=ZERO)
    most = sum((part.high for part in parts), ZERO) + each * len(unsure)
    least = sum((part.low if part.figure else part.worth for part in parts), ZERO)
    words = [part.words for part in parts if part.worth]
    entries = ledger.deducted(full, full - lost, [event for part in parts for event in part.counted if part.worth],
                              "；".join(words))
    return _outcome(
        criterion, parts, unsure, points=full - lost, low=full - clamp(rounded(most), full),
        high=full - clamp(rounded(least), full),
        status="met" if not lost else "partial",
        measured={"cases": sum(part.cases for part in parts), "deducted": float(lost)}, entries=entries,
        fact="；".join(words) if words else "卷内没有应扣分的情形",
        arithmetic=f"{plain(full)} − {plain(lost)} = {plain(full - lost)}" if lost else f"满分{plain(full)}")


def penalty(criterion: Criterion, rule: Penalty, events: Sequence[Event], papers: Papers) -> Outcome:
    """Points below zero for every adverse event, never below the criterion's (negative) maximum."""
    most = criterion.max_points
    sort = Sort(name=criterion.title, ask=criterion.ask or NOTHING, each=rule.each)
    part = _sort(sort, events, papers, criterion.unit or "件")
    unsure = select(criterion.doubtful, events).listed if criterion.doubtful else ()
    points = max(-part.worth, most) + ZERO
    entries = (PointEntry(points=points, events=tuple(event.id for event in part.counted), words=part.words),)
    return _outcome(
        criterion, [part], unsure, points=points, high=points,
        low=max(-part.high - rule.each * len(unsure), most) + ZERO, status="partial" if points else "met",
        measured={"cases": part.cases, "deducted": float(-points)}, entries=entries if points else (),
        fact=part.words if points else "卷内没有应扣分的情形",
        arithmetic=f"0 − {plain(-points)} = {plain(points)}" if points else "不扣分")


def _outcome(criterion: Criterion, parts: Sequence[_Part], unsure: Sequence[Event], *, points: Decimal, low: Decimal,
             high: Decimal, status: CriterionStatus, measured: dict[str, object], entries: tuple[PointEntry, ...],
             fact: str, arithmetic: str, gaps: tuple[Gap, ...] = ()) -> Outcome:
    """The outcome of several parts with their evidence joined."""
    counted = tuple({event.id: event for part in parts for event in part.counted}.values())
    return Outcome(
        points=points, low=low, high=high, status=status, measured=measured, entries=entries, counted=counted,
        speaking=tuple({mention.id: mention for part in parts for mention in part.speaking}.values()),
        aside=(*unsure, *(event for part in parts for event in part.aside if event not in counted)),
        refusals=(*(refusal for part in parts for refusal in part.refusals),
                  *(refuse_all(event, "doubtful", DOUBTFUL_REASON) for event in unsure)),
        claims=tuple(words for part in parts for words in part.claims), fact=fact, arithmetic=arithmetic, gaps=gaps)


def _sort(sort: Sort, events: Sequence[Event], papers: Papers, unit: str) -> _Part:
    chosen = select(sort.ask, events)
    got = tally(chosen, sort.ask, (), papers, unit)
    return _Part(words=f"{sort.name}{plain(got.number)}{unit[:1]}，每{unit[:1]}{plain(sort.each)}分",
                 worth=sort.each * got.number, low=sort.each * got.low, high=sort.each * max(got.high, got.number),
                 cases=int(got.number), counted=got.counted, speaking=meeting_mentions(got.counted, sort.ask),
                 aside=(*(claim for claim in chosen.claims if claim not in got.counted), *chosen.rest),
                 refusals=(*chosen.refusals, *got.refusals), claims=got.claims)


def _indicator(indicator: Indicator, events: Sequence[Event]) -> _Part:
    """The lowest rate stated; one that nobody states costs nothing, one of the office's own may be lower."""
    ask: Ask = indicator.ask
    chosen = select(ask, events)
    pairs = [(figure.value, event) for event in (*chosen.listed, *chosen.claims) for figure in stated(event, ask)]
    value, event = min(pairs, key=lambda pair: pair[0], default=(None, None))
    if value is None or event is None:
        return _Part(words="", worth=ZERO, low=ZERO, high=ZERO, cases=0, counted=(), speaking=(), aside=chosen.rest,
                     refusals=chosen.refusals)
    worth = rules.below(value, indicator.lower, indicator.points, indicator.step)
    whole, begun = (rules.below_steps(value, indicator.lower, indicator.points, indicator.step, way)
                    for way in (ROUND_FLOOR, ROUND_CEILING))
    others = tuple(other for other in (*chosen.listed, *chosen.claims) if other is not event)
    return _Part(words=f"{indicator.name}{plain(value)}%，低于{plain(indicator.lower)}%，扣{plain(worth)}分",
                 worth=worth, low=whole, high=begun, cases=1 if worth else 0, counted=(event,),
                 speaking=meeting_mentions((event,), ask), aside=(*others, *chosen.rest), refusals=chosen.refusals,
                 figure=True)
