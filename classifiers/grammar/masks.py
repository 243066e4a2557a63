"""Spans whose digits are neither counts nor dates: document numbers, ordinals, names, telephones, headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from classifiers.grammar.numerals import CHINESE
from classifiers.grammar.text import fold, load
from classifiers.swift import swift
from model.expressions import regex

MaskKind = Literal["document_number", "case_number", "issue", "ordinal", "name", "day", "programme", "hotline", "phone",
                   "id_number", "code", "time", "version", "section", "title"]
DATE_BLOCKING: frozenset[str] = frozenset({"document_number", "case_number", "issue", "name", "phone",
                                           "id_number", "code", "time", "version", "section"})
"""Kinds in which no date is read; titles, ordinals (第七个国家宪法日), days (12·4), programmes (七五) may hold one."""

_N = rf"(?:[0-9]{{1,5}}|[{CHINESE}]{{1,8}})"
UNITISH = r"[ \t]?(?:[0-9余多万千百亿%.元米平公吨亩个分场次份人名件条块张篇幅户家处册本起例部]|期(?!间)|小时|学时|课时)"
MEASURED = r"[ \t]?(?:[0-9余多万千百亿%.元米平公吨亩分成]|小时|学时|课时|个百分)"
"""What follows a decimal number that is a measure and no day (12.4万元)."""
_DOC = (r"(?:[〔\[【(﹝［][ \t]?(?:19|20)[0-9]{2}[ \t]?年?[〕\]】)﹞］][ \t]?第?[ \t]?[0-9]{1,5}[ \t]?号"
        r"|(?<=[令告函])[ \t]?(?:19|20)[0-9]{2}年第[0-9]{1,4}号)")
_CASE = (r"[(〔](?:19|20)[0-9]{2}[)〕][ \t]?[\u4e00-\u9fff]{1,2}[0-9]{0,4}"
         r"[\u4e00-\u9fff]{1,4}第?[0-9]{1,6}号")
_ORDINAL_TAIL = (r"(?:场次|批次|季度|场|次|期|讲|批|堂|节|课|个|届|辑|章|条|款|项|号|名|位|轮|部分|部|集|篇|册|卷|"
                 r"版|本|人|支|周年|周|天|年|站|页|类|步|种|家|起|例|件|套|份)?")
_FIRST = r"首(?=[次个批届场期例部家条起轮])[次个批届场期例部家条起轮]"

_SECTION = (r"(?m:^)[ \t]*(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十0-9]{1,3}\)"
            r"|[0-9]{1,2}[、)](?!\s*[0-9]{1,2}月份?[^0-9])|[0-9]{1,2}\.(?:(?![0-9])|(?=[0-9]{1,2}月))"
            r"|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=[ \t]+[\u4e00-\u9fff]))"
            r"|[①-⑳⑴-⒇㈠-㈩]|(?:(?m:^)|(?<=[。；;,，:!\n “、]))[一二三四五六七八九十]{1,2}(?:是|要|则)"
            r"|\([0-9]{1,2}\)|其[一二三四五六七八](?=[,，是、])")

_NO_MONTH = r"(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-[0-9]{2}(?![0-9]))"

_PATTERNS: tuple[tuple[MaskKind, str], ...] = (
    ("code", r"https?://[!-~]{3,200}|[A-Za-z0-9_.]{1,64}@[A-Za-z0-9.]{3,64}"),
    ("case_number", _CASE),
    ("document_number", _DOC),
    ("id_number", r"(?<![0-9A-Za-z])(?:[0-9]{17}[0-9Xx]|9[1-3][0-9A-Z]{16})(?![0-9A-Za-z])"),
    ("phone", r"(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}[-—][0-9]{7,8}|[48]00-?[0-9]{3}-?[0-9]{4})(?![0-9])"
              r"|(?:电话|手机|传真|邮编|QQ|联系方式|账号|卡号)[:]?[ \t]?[0-9][0-9-]{4,20}"),
    ("issue", rf"(?:(?:19|20)[0-9]{{2}}年)第{_N}期(?:\(总第{_N}期\))?|\(?总第{_N}期\)?"),
    ("ordinal", rf"第[ \t]?{_N}(?:[、,—~至到-]第?{_N}(?=[次期场条讲批号届辑个])){{0,6}}[ \t]?{_ORDINAL_TAIL}|{_FIRST}"
                rf"|(?:附件|附表|附录|附图|图表|图|表|序号|编号|案例|清单|No\.?|NO\.?)[ \t:]?{_N}(?!{UNITISH})"),
    ("version", r"[Vv][0-9]{1,3}(?:\.[0-9]{1,3}){0,3}|[0-9]{1,2}\.[0-9]版"),
    ("code", rf"(?<![A-Za-z0-9]){_NO_MONTH}[A-Z][A-Za-z]{{0,9}}-?[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?(?!{UNITISH})"
             r"|[0-9][GK](?![A-Za-z])"),
    ("time", r"(?<![0-9:])(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?![0-9])"
             r"|(?<![0-9.])(?:[01]?[0-9]|2[0-4])[ \t]?(?:时(?!间|段|候)|点(?!建议|意见|要求|体会|希望|启示|思考|[0-9]))"
             r"(?:[0-5]?[0-9]分|半|许|整)?|(?<=[上下]午)[一二三四五六七八九十]{1,2}[点时]半?"),
    ("section", _SECTION),
)
_LEFT_STOP = re.compile(r"根据|按照|依据|印发|下发|转发|关于|制定|出台|文件|发布|文号|批复|通知|报送|附件|方案|意见"
                        r"|见|以|的|了|和|与|及|由|为|在|对")
_CJK_TAIL = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,12}\Z")
_TITLE = re.compile(r"《[^《》\n]{1,120}》")
_HAS_NUMERAL = re.compile(r"[0-9一二三四五六七八九十百千两]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Masked:
    """A span of the text whose digits say neither how many nor when."""

    start: int
    end: int
    kind: MaskKind
    text: str


def _literal_patterns() -> list[tuple[MaskKind, str]]:
    """The names of the data files as patterns, longest first."""
    data, days = load("names.toml"), load("days.toml").values()
    names = sorted(data["literals"], key=len, reverse=True)
    programmes = "|".join(sorted(data["programmes"], key=len, reverse=True))
    marks = sorted({mark.replace("·", r"[ \t]?[·.][ \t]?") for day in days for mark in day.get("marks", ())},
                   reverse=True)
    hot, near = "|".join(data["short_hotlines"]), "|".join(data["hotline_words"])
    return [
        ("name", "|".join(map(re.escape, names))),
        ("day", rf"(?<![0-9.·率度分均])(?:{'|'.join(marks)})(?!{MEASURED}|月)"),
        ("day", r"(?<![0-9.])[01]?[0-9]·[0-3]?[0-9](?![0-9])"),
        ("programme", r"(?<!第)(?:党的)?(?:十[五六七八九]|二十)(?:大(?!力|量|型|典型|案)|届[一二三四五六七八]中全会)"),
        ("programme", rf"(?<![{CHINESE}第])(?:{programmes})(?![{CHINESE}]|[个名场次件份])"),
        ("hotline", rf"(?<![0-9.])12[23][0-9]{{2}}(?!{UNITISH})|(?<![0-9.])(?:{hot})(?=(?:{near}))"
                    rf"|(?<=[“\"])(?:{hot})(?=[”\"])"),
        ("name", "|".join(data["patterns"])),
    ]


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[MaskKind, re.Pattern[str]], ...]:
    """Every mask pattern with its kind, in the order of precedence."""
    order = [*_PATTERNS[:6], *_literal_patterns(), *_PATTERNS[6:]]
    return tuple((kind, regex(swift(pattern))) for kind, pattern in order)


def _with_prefix(text: str, start: int) -> int:
    """Where a document number begins, the issuer's short name (云水发) included."""
    run = _CJK_TAIL.search(text, max(0, start - 12), start)
    if not run:
        return start
    begin = run.start()
    for stop in _LEFT_STOP.finditer(text, begin, start):
        begin = stop.end()
    return begin


