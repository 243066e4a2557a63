"""Table rows → drafts. A ledger's row is one happening told over several cells; its table's title or head names it.

A column of units or hosts says whose deed the row tells; cells merged down from above belong to every row they cover.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from classifiers.case_papers import case_handed_in
from classifiers.columns import day_written, main_cell, owner_of, told, venue_of
from classifiers.context import Context
from classifiers.cues import cues
from classifiers.drafts import Draft
from classifiers.frame import Frame
from classifiers.grammar import carry_year
from classifiers.kinds import find_hits, kinds
from classifiers.remarks import remark_drafts
from classifiers.sentence import drafts_in, topic_draft
from classifiers.slots import HOURS
from classifiers.status import Scene, Verdict
from classifiers.table_topics import TableTopic, topic_kinds
from classifiers.text import Piece, flat, sentences
from classifiers.words import words
from model.documents import Block, Cell
from model.evidence import Quantity

_TOPICAL = frozenset({"ledger", "record", "certificate", "other", "case", "summary", "self_report", "notice",
                      "briefing"})
"""Papers in which the title or head over a table names the kind of its rows."""
_DAY = r"\d{1,2}(?:月|[.\-/])\d{1,2}"
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*(%)?")


def row_drafts(block: Block, topic: TableTopic, frame: Frame, context: Context, scene: Scene, year: int,
               remarks: frozenset[int] | None) -> Iterator[tuple[Piece, list[Draft]]]:
    """Drafts of a table row, each with the cell it is quoted from.

    remarks: for a score table, the columns with the unit's own words (the others repeat the standard); None elsewhere.
    """
    if words("表格", "重复登记").search(block.text) or words("表格", "合计行").match(block.text):
        return
    if block.header and not re.search(rf"{_DAY}|\d{{4}}年", block.text):
        return
    if remarks is not None:
        yield from remark_drafts(block, context, scene, year, remarks)
        return
    headings = " ".join(topic.texts)
    if is_prose(block):
        for cell in block.cells:
            for piece in sentences(block.text, cell.start, cell.end):
                yield piece, drafts_in(piece.of(block.text), context, scene, headings, year)
        return
    before, row = _written(block, topic)
    drafts = drafts_in(before + row, context, scene, headings, year)
    if frame.paper in _TOPICAL:
        named = _topic_drafts(block, before, row, topic, context, scene, year, {d.kind for d in drafts})
        drafts.extend(_shared(named, drafts))
    drafts.extend(_rate_drafts(block, before, topic, context, scene, year, {d.kind for d in drafts}))
    fate = _fate(block, topic, scene.period.end.year)
    late = fate is not None and fate.status == "negated" and topic.header is not None
    handed_in = case_handed_in(block, topic.header, drafts, context, scene, year) if late else []
    for draft in (*_all_settled(block, drafts, topic, context, fate), *handed_in):
        yield _quoted(block, draft, len(before), topic)


def named_drafts(block: Block, wanted: Sequence[str], topic: TableTopic, context: Context, scene: Scene,
                 year: int) -> Iterator[tuple[Piece, list[Draft]]]:
    """Drafts of a row of kinds that something else than its words and its head names, each with its cell."""
    before, row = _written(block, topic)
    filled = [c for c in block.cells if block.text[c.start:c.end].strip()]
    drafts = [_topical(kind, block, filled, before, row, topic, context, scene, year) for kind in wanted if filled]
    fate = _fate(block, topic, scene.period.end.year)
    for draft in _all_settled(block, drafts, topic, context, fate):
        yield _quoted(block, draft, len(before), topic)


def _all_settled(block: Block, drafts: Sequence[Draft], topic: TableTopic, context: Context,
                 fate: Verdict | None) -> list[Draft]:
    other, venue = owner_of(block, topic.header, context), venue_of(block)
    return [_settled(draft, _whose(draft, other, venue), fate) for draft in drafts]


def _written(block: Block, topic: TableTopic) -> tuple[str, str]:
    """What stands before a row's own cells (cells merged down, a day written in numbers alone), and the row's text."""
    day, cell = day_written(block, topic.header)
    before, row = "".join(text + "\t" for _, text in block.carried), told(block, topic.header)
    if cell is not None and "至" in day:
        row = row[:cell.start] + " " * (cell.end - cell.start) + row[cell.end:]
    return before + (f"{day}\t" if day else ""), row


def _whose(draft: Draft, other: str, venue: str) -> str:
    """The other body whose deed a row tells; a branch venue makes a happening another's, unless joining suffices."""
    kind = kinds()[draft.kind]
    return other or (venue if kind.merge == "dated" and not (kind.attended or kind.adverse) else "")


