"""The columns of a table: which cells tell nothing of the deed itself, whose row it is, and which cell names it."""

from __future__ import annotations

import re

from classifiers.actors import names_own
from classifiers.context import Context, names
from classifiers.text import flat
from classifiers.words import words
from model.documents import Block, Cell

_DAY = re.compile(r"(?:(?:19|20)\d{2}[年.\-/])?(\d{1,2})[月.\-/]\d{1,2}日?")


def head_of(header: Block | None, column: int) -> str:
    """The head over a column, without spaces; "" where it has none."""
    return re.sub(r"\s", "", flat(header.cell_text(column) or "")) if header else ""


def told(block: Block, header: Block | None) -> str:
    """The row's text with cells blanked (offsets stay) that tell no deed.

    Blanked are figures of a requirement (要求: 40学时), names of the unit that a work belongs to, which are no level,
    and notes of the month first planned (计划3月，延后) beside the day of the deed.
    """
    text = block.text
    for cell in block.cells:
        head, words_ = head_of(header, cell.column), flat(text[cell.start:cell.end]).strip()
        required = words("表格", "要求列").search(head) and len(words_) <= 12 and re.search(r"\d", words_)
        if required or words("表格", "所属列").search(head) or _first_planned(block, words_):
            text = text[:cell.start] + " " * (cell.end - cell.start) + text[cell.end:]
    return text


_SHORT = re.compile(r"(1[0-2]|0?[1-9])[.\-/](3[01]|[12]\d|0?[1-9])"
                    r"(?:[-—–~～至到]{1,2}(?:(1[0-2]|0?[1-9])[.\-/])?(3[01]|[12]\d|0?[1-9]))?日?")
"""A day, or days on end, in numbers alone (4.8, 9/12, 6.5—6.18, 3.14-15)."""


def day_written(block: Block, header: Block | None) -> tuple[str, Cell | None]:
    """The day that a cell of a column of times gives in numbers alone, written out (4.8: 4月8日), and that cell.

    Alone such a number could be a section's or a measure. "" and None where no cell gives one.
    """
    for cell in block.cells if header else ():
        found = _SHORT.fullmatch(flat(block.text[cell.start:cell.end]).strip())
        if found and words("表格", "时间列").search(head_of(header, cell.column)):
            month, day, later, last = found.groups()
            return f"{int(month)}月{int(day)}日" + (f"至{later or month}月{last}日" if last else ""), cell
    return "", None


def _first_planned(block: Block, note: str) -> bool:
    """True for a note of an earlier plan in a row that has the day of the deed, in another month."""
    planned = words("表格", "原定说明").search(note)
    days = (_DAY.fullmatch(flat(block.text[c.start:c.end]).strip()) for c in block.cells)
    months = {int(day.group(1)) for day in days if day}
    return planned is not None and bool(months) and int(planned.group(1)) not in months


def owner_of(block: Block, header: Block | None, context: Context) -> str:
    """The other body that a cell names as host, a column of units as the row's doer, or a cell lists without the unit;
    "" where it is the unit or nobody."""
    for cell in block.cells:
        host = words("表格", "主办").match(flat(block.text[cell.start:cell.end]).strip())
        if host and not _own_name(host.group(1), context):
            return host.group(1)
    for cell in header.cells if header else ():
        value = (block.cell_text(cell.column) or "").strip()
        name = head_of(header, cell.column)
        if value and name != "单位" and words("表格", "单位列").search(name) and words("表格", "单位").search(value) \
                and not _own_name(value, context):
            return value
    texts = (block.text[cell.start:cell.end].strip() for cell in block.cells)
    return next((text for text in texts if _lists_bodies(text) and not _own_name(text, context)), "")


def venue_of(block: Block) -> str:
    """The words of a cell that only says branch venue (分会场), "" where none does."""
    texts = (flat(block.text[cell.start:cell.end]).strip() for cell in block.cells)
    return next((text for text in texts if words("表格", "会场格").search(text)), "")


def _lists_bodies(value: str) -> bool:
    """True for a cell that lists several bodies and nothing else (市教育局、城东区司法局等10家)."""
    listed = re.sub(r"等?\d*[个家]?(?:单位|部门)?$", "", value).split("、")
    return len(listed) > 1 and all(words("表格", "单位名").match(name) for name in listed)


def _own_name(value: str, context: Context) -> bool:
    own_words = ("我局", "本局", "我委", "局机关")
    inner = words("表格", "内设机构")
    parts = [part for part in re.split(r"[、，,/ 　]", value) if part]
    own = any(inner.fullmatch(part) and part not in names()["行业"] for part in parts)
    short = words("表格", "名后机构").sub("", context.unit)
    named = names_own(value, context) or value in context.unit
    return own or named or any(word in value for word in (*own_words, short))


def main_cell(block: Block, cells: list[Cell], header: Block | None = None) -> Cell:
    """The cell that tells what the row is about: that of a column of names (名称, 内容, 标题), else one with a title or
    law, else the longest with words."""
    numeric = re.compile(r"[\d\s.年月日\-/—至到～~、:：]+")
    for cell in cells if header else ():
        said = cell.end - cell.start > 2 and not numeric.fullmatch(block.text, cell.start, cell.end)
        if said and words("表格", "名称列").fullmatch(head_of(header, cell.column)):
            return cell
    worded = [c for c in cells if not numeric.fullmatch(block.text, c.start, c.end)] or cells
    titled = [c for c in worded if re.search("《|案$|案（|^“", block.text[c.start:c.end].strip())]
    return max(titled or worded, key=lambda c: c.end - c.start)
