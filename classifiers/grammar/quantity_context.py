"""What surrounds a number: whether it is a part, a total, a share, a frequency or a change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from classifiers.grammar.text import sentence_start
from classifiers.grammar.units import units

_PART = re.compile(r"其中|分别[为是有]?|包括|包含|(?<![包蕴内饱隐])含(?=[0-9一二三四五六七八九十])")
_WHOLE = re.compile(r"(?<![公总全中])共(?![同产享建治青识])|合计|总计|累计|总共|共计|一共")
_TOTAL = re.compile(r"全年|年内|本年度|[上下]半年|季度|一年来|先后|截至|截止|以来|合计|累计|总计"
                    r"|(?<![公总中])共(?![同产享建治青识])")
_CAPITA = re.compile(r"人均|户均|平均每[人户]|每人|每户|每名[^，。；\n]{0,6}")
_EACH_TIME = re.compile(r"每(?!一位|一名|一个)[^，。；、\n]{0,12}\Z|每(?:年|月|周|半年|季度?)[^，。；、\n]{0,24}\Z"
                        r"|平均[^，。；、\n]{0,6}\Z")
_EACH = re.compile(r"各(?!类|级|项|单位|部门|科室|股室|地|种|位|界|乡镇|镇街|街道|县|市|区|大队|中队)"
                   r"[^，。；、\n]{0,8}\Z")
_CHANGE = re.compile(r"(?:增加|增长|提高|提升|上升|下降|减少|降低|增|减|多|少|上浮|压减)了?(?:约|近)?\Z")
_VIEWS = re.compile(r"阅读|点击|播放|浏览|点赞|转发|访问|观看|曝光|下载|粉丝")


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What the words around a number say of it."""

    is_part: bool
    total: bool
    per_capita: bool
    per_each: bool
    each: bool
    is_change: bool


def read_context(text: str, start: int, end: int, value: Decimal, unit: str) -> Context:
    """Look at the sentence before a number, at its clause, and at what follows it directly."""
    before = text[sentence_start(text, start):start]
    clause = text[sentence_start(text, start, marks="。！？；，,;\n", reach=40):start]
    change = bool(_CHANGE.search(clause)) and not clause.endswith(("最多", "至少", "最少"))
    return Context(is_part=_is_part(before) or text[start - 1:start] == "+" or text[end:end + 1] == "+",
                   total=not change and _is_total(before, clause, value, unit), per_capita=bool(_CAPITA.search(clause)),
                   per_each=bool(_EACH_TIME.search(clause)), each=bool(_EACH.search(clause)),
                   is_change=change)


def _is_part(before: str) -> bool:
    """True after 其中, 分别, 包括 with no total word since."""
    words = list(_PART.finditer(before))
    return bool(words) and not _WHOLE.search(before, words[-1].end())


def _is_total(before: str, clause: str, value: Decimal, unit: str) -> bool:
    """True where the number sums up several happenings, or several things under a word such as 全年 or 共."""
    if value <= 1 or _VIEWS.search(clause):
        return False
    if unit in units().claimed:
        return True
    return unit in units().claimed_with_word and bool(_TOTAL.search(before))


def arithmetic_parts(text: str, found: Sequence[tuple[int, int, str, Decimal]]) -> frozenset[int]:
    """Places of numbers that add up to another of their sentence and unit: 两次,一次…一次; 3期和2期,共5期."""
    summable = units().summable
    parts: set[int] = set()
    candidates = [(place, *match) for place, match in enumerate(found) if match[2] in summable]
    keyed = groupby(candidates, key=lambda item: sentence_start(text, item[1]))
    for _, group in keyed:
        by_unit: dict[str, list[tuple[int, int, Decimal]]] = {}
        for place, start, _end, unit, value in group:
            by_unit.setdefault(unit, []).append((place, start, value))
        for entries in by_unit.values():
            if 3 <= len(entries) <= 12:
                parts.update(_sums(text, entries))
    return frozenset(parts)


def _sums(text: str, entries: Sequence[tuple[int, int, Decimal]]) -> set[int]:
    """The parts among the numbers of one unit in one sentence."""
    first, last, total = entries[0], entries[-1], sum(entry[2] for entry in entries)
    listed = re.fullmatch("[^，。；：:（(]{0,8}、[^，。；：:（(、]{1,10}", text[first[1]:entries[1][1]])
    if total == 2 * first[2] and not listed:
        return {entry[0] for entry in entries[1:]}
    before_last = text[max(0, last[1] - 8):last[1]]
    if total == 2 * last[2] and (_WHOLE.search(before_last) or "=" in before_last):
        return {entry[0] for entry in entries[:-1]}
    return set()
