"""The table in which a draft is corrected: one row a section, item or criterion; only what was changed comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from rubric_maps.edit import Change, Row
from rubric_maps.schema import RULE_KEYS, SHORTFALL_WORDS

_LEVEL, _PARTS, _CHECKS, _CHECKED, _GONE = "层次", "组成", "请核对", "已核对", "删去"
_TEXTS = ("编号", "名称", "满分", "规则", "数量", "每次", "不足时", "解读", "单位", "简述", "补交")


def grid(rows: Sequence[Row], names: Mapping[str, str], key: str) -> list[Change]:
    """Shows the rows and gives what has been changed since they were drawn. names: kind → Chinese name."""
    config = st.column_config
    st.data_editor(
        _columns(rows), key=key, hide_index=True, num_rows="fixed", height=500, row_height=32, placeholder="",
        disabled=[_LEVEL, _PARTS, _CHECKS],
        column_config={
            _LEVEL: config.TextColumn(width=56, pinned=True), "编号": config.TextColumn(width=68, pinned=True),
            "名称": config.TextColumn(width=190, pinned=True), "满分": config.TextColumn(width=68),
            "规则": config.SelectboxColumn(options=list(RULE_KEYS), width=110),
            "数量": config.TextColumn(width=68), "每次": config.TextColumn(width=68),
            "不足时": config.SelectboxColumn(options=list(SHORTFALL_WORDS), width=96),
            "材料": config.MultiselectColumn(options=sorted(names, key=lambda i: names[i]), width=220,
                                           format_func=lambda kind: names.get(kind, kind)),
            "解读": config.TextColumn(width=220), "单位": config.TextColumn(width=90),
            "简述": config.TextColumn(width=240), "补交": config.TextColumn(width=200),
            _PARTS: config.TextColumn(width=140), _CHECKS: config.TextColumn(width=260),
            _CHECKED: config.CheckboxColumn(width=76), _GONE: config.CheckboxColumn(width=64)})
    state: Any = st.session_state.get(key)
    edited = state.get("edited_rows", {}) if isinstance(state, Mapping) else {}
    return changes(rows, edited)


def _columns(rows: Sequence[Row]) -> dict[str, list[Any]]:
    """The rows as columns of the editor; empty cells are None."""
    def cells(word: str) -> list[Any]:
        return [row.values.get(word) for row in rows]

    found: dict[str, list[Any]] = {_LEVEL: [row.level for row in rows],
                                   "编号": [row.number or None for row in rows]}
    found.update({word: cells(word) for word in ("名称", "满分", "规则", "数量", "每次", "不足时")})
    found["材料"] = [_listed(row) for row in rows]
    found.update({word: cells(word) for word in ("解读", "单位", "简述", "补交")})
    found[_PARTS] = ["、".join(row.parts) or None for row in rows]
    found[_CHECKS] = ["；".join(row.checks) or None for row in rows]
    found[_CHECKED] = [False for _ in rows]
    found[_GONE] = [False for _ in rows]
    return found


def _listed(row: Row) -> list[str] | None:
    material = row.values.get("材料", "")
    return material.split("、") if material else None


def changes(rows: Sequence[Row], edited: Mapping[Any, Mapping[str, Any]]) -> list[Change]:
    """The editor's edits as changes of the map. edited: row position → column → new value."""
    found = []
    for position, cells in edited.items():
        row = rows[int(position)]
        values = {word: str(cells[word] or "").strip() for word in _TEXTS if word in cells and _has(row, word)}
        if "材料" in cells and row.level == "分项":
            values["材料"] = "、".join(cells["材料"] or ())
        found.append(Change(row.line, values, checked=cells.get(_CHECKED) is True, removed=cells.get(_GONE) is True))
    return found


def _has(row: Row, word: str) -> bool:
    """Sections and items have only a name and points; an item's number is changed as text."""
    return row.level == "分项" or word in ("名称", "满分")
