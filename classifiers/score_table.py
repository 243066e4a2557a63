"""The unit's own score table (自测得分表): its rows, and the columns in which the unit speaks for itself.

The words for heads, sums and signatures stand in ``score_table.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from classifiers.text import flat
from classifiers.words import read_yaml
from model.documents import Block, Document
from model.evidence import SelfScoreRow

_SEARCH_ROWS = 10          # a head stands among a table's first rows
_SPACE = re.compile(r"\s+")
_NUMBER = r"\d{1,3}(?:\.\d{1,2})?"
_POINTS = re.compile(rf"[(（]?(?:自评|得|计|加)?([-+]?{_NUMBER})(?:分)?[)）]?")
_FRACTION = re.compile(rf"({_NUMBER})分?/{_NUMBER}分?")
_PART = re.compile(rf"[（(]\s*(?:共|计|满分|分值)?\s*({_NUMBER})\s*分\s*[)）]")
_LAST = re.compile(rf"(?<![扣减加\d.])({_NUMBER})\s*分[。；;]?$")
_ITEM_CELL = re.compile(r"(?:第|[(（])?(\d{1,2}(?:[.\-]\d{1,2})?)(?:项|条|[)）]|[.、])?")
_ITEM_START = re.compile(
    r"(?:第(\d{1,2}(?:\.\d{1,2})?)项[、.:：,，]?"
    r"|(\d{1,2}(?:[.\-]\d{1,2})?)(?:[.、,，)）](?!\d)|\s+(?=\D)"
    r"|(?<=\d[.\-]\d)(?=[^\d.分次个月日年%场人期件项条])))")


@dataclass(frozen=True, slots=True)
class _Words:
    roles: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]
    total: re.Pattern[str]
    footer: re.Pattern[str]
    full: re.Pattern[str]
    zero: re.Pattern[str]
    no_item: re.Pattern[str]
    beside: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Table:
    """A score table: its data rows and the role of each column."""

    id: int
    rows: tuple[Block, ...]
    roles: dict[int, str]
    width: int

    def columns(self, role: str) -> list[int]:
        """Columns of that role, from the left."""
        return sorted(column for column, found in self.roles.items() if found == role)


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = read_yaml(Path(__file__).with_suffix(".yaml"))
    roles = tuple((role, tuple(re.compile(p) for p in patterns)) for role, patterns in data["列"].items())
    return _Words(roles, *(re.compile(data[k]) for k in ("合计行", "落款行", "满分话", "零分话", "非编号", "右侧说明")))


def score_rows(document: Document) -> tuple[SelfScoreRow, ...]:
    """Rows of the document's score tables in order; () where it has none.

    Sums, signatures and other people's marks are left out. A self-score merged over several rows gives one row that
    holds the wording of all of them.
    """
    found: list[SelfScoreRow] = []
    for table in _score_tables(document):
        found.extend(_rows_of(table))
    return tuple(found)


def claims_columns(document: Document) -> dict[int, frozenset[int]]:
    """Columns of each score table, by ``table_id``, that hold the unit's own remarks (自评说明, 完成情况, 备注).

    The other columns of such a table repeat the standard or hold points. Empty where it has none.
    """
    return {table.id: frozenset(table.columns("说明")) for table in _score_tables(document)}


def _score_tables(document: Document) -> list[_Table]:
    groups: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.kind == "table_row" and block.table_id is not None:
            groups.setdefault(block.table_id, []).append(block)
    tables: list[_Table] = []
    before: _Table | None = None
    for table_id, rows in groups.items():
        table = _read_table(table_id, rows)
        if table is None and before is not None and _width(rows) == before.width and _continues(before, rows):
            table = replace(before, id=table_id, rows=tuple(rows))
        if table is not None:
            tables.append(table)
        before = table
    return tables


def _width(rows: Iterable[Block]) -> int:
    return max((cell.column + 1 for row in rows for cell in row.cells), default=0)


def _continues(before: _Table, rows: list[Block]) -> bool:
    """Whether a table without a head goes on from ``before``: numbers stand where the self-scores stood."""
    column = before.columns("自评")[0]
    texts = [row.cell_text(column) or "" for row in rows]
    return any(_points(text, None) is not None for text in texts)


def _read_table(table_id: int, rows: list[Block]) -> _Table | None:
    for at, row in enumerate(rows[:_SEARCH_ROWS]):
        labels = _labels(row)
        if len(labels) < 2:
            continue
        for depth in (2, 1):
            if depth == 2:
                if at + 1 >= len(rows) or not _second_head(rows[at + 1]):
                    continue
                heads = _joined(labels, rows[at + 1])
            else:
                heads = labels
            body = tuple(r for r in rows[at + depth:] if not _repeats(r, row))
            roles = _settle(_roles(heads), heads, body)
            if roles is not None:
                return _Table(table_id, body, roles, _width(rows))
    return None


def _plain(text: str) -> str:
    return _SPACE.sub("", flat(text))


def _labels(row: Block) -> dict[int, str]:
    """Short texts of a row by column, own and merged down ones."""
    texts = dict(row.carried) | {cell.column: row.text[cell.start:cell.end] for cell in row.cells}
    return {column: _plain(text) for column, text in texts.items() if 0 < len(_plain(text)) <= 30}


def _second_head(row: Block) -> bool:
    own = [_plain(row.text[cell.start:cell.end]) for cell in row.cells]
    own = [text for text in own if text]
    if not own or any(len(text) > 12 or _POINTS.fullmatch(text) for text in own):
        return False
    return any(_role(text) in ("自评", "他评", "得分", "满分") for text in own)


def _joined(labels: dict[int, str], second: Block) -> dict[int, str]:
    """Heads of a two-row head: a lower label that says nothing by itself takes the upper one before it."""
    heads = dict(labels)
    for cell in second.cells:
        lower = _plain(second.text[cell.start:cell.end])
        upper = next((labels[c] for c in range(cell.column, -1, -1) if c in labels), "")
        if lower and lower != upper:
            heads[cell.column] = lower if _role(lower) else upper + lower
    return heads


def _repeats(row: Block, head: Block) -> bool:
    return _plain(row.text) == _plain(head.text)


def _role(label: str) -> str | None:
    for role, patterns in _words().roles:
        if any(pattern.search(label) for pattern in patterns):
            return role
    return None


def _roles(heads: dict[int, str]) -> dict[int, str]:
    return {column: role for column, label in heads.items() if (role := _role(label)) is not None}


def _settle(roles: dict[int, str], heads: dict[int, str], body: tuple[Block, ...]) -> dict[int, str] | None:
    """The roles with one column of self-scores, or None where the table is no score table."""
    named = [column for column, role in roles.items() if role == "自评"]
    loose = [column for column, role in roles.items() if role == "得分"]
    known = set(roles.values())
    for column in named:
        if _is_prose(column, body):
            roles[column] = "说明"
    scores = [column for column in named if roles[column] == "自评"]
    if not scores:
        scores = [column for column in loose if _has_points(column, body)]
    if not scores or not known & ({"满分", "内容", "标准", "项目"} if named else {"满分", "标准"}):
        return None
    best = max(scores, key=lambda c: ("分" in heads[c], _has_points(c, body), -c))
    for column in {*named, *loose} - {best}:
        if roles[column] != "说明":
            roles[column] = "其他"
    roles[best] = "自评"
    for column, label in heads.items():
        if column > best and _words().beside.fullmatch(label):
            roles[column] = "说明"
    return roles


def _own(row: Block, column: int) -> str | None:
    """The row's own text in a column; None where it has no cell of its own there (merged down)."""
    for cell in row.cells:
        if cell.column == column:
            return row.text[cell.start:cell.end]
    return None


