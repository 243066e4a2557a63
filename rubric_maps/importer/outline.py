"""How a paper numbers its lines, which of its numbers open an item, and what its column heads say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rubric_maps.importer.words import pattern, table

STYLES: dict[str, re.Pattern[str]] = {
    "一": re.compile(r"(?:第[一二三四五六七八九十]{1,3}(?:部分|章|篇)[、.:]?|[一二三四五六七八九十]{1,3}[、.])(?=\S)"),
    "（一）": re.compile(r"\((?P<n>[一二三四五六七八九十]{1,3})\)[、.]?(?=\S)"),
    "1": re.compile(r"(?P<n>\d{1,3})\s*(?:[.](?!\d)|、)\s*(?=\S)"),
    "（1）": re.compile(r"(?:\((?P<n>\d{1,2})\)|(?P<m>\d{1,2})\))[、.]?(?=\S)"),
    "①": re.compile(r"(?P<n>[①-⑳])(?=\S)"),
}
_POINTS = re.compile(r"\d分")
_INNER = re.compile(r"(?:(?<=[。;])|(?<=\s)|(?<=\)))(\d{1,3})\s*[.、](?!\d)\s*(?=\S)")
_SHORT = 40


def style(text: str) -> str | None:
    """The style of the number that a line begins with, None where it has none."""
    return next((name for name, form in STYLES.items() if form.match(text)), None)


def number(text: str) -> str:
    """The number that a line begins with, as digits where it is written so; "" where there is none."""
    for form in STYLES.values():
        if found := form.match(text):
            return next((sign for sign in found.groups() if sign), "")
    return ""


def unnumbered(text: str) -> str:
    """A line without the number it begins with."""
    for form in STYLES.values():
        if found := form.match(text):
            return text[found.end():]
    return text


def section_style(texts: Sequence[str]) -> str | None:
    """The style of the numbers that open sections below 一、 (（一）组织（10分）), None where 一、 or nothing does.

    So it is where the headings of that style print points and those of 一、 print none.
    """
    if any(_POINTS.search(text) for text in texts if style(text) == "一" and len(text) <= _SHORT):
        return None
    heads = [text for text in texts if style(text) == "（一）"]
    bare = [text for text in heads if len(text) <= _SHORT and _POINTS.search(text) and not re.search("[。;,]", text)]
    below = sum(style(text) == "1" for text in texts)
    return "（一）" if len(bare) >= 2 and len(bare) == len(heads) and below >= len(heads) else None


def item_style(texts: Sequence[str], headed: bool) -> str | None:
    """The style of the numbers that open items; None where items have none.

    headed: whether sections have headings without a number.
    """
    if section_style(texts) is not None:
        return "1"
    used = [name for name in STYLES if sum(style(text) == name for text in texts) >= (2 if name != "一" else 1)]
    rest = [name for name in used if name != "一"]
    if not rest:
        bodies = [text for text in texts if style(text) == "一"]
        return "一" if sum(len(text) > _SHORT for text in bodies) >= max(2, len(bodies) / 2) else None
    if len(rest) == 1:
        return rest[0]
    first = [text for text in texts if style(text) == rest[0]]
    if "一" not in used and not headed:
        return rest[1] if all(len(text) <= _SHORT and "。" not in text for text in first) else rest[0]
    second = [text for text in texts if style(text) == rest[1]]
    own = sum(len(_POINTS.findall(text)) >= 2 for text in second)
    bare = all(len(text) <= _SHORT and "。" not in text for text in first)
    return rest[1] if bare and own >= max(2, len(second) / 2) else rest[0]


def split_items(text: str, first: int) -> list[str]:
    """A cell that holds several items (``7.…。8.…``) cut before each number that goes on from ``first``."""
    cuts, wanted = [0], first + 1
    for found in _INNER.finditer(text):
        if int(found.group(1)) == wanted:
            cuts.append(found.start())
            wanted += 1
    return [text[a:b].strip() for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def role(text: str, *, strict: bool = False) -> str | None:
    """What a column under this head holds (序号, 部分, 内容, 分值 …), None for no head. strict: only a known head."""
    body = re.sub(r"\([^()]*\)|[\d\s:]", "", text)
    roles = table("角色")
    exact = next((name for name, words in roles.items() if body in words), None)
    if exact or strict or not body or len(body) > 12:
        return exact
    near = [(-len(word), name) for name, words in roles.items() for word in words
            if word in body and len(body) <= len(word) + 5]
    return min(near)[1] if near else None


def head_roles(cells: Iterable[str]) -> list[str | None] | None:
    """The roles of a head row's cells, None where the row is no head."""
    texts = list(cells)
    filled = [text for text in texts if text]
    if len(filled) < 2 or any(len(text) > 16 or pattern("扣分").search(text) for text in filled):
        return None
    roles = [role(text) if text else None for text in texts]
    known = {name for name in roles if name}
    return roles if len(known) >= 2 and sum(r is not None for r in roles) >= 0.6 * len(filled) else None
