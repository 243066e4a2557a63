"""Documents → mentions: every place of a file that speaks of evidence, with its status and slots."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from classifiers.case_papers import case_drafts
from classifiers.context import Context
from classifiers.frame import Frame, block_year, frame_of, promises, scene_of
from classifiers.grammar import carry_year, year_range
from classifiers.kinds import kinds
from classifiers.papers import recognise
from classifiers.prose import prose_drafts
from classifiers.score_table import claims_columns
from classifiers.sentence import Draft
from classifiers.status import Scene, Verdict
from classifiers.table_topics import TableTopics
from classifiers.tables import row_drafts
from classifiers.text import Piece
from classifiers.words import table
from model.documents import Document, Span
from model.evidence import Mention, Paper, Quantity, Slots


def find_mentions(document: Document, context: Context, paper: Paper | None = None, *,
                  second_opinion: bool = True) -> tuple[Paper, tuple[Mention, ...]]:
    """The kind of paper a document is and everything it says of evidence, in reading order.

    paper: where the caller knows it. second_opinion: ask the learned model where the rules find nothing.
    """
    paper = paper or recognise(document)
    frame = frame_of(document, paper, context)
    found = list(_whole(document, frame, context))
    remarks = claims_columns(document) if paper == "score_table" else None
    tables = TableTopics(document, frame.title)
    told: set[int] = set()
    if paper == "case":
        for case in case_drafts(document.blocks, context, Scene(context.period), frame.year):
            told.add(case.block)
            found.append(_mention(document, case.block, case.piece, case.draft, True, frame))
    for index, block in enumerate(document.blocks):
        if index in told or not block.text.strip() or block.kind == "image":
            continue
        scene, year = scene_of(frame, block, context), block_year(frame, block)
        if block.kind == "table_row":
            columns = None if remarks is None else remarks.get(block.table_id or 0, frozenset())
            pairs = row_drafts(block, tables.topic(index), frame, context, scene, year, columns)
        else:
            pairs = prose_drafts(block, frame, context, scene, year, second_opinion)
        for piece, drafts in pairs:
            for draft in drafts:
                single = sum(d.kind == draft.kind for d in drafts) == 1
                made = _mention(document, index, piece, draft, single, frame)
                found.append(replace(made, promised=True) if scene.default == "planned" else made)
    return paper, tuple(_numbered(found))


def _mention(document: Document, index: int, piece: Piece, draft: Draft, single: bool, frame: Frame) -> Mention:
    """A draft placed in its file; the quote is the sentence, or the draft's clauses where its kind is there twice."""
    block = document.blocks[index]
    start, end = (piece.start, piece.end) if single else (piece.start + draft.start, piece.start + draft.end)
    start, end = block.page_part(start, end, min(piece.start + draft.anchor, end - 1))
    start, end = _trimmed(block.text, start, end)
    page, box = block.locate(start, end)
    span = Span(document=document.path, block=index, start=start, end=end)
    detector = f"{'learned' if draft.learned else 'rule'}:{draft.kind}"
    return Mention(id="", kind=draft.kind, span=span, page=page, bbox=box, quote=block.text[start:end],
                   status=draft.verdict.status, slots=_dated(draft, frame), confidence=draft.confidence,
                   detector=detector, paper=frame.paper, reason=draft.verdict.reason,
                   series=block.kind == "table_row", table=block.table_id,
                   promised=promises(frame) or draft.verdict.undone)


def _dated(draft: Draft, frame: Frame) -> Slots:
    """The slots; what an earlier year's paper tells without a day of its own happened in that year."""
    by_paper = draft.verdict.status == "other_period" and draft.verdict.reason == frame.reason
    if by_paper and draft.slots.date is None and not promises(frame):
        return replace(draft.slots, date=year_range(frame.year))
    return draft.slots


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\n　，,；;":
        start += 1
    while end > start and text[end - 1] in " \t\n　，,；;":
        end -= 1
    return start, end


def _whole(document: Document, frame: Frame, context: Context) -> Iterator[Mention]:
    """The document itself as evidence, quoted by its title."""
    if not document.blocks:
        return
    for kind, words in (*filter(None, [whole_kind(frame.paper, frame.title)]), *also_kinds(frame.paper, frame.title)):
        yield _whole_mention(document, frame, context, kind, words)


def _whole_mention(document: Document, frame: Frame, context: Context, kind: str, words: str) -> Mention:
    """The document as evidence of one kind. words: what its title has."""
    named = [i for i, b in enumerate(document.blocks[:12]) if re.search(words, b.text) and len(b.text) <= 70]
    at = frame.title_block if frame.title_block is not None and re.search(words, frame.title) else (named or [0])[0]
    block = document.blocks[at]
    start, end = _trimmed(block.text, 0, min(len(block.text), 70))
    page, box = block.locate(start, end)
    verdict = _whole_status(frame, context)
    span = Span(document=document.path, block=at, start=start, end=end)
    when = year_range(frame.year) if verdict.status == "other_period" else None
    slots = Slots(title=frame.title or None, quantity=Quantity(value=Decimal(1), unit="份"), date=when)
    return Mention(id="", kind=kind, span=span, page=page, bbox=box, quote=block.text[start:end], status=verdict.status,
                   slots=slots, confidence=0.95, detector="document", paper=frame.paper, whole_document=True,
                   reason=verdict.reason)


def whole_kind(paper: Paper, title: str) -> tuple[str, str] | None:
    """The kind that a paper is by itself and the words its title has; None where it is only what it says.

    The kind of the first row of ``整份文件`` whose words the title has, else of the paper's 默认 row.
    """
    rows = [row for row in _rows(paper) if not row.get("另算")]
    named = [row for row in rows if _titled(row, title)]
    best = next(iter(named or [row for row in rows if row.get("默认")]), None)
    return (best["种类"], best["题名"]) if best else None


def also_kinds(paper: Paper, title: str) -> list[tuple[str, str]]:
    """The kinds that a paper is besides (``另算``), with the words its title has: a column is the website's too."""
    return [(row["种类"], row["题名"]) for row in _rows(paper) if row.get("另算") and _titled(row, title)]


def _rows(paper: Paper) -> list[dict[str, Any]]:
    return [row for row in table("words")["整份文件"] if row["文种"] == paper and row["种类"] in kinds()]


def _titled(row: dict[str, Any], title: str) -> bool:
    unless = row.get("除非")
    return re.search(row["题名"], title) is not None and not (unless and re.search(unless, title))


def _whole_status(frame: Frame, context: Context) -> Verdict:
    year = carry_year(frame.title) or frame.year
    if year < context.period.start.year:
        return Verdict("other_period", f"{year}年度的文件")
    if year > context.period.end.year:
        return Verdict("planned", f"{year}年度的文件")
    return Verdict("done")


def _numbered(mentions: list[Mention]) -> Iterator[Mention]:
    """Mentions with ids that stay the same over runs: from file, place and kind."""
    seen: dict[str, int] = {}
    for mention in mentions:
        span = mention.span
        key = f"{span.document}|{span.block}|{span.start}|{span.end}|{mention.kind}|{mention.status}"
        seen[key] = seen.get(key, 0) + 1
        digest = hashlib.sha256(f"{key}|{seen[key]}".encode()).hexdigest()[:12]
        yield replace(mention, id=f"m{digest}")
