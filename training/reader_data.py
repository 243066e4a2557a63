"""What the reader learns from: sentences with the things they tell of, made from labelled lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from classifiers.context import context_for
from classifiers.find import drafts_of
from classifiers.kinds import kinds
from classifiers.learned.wording import told
from classifiers.text import Piece, clauses, flat
from extractor import read_text
from model.evidence import STATUSES
from model.rubric import asks
from scoring.engine import criteria_of
from training.labels import Labelled

UNSURE, MISSED = 0.3, 0.5
"""Weight of a thing whose criteria tell different fates, and of one that no rule finds."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind in a piece: its number, the clause's characters, the fates wanted (by ``CLASSES``), its weight, and the
    piece it stands in."""

    kind: int
    start: int
    end: int
    fates: tuple[float, ...]
    weight: float
    piece: int = 0


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
    document = read_text(raw["text"], line.writer)
    context = context_for(raw["unit"], int(raw["year"]), None, line.asked)
    gold: dict[str, set[str]] = defaultdict(set)
    for entry in raw["gold"]:
        for criterion in entry["criteria"]:
            gold[criterion].add(entry["status"])
    text, found = told(raw["text"], context), set()
    things: list[Thing] = []
    for index, _, piece, drafts in drafts_of(document, context, "other"):
        words = piece.of(document.blocks[index].text)
        begin = max(0, text.find(told(words, context)))
        parts = clauses(flat(words), Piece(0, len(words)))
        for draft in {draft.kind: draft for draft in reversed(drafts)}.values():
            asking = criteria_of(rubric, draft.kind)
            found.update(asking)
            own = next((one for one in parts if one.start <= draft.anchor < one.end), Piece(0, len(words)))
            start = begin + len(told(words[:own.start], context))
            end = start + len(told(words[own.start:own.end], context))
            sets = {frozenset(gold[one]) for one in asking if one in gold}
            fates = frozenset().union(*sets)
            weight = (1.0 if len(sets) == 1 else UNSURE) if sets else float(bool(asking))
            things.append(Thing(number[draft.kind], start, end, _wanted(fates), weight))
    asked = {one.id: [number[kind] for ask in asks(one) for kind in ask.kinds] for one in rubric.criteria()}
    things += [Thing(asked[one][0], 0, len(text), _wanted(frozenset(fates)), MISSED)
               for one, fates in gold.items() if one not in found and asked[one]]
    criteria = [(own, float(one in gold)) for one, own in asked.items() if own]
    return Example(line.rubric, text, [(0, len(text), criteria)], things)


def _wanted(fates: frozenset[str]) -> tuple[float, ...]:
    return (*(float(status in fates) for status in STATUSES), float(not fates))
