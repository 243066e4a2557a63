"""The words, glyph names and number forms that all screens share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]

STATES = {"met": "符合", "partial": "部分符合", "missing": "未见", "external": "待外部查询", "not_applicable": "不适用"}
"""State of a criterion → its word; the glyph of the same name is drawn by the style sheet."""

SHORT_STATES = STATES | {"partial": "部分", "external": "待查"}
PENALTY_STATES = STATES | {"met": "没有扣分", "partial": "有扣分"}
"""States of a criterion that only takes points away."""

DEADLINES = {"on_time": ("met", "按期"), "late": ("missing", "逾期"), "undated": ("partial", "未见日期"),
             "missing": ("missing", "未见材料")}
RECTIFIED = {"answered": ("met", "有回应"), "promised": ("partial", "只有打算"), "missing": ("missing", "未见回应")}
"""Checks around the criteria: state → look and word."""

MENTIONS = {"done": "已发生", "planned": "计划，尚未发生", "negated": "材料说没有发生", "other_period": "不在评议期内",
            "other_unit": "不是本单位所做", "boilerplate": "口号或引述，没有事实"}

PAPERS = {"self_report": "自评报告", "score_table": "自评表", "plan": "计划", "summary": "总结",
          "duty_list": "责任清单", "briefing": "简报", "notice": "通知文件", "case": "案例", "certificate": "证书",
          "record": "记录", "ledger": "台账", "photo": "照片", "video": "视频", "web_page": "网页",
          "media": "媒体报道", "work": "作品", "other": "其他"}

FILES = {"parsed": "已读", "partial": "部分读出", "failed": "未能读取", "ignored": "不必读"}

_SURE = ((0.5, 1, "低"), (0.7, 2, "一般"), (0.85, 3, "较高"), (2.0, 4, "高"))


def unscored(assessment: Json) -> bool:
    """True for an assessment under a list of checks without points."""
    return not assessment["score"].get("max")


def state_word(criterion: Json) -> str:
    """The word for a criterion's state; a penalty is kept or has taken points."""
    return (PENALTY_STATES if float(criterion["max_points"]) < 0 else STATES)[str(criterion["status"])]


def number(value: float | int | None) -> str:
    """A figure with at most two decimals, no trailing zeros and a real minus; ``—`` where there is none."""
    if value is None:
        return "—"
    text = f"{abs(float(value)):.2f}".rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text != "0" else text


def signed(value: float | int | None) -> str:
    """A difference: ``+3``, ``−6``, ``0``; ``—`` where there is none."""
    if value is None:
        return "—"
    return f"+{number(value)}" if value > 0 else number(value)


def span(low: float | None, high: float | None) -> str:
    """A range as ``6–9``, or one figure where both ends agree."""
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def sure(confidence: float | None) -> tuple[int, str]:
    """How sure, in four steps, with its word; (0, ``—``) where nothing is known."""
    if confidence is None:
        return 0, "—"
    return next((step, word) for limit, step, word in _SURE if confidence < limit)


def date_words(date: Json | None) -> str:
    """A day, or a span of days: whole years and months are shortened; ``—`` where there is no date."""
    if not date:
        return "—"
    start, end = str(date.get("from") or ""), str(date.get("to") or "")
    if start == end:
        return start or "—"
    if start[:4] == end[:4] and start[4:] == "-01-01" and end[4:] == "-12-31":
        return f"{start[:4]}全年"
    if start[:7] == end[:7] and start.endswith("-01") and int(end[8:] or 0) >= 28:
        return start[:7]
    return f"{start}至{end[5:] if start[:4] == end[:4] else end}"


def file_label(path: str, limit: int = 12) -> str:
    """The file's own name without folders, archive and extension, shortened in the middle."""
    name = path.replace("!/", "/").rsplit("/", 1)[-1]
    stem = name.rsplit(".", 1)[0] or name
    return stem if len(stem) <= limit else f"{stem[:limit - 5]}…{stem[-4:]}"
