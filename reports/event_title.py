"""Short Chinese names for events and short forms of quotes, masked, the same in every report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from model.evidence import CLAIM_PAPERS, Event, Mention, Slots
from reports.figures import number_text
from reports.masking import one_line
from reports.width import ELLIPSIS
from reports.words import word

_CUT_HEAD, _CUT_TAIL = re.compile(r"^[\d.*]+"), re.compile(r"[\d.*]+$")  # half a number would be a wrong number
TITLE_LENGTH = 24
QUOTE_LENGTH = 64


def event_title(event: Event) -> str:
    """A short title: its own title, the named day, or the shortened quote of its best mention; with the day."""
    slots = event.slots
    if event.claim:
        text = shorten(best_mention(event.mentions).quote, _keys(slots), TITLE_LENGTH) if event.mentions else event.kind
        return word("common.claim_title", text=text)
    name = slots.title or slots.named_day
    if name:
        name = shorten(name, (), TITLE_LENGTH)
    elif event.mentions:
        name = shorten(best_mention(event.mentions).quote, _keys(slots), TITLE_LENGTH)
    else:
        name = event.kind
    return f"{name}（{_day(slots)}）" if _day(slots) else name


def best_mention(mentions: Iterable[Mention]) -> Mention:
    """The mention to show first: another paper before the unit's own claim, then the surest, then by id."""
    return min(mentions, key=lambda m: (m.status not in ("done", "negated"), m.paper in CLAIM_PAPERS,
                                        -m.confidence, m.id))


def short_quote(mention: Mention) -> str:
    """The mention's quote with its key part kept and the rest cut."""
    return shorten(mention.quote, _keys(mention.slots), QUOTE_LENGTH)


def shorten(text: str, keys: Iterable[str], length: int) -> str:
    """``text`` masked, in one line of at most ``length`` characters, cut around the first of ``keys`` in it.

    Masked before it is cut, so that no half of a number gets through.
    """
    text = one_line(text)
    if len(text) <= length:
        return text
    at, key = next(((text.find(k), k) for k in keys if k and k in text), (0, ""))
    start = max(0, min(at - (length - len(key)) // 2, len(text) - length))
    end = min(len(text), start + length)
    kept = text[start + bool(start):end - (end < len(text))]
    if start:
        kept = ELLIPSIS + _CUT_HEAD.sub("", kept)
    return _CUT_TAIL.sub("", kept) + ELLIPSIS if end < len(text) else kept


def _keys(slots: Slots) -> tuple[str, ...]:
    quantity = (number_text(slots.quantity.value) + slots.quantity.unit,) if slots.quantity else ()
    found = (slots.title, _day(slots), slots.named_day, slots.document_number, *quantity, slots.partner, slots.place)
    return tuple(key for key in found if key)


def _day(slots: Slots) -> str:
    if slots.date is None or slots.date.start != slots.date.end:
        return ""
    return f"{slots.date.start.month}月{slots.date.start.day}日"
