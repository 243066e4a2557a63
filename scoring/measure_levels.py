"""Measures works and honours that add up, by level (tiers) or one by one (bonus)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from model.evidence import LEVELS, Event, Level, Prize
from model.results import Refusal
from model.rubric import Criterion
from model.rules import Ask, Bonus, Tiers
from scoring import ledger, rules
from scoring.numbers import ZERO, plain
from scoring.outcome import Gap, Outcome, status_of, unseen
from scoring.select import (
    DOUBTFUL_REASON,
    NOTHING,
    Papers,
    Selection,
    claim_value,
    level_of,
    meeting_mentions,
    prize_of,
    refuse_all,
    select,
    speaking,
    supported,
)

Worths = list[tuple[Event, Decimal]]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """What was found. chosen: events that earn, with what each is worth (listed ones, or the best claim where nothing
    is listed); claims: stated totals that would earn; unlevelled: listed, but the level is not stated; unsure:
    doubtful.
    """

    selection: Selection
    chosen: Worths
    claims: Worths
    unlevelled: tuple[Event, ...]
    unsure: tuple[Event, ...]

    @property
    def counted(self) -> tuple[Event, ...]:
        return tuple(event for event, _ in self.chosen)


def measure(criterion: Criterion, rule: Tiers | Bonus, events: Sequence[Event], papers: Papers) -> Outcome:
    """Each work or honour once, at its highest level; different ones added up where the rule says so."""
    full, ask = criterion.max_points, criterion.ask or NOTHING
    add_up = adds_up(rule)
    found = _find(criterion, rule, ask, events)
    points = rules.added(full, [worth for _, worth in found.chosen], add_up)
    low = rules.added(full, [worth for event, worth in found.chosen if supported(event, ask, papers)], add_up)
    best = found.chosen if add_up else sorted(found.chosen, key=lambda pair: pair[1], reverse=True)[:1]
    aside = (event for event in (*found.selection.listed, *found.selection.claims) if event not in found.counted)
    return Outcome(
        points=points, low=low, high=_high(criterion, rule, ask, found), status=status_of(points, full),
        measured=_measured(rule, found.counted, ask),
        entries=ledger.added([(event, worth, _words(event, ask, rule)) for event, worth in best], points),
        counted=found.counted, speaking=meeting_mentions(found.counted, ask),
        aside=(*found.unsure, *aside, *found.selection.rest), refusals=_refusals(found, ask), claims=(),
        fact=_fact(criterion, found.counted), arithmetic=_arithmetic([worth for _, worth in best], points),
        gaps=_gaps(criterion, rule, [worth for _, worth in found.chosen], points))


def adds_up(rule: Tiers | Bonus) -> bool:
    """True where different works or honours add up."""
    return rule.add_up if isinstance(rule, Tiers) else True


def _worth(event: Event, ask: Ask, rule: Tiers | Bonus) -> Decimal | None:
    """What one event is worth (a claim: as many as it states); None where its level earns nothing or is not stated."""
    times = max(claim_value(event), Decimal(1)) if event.claim else Decimal(1)
    if not rule.tiers:
        return rule.each * times if isinstance(rule, Bonus) else None
    worths = [worth for level, prize in _ranks(event, ask) if (worth := _tier(rule, level, prize)) is not None]
    return max(worths, default=ZERO) * times if worths else None


def _ranks(event: Event, ask: Ask) -> list[tuple[Level | None, Prize | None]]:
    """Level and prize as each mention that meets the ask says them; the event's own where a mention says one only."""
    level, prize = level_of(event, ask), prize_of(event, ask)
    alone = len({mention.slots.level for mention in speaking(event, ask)} - {None}) <= 1
    ranks = [(mention.slots.level or (level if alone else None), mention.slots.prize or (prize if alone else None))
             for mention in speaking(event, ask)]
    return [*ranks, (level, None)]


def _tier(rule: Tiers | Bonus, level: Level | None, prize: Prize | None) -> Decimal | None:
    """What a level and a prize earn; None where the rule has nothing for them."""
    return next((tier.points for tier in rule.tiers if tier.level == level and tier.prize in (None, prize)), None)


