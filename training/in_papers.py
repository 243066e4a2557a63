"""What whole papers with gold teach the reader: sentences and rows as they are shown to it, with what they tell.

A paper's gold names places (quotes) with their criteria and fates, for some criteria of its standard, of which every
place is named. What no place lies in tells nothing of these criteria.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from classifiers.context import Context, context_for
from classifiers.find import frame_of
from classifiers.kinds import kinds
from classifiers.learned.around import Shown, windows
from classifiers.learned.wording import told
from classifiers.papers import recognise
from classifiers.text import Piece, clauses, flat
from model.documents import Document
from model.evidence import STATUSES
from model.rubric import Criterion, Rubric, asks
from training.reader_data import Example, Thing

NOT_TOLD = 0.5
"""Weight of a clause of a telling piece that itself tells nothing of the criterion."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A gold place: a quote of a paper, the criteria it is about and what it says became of the thing.

    apart: it looks like one of the criteria and is none.
    """

    quote: str
    criteria: tuple[str, ...]
    status: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A read paper with its gold. asked: the criteria whose places are all named. writer: whose style it is."""

    document: Document
    rubric: Rubric
    unit: str
    year: int
    asked: tuple[str, ...]
    places: tuple[Placed, ...]
    writer: str


def examples(papers: Sequence[Paper]) -> list[Example]:
    """What there is to learn from the papers."""
    number = {kind: at for at, kind in enumerate(kinds())}
    return [example for paper in papers for example in _of_paper(paper, number)]


def _of_paper(paper: Paper, number: dict[str, int]) -> Iterator[Example]:
    context = context_for(paper.unit, paper.year)
    frame = frame_of(paper.document, recognise(paper.document), context)
    asked = [(one, [number[kind] for ask in asks(one) for kind in ask.kinds]) for one in paper.rubric.criteria()
             if one.id in paper.asked and asks(one)]
    for window in windows(paper.document, frame.title, context):
        pieces, things = [], []
        for at, (place, (begin, end)) in enumerate(zip(window.pieces, window.places, strict=True)):
            text = paper.document.blocks[place.block].text
            marks = list(_marks(text, place, paper.places))
            words = place.piece.of(text)
            for criterion, own in asked:
                told_of = _things(criterion, own, words, [one for one in marks if criterion.id in one[0].criteria])
                things += [_moved(thing, words, begin, context, at) for thing in told_of]
            speaking = {name for mark, *_ in marks for name in mark.criteria if not mark.apart}
            pieces.append((begin, end, [(own, float(criterion.id in speaking)) for criterion, own in asked]))
        yield Example(paper.rubric.id, window.text, pieces, things, alone=False)


def _marks(text: str, shown_: Shown, places: Sequence[Placed]) -> Iterator[tuple[Placed, int, int]]:
    """The gold places that lie in a piece, with their start and end in it."""
    piece = shown_.piece
    bare, at = _bare(text)
    for place in places:
        quote = _bare(place.quote)[0]
        found = bare.find(quote) if quote else -1
        while found >= 0:
            start, end = max(piece.start, at[found]), min(piece.end, at[found + len(quote) - 1] + 1)
            if end - start >= 0.5 * min(len(quote), piece.end - piece.start) and end > start:
                yield place, start - piece.start, end - piece.start
            found = bare.find(quote, found + 1)


def _bare(text: str) -> tuple[str, list[int]]:
    """A text without blanks in its common form, and where each sign stands in it."""
    rows = [(sign, at) for at, char in enumerate(text) for sign in unicodedata.normalize("NFKC", char)
            if not sign.isspace()]
    return "".join(sign for sign, _ in rows), [at for _, at in rows]


def _things(criterion: Criterion, own: list[int], words: str,
            marks: Sequence[tuple[Placed, int, int]]) -> Iterator[Thing]:
    """The places of one criterion in a piece, and its clauses that none of them lies in; a row is one place."""
    telling = [(place, start, end) for place, start, end in marks if not place.apart]
    named = [kind for ask in asks(criterion) for kind in ask.kinds]
    kind = next((own[at] for at, name in enumerate(named) if kinds()[name].quick.search(flat(words))), own[0])
    row = "\t" in words
    if row and telling:
        yield Thing(kind, 0, len(words), _fates({place.status for place, *_ in telling}), 1.0)
        return
    for place, start, end in telling:
        yield Thing(kind, start, end, _fates({place.status}), 1.0)
    for part in clauses(flat(words), Piece(0, len(words))) if marks and not row else ():
        if not any(start < part.end and end > part.start for _, start, end in telling):
            yield Thing(kind, part.start, part.end, _fates(set()), NOT_TOLD)


def _fates(told_: set[str]) -> tuple[float, ...]:
    return (*(float(status in told_) for status in STATUSES), float(not told_))


def _moved(thing: Thing, words: str, begin: int, context: Context, piece: int) -> Thing:
    """A thing whose clause is placed in the text that the reader sees."""
    start = begin + len(told(words[:thing.start], context))
    end = start + len(told(words[thing.start:thing.end], context))
    return replace(thing, start=start, end=end, piece=piece)
