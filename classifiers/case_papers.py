"""Case collections → drafts: every case told under its own heading, with whether and when it was reported and published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from classifiers.context import Context
from classifiers.kinds import kinds
from classifiers.sentence import Draft, topic_draft
from classifiers.status import Scene
from classifiers.text import Piece, sentences
from model.documents import Block
from model.evidence import Quantity

_TITLE = re.compile(r"^\s*(?:附[：:]?)?(?:典型)?(?:案例)?[\s　]*(?:[一二三四五六七八九十\d]+)?[\s　、.：:]*([一-龥“”×XＸ\d·、（）()]{4,48}?案(?:件)?)(?:（[^）]*）)?\s*$")
_PUBLISHED = re.compile(r"发布|公开|公布|刊发|刊登|推送|登载|曝光")
_REPORTED = re.compile(r"报送|上报|报(?:市|县|区|省)")
_FOREIGN = re.compile(r"转载|该局(?:于|报送|发布)")


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
    starts = [i for i, b in enumerate(blocks) if b.kind in ("heading", "paragraph") and len(b.text) <= 60 and case_title(b.text)]
    for n, at in enumerate(starts):
        stop = starts[n + 1] if n + 1 < len(starts) else len(blocks)
        yield from _one_case(blocks, at, stop, context, scene, year)


def _one_case(blocks: tuple[Block, ...], at: int, stop: int, context: Context, scene: Scene, year: int) -> Iterator[CaseDraft]:
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
    kind = "case_published" if _PUBLISHED.search(sentence) else "case_reported"
    anchor = next(m.start() for m in (_PUBLISHED if kind == "case_published" else _REPORTED).finditer(_unlabelled(sentence)))
    draft = topic_draft(kinds()[kind], sentence, context, scene, year, "", anchor)
    if _FOREIGN.search(sentence):
        draft = replace(draft, verdict=replace(draft.verdict, status="other_unit", reason="其他单位的案例，本单位转载"))
    draft = replace(draft, slots=replace(draft.slots, title=title, quantity=one))
    yield CaseDraft(at, heading, replace(draft, start=0, end=heading.end, anchor=0))
    yield CaseDraft(index, piece, draft)


def _unlabelled(sentence: str) -> str:
    """The sentence with a bracketed label at its head (【报送发布】) blanked, length unchanged."""
    return re.sub(r"^【[^】]*】", lambda m: "·" * len(m.group()), sentence)


def _statement(blocks: tuple[Block, ...], start: int, stop: int) -> tuple[int, Piece] | None:
    """Where a case's section says that it was published, else reported; None where it says neither."""
    for wanted in (_PUBLISHED, _REPORTED):
        for index in range(start, stop):
            if blocks[index].kind == "table_row":
                continue
            for piece in sentences(blocks[index].text):
                plain = _unlabelled(piece.of(blocks[index].text))
                if wanted.search(plain) and re.search(r"法宣办|普法办|社会|网站|公众号|微信|报|媒体|公开|时间", plain):
                    return index, piece
    return None
