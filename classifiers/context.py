"""Whose papers these are and which period is reviewed: what finding needs to know beside the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from classifiers.words import expression, table
from model.evidence import DateRange

_REGION = re.compile(r"^(?:(?:自治区|省)(?![级直内])|[一-龥]{2,6}?(?:省|自治区|自治州))?"
                     r"(?:[一-龥]{1,5}?(?<!城)(?:市(?!场)|地区|盟|州))?"
                     r"(?:(?!市场|城市|住房|农村)[一-龥]{1,5}?(?<!城)(?:新区|开发区|区|县|旗|市(?!场)))?"
                     r"(?:(?!住房|农业)[一-龥]{1,4}?(?<!城)(?:镇|乡))?")
_AREA = re.compile(r"([一-龥]{2,8}[市县区旗]|[一-龥]{2,20}(?:开发区|高新区|新区|工业园区))(?:管理委员会|管委会)?")
"""A unit that is named like its area alone (云泽市青岭区), or a committee that governs a zone."""
_LEVELS = (("省", ("省", "自治区")), ("县", ("县", "区", "旗")), ("市", ("市", "州", "盟")), ("镇", ("镇", "乡")))
"""Levels with the last words of a place name that tell them, in the order they are asked."""


Opinion = Literal["rules", "models", "points"]
"""Who is asked what a paper says: the rules alone; the learned models too, for kinds they are sure of and for what
became of a thing; or, for points, the models as well for kinds they only suspect, and no deed made of what is none."""


@dataclass(frozen=True, slots=True)
class Context:
    """unit: full name. year: of the review. period: reviewed days.

    region: the leading place names of the unit (云泽市). trade: the rest (自然资源局). trades: short forms of the
    trade (卫健委 for 卫生健康委员会). level: 省, 市, 县 or 镇 by the unit's own name, "" where it does not say.
    kinds: the evidence kinds to look for, None for all.
    groups: kinds that one criterion asks for, a set a criterion. opinion: who is asked.
    governs: the unit is the government of a whole city or county, whose departments and towns are its own.
    """

    unit: str
    year: int
    period: DateRange
    region: str
    trade: str
    trades: tuple[str, ...]
    level: str
    kinds: frozenset[str] | None = None
    governs: bool = False
    groups: frozenset[frozenset[str]] = frozenset()
    opinion: Opinion = "rules"


@lru_cache(maxsize=512)
def context_for(unit: str, year: int, period: DateRange | None = None,
                kinds: frozenset[str] | None = None, groups: frozenset[frozenset[str]] = frozenset()) -> Context:
    """The context of one unit and year; the period is the calendar year, the kinds are all, unless given."""
    period = period or DateRange(start=date(year, 1, 1), end=date(year, 12, 31))
    area = _AREA.fullmatch(unit)
    region = region_of(unit) or (area.group(1) if area else "")
    trade = unit.removeprefix("国家税务总局")[len(region):] or unit
    if region.endswith(("镇", "乡")):
        trade = region[-1] + trade
    level = next((word for word, ends in _LEVELS if region.endswith(ends)), "")
    governing = trade == region or re.fullmatch(expression(names()["政府"]), trade) is not None
    return Context(unit=unit, year=year, period=period, region=region, trade=trade, trades=_short_forms(trade),
                   level=level, kinds=kinds, governs=governing and level in ("市", "县"), groups=groups)


def region_of(unit: str) -> str:
    """The leading place names of a unit's name; words of a trade that look like places (城市, 城乡) are none."""
    unit = unit.removeprefix("国家税务总局") + _office_of(unit)
    trade = _trade_start().search(unit)
    head = unit[:trade.start()] if trade and trade.start() else unit
    match = _REGION.match(head)
    region = match.group() if match else ""
    return "" if region == unit else region


_OFFICES = (("镇", "人民政府"), ("乡", "人民政府"), ("街道", "办事处"))


def names() -> dict[str, Any]:
    """The table of bodies (``bodies.yaml``): short forms of trades and words for peers, superiors and systems."""
    return table("bodies")


@lru_cache(maxsize=1)
def _trade_start() -> re.Pattern[str]:
    return re.compile(expression(names()["系统开头"]))


def _office_of(name: str) -> str:
    """The office meant by a town or street that is named by its place alone (云泽市青禾镇)."""
    return next((office for end, office in _OFFICES if name.endswith(end)), "")


def _short_forms(trade: str) -> tuple[str, ...]:
    forms = {trade}
    full = trade + _office_of(trade)
    for row in names()["简称"]:
        if any(full.startswith(name) or name in full for name in row):
            forms.update(row)
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))
