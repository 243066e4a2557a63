"""Public test cases of two other grammars, less those whose convention is another: which, and why, is written here.

Cases are read as data (JSON, and the literals of Python test modules), never run.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Span = tuple[str, str]
NUMBERS, MONEY, PERCENT, DATES = "numerals", "money", "per cent", "dates"
JIO_BASES = {"_ts_1": "2021-06-14", "_ts_2": "2021-09-01"}
"""The moments that JioNLP's tests count from."""


@dataclass(frozen=True, slots=True)
class Case:
    """text: what is read. base: the day it is said on. expected: numbers as text, or the one span of days."""

    source: str
    family: str
    text: str
    base: str
    expected: tuple[str, ...] | Span


@dataclass(frozen=True, slots=True)
class Left:
    """A case that is not asked, and the reason."""

    source: str
    family: str
    text: str
    reason: str


_TRADITIONAL = re.compile("[倆萬億兩個點後禮週節號這還會間與從爾國慶財務實際開對雙幾負來貳參陸圓縣歲長"
                          "時內區單據數總雲麼嗎]")
_RULES: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    NUMBERS: (
        ("traditional characters", _TRADITIONAL),
        ("fractions, powers, negative numbers", re.compile(r"分之|[\^eE/／÷]|^[-－负]|又")),
        ("letters for magnitudes (k, M)", re.compile("[A-Za-zＡ-Ｚａ-ｚ]")),
        ("vague numbers, here their lower end, elsewhere a range", re.compile("[余多几来数]")),
        ("pairs and dozens", re.compile("[双对打半]")),
        ("spaces inside a numeral", re.compile(r"\S\s+\S")),
        ("a decimal without its whole (.5)", re.compile(r"^[.．点]")),
    ),
    PERCENT: (
        ("traditional characters", _TRADITIONAL),
        ("discounts (七折)", re.compile("折")),
        ("percentage points, here a difference and no rate", re.compile("百\\s*分\\s*点")),
        ("per mille and smaller, negative rates", re.compile("[千仟万]+\\s*分|-|－|负")),
        ("letters for magnitudes (k, M)", re.compile("[A-Za-zＡ-Ｚａ-ｚ]")),
        ("spaces inside a numeral", re.compile(
            r"[百分之十一二三四五六七八九点成\d０-９]\s+[百分之个十一二三四五六七八九点\d０-９成%％]")),
    ),
    MONEY: (
        ("foreign money", re.compile("美|欧|港|日元|日币|韩|泰|台币|卢布|英镑|法郎|澳|\\$|￥|奈拉|比特币|円|日本")),
        ("traditional characters", _TRADITIONAL),
        ("letters for magnitudes (k, w)", re.compile("[A-Za-z]")),
        ("a bare number, money only because one is told so", re.compile("^[^元块圆]*$")),
    ),
    DATES: (
        ("relative to the day of speaking", re.compile(
            r"今[天日晚早晨明]|本日|全天|上[半]月|上[一两0-9]*个?(?:半年|月)|这一年|^=|明[天日晚早晨]|昨|后[天日]|前[天日]|大[后前]天"
            r"|[本上下这][个]*(?:星期|周|礼拜|月|季度)|[本这]年|当[天日月年]"
            r"|星期|礼拜|周[一二三四五六日天末几]|现在|此刻|刚才|最近|目前|至今|迄今"
            r"|[近前后过未再往][去来]?\s*[几数0-9一二三四五六七八九十两半]"
            "|[天日周月年载季]度?(?:[之以]?[前后内来]|来)|工作日|周末|同[年月日期]|[头末]一|最后|第[一二三四五六七八九十0-9]+[天周个]"
            "|前半|后半|[年月]中|不到|多年|[0-9一二三四五六七八九十两半几]+(?:个)?(?:天|周|季|年半|月后|年前)|上[个]?世纪|本世纪|中间")),
        ("a day without its month", re.compile(r"^\d{1,2}[日号]$")),
        ("clock and parts of the day", re.compile("[点时分秒刻:：]|[早晚晨夜]|[上下中]午|傍晚|黄昏|午")),
        ("the old calendar, its feasts and terms", re.compile(
            "[农阴]历|初[一二三四五六七八九十]|正月|腊|廿|大年|闰|春节|除夕|元宵|端午|七夕|中秋|重阳|清明|冬至|立[春夏秋冬]"
            "|[小大]暑|[小大]寒|白露|寒露|霜降|惊蛰|春分|秋分|夏至|谷雨|芒种|雨水|[小大]雪|处暑|小满"
            "|[月号日](?:[一二三四五六七八九十]{1,3})$|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]"
            "|[鼠牛虎兔龙蛇马羊猴鸡狗猪]年")),
        ("reigns, centuries, decades, seasons", re.compile(
            "康熙|雍正|乾隆|神龙|民国|贞观|万历|光绪|世纪|年代|[春夏秋冬](?:天|季)|(?<![0-9])[春夏秋冬]$|元年|公元|[^年]?历史")),
        ("feasts that no office keeps", re.compile(
            "圣诞|情人|愚人|万圣|感恩|[父母]亲节|光棍|女生节|平安夜|新年|双十|节前|节后|假期|黄金周|寒假|暑假")),
        ("repeated times and lengths of time", re.compile("每|[隔各]|[长期]限|工作")),
        ("beginnings and ends of months and years", re.compile("[初底末]")),
        ("traditional characters", _TRADITIONAL),
        ("a day before its month or year (13.5.2015)", re.compile(r"^\D*\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?!\d)")),
        ("digits, a date only because one is told so", re.compile(r"^[\d\s./·-]*$(?<!^\d{4}[-/.]\d{1}[-/.]\d{1})")),
        ("open spans (以前, 之后), here cut to the year", re.compile(
            "以前|以后|之前|之后|以来|起|开始|截[至止]|前$|后$")),
    ),
}
_FULL_DATE = re.compile(r"^(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}$")


