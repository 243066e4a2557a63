"""Measures stated figures: rates that must reach a gate, hours in proportion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from model.evidence import CLAIM_PAPERS, Event, Quantity
from model.results import Refusal
from model.rubric import Criterion
from model.rules import Ask, Aspect, Hours, Rate
from scoring import ledger, rules
from scoring.numbers import ZERO, plain
from scoring.outcome import Gap, Outcome, quoted, status_of
from scoring.select import NOTHING, Papers, meeting_mentions, paper_of, select, speaking, stated, supported

_OCCASION = 92
"""Days: a figure dated more narrowly than a quarter is of one occasion."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Figure:
    """The figure of one group. required: what it must reach. value: the best one that another paper than the unit's
    own claims states, else the best claim. backed: None where only claims state one. claimed: the best of all."""

    name: str
    ask: Ask
    required: Decimal
    event: Event | None
    value: Quantity | None
    backed: Quantity | None
    claimed: Quantity | None
    aside: tuple[Event, ...]
    refusals: tuple[Refusal, ...]


def measure(criterion: Criterion, rule: Rate | Hours, events: Sequence[Event], papers: Papers) -> Outcome:
    """The best figure stated by each group against the one required; ``low`` rests on what another paper states."""
    full = criterion.max_points
    figures = [_figure(group, events, papers) for group in _groups(criterion, rule)]
    points = _points(full, rule, [(figure, figure.value) for figure in figures])
    low = _points(full, rule, [(figure, figure.backed) for figure in figures])
    counted = tuple({figure.event.id: figure.event for figure in figures if figure.event is not None}.values())
    arithmetic = _arithmetic(full, rule, figures, points)
    wanted = f"{quoted(criterion.title)}达到{_required(rule)}的材料"
    return Outcome(
        points=points, low=low, high=_high(full, rule, figures, points), status=status_of(points, full),
        measured=_measured(rule, figures), entries=ledger.one(points, counted, arithmetic), counted=counted,
        speaking=tuple({m.id: m for figure in figures if figure.event is not None
                        for m in meeting_mentions((figure.event,), figure.ask)}.values()),
        aside=tuple(event for figure in figures for event in figure.aside if event not in counted),
        refusals=tuple(refusal for figure in figures for refusal in figure.refusals), claims=(),
        fact=_fact(criterion, rule, figures), arithmetic=arithmetic,
        gaps=() if points >= full else (Gap(what=wanted, one=full - points, all=full - points),))


def _groups(criterion: Criterion, rule: Rate | Hours) -> list[Aspect]:
    """The groups whose figures are wanted, each with its threshold; the criterion's own ask has no name."""
    own = Aspect(name="", ask=criterion.ask or NOTHING,
                 at_least=rule.gate if isinstance(rule, Rate) else rule.threshold)
    if isinstance(rule, Hours):
        return [own, *rule.others]
    return [Aspect(name=part.name, ask=part.ask, at_least=rule.gate) for part in rule.classes] or [own]


def _figure(group: Aspect, events: Sequence[Event], papers: Papers) -> _Figure:
    chosen = select(group.ask, events)
    meeting = (*chosen.listed, *chosen.claims)
    event, value = claimed = _best(group.ask, meeting)
    shown, proved = _proved(group.ask, meeting, papers)
    if proved is not None and value is not None and proved.value < value.value:
        event, value = shown, proved
    backed = _best(group.ask, [event for event in meeting if supported(event, group.ask, papers)])[1]
    low = min((q for q in (backed, value) if q is not None), key=lambda q: q.value) if backed else None
    return _Figure(name=group.name, ask=group.ask, required=group.at_least or ZERO, event=event, value=value,
                   backed=low, claimed=claimed[1],
                   aside=(*(other for other in meeting if other is not event), *chosen.rest),
                   refusals=chosen.refusals)


