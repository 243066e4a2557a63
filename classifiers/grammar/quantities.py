"""Numbers with their measure words: how many, of what, with which bound, whether a part or a stated total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from classifiers.grammar.bare import BEFORE_MONEY, bare_money, bare_rates
from classifiers.grammar.masks import Blocked, find_masks
from classifiers.grammar.numerals import ARABIC, CHINESE, NUMBER, Bound, Number, parse_number
from classifiers.grammar.quantity_context import arithmetic_parts, read_context
from classifiers.grammar.sharing import sharers
from classifiers.grammar.text import fold
from classifiers.grammar.units import unit_name, units
from model.evidence import Quantity
from model.expressions import regex

_SEP = r"[ \t]?(?:[-—~]{1,2}|至|到)[ \t]?"
_NOT_INSIDE = rf"(?<![0-9])(?<![0-9][.,])(?<![{CHINESE}])"
_DIGIT = "[0-9一二三四五六七八九]"
_POST = r"(?P<post>(?:及|\(含\))?以上|左右|上下|以内|不等|之多|(?<=[元时次])多|(?<=时)半(?!天|个|夜|年))?"
_HAS_DIGIT = re.compile(rf"[0-9{CHINESE}半]")
_BEFORE = re.compile(
    r"(?P<least>不少于|不低于|不得少于|不得低于|至少|最少|起码|超过|超出|突破|逾|超|高于|多于|大于|≥|＞|>)"
    r"(?:了|达到?|有)?[ \t]?\Z"
    r"|(?<![附最邻就临靠亲远])(?P<near>将近|接近|近)[ \t]?\Z"
    r"|(?P<about>大约|大概|约莫|约有?|不超过|不多于|不高于|最多|至多|≤)[ \t]?\Z")
_ONLY = re.compile(r"(?<![不没])(?:[只仅](?:有|办|报|发|上|学|讲|收|播|搞|开展|举办|组织|报送|完成)?了?)[ \t]?\Z")
_PERSON = re.compile(r"人(?![民大均事力口才生身物格社性行])|党员|干部|同志|学生|青年|律师|老师|队员|志愿者"
                     r"|民警|职工|孩子|老人|战士|村民"
                     r"|学员|委员|代表|新人|小伙|姑娘|护士|医生|教师|员工|科级|处级")
"""Who is counted where 个 is the measure word (十二个党员)."""
_NOT_ABOUT = re.compile(r"[公节条签预特履违制契合誓相失邀]约有?[ \t]?\Z")
_FIXED_ONE = re.compile(r"[统唯单专划归合如同这那某每任另哪其第之逐]\Z")
_TOGETHER = re.compile(r"(?!旁听|参加|参与|开展|学习|观看|组织|研究|讨论|走进|深入|前往|办理|化解|推进|处理|观摩)"
                       r"(?:(?!一起)[^，。；、\n]){0,14}?(?:案|纠纷|事故|事件|官司|诉讼|争议|复议|投诉|举报|信访|矛盾|违法|行为)")


@dataclass(frozen=True, kw_only=True, slots=True)
class QuantityMatch:
    """A number with its measure word in a text.

    is_part: part of a whole that the sentence names too (其中, 分别, 22+8+5=35). per_capita: 人均, 每人.
    per_each: a frequency or a share (每月2期, 每队3人), so no count of happenings. each: said of every one of those
    just listed (4月、7月各1次); shared_by: how many they are, 1 where that is not told, so that the whole is
    ``quantity.value * shared_by``. is_change: a difference to another time (同比增加9场).
    """

    start: int
    end: int
    quantity: Quantity
    number_text: str
    unit_text: str
    is_part: bool = False
    per_capita: bool = False
    per_each: bool = False
    each: bool = False
    shared_by: int = 1
    is_change: bool = False


@lru_cache(maxsize=1)
def _count_pattern() -> re.Pattern[str]:
    return regex(rf"{_NOT_INSIDE}(?:(?P<low>{NUMBER}){_SEP})?(?P<num>{NUMBER}|半)[ \t]{{0,2}}"
                 rf"(?P<word>{units().pattern}){_POST}")


@lru_cache(maxsize=1)
def _percent_pattern() -> re.Pattern[str]:
    chinese = (rf"(?<![{CHINESE}0-9])百分之(?P<cn>[{CHINESE}]{{1,7}}(?:点[{CHINESE}]{{1,4}})?(?!分)|{ARABIC})"
               rf"|(?P<full>百分[之]?百)")
    return regex(rf"(?:(?<![0-9])(?<![0-9][.,])(?:(?P<low>{ARABIC})%?{_SEP})?(?P<num>{ARABIC})[ \t]?%|{chinese})"
                 r"(?P<post>以上|左右|以内)?")


def _bound(text: str, start: int, own: Bound, post: str | None) -> Bound:
    """The bound from the words before and after a number and from the numeral itself."""
    if post in ("以上", "及以上", "(含)以上", "多"):
        return "at_least"
    before = text[max(0, start - 6):start]
    found = _BEFORE.search(before)
    if found and found["least"]:
        return "at_least"
    if post in ("左右", "上下", "以内", "不等"):
        return "about"
    if found and (found["near"] or not _NOT_ABOUT.search(before)):
        return "about"
    return "only" if own == "exact" and not post and _ONLY.search(before) else own


def _accepts(text: str, found: re.Match[str]) -> bool:
    """False for words that only look like a number with a measure word."""
    number, word, table = found["num"], found["unit"] or found["timed"], units()
    plain = any(char.isdigit() for char in number)
    if word in table.arabic_only and not plain:
        return False
    if word in table.chinese_only and (plain or number not in "三四五六七八九十"):
        return False
    if number == "半":
        return word in ("小时", "天")
    if number in ("百", "千", "万", "亿"):
        return bool(_BEFORE.search(text, max(0, found.start() - 3), found.start()))
    if number == "一":
        before = text[max(0, found.start() - 1):found.start()]
        if _FIXED_ONE.search(before):
            return False
        if word == "起":
            return bool(_TOGETHER.match(text, found.end()))
    return True


def _value(found: re.Match[str]) -> Number | None:
    """The value of a count; a range gives its lower end as at least so many."""
    if found["num"] == "半":
        return Number(value=Decimal("0.5"))
    number = parse_number(found["num"])
    if number is None:
        return None
    if found["low"] and (low := _low_end(found["low"], found["num"], number)):
        return low
    middle = found["mid"] if "mid" in found.re.groupindex else None
    if middle == "半" or found["post"] == "半":
        return Number(value=number.value + Decimal("0.5"), bound=number.bound)
    if middle == "多":
        return Number(value=number.value, bound="at_least")
    return number


def _low_end(low_text: str, high_text: str, high: Number) -> Number | None:
    """The lower end of a range, in the magnitude of its upper end (3—5万); None where it is no range."""
    low = parse_number(low_text)
    if low is None:
        return None
    value = low.value
    if high_text[-1:] in "万亿" and low_text[-1:] not in "万亿":
        value *= {"万": 10_000, "亿": 100_000_000}[high_text[-1]]
    return Number(value=value, bound="at_least") if value < high.value else None


def _make(text: str, source: str, found: re.Match[str], number: Number, unit: str, word: str) -> QuantityMatch:
    """A match with all that its surroundings say."""
    bound = _bound(text, found.start(), number.bound, found["post"])
    context = read_context(text, found.start(), found.end(), number.value, unit)
    end = found.end("post") if found["post"] else found.end()
    number_end = end - len(found["post"] or "") - len(word)
    return QuantityMatch(
        start=found.start(), end=end, number_text=source[found.start():number_end].strip(),
        unit_text=source[number_end:number_end + len(word)], is_part=context.is_part, per_capita=context.per_capita,
        per_each=context.per_each, each=context.each,
        shared_by=sharers(text, found.start()), is_change=context.is_change,
        quantity=Quantity(value=number.value, unit=unit, bound=bound,
                          claimed_total=context.total and not (context.is_part or context.per_each)))


def _counts(text: str, source: str) -> Iterator[QuantityMatch]:
    for found in _count_pattern().finditer(text):
        if _accepts(text, found) and (number := _value(found)):
            if found["low"] and (parse_number(found["low"]) is None):
                continue
            unit = _unit(text, found, number)
            small = _SMALL_MONEY.match(text, found.end()) if unit == "元" and not found["post"] else None
            if small:
                number = Number(value=number.value + _small_money(small), bound=number.bound)
            yield _make(text, source, found, number, unit, found["word"])


_SMALL_MONEY = re.compile(rf"(?P<jiao>{_DIGIT})[角毛](?:(?P<fen>{_DIGIT})分?)?(?![色落度])"
                          rf"|零?(?P<only>{_DIGIT})分(?![钟之])"
                          rf"|(?<=块)(?P<tenth>{_DIGIT})(?=[ \t]*(?:[，,。；;、）)]|$))")
"""What follows 元: 五元三毛, 50元6角三分, 两块一."""


def _small_money(found: re.Match[str]) -> Decimal:
    """The part of a sum below 1 元."""
    parts = ((found["jiao"] or found["tenth"], 10), (found["fen"] or found["only"], 100))
    return sum((number.value / size for text, size in parts if text and (number := parse_number(text))), Decimal(0))


def _unit(text: str, found: re.Match[str], number: Number) -> str:
    """The unit of a count: 个 of persons is 人, 块 of a sum of money is 元."""
    word = found["word"]
    if word == "个" and _PERSON.match(text, found.end()):
        return "人"
    if word == "块" and _SMALL_MONEY.match(text, found.end()):
        return "元"
    if word == "块" and number.value >= 100 and BEFORE_MONEY.search(text, max(0, found.start() - 20), found.start()):
        return "元"
    return unit_name(found)


def _percents(text: str, source: str) -> Iterator[QuantityMatch]:
    for found in _percent_pattern().finditer(text):
        number = Number(value=Decimal(100)) if found["full"] else parse_number(found["num"] or found["cn"])
        if number is None:
            continue
        if found["low"]:
            number = _low_end(found["low"], found["num"], number) or number
        yield _make(text, source, found, number, "%", "%" if found["num"] else "")


def _bare(text: str, source: str) -> Iterator[QuantityMatch]:
    """Rates and sums of money without a measure word, each once."""
    seen = 0
    rows = [*((row, "%") for row in bare_rates(text)), *((row, "元") for row in bare_money(text))]
    for (start, end, number), unit in sorted(rows, key=lambda row: row[0][:2]):
        if start < seen:
            continue
        seen = end
        context = read_context(text, start, end, number.value, unit)
        bound = _bound(text, start, number.bound, None)
        yield QuantityMatch(start=start, end=end, number_text=source[start:end], unit_text="", is_part=context.is_part,
                            per_capita=context.per_capita, per_each=context.per_each, is_change=context.is_change,
                            quantity=Quantity(value=number.value, unit=unit, bound=bound))


def _spans(found: list[QuantityMatch]) -> list[tuple[int, int]]:
    """The spans of matches without those inside another."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((match.start, match.end) for match in found):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return spans


@lru_cache(maxsize=8192)
def find_quantities(text: str) -> tuple[QuantityMatch, ...]:
    """All numbers with a measure word (money in 元, rates in %), in order, outside every mask."""
    folded = fold(text)
    if not _HAS_DIGIT.search(folded):
        return ()
    blocked = Blocked((mask.start, mask.end) for mask in find_masks(text))
    found = [match for match in (*_counts(folded, text), *_percents(folded, text))
             if not blocked.overlaps(match.start, match.end)]
    taken = Blocked(_spans(found))
    found += [match for match in _bare(folded, text) if not blocked.overlaps(match.start, match.end)
              and not taken.overlaps(match.start, match.end)]
    found.sort(key=lambda match: (match.start, -match.end))
    numbers = [(match.start, match.end, match.quantity.unit, match.quantity.value) for match in found]
    parts = arithmetic_parts(folded, numbers)
    return tuple(replace(match, is_part=True, quantity=replace(match.quantity, claimed_total=False))
                 if place in parts else match for place, match in enumerate(found))