def read_cases(specs: Path, tests: Path) -> tuple[list[Case], list[Left]]:
    """All cases of both folders that are asked, each once, and those that are not."""
    kept: dict[tuple[str, str, str], Case] = {}
    left: list[Left] = []
    for case in (*_spec_cases(specs), *_jio_cases(tests)):
        reason = case.reason if isinstance(case, Left) else _reason(case)
        if reason:
            left.append(Left(case.source, case.family, case.text, reason))
        elif isinstance(case, Case):
            kept.setdefault((case.family, case.text, case.base[:4]), case)
    return list(kept.values()), left


def _reason(case: Case) -> str:
    """Why a case is not asked, "" where it is."""
    if case.family == DATES:
        if _FULL_DATE.match(case.text):
            return ""
        if not "1900" < case.expected[0] < "2100":
            return "years out of our time"
    return next((reason for reason, pattern in _RULES[case.family] if pattern.search(case.text)), "")


def _spec_cases(folder: Path) -> Iterator[Case | Left]:
    """The cases of the Chinese Specs of Recognizers-Text."""
    name = "Recognizers-Text"
    for family, path, read in (
            (NUMBERS, "Number/Chinese/NumberModel.json", _numeral),
            (PERCENT, "Number/Chinese/PercentModel.json", _percents),
            (MONEY, "NumberWithUnit/Chinese/CurrencyModel.json", _sums)):
        for row in _json(folder / path):
            yield read(name, family, row)
    for path in ("DateParser", "DatePeriodParser", "HolidayParser", "DateTimeModel"):
        for row in _json(folder / f"DateTime/Chinese/{path}.json"):
            base = row.get("Context", {}).get("ReferenceDateTime", "2017-01-01")[:10]
            for found in row["Results"]:
                yield _spec_date(name, found, base)