def _candidates(text: str) -> Iterator[tuple[int, int, MaskKind]]:
    for kind, pattern in _compiled():
        for found in pattern.finditer(text):
            start = found.start()
            if kind == "document_number":
                start = _with_prefix(text, start)
            elif kind == "section":
                start += len(found[0]) - len(found[0].lstrip(" \t"))
            if found.end() > start:
                yield start, found.end(), kind


def _disjoint(spans: Iterable[tuple[int, int, MaskKind]]) -> list[tuple[int, int, MaskKind]]:
    """The spans that do not overlap an earlier one of higher precedence, in order of place."""
    taken: list[tuple[int, int, MaskKind]] = []
    starts: list[int] = []
    for span in spans:
        at = bisect_right(starts, span[0])
        if at and taken[at - 1][1] > span[0] or at < len(taken) and starts[at] < span[1]:
            continue
        starts.insert(at, span[0])
        taken.insert(at, span)
    return taken


@lru_cache(maxsize=256)
def _scan(text: str) -> tuple[tuple[int, int, MaskKind], ...]:
    """All masks but titles, disjoint, in order."""
    return tuple(_disjoint(_candidates(fold(text))))


def titles(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of titles in 《》, brackets included."""
    return tuple(found.span() for found in _TITLE.finditer(text))


@lru_cache(maxsize=256)
def find_masks(text: str) -> tuple[Masked, ...]:
    """Spans whose digits are neither counts nor dates, in order, none overlapping another.

    A title in 《》 that holds a numeral is one mask (kind ``title``) and swallows what stands in it.
    """
    named: list[tuple[int, int, MaskKind]] = [(start, end, "title") for start, end in titles(text)
                                              if _HAS_NUMERAL.search(text, start, end)]
    spans = _disjoint([*named, *_scan(text)])
    return tuple(Masked(start=start, end=end, kind=kind, text=text[start:end]) for start, end, kind in spans)


class Blocked:
    """Answers quickly whether a span overlaps one of many disjoint spans."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Keep the spans sorted by their start."""
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = [end for _, end in ordered]

    def overlaps(self, start: int, end: int) -> bool:
        """True where the span shares a character with a blocked one."""
        at = bisect_right(self._starts, start)
        return bool(at and self._ends[at - 1] > start or at < len(self._starts) and self._starts[at] < end)


def date_blocks(text: str) -> Blocked:
    """The masks in which no date may be read."""
    return Blocked((start, end) for start, end, kind in _scan(text) if kind in DATE_BLOCKING)
