"""Tables with real columns (Word, web page, PDF): column heads say what a cell is, rows become records."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rubric_maps.importer import outline
from rubric_maps.importer.paper import Line, Row
from rubric_maps.importer.records import Builder, add, heading, points_cell
from rubric_maps.importer.words import pattern

Roles = dict[int, str]
_CHINESE = re.compile(r"[一二三四五六七八九十]{1,3}[、.]?")


def read_table(rows: Sequence[Line], builder: Builder) -> Line | None:
    """Adds the records of one table; returns the row where the items stop (备注, 合计), None where none does."""
    rows = [row for row in rows if row.cells]
    head, roles = _head(rows)
    body = [row for row in rows if row is not head and outline.head_roles(text for _, text in row.cells) is None]
    builder.columned = builder.columned or head is not None
    if head is None:
        roles = _guessed(body)
    roles = _sorted_out(roles, body)
    reader = _Reader(builder, roles, body)
    for row in body:
        first = next((text for _, text in row.cells if text), "")
        if pattern("止").match(first):
            return row
        if not pattern("小计").match(first):
            reader.row(row)
    return None


def _head(rows: Sequence[Line]) -> tuple[Line | None, Roles]:
    for row in rows[:4]:
        roles = outline.head_roles(text for _, text in row.cells)
        if roles is not None:
            return row, {column: name for (column, _), name in zip(row.cells, roles, strict=True) if name}
    return None, {}


def _guessed(body: Sequence[Line]) -> Roles:
    """Roles of a table without a head: points are numbers, the longest column is the content, 扣分 is the rule."""
    body = [row for row in body if len(row.cells) > 1]
    columns = sorted({column for row in body for column, _ in row.cells})
    texts = {column: [text for row in body for at, text in row.cells if at == column and text] for column in columns}
    roles: Roles = {}
    lengths = {column: sum(map(len, found)) for column, found in texts.items()}
    for column, found in texts.items():
        if found and sum(points_cell(text, bare=True) is not None for text in found) >= 0.7 * len(found):
            roles[column] = "分值" if any(c < column and lengths[c] > 2 * lengths[column] for c in columns) else "序号"
        elif found and sum(bool(re.search(r"\d分", t) or pattern("不得分").search(t)) for t in found) > len(found) / 2:
            roles[column] = "规则"
    left = [column for column in columns if column not in roles and texts[column]]
    if left:
        content = max(left, key=lambda column: lengths[column])
        roles[content] = "内容"
        roles.update((column, "部分" if column < content else "佐证") for column in left if column != content)
    return roles


def _sorted_out(roles: Roles, body: Sequence[Line]) -> Roles:
    """Roles as the body shows them: one content column, sections that are merged, numbers that number rows."""
    roles = _sections_found(dict(roles), body)
    by_name: dict[str, list[int]] = {}
    for column, name in sorted(roles.items()):
        by_name.setdefault(name, []).append(column)
    for first, other in (("内容", "项目"), ("部分", "项目")):
        for column in by_name.get(first, [])[:-1] if first == "内容" else by_name.get(first, [])[1:]:
            roles[column] = other
    if len(by_name.get("分值", [])) > 1:
        for column in by_name["分值"][:-1]:
            roles[column] = "大项分值" if roles.get(column - 1) == "部分" else "小项分值"
    if "内容" not in roles.values():
        roles = {**{column: name for column, name in _guessed(body).items()
                    if column not in roles and name in ("内容", "规则") and name not in roles.values()}, **roles}
    if "内容" not in roles.values():
        for stand_in in ("规则", "项目", "部分"):
            if stand_in in roles.values():
                roles[next(column for column, name in roles.items() if name == stand_in)] = "内容"
                break
    section = next((column for column, name in roles.items() if name == "部分"), None)
    if section is not None and "项目" not in roles.values() and _row_by_row(section, body):
        roles[section] = "项目"
    numbers = next((column for column, name in roles.items() if name == "序号"), None)
    if numbers is not None and any(_CHINESE.fullmatch(text) for row in body for c, text in row.cells if c == numbers):
        roles[numbers] = "得分"
    return roles


def _sections_found(roles: Roles, body: Sequence[Line]) -> Roles:
    """A merged first column whose cells print sums holds the sections, whatever its head says."""
    content = next((column for column, name in sorted(roles.items()) if name == "内容"), None)
    if content is None or "部分" in roles.values():
        return roles
    own = [text for row in body for column, text in row.cells if column == content and text]
    summed = [text for text in own if (found := heading(text)) is not None and found[1] is not None]
    if own and len(own) < 0.6 * len(body) and len(summed) > 0.6 * len(own):
        roles[content] = "部分"
        rules = [column for column, name in sorted(roles.items()) if name == "规则"]
        if len(rules) > 1:
            roles[rules[0]] = "内容"
    return roles


def _row_by_row(column: int, body: Sequence[Line]) -> bool:
    """Whether nearly every row has its own text in the column, with no points in it: then it titles items."""
    own = [text for row in body for at, text in row.cells if at == column and text]
    rows = [row for row in body if len(row.cells) + len(row.carried) > 1]
    return len(rows) >= 3 and len(set(own)) > 0.7 * len(rows) and not any(re.search(r"\d分", text) for text in own)


class _Reader:
    """Turns rows into events of the builder."""

    def __init__(self, builder: Builder, roles: Roles, body: Sequence[Line]) -> None:
        self.builder = builder
        self.roles = roles
        styles = [outline.style(self._by_role(row.cells).get("内容", "")) for row in body]
        self.style = max(set(styles), key=styles.count, default=None)
        self.counted = any(name == "序号" for name in roles.values())
        self.titled = any(name == "项目" for name in roles.values())

    def row(self, row: Line) -> None:
        """One row of the body."""
        own = self._by_role(row.cells)
        merged = self._by_role(row.carried)
        filled = [text for _, text in row.cells if text]
        if len(filled) == 1 and not row.carried and (found := heading(filled[0])) is not None:
            self.builder.section(*found, row.number)
            return
        if self._heads(own):
            self._section(outline.unnumbered(own["内容"]), own.get("分值", ""), self._place(row, "内容"))
            return
        if own.get("部分"):
            self._section(own["部分"], own.get("大项分值", ""), self._place(row, "部分"))
        if not any(own.get(name) for name in ("内容", "规则", "项目")):
            return
        if self._opens(own, merged):
            self._open(own, row.number)
        self._fill(own, row)

    def _place(self, row: Line, name: str) -> int:
        """The line of the row's cell of a role."""
        return next((row.place(column) for column, role in self.roles.items() if role == name), row.number)

    def _heads(self, own: dict[str, str]) -> bool:
        """Whether a content cell is a section's heading: numbered above the items, short, without a rule."""
        content = own.get("内容", "")
        style = outline.style(content)
        return style in ("一", "（一）") and style != self.style and len(content) <= 30 \
            and not own.get("规则") and not own.get("佐证") and not re.search(r"[,;。]", content)

    def _by_role(self, cells: Sequence[tuple[int, str]]) -> dict[str, str]:
        found: dict[str, str] = {}
        for column, text in cells:
            name = self.roles.get(column)
            if name and text:
                found[name] = f"{found[name]}。{text}" if name in found else text
        return found

    def _section(self, text: str, points: str, line: int) -> None:
        found = heading(text) or (outline.unnumbered(text), None)
        self.builder.section(found[0], found[1] or points_cell(points, bare=True), line)

    def _opens(self, own: dict[str, str], merged: dict[str, str]) -> bool:
        """Whether the row begins an item: it has a number, a title or a content of its own."""
        if not self.builder.open:
            return True
        if self.counted:
            return bool(own.get("序号"))
        if self.titled:
            return bool(own.get("项目"))
        content = own.get("内容", "")
        if merged.get("内容"):
            return False
        return bool(content) and (bool(own.get("分值")) or bool(merged.get("分值") is None and outline.style(content))
                                  or "分值" not in self.roles.values())

    def _open(self, own: dict[str, str], line: int) -> None:
        title = own.get("项目", "")
        found = heading(title) if title else None
        number = re.sub(r"\D", "", own.get("序号", "")) or outline.number(title or own.get("内容", ""))
        record = self.builder.item(number, line, outline.unnumbered(found[0] if found else title))
        record.stated = (found[1] if found else None) or points_cell(own.get("小项分值", ""), bare=True)

    def _fill(self, own: dict[str, str], source: Line) -> None:
        """Puts the row's cells into the open item, as a row of its own where it has points or content."""
        line, content = source.number, own.get("内容", "")
        points = points_cell(own.get("分值", ""), bare=True)
        last = self.builder.last
        goes_on = last is not None and points is None and not (content and own.get("规则"))
        row = last if goes_on and last is not None else self.builder.row(line)
        if points is not None:
            row.points, row.points_line = points, self._place(source, "分值")
        style = outline.style(content)
        several = outline.split_items(content, int(outline.number(content))) if style == "1" else [content]
        for position, text in enumerate(several):
            if position and not self.counted and not self.titled and points is None:
                self._add(row, own, source)
                self.builder.item(outline.number(text), line)
                row, own = self.builder.row(line), {}
            add(row.content, outline.unnumbered(text) if style == "1" else text, self._place(source, "内容"))
        self._add(row, own, source)

    def _add(self, row: Row, own: dict[str, str], source: Line) -> None:
        add(row.rule, own.get("规则", ""), self._place(source, "规则"))
        add(row.proof, own.get("佐证", ""), self._place(source, "佐证"))
