"""What a mention says of its happening: date, quantity, level, titles, place, partner, organiser, document number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from classifiers.context import Context
from classifiers.grammar import DateMatch, QuantityMatch
from classifiers.grammar.numerals import small_integer
from classifiers.kinds import Kind
from classifiers.rates import rate_for
from classifiers.words import table, words
from model.evidence import LEVELS, PRIZES, DateRange, Level, Prize, Quantity

_DOCUMENT_NUMBER = re.compile(r"[一-龥]{2,10}(?:发|字|办|函|法|通|政|委|普|宣|规|党|局)?"
                              r"[〔\[【（(]\s?(?:19|20)\d{2}\s?[〕\]】）)]\s?第?\s?\d{1,4}\s?号")
_CASE_TITLE = re.compile(r"[“《]([^“”《》]{4,50}案)[”》]"
                         r"|(?:案例[一二三四五六七八九十\d]+[：:、.\s]*)([^，。；：]{4,50}案)")
_BARE_CASE = re.compile(r"(?:^|[，、：:；\t])(?:案例[：:])?([一-龥]{5,30}案)(?=在|于|（|\(|\t|、|已|也已|$)")
_CASE_LIST = re.compile(r"(?:^|[，：:])((?:[^，。；、：]{4,26}、)+[^，。；、：]{4,26}?)"
                        r"等\d{0,2}[个件起]?[一-龥]{0,4}案例")
_CASES_TOLD = re.compile(r"案例[一-龥]{0,4}([\d一二三四五六七八九十两]{1,3})[件个篇起则]"
                         r"(?:[，,]?(?:分别)?[是为][：:]?|[：:]"
                         r"|[，,](?=(?:[^，。；、]{3,40}案[、，。；]){2}))([^。；：:]{6,160})")
"""Cases told after their number (典型案例3件：甲非法采砂，乙擅自取水，丙偷排泥浆)."""
HOURS = frozenset({"学时", "课时", "小时"})
"""Measure words of study, which is told per head (人均42学时, 每人每年不少于60课时)."""
_WORK_TITLE = re.compile(r"《([^《》]{2,40})》")
_LAW_TITLE = re.compile(r"《([^《》]{2,40}(?:法典|宪法|条例|办法|规定|法))[^《》]{0,6}》")
_SHARE = re.compile(r"其中[^，。；]{0,6}普法[^，。；]{0,4}$")
_LAW_PART = re.compile(r"(?:普法|法治|法律|法规|讲法|释法|[与和跟]法)[^，。；、\d]{0,8}"
                       r"(?:的|类|有关|相关|沾边|占|内容|主题)[^，。；、\d]{0,4}\Z"
                       r"|其中[^，。；\d]{0,10}法[^，。；、\d]{0,6}\Z")
_LAW_SHARE = re.compile(r"其中[^，。；]{0,6}(?:法治|法律|学法)[^，。；]{0,6}$")
"""Before the number that is law's part of a whole (培训共24课时，其中法治教育4课时)."""


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers and dates of one sentence, as the grammar read them."""

    dates: tuple[DateMatch, ...]
    quantities: tuple[QuantityMatch, ...]


def quantity_for(kind: Kind, found: Found, text: str, start: int, end: int, anchor: int) -> Quantity | None:
    """The number in ``text[start:end]`` that counts the kind's events: a stated sum first, else the nearest the anchor.

    What is admitted (登记5条，实际只报3条: 3) stands before every other number.

    Parts after 其中, changes against another time, frequencies, shares, and stocks of readers are passed over. A kind
    whose figure is a rate takes the per cent that stands to its own words.
    """
    if "%" in kind.units:
        return rate_for(kind, found.quantities, text, anchor)
    stock = words("事项", "流量")
    near = [q for q in found.quantities if start <= q.start < end and q.quantity.unit in kind.units
            and not ((q.per_capita or q.per_each and q.shared_by == 1) and q.quantity.unit not in HOURS or q.is_change)
            and not _views(stock, text, q.start, kind, start, end)]
    whole = [q for q in near if not q.is_part] or near
    if not whole:
        return _averaged(kind, found, start, end, anchor)
    whole = _same_clause(whole, text, anchor) if kind.averaged else _actual(whole, text, "元" in kind.units)
    best, alone = _stated_first(kind, near, whole, text)
    best = best or min(_same_entry(whole, text, anchor), key=lambda q: (q.start < anchor - 30, abs(q.start - anchor)))
    if kind.averaged or kind.id.startswith(_ONE_PLACE):
        return best.quantity
    if best.shared_by > 1:
        return replace(best.quantity, value=best.quantity.value * best.shared_by)
    return best.quantity if alone or kind.adverse else _summed(best, whole, text)


def _stated_first(kind: Kind, near: list[QuantityMatch], whole: list[QuantityMatch],
                  text: str) -> tuple[QuantityMatch | None, bool]:
    """The number that beats the nearest one, and whether it stands alone: law's share of a whole, what is admitted or
    found true, a stated sum, what was really paid."""
    share = _LAW_SHARE if kind.averaged else _SHARE
    named = [q for q in near if share.search(text[max(0, q.start - 12):q.start])]
    named = named or ([] if kind.averaged or "元" in kind.units else _law_share(near, text))
    proven = words("事项", "核实的数")
    true = [q for q in whole if len(whole) > 1 and proven.search(text[max(0, q.start - 8):q.start])]
    only = [q for q in whole if q.quantity.bound == "only"]
    sum_word = words("事项", "总数")
    sums = named or only or true or [q for q in whole if sum_word.search(text[max(0, q.start - 5):q.start])]
    if not sums and kind.units == {"元"}:
        sums = [q for q in whole if words("事项", "实付").search(text[max(0, q.start - 8):q.start])]
    return (sums[0], True) if sums else (None, False)


def _law_share(near: list[QuantityMatch], text: str) -> list[QuantityMatch]:
    """The number of those about law, after a larger one of all (推文201篇里讲法的63篇, 学了12讲，法治内容占3讲)."""
    return [q for q in near if _LAW_PART.search(text[max(0, q.start - 20):q.start])
            and any(o.start < q.start and o.quantity.unit == q.quantity.unit and o.quantity.value > q.quantity.value
                    and "法" not in re.split("[，。；：:]", text[:o.start])[-1] for o in near)]


def _actual(found: list[QuantityMatch], text: str, money: bool) -> list[QuantityMatch]:
    """The numbers without those of a rule or plan where another of their unit follows (规定5条，报了3条), without what
    is only compared with (由3期压缩为1期, 与上年的41条相比)."""
    set_words = words("事项", "定数")

    def is_set(q: QuantityMatch) -> bool:
        before = text[max(0, q.start - 12):q.start]
        return q.quantity.bound == "at_least" and bool(re.search("不少于|不低于|至少", before)) or not money and bool(
            set_words.search(before))

    def is_left(q: QuantityMatch, other: QuantityMatch) -> bool:
        risen = re.search("[由从][^，。；、]{0,4}$", text[max(0, q.start - 6):q.start]) is not None and re.fullmatch(
            "[^，。；、\\d]{0,8}[为到至][^，。；、\\d]{0,2}", text[q.end:other.start]) is not None
        return risen or text[q.end:q.end + 3].startswith(("相比", "的相比", "比，"))

    kept = [q for q in found if not any(o.start > q.start and o.quantity.unit == q.quantity.unit and (
        is_set(q) and not is_set(o) or is_left(q, o)) for o in found)]
    return kept or found


_ONE_PLACE = "law_to_"
"""How the kinds begin that ask for one sort of place: other places' numbers are not theirs."""
_LISTED = re.compile(r"(?:[(（][^（）()]{0,30}[)）])?[、，, ]{1,2}(?:送法|宪法|普法)?走?进[一-龥（）()]{1,10}"
                     r"|(?:[(（][^（）()]{0,30}[)）])?、[^，。；：:、\d]{1,16}")
