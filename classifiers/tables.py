"""Table rows → drafts. A ledger's row is one happening told over several cells; its table's title or head names the kind.

A column of units or hosts says whose deed the row tells; cells merged down from above belong to every row they cover.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from classifiers.actors import names_own
from classifiers.context import Context
from classifiers.cues import cues
from classifiers.frame import Frame
from classifiers.kinds import find_hits, kinds
from classifiers.sentence import Draft, drafts_in, topic_draft
from classifiers.status import ADVERSE, Scene, Verdict
from classifiers.text import Piece, flat, sentences
from model.documents import Block, Cell, Document

_TOPICAL = frozenset({"ledger", "record", "certificate", "other", "case", "summary", "self_report", "notice", "briefing"})
_SUM = re.compile(r"^\s*(?:合\s*计|小\s*计|总\s*计|总分)")
_OWNER = re.compile(r"(?:报送|获奖|推荐|选送|主办|承办|责任|牵头|组织|实施|参评|填报|上报)?单位(?:名称)?$|^主办方$|^组织者$")
_OTHERS = re.compile(r"局|委|院|厅|办|部|会|所|中心|大队|支队|公司|学校|街道|镇|乡|处|银行|社")


@dataclass(frozen=True, slots=True)
class TableTopic:
    """What stands over a table's rows: its head row, its caption, the nearest heading, the document's title."""

    header: Block | None
    texts: tuple[str, ...]


class TableTopics:
    """The head row, caption and heading over each table of a document."""

    def __init__(self, document: Document, title: str) -> None:
        self.blocks = document.blocks
        self.title = title
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
        texts = (caption, *reversed(block.section_path[-1:]), header.text if header else "", self.title)
        return TableTopic(header, tuple(dict.fromkeys(t for t in texts if t)))


def row_drafts(block: Block, topic: TableTopic, frame: Frame, context: Context, scene: Scene, year: int,
               remarks: frozenset[int] | None) -> Iterator[tuple[Piece, list[Draft]]]:
    """Drafts of a table row, each with the cell it is quoted from.

    remarks: for a score table, the columns with the unit's own words (the others repeat the standard); None elsewhere.
    """
    if _SUM.match(block.text) or block.header and not re.search(r"\d{1,2}(?:月|[.\-/])\d{1,2}|\d{4}年", block.text):
        return
    if remarks is not None:
        yield from _remarks(block, context, scene, year, remarks)
        return
    headings = " ".join(topic.texts)
    if _is_prose(block):
        for cell in block.cells:
            for piece in sentences(block.text, cell.start, cell.end):
                yield piece, drafts_in(piece.of(block.text), context, scene, headings, year)
        return
    before = "".join(text + "\t" for _, text in block.carried)
    drafts = drafts_in(before + block.text, context, scene, headings, year)
    if frame.paper in _TOPICAL:
        drafts.extend(_topic_drafts(block, before, topic, context, scene, year, {d.kind for d in drafts}))
    other, fate = _owner(block, topic, context), _fate(block, topic)
    for draft in drafts:
        yield _quoted(block, _settled(draft, other, fate), len(before))


def _is_prose(block: Block) -> bool:
    """True for a row of long cells without a short date cell: its cells are read as paragraphs."""
    long = [c for c in block.cells if c.end - c.start > 60]
    return bool(long) and not any(re.search(r"\d{1,2}(?:月|[.\-/])\d{1,2}", block.text[c.start:c.end]) for c in block.cells
                                  if c.end - c.start < 16)


def _topic_drafts(block: Block, before: str, topic: TableTopic, context: Context, scene: Scene, year: int,
                  have: set[str]) -> list[Draft]:
    """Rows that do not name their kind because the head, caption or title over them does."""
    filled = [c for c in block.cells if block.text[c.start:c.end].strip()]
    if len(filled) < 2 or topic.header and re.search("姓名|签名|签到", topic.header.text):
        return []
    wanted = _topics(topic, flat(before + block.text))
    if have.intersection(wanted):
        return []
    row, head = before + block.text, " ".join(topic.texts)
    main = _main_cell(block, filled)
    drafts = []
    for kind_id in wanted:
        draft = topic_draft(kinds()[kind_id], row, context, scene, year, head)
        title = _row_title(block.text[main.start:main.end])
        slots = replace(draft.slots, title=draft.slots.title or title) if kinds()[kind_id].merge == "titled" else draft.slots
        drafts.append(replace(draft, anchor=len(before) + main.start, slots=slots))
    return drafts


def _topics(topic: TableTopic, row: str) -> list[str]:
    """The kind the nearest text over the rows names; of several, those that the row's own words also name."""
    for text in topic.texts:
        text = flat(text)
        named = list(dict.fromkeys(h.kind for h in find_hits(text, [(0, len(text))])))
        if not named:
            continue
        if len(named) == 1:
            return named
        also = [k for k in named if kinds()[k].quick.search(row)]
        return also[:1] or [k for k in named if kinds()[k].merge != "single"][:1]
    return []


