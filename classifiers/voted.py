"""A draft whose status the learned vote changes, with all that follows from the new one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from classifiers.context import Context
from classifiers.kinds import kinds
from classifiers.learned.vote import vote
from classifiers.sentence import Draft
from classifiers.status import Verdict
from model.evidence import Quantity, Slots, Status

ALIKE = "与已标注的同类说法相近"


def voted(draft: Draft, words: str, context: Context) -> Draft:
    """The draft of a sentence ``words`` with the status that rules and learned model give together."""
    rule = draft.verdict.status
    status, probability = vote(words[draft.start:draft.end], words, rule, context)
    if status == rule:
        return draft
    return replace(draft, verdict=Verdict(status, ALIKE), confidence=round(probability, 3),
                   slots=_slots(draft, status))


def _slots(draft: Draft, status: Status) -> Slots:
    """The slots with the number that goes with a status: 0 for a denial, neither number nor date for a slogan."""
    slots = draft.slots
    if status == "negated":
        return replace(slots, quantity=Quantity(value=Decimal(0), unit=""))
    if status == "boilerplate":
        return replace(slots, quantity=None, date=None)
    if slots.quantity is None or slots.quantity.value == 0:
        one = Quantity(value=Decimal(1), unit="") if kinds()[draft.kind].single_by_default else None
        return replace(slots, quantity=one if draft.verdict.status in ("negated", "boilerplate") else slots.quantity)
    return slots
