"""A map as rows of a table, and changes of such rows written back into its text.

Only the lines of a changed word are touched: everything else, comments and order included, stays as a person wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rubric_maps.importer.sheet import listed, quoted
from rubric_maps.schema import PART_LISTS
from rubric_maps.tree import Scalar, Seq, Table, Tree, parse

WORDS = ("编号", "名称", "满分", "规则", "数量", "每次", "不足时", "解读", "单位", "材料", "简述", "补交")
"""The words of a criterion that a table can show and change, in the order in which a map has them."""
CHECK = "# 请核对"
_ORDER = ("编号", "序号", "名称", "满分", "原文合计", "依据", "规则", "数量", "每次", "分级", "分等", "累计", "不足时",
          "解读", "单位", "期间", "方面", "分类", "另需", "逐类", "指标", "材料", "反证", "存疑", "相关", "不适用",
          "佐证", "简述", "补交")
_LIST_WORD = "材料"


@dataclass(frozen=True, slots=True)
class Row:
    """One section, item or criterion of a map. line: where it begins, which is what a change names it by.

    values: words it has, kinds of a 材料 joined by 、. checks: what its comments ask a person to check. parts: the
    names of its parts where the material stands in them (方面, 分类 …). fixed: written on one line, which only text
    can change.
    """

    line: int
    level: str
    number: str
    values: Mapping[str, str]
    checks: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of the row that begins at ``line``. values: new texts, "" takes the word out. checked: its comments
    that ask for a check go. removed: the whole row goes."""

    line: int
    values: Mapping[str, str] = field(default_factory=dict)
    checked: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True)
class _Splice:
    """Lines ``[start, end)`` (from 0) give way to others."""

    start: int
    end: int
    lines: tuple[str, ...]


def rows(text: str) -> tuple[Row, ...]:
    """Every section, item and criterion of a map's text; () where it cannot be read as YAML."""
    lines = text.split("\n")
    return tuple(_row(table, level, lines) for table, level in _walk(_tree(text)))


def change(text: str, changes: Sequence[Change]) -> str:
    """The text with the changes in it; one that names no row, or a row on one line, changes nothing."""
    lines = text.split("\n")
    tables = {table.line: table for table, _ in _walk(_tree(text))}
    splices = [splice for one in changes if one.line in tables and not _fixed(tables[one.line], lines)
               for splice in _splices(tables[one.line], one, lines)]
    for splice in sorted(splices, key=lambda one: (one.start, one.end), reverse=True):
        lines[splice.start:splice.end] = splice.lines
    return "\n".join(lines)


def add_criterion(text: str, item: str) -> str:
    """The text with one more criterion at the end of an item, its words still to be filled in; unchanged where there is
    no such item."""
    lines = text.split("\n")
    for table, level in _walk(_tree(text)):
        value = table.pairs.get("分项")
        if level != "项目" or _text(table, "序号") != item or not isinstance(value, Seq):
            continue
        there = [one for one in value.items if isinstance(one, Table)]
        if not there or _fixed(there[-1], lines):
            return text
        head = " " * _indent(lines[there[-1].line - 1])
        new = [f"{head}- 编号: {item}.{len(there) + 1}", *(f"{head}  {words}" for words in (
            "名称: 新的分项", "满分: 1", "规则: 有即得分", "材料: []", "简述: 请填写", "补交: 请填写"))]
        at = _extent(lines, there[-1].line - 1)
        return "\n".join([*lines[:at], *new, *lines[at:]])
    return text


def _tree(text: str) -> Tree:
    return parse(text, "")[0]


def _walk(tree: Tree) -> Iterator[tuple[Table, str]]:
    """Sections, items and criteria with their level, in order."""
    for section in _tables(tree, "部分"):
        yield section, "部分"
        for item in _tables(section, "项目"):
            yield item, "项目"
            for criterion in _tables(item, "分项"):
                yield criterion, "分项"


def _tables(tree: Tree, word: str) -> list[Table]:
    value = tree.pairs.get(word) if isinstance(tree, Table) else None
    return [one for one in value.items if isinstance(one, Table)] if isinstance(value, Seq) else []


def _text(table: Table, word: str) -> str:
    value = table.pairs.get(word)
    return value.text if isinstance(value, Scalar) else ""


def _row(table: Table, level: str, lines: Sequence[str]) -> Row:
    words = WORDS if level == "分项" else ("名称", "满分")
    values = {word: _shown(table.pairs[word]) for word in words if word in table.pairs}
    parts = [_text(part, "名称") for word in PART_LISTS for part in _tables(table, word)]
    number = _text(table, "编号" if level == "分项" else "序号") if level != "部分" else ""
    checks = [lines[at].strip().removeprefix(CHECK).lstrip("：") for at in _checks(table, level, lines)]
    return Row(table.line, level, number, values, tuple(checks), tuple(parts), _fixed(table, lines))


