"""What a number or a day of a mention may be: nothing, one, what the rules say, or any that its sentence tells.

The reader chooses among these (``reader.Reading.chosen``); each is shown to it with its words and with what the
grammar knows of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from classifiers.drafts import Draft
from classifiers.grammar import DateMatch, QuantityMatch
from classifiers.kinds import kinds
from classifiers.reading import Read
from model.evidence import DateRange, Quantity

NUMBER_FACTS, DAY_FACTS = 19, 19
"""How many facts are told of a number and of a day."""
_MOST = 20
"""Most numbers or days of a sentence that are looked at."""
Value = TypeVar("Value", Quantity, DateRange)
ONE = Quantity(value=Decimal(1), unit="")


@dataclass(frozen=True, slots=True)
class Option(Generic[Value]):
    """Something that a slot may hold. start, end: its words in the sentence, equal where it has none. facts: what the
    rules know of it, each 0 or 1. ruled: it is what the rules say."""

    start: int
    end: int
    facts: tuple[float, ...]
    value: Value | None
    ruled: bool = False


def numbers(draft: Draft, read: Read) -> list[Option[Quantity]]:
    """What the number of a draft may be."""
    said = draft.slots.quantity
    named = said is not None and said.unit != ""
    rest = NUMBER_FACTS - 6
    options = [Option(0, 0, (1.0, *(0.0,) * (NUMBER_FACTS - 1)), None),
               Option(0, 0, (0.0, 1.0, *(0.0,) * (NUMBER_FACTS - 2)), ONE),
               Option(0, 0, (0.0, 0.0, 1.0, float(said is None), float(said is not None and not named), float(named),
                             *(0.0,) * rest), said, ruled=True)]
    return [*options, *(Option(one.start, one.end, (*(0.0,) * 6, *_of_number(one, draft, read)), _whole(one))
                        for one in read.found.quantities[:_MOST])]


def _whole(one: QuantityMatch) -> Quantity:
    return Quantity(value=one.quantity.value * one.shared_by, unit=one.quantity.unit, bound=one.quantity.bound)


def _of_number(one: QuantityMatch, draft: Draft, read: Read) -> tuple[float, ...]:
    said, value = draft.slots.quantity, one.quantity.value
    return _facts(one.quantity.unit in kinds()[draft.kind].units, *_placed(one.start, draft, read), one.is_part,
                  one.is_change, one.per_capita, one.per_each or one.each, one.quantity.bound == "at_least",
                  one.quantity.bound == "only", value == 1, one.quantity.unit == "%",
                  said is not None and said.value == value)


def days(draft: Draft, read: Read) -> list[Option[DateRange]]:
    """What the days of a draft may be."""
    told = [one for one in read.found.dates[:_MOST] if one.range is not None]
    said, rest = draft.slots.date, (0.0,) * (DAY_FACTS - 4)
    options: list[Option[DateRange]] = [
        Option(0, 0, (1.0, 0.0, 0.0, 0.0, *rest), None),
        Option(0, 0, (0.0, 1.0, float(said is None), 0.0, *rest), said, ruled=True)]
    ranges = [one.range for one in told if one.range]
    if len(set(ranges)) > 1:
        hull = DateRange(start=min(one.start for one in ranges), end=max(one.end for one in ranges))
        options.append(Option(0, 0, (0.0, 0.0, 0.0, 1.0, *rest), hull))
    return [*options, *(Option(one.start, one.end, (0.0, 0.0, 0.0, 0.0, *_of_day(one, draft, read)), one.range)
                        for one in told)]


def _of_day(one: DateMatch, draft: Draft, read: Read) -> tuple[float, ...]:
    period = read.context.period
    assert one.range is not None
    return _facts(*_placed(one.start, draft, read), one.in_title, one.named_day is not None, one.precision == "day",
                  one.precision == "month", one.precision == "year", one.precision == "period",
                  one.range.within(period), one.range.end < period.start, one.range.start > period.end,
                  one.relative is not None, one.relative in ("since", "until"), one.range == draft.slots.date)


def _placed(at: int, draft: Draft, read: Read) -> tuple[bool, bool, bool]:
    """Whether a place is in the clause that names the thing, before its words, in brackets."""
    clause = next((part for part in read.parts if part.start <= draft.anchor < part.end), None)
    return (clause is not None and clause.start <= at < clause.end, at < draft.anchor,
            any(first < at < last for first, last in read.asides))


def _facts(*told: bool) -> tuple[float, ...]:
    return tuple(map(float, told))


def best(options: Sequence[Option[Value]], chances: Sequence[float], least: float) -> Option[Value]:
    """The likeliest option, those of one value taken together; what the rules say where none is so likely."""
    ruled = next(one for one in options if one.ruled)
    sums: dict[object, float] = {}
    for one, chance in zip(options, chances, strict=True):
        key = _key(one.value)
        sums[key] = sums.get(key, 0.0) + chance
    top = max(sums, key=lambda key: sums[key])
    if top == _key(ruled.value) or sums[top] < least:
        return ruled
    return max((pair for pair in zip(options, chances, strict=True) if _key(pair[0].value) == top),
               key=lambda pair: pair[1])[0]


def _key(value: Quantity | DateRange | None) -> object:
    return value.value if isinstance(value, Quantity) else value
