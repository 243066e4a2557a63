"""What the reader learns from: sentences with the things they tell of, made from labelled lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from classifiers.context import Context, context_for
from classifiers.drafts import Draft
from classifiers.find import drafts_of
from classifiers.kinds import kinds
from classifiers.learned.choices import Option, days, numbers
from classifiers.learned.wording import told
from classifiers.status import Scene
from classifiers.text import Piece, clauses, flat
from classifiers.voted import read_again
from extractor import read_text
from model.evidence import STATUSES, DateRange, Quantity
from model.rubric import asks
from scoring.engine import criteria_of
from training.labels import Labelled
from training.measure import SLOTS, Entry

_PLAIN = frozenset({"negated", "boilerplate"})
"""Fates that settle both slots."""
UNSURE, MISSED = 0.3, 0.5
"""Weight of a thing whose criteria tell different fates, and of one that no rule finds."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a slot may hold: of each option its characters, its facts (``choices.Option``) and whether it is right."""

    spans: tuple[tuple[int, int], ...]
    facts: tuple[tuple[float, ...], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind in a piece: its number, the clause's characters, the fates wanted (by ``CLASSES``), its weight, and the
    piece it stands in. numbers, days: what its slots may hold, where the gold tells."""

    kind: int
    start: int
    end: int
    fates: tuple[float, ...]
    weight: float
    piece: int = 0
    numbers: Choice | None = None
    days: Choice | None = None


Criteria = list[tuple[list[int], float]]
"""Of each criterion its kinds and whether it is told."""


@dataclass(slots=True)
class Example:
    """What is read at once: its standard, its text, its pieces (start, end, what they tell) and the things told in
    them. alone: it is one sentence of no paper. ids, places: its words; signs: the words of signs that may end it."""

    standard: str
    text: str
    pieces: list[tuple[int, int, Criteria]]
    things: list[Thing]
    alone: bool = True
    ids: list[int] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    signs: dict[str, int] = field(default_factory=dict)


def examples(lines: Sequence[Labelled]) -> list[Example]:
    """What there is to learn from the lines."""
    number = {kind: at for at, kind in enumerate(kinds())}
    return [_example(line, number) for line in lines]


def _example(line: Labelled, number: dict[str, int]) -> Example:
    raw, rubric = line.raw, line.standard
    context = context_for(raw["unit"], int(raw["year"]), None, line.asked)
    gold: dict[str, set[str]] = defaultdict(set)
    for entry in raw["gold"]:
        for criterion in entry["criteria"]:
            gold[criterion].add(entry["status"])
    text, found = told(raw["text"], context), set[str]()
    things: list[Thing] = []
    for index, _, piece, drafts in drafts_of(document := read_text(raw["text"], line.writer), context, "other"):
        words, named = piece.of(document.blocks[index].text), set[str]()
        begin = max(0, text.find(told(words, context)))
        for draft in drafts:
            asking = criteria_of(rubric, draft.kind)
            found.update(asking)
            sets = {frozenset(gold[one]) for one in asking if one in gold}
            weight = (1.0 if len(sets) == 1 else UNSURE) if sets else float(bool(asking))
            chosen = _choices(draft, words, begin, [one for one in raw["gold"] if {*asking} & {*one["criteria"]}],
                              context)
            if draft.kind not in named or any(chosen):
                things.append(Thing(number[draft.kind], *_clause(draft, words, begin, context),
                                    _wanted(frozenset().union(*sets)), weight if draft.kind not in named else 0.0, 0,
                                    *chosen))
            named.add(draft.kind)
    asked = {one.id: [number[kind] for ask in asks(one) for kind in ask.kinds] for one in rubric.criteria()}
    things += [Thing(asked[one][0], 0, len(text), _wanted(frozenset(fates)), MISSED)
               for one, fates in gold.items() if one not in found and asked[one]]
    criteria = [(own, float(one in gold)) for one, own in asked.items() if own]
    return Example(line.rubric, text, [(0, len(text), criteria)], things)


def _clause(draft: Draft, words: str, begin: int, context: Context) -> tuple[int, int]:
    """Where the clause that names a draft's kind stands in the text that the reader sees."""
    parts = clauses(flat(words), Piece(0, len(words)))
    own = next((one for one in parts if one.start <= draft.anchor < one.end), Piece(0, len(words)))
    start = begin + len(told(words[:own.start], context))
    return start, start + len(told(words[own.start:own.end], context))


def _choices(draft: Draft, words: str, begin: int, gold: Sequence[Entry],
             context: Context) -> tuple[Choice | None, Choice | None]:
    """What number and days of a draft may be, where the gold of its criteria and its status tells one thing of each."""
    same = [one for one in gold if one["status"] == draft.verdict.status] or (list(gold) if len(gold) == 1 else [])
    same = [one for one in same if one["status"] not in _PLAIN]
    if not same:
        return None, None
    read = read_again(words, context, Scene(context.period))
    found: list[Choice | None] = []
    for slot, options in (("quantity", numbers(draft, read)), ("date", days(draft, read))):
        values = {SLOTS[slot](one) for one in same}
        right = tuple(_value(option.value) in values for option in options)
        found.append(Choice(tuple(_shown(option, words, begin, context) for option in options),
                            tuple(option.facts for option in options), right)
                     if len(values) == 1 and any(right) else None)
    return found[0], found[1]


def _value(value: Quantity | DateRange | None) -> object:
    """A slot's value as the gold writes it."""
    if isinstance(value, DateRange):
        return value.start.isoformat(), value.end.isoformat()
    return None if value is None else float(value.value)


def _shown(option: Option[Any], words: str, begin: int, context: Context) -> tuple[int, int]:
    """Where an option stands in the text that the reader sees."""
    if option.start == option.end:
        return 0, 0
    start = begin + len(told(words[:option.start], context))
    return start, start + len(told(words[option.start:option.end], context))


def _wanted(fates: frozenset[str]) -> tuple[float, ...]:
    return (*(float(status in fates) for status in STATUSES), float(not fates))