_SORTS = re.compile(r"、[一-龥]{1,6}")
_AGAIN = re.compile(r"[，、,](?:[^，。；、\d]{1,10})")
"""Between like numbers: places that were gone to; sorts of printed things; the same once more."""


def _summed(best: QuantityMatch, near: list[QuantityMatch], text: str) -> Quantity:
    """The sum of like numbers listed side by side around ``best`` (进机关4场、进学校37场; 季报4份、年报1份)."""
    row = sorted((q for q in near if q.quantity.unit == best.quantity.unit and q.shared_by == 1 and not q.each),
                 key=lambda q: q.start)
    if best not in row:
        return best.quantity
    place = row.index(best)
    first, last = place, place
    while last + 1 < len(row) and _goes_on(row[last], row[last + 1], text):
        last += 1
    while first > 0 and _goes_on(row[first - 1], row[first], text):
        first -= 1
    return replace(best.quantity, value=sum((q.quantity.value for q in row[first:last + 1]), start=Decimal(0)))


def _goes_on(one: QuantityMatch, other: QuantityMatch, text: str) -> bool:
    """True where the second number goes on with the list of the first."""
    gap = text[one.end:other.start]
    if words("事项", "另有下文").search(gap):
        return False
    if one.quantity.unit == "种":
        return bool(_SORTS.fullmatch(gap))
    once = one.quantity.value == other.quantity.value == 1 and not one.number_text.isdigit()
    return bool(_LISTED.fullmatch(gap) or once and _AGAIN.fullmatch(gap))