def is_prose(block: Block) -> bool:
    """True for a row of long cells without a short date cell: its cells are read as paragraphs."""
    long = [c for c in block.cells if c.end - c.start > 60]
    return bool(long) and not any(re.search(_DAY, block.text[c.start:c.end]) for c in block.cells
                                  if c.end - c.start < 16)


def _topic_drafts(block: Block, before: str, own: str, topic: TableTopic, context: Context, scene: Scene, year: int,
                  have: set[str]) -> list[Draft]:
    """Rows that do not name their kind because the head, caption or title over them does."""
    filled = [c for c in block.cells if block.text[c.start:c.end].strip()]
    if len(filled) < 2:
        return []
    row = before + own
    wanted = [k for k in topic_kinds(topic, flat(row), context, topic.sort, have) if k not in have]
    wanted = [k for k in wanted if not any(p.search(flat(row)) for p in kinds()[k].excluded)]
    wanted = [k for k in wanted if not _same_hours(k, have)]
    if topic.header and words("表格", "名单表头").search(topic.header.text):
        roster = any(words("表格", "名单题").search(text) for text in topic.texts)
        wanted = [k for k in wanted if roster and kinds()[k].merge == "single"]
    mixed = any(words("表格", "并列").search(text) for text in topic.texts)
    if mixed and any(kinds()[kind].merge == "dated" for kind in have):
        wanted = [k for k in wanted if kinds()[k].merge != "dated"]     # a mixed register: the row says what it is
    return [_topical(kind, block, filled, before, own, topic, context, scene, year) for kind in wanted]


def _topical(kind_id: str, block: Block, filled: list[Cell], before: str, own: str, topic: TableTopic, context: Context,
             scene: Scene, year: int) -> Draft:
    """The draft of a row that is of a kind as a whole, placed at the cell that tells what it is about."""
    main = main_cell(block, filled, topic.header)
    draft = topic_draft(kinds()[kind_id], before + own, context, scene, year, " ".join(topic.texts))
    title = _row_title(block.text[main.start:main.end])
    titled = kinds()[kind_id].merge == "titled"
    slots = replace(draft.slots, title=draft.slots.title or title) if titled else draft.slots
    return replace(draft, anchor=len(before) + main.start, slots=slots)


def _same_hours(kind: str, have: set[str]) -> bool:
    """True where the row itself tells another kind's hours of study (执法人员 in a table of 干部学法学时)."""
    return bool(kinds()[kind].units & HOURS) and any(kinds()[other].units & HOURS for other in have)


def _shared(named: list[Draft], told: list[Draft]) -> list[Draft]:
    """What the head names of a row that its own words give to another (区司法局送法下乡，我镇协助) is that body's."""
    theirs = next((d.verdict for d in told if d.verdict.status == "other_unit"), None)
    return [replace(d, verdict=theirs) if theirs and d.verdict.status == "done" else d for d in named]


