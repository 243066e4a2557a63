"""Documents → mentions: every place of a file that speaks of evidence, with its status and slots."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from classifiers.case_papers import case_drafts
from classifiers.context import Context
from classifiers.frame import Frame, block_year, frame_of, scene_of
from classifiers.grammar import carry_year
from classifiers.kinds import find_hits, kinds
from classifiers.papers import recognise
from classifiers.score_table import claims_columns
from classifiers.sentence import Draft, drafts_in, further_drafts, topic_draft
from classifiers.status import Scene, Verdict
from classifiers.tables import TableTopic, row_drafts
from classifiers.text import Piece, flat, sentences
from model.documents import Block, Document, Span
from model.evidence import Mention, Paper, Quantity, Slots

WHOLE: dict[str, tuple[str, str]] = {"plan": ("annual_plan", "计划|要点|方案|安排"), "summary": ("annual_summary", "总结|小结|情况报告"),
                                     "duty_list": ("duty_list", "清单")}
"""Papers that are evidence by themselves: their kind, and the words their title must have."""
_TOPICAL: frozenset[str] = frozenset({"self_report", "score_table", "plan", "summary", "duty_list", "notice", "case", "record",
                                      "ledger", "work"})
"""Papers whose headings only name a subject; elsewhere a heading may tell a deed (市水务局开展宪法日活动)."""


def find_mentions(document: Document, context: Context, paper: Paper | None = None) -> tuple[Paper, tuple[Mention, ...]]:
    """The kind of paper a document is and everything it says of evidence, in reading order."""
    paper = paper or recognise(document)
    frame = frame_of(document, paper, context)
    found = list(_whole(document, frame, context))
    remarks = claims_columns(document) if paper == "score_table" else None
    tables = _Tables(document, frame)
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
            pairs = _prose(block, index, frame, context, scene, year)
        for piece, drafts in pairs:
            for draft in drafts:
                single = sum(d.kind == draft.kind for d in drafts) == 1
                found.append(_mention(document, index, piece, draft, single, frame))
    return paper, tuple(_numbered(found))


class _Tables:
    """The head row, caption and heading over each table of a document."""

    def __init__(self, document: Document, frame: Frame) -> None:
        self.blocks = document.blocks
        self.frame = frame
        self.headers: dict[int, Block] = {}
        self.captions: dict[int, str] = {}
        for i, block in enumerate(self.blocks):
            if block.kind != "table_row" or block.table_id is None:
                continue
            if block.header:
                self.headers.setdefault(block.table_id, block)
            if block.table_id not in self.captions:
                above = self.blocks[i - 1].text if i else ""
                self.captions[block.table_id] = above if len(above) <= 40 and self.blocks[i - 1].kind != "table_row" else ""

    def topic(self, index: int) -> TableTopic:
        """What stands over the row at ``index``, nearest first."""
        block = self.blocks[index]
        header = self.headers.get(block.table_id) if block.table_id is not None else None
        caption = self.captions.get(block.table_id, "") if block.table_id is not None else ""
        texts = (caption, *reversed(block.section_path[-1:]), header.text if header else "", self.frame.title)
        return TableTopic(header, tuple(dict.fromkeys(t for t in texts if t)))


_RECORDED = re.compile(r"\s*(?:会议|学习|活动|培训|旁听)?(?:时间|日期)\s*[：:]")


def _recorded(block: Block, frame: Frame, words: str, context: Context, scene: Scene, year: int) -> list[Draft]:
    """The head of a minute (时间：…　地点：…): one happening of the kind that its heading or the title names."""
    for text in (*reversed(block.section_path[-1:]), frame.title):
        named = [h.kind for h in find_hits(flat(text), [(0, len(text))]) if kinds()[h.kind].merge == "dated"]
        if named:
            return [topic_draft(kinds()[named[0]], words, context, scene, year, text)]
    return []


_RUN_IN = re.compile(r"(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|[一二三四五六七八九十]是)[^，。；\d]{2,18}。?")
"""A run-in heading ((三)走进法庭现场学。) names a subject and tells no deed."""
_LISTED = re.compile(r"^(?:其中[，：:]?)?(?:\d{1,2}月|上旬|中旬|下旬|同月|次日|年初|年底|[一二三四五六七八九十]+月)")


def _prose(block: Block, index: int, frame: Frame, context: Context, scene: Scene, year: int) -> Iterator[tuple[Piece, list[Draft]]]:
    """Drafts of a heading or paragraph, sentence by sentence.

    A dated entry of a list (after a total, ； or ：) that names no kind goes on with the kind of the sentence before it.
    """
    if block.kind == "heading" and frame.paper in _TOPICAL or block.kind == "caption" and re.match(r"\s*(?:附?表|附件)", block.text):
        return
    headings = " ".join((frame.title, *block.section_path[-2:]))
    running: str | None = None
    listing = False
    last: list[Draft] = []
    for piece in sentences(block.text):
        words = piece.of(block.text)
        if frame.paper in _TOPICAL and _RUN_IN.fullmatch(words):
            continue
        drafts = drafts_in(words, context, scene, headings, year)
        dated = [d.kind for d in drafts if kinds()[d.kind].merge == "dated"]
        if not drafts and running and _LISTED.match(words):
            drafts = [topic_draft(kinds()[running], words, context, scene, year, headings)]
        elif not drafts and frame.paper in ("record", "ledger") and _RECORDED.match(words):
            drafts = _recorded(block, frame, words, context, scene, year)
        elif not drafts and last:
            drafts = further_drafts(last, words, context, scene, year)
        else:
            running = dated[-1] if dated else None
        told = any(is_list_lead(d) for d in drafts)
        if not (told or listing or words.endswith(("；", ";", "：", ":")) or re.search("[：:]", words)):
            running = None
        listing = (told or listing) and running is not None
        last = drafts if words.endswith(("；", ";")) else []
        yield piece, drafts


def is_list_lead(draft: Draft) -> bool:
    """True for a stated total that a list of its happenings may follow (全年集中学法6次。4月22日，…；6月10日，…)."""
    quantity = draft.slots.quantity
    return quantity is not None and quantity.value > 1 and kinds()[draft.kind].merge == "dated"


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
