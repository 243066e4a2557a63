"""The unit's own remarks in a score table → drafts; what stands beside them repeats the standard."""

from __future__ import annotations

from collections.abc import Iterator

from classifiers.context import Context
from classifiers.drafts import Draft
from classifiers.kinds import find_hits, kinds
from classifiers.sentence import drafts_in, topic_draft
from classifiers.status import Scene
from classifiers.table_topics import same_words
from classifiers.text import Piece, flat, sentences
from classifiers.words import words
from model.documents import Block


def remark_drafts(block: Block, context: Context, scene: Scene, year: int,
                  columns: frozenset[int]) -> Iterator[tuple[Piece, list[Draft]]]:
    """The unit's own remarks in a score table; a remark without a kind's words takes the row's criterion's kind."""
    for cell in block.cells:
        text = block.text[cell.start:cell.end]
        if cell.column not in columns or words("表格", "空说明").match(text):
            continue
        asked = " ".join(block.text[c.start:c.end] for c in block.cells
                         if c.column not in columns and c.end - c.start > 5)
        found = False
        for piece in sentences(block.text, cell.start, cell.end):
            drafts = drafts_in(piece.of(block.text), context, scene, asked, year)
            found = found or bool(drafts)
            yield piece, drafts
        if not found:
            said = [kinds()[kind_id] for kind_id in _criterion_kinds(asked, text, context)]
            yield Piece(cell.start, cell.end), [topic_draft(k, text, context, scene, year, asked) for k in said]


def _criterion_kinds(asked: str, remark: str, context: Context) -> list[str]:
    """Kinds of a criterion that its remark also names, else those that its only words name.

    A remark that only names a paper claims nothing; the paper itself is read. An honour or prize is claimed by a word
    of giving (获奖, 表扬) alone: who took part (已参赛) claims none.
    """
    hits = find_hits(flat(asked), [(0, len(asked))], asked=context.kinds)
    named = list(dict.fromkeys(hit.kind for hit in hits))
    said = [k for k in named if kinds()[k].quick.search(flat(remark))]
    alone = bool(hits) and set(named) == same_words(hits, named[:1])
    if not said and not words("表格", "授予").search(flat(remark)):
        named = [k for k in named if kinds()[k].graded not in ("荣誉", "奖项")]
    return said or (named if alone and not words("表格", "材料名").search(remark) else [])
