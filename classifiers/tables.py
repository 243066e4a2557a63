"""Table rows → drafts. A ledger's row is one happening told over several cells; its table's title or head names it.

A column of units or hosts says whose deed the row tells; cells merged down from above belong to every row they cover.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from classifiers.actors import names_own
from classifiers.context import Context
from classifiers.cues import cues
from classifiers.frame import Frame
from classifiers.kinds import Hit, find_hits, kinds
from classifiers.sentence import Draft, drafts_in, topic_draft
from classifiers.status import Scene, Verdict
from classifiers.text import Piece, flat, sentences
from classifiers.words import words
from model.documents import Block, Cell, Document
from model.evidence import Quantity

_TOPICAL = frozenset({"ledger", "record", "certificate", "other", "case", "summary", "self_report", "notice",
                      "briefing"})
"""Papers in which the title or head over a table names the kind of its rows."""
_DAY = r"\d{1,2}(?:月|[.\-/])\d{1,2}"
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*(%)?")


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
                above = self.blocks[i - 1]
                near = i and len(above.text) <= 40 and above.kind != "table_row"
                self.captions[block.table_id] = above.text if near else ""

    def topic(self, index: int) -> TableTopic:
        """What stands over the row at ``index``, nearest first."""
        block = self.blocks[index]
        header = self.headers.get(block.table_id) if block.table_id is not None else None
        caption = self.captions.get(block.table_id, "") if block.table_id is not None else ""
        named = (_register(caption), *map(_register, reversed(block.section_path[-1:])))
        texts = (_entered(block, header, named), *named, header.text if header else "", self.title)
        return TableTopic(header, tuple(dict.fromkeys(t for t in texts if t)))


def _register(name: str) -> str:
    """A table's name with the word for a table (宣传栏更换登记（2018年） is a 登记表)."""
    return words("表格", "登记名").sub(r"\g<0>表", name, count=1)


def _entered(block: Block, header: Block | None, named: tuple[str, ...]) -> str:
    """What a row of a ledger of “七进” is about by its short category cell (乡村: 法律进乡村), "" elsewhere."""
    if not any(words("表格", "几进").search(text) for text in named):
        return ""
    for column, value in (*block.carried, *((c.column, block.text[c.start:c.end]) for c in block.cells)):
        found = words("表格", "进处").fullmatch(value.strip())
        head = (header.cell_text(column) or "") if header else ""
        if found and not words("表格", "单位列").search(head):
            return f"法律进{found.group(1)}登记表"
    return ""


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
        named = _topic_drafts(block, before, topic, context, scene, year, {d.kind for d in drafts})
        drafts.extend(_shared(named, drafts))
    drafts.extend(_rate_drafts(block, before, topic, context, scene, year, {d.kind for d in drafts}))
    other, fate = _owner(block, topic, context), _fate(block, topic)
    for draft in drafts:
        yield _quoted(block, _settled(draft, other, fate), len(before))


def _is_prose(block: Block) -> bool:
    """True for a row of long cells without a short date cell: its cells are read as paragraphs."""
    long = [c for c in block.cells if c.end - c.start > 60]
    return bool(long) and not any(re.search(_DAY, block.text[c.start:c.end]) for c in block.cells
                                  if c.end - c.start < 16)


def _topic_drafts(block: Block, before: str, topic: TableTopic, context: Context, scene: Scene, year: int,
                  have: set[str]) -> list[Draft]:
    """Rows that do not name their kind because the head, caption or title over them does."""
    filled = [c for c in block.cells if block.text[c.start:c.end].strip()]
    if len(filled) < 2 or topic.header and words("表格", "名单表头").search(topic.header.text):
        return []
    wanted = [k for k in _topics(topic, flat(before + block.text), context, have) if k not in have]
    row, head = before + block.text, " ".join(topic.texts)
    main = _main_cell(block, filled)
    drafts = []
    for kind_id in wanted:
        draft = topic_draft(kinds()[kind_id], row, context, scene, year, head)
        title = _row_title(block.text[main.start:main.end])
        titled = kinds()[kind_id].merge == "titled"
        slots = replace(draft.slots, title=draft.slots.title or title) if titled else draft.slots
        drafts.append(replace(draft, anchor=len(before) + main.start, slots=slots))
    return drafts