def _rate_drafts(block: Block, before: str, topic: TableTopic, context: Context, scene: Scene, year: int,
                 have: set[str]) -> list[Draft]:
    """A per cent under a head that names a rate (参考率), in a row that does not say so itself."""
    if topic.header is None:
        return []
    drafts, over, row = [], " ".join(topic.texts), flat(before + block.text)
    for cell in block.cells:
        head = flat(topic.header.cell_text(cell.column) or "")
        figure = _PERCENT.fullmatch(flat(block.text[cell.start:cell.end]).strip())
        if figure is None or not ("%" in head or figure.group(2)):
            continue
        for hit in find_hits(head, [(0, len(head))], over, context.kinds):
            kind = kinds()[hit.kind]
            if "%" in kind.units and kind.id not in have and not any(p.search(row) for p in kind.excluded):
                draft = topic_draft(kind, before + block.text, context, scene, year, over)
                slots = replace(draft.slots, quantity=Quantity(value=Decimal(figure.group(1)), unit="%"))
                drafts.append(replace(draft, anchor=len(before) + cell.start, slots=slots))
    return drafts


def _row_title(text: str) -> str:
    inside = re.search(r"《([^》]{2,40})》", text)
    return inside.group(1) if inside else re.sub(r"^[^：:]{2,8}[：:]|（[^）]*）$", "", text.strip())[:40]


def _fate(block: Block, topic: TableTopic, last_year: int) -> Verdict | None:
    """What a short cell says became of the row (待报, 取消, 未开展, 改在次年, a dash under 发布时间), None where none
    does. last_year: of the review period."""
    status = cues()
    main = main_cell(block, list(block.cells), topic.header) if block.cells else None
    for cell in block.cells:
        text = flat(block.text[cell.start:cell.end]).strip()
        head = (topic.header.cell_text(cell.column) or "") if topic.header else ""
        if len(text) <= 18 and words("表格", "改期").search(text) and (carry_year(text) or 0) > last_year:
            return Verdict("planned", f"表中写“{text}”")
        only = len(text) <= 6 and status.negated.search(text) is not None
        if len(text) > 18 or cell is main and len(block.cells) > 2 and not only:
            continue
        if words("表格", "在建格").search(text):
            return Verdict("planned", f"表中写“{text}”")
        if words("表格", "例外").match(text) and any(_PERCENT.fullmatch(flat(block.text[c.start:c.end]).strip())
                                                 for c in block.cells):
            continue
        planned = status.planned.search(text)
        if words("表格", "原定说明").search(text):
            continue
        if planned and not status.done.search(text) and not status.made_up.search(text):
            return Verdict("planned", f"表中写“{text}”")
        if text.startswith("转载"):
            return Verdict("other_unit", f"表中写“{text}”")
        dash = re.fullmatch(r"[-—/－无]+|（空白）", text)
        if status.negated.search(text) or dash and words("表格", "进度列").search(head):
            return Verdict("negated", f"表中写“{text}”")
    return None


def _settled(draft: Draft, other: str, fate: Verdict | None) -> Draft:
    """A done draft of a row whose other cells say that it was another's, or never came to be."""
    if draft.verdict.status == "other_period" and fate:
        return replace(draft, verdict=replace(draft.verdict, undone=True))
    if draft.verdict.status != "done":
        return draft
    if other:
        return replace(draft, verdict=Verdict("other_unit", f"表中单位为{other}"))
    kind = kinds()[draft.kind]
    if fate and fate.status == "other_unit" and not kind.id.startswith("case_"):
        return draft
    if fate and not kind.adverse and kind.heard(fate.reason) == fate.reason:
        return replace(draft, verdict=fate)
    return draft


def _quoted(block: Block, draft: Draft, shift: int, topic: TableTopic) -> tuple[Piece, list[Draft]]:
    """A row's draft quoted by the cell where its words stand; offsets are made relative to that cell."""
    at = draft.anchor - shift
    whole = Cell(start=0, end=len(block.text), column=0)
    main = main_cell(block, list(block.cells), topic.header) if block.cells else whole
    for cell in block.cells:
        if cell.start <= at < cell.end and (cell.end - cell.start >= 8 or cell is main):
            inside = replace(draft, start=0, end=cell.end - cell.start, anchor=at - cell.start)
            return Piece(cell.start, cell.end), [inside]
    return Piece(main.start, main.end), [replace(draft, start=0, end=main.end - main.start, anchor=0)]