def _shown(value: Tree) -> str:
    """A scalar as it is, a list of kinds joined by 、, also inside {种类: …}."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Table):
        return _shown(value.pairs.get("种类", Scalar("", 1)))
    return "、".join(one.text for one in value.items if isinstance(one, Scalar))


def _fixed(table: Table, lines: Sequence[str]) -> bool:
    """True where the row is written on one line, ``- {编号: …}``."""
    return lines[table.line - 1].lstrip().removeprefix("-").lstrip().startswith("{")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _extent(lines: Sequence[str], start: int) -> int:
    """The line after a block that begins with ``- `` at ``start``; blanks and comments at its end are not in it."""
    depth, last = _indent(lines[start]), start
    for at in range(start + 1, len(lines)):
        body = lines[at].strip()
        if not body or body.startswith("#"):
            continue
        if _indent(lines[at]) <= depth:
            break
        last = at
    return last + 1


def _word_extent(table: Table, word: str, lines: Sequence[str]) -> tuple[int, int]:
    """The lines of a word and its value, ``[start, end)``."""
    start = table.lines[word] - 1
    depth = _indent(lines[start].replace("- ", "  ", 1) if lines[start].lstrip().startswith("- ") else lines[start])
    last = start
    for at in range(start + 1, len(lines)):
        body = lines[at].strip()
        if not body or body.startswith("#"):
            continue
        inside = _indent(lines[at]) > depth or (_indent(lines[at]) == depth and body.startswith("- "))
        if not inside:
            break
        last = at
    return start, last + 1


def _checks(table: Table, level: str, lines: Sequence[str]) -> list[int]:
    """Lines of a row's own comments that ask for a check; those of the rows below it are theirs."""
    start, end = table.line - 1, _extent(lines, table.line - 1)
    inner = {"部分": "项目", "项目": "分项"}.get(level)
    if inner in table.lines:
        end = table.lines[inner] - 1
    return [at for at in range(start, end) if lines[at].strip().startswith(CHECK)]


def _splices(table: Table, one: Change, lines: Sequence[str]) -> Iterator[_Splice]:
    start = table.line - 1
    if one.removed:
        yield _Splice(start, _extent(lines, start), ())
        return
    level = "分项" if "编号" in table.pairs else "项目" if "序号" in table.pairs else "部分"
    if one.checked:
        yield from (_Splice(at, at + 1, ()) for at in _checks(table, level, lines))
    added: dict[int, list[str]] = {}
    for word in sorted(one.values, key=_ORDER.index):
        value = one.values[word].strip()
        if word in table.pairs:
            yield from _replaced(table, word, value, lines)
        elif value:
            before = [other for other in _ORDER[:_ORDER.index(word)] if other in table.pairs]
            at = _word_extent(table, before[-1], lines)[1]
            head = " " * (_indent(lines[start]) + 2)
            added.setdefault(at, []).append(f"{head}{word}: {_written(word, value)}")
    yield from (_Splice(at, at, tuple(new)) for at, new in added.items())


def _replaced(table: Table, word: str, value: str, lines: Sequence[str]) -> Iterator[_Splice]:
    """A word's new value on its line, the comment behind it kept; the word's lines gone where the value is empty."""
    old = table.pairs[word]
    if value == _shown(old):
        return
    start, end = _word_extent(table, word, lines)
    if not value and start != table.line - 1:
        yield _Splice(start, end, ())
        return
    head = re.match(rf"\s*(?:-\s+)?{re.escape(word)}:", lines[start])
    if head is None:
        return
    note = _note(lines[start][head.end():]) if end == start + 1 and word != _LIST_WORD else ""
    if isinstance(old, Table):
        kept = re.sub(r"种类:\s*\[[^\]]*\]", f"种类: {_written(word, value)}", lines[start][head.end():].strip())
        yield _Splice(start, end, (f"{head.group()} {kept}",))
        return
    yield _Splice(start, end, (f"{head.group()} {_written(word, value)}{note}",))


def _note(rest: str) -> str:
    """The comment behind a value, with the blanks before it."""
    found = re.match(r"""\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|.*?)(\s+#.*)?$""", rest)
    return (found[1] or "") if found else ""


def _written(word: str, value: str) -> str:
    if word == _LIST_WORD:
        return listed(part for part in re.split(r"[、,，\s]+", value) if part)
    return value if word in ("编号", "满分", "数量", "每次") else quoted(value)
