"""Evidence that a reviewer saw and the software did not: places of papers that people named, made into mentions.

A place is found by file, page and words; what it tells of its happening is read as the rules read any sentence or row,
and what the person said of day, number, level and status holds before that. A place that the software finds by itself
as the same evidence is no second one: the person's word holds for what was found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from classifiers.context import Context
from classifiers.corrected import PERSON, deed_words, told_slots
from classifiers.frame import block_year, frame_of
from classifiers.kinds import kinds
from classifiers.sentence import topic_draft
from classifiers.status import Scene
from classifiers.table_topics import TableTopics
from classifiers.tables import named_drafts
from model.corrections import Correction, squeezed
from model.documents import Block, Document, Span
from model.evidence import Mention, Paper, Slots


@dataclass(frozen=True, kw_only=True, slots=True)
class Additions:
    """mentions: those to put beside the machine's. placed: of each line, by its id, the mentions that stand for it."""

    mentions: tuple[Mention, ...] = ()
    placed: Mapping[str, tuple[str, ...]]


def additions(corrections: Sequence[Correction], mentions: Sequence[Mention], documents: Sequence[Document],
              papers: Mapping[str, Paper], context: Context) -> Additions:
    """What people added to what was found. papers: the kind of every paper that was read, by path."""
    texts = {document.path: document for document in documents}
    made: list[Mention] = []
    placed: dict[str, tuple[str, ...]] = {}
    for one in corrections:
        mark = one.mentions[0] if one.adds else None
        if mark is None or mark.file not in papers or mark.kind not in kinds():
            continue
        document = texts[mark.file]
        found = place_of(document.blocks, mark.quote, mark.page)
        if found is None:
            continue
        span = Span(document=document.path, block=found[0], start=found[1], end=found[2])
        same = _same(one, span, (*mentions, *made))
        if not same:
            made.append(_mention(one, document, span, papers[mark.file], context))
            same = (made[-1].id,)
        placed[one.id] = same
    return Additions(mentions=tuple(made), placed=placed)


def id_of(correction: str) -> str:
    """The id of the mention that a line makes, by the line's own id."""
    return "m" + hashlib.sha256(f"added|{correction}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


def place_of(blocks: Sequence[Block], quote: str, page: int | None) -> tuple[int, int, int] | None:
    """Block, start and end of a quote, white space aside: on its page, where one is given and it stands there, else
    where it first stands; None where no block holds it."""
    first = None
    for index, block in enumerate(blocks):
        for start, end in spans(block.text, quote):
            if page is None or block.locate(start, end)[0] == page:
                return index, start, end
            first = first or (index, start, end)
    return first


def spans(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a text, white space aside, as ``[start, end)`` of the text."""
    wanted = squeezed(words)
    if not wanted or wanted not in (plain := squeezed(text)):
        return
    offsets = [at for at, char in enumerate(text) if squeezed(char)]
    at = plain.find(wanted)
    while at >= 0:
        yield offsets[at], offsets[at + len(wanted) - 1] + 1
        at = plain.find(wanted, at + len(wanted))


def _same(one: Correction, span: Span, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Mentions that are what the person means: of the same kind in the same words, and of no other day."""
    here = [mention for mention in mentions if mention.kind == one.mentions[0].kind
            and (mention.span.document, mention.span.block) == (span.document, span.block)
            and mention.span.start < span.end and span.start < mention.span.end
            and (one.date is None or mention.slots.date in (None, one.date))]
    alike = [mention for mention in here if mention.status == one.status]
    return tuple(mention.id for mention in alike or (here if len(here) == 1 else ()))


def _mention(one: Correction, document: Document, span: Span, paper: Paper, context: Context) -> Mention:
    """The place as a mention; the quote is the paper's own text there."""
    assert one.status is not None
    block, kind = document.blocks[span.block], one.mentions[0].kind
    page, box = block.locate(span.start, span.end)
    slots = told_slots(_read(document, span, kind, paper, context), one, kind, one.status)
    return Mention(id=id_of(one.id), kind=kind, span=span, page=page, bbox=box,
                   quote=block.text[span.start:span.end], status=one.status, slots=slots, confidence=1.0,
                   detector=f"{PERSON}{kind}", paper=paper, reason=deed_words(one), table=block.table_id,
                   series=block.kind == "table_row", recognised=block.recognised)


def _read(document: Document, span: Span, kind: str, paper: Paper, context: Context) -> Slots:
    """What the rules read at the place of a happening of that kind; a day out of the period tells no deed's day."""
    frame, block = frame_of(document, paper, context), document.blocks[span.block]
    scene, year = Scene(context.period), block_year(frame, block)
    if block.kind == "table_row":
        topic = TableTopics(document, frame.title).topic(span.block)
        made = [draft for _, drafts in named_drafts(block, [kind], topic, context, scene, year) for draft in drafts]
    else:
        headings = " ".join((frame.title, *block.section_path[-2:]))
        made = [topic_draft(kinds()[kind], block.text[span.start:span.end], context, scene, year, headings)]
    slots = made[0].slots if made else Slots()
    outside = slots.date is not None and not slots.date.overlaps(context.period)
    return replace(slots, date=None) if outside else slots
