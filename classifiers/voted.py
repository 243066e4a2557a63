"""The drafts of a sentence as the learned vote changes their statuses, with all that follows from the new ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from classifiers.context import Context
from classifiers.drafts import Draft
from classifiers.kinds import Kind, kinds
from classifiers.learned.signs import regions, signs
from classifiers.learned.vote import Asked, Vote, vote
from classifiers.reading import Read, read_sentence
from classifiers.sentence import draft_at
from classifiers.status import Scene, Verdict
from classifiers.text import Piece, clauses, flat
from model.evidence import Quantity, Slots, Status

ALIKE = "与已标注的同类说法相近"
_SHOWN: dict[Status, tuple[str, ...]] = {
    "planned": (":planned", ":date:after:own"), "negated": (":negated", ":denied_after", ":lapsed", ":zero"),
    "other_period": (":date:before:own", ":past"), "other_unit": (":named",), "boilerplate": (":rule", ":slogan"),
    "done": (":done", ":deed")}
"""Signs of a clause that tell a status."""


def read_again(words: str, context: Context, scene: Scene) -> Read:
    """A sentence with what the vote looks at read in it."""
    text = flat(words)
    return read_sentence(text, clauses(text, Piece(0, len(text))), context, scene, None)


def shown(kind: str, drafts: Sequence[Draft], read: Read) -> tuple[list[str], list[str]]:
    """The place of each clause for one kind among all drafts of a sentence, and the signs that it shows."""
    at = {draft.anchor: _clause(read, draft.anchor) for draft in drafts}
    own = frozenset(at[draft.anchor] for draft in drafts if draft.kind == kind)
    others = frozenset(at.values()) - own
    places = regions(own, others, len(read.parts))
    return places, signs(read, kinds()[kind], places)


def voted(drafts: list[Draft], words: str, context: Context, scene: Scene,
          read: Callable[[Draft], Sequence[float]] | None = None) -> list[Draft]:
    """The drafts of a sentence ``words`` with the statuses that rules and learned models give together.

    read: gives the reader's scores of a draft where it has read what stands around the sentence too. What a section or
    the whole paper says of its sentences is not voted on: the model learned from sentences alone.
    """
    if not drafts or scene.default:
        return drafts
    again = read_again(words, context, scene)
    made: list[Draft] = []
    for kind in dict.fromkeys(draft.kind for draft in drafts):
        group = [draft for draft in drafts if draft.kind == kind]
        places, seen = shown(kind, drafts, again)
        rule = frozenset(draft.verdict.status for draft in group)
        told = partial(read, group[0]) if read else None
        result = vote(Asked(words, group[0].start, group[0].end, named_at(again, group[0]), kind, seen, rule, told),
                      context)
        made.extend(group if result.told == rule else _turned(group, result, places, again))
    return sorted(made, key=lambda draft: (draft.anchor, draft.kind))


def named_at(read: Read, draft: Draft) -> tuple[int, int]:
    """Start and end of the clause that names a draft's kind."""
    part = read.parts[_clause(read, draft.anchor)]
    return part.start, part.end


def _clause(read: Read, at: int) -> int:
    return next((i for i, part in enumerate(read.parts) if part.start <= at < part.end), 0)


def _turned(group: list[Draft], result: Vote, places: list[str], read: Read) -> list[Draft]:
    """The drafts of one kind with the statuses told: those of other statuses are left out or given a missing one."""
    kept = [draft for draft in group if draft.verdict.status in result.told]
    missing = sorted(result.told - {draft.verdict.status for draft in kept}, key=lambda one: -result.chances[one])
    if not kept:
        status = missing.pop(0)
        kept = [with_status(draft, status, result.chances[status]) for draft in group]
    return [*kept, *(_further(kept[0], status, result, places, read) for status in missing)]


def with_status(draft: Draft, status: Status, chance: float) -> Draft:
    """The draft with a status that a model gives with a probability; as it is where it has that status."""
    if draft.verdict.status == status:
        return draft
    return replace(draft, verdict=Verdict(status, ALIKE), confidence=round(chance, 3), slots=_slots(draft, status))


def _further(draft: Draft, status: Status, result: Vote, places: list[str], read: Read) -> Draft:
    """What a sentence says of a kind beside its first draft, placed at the clause that shows it."""
    reach = [at for at, place in enumerate(places) if place == "r"] or [places.index("k")]
    kind = kinds()[draft.kind]
    at = next((at for at in reach if _tells(read, kind, at, status)), reach[-1])
    made = draft_at(kind, read.parts[at].start, at, at + 1, Verdict(status, ALIKE), read)
    return replace(made, verdict=Verdict(status, ALIKE), confidence=round(result.chances[status], 3),
                   detector=draft.detector)


def _tells(read: Read, kind: Kind, at: int, status: Status) -> bool:
    """True where the clause by itself shows signs of the status."""
    alone = ["k" if other == at else "" for other in range(len(read.parts))]
    return any(sign.startswith("k:") and sign.endswith(_SHOWN[status]) for sign in signs(read, kind, alone))


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
