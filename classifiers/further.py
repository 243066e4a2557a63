"""What the reader says of a paper, window by window: kinds that no rule found, and other fates than the rules give."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from classifiers.context import Context
from classifiers.drafts import Draft
from classifiers.frame import Frame, block_year, scene_of
from classifiers.kinds import Hit
from classifiers.learned.around import Shown, windows
from classifiers.learned.choices import Option
from classifiers.learned.hits import Proposed, proposed
from classifiers.learned.reader import CLASSES, Reading, Scores, known, read_once
from classifiers.learned.wording import told
from classifiers.reading import read_sentence
from classifiers.sentence import of_hits
from classifiers.slotted import slotted
from classifiers.status import Scene
from classifiers.tables import named_drafts
from classifiers.text import Piece, clauses, flat
from classifiers.voted import read_again, voted, with_status
from model.documents import Document
from model.evidence import LEARNED, STATUSES, SUSPECTED, Status

Told = tuple[int, Scene, Piece, list[Draft]]
"""A block's index, the default that holds there, a piece of it and its drafts."""
NONE = CLASSES - 1
DOUBTS_RULES, FREES, DOUBTS_ITSELF = 2.0, 6.0, 0.0
"""How much surer (in log odds) the reader must be of another fate: than of a deed that the rules found, than of what
they take for none, and than of a deed of a kind that it alone found."""
_FREED = frozenset({"negated"})
"""Fates of the rules of which the reader may know better: on papers that neither knew they took deeds for denials, and
seldom for plans or slogans; others a day, a column or a heading tells, which it may not see."""
_LEFT_OUT = frozenset({"score_table", "plan", "duty_list"})
"""Papers that promise or repeat the standard: nothing there is shown to the reader."""


def reread(document: Document, frame: Frame, ruled: Sequence[Told], context: Context) -> Iterator[Told]:
    """What rules and reader say together, in no order. ruled: what the rules found.

    What a section or the whole paper says of its sentences stands.
    """
    if frame.paper in _LEFT_OUT:
        yield from ruled
        return
    by_block: dict[int, list[Told]] = {}
    for one in ruled:
        by_block.setdefault(one[0], []).append(one)
    for window in windows(document, frame.title, context):
        reading: Reading | None = None
        for at, place in enumerate(window.pieces):
            block = document.blocks[place.block]
            scene = scene_of(frame, block, context)
            if scene.default:
                continue
            reading = reading or read_once(window.text, window.places)
            seen = _Piece(document, place, window.places[at][0], at, reading, context)
            mine = [one for one in by_block.get(place.block, ()) if seen.overlaps(one[2])]
            for one in mine:
                by_block[place.block].remove(one)
                yield (*one[:3], seen.slotted(seen.refated(one[3], one[2], scene), one[2], scene))
            have = {draft.kind for *_, drafts in mine for draft in drafts}
            more = proposed(seen.words, reading.spoken[at].tolist(), have, context)
            yield from seen.drafts(more, scene, block_year(frame, block)) if more else ()
    yield from (one for left in by_block.values() for one in left)