def _is_prose(column: int, body: tuple[Block, ...]) -> bool:
    texts = [text for row in body if (text := _plain(_own(row, column) or ""))]
    return bool(texts) and sum(_points(text, None) is not None for text in texts) < len(texts) / 2


def _has_points(column: int, body: tuple[Block, ...]) -> bool:
    return any(_points(_own(row, column) or "", None) is not None for row in body)


def _rows_of(table: _Table) -> list[SelfScoreRow]:
    rows: list[SelfScoreRow] = []
    numbered = _trusted_numbers(table)
    score = table.columns("自评")[0]
    for at, row in enumerate(table.rows):
        if _is_total(row) or not row.cells:
            continue
        new = _row(table, at, numbered)
        merged = score in dict(row.carried) and _own(row, score) is None
        if merged and rows and new is not None and (new.item is None or new.item == rows[-1].item):
            shared = any(column in dict(row.carried) for column in table.columns("满分"))
            rows[-1] = _join(rows[-1], replace(new, max_points=None) if shared else new)
        elif new is not None:
            rows.append(new)
    return rows


def _join(first: SelfScoreRow, more: SelfScoreRow) -> SelfScoreRow:
    text = first.text if more.text in first.text else f"{first.text} {more.text}"
    points = [p for p in (first.max_points, more.max_points) if p is not None]
    return replace(first, text=text, max_points=sum(points, Decimal(0)) if points else None)


