"""Documents → mentions: every place of a file that speaks of evidence, with its status and slots."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from classifiers.case_papers import case_drafts
from classifiers.context import Context, Opinion
from classifiers.drafts import Draft
from classifiers.frame import Frame, block_year, frame_of, promises, scene_of
from classifiers.further import Told, reread
from classifiers.grammar import year_range
from classifiers.papers import recognise
from classifiers.pictures import picture_drafts
from classifiers.prose import prose_drafts
from classifiers.score_table import claims_columns
from classifiers.status import Scene
from classifiers.table_topics import TableTopics
from classifiers.tables import row_drafts
from classifiers.text import Piece
from classifiers.trust import calibrated
from classifiers.whole import trimmed, whole_documents
from model.documents import Document, Span
from model.evidence import BY_MODEL, LEARNED, Mention, Paper, Slots


def find_mentions(document: Document, context: Context, paper: Paper | None = None, *,
                  opinion: Opinion = "models") -> tuple[Paper, tuple[Mention, ...]]:
    """The kind of paper a document is and everything it says of evidence, in reading order.

    paper: where the caller knows it. opinion: who is asked.
    """
    paper = paper or recognise(document)
    frame = frame_of(document, paper, context)
    found = list(whole_documents(document, frame, context))
    told = list(_drafts(document, frame, context))
    if opinion != "rules":
        told = _with_models(document, frame, told, replace(context, opinion=opinion))
    for index, scene, piece, drafts in told:
        for draft in drafts:
            single = sum(d.kind == draft.kind for d in drafts) == 1
            made = _mention(document, index, piece, draft, single, frame, context)
            found.append(replace(made, promised=True) if scene.default == "planned" else made)
    return paper, tuple(_numbered(found))


def drafts_of(document: Document, context: Context, paper: Paper) -> Iterator[Told]:
    """What the rules alone say of each piece of a document: the block's index, the piece and its drafts."""
    return _drafts(document, frame_of(document, paper, context), context)


def _with_models(document: Document, frame: Frame, ruled: list[Told], context: Context) -> list[Told]:
    """What rules and models say together, in reading order; headings and pictures are shown to the rules alone."""
    return sorted(reread(document, frame, ruled, context), key=lambda told: (told[0], told[2].start))


def _drafts(document: Document, frame: Frame, context: Context) -> Iterator[Told]:
    paper = frame.paper
    remarks = claims_columns(document) if paper == "score_table" else None
    tables = TableTopics(document, frame.title)
    told: set[int] = set()
    if paper == "case":
        for case in case_drafts(document.blocks, context, Scene(context.period), frame.year):
            told.add(case.block)
            yield case.block, Scene(context.period), case.piece, [case.draft]
    for index, block in enumerate(document.blocks):
        if index in told or not block.text.strip():
            continue
        scene, year = scene_of(frame, block, context), block_year(frame, block)
        if block.kind == "table_row":
            columns = None if remarks is None else remarks.get(block.table_id or 0, frozenset())
            pairs = row_drafts(block, tables.topic(index), frame, context, scene, year, columns)
        elif block.kind == "image":
            pairs = picture_drafts(block, frame, context, scene, year)
        else:
            pairs = prose_drafts(block, frame, context, scene, year)
        for piece, drafts in pairs:
            yield index, scene, piece, drafts


def _mention(document: Document, index: int, piece: Piece, draft: Draft, single: bool, frame: Frame,
             context: Context) -> Mention:
    """A draft placed in its file; the quote is the sentence, or the draft's clauses where its kind is there twice."""
    block = document.blocks[index]
    start, end = (piece.start, piece.end) if single else (piece.start + draft.start, piece.start + draft.end)
    start, end = block.page_part(start, end, min(piece.start + draft.anchor, end - 1))
    start, end = trimmed(block.text, start, end)
    page, box = block.locate(start, end)
    span = Span(document=document.path, block=index, start=start, end=end)
    detector = f"{draft.detector}{draft.kind}"
    return Mention(id="", kind=draft.kind, span=span, page=page, bbox=box, quote=block.text[start:end],
                   status=draft.verdict.status, slots=_dated(draft, frame, context),
                   confidence=calibrated(draft.confidence), detector=detector, paper=frame.paper,
                   reason=draft.verdict.reason or (BY_MODEL if draft.detector == LEARNED else ""), table=block.table_id,
                   series=block.kind == "table_row" or draft.listed,
                   promised=promises(frame) or draft.verdict.undone, recognised=block.recognised)


def _dated(draft: Draft, frame: Frame, context: Context) -> Slots:
    """The slots; what an earlier year's paper tells without a day of its own happened in that year.

    An earlier year beside a gap or a thing that stands tells since when, not when (沿用2019年的清单, 2018年建的长廊),
    a later one beside a deed what comes next (长廊建成，明年送评).
    """
    date, status = draft.slots.date, draft.verdict.status
    before = date is not None and date.end < context.period.start
    after = date is not None and date.start > context.period.end
    if before and status in ("done", "negated", "planned") or after and status == "done":
        return replace(draft.slots, date=None)
    by_paper = draft.verdict.status == "other_period" and draft.verdict.reason == frame.reason
    if by_paper and draft.slots.date is None and not promises(frame):
        return replace(draft.slots, date=year_range(frame.year))
    return draft.slots


def _numbered(mentions: list[Mention]) -> Iterator[Mention]:
    """Mentions with ids that stay the same over runs: from file, place and kind."""
    seen: dict[str, int] = {}
    for mention in mentions:
        span = mention.span
        key = f"{span.document}|{span.block}|{span.start}|{span.end}|{mention.kind}|{mention.status}"
        seen[key] = seen.get(key, 0) + 1
        digest = hashlib.sha256(f"{key}|{seen[key]}".encode()).hexdigest()[:12]
        yield replace(mention, id=f"m{digest}")
