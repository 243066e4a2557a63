"""Which events speak of what a criterion asks for, which of them count, and why the others do not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from model.evidence import (
    CLAIM_PAPERS,
    LEVELS,
    PRIZES,
    DateRange,
    Event,
    Level,
    Mention,
    Paper,
    Prize,
    Quantity,
    Status,
)
from model.results import Refusal
from model.rules import Ask

Papers = Mapping[str, Paper]
"""The kind of paper of each file, by its path; a file that is not there keeps the kind its mentions carry."""

NOTHING = Ask(kinds=())
"""An ask that nothing meets."""

REASONS: dict[str, str] = {
    "planned": "只是计划、安排或要求，未见已经办理",
    "negated": "写明没有发生",
    "done": "写明发生了，与所要求的相反",
    "other_period": "不在评议期内",
    "other_unit": "不是本单位所办",
    "boilerplate": "只有套话或引文，没有具体事实",
}
_SAME = 4
"""Least length of what a claim and a denial have in common to be about the same."""
_SOME = re.compile(r"(?:\d+|[一二两三四五六七八九十])(?:余|多)?(?:所|个|家|处|村|镇|户|名|位|条|块|项)")
"""Some of several (两所教学点): a denial of them is none of the whole."""
DENIED_REASON = "只有自评写了，另有材料写明没有做"
DOUBTFUL_REASON = "材料尚不足以认定，只计入上限，请审核人核实"


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """Events that an ask finds. listed: counted one by one. claims: stated totals. refusals: the rest, with reasons.
    rest: the events of the refusals. denied: of these, what only the unit's own claims tell and another paper denies.
    """

    listed: tuple[Event, ...]
    claims: tuple[Event, ...]
    refusals: tuple[Refusal, ...]
    rest: tuple[Event, ...]
    denied: tuple[Event, ...] = ()


def paper_of(mention: Mention, papers: Papers) -> Paper:
    """The kind of paper in which a mention stands."""
    return papers.get(mention.span.document, mention.paper)


def standing(mention: Mention, ask: Ask = NOTHING) -> Status:
    """A mention's status for an ask.

    A deed stated with the number 0 (败诉0件) is one that did not happen; one outside the review period that lies in
    the ask's own period (five-year items) is done, unless its paper only announces it.
    """
    quantity, when = mention.slots.quantity, mention.slots.date
    if mention.status == "other_period" and ask.period and when and not mention.promised \
            and _falls_in(when, ask.period):
        return "done"
    return "negated" if mention.status == "done" and quantity is not None and quantity.value == 0 else mention.status


def _falls_in(when: DateRange, period: DateRange) -> bool:
    """True where a range lies in a period; whole years (2021至2023年) may run to the end of the period's last year."""
    full_years = (when.start.month, when.start.day, when.end.month, when.end.day) == (1, 1, 12, 31)
    if full_years and when.start <= period.end and when.end.year == period.end.year:
        return period.start <= when.start
    return when.within(period)


def level_of(event: Event, ask: Ask) -> Level | None:
    """The highest level that the event's mentions of an asked status state; None where none does."""
    stated = {mention.slots.level for mention in event.mentions if standing(mention, ask) in ask.statuses}
    return next((level for level in LEVELS if level in stated), None)


def prize_of(event: Event, ask: Ask) -> Prize | None:
    """The highest prize that the event's mentions of an asked status state; None where none does."""
    stated = {mention.slots.prize for mention in event.mentions if standing(mention, ask) in ask.statuses}
    return next((prize for prize in PRIZES if prize in stated), None)


def speaking(event: Event, ask: Ask) -> tuple[Mention, ...]:
    """The mentions of an event that meet the ask: its kind, status and level; () where none does."""
    if event.kind not in ask.kinds or (ask.levels and level_of(event, ask) not in ask.levels):
        return ()
    return tuple(mention for mention in event.mentions if standing(mention, ask) in ask.statuses)


def meeting_mentions(events: Sequence[Event], ask: Ask) -> tuple[Mention, ...]:
    """All mentions of ``events`` that meet the ask."""
    return tuple(mention for event in events for mention in speaking(event, ask))