def _views(stock: re.Pattern[str], text: str, at: int, kind: Kind, start: int, end: int) -> bool:
    """True for a number at ``at`` of readers or viewers; where playing is the deed itself (电子屏播放8次), told of the
    kind in ``text[start:end]``, it is none."""
    match = stock.search(text, max(0, at - 12), at)
    if match is None:
        return False
    played = words("事项", "放映").match(match.group())
    own = kind.quick.finditer(text, start, end) if played else ()
    return not any(one.start() <= match.start() < one.end() for one in own)


@lru_cache(maxsize=1)
def _grading() -> dict[str, list[tuple[Level, re.Pattern[str]]]]:
    return {name: [(level, re.compile(rows[level])) for level in LEVELS] for name, rows in table("grading").items()}


def level_for(kind: Kind, clause: str, sentence: str, context: Context) -> Level | None:
    """The level of an award, medium or event: the highest that the clause names, else the sentence."""
    if not kind.graded:
        return None
    grades = _grading()["媒体" if kind.graded == "媒体" else "总词"]
    for scope in (clause, sentence):
        level = _first_level(grades, _without_own_name(scope, context))
        if level:
            return level
    return None


def prize_for(kind: Kind, clause: str, sentence: str) -> Prize | None:
    """The prize of an award: the highest that the clause names, else the sentence; None for other kinds."""
    if kind.graded != "奖项":
        return None
    return next((prize for text in (clause, sentence) for prize in PRIZES if words("奖次", prize).search(text)), None)


def _without_own_name(text: str, context: Context) -> str:
    for name in (context.unit, context.region + context.trade, context.region if context.governs else ""):
        if name:
            text = text.replace(name, "我局")
    if context.region.endswith("自治区"):
        text = text.replace("全区", "全自治区")
    for word in table("words")["事项"]["自称"]:
        text = text.replace(word, "我局")
    acts = words("事项", "自称谓语").pattern
    for trade in context.trades:
        text = re.sub(f"[省市县区]?{re.escape(trade)}(?={acts})", "我局", text)
    return text


def _first_level(grades: list[tuple[Level, re.Pattern[str]]], text: str) -> Level | None:
    """The highest level that has a word in the text."""
    return next((level for level, pattern in grades if pattern.search(text)), None)


def titles_in(kind: Kind, text: str) -> tuple[str, ...]:
    """Titles of cases or works in a text, in order, each once; laws for study kinds."""
    if kind.titles == "案例":
        raw = ([a or b for a, b in _CASE_TITLE.findall(text)] or _listed_cases(text)
               or [t for t in _BARE_CASE.findall(text) if not words("事项", "非案例").search(t)])
    elif kind.titles == "作品":
        raw = [t for t in _WORK_TITLE.findall(text) if not t.endswith("报")]
    elif kind.titles == "法律":
        raw = _LAW_TITLE.findall(text)
    elif kind.titles == "文件":
        raw = [t for t in _WORK_TITLE.findall(text) if words("事项", "工作文件").search(t)]
    else:
        raw = []
    return tuple(dict.fromkeys(t.strip() for t in raw))


