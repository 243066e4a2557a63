"""How far the points of a criterion may be wrong: what reading may have missed, and what it may have counted wrongly.

The shares are measured (``doubts.toml``). They move the bounds alone; the suggestion and its ledger stay what the
evidence gives.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from model.evidence import Event
from model.rubric import Criterion
from model.rules import Deduction, External, Penalty
from scoring.measure import measure
from scoring.numbers import ZERO, plain
from scoring.outcome import Outcome
from scoring.select import Papers

_DAYS = 8
"""Longest span of days that still dates a happening exactly."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounds:
    """Least and most points of a criterion. words: in Chinese, what moved them; "" where nothing did."""

    low: Decimal
    high: Decimal
    words: str = ""


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def bounds(criterion: Criterion, outcome: Outcome, events: Sequence[Event], papers: Papers) -> Bounds:
    """The outcome's bounds, widened by what is doubtful.

    Faults, what only the office knows and what does not apply keep theirs.
    """
    fixed = isinstance(criterion.rule, Deduction | Penalty | External) or outcome.status == "not_applicable"
    if fixed or outcome.points is None:
        return Bounds(low=outcome.low, high=outcome.high)
    low, thin = _without_thin(criterion, outcome, events, papers)
    pieces = _missed(criterion, outcome)
    high = min(max(outcome.high, outcome.points + _gain(outcome, pieces)), criterion.max_points)
    unit = (criterion.unit or "项")[:1]
    words = [f"；其中{thin}{unit}只提过一次、没有日期和名称，不认可则至少{plain(low)}分"] if low < outcome.low else []
    if high > outcome.high:
        words.append(f"；这类标准常有漏认，若另有{pieces}{unit}则至多{plain(high)}分")
    return Bounds(low=low, high=high, words="".join(words))


def _without_thin(criterion: Criterion, outcome: Outcome, events: Sequence[Event],
                  papers: Papers) -> tuple[Decimal, int]:
    """The least points without the thinly told events that count, and how many those are."""
    if type(criterion.rule).__name__ not in _table()["thin"]["rules"]:
        return outcome.low, 0
    left_out = {event.id for event in outcome.counted if is_thin(event)}
    if not left_out:
        return outcome.low, 0
    firm = measure(criterion, [event for event in events if event.id not in left_out], papers)
    return min(outcome.low, firm.low), len(left_out)


def is_thin(event: Event) -> bool:
    """True for an event told once, in running text, without an exact day and without a title; a stated total is
    none."""
    told = [mention for mention in event.mentions if mention.status == "done"]
    if event.claim or len(told) != 1:
        return False
    mention, slots = told[0], told[0].slots
    dated = slots.date is not None and slots.date.days <= _DAYS
    return not (dated or slots.title or mention.table is not None or mention.whole_document)


def _missed(criterion: Criterion, outcome: Outcome) -> int:
    """How many pieces more there may be."""
    if outcome.points:
        found = "partly" if outcome.points < criterion.max_points else "full"
    else:
        found = "refused" if outcome.counted or outcome.aside else "unseen"
    rule = type(criterion.rule).__name__
    return next((row["pieces"] for row in _table()["missed"] if (row["rule"], row["found"]) == (rule, found)), 0)


def _gain(outcome: Outcome, pieces: int) -> Decimal:
    """What so many pieces more would add, where they may be of several sorts or levels the least of them."""
    gains = [gap.all if pieces >= gap.pieces else min(gap.all, gap.one * pieces) for gap in outcome.gaps]
    return min(gains, default=ZERO) if pieces else ZERO
