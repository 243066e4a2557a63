"""What a mention says of its happening: date, quantity, level, titles, place, partner, organiser, document number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from classifiers.context import Context
from classifiers.grammar import DateMatch, QuantityMatch
from classifiers.kinds import Kind
from model.evidence import LEVELS, DateRange, Level, Quantity

_DOCUMENT_NUMBER = re.compile(r"[一-龥]{2,10}(?:发|字|办|函|法|通|政|委|普|宣|规|党|局)?[〔\[【（(]\s?(?:19|20)\d{2}\s?[〕\]】）)]\s?第?\s?\d{1,4}\s?号")
_CASE_TITLE = re.compile(r"[“《]([^“”《》]{4,50}案)[”》]|(?:案例[一二三四五六七八九十\d]+[：:、.\s]*)([^，。；：]{4,50}案)")
_BARE_CASE = re.compile(r"(?:^|[，、：:；\t])(?:案例[：:])?([一-龥]{5,30}案)(?=在|于|（|\(|\t|、|$)")
_NO_CASE = re.compile(r"了|查处|办理|一案$|[该本此立破档方草议提答个专备]案$|旁听|审理")
_CASE_LIST = re.compile(r"(?:^|[，：:])((?:[^，。；、：]{4,26}、)+[^，。；、：]{4,26}?)等\d{0,2}[个件起]?[一-龥]{0,4}案例")
_WORK_TITLE = re.compile(r"《([^《》]{2,40})》")
_LAW_TITLE = re.compile(r"《([^《》]{2,40}(?:法典|宪法|条例|办法|规定|法))[^《》]{0,6}》")
_PLACE = re.compile(r"(?:在|到|赴|走进|来到|于)([一-龥A-Za-z0-9“”]{2,18}?(?:广场|公园|社区|小区|学校|小学|中学|大学|法院|法庭|审判庭|会议室|村|镇|市场|中心|大厅|工地|企业|公司|街|路口|车站|码头|"
                    r"礼堂|乡|集市|商场|超市|医院|码头|水库|河边|江边|沿岸|服务区|银行))")
_PARTNER = re.compile(r"(?:联合|会同|携手|协同|邀请|与|和)([一-龥、]{3,30}?(?:局|委|院|厅|办|会|中心|大队|支队|所|社区|街道|学校|公司|党校|银行|镇|联|部))(?=在|共同|联合|开展|举办|到|走进|组织|召开|等|，|赴|于)")
_ORGANISER = re.compile(r"(?:由|参加了?|参与)([一-龥、]{3,24}?(?:局|委|院|厅|办|会|中心|部|省厅|总局))(?:联合)?(?:组织|主办|举办|牵头|承办|开展)")


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers and dates of one sentence, as the grammar read them."""

    dates: tuple[DateMatch, ...]
    quantities: tuple[QuantityMatch, ...]


_STOCK = re.compile(r"(?:阅读|播放|点赞|浏览|点击|粉丝|关注|收到|征集|注册|受众|观看)[^，。；]{0,8}$")
_ACTUAL = re.compile(r"(?:实际|支付|支出|拨付|到位|使用)[^，。；]{0,6}$")
_TOTAL = re.compile(r"(?:共|合计|总计|累计|一共)[^，。；\d]{0,2}$")


def quantity_for(kind: Kind, found: Found, text: str, start: int, end: int, anchor: int) -> Quantity | None:
    """The number in ``text[start:end]`` that counts the kind's events: a stated sum first, else the nearest to the anchor.

    Parts after 其中, changes against another time, frequencies, shares, and stocks of readers are passed over.
    """
    near = [q for q in found.quantities if start <= q.start < end and q.quantity.unit in kind.units
            and not (q.per_capita or q.per_each or q.is_change) and not _STOCK.search(text[max(0, q.start - 12):q.start])]
    whole = [q for q in near if not q.is_part] or near
    if not whole:
        return None
    named = [q for q in near if re.search(r"其中[^，。；]{0,6}普法[^，。；]{0,4}$", text[max(0, q.start - 12):q.start])]
    sums = named or [q for q in whole if _TOTAL.search(text[max(0, q.start - 5):q.start])]
    if not sums and kind.units == {"元"}:
        sums = [q for q in whole if _ACTUAL.search(text[max(0, q.start - 8):q.start])]
    best = sums[0] if sums else min(whole, key=lambda q: (q.start < anchor - 30, abs(q.start - anchor)))
    return best.quantity


