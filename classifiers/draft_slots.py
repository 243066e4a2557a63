"""The slots of a draft: what the clauses it reaches over tell of its date, number, level, titles and place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from classifiers import slots as slot_rules
from classifiers.awards import only_work, prize_clause
from classifiers.continued import COMPARED, year_before
from classifiers.grammar import DateMatch
from classifiers.kinds import Kind
from classifiers.reading import Read
from classifiers.slots import Found
from classifiers.status import Verdict
from classifiers.words import words
from model.evidence import DateRange, Quantity, Slots


def slots_of(kind: Kind, anchor: int, begin: int, end: int, first: int, verdict: Verdict, read: Read) -> Slots:
    text, clause = read.text[begin:end], prize_clause(kind, first, read)
    quantity = slot_rules.quantity_for(kind, _plain(read), read.text, begin, end, anchor)
    titles = slot_rules.titles_in(kind, text) or only_work(kind, read)
    days = _listed_days(kind, anchor, begin, end, read)
    when = read.when[first]
    date = _date_of(when, begin, end, read)
    day = next((d.named_day for d in read.found.dates if d.named_day and begin <= d.start < end), None)
    several = days if len(days) > 1 and (quantity is None or quantity.value in (1, len(days))) else ()
    if kind.merge != "dated" and several:
        date, several = _hull(several), ()
    elif several and quantity is not None:
        quantity = replace(quantity, value=Decimal(len(several)))
    named = titles if len(titles) > 1 and kind.merge == "titled" else ()
    slots = Slots(date=_hull(several) if several else date, quantity=quantity,
                  level=slot_rules.level_for(kind, clause, read.text, read.context),
                  prize=slot_rules.prize_for(kind, clause, read.text), place=slot_rules.place_of(read.text),
                  organiser=slot_rules.organiser_of(read.text), partner=slot_rules.partner_of(read.text),
                  title=titles[0] if titles else None, document_number=slot_rules.document_number(read.text),
                  named_day=day, titles=named, dates=several)
    if verdict.reason == COMPARED:
        slots = replace(slots, date=year_before(read.context.period))
    if verdict.status == "boilerplate":
        slots = replace(slots, date=None)
    if verdict.status == "done" and slots.date and not slots.date.overlaps(read.context.period) and not slots.dates:
        slots = replace(slots, date=_inside(begin, end, read) or slots.date)
    quantity_told = counted(kind, slots, verdict, clause, text)
    if verdict.status == "planned" and slots.quantity is None and words("事项", "不计件的安排").search(read.text):
        quantity_told = None
    return replace(slots, quantity=quantity_told)


def _inside(begin: int, end: int, read: Read) -> DateRange | None:
    """The first date of a span that lies in the reviewed period: an earlier year tells since when a thing stands."""
    return next((d.range for d in read.found.dates if begin <= d.start < end and d.range and not d.in_title
                 and d.range.within(read.context.period)), None)


def _listed_days(kind: Kind, anchor: int, begin: int, end: int, read: Read) -> tuple[DateRange, ...]:
    """Days listed side by side; of a fault only those in clauses that tell of it (被判拘役，6月开了警示会)."""
    if not kind.adverse:
        results = [p for p in read.parts if words("列举", "结果").search(p.of(read.text))]
        found = _plain(read)
        told = tuple(d for d in found.dates if not any(p.start <= d.start < p.end for p in results))
        return slot_rules.listed_days(Found(told, found.quantities), begin, end)
    parts = [p for p in read.parts if begin <= p.start < end
             and (p.start <= anchor < p.end or kind.quick.search(p.of(read.text)))]
    days = (day for p in parts for day in slot_rules.listed_days(_plain(read), p.start, p.end))
    return tuple(dict.fromkeys(days))


def _plain(read: Read) -> Found:
    """Numbers and dates outside brackets."""
    if not read.asides:
        return read.found

    def outside(at: int) -> bool:
        return not any(a < at < b for a, b in read.asides)

    return Found(tuple(d for d in read.found.dates if outside(d.start)),
                 tuple(q for q in read.found.quantities if outside(q.start)))


def _hull(days: tuple[DateRange, ...]) -> DateRange:
    return DateRange(start=min(d.start for d in days), end=max(d.end for d in days))


def _date_of(when: DateMatch | None, begin: int, end: int, read: Read) -> DateRange | None:
    if when and when.range:
        return when.range
    inside = [d for d in read.found.dates if begin <= d.start < end and d.range and not d.in_title
              and not any(a < d.start < b for a, b in read.asides)]
    return inside[0].range if inside else None


def counted(kind: Kind, slots: Slots, verdict: Verdict, clause: str = "", told: str = "") -> Quantity | None:
    """The quantity a mention states or implies: 0 for a denial, none for a slogan, 1 for a single unnumbered thing.

    clause: that names it, told: all that tells it; words of repetition (每季度, 若干) or of many (班子成员逐一述法)
    make it no single thing.
    """
    if verdict.status == "negated":
        return Quantity(value=Decimal(0), unit="")
    if verdict.status == "boilerplate":
        return None
    listed = max(len(slots.titles), len(slots.dates))
    if slots.quantity is not None:
        return slots.quantity
    if listed > 1:
        return Quantity(value=Decimal(listed), unit="")
    many = kind.merge != "single" and words("事项", "不计件的说法").search(clause) or \
        kind.uncounted is not None and bool(told) and kind.uncounted.search(told)
    return Quantity(value=Decimal(1), unit="") if kind.single_by_default and not many else None
