"""Measures a criterion that wants a number of events of each of several classes (各不少于4次)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from model.evidence import Event
from model.rubric import Criterion
from model.rules import Aspect, Count
from scoring import ledger, rules
from scoring.numbers import plain
from scoring.outcome import Gap, Outcome, status_of, unseen
from scoring.select import DOUBTFUL_REASON, NOTHING, Papers, Selection, meeting_mentions, refuse_all, select
from scoring.tally import Tally, tally

_Row = tuple[Aspect, Selection, Tally]


def measure(criterion: Criterion, rule: Count, events: Sequence[Event], papers: Papers) -> Outcome:
    """The class that has least decides, in proportion to the threshold.

    ``high`` lets the classes make up for one another, each up to the threshold, and takes doubtful evidence, such as
    a total that does not tell the classes apart.
    """
    full, unit, wanted = criterion.max_points, criterion.unit or "次", rule.threshold
    rows: list[_Row] = []
    for part in rule.classes:
        chosen = select(part.ask, events)
        rows.append((part, chosen, tally(chosen, part.ask, (), papers, unit)))
    unsure = select(criterion.doubtful or NOTHING, events)
    doubtful = (*unsure.listed, *unsure.claims)
    counted = tuple({event.id: event for _, _, got in rows for event in got.counted}.values())
    numbers = [got.number for _, _, got in rows]
    points = rules.classes(full, numbers, wanted)
    least = min(int(number) for number in numbers)
    arithmetic = _arithmetic(full, least, wanted, points)
    return Outcome(
        points=points, low=rules.classes(full, [got.low for _, _, got in rows], wanted),
        high=max(points, _high(criterion, rule, rows, unsure, papers)), status=status_of(points, full),
        measured={"count": least, "required": wanted, "lower_bound": any(got.lower_bound for _, _, got in rows)},
        entries=ledger.one(points, counted, arithmetic), counted=counted,
        speaking=tuple({m.id: m for part, _, got in rows for m in meeting_mentions(got.counted, part.ask)}.values()),
        aside=tuple({event.id: event for event in (*doubtful, *(event for _, chosen, got in rows for event in (
            *chosen.claims, *chosen.rest) if event not in got.counted), *unsure.rest)}.values()),
        refusals=(*(refusal for _, chosen, got in rows for refusal in (*chosen.refusals, *got.refusals)),
                  *(refuse_all(event, "doubtful", DOUBTFUL_REASON) for event in doubtful), *unsure.refusals),
        claims=tuple(words for _, _, got in rows for words in got.claims),
        fact=_fact(criterion, rows, wanted, unit), arithmetic=arithmetic, gaps=_gaps(full, rows, wanted, unit, points))


def _high(criterion: Criterion, rule: Count, rows: Sequence[_Row], unsure: Selection, papers: Papers) -> Decimal:
    most = rule.threshold * len(rows)
    total = tally(unsure, criterion.doubtful or NOTHING, (), papers, criterion.unit or "次").number
    credited = sum((min(got.high, Decimal(rule.threshold)) for _, _, got in rows), Decimal(0))
    return rules.count(criterion.max_points, max(credited, total), most, "proportion")


def _arithmetic(full: Decimal, least: int, required: int, points: Decimal) -> str:
    if points >= full:
        return f"满分{plain(full)}"
    return f"以最少的一类计：{plain(full)} × {least}/{required} = {plain(points)}"


def _fact(criterion: Criterion, rows: Sequence[_Row], wanted: int, unit: str) -> str:
    if not any(got.counted for _, _, got in rows):
        return unseen(criterion.title)
    each = "、".join(f"{part.name}{plain(got.number)}" for part, _, got in rows)
    return f"{each}，标准为各不少于{wanted}{unit[:1]}"


def _gaps(full: Decimal, rows: Sequence[_Row], wanted: int, unit: str, points: Decimal) -> tuple[Gap, ...]:
    """What the classes still lack, and what making up for all of it would add."""
    short = {part.name: wanted - int(got.number) for part, _, got in rows if got.number < wanted}
    if not short:
        return ()
    words = "、".join(f"“{name}”{number}{unit}" for name, number in short.items())
    return (Gap(what=words, one=full - points, all=full - points),)
