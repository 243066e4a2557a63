"""What a paper says of evidence in words that no rule knows: the reader sees each piece with what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from classifiers.context import Context
from classifiers.drafts import Draft
from classifiers.frame import Frame, block_year, scene_of
from classifiers.kinds import Hit
from classifiers.learned import reader
from classifiers.learned.around import Shown, shown
from classifiers.learned.hits import Proposed, proposed
from classifiers.learned.wording import told
from classifiers.reading import Read, read_sentence
from classifiers.sentence import of_hits
from classifiers.status import Scene
from classifiers.tables import named_drafts
from classifiers.text import Piece, clauses, flat
from model.documents import Block, Document
from model.evidence import LEARNED, SUSPECTED

Told = tuple[int, Scene, Piece, list[Draft]]
"""A block's index, the default that holds there, a piece of it and its drafts."""
NONE = reader.CLASSES - 1
_LEFT_OUT = frozenset({"score_table", "plan", "duty_list"})
"""Papers that promise or repeat the standard: nothing there is shown to the reader."""


def further(document: Document, frame: Frame, found: Sequence[Told], context: Context) -> Iterator[Told]:
    """What the reader sees of kinds that the rules did not find there. found: what the rules found."""
    if frame.paper in _LEFT_OUT:
        return
    by_block: dict[int, list[Told]] = {}
    for one in found:
        by_block.setdefault(one[0], []).append(one)
    for place in shown(document, frame.title):
        block, piece = document.blocks[place.block], place.piece
        scene = scene_of(frame, block, context)
        if scene.default:
            continue
        have = {draft.kind for _, _, other, drafts in by_block.get(place.block, ()) for draft in drafts
                if other.start < piece.end and piece.start < other.end}
        more = {one.kind: one for one in proposed(piece.of(block.text), place.around, have, context)}
        for own, drafts in _drafts(block, place, list(more), context, scene, block_year(frame, block)) if more else ():
            yield place.block, scene, own, [_marked(draft, more[draft.kind]) for draft in drafts]


def _marked(draft: Draft, seen: Proposed) -> Draft:
    detector = LEARNED if seen.sure else SUSPECTED
    return replace(draft, detector=detector, confidence=round(draft.confidence * seen.probability, 3))


def _drafts(block: Block, place: Shown, wanted: Sequence[str], context: Context, scene: Scene,
            year: int) -> Iterator[tuple[Piece, list[Draft]]]:
    whole = place.piece.start == 0 and place.piece.end == len(block.text)
    if place.topic is not None and whole:
        yield from named_drafts(block, wanted, place.topic, context, scene, year)
        return
    words = place.piece.of(block.text)
    text = flat(words)
    read = read_sentence(text, clauses(text, Piece(0, len(text))), context, scene, year)
    hits = [hit for kind in wanted for hit in _hits(kind, words, place, read)]
    yield place.piece, sorted(of_hits(hits, read), key=lambda draft: (draft.anchor, draft.kind))


def _hits(kind: str, words: str, place: Shown, read: Read) -> Iterator[Hit]:
    """A hit in the clause that tells of a kind most, and in every other that alone is said to tell of it."""
    context = read.context
    scores = reader.fates(told(place.around, context), told(words, context),
                          [(len(told(words[:part.start], context)), len(told(words[:part.end], context)))
                           for part in read.parts], kind)
    best = min(range(len(scores)), key=lambda at: scores[at][NONE])
    for at, part in enumerate(read.parts):
        if at == best or scores[at][NONE] < 0:
            yield Hit(kind, part.start, min(part.start + 1, part.end))