@lru_cache(maxsize=1)
def _grading() -> dict[str, list[tuple[Level, re.Pattern[str]]]]:
    raw = yaml.safe_load(Path(__file__).with_name("grading.yaml").read_text("utf-8"))
    return {name: [(level, re.compile(table[level])) for level in LEVELS] for name, table in raw.items()}


def level_for(kind: Kind, clause: str, sentence: str, context: Context) -> Level | None:
    """The level of an award, medium or event: the word nearest before the anchor, the clause before the sentence."""
    if not kind.graded:
        return None
    table = _grading()["媒体" if kind.graded == "媒体" else "总词"]
    for scope in (clause, sentence):
        level = _first_level(table, _without_own_name(scope, context))
        if level:
            return level
    return None


def _without_own_name(text: str, context: Context) -> str:
    for word in (context.unit, context.region + context.trade, "我市", "我县", "我区", "我省", "市局", "县局", "区局", "分局"):
        if word:
            text = text.replace(word, "我局")
    for trade in context.trades:
        text = re.sub(f"[省市县区]?{re.escape(trade)}(?=选送|自拍|拍摄|创作|获|在|组织|被|荣|开展)", "我局", text)
    return text


def _first_level(table: list[tuple[Level, re.Pattern[str]]], text: str) -> Level | None:
    places = [(m.start(), rank, level) for rank, (level, p) in enumerate(table) for m in p.finditer(text)]
    if not places:
        return None
    return min(places, key=lambda row: row[1])[2]


def titles_in(kind: Kind, text: str) -> tuple[str, ...]:
    """Titles of cases or works in a text, in order, each once; laws for study kinds."""
    if kind.id in ("case_published", "case_reported"):
        raw = ([a or b for a, b in _CASE_TITLE.findall(text)] or _listed_cases(text)
               or [t for t in _BARE_CASE.findall(text) if not _NO_CASE.search(t)])
    elif kind.id in ("law_work_created", "work_award", "law_reader"):
        raw = [t for t in _WORK_TITLE.findall(text) if not t.endswith(("报", "晚报", "日报"))]
    elif kind.id in ("group_study", "legal_training"):
        raw = _LAW_TITLE.findall(text)
    elif kind.id in ("annual_plan", "annual_summary", "duty_list", "case_system"):
        raw = [t for t in _WORK_TITLE.findall(text) if re.search("计划|要点|方案|清单|总结|制度", t)]
    else:
        raw = []
    return tuple(dict.fromkeys(t.strip() for t in raw))


def _listed_cases(text: str) -> list[str]:
    """Cases listed without 案 (甲非法采砂、乙擅自取水等案例)."""
    match = _CASE_LIST.search(text)
    return match.group(1).split("、") if match else []


def document_number(text: str) -> str | None:
    """The first document number, without spaces, None where there is none."""
    match = _DOCUMENT_NUMBER.search(text)
    return re.sub(r"\s", "", match.group()) if match else None


def place_of(text: str) -> str | None:
    """Where it happened, as written."""
    match = _PLACE.search(text)
    return match.group(1) if match else None


def partner_of(text: str) -> str | None:
    """With whom, as written."""
    match = _PARTNER.search(text)
    return match.group(1) if match else None


def organiser_of(text: str) -> str | None:
    """The host of an event the unit joined, as written."""
    match = _ORGANISER.search(text)
    return match.group(1) if match else None


def listed_days(found: Found, start: int, end: int) -> tuple[DateRange, ...]:
    """Days or months listed side by side in ``[start, end)``, without asides and vague ones."""
    ranges = [d.range for d in found.dates if start <= d.start < end and d.range and d.precision in ("day", "month")
              and not d.in_title and d.relative is None]
    distinct = list(dict.fromkeys(ranges))
    inner = [r for r in distinct if not any(o != r and o.within(r) for o in distinct)]
    return tuple(inner)