@dataclass(slots=True)
class _Piece:
    """A piece that was read: the ``number``-th of its window, beginning at ``begin`` of its text."""

    document: Document
    place: Shown
    begin: int
    number: int
    reading: Reading
    context: Context

    @property
    def words(self) -> str:
        """The piece's words."""
        return self.place.piece.of(self.document.blocks[self.place.block].text)

    @property
    def parts(self) -> list[Piece]:
        """Its clauses; a row is one."""
        whole = Piece(0, len(self.words))
        return [whole] if self.place.row(self.document) else clauses(flat(self.words), whole)

    def overlaps(self, other: Piece) -> bool:
        """Whether another piece of the block shares words with it."""
        return other.start < self.place.piece.end and self.place.piece.start < other.end

    def fates(self, kind: str, parts: Sequence[Piece]) -> list[Scores]:
        """The reader's scores of a kind in each clause."""
        return self.reading.fates(self.number, [(self._at(part.start), self._at(part.end)) for part in parts], kind)

    def refated(self, drafts: list[Draft], piece: Piece, scene: Scene, margin: float = DOUBTS_RULES) -> list[Draft]:
        """The drafts of a piece with the fates that rules and models give together. margin: how much surer the reader
        must be of another fate than of a deed."""
        if self.context.opinion == "models":
            words = piece.of(self.document.blocks[self.place.block].text)
            return voted(drafts, words, self.context, scene, lambda draft: self.told(draft, piece))
        return [with_status(draft, *_fate(draft.verdict.status, self.told(draft, piece), margin))
                if known(draft.kind) else draft for draft in drafts]

    def told(self, draft: Draft, piece: Piece) -> Scores:
        """The reader's scores of a draft made of a piece of the same block."""
        return self.fates(draft.kind, [self._clause(draft, piece)])[0]

    def _clause(self, draft: Draft, piece: Piece) -> Piece:
        anchor = draft.anchor + piece.start - self.place.piece.start
        return next((part for part in self.parts if part.start <= anchor < part.end), self.parts[0])

    def slotted(self, drafts: list[Draft], piece: Piece, scene: Scene) -> list[Draft]:
        """The drafts of a piece with the numbers and days that the reader chooses; a row's columns name its own, and
        for points (``opinion``) only what rules read is counted."""
        off, within = piece.start - self.place.piece.start, piece.end <= self.place.piece.end
        if self.context.opinion != "models" or self.place.row(self.document) or off < 0 or not within:
            return drafts
        read = read_again(piece.of(self.document.blocks[self.place.block].text), self.context, scene)
        return [slotted(draft, read, partial(self._chances, draft, self._clause(draft, piece), off))
                if known(draft.kind) else draft for draft in drafts]

    def _chances(self, draft: Draft, clause: Piece, off: int, options: Sequence[Option[Any]],
                 of_days: bool) -> list[float]:
        spans = [(self._at(off + one.start), self._at(off + one.end)) if one.end else (0, 0) for one in options]
        return self.reading.chosen(self.number, (self._at(clause.start), self._at(clause.end)), draft.kind, spans,
                                   [one.facts for one in options], of_days)

    def _at(self, end: int) -> int:
        """Where a place of the piece stands in the text that was read."""
        return self.begin + len(told(self.words[:end], self.context))

    def drafts(self, seen: Sequence[Proposed], scene: Scene, year: int) -> Iterator[Told]:
        """The drafts of kinds that are seen in it, with the fates that the models give them; those only suspected for
        points alone."""
        for one in seen:
            parts = self.parts
            scores = self.fates(one.kind, parts)
            telling = [at for at in range(len(parts)) if scores[at][NONE] < 0]
            best = min(range(len(parts)), key=lambda at: scores[at][NONE])
            mark = LEARNED if one.sure and telling else SUSPECTED
            if mark == SUSPECTED and self.context.opinion == "models":
                continue
            for piece, drafts in self._made(one.kind, [parts[at] for at in telling or [best]], scene, year):
                fated = self.slotted(self.refated(drafts, piece, scene, DOUBTS_ITSELF), piece, scene)
                yield self.place.block, scene, piece, [replace(draft, detector=mark, confidence=round(
                    draft.confidence * one.probability, 3)) for draft in fated]

    def _made(self, kind: str, parts: Sequence[Piece], scene: Scene, year: int) -> Iterator[tuple[Piece, list[Draft]]]:
        if self.place.topic is not None and self.place.row(self.document):
            block = self.document.blocks[self.place.block]
            yield from named_drafts(block, [kind], self.place.topic, self.context, scene, year)
            return
        text = flat(self.words)
        read = read_sentence(text, self.parts, self.context, scene, year)
        hits = [Hit(kind, part.start, part.start + 1) for part in parts]
        yield self.place.piece, of_hits(hits, replace(read, taken=set()))


def _fate(ruled: Status, scores: Scores, margin: float) -> tuple[Status, float]:
    """What became of a thing and how surely: what the rules say unless the reader is surer of another, by ``margin``
    than of a deed."""
    least = margin if ruled == "done" else FREES if ruled in _FREED else math.inf
    best, stands = max(range(NONE), key=lambda at: scores[at]), STATUSES.index(ruled)
    at = best if scores[best] - scores[stands] > least else stands
    return STATUSES[at], 1 / (1 + math.exp(-scores[at]))