def _json(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(path.read_text("utf-8-sig"))
    return rows


def _numeral(source: str, family: str, row: Mapping[str, Any]) -> Case | Left:
    """One numeral that is the whole input; it is asked with 元 behind it."""
    found = row["Results"]
    text = row["Input"].strip()
    if len(found) != 1 or found[0]["Start"] != 0 or found[0]["End"] != len(row["Input"]) - 1:
        return Left(source, family, text, "no numeral, several, or one inside other words")
    return Case(source, family, f"{text}元", "", (_plain(found[0]["Resolution"]["value"], 2),))


def _percents(source: str, family: str, row: Mapping[str, Any]) -> Case:
    values = [str(found["Resolution"]["value"]).rstrip("%") for found in row["Results"]]
    return Case(source, family, row["Input"], "", tuple(map(_plain, values)))


def _sums(source: str, family: str, row: Mapping[str, Any]) -> Case | Left:
    values = [found["Resolution"].get("value") for found in row["Results"]]
    if any(value is None for value in values):
        return Left(source, family, row["Input"], "a currency without a number")
    return Case(source, family, row["Input"], "", tuple(_plain(str(value), 2) for value in values))


def _plain(value: str, places: int = 6) -> str:
    """A number as text without ending zeros; sums of money to the cent."""
    text = f"{float(value):.{places}f}".rstrip("0").rstrip(".")
    return text or "0"


def _spec_date(source: str, found: Mapping[str, Any], base: str) -> Case | Left:
    """One date of Recognizers-Text; of its readings the one in the year of the day of speaking."""
    text = found["Text"]
    if "Value" in found:
        value = found["Value"]
        rows = [{**value.get(name, {}), "timex": value.get("Timex", "")}
                for name in ("PastResolution", "FutureResolution")] if isinstance(value, dict) else []
    else:
        rows = found.get("Resolution", {}).get("values", [])
    spans = {span for row in rows if (span := spec_span(row)) is not None}
    if not spans:
        return Left(source, DATES, text, "no whole days (times, lengths, repeated, open or unresolved)")
    if any(re.search("[YM]\\)$", str(row.get("timex"))) and str(row["timex"]).startswith("(") for row in rows) \
            and re.search("[到至和与~–—-]", text):
        return Left(source, DATES, text, "spans of months or years that leave out the last one there")
    if re.fullmatch("[今本这][一]?年", text) and not any(span[1].endswith("12-31") for span in spans):
        return Left(source, DATES, text, "relative to the day of speaking")
    near = [span for span in spans if span[0][:4] == base[:4]]
    if len(spans) > 1 and len(near) != 1:
        return Left(source, DATES, text, "no year, and none of its readings in the year of speaking")
    return Case(source, DATES, text, base, near[0] if near else next(iter(spans)))


def spec_span(row: Mapping[str, Any]) -> Span | None:
    """The days of one reading of Recognizers-Text, whose periods end with the first day after them."""
    if row.get("Mod") or row.get("type") in ("time", "timerange", "datetime", "datetimerange", "duration", "set"):
        return None
    day = row.get("date") or (row.get("value") if row.get("type") == "date" else None)
    start, end = (row.get(f"{name}Date") or row.get(name) for name in ("start", "end"))
    try:
        if day:
            return date.fromisoformat(day).isoformat(), day
        if not start or not end:
            return None
        last = date.fromisoformat(end)
    except ValueError:
        return None
    written = str(row.get("timex", "")).startswith("(") and re.search(r"P\d+D\)", str(row.get("timex")))
    return start, (last if written else last - timedelta(days=1)).isoformat()


def _jio_cases(folder: Path) -> Iterator[Case | Left]:
    """The cases of JioNLP's tests of the readers of times and money."""
    for row in _literals(folder / "test_money_parser.py"):
        if len(row) == 2 and isinstance(row[1], dict) and "num" in row[1]:
            yield _jio_money(str(row[0]), row[1])
    for row in _literals(folder / "test_time_parser.py"):
        if len(row) == 3 and isinstance(row[2], dict) and "time" in row[2]:
            yield _jio_time(str(row[0]), row[1], row[2])


def _literals(path: Path) -> Iterator[list[Any]]:
    """Every list of literals of a module, names of moments as their days."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.List) and len(node.elts) in (2, 3) and isinstance(node.elts[0], ast.Constant):
            values = [_literal(part) for part in node.elts]
            if None not in values:
                yield values


def _literal(node: ast.expr) -> Any:
    if isinstance(node, ast.Name):
        return JIO_BASES.get(node.id)
    try:
        return ast.literal_eval(node)
    except ValueError:
        return None


def _jio_money(text: str, told: Mapping[str, Any]) -> Case | Left:
    if told["case"] != "元":
        return Left("JioNLP", MONEY, text, "foreign money")
    if not isinstance(told["num"], str):
        return Left("JioNLP", MONEY, text, "ranges, here their lower end")
    return Case("JioNLP", MONEY, text, "", (_plain(told["num"], 2),))


def _jio_time(text: str, base: Any, told: Mapping[str, Any]) -> Case | Left:
    """One time of JioNLP that begins and ends with a day."""
    name = "JioNLP"
    if isinstance(base, dict):
        base = f"{base.get('year', 0):04d}-{base.get('month', 1):02d}-{base.get('day', 1):02d}"
    whole = isinstance(told["time"], list) and told["type"] in ("time_point", "time_span")
    if not whole or not isinstance(base, str) or base < "1900":
        return Left(name, DATES, text, "no whole days (times, lengths, repeated, open or unresolved)")
    start, end = told["time"]
    if told["definition"] != "accurate":
        return Left(name, DATES, text, "vague times")
    if not (str(start).endswith("00:00:00") and str(end).endswith("23:59:59")):
        return Left(name, DATES, text, "no whole days (times, lengths, repeated, open or unresolved)")
    if start[:4] != base[:4] and not re.search("年|[0-9]{4}", text):
        return Left(name, DATES, text, "no year, and none of its readings in the year of speaking")
    return Case(name, DATES, text, base, (start[:10], end[:10]))