def _is_total(row: Block) -> bool:
    own = [_plain(row.text[cell.start:cell.end]) for cell in row.cells]
    first = next((text for text in own if text), "")
    words = _words()
    return any(words.total.match(text) and len(text) <= 12 for text in own) or bool(words.footer.match(first))


def _row(table: _Table, at: int, numbered: bool) -> SelfScoreRow | None:
    row, score = table.rows[at], table.columns("自评")[0]
    wording = [row.cell_text(c) or "" for role in ("内容", "标准") for c in table.columns(role)]
    if not any(map(str.strip, wording)):
        wording = [_own(row, c) or "" for c in table.columns("项目")]
    parts = list(dict.fromkeys(text.strip() for text in wording if text.strip()))
    full = _max_points(table, at, parts)
    points = _points(_own(row, score) or "", full)
    item = _item(table, row, numbered)
    if not parts or (points is None and (full is None or len(row.cells) < 2)):
        return None
    return SelfScoreRow(item=item, text=" ".join(parts), max_points=full, points=points)


def _max_points(table: _Table, at: int, parts: list[str]) -> Decimal | None:
    """Full points: the row's own cell, unless rows with scores of their own share it; else what its words say."""
    row, score = table.rows[at], table.columns("自评")[0]
    following = dict(table.rows[at + 1].carried) if at + 1 < len(table.rows) else {}
    for column in table.columns("满分"):
        own = _own(row, column)
        if own is not None and (column not in following or score in following):
            found = _points(own, None)
            if found is not None:
                return found
    for text in parts:
        if stated := _PART.findall(flat(text)):
            return _tidy(sum((Decimal(n) for n in stated), Decimal(0)))
    for text in parts:
        if last := _LAST.search(flat(text).strip()):
            return _tidy(Decimal(last.group(1)))
    return None


def _points(text: str, full: Decimal | None) -> Decimal | None:
    """The points of a cell: ``2``, ``2分``, ``（2分）``, ``2/2``, ``2+2+3``, ``满分``; None where it states none."""
    plain, words = _plain(text), _words()
    if words.full.match(plain):
        return full
    if words.zero.match(plain):
        return Decimal(0)
    if found := (_POINTS.fullmatch(plain) or _FRACTION.fullmatch(plain)):
        return _tidy(Decimal(found.group(1)))
    pieces = [piece for piece in re.split(r"[+、；;，,\n＋]|\s+", flat(text).strip()) if piece]
    values = [_POINTS.fullmatch(piece) for piece in pieces]
    if len(values) > 1 and all(values):
        total = sum((Decimal(v.group(1)) for v in values if v), Decimal(0))
        if full is None or total <= full:
            return _tidy(total)
    return None


def _tidy(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _start_number(text: str) -> str | None:
    """The item number at the start of a wording (``7.落实…``), None for a date or a name such as 12.4."""
    plain = flat(text).replace("．", ".").replace("－", "-").strip()
    if _words().no_item.match(plain):
        return None
    found = _ITEM_START.match(plain)
    return (found.group(1) or found.group(2)).replace("-", ".") if found else None


def _cell_number(text: str | None) -> str | None:
    plain = _plain(text or "").replace("．", ".").replace("－", "-")
    found = _ITEM_CELL.fullmatch(plain)
    if found is None:
        return _start_number(text or "")
    number = found.group(1).replace("-", ".")
    return number.removesuffix(".0")


def _wording_number(table: _Table, row: Block) -> str | None:
    columns = table.columns("内容") or table.columns("标准")
    return next((n for c in columns if (n := _start_number(_own(row, c) or ""))), None)


def _column_number(table: _Table, row: Block) -> str | None:
    return next((n for c in table.columns("项目") if (n := _cell_number(_own(row, c)))), None)


def _trusted_numbers(table: _Table) -> bool:
    """False where the first column merely counts rows, while the wording carries the standard's own rising numbers."""
    pairs = [(_column_number(table, row), _wording_number(table, row)) for row in table.rows]
    spoken = [tuple(map(int, wording.split("."))) for _, wording in pairs if wording]
    rising = len(spoken) > 1 and all(a < b for a, b in zip(spoken, spoken[1:], strict=False))
    differ = any(a and b and a.split(".")[0] != b.split(".")[0] for a, b in pairs)
    return not (rising and differ)


def _item(table: _Table, row: Block, numbered: bool) -> str | None:
    """The item number of a row; the wording's one where it is finer than the column's (7 and 7.1)."""
    column, spoken = _column_number(table, row), _wording_number(table, row)
    if not numbered or column is None:
        return spoken
    return spoken if spoken and spoken.startswith(column + ".") else column
