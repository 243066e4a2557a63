"""Whose papers these are and which period is reviewed: what finding needs to know beside the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml

from model.evidence import DateRange

_REGION = re.compile(r"^(?:[一-龥]{2,6}?(?:省|自治区|自治州))?(?:[一-龥]{1,5}?(?<!城)(?:市(?!场)|地区|盟|州))?"
                     r"(?:(?!市场|城市|住房|农村)[一-龥]{1,5}?(?<!城)(?:新区|开发区|区|县|旗|市(?!场)))?(?:(?!住房|农业)[一-龥]{1,4}?(?<!城)(?:镇|乡))?")
_TRADE_START = re.compile(r"(?:税务局|市场监|城市管理|住房|农业农村|自然资源|生态环境|卫生健康|人力资源|交通|教育|公安|税务|民政|司法|水务|水利|财政|应急|文化|退役|医疗保障)")


@dataclass(frozen=True, slots=True)
class Context:
    """unit: full name. year: of the review. period: reviewed days.

    region: the leading place names of the unit (云泽市). trade: the rest (自然资源局). trades: short forms of the
    trade (卫健委 for 卫生健康委员会). level: 省, 市, 县 or 镇 by the unit's own name, "" where it does not say.
    """

    unit: str
    year: int
    period: DateRange
    region: str
    trade: str
    trades: tuple[str, ...]
    level: str


@lru_cache(maxsize=512)
def context_for(unit: str, year: int, period: DateRange | None = None) -> Context:
    """The context of one unit and year; the period is the calendar year unless given."""
    period = period or DateRange(start=date(year, 1, 1), end=date(year, 12, 31))
    region = region_of(unit)
    trade = unit.removeprefix("国家税务总局")[len(region):] or unit
    if region.endswith(("镇", "乡")):
        trade = region[-1] + trade
    level = next((word for word, ends in (("省", ("省", "自治区")), ("县", ("县", "区", "旗")), ("市", ("市", "州", "盟")), ("镇", ("镇", "乡")))
                  if region.endswith(ends)), "")
    return Context(unit=unit, year=year, period=period, region=region, trade=trade, trades=_short_forms(trade), level=level)


def region_of(unit: str) -> str:
    """The leading place names of a unit's name; words of a trade that look like a place (城市管理, 城乡建设) are none."""
    unit = unit.removeprefix("国家税务总局")
    trade = _TRADE_START.search(unit)
    head = unit[:trade.start()] if trade and trade.start() else unit
    match = _REGION.match(head)
    region = match.group() if match else ""
    return "" if region == unit else region


@lru_cache(maxsize=1)
def names() -> dict:
    """The table of bodies: short forms of trades and words for peers, superiors and systems."""
    return yaml.safe_load(Path(__file__).with_name("bodies.yaml").read_text("utf-8"))


def _short_forms(trade: str) -> tuple[str, ...]:
    forms = {trade}
    for row in names()["简称"]:
        if any(trade.startswith(name) or name in trade for name in row):
            forms.update(row)
    return tuple(sorted(forms, key=len, reverse=True))