def supported(event: Event, ask: Ask, papers: Papers) -> bool:
    """True where a mention that meets the ask stands in a paper other than the self-report and the score table."""
    return any(paper_of(mention, papers) not in CLAIM_PAPERS for mention in speaking(event, ask))


def stated(event: Event, ask: Ask) -> tuple[Quantity, ...]:
    """Every figure that the event's mentions meeting the ask state, largest first, an exact one before 近 and 约."""
    found = [mention.slots.quantity for mention in speaking(event, ask)]
    if event.slots.quantity is not None and found:
        found.append(event.slots.quantity)
    return tuple(sorted((quantity for quantity in found if quantity is not None),
                        key=lambda quantity: (quantity.value, quantity.bound != "about"), reverse=True))


def proven_figures(event: Event, ask: Ask, papers: Papers) -> tuple[Quantity, ...]:
    """The figures that mentions in other papers than the self-report and the score table state; () without one."""
    found = (mention.slots.quantity for mention in speaking(event, ask)
             if paper_of(mention, papers) not in CLAIM_PAPERS)
    return tuple(quantity for quantity in found if quantity is not None)


def claim_value(event: Event) -> Decimal:
    """How many a stated total claims; 1 where it gives no number (多次)."""
    quantity = event.slots.quantity
    return quantity.value if quantity is not None else Decimal(1)


def select(ask: Ask, events: Sequence[Event], *, refutable: bool = False) -> Selection:
    """Sorts the events of the asked kinds into listed, claims and refused.

    refutable: what only the unit's own claims tell and another paper denies is refused (a deed that earns points, never
    a fault that the unit admits).
    """
    spoken = [event for event in events if event.kind in ask.kinds]
    denials = _denials(spoken) if refutable else ()
    denied = tuple(event for event in spoken if "done" in ask.statuses and _refuted(speaking(event, ask), denials))
    meeting = [event for event in spoken if speaking(event, ask) and event not in denied]
    rest = (*(event for event in spoken if not speaking(event, ask)), *denied)
    return Selection(
        listed=tuple(event for event in meeting if not event.claim),
        claims=tuple(sorted((event for event in meeting if event.claim), key=claim_value, reverse=True)),
        refusals=tuple(refusal for event in rest for refusal in (
            (refuse_all(event, "negated", DENIED_REASON),) if event in denied else refuse(event, ask))),
        rest=rest, denied=denied)


def _denials(events: Sequence[Event]) -> tuple[Mention, ...]:
    """What papers other than the unit's own claims deny as a whole: without a day, in no series, not of some only."""
    return tuple(mention for event in events for mention in event.mentions
                 if mention.status == "negated" and mention.paper not in CLAIM_PAPERS
                 and mention.slots.date is None and not mention.series and not _SOME.search(mention.quote))


def _refuted(mentions: Sequence[Mention], denials: Sequence[Mention]) -> bool:
    """True where only the self-report and the score table tell of it, without a day, and a denial of the kind is about
    the same (对14名闲散青少年帮教, 闲散青少年的帮教还没顾上)."""
    claimed = bool(mentions) and all(m.paper in CLAIM_PAPERS and m.slots.date is None for m in mentions)
    return claimed and any(m.kind == denial.kind and _common(m.quote, denial.quote) >= _SAME
                           for m in mentions for denial in denials)


def _common(one: str, other: str) -> int:
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def refuse(event: Event, ask: Ask) -> list[Refusal]:
    """Why an event does not meet the ask, one refusal for each sort of reason its mentions give."""
    by_code: dict[str, list[Mention]] = {}
    for mention in event.mentions:
        status = standing(mention, ask)
        by_code.setdefault("level" if status in ask.statuses else status, []).append(mention)
    found = []
    for code, mentions in by_code.items():
        reason = next((mention.reason for mention in mentions if mention.reason), "") or REASONS.get(code, "")
        if code == "level":
            reason = f"级别不符：要求{'、'.join(ask.levels)}，写的是{level_of(event, ask) or '未写明'}"
        found.append(Refusal(event=event.id, mentions=tuple(mention.id for mention in mentions), code=code,
                             reason=reason))
    return found


def refuse_all(event: Event, code: str, reason: str) -> Refusal:
    """A refusal of an event with all its mentions."""
    return Refusal(event=event.id, mentions=tuple(mention.id for mention in event.mentions), code=code, reason=reason)
