"""Documents → mentions: every place of a file that speaks of evidence, with its status and slots."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from classifiers.context import Context
from classifiers.frame import Frame, block_year, frame_of, scene_of
from classifiers.grammar import carry_year
from classifiers.papers import recognise
from classifiers.score_table import claims_columns
from classifiers.sentence import Draft, drafts_in
from classifiers.status import Verdict
from classifiers.tables import row_drafts
from classifiers.text import Piece, sentences
from model.documents import Block, Document, Span
from model.evidence import Mention, Paper, Quantity, Slots

WHOLE: dict[str, tuple[str, str]] = {"plan": ("annual_plan", "计划|要点|方案|安排"), "summary": ("annual_summary", "总结|小结|情况报告"),
                                     "duty_list": ("duty_list", "清单")}
"""Papers that are evidence by themselves: their kind, and the words their title must have."""
_NEWS: frozenset[str] = frozenset({"briefing", "web_page", "media", "certificate", "record", "case"})


def find_mentions(document: Document, context: Context, paper: Paper | None = None) -> tuple[Paper, tuple[Mention, ...]]:
    """The kind of paper a document is and everything it says of evidence, in reading order."""
    paper = paper or recognise(document)
    frame = frame_of(document, paper, context)
    found = list(_whole(document, frame, context))
    claims = claims_columns(document) if paper == "score_table" else {}
    for index, block in enumerate(document.blocks):
        for piece, draft, single in _block_drafts(block, index, frame, context, claims):
            found.append(_mention(document, index, piece, draft, single, frame))
    return paper, tuple(_numbered(found))


def _block_drafts(block: Block, index: int, frame: Frame, context: Context, claims: dict[int, frozenset[int]],
                  ) -> Iterator[tuple[Piece, Draft, bool]]:
    """Drafts of one block with the piece each is quoted from; single: the only one of its kind in the piece."""
    if not block.text.strip() or block.kind == "image":
        return
    scene, year = scene_of(frame, block, context), block_year(frame, block)
    headings = " ".join((frame.title, *block.section_path[-2:]))
    if block.kind == "table_row":
        for piece, drafts in row_drafts(block, frame, context, scene, headings, year, claims):
            yield from _with_piece(piece, drafts)
        return
    if block.kind == "heading" and (index == frame.title_block and frame.paper not in _NEWS or frame.paper not in _NEWS):
        return
    for piece in sentences(block.text):
        yield from _with_piece(piece, drafts_in(piece.of(block.text), context, scene, headings, year))


def _with_piece(piece: Piece, drafts: list[Draft]) -> Iterator[tuple[Piece, Draft, bool]]:
    for draft in drafts:
        yield piece, draft, sum(d.kind == draft.kind for d in drafts) == 1


def _mention(document: Document, index: int, piece: Piece, draft: Draft, single: bool, frame: Frame) -> Mention:
    """A draft placed in its file; the quote is the sentence, or the draft's own clauses where its kind stands there twice."""
    block = document.blocks[index]
    start, end = (piece.start, piece.end) if single else (piece.start + draft.start, piece.start + draft.end)
    start, end = block.page_part(start, end, min(piece.start + draft.anchor, end - 1))
    start, end = _trimmed(block.text, start, end)
    page, box = block.locate(start, end)
    return Mention(id="", kind=draft.kind, span=Span(document=document.path, block=index, start=start, end=end), page=page,
                   bbox=box, quote=block.text[start:end], status=draft.verdict.status, slots=draft.slots,
                   confidence=draft.confidence, detector=f"rule:{draft.kind}", paper=frame.paper, reason=draft.verdict.reason,
                   series=block.kind == "table_row")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\n　，,；;":
        start += 1
    while end > start and text[end - 1] in " \t\n　，,；;":
        end -= 1
    return start, end


def _whole(document: Document, frame: Frame, context: Context) -> Iterator[Mention]:
    """The document itself as evidence, quoted by its title."""
    rule = WHOLE.get(frame.paper)
    if rule is None or not document.blocks:
        return
    kind, words = rule
    named = [i for i, b in enumerate(document.blocks[:12]) if re.search(words, b.text) and len(b.text) <= 70]
    at = frame.title_block if frame.title_block is not None and re.search(words, frame.title) else (named or [0])[0]
    block = document.blocks[at]
    text = block.text
    end = min(len(text), 70)
    start, end = _trimmed(text, 0, end)
    page, box = block.locate(start, end)
    verdict = _whole_status(frame, context)
    yield Mention(id="", kind=kind, span=Span(document=document.path, block=at, start=start, end=end), page=page, bbox=box,
                  quote=text[start:end], status=verdict.status, slots=Slots(title=frame.title or None, quantity=Quantity(
                      value=Decimal(1), unit="份")), confidence=0.95, detector="document", paper=frame.paper,
                  whole_document=True, reason=verdict.reason)


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