def _main_cell(block: Block, filled: list[Cell]) -> Cell:
    """The cell that tells what the row is about: one with a title or law, else the longest that is no date or number."""
    words = [c for c in filled if not re.fullmatch(r"[\d\s.年月日\-/—至到～~、:：]+", block.text[c.start:c.end])] or filled
    titled = [c for c in words if re.search("《|案$|案（", block.text[c.start:c.end].strip())]
    return max(titled or words, key=lambda c: c.end - c.start)


def _row_title(text: str) -> str:
    inside = re.search(r"《([^》]{2,40})》", text)
    return inside.group(1) if inside else re.sub(r"^[^：:]{2,8}[：:]|（[^）]*）$", "", text.strip())[:40]


def _owner(block: Block, topic: TableTopic, context: Context) -> str:
    """The other body that a column of units names as the row's doer, "" where it is the unit or nobody."""
    if topic.header is None:
        return ""
    for cell in topic.header.cells:
        name = topic.header.text[cell.start:cell.end].strip()
        if not _OWNER.search(name) or name in ("单位",):
            continue
        value = (block.cell_text(cell.column) or "").strip()
        if value and _OTHERS.search(value) and not _own_name(value, context):
            return value
    return ""


def _own_name(value: str, context: Context) -> bool:
    return names_own(value, context) or value in context.unit or any(w in value for w in ("我局", "本局", "我委", "局机关"))


def _fate(block: Block, topic: TableTopic) -> Verdict | None:
    """What a short cell says became of the row (待报, 取消, 未开展, a dash under 发布时间), None where none does."""
    words = cues()
    main = _main_cell(block, list(block.cells)) if block.cells else None
    for cell in block.cells:
        text = flat(block.text[cell.start:cell.end]).strip()
        head = (topic.header.cell_text(cell.column) or "") if topic.header else ""
        if len(text) > 18 or cell is main and len(block.cells) > 2:
            continue
        planned = words.planned.search(text)
        if planned and not words.done.search(text) and not words.made_up.search(text):
            return Verdict("planned", f"表中写“{text}”")
        if words.negated.search(text) or re.fullmatch(r"[-—/－无]+|（空白）", text) and re.search("发布|完成|开展|日期|时间", head):
            return Verdict("negated", f"表中写“{text}”")
    return None


def _settled(draft: Draft, other: str, fate: Verdict | None) -> Draft:
    """A done draft of a row whose other cells say that it was another's, or never came to be."""
    if draft.verdict.status != "done":
        return draft
    if other:
        return replace(draft, verdict=Verdict("other_unit", f"表中单位为{other}"))
    if fate and draft.kind not in ADVERSE:
        return replace(draft, verdict=fate)
    return draft


def _quoted(block: Block, draft: Draft, shift: int) -> tuple[Piece, list[Draft]]:
    """A row's draft quoted by the cell where its words stand; offsets are made relative to that cell."""
    at = draft.anchor - shift
    for cell in block.cells:
        if cell.start <= at < cell.end and cell.end - cell.start >= 8:
            return Piece(cell.start, cell.end), [replace(draft, start=0, end=cell.end - cell.start, anchor=at - cell.start)]
    main = _main_cell(block, list(block.cells)) if block.cells else Cell(start=0, end=len(block.text), column=0)
    return Piece(main.start, main.end), [replace(draft, start=0, end=main.end - main.start, anchor=0)]


_NOTHING = re.compile(r"^[\s无/—\-－、。]*$|^(?:详?见|附)?附件[一二三四五六七八九十\d]*$|^见[一-龥]{2,8}$")

_PAPER = re.compile(r"通知|汇编|附件|照片|图片|记录|文件|材料|台账|简报|报告$")
"""A remark that only names a paper claims nothing; the paper itself is read."""


def _remarks(block: Block, context: Context, scene: Scene, year: int, columns: frozenset[int]) -> Iterator[tuple[Piece, list[Draft]]]:
    """The unit's own remarks in a score table; a remark without a kind's words takes the kind from the row's criterion."""
    for cell in block.cells:
        text = block.text[cell.start:cell.end]
        if cell.column not in columns or _NOTHING.match(text):
            continue
        asked = " ".join(block.text[c.start:c.end] for c in block.cells if c.column not in columns and c.end - c.start > 5)
        found = False
        for piece in sentences(block.text, cell.start, cell.end):
            drafts = drafts_in(piece.of(block.text), context, scene, asked, year)
            found = found or bool(drafts)
            yield piece, drafts
        if not found:
            flat_asked = flat(asked)
            named = list(dict.fromkeys(h.kind for h in find_hits(flat_asked, [(0, len(flat_asked))])))
            piece = Piece(cell.start, cell.end)
            said = [k for k in named if kinds()[k].quick.search(flat(text))] or (named if len(named) == 1 and not _PAPER.search(text) else [])
            yield piece, [topic_draft(kinds()[k], text, context, scene, year, asked) for k in said]
