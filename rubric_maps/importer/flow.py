"""Running text, and tables that a text dump has flattened to tabbed lines or to one cell a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from rubric_maps.importer import outline
from rubric_maps.importer.dump import head_run
from rubric_maps.importer.grades import bounds
from rubric_maps.importer.paper import Line
from rubric_maps.importer.records import Builder, add, heading, points_cell
from rubric_maps.importer.words import pattern, table

_FRAGMENT = re.compile(r"[^,;。:、\d]{1,12}")
_FRAGMENTS = 5
_AFTER = {"规则": "rule", "佐证": "proof"}
_SCORED = re.compile(r"\d分")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,4}条")


class Flow:
    """Reads loose lines into a builder. style: of the numbers that open items; None where items have none."""

    def __init__(self, builder: Builder, lines: Sequence[Line]) -> None:
        self.builder = builder
        self.lines = lines
        self.heads = _cell_heads(lines)
        cells = [text for line in lines for text in _cells(line) if text]
        headed = any(outline.style(text) is None and heading(text) for text in cells)
        self.style = outline.item_style(cells, headed)
        self.sections = outline.section_style(cells)
        self.roles: list[str] = []
        self.stage = 0
        self.pointed = self.headed = False

    def read(self) -> Line | None:
        """Adds every record; returns the line where the items stop, None where none does."""
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            if (at, line.number) in self.heads:
                at += self._head(self.heads[at, line.number])
                continue
            if self.builder.records and pattern("止").match(line.text):
                return line
            pieced = self._pieced_heading(at)
            if pieced:
                self.builder.section(pieced[0], pieced[1], line.number)
                at += pieced[2]
                continue
            self._line(line)
            at += 1
        return None

    def _head(self, roles: list[str]) -> int:
        """Takes a head of one cell a line; returns how many lines it has."""
        self.roles, self.pointed, self.builder.columned = _after_content(roles), "分值" in roles, True
        return len(roles)

    def _line(self, line: Line) -> None:
        cells = _cells(line)
        roles = outline.head_roles(cells) if len(cells) > 1 else None
        if roles is not None:
            self.roles, self.builder.columned = _after_content([name or "得分" for name in roles]), True
            return
        for text in cells:
            if text and line.text:
                self._cell(text, line.number)

    def _cell(self, text: str, line: int) -> None:
        style = outline.style(text)
        upper = style == self.sections and style is not None
        found = heading(outline.unnumbered(text) if upper else text) if upper or style in (None, "一") else None
        if style == self.style and style is not None and not (found and style == "一"):
            self._items(text, line)
        elif found and (upper or style == "一" or self.style is not None or not self.builder.open):
            self.builder.section(*found, line)
            self.headed = True
        elif self._outside(text, style):
            self.builder.open = False
        elif self.style is None and style is None and _SCORED.search(text) and self.headed:
            self._items(text, line)
        elif self.builder.open:
            self._more(text, line, style)

    def _outside(self, text: str, style: str | None) -> bool:
        """Whether a line belongs to no item: an article, the grades, a heading between section and item."""
        between = style == "（一）" and self.style not in ("（一）", None) and len(text) <= 40
        return between or _ARTICLE.match(text) is not None or len(bounds(text, table("等次词"))) > 1

    def _items(self, text: str, line: int) -> None:
        """Opens the item, or the items, that a cell holds."""
        number = outline.number(text)
        for part in outline.split_items(text, int(number)) if number.isdigit() else [text]:
            self.builder.item(outline.number(part), line)
            add(self.builder.row(line).content, outline.unnumbered(part), line)
        self.stage = 0

    def _more(self, text: str, line: int, style: str | None) -> None:
        """Text that belongs to the open item: its points, the next column of its row, or more of its content."""
        row = self.builder.last
        if row is None:
            return
        points = points_cell(text, bare=self.pointed)
        if points is not None:
            if row.points is None:
                row.points, row.points_line = points, line
        elif not self.roles or style is not None or self.stage >= len(self.roles) or _marked(text):
            add(row.content, outline.unnumbered(text) if style == "1" else text, line)
        else:
            add(getattr(row, _AFTER[self.roles[self.stage]]), text, line)
            self.stage += 1

    def _pieced_heading(self, at: int) -> tuple[str, Decimal, int] | None:
        """A heading that a dump has broken into short lines (普法 / 责任制 / （15分））: title, points, lines taken."""
        parts: list[str] = []
        for line in self.lines[at:at + _FRAGMENTS]:
            points = points_cell(line.text, bare=False)
            if points is not None and parts:
                return "".join(parts), points, len(parts) + 1
            if line.cells or not _FRAGMENT.fullmatch(line.text) or outline.style(line.text):
                return None
            parts.append(line.text)
        return None


def _cells(line: Line) -> list[str]:
    return [text for _, text in line.cells] if line.cells else [line.text]


def _marked(text: str) -> bool:
    """Whether a cell carries points in brackets: then it goes on with the content, whatever column is next."""
    return bool(pattern("括号分").search(text)) and not pattern("扣分").search(text)


def _after_content(roles: Sequence[str]) -> list[str]:
    """Which of the text columns stand behind the content, in order."""
    names = list(roles)
    if "内容" not in names:
        stand_in = next((name for name in ("规则", "项目") if name in names), None)
        names = ["内容" if name == stand_in else name for name in names]
    start = names.index("内容") + 1 if "内容" in names else 0
    return [name for name in names[start:] if name in _AFTER]


def _cell_heads(lines: Sequence[Line]) -> dict[tuple[int, int], list[str]]:
    """Where column heads stand one a line, with their roles."""
    found: dict[tuple[int, int], list[str]] = {}
    at = 0
    while at < len(lines):
        roles = head_run(lines, at)
        if len(roles) >= 2:
            found[at, lines[at].number] = roles
        at += max(1, len(roles))
    return found
