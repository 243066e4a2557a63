"""The shapes of a criterion's rule: what it asks for and how points follow. Nothing here computes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from model.evidence import DateRange, Level, Prize, Status


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """Which evidence counts: any of ``kinds``, in any of ``statuses``, at any of ``levels`` (() = any level).

    period: the criterion's own days (five-year items); None for the review period.
    """

    kinds: tuple[str, ...]
    statuses: tuple[Status, ...] = ("done",)
    levels: tuple[Level, ...] = ()
    period: DateRange | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Aspect:
    """One of the parts that a criterion lists; ``name`` is the standard's word for it.

    at_least: the stated figure (hours, per cent …), or else the number of distinct events, that it must reach.
    refuted_by: evidence that shows it is not so, whatever else is claimed (5所学校尚未配备 beside 全覆盖),
    told of the review period itself.
    """

    name: str
    ask: Ask
    at_least: Decimal | None = None
    refuted_by: Ask | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Presence:
    """Full points where at least one event is there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """``threshold`` distinct events for full points. shortfall: ``proportion`` or ``none`` (all or nothing).

    classes: where not empty, each of them needs ``threshold`` of its own (各不少于), and the criterion has no ask.
    per_year: of the listed events with a date, one a calendar year counts.
    """

    threshold: int
    shortfall: str = "proportion"
    classes: tuple[Aspect, ...] = ()
    per_year: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Shortfall:
    """``threshold`` expected; each one short deducts ``each``, never below 0."""

    threshold: int
    each: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """A stated rate in per cent must reach ``gate`` (inclusive); all or nothing.

    classes: where not empty, the rate of each of them must, and the criterion has no ask.
    """

    gate: Decimal
    classes: tuple[Aspect, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """Stated hours against ``threshold``, in proportion.

    others: groups with a threshold of their own (``at_least``); of those stated, the worst share decides.
    """

    threshold: Decimal
    others: tuple[Aspect, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Tier:
    """Points for one level of a work or honour, and for one prize of it; prize None: whatever the prize."""

    level: Level
    points: Decimal
    prize: Prize | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Tiers:
    """Points by level. One work or honour counts at its highest level; different ones add up if ``add_up``."""

    tiers: tuple[Tier, ...]
    add_up: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Aspects:
    """Several parts, each an equal share; ``all_needed``: nothing unless every part is there."""

    aspects: tuple[Aspect, ...]
    all_needed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Sort:
    """One sort of event with points of its own: added by a bonus, taken away by a deduction."""

    name: str
    ask: Ask
    each: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """A stated rate that costs points below ``lower``: ``points`` for every ``step`` begun (None: once)."""

    name: str
    ask: Ask
    lower: Decimal
    points: Decimal
    step: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Bonus:
    """Points for each event (by level where ``tiers`` are given, else ``each``) up to the criterion's maximum.

    sorts: where not empty, events of several sorts, each with points of its own, and the criterion has no ask.
    """

    each: Decimal = Decimal(0)
    tiers: tuple[Tier, ...] = ()
    sorts: tuple[Sort, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Deduction:
    """Full points less what every adverse event takes away, never below 0.

    each: points for an event that the criterion's ask finds. sorts and indicators: several, each with points of its
    own, and the criterion has no ask.
    """

    each: Decimal = Decimal(0)
    sorts: tuple[Sort, ...] = ()
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Penalty:
    """Nothing, less ``each`` for every adverse event, never below the criterion's (negative) maximum."""

    each: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class External:
    """Only the office's own records can answer. adverse: what in the dossier itself would speak against full points.

    each: points lost per adverse event the dossier admits (all of them where None).
    """

    adverse: Ask
    each: Decimal | None = None


Rule = Presence | Count | Shortfall | Rate | Hours | Tiers | Aspects | Bonus | Deduction | Penalty | External


def parts(rule: Rule) -> tuple[Aspect | Sort | Indicator, ...]:
    """The named parts of a rule that ask for evidence of their own."""
    match rule:
        case Aspects():
            return rule.aspects
        case Count() | Rate():
            return rule.classes
        case Hours():
            return rule.others
        case Bonus():
            return rule.sorts
        case Deduction():
            return (*rule.sorts, *rule.indicators)
        case _:
            return ()