def _find(criterion: Criterion, rule: Tiers | Bonus, ask: Ask, events: Sequence[Event]) -> _Found:
    selection = select(ask, events)
    listed = [(event, worth) for event in selection.listed if (worth := _worth(event, ask, rule)) is not None]
    claims = [(event, worth) for event in selection.claims if (worth := _worth(event, ask, rule)) is not None]
    claims.sort(key=lambda pair: pair[1], reverse=True)
    return _Found(
        selection=selection, chosen=listed if selection.listed else claims[:1], claims=claims,
        unlevelled=tuple(event for event in selection.listed if rule.tiers and _unranked(event, ask, rule)),
        unsure=select(criterion.doubtful, events).listed if criterion.doubtful else ())


def _unranked(event: Event, ask: Ask, rule: Tiers | Bonus) -> bool:
    """True where the level is not stated, or the prize where prizes differ and none of the level stands without one."""
    level = level_of(event, ask)
    if level is None:
        return True
    tiers = [tier for tier in rule.tiers if tier.level == level]
    return bool(tiers) and all(tier.prize for tier in tiers) and prize_of(event, ask) is None


def _high(criterion: Criterion, rule: Tiers | Bonus, ask: Ask, found: _Found) -> Decimal:
    """With the doubtful, with works whose level is not stated (at the lowest level), or by the best claim."""
    full, add_up = criterion.max_points, adds_up(rule)
    least = min((tier.points for tier in rule.tiers), default=rule.each if isinstance(rule, Bonus) else ZERO)
    worths = [worth for _, worth in found.chosen] + [least] * len(found.unlevelled)
    worths += [_worth(event, criterion.doubtful or ask, rule) or least for event in found.unsure]
    return max(rules.added(full, worths, add_up), rules.added(full, [worth for _, worth in found.claims[:1]], add_up))


def _measured(rule: Tiers | Bonus, counted: Sequence[Event], ask: Ask) -> dict[str, object]:
    if isinstance(rule, Bonus):
        return {"items": len(counted)}
    stated = {level_of(event, ask) for event in counted}
    return {"tier": next((level for level in LEVELS if level in stated), None)}


def _fact(criterion: Criterion, counted: Sequence[Event]) -> str:
    unit = criterion.unit or "项"
    return f"{len(counted)}{unit[:1]}不重复{unit[1:] or '材料'}" if counted else unseen(criterion.title)


def _arithmetic(worths: Sequence[Decimal], points: Decimal) -> str:
    """``5 + 3 = 8，以5分为限``; one work alone is just its points."""
    total = sum(worths, ZERO)
    words = " + ".join(plain(worth) for worth in worths)
    if total > points:
        return (f"{words} = {plain(total)}" if len(worths) > 1 else words) + f"，以{plain(points)}分为限"
    return f"{words} = {plain(points)}" if len(worths) > 1 else f"得{plain(points)}"


def _words(event: Event, ask: Ask, rule: Tiers | Bonus) -> str:
    level = level_of(event, ask)
    prize = prize_of(event, ask) if any(tier.prize for tier in rule.tiers) else None
    many = f"，称共{plain(claim_value(event))}件" if event.claim else ""
    return (f"{level}级{prize or ''}" if level and rule.tiers else "一件") + many


def _refusals(found: _Found, ask: Ask) -> tuple[Refusal, ...]:
    refusals = list(found.selection.refusals)
    for event in found.selection.listed:
        if event not in found.counted:
            level = level_of(event, ask)
            unsure = event in found.unlevelled
            lacking = "奖次" if level else "级别"
            reason = f"未写明{lacking}，请审核人核实；暂只计入上限" if unsure else f"{level}级不在计分级别内"
            refusals.append(refuse_all(event, "level", reason))
    aside = f"总数声明，列出的有{len(found.selection.listed)}个；只对照，不累加"
    refusals.extend(refuse_all(event, "total_claim", aside) for event in found.selection.claims
                    if event not in found.counted)
    refusals.extend(refuse_all(event, "doubtful", DOUBTFUL_REASON) for event in found.unsure)
    return tuple(refusals)


def _gaps(criterion: Criterion, rule: Tiers | Bonus, worths: list[Decimal], points: Decimal) -> tuple[Gap, ...]:
    """What one more work or honour would add, level by level."""
    full, unit = criterion.max_points, criterion.unit or "项"
    options = [(f"1{unit}（{tier.level}级{tier.prize or ''}）", tier.points) for tier in rule.tiers]
    if not options and isinstance(rule, Bonus):
        options = [(f"1{unit}", rule.each)]
    gains = [(what, rules.added(full, [*worths, worth], adds_up(rule)) - points) for what, worth in options]
    return tuple(Gap(what=what, one=gain, all=gain) for what, gain in gains if gain > ZERO)
