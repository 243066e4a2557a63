"""What a table's rows are about, by what stands over them: caption, heading, head row, title, a cell of sorts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifiers.context import Context
from classifiers.kinds import Hit, find_hits, kinds
from classifiers.text import flat
from classifiers.words import words
from model.documents import Block, Document

_WORD = re.compile("(?=([一-龥]{2}))")


@dataclass(frozen=True, slots=True)
class TableTopic:
    """What stands over a table's rows: its head row, its caption, the nearest heading, the document's title.

    sort: what the column of sorts says of the row, or of the rows above where its cell is blank; "" where nothing.
    """

    header: Block | None
    texts: tuple[str, ...]
    sort: str = ""


class TableTopics:
    """The head row, caption and heading over each table of a document.

    A title that stands on one sheet of a workbook is no title of the other sheets.
    """

    def __init__(self, document: Document, title: str) -> None:
        self.blocks = document.blocks
        self.title = title
        titles = (b for b in self.blocks if b.text.replace("\n", "").strip() == title)
        self.title_path = next((b.section_path[:1] for b in titles), ())
        self.headers: dict[int, Block] = {}
        self.captions: dict[int, str] = {}
        self.sorts: dict[int, str] = {}
        last: dict[int, str] = {}
        for i, block in enumerate(self.blocks):
            if block.kind != "table_row" or block.table_id is None:
                continue
            if block.header:
                self.headers.setdefault(block.table_id, block)
            else:
                said = _sort_cell(block, self.headers.get(block.table_id))
                self.sorts[i] = last[block.table_id] = said or last.get(block.table_id, "")
            if block.table_id not in self.captions:
                above = self.blocks[i - 1]
                near = i and len(above.text) <= 40 and above.kind != "table_row"
                self.captions[block.table_id] = above.text if near else ""

    def topic(self, index: int) -> TableTopic:
        """What stands over the row at ``index``, nearest first."""
        block = self.blocks[index]
        header = self.headers.get(block.table_id) if block.table_id is not None else None
        caption = self.captions.get(block.table_id, "") if block.table_id is not None else ""
        same_sheet = not self.title_path or self.title_path == block.section_path[:1]
        title = self.title if same_sheet else ""
        named = (_register(caption), *map(_register, reversed(block.section_path[-1:])))
        sort = self.sorts.get(index, "")
        texts = (_entered(block, header, named), _sorted(sort), *named, header.text if header else "", title)
        return TableTopic(header, tuple(dict.fromkeys(t for t in texts if t)), sort)


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


def _sort_cell(block: Block, header: Block | None) -> str:
    """What the row's own cell in a column of sorts (类别, 类型) says, "" where there is none."""
    heads = ((c.column, header.text[c.start:c.end].strip()) for c in header.cells) if header else ()
    column = next((column for column, name in heads if words("表格", "类别列").fullmatch(name)), None)
    return flat((block.cell_text(column) or "").strip()) if column is not None else ""


def _sorted(sort: str) -> str:
    """The sort of a row as the name of a table of such rows (大讲堂: 大讲堂登记表); "" where it tells none."""
    entered = words("表格", "进处").fullmatch(sort)
    if entered and "进" in sort:
        return f"法律进{entered.group(1)}登记表"
    if words("表格", "几进").search(sort):
        return f"送法{sort}登记表"
    return f"{sort}登记表" if 2 <= len(sort) <= 8 and not words("表格", "他类").search(sort) else ""


def _shared_word(text: str, sort: str) -> bool:
    return not set(_WORD.findall(text)).isdisjoint(_WORD.findall(sort))


def topic_kinds(topic: TableTopic, row: str, context: Context, sort: str, have: set[str]) -> list[str]:
    """The kind the nearest text over the rows names; of several, the first that the row's own words also name.

    Kinds that the same words of the text name (公众号普法推文: a channel and its posts) go together. sort: what the
    row's cell of sorts says. Where it names another thing (公告, 应诉), the text over the rows does not speak of it; of
    a text that lists several things (学法、培训、旁听登记) it speaks of what the row or its sort names, and of nothing
    where the row has another kind of its own (have).
    """
    if sort and words("表格", "他类").search(sort):
        return []
    over = f"{row} {sort}".strip()
    for text in topic.texts:
        hits = find_hits(flat(text), [(0, len(text))], over, context.kinds)
        mixed = words("表格", "并列").search(text)
        plain = {hit.kind for hit in find_hits(flat(text), [(0, len(text))], "", context.kinds)} if mixed else set()
        hits = [hit for hit in hits if not mixed or hit.kind in plain or kinds()[hit.kind].merge == "titled"]
        named = list(dict.fromkeys(hit.kind for hit in hits))
        if not named:
            continue
        if mixed and have and not have.intersection(named):
            return []
        if sort and re.search("[、和及与]", text):
            sorts = {hit.kind for hit in hits if _shared_word(text[hit.start:hit.end], sort)}
            named = [k for k in named if k in sorts or kinds()[k].quick.search(row)]
        if len(named) < 2:
            return [] if named and _rivalled(flat(text), over, named, row) else named
        also = [k for k in named if k in have] or [k for k in named if kinds()[k].quick.search(row)]
        several = [k for k in named if kinds()[k].merge != "single"]
        chosen = also[:1] or ([] if sort and _parted(hits) else several[:1])
        same = same_words(hits, chosen)
        return chosen + [k for k in several if k in same and k not in chosen]
    return []


def _rivalled(text: str, over: str, named: list[str], row: str) -> bool:
    """True where a text names a second kind by other words (作品、演出登记) and the row tells that one, not this."""
    if kinds()[named[0]].quick.search(row):
        return False
    hits = find_hits(text, [(0, len(text))], over)
    rivals = {hit.kind for hit in hits} - same_words(hits, named)
    return any(kinds()[k].quick.search(row) for k in rivals)


def _parted(hits: list[Hit]) -> bool:
    """True where a text names several things side by side (培训、旁听登记), of which a cell of sorts picks one."""
    return any(a.end <= b.start or b.end <= a.start for a in hits for b in hits)


def same_words(hits: list[Hit], chosen: list[str]) -> set[str]:
    """The chosen kinds and those whose words in the text overlap theirs."""
    spans = [(hit.start, hit.end) for hit in hits if hit.kind in chosen]
    return {hit.kind for hit in hits if any(hit.start < b and a < hit.end for a, b in spans)}