def _listed_cases(text: str) -> list[str]:
    """Cases listed without 案 (甲非法采砂、乙擅自取水等案例), or after their number."""
    told = _CASES_TOLD.search(text)
    names = [name.strip() for name in re.split("[、，,]", told.group(2))] if told else []
    if told and len(names) == small_integer(told.group(1)) and all(3 <= len(name) <= 40 for name in names):
        return names
    match = _CASE_LIST.search(text)
    return match.group(1).split("、") if match else []


@lru_cache(maxsize=1024)
def document_number(text: str) -> str | None:
    """The first document number, without spaces, None where there is none."""
    match = _DOCUMENT_NUMBER.search(text)
    return re.sub(r"\s", "", match.group()) if match else None


@lru_cache(maxsize=1)
def _bodies() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns whose first group is a place, a partner, a host."""
    def word(name: str) -> str:
        return words("事项", name).pattern

    place = f"{word('地点介词')}([一-龥A-Za-z0-9“”]{{2,18}}?{word('地点')})"
    partner = f"{word('合作介词')}([一-龥、]{{3,30}}?{word('合作单位')})(?={word('合作之后')})"
    host = f"{word('主办介词')}([一-龥、]{{3,24}}?{word('主办单位')})(?:联合)?{word('主办之后')}"
    return re.compile(place), re.compile(partner), re.compile(host)


@lru_cache(maxsize=1024)
def place_of(text: str) -> str | None:
    """Where it happened, as written."""
    match = _bodies()[0].search(text)
    return match.group(1) if match else None


@lru_cache(maxsize=1024)
def partner_of(text: str) -> str | None:
    """With whom, as written."""
    match = _bodies()[1].search(text)
    return match.group(1) if match else None


@lru_cache(maxsize=1024)
def organiser_of(text: str) -> str | None:
    """The host of an event the unit joined, as written."""
    match = _bodies()[2].search(text)
    return match.group(1) if match else None


def listed_days(found: Found, start: int, end: int) -> tuple[DateRange, ...]:
    """Days or months listed side by side in ``[start, end)``, without asides and vague ones."""
    ranges = [d.range for d in found.dates if start <= d.start < end and d.range and d.precision in ("day", "month")
              and not d.in_title and d.relative is None]
    distinct = list(dict.fromkeys(ranges))
    inner = [r for r in distinct if not any(o != r and o.within(r) for o in distinct)]
    return tuple(inner)


def _same_entry(found: list[QuantityMatch], text: str, anchor: int) -> list[QuantityMatch]:
    """The numbers of the anchor's own entry of a list (进机关4次、进乡村6次), all where it has none of its own."""
    stop = text.find("、", anchor)
    start, end = text.rfind("、", 0, anchor) + 1, len(text) if stop < 0 else stop
    return [q for q in found if start <= q.start < end] or found


def _same_clause(found: list[QuantityMatch], text: str, anchor: int) -> list[QuantityMatch]:
    """The numbers between the anchor and the end of its clause, all where there is none."""
    stop = re.compile("[，；。]").search(text, anchor)
    end = stop.start() if stop else len(text)
    return [q for q in found if anchor <= q.start < end] or found


def _averaged(kind: Kind, found: Found, start: int, end: int, anchor: int) -> Quantity | None:
    """The figure a head, a place or a time (人均学法40学时, 每屏150分钟) nearest the anchor; None for other kinds."""
    near = [q for q in found.quantities
            if start <= q.start < end and q.quantity.unit in kind.units and not q.is_change]
    best = min(near, key=lambda q: (q.start < anchor, abs(q.start - anchor)), default=None) if kind.averaged else None
    return None if best is None else best.quantity