def _topics(topic: TableTopic, row: str, context: Context, have: set[str]) -> list[str]:
    """The kind the nearest text over the rows names; of several, the first that the row's own words also name.

    have: kinds that the row already tells; a head that names one of them among others (作品、演出登记) adds none.

    Kinds that the same words of the text name (公众号普法推文: a channel and its posts) go together.
    """
    over = " ".join((*topic.texts, row))
    for text in topic.texts:
        hits = find_hits(flat(text), [(0, len(text))], over, context.kinds)
        named = list(dict.fromkeys(hit.kind for hit in hits))
        if not named:
            continue
        if len(named) == 1:
            return [] if _rivalled(flat(text), over, named, row) else named
        also = [k for k in named if k in have] or [k for k in named if kinds()[k].quick.search(row)]
        several = [k for k in named if kinds()[k].merge != "single"]
        chosen = also[:1] or several[:1]
        same = _same_words(hits, chosen)
        return chosen + [k for k in several if k in same and k not in chosen]
    return []


def _rivalled(text: str, over: str, named: list[str], row: str) -> bool:
    """True where a text names a second kind by other words (作品、演出登记) and the row tells that one, not this."""
    hits = find_hits(text, [(0, len(text))], over)
    rivals = {hit.kind for hit in hits} - _same_words(hits, named)
    return any(kinds()[k].quick.search(row) for k in rivals) and not kinds()[named[0]].quick.search(row)


def _rate_drafts(block: Block, before: str, topic: TableTopic, context: Context, scene: Scene, year: int,
                 have: set[str]) -> list[Draft]:
    """A per cent under a head that names a rate (参考率), in a row that does not say so itself."""
    if topic.header is None:
        return []
    drafts, over = [], " ".join(topic.texts)
    for cell in block.cells:
        head = flat(topic.header.cell_text(cell.column) or "")
        figure = _PERCENT.fullmatch(flat(block.text[cell.start:cell.end]).strip())
        if figure is None or not ("%" in head or figure.group(2)):
            continue
        for hit in find_hits(head, [(0, len(head))], over, context.kinds):
            kind = kinds()[hit.kind]
            if "%" in kind.units and kind.id not in have:
                draft = topic_draft(kind, before + block.text, context, scene, year, over)
                slots = replace(draft.slots, quantity=Quantity(value=Decimal(figure.group(1)), unit="%"))
                drafts.append(replace(draft, anchor=len(before) + cell.start, slots=slots))
    return drafts


def _main_cell(block: Block, filled: list[Cell]) -> Cell:
    """The cell that tells what the row is about: one with a title or law, else the longest with words."""
    numeric = re.compile(r"[\d\s.年月日\-/—至到～~、:：]+")
    worded = [c for c in filled if not numeric.fullmatch(block.text, c.start, c.end)] or filled
    titled = [c for c in worded if re.search("《|案$|案（", block.text[c.start:c.end].strip())]
    return max(titled or worded, key=lambda c: c.end - c.start)


def _row_title(text: str) -> str:
    inside = re.search(r"《([^》]{2,40})》", text)
    return inside.group(1) if inside else re.sub(r"^[^：:]{2,8}[：:]|（[^）]*）$", "", text.strip())[:40]