def _proved(ask: Ask, events: Sequence[Event], papers: Papers) -> tuple[Event | None, Quantity | None]:
    """The best figure that a paper other than the unit's own claims states of a whole year, with its event.

    What a row or report tells of one occasion (4月26日学法4小时) says nothing of the sum.
    """
    pairs = [(event, quantity) for event in events for mention in speaking(event, ask)
             if paper_of(mention, papers) not in CLAIM_PAPERS and (quantity := mention.slots.quantity) is not None
             and (mention.slots.date is None or mention.slots.date.days > _OCCASION)]
    return max(pairs, key=lambda pair: pair[1].value, default=(None, None))


def _best(ask: Ask, events: Sequence[Event]) -> tuple[Event | None, Quantity | None]:
    """The event that states the best figure, with the figure."""
    pairs = [(event, figures[0]) for event in events if (figures := stated(event, ask))]
    return max(pairs, key=lambda pair: (pair[1].value, pair[1].bound != "about"), default=(None, None))


def _points(full: Decimal, rule: Rate | Hours, pairs: Sequence[tuple[_Figure, Quantity | None]]) -> Decimal:
    if isinstance(rule, Rate):
        return min(rules.rate(full, value, figure.required) for figure, value in pairs)
    own = pairs[0][1]
    known = [(value.value, figure.required) for figure, value in pairs if value is not None]
    return rules.hours(full, known) if own is not None else ZERO


def _high(full: Decimal, rule: Rate | Hours, figures: Sequence[_Figure], points: Decimal) -> Decimal:
    """The unit's own larger claims may yet be shown; so may full points, where some of several rates are not stated
    and none of the others falls short."""
    known = [figure for figure in figures if figure.value is not None]
    if not isinstance(rule, Rate) or not known or len(known) == len(figures):
        return max(points, _points(full, rule, [(figure, figure.claimed) for figure in figures]))
    return full if all(rules.rate(full, figure.value, figure.required) for figure in known) else points


def _measured(rule: Rate | Hours, figures: Sequence[_Figure]) -> dict[str, object]:
    """``rate`` is the worst of several rates, None unless all are stated; ``hours`` is the criterion's own group's."""
    known = [figure.value.value for figure in figures if figure.value is not None]
    if isinstance(rule, Hours):
        own = figures[0].value
        return {"hours": None if own is None else float(own.value), "required": float(rule.threshold)}
    worst = float(min(known)) if len(known) == len(figures) else None
    return {"rate": worst, "required": float(rule.gate)}


def _required(rule: Rate | Hours) -> str:
    return f"{plain(rule.gate)}%" if isinstance(rule, Rate) else f"{plain(rule.threshold)}学时"


def _fact(criterion: Criterion, rule: Rate | Hours, figures: Sequence[_Figure]) -> str:
    unit = "%" if isinstance(rule, Rate) else "学时"
    known = [f"{figure.name}{plain(figure.value.value)}{unit}（标准{plain(figure.required)}{unit}）"
             for figure in figures if figure.value is not None]
    if not known:
        return f"未见写明{quoted(criterion.title)}的数字"
    if len(figures) == 1 and figures[0].value is not None:
        return f"写明{plain(figures[0].value.value)}{unit}，标准为{_required(rule)}"
    lacking = "、".join(figure.name for figure in figures if figure.value is None and figure.name)
    return f"写明{'、'.join(known)}" + (f"；未写明{lacking}的数字" if lacking else "")


def _arithmetic(full: Decimal, rule: Rate | Hours, figures: Sequence[_Figure], points: Decimal) -> str:
    if points >= full:
        return f"满分{plain(full)}"
    known = [figure for figure in figures if figure.value is not None]
    if isinstance(rule, Hours) and figures[0].value is not None:
        worst = min(known, key=lambda figure: figure.value.value / figure.required if figure.value else ZERO)
        value = worst.value.value if worst.value else ZERO
        return f"{plain(full)} × {plain(value)}/{plain(worst.required)} = {plain(points)}"
    return f"得{plain(points)}"
