"""Table rows → drafts: a ledger's row is one happening told over several cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from classifiers.context import Context
from classifiers.frame import Frame, has_date
from classifiers.kinds import find_hits, kinds
from classifiers.sentence import Draft, drafts_in, topic_draft
from classifiers.status import Scene
from classifiers.text import Piece, flat, sentences
from model.documents import Block, Cell

_LEDGERS = frozenset({"ledger", "record", "self_report", "summary", "certificate", "other", "briefing", "case"})


def row_drafts(block: Block, frame: Frame, context: Context, scene: Scene, headings: str, year: int,
               claims: dict[int, frozenset[int]]) -> Iterator[tuple[Piece, list[Draft]]]:
    """Drafts of a table row, each with the cell or row it is quoted from.

    claims: for a score table, the columns with the unit's own remarks; the others repeat the standard and say nothing.
    """
    if block.header:
        return
    if frame.paper == "score_table":
        columns = claims.get(block.table_id or 0, frozenset())
        for cell in block.cells:
            if cell.column in columns:
                yield from _cell(block, cell, context, scene, headings, year)
        return
    long = [c for c in block.cells if c.end - c.start > 40]
    found = False
    if len(long) >= 1 and not _dated_elsewhere(block, long):
        for cell in block.cells:
            for piece, drafts in _cell(block, cell, context, scene, headings, year):
                found = found or bool(drafts)
                yield piece, drafts
    else:
        drafts = drafts_in(block.text, context, scene, headings, year)
        for draft in drafts:
            found = True
            yield _quoted(block, draft)
    if not found and frame.paper in _LEDGERS:
        yield from _topic_rows(block, context, scene, headings, year)


def _dated_elsewhere(block: Block, long: list[Cell]) -> bool:
    """True where a short cell of the row carries a date (a ledger's date column governs the other cells)."""
    return any(has_date(flat(block.text[c.start:c.end])) for c in block.cells if c not in long)


def _cell(block: Block, cell: Cell, context: Context, scene: Scene, headings: str, year: int) -> Iterator[tuple[Piece, list[Draft]]]:
    for piece in sentences(block.text, cell.start, cell.end):
        yield piece, drafts_in(piece.of(block.text), context, scene, headings, year)


def _quoted(block: Block, draft: Draft) -> tuple[Piece, list[Draft]]:
    """A row's draft quoted by the cell where its words stand; offsets are made relative to that cell."""
    for cell in block.cells:
        if cell.start <= draft.anchor < cell.end:
            anchor = draft.anchor - cell.start
            return Piece(cell.start, cell.end), [replace(draft, start=0, end=cell.end - cell.start, anchor=anchor)]
    return Piece(0, len(block.text)), [draft]


def _topic_rows(block: Block, context: Context, scene: Scene, headings: str, year: int) -> Iterator[tuple[Piece, list[Draft]]]:
    """Rows that do not name their kind because the table's title does (a ledger of hearings, of study sessions)."""
    topic = flat(headings)
    filled = [c for c in block.cells if c.end - c.start > 1]
    if len(filled) < 3 or not has_date(flat(block.text)):
        return
    hits = find_hits(topic, [(0, len(topic))])
    wanted = list(dict.fromkeys(h.kind for h in hits if kinds()[h.kind].merge != "single"))
    if not wanted:
        return
    main = max(filled, key=lambda c: c.end - c.start)
    draft = topic_draft(kinds()[wanted[-1]], block.text, context, scene, year)
    yield Piece(main.start, main.end), [replace(draft, start=0, end=main.end - main.start, anchor=0)]
