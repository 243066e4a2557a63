"""Numbers without a measure word whose own words say what they count: rates (知晓率93.4), money (经费两万)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from classifiers.grammar.numerals import ARABIC, CHINESE, Number, parse_number

_END = r"(?=[ \t]*(?:[，,。；;、｜|)）\]】\t\n]|$))"
_PLAIN = r"[零〇一二三四五六七八九十百]"
_LEAD = r"(?:[一-龥]{0,4}(?:为|达到?|有|是|报的是|升至|降至|提高到|超过|不低于|不少于|拟到|高于|≥|＞|[:：=]))?[ \t]*"
_RATE = re.compile(
    rf"(?:(?<![概功效频速税汇利费])率|安全感|满意度|知晓度)(?:\([^()]{{1,12}}\))?{_LEAD}"
    rf"(?P<num>{ARABIC}|{_PLAIN}{{1,3}}(?:点{_PLAIN}{{1,2}})?|{_PLAIN}成{_PLAIN}?)"
    r"(?=[ \t]*(?:[，,。；;、｜|()（）\]】\t\n]|$))")
_RATE_TABLE = re.compile(r"(?:率|安全感|满意度|占比)[^。；;\n]{0,6}\(%\)[:：]")
_RATE_CELL = re.compile(rf"(?:年(?:度)?|[:：；;])[ \t]*(?P<num>[0-9]{{1,3}}(?:\.[0-9]{{1,2}})?){_END}")
_FEW = "一二三四五六七八九"
_TENTHS = re.compile(rf"(?P<num>(?<![{CHINESE}几0-9.第])"
                     rf"(?:[{_FEW}两十半](?:点[{_FEW}])?|10|[1-9](?:\.[0-9])?)成[{_FEW}半]?)"
                     rf"(?![{CHINESE}员立果为功绩交本年长人套分才品像份])")
_MONEY_WORD = r"(?:经费|拨款|专款|资金|[款费钱]|预算)"
_MONEY_SUM = (rf"(?:(?<![0-9.]){ARABIC}万[1-9]?|(?<![0-9.,])(?!(?:19|20)[0-9]{{2}}(?![0-9]))[1-9][0-9]{{3,7}}"
              rf"|(?<![{CHINESE}第])[{CHINESE}]{{1,12}}[万千][一二三四五六七八九]?)")
_MONEY = re.compile(rf"(?P<num>{_MONEY_SUM})(?:块|(?=批|买|专|已){_END}|{_END}|(?=、|，))")
BEFORE_MONEY = re.compile(rf"{_MONEY_WORD}[^，。；;\n]{{0,12}}\Z")
"""What makes 块 a coin: words of money right before the number."""
_FAR = re.compile(r"[份册本人次户件篇条阅粉播印资料字]")


def tenths(text: str) -> Decimal | None:
    """The per cent of 九成一 (91) or 八成半 (85); None where the text is none."""
    whole, mark, rest = text.partition("成")
    if whole == "半":
        return Decimal(5)
    number, tail = parse_number(whole) if mark else None, parse_number(rest)
    if number is None:
        return None
    part = Decimal(5) if rest == "半" else tail.value if tail else Decimal(0)
    return number.value * 10 + part


def bare_rates(text: str) -> Iterator[tuple[int, int, Number]]:
    """Rates written without %: where the figure stands, and its value in per cent."""
    for found in _RATE.finditer(text):
        number = _rate(found["num"])
        if number is not None and number.value <= 100:
            yield found.start("num"), found.end("num"), number
    for found in _TENTHS.finditer(text):
        if (value := tenths(found["num"])) is not None:
            yield found.start("num"), found.end("num"), Number(value=value)
    for table in _RATE_TABLE.finditer(text):
        for found in _RATE_CELL.finditer(text, table.end() - 1):
            yield found.start("num"), found.end("num"), Number(value=Decimal(found["num"]))


def _rate(text: str) -> Number | None:
    if "成" in text:
        value = tenths(text)
        return None if value is None else Number(value=value)
    return parse_number(text)


def bare_money(text: str) -> Iterator[tuple[int, int, Number]]:
    """Sums of money without 元 in a sentence that speaks of money before them (从会议费里省下四万二)."""
    for word in re.finditer(_MONEY_WORD, text):
        stop = re.compile("[。；;\n]").search(text, word.end())
        end = min(stop.start() if stop else len(text), word.end() + 40)
        for found in _MONEY.finditer(text, word.end(), end):
            number = parse_number(found["num"])
            if number is not None and not _FAR.search(text, word.end(), found.start()):
                yield found.start("num"), found.end(), number
