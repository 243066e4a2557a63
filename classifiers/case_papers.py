"""Case collections → drafts: every case told under its own heading, with whether it was reported or published, when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from classifiers.context import Context
from classifiers.drafts import Draft
from classifiers.kinds import kinds
from classifiers.sentence import drafts_in, topic_draft
from classifiers.status import Scene
from classifiers.text import Piece, sentences
from classifiers.words import words
from model.documents import Block
from model.evidence import Quantity

_TITLE = re.compile(r"^\s*(?:附[：:]?)?(?:典型)?(?:案例)?[\s　]*(?:[一二三四五六七八九十\d]+)?[\s　、.：:]*"
                    r"([一-龥“”×XＸ\d·、（）()]{4,48}?案(?:件)?)(?:（[^）]*）)?\s*$")

_EITHER = "case_submitted"
"""The kind for standards that take a case reported or published alike: told beside the exact one where asked for."""
_USUAL = frozenset({"case_reported", "case_published", _EITHER})
"""Kinds that every case of a collection is told as."""


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """A draft placed in one block of a case paper."""

    block: int
    piece: Piece
    draft: Draft


def case_title(text: str) -> str | None:
    """The title of a case in a heading line, None for other lines."""
    match = _TITLE.match(text.replace("\n", ""))
    return match.group(1).strip() if match else None


def case_drafts(blocks: tuple[Block, ...], context: Context, scene: Scene, year: int) -> Iterator[CaseDraft]:
    """A draft for the heading of every case and one for the sentence that says it was published or reported."""
    starts = [i for i, b in enumerate(blocks)
              if b.kind in ("heading", "paragraph") and len(b.text) <= 60 and case_title(b.text)]
    for n, at in enumerate(starts):
        stop = starts[n + 1] if n + 1 < len(starts) else len(blocks)
        for case in _one_case(blocks, at, stop, context, scene, year):
            yield case
            if context.kinds is not None and _EITHER in context.kinds:
                yield replace(case, draft=replace(case.draft, kind=_EITHER))
        yield from _further(blocks, at, stop, context, scene, year)


def _one_case(blocks: tuple[Block, ...], at: int, stop: int, context: Context, scene: Scene,
              year: int) -> Iterator[CaseDraft]:
    title = case_title(blocks[at].text)
    told = _statement(blocks, at + 1, stop)
    one = Quantity(value=Decimal(1), unit="件")
    heading = Piece(0, len(blocks[at].text))
    if told is None:
        draft = topic_draft(kinds()["case_reported"], blocks[at].text, context, scene, year, "")
        yield CaseDraft(at, heading, replace(draft, slots=replace(draft.slots, title=title, quantity=one)))
        return
    index, piece = told
    sentence = piece.of(blocks[index].text)
    published = words("案例", "发布").search(sentence)
    kind, said = ("case_published", "发布") if published else ("case_reported", "报送")
    anchor = next(m.start() for m in words("案例", said).finditer(_unlabelled(sentence)))
    draft = topic_draft(kinds()[kind], sentence, context, scene, year, "", anchor)
    if words("案例", "转载").search(sentence):
        draft = replace(draft, verdict=replace(draft.verdict, status="other_unit", reason="其他单位的案例，本单位转载"))
    draft = replace(draft, slots=replace(draft.slots, title=title, quantity=one))
    yield CaseDraft(at, heading, replace(draft, start=0, end=heading.end, anchor=0))
    yield CaseDraft(index, piece, draft)


def _further(blocks: tuple[Block, ...], at: int, stop: int, context: Context, scene: Scene,
             year: int) -> Iterator[CaseDraft]:
    """What a case's section says of other kinds named by cases, where they are asked for (handed in, adopted)."""
    asked = {kind for kind in context.kinds or () if kinds()[kind].titles == "案例" and kind not in _USUAL}
    title, one = case_title(blocks[at].text), Quantity(value=Decimal(1), unit="件")
    for index in range(at + 1, stop):
        if not asked or blocks[index].kind == "table_row":
            continue
        for piece in sentences(blocks[index].text):
            for draft in drafts_in(piece.of(blocks[index].text), context, scene, f"典型案例 {title}", year):
                if draft.kind in asked:
                    yield CaseDraft(index, piece, replace(draft, slots=replace(draft.slots, title=title, quantity=one)))


def _unlabelled(sentence: str) -> str:
    """The sentence with a bracketed label at its head (【报送发布】) blanked, length unchanged."""
    return re.sub(r"^【[^】]*】", lambda m: "·" * len(m.group()), sentence)


def _statement(blocks: tuple[Block, ...], start: int, stop: int) -> tuple[int, Piece] | None:
    """Where a case's section says that it was published, else reported; None where it says neither."""
    for wanted in (words("案例", "发布"), words("案例", "报送")):
        for index in range(start, stop):
            if blocks[index].kind == "table_row":
                continue
            for piece in sentences(blocks[index].text):
                plain = _unlabelled(piece.of(blocks[index].text))
                if wanted.search(plain) and words("案例", "对象").search(plain):
                    return index, piece
    return None


def case_handed_in(block: Block, header: Block | None, drafts: list[Draft], context: Context, scene: Scene,
                   year: int) -> list[Draft]:
    """A case of a register whose row says that it was handed in on a day and not made public: it was handed in.

    drafts: those of the row, one of which tells the case as published; the new one stands where that stands.
    """
    told = next((draft for draft in drafts if draft.kind == "case_published"), None)
    asked = context.kinds is None or "case_reported" in context.kinds
    if told is None or header is None or not asked or any(draft.kind == "case_reported" for draft in drafts):
        return []
    days = [cell for cell in block.cells if re.search(r"\d", block.text[cell.start:cell.end])
            and words("案例", "报送").search(header.cell_text(cell.column) or "")]
    if not days:
        return []
    before = "".join(text + "\t" for _, text in block.carried)
    draft = topic_draft(kinds()["case_reported"], before + block.text, context, scene, year)
    return [replace(draft, anchor=told.anchor, slots=replace(draft.slots, title=told.slots.title))]
