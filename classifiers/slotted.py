"""The numbers and days of drafts as the reader chooses them among what the sentence tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from classifiers.drafts import Draft
from classifiers.learned.choices import Option, best, days, numbers
from classifiers.reading import Read

NUMBER_SURE, DAY_SURE = 0.4, 0.6
"""Least probability of a number, and of days, that take the place of those that the rules read."""
_SETTLED = frozenset({"negated", "boilerplate"})
"""Fates that settle both."""

Ask = Callable[[Sequence[Option[Any]], bool], Sequence[float]]
"""Gives the probability of each option; of days, or of numbers."""


def slotted(draft: Draft, read: Read, ask: Ask) -> Draft:
    """A draft of the sentence ``read`` with the number and days that are likeliest.

    What the rules say stands where they count a list of titles or days, and where nothing else is so likely.
    """
    slots = draft.slots
    if draft.verdict.status in _SETTLED or len(slots.titles) > 1 or len(slots.dates) > 1:
        return draft
    counts, dates = numbers(draft, read), days(draft, read)
    number = best(counts, ask(counts, False), NUMBER_SURE)
    day = best(dates, ask(dates, True), DAY_SURE) if len(dates) > 2 or slots.date is not None else dates[1]
    if number.ruled and day.ruled:
        return draft
    return replace(draft, slots=replace(slots, quantity=number.value, date=day.value))
