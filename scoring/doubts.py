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
from math import comb
from pathlib import Path
from typing import Any

from model.evidence import Event, Mention
from model.rubric import Criterion
from model.rules import Deduction, External, Penalty
from scoring.measure import measure
from scoring.numbers import ZERO, plain
from scoring.outcome import Outcome
from scoring.select import Papers

MISSED = "这类标准常有漏认"
"""How ``why`` says that the upper bound reaches further than the evidence."""
_EVEN = 1e-9
_BY_HAND = "人工"
"""How the reason of what a person has decided begins."""
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

    Faults, what only the office knows and a dossier that tells of nothing keep theirs.
    """
    fixed = isinstance(criterion.rule, Deduction | Penalty | External)
    if fixed or outcome.points is None or not events:
        return Bounds(low=outcome.low, high=outcome.high)
    low, thin = _without_thin(criterion, outcome, events, papers)
    pieces = _missed(criterion, outcome)
    high = min(max(outcome.high, outcome.points + _gain(outcome, pieces)), criterion.max_points)
    unit = (criterion.unit or "项")[:1]
    words = [f"；只有一处说到的，若有{thin}{unit}不认可则至少{plain(low)}分"] if low < outcome.low else []
    if high > outcome.high:
        words.append(f"；{MISSED}，若另有{pieces}{unit}则至多{plain(high)}分")
    return Bounds(low=low, high=high, words="".join(words))


def _without_thin(criterion: Criterion, outcome: Outcome, events: Sequence[Event],
                  papers: Papers) -> tuple[Decimal, int]:
    """The least points without those of the thinly told events that may well be wrong, and how many those are."""
    table = _table()["thin"]
    if type(criterion.rule).__name__ not in table["rules"]:
        return outcome.low, 0
    left_out: set[str] = set()
    for row in table["told"]:
        thin = sorted((told.confidence, event.id) for event in outcome.counted
                      if (told := _alone(event)) and _marked(told) == row["marked"])
        left_out.update(name for _, name in thin[:wrong(len(thin), 1 - row["right"] / row["of"], table["level"])])
    if not left_out:
        return outcome.low, 0
    firm = measure(criterion, [event for event in events if event.id not in left_out], papers)
    return min(outcome.low, firm.low), len(left_out)


def wrong(number: int, share: float, level: float) -> int:
    """How many of ``number`` are wrong at most, at this level, where each is with probability ``share`` and for itself
    (quantile of the binomial distribution)."""
    below = 0.0
    for count in range(number):
        below += comb(number, count) * share ** count * (1 - share) ** (number - count)
        if below >= level - _EVEN:
            return count
    return number


def _alone(event: Event) -> Mention | None:
    """The one mention that alone tells of an event, which is no stated total and no paper as such; None where there are
    more, or a person judged of it."""
    told = [mention for mention in event.mentions if mention.status == "done"]
    thin = len(told) == 1 and not event.claim and not told[0].whole_document
    return told[0] if thin and not told[0].reason.startswith(_BY_HAND) else None


def _marked(mention: Mention) -> bool:
    """True where a day, a title or a row of its own in a table tells the happening from others."""
    slots = mention.slots
    dated = slots.date is not None and slots.date.days <= _DAYS
    return dated or slots.title is not None or mention.table is not None


def _missed(criterion: Criterion, outcome: Outcome) -> int:
    """How many pieces more there may be; none where the papers say that there were only so many, or a person has taken
    something out."""
    told = [mention for event in (*outcome.counted, *outcome.aside) for mention in event.mentions]
    if any(_settles(mention) for mention in told):
        return 0
    if outcome.points:
        found = "partly" if outcome.points < criterion.max_points else "full"
    else:
        found = "refused" if told else "unseen"
    rule = type(criterion.rule).__name__
    return next((row["pieces"] for row in _table()["missed"] if (row["rule"], row["found"]) == (rule, found)), 0)


def _settles(mention: Mention) -> bool:
    """Whether a person judged of what was found, or the papers say that there is no more; what a person added says
    nothing of the rest."""
    quantity = mention.slots.quantity
    judged = mention.reason.startswith(_BY_HAND) and not mention.added
    return judged or quantity is not None and quantity.bound == "only"


def _gain(outcome: Outcome, pieces: int) -> Decimal:
    """What so many pieces more would add, where they may be of several sorts or levels the least of them."""
    gains = [gap.all if pieces >= gap.pieces else min(gap.all, gap.one * pieces) for gap in outcome.gaps]
    return min(gains, default=ZERO) if pieces else ZERO
