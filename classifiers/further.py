"""What a paper says of evidence in words that no rule knows: the reader sees each piece with what stands around it."""

from __future__ import annotations

import math
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
from classifiers.status import Scene, Verdict
from classifiers.tables import named_drafts
from classifiers.text import Piece, clauses, flat
from classifiers.voted import with_status
from model.documents import Block, Document
from model.evidence import LEARNED, STATUSES, SUSPECTED, Status

Told = tuple[int, Scene, Piece, list[Draft]]
"""A block's index, the default that holds there, a piece of it and its drafts."""
NONE = reader.CLASSES - 1
DOUBTS_RULES = 1.0
"""How much surer (in log odds) the reader must be of another fate than of the one that the rules give."""
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
        more = proposed(piece.of(block.text), place.around, have, context)
        for own, drafts in _drafts(block, place, more, context, scene, block_year(frame, block)) if more else ():
            yield place.block, scene, own, drafts


def _drafts(block: Block, place: Shown, seen: Sequence[Proposed], context: Context, scene: Scene,
            year: int) -> Iterator[tuple[Piece, list[Draft]]]:
    """The drafts of what is seen in a piece, with the fates that the reader gives them."""
    words = place.piece.of(block.text)
    text = flat(words)
    row = place.topic is not None and place.piece.end - place.piece.start == len(block.text)
    parts = [Piece(0, len(text))] if row else clauses(text, Piece(0, len(text)))
    read = read_sentence(text, parts, context, scene, year)
    for one in seen:
        scores = _scores(one.kind, words, place, read)
        told_of = [at for at in range(len(parts)) if scores[at][NONE] < 0]
        best = min(range(len(parts)), key=lambda at: scores[at][NONE])
        mark = LEARNED if one.sure and told_of else SUSPECTED
        if row and place.topic is not None:
            made = [(piece, draft) for piece, drafts in named_drafts(block, [one.kind], place.topic, context, scene, year)
                    for draft in drafts]
        else:
            hits = [Hit(one.kind, parts[at].start, parts[at].start + 1) for at in told_of or [best]]
            made = [(place.piece, draft) for draft in of_hits(hits, replace(read, taken=set()))]
        for piece, draft in made:
            at = best if row else _part(parts, draft.anchor)
            fated = with_status(draft, *_fate(draft.verdict, scores[at]))
            yield piece, [replace(fated, detector=mark, confidence=round(fated.confidence * one.probability, 3))]


def _part(parts: Sequence[Piece], at: int) -> int:
    return next((n for n, part in enumerate(parts) if part.start <= at < part.end), 0)


def _fate(verdict: Verdict, scores: reader.Scores) -> tuple[Status, float]:
    """What became of the thing by the reader's scores, and how surely; what the rules say stands unless it is surer
    of another by a margin."""
    best = max(range(NONE), key=lambda at: scores[at])
    own = STATUSES.index(verdict.status)
    at = best if scores[best] - scores[own] > (DOUBTS_RULES if verdict.status != "done" else 0.0) else own
    return STATUSES[at], 1 / (1 + math.exp(-scores[at]))


def _scores(kind: str, words: str, place: Shown, read: Read) -> list[reader.Scores]:
    """The reader's scores of a kind in each clause."""
    context = read.context
    return reader.fates(told(place.around, context), told(words, context),
                        [(len(told(words[:part.start], context)), len(told(words[:part.end], context)))
                         for part in read.parts], kind)


MARGIN = float(__import__("os").environ.get("MARGIN","2"))


def doubted(document: Document, frame: Frame, ruled: Sequence[Told], context: Context) -> Iterator[Told]:
    by_block: dict[int, list[Shown]] = {}
    for place in shown(document, frame.title):
        by_block.setdefault(place.block, []).append(place)
    for index, scene, piece, drafts in ruled:
        block = document.blocks[index]
        place = next((one for one in by_block.get(index, ()) if one.piece.start < piece.end and piece.start < one.piece.end), None)
        if place is None or scene.default or frame.paper in _LEFT_OUT or not drafts:
            yield index, scene, piece, drafts
            continue
        words = place.piece.of(block.text)
        shift = piece.start - place.piece.start
        text = flat(words)
        row = place.topic is not None and place.piece.end - place.piece.start == len(block.text)
        parts = [Piece(0, len(text))] if row else clauses(text, Piece(0, len(text)))
        made = []
        for draft in drafts:
            if not reader.known(draft.kind):
                made.append(draft)
                continue
            part = parts[_part(parts, draft.anchor + shift)]
            scores = reader.fates(told(place.around, context), told(words, context), [(len(told(words[:part.start], context)), len(told(words[:part.end], context)))], draft.kind)[0]
            best = max(range(NONE), key=lambda at: scores[at])
            own = STATUSES.index(draft.verdict.status)
            if scores[best] - scores[own] > MARGIN:
                made.append(with_status(draft, STATUSES[best], 1 / (1 + math.exp(-scores[best]))))
            else:
                made.append(draft)
        yield index, scene, piece, made