def _owner(block: Block, topic: TableTopic, context: Context) -> str:
    """The other body that a column of units names as the row's doer, "" where it is the unit or nobody."""
    if topic.header is None:
        return ""
    for cell in topic.header.cells:
        name = topic.header.text[cell.start:cell.end].strip()
        value = (block.cell_text(cell.column) or "").strip()
        hosted = words("表格", "写明主办").match(value)
        if hosted is None and (not words("表格", "单位列").search(name) or name == "单位"):
            continue
        named = hosted.group(1) if hosted else value
        if value and words("表格", "单位").search(value) and not _own_name(named, context):
            return value
    return ""


def _shared(named: list[Draft], told: list[Draft]) -> list[Draft]:
    """What the head names of a row that its own words give to another (区司法局送法下乡车，我镇协助) is another's too."""
    theirs = next((d.verdict for d in told if d.verdict.status == "other_unit"), None)
    return [replace(d, verdict=theirs) if theirs and d.verdict.status == "done" else d for d in named]


def _own_name(value: str, context: Context) -> bool:
    own_words = ("我局", "本局", "我委", "局机关")
    short = words("表格", "名后机构").sub("", context.unit)
    return names_own(value, context) or value in context.unit or any(word in value for word in (*own_words, short))


def _fate(block: Block, topic: TableTopic) -> Verdict | None:
    """What a short cell says became of the row (待报, 取消, 未开展, a dash under 发布时间), None where none does."""
    status = cues()
    main = _main_cell(block, list(block.cells)) if block.cells else None
    for cell in block.cells:
        text = flat(block.text[cell.start:cell.end]).strip()
        head = (topic.header.cell_text(cell.column) or "") if topic.header else ""
        if len(text) > 18 or cell is main and len(block.cells) > 2:
            continue
        planned = status.planned.search(text)
        if planned and not status.done.search(text) and not status.made_up.search(text):
            return Verdict("planned", f"表中写“{text}”")
        dash = re.fullmatch(r"[-—/－无]+|（空白）", text)
        if status.negated.search(text) or dash and words("表格", "进度列").search(head):
            return Verdict("negated", f"表中写“{text}”")
    return None


def _settled(draft: Draft, other: str, fate: Verdict | None) -> Draft:
    """A done draft of a row whose other cells say that it was another's, or never came to be."""
    if draft.verdict.status != "done":
        return draft
    if other:
        return replace(draft, verdict=Verdict("other_unit", f"表中单位为{other}"))
    kind = kinds()[draft.kind]
    if fate and not kind.adverse and kind.heard(fate.reason) == fate.reason:
        return replace(draft, verdict=fate)
    return draft


def _quoted(block: Block, draft: Draft, shift: int) -> tuple[Piece, list[Draft]]:
    """A row's draft quoted by the cell where its words stand; offsets are made relative to that cell."""
    at = draft.anchor - shift
    for cell in block.cells:
        if cell.start <= at < cell.end and cell.end - cell.start >= 8:
            inside = replace(draft, start=0, end=cell.end - cell.start, anchor=at - cell.start)
            return Piece(cell.start, cell.end), [inside]
    main = _main_cell(block, list(block.cells)) if block.cells else Cell(start=0, end=len(block.text), column=0)
    return Piece(main.start, main.end), [replace(draft, start=0, end=main.end - main.start, anchor=0)]


def _remarks(block: Block, context: Context, scene: Scene, year: int,
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

    A remark that only names a paper claims nothing; the paper itself is read.
    """
    hits = find_hits(flat(asked), [(0, len(asked))], asked=context.kinds)
    named = list(dict.fromkeys(hit.kind for hit in hits))
    said = [k for k in named if kinds()[k].quick.search(flat(remark))]
    alone = bool(hits) and set(named) == _same_words(hits, named[:1])
    return said or (named if alone and not words("表格", "材料名").search(remark) else [])


def _same_words(hits: list[Hit], chosen: list[str]) -> set[str]:
    """The chosen kinds and those whose words in the text overlap theirs."""
    spans = [(hit.start, hit.end) for hit in hits if hit.kind in chosen]
    return {hit.kind for hit in hits if any(hit.start < b and a < hit.end for a, b in spans)}
