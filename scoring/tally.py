"""How many: the listed events against the stated totals, as a suggestion with a lower and an upper bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from model.evidence import Event
from model.results import Refusal
from model.rules import Ask
from scoring.numbers import ZERO, plain
from scoring.select import Papers, Selection, claim_value, meeting_mentions, refuse_all, supported

_LONG = 150
"""Days that an admission must cover to hold for the whole period: 今年只有1个, not 5月只有1个."""

_PART_OF_YEAR = 300
"""Days: a total dated more narrowly (上半年) is no total of the year."""

PAPER_NAMES: dict[str, str] = {
    "self_report": "自评报告", "score_table": "自测得分表", "plan": "计划", "summary": "总结", "duty_list": "责任清单",
    "briefing": "简报", "notice": "通知", "case": "案例", "certificate": "证书", "record": "记录", "ledger": "台账",
    "photo": "照片", "video": "视频", "web_page": "网页", "media": "媒体报道", "work": "作品", "other": "其他材料",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """A number of distinct events.

    counted: the events it rests on: the listed ones, or the one largest claim where nothing is listed.
    number: the suggestion; low: told by another paper than the unit's own claims; high: the larger of list and
    claim, with the doubtful, a claim being cut down to what the papers admit (只有3条). lower_bound: the claim says at
    least so many. by_claim: nothing is listed, a claim is taken at its word. claims: where claim and list differ, in
    words. refusals: claims that were not added.
    """

    counted: tuple[Event, ...]
    number: Decimal
    low: Decimal
    high: Decimal
    lower_bound: bool
    by_claim: bool
    claims: tuple[str, ...]
    refusals: tuple[Refusal, ...]


def tally(selection: Selection, ask: Ask, doubtful: tuple[Event, ...], papers: Papers, unit: str) -> Tally:
    """Counts a selection. unit: measure word and noun of one piece, for the words."""
    listed, claims = selection.listed, selection.claims
    numbers = [max(_whole(claim_value(claim)), Decimal(1)) for claim in claims]
    most = _capped(max(numbers, default=ZERO), selection, ask)
    backed = [number for claim, number in zip(claims, numbers, strict=True) if supported(claim, ask, papers)]
    if listed:
        number = Decimal(len(listed))
        low = Decimal(sum(1 for event in listed if supported(event, ask, papers)))
        aside, counted = claims, listed
    else:
        chosen = _proved(claims, numbers, most, ask, papers)
        number, counted = numbers[chosen] if numbers else ZERO, claims[chosen:chosen + 1]
        low = min(max(backed, default=ZERO), number)
        aside = tuple(claim for claim in claims if claim not in counted)
    high = max(number, most) + sum((_worth(event) for event in (*doubtful, *selection.denied)), ZERO)
    return Tally(counted=counted, number=number, low=low, high=high, by_claim=not listed and bool(claims),
                 lower_bound=not listed and any(_open(claim) for claim in counted),
                 claims=_differences(claims, len(listed), unit, papers),
                 refusals=tuple(refuse_all(claim, "total_claim", _aside(len(listed), counted)) for claim in aside))


def _proved(claims: Sequence[Event], numbers: Sequence[Decimal], most: Decimal, ask: Ask, papers: Papers) -> int:
    """Which claim counts where nothing is listed: the largest that another paper than the unit's own claims states of
    the whole year, else the largest; none above ``most``, what the papers admit."""
    admitted = [at for at, value in enumerate(numbers) if value <= most] or [*range(len(claims))]
    shown = [at for at in admitted if supported(claims[at], ask, papers)
             and ((when := claims[at].slots.date) is None or when.days > _PART_OF_YEAR)]
    return max(shown or admitted, key=lambda at: numbers[at], default=0)


def _capped(most: Decimal, selection: Selection, ask: Ask) -> Decimal:
    """The largest claim, or what the papers admit where they say that there were only so many (实际只报了3条)."""
    told = meeting_mentions((*selection.listed, *selection.claims), ask)
    whole_year = (m.slots.quantity for m in told if m.slots.date is None or m.slots.date.days > _LONG)
    admitted = [_whole(q.value) for q in whole_year if q is not None and q.bound == "only"]
    return min(most, max(admitted)) if admitted else most


def _whole(value: Decimal) -> Decimal:
    return value.to_integral_value(rounding=ROUND_FLOOR)


def _worth(event: Event) -> Decimal:
    return max(_whole(claim_value(event)), Decimal(1)) if event.claim else Decimal(1)


def _open(claim: Event) -> bool:
    return claim.slots.quantity is None or claim.slots.quantity.bound == "at_least"


def _aside(listed: int, counted: tuple[Event, ...]) -> str:
    if listed:
        return f"总数声明，列出的有{listed}个；只对照，不累加"
    return f"总数声明，已按较大的一处（{plain(claim_value(counted[0]))}个）计；只对照，不累加"


def _differences(claims: tuple[Event, ...], listed: int, unit: str, papers: Papers) -> tuple[str, ...]:
    words = []
    for claim in claims:
        if claim.slots.quantity is None or claim.slots.quantity.value == listed:
            continue
        told = "、".join(dict.fromkeys(PAPER_NAMES[papers.get(m.span.document, m.paper)] for m in claim.mentions))
        words.append(f"{told}称共{plain(claim.slots.quantity.value)}{unit}，逐一列出的有{listed}{unit[:1]}")
    return tuple(words)
