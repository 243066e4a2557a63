"""The written forms of dates as regular expressions; what they mean is decided in ``dates``."""

from __future__ import annotations

import re
from functools import lru_cache

from classifiers.grammar.dotted_dates import dotted
from classifiers.grammar.text import load
from classifiers.swift import swift
from model.expressions import regex

S = r"[ \t]?"
SEP = rf"{S}(?:[-—~]{{1,2}}|至|到){S}"
YEAR4 = (r"(?:(?<![0-9])(?:19|20)[0-9]{2}"
         r"|(?<![〇零一二三四五六七八九])(?:二[〇零0Oo]|一九)[〇零一二三四五六七八九0Oo]{2})")
MONTH = r"(?:[0-9]{1,2}|十[一二]|[一二三四五六七八九十元])"
DAY = r"(?:[0-9]{1,2}|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
PART = r"(?:上旬|中旬|下旬|月?初|月?底|月?末)"
_NUMERIC = r"(?<![0-9.·])"
_FREE = r"(?:(?<![0-9.·一二三四五六七八九十两几第月])|(?<=^[0-9]\.)|(?<=^[0-9]{2}\.))"
LEAD = rf"(?P<lead>截[至止](?:到|至)?|每年的?|自|从)?{S}"
SINCE = r"(?P<tail>以来|起?至今|起(?![来草诉到点步义初])|前后|左右)?"
WEEKDAY = r"(?:\((?:星期|周)[一二三四五六日天]\))?"


def _words(table: dict[str, list[str]]) -> str:
    """All words of a table as alternatives, longest first."""
    return "|".join(sorted((word for words in table.values() for word in words), key=len, reverse=True))


@lru_cache(maxsize=1)
def relative_years() -> dict[str, str]:
    """Word for a year (去年) -> its code (last_year)."""
    return {word: code for code, words in load("relative.toml")["years"].items() for word in words}


@lru_cache(maxsize=1)
def undated_words() -> dict[str, str]:
    """Word that gives no date (近日) -> its code (recent)."""
    return {word: code for code, words in load("relative.toml")["undated"].items() for word in words}


def year_prefix(number: str = "") -> str:
    """An optional year before a month, in digits, in Chinese numerals, in two digits, or as a word."""
    words = _words(load("relative.toml")["years"])
    short = rf"(?<![0-9])[0-9]{{2}}(?={S}年{S}{MONTH}{S}月)"
    return (rf"(?:(?:(?P<year{number}>{YEAR4}|{short}){S}年(?:度)?|(?P<word{number}>{words}))"
            rf"(?:的|那[个次]|这[个次])?{S})?")


def _month_day() -> str:
    """2020年6月10日, 6月10日至12日, 3月底至4月初, 6月10日—7月2日, 去年12月."""
    first_day = rf"(?P<day>{DAY}){S}(?:[日号](?!线)|(?={SEP}{DAY}{S}[日号])|(?=、{DAY}{S}[日号]))"
    second = (rf"(?:{year_prefix('2')}(?P<month2>{MONTH}){S}月份?{S}(?:(?P<day2>{DAY}){S}[日号]|(?P<part2>{PART}))?"
              rf"|(?P<day3>{DAY}){S}[日号])")
    return (rf"{LEAD}{year_prefix()}{_FREE}(?P<month>{MONTH}){S}月(?:份)?{S}(?:{first_day}|(?P<part>{PART}))?{WEEKDAY}"
            rf"(?:(?:上午|下午)?{SEP}{second}{WEEKDAY})?{SINCE}")


def _month_span() -> str:
    """3—5月, 2020年1-8月份, and one number of 4、7月."""
    listed = rf"(?=(?:[、和]{MONTH}){{1,6}}月)"
    return (rf"{LEAD}{year_prefix()}{_FREE}(?P<month>{MONTH})(?:{SEP}(?P<month2>{MONTH}){S}月份?|{listed})"
            rf"(?!{S}[0-9]{{1,2}}[日号]){SINCE}")


def _quarter() -> str:
    """上半年, 第一季度, 前三季度, 2020年下半年, 明年一季度."""
    return (rf"{LEAD}{year_prefix()}(?:(?P<half>[上下]半年)|(?P<first>[前头][二两三]个?季度)"
            rf"|第?(?P<quarter>[一二三四1-4首])(?:(?:季度)?(?:{SEP}|[、和])第?(?P<quarter2>[一二三四1-4]))?季度){SINCE}")


def _year() -> str:
    """2020年, 2020年度, 2016—2020年, 2019、2020年, 今年, 去年, 2019年以来, 2019年底."""
    words = _words(load("relative.toml")["years"])
    many = rf"(?P<from>{YEAR4})(?:{S}年(?:度)?)?(?:{SEP}|、|和)(?P<to>{YEAR4}){S}(?:年(?:度)?|(?=度))"
    after = rf"(?={S}年(?:度|全年|的|[，,、。底初末]|\Z))"
    one = rf"(?P<year>{YEAR4}|(?<![0-9.])(?:0[0-9]|零[一二三四五六七八九]){after}){S}年(?:度)?(?!代|轻|级)"
    return (rf"{LEAD}(?:{many}|{one}|(?P<word>{words}))(?P<end>年?初|年?底|年?末)?(?:的?全年(?:度)?)?"
            rf"(?P<tail>以来|起?至今|起(?![来草诉到点步义初])|期间)?")


def _iso() -> str:
    """2020-06-10, 2020.6.10, 2020/6/10, 2020.06.10-12, 2020.6."""
    return (rf"{_NUMERIC}(?P<year>(?:19|20)[0-9]{{2}})(?P<mark>[-./年])(?P<month>[0-9]{{1,2}})"
            rf"(?:[-./月](?P<day>[0-9]{{1,2}})(?![0-9.]|{S}(?:万|亿|元|%))|(?=[)|｜\s，、；。]|\Z))"
            rf"(?:[-—~至](?:(?P<year2>(?:19|20)[0-9]{{2}})[-./])?(?:(?P<month2>[0-9]{{1,2}})[-./])?(?P<day2>[0-9]{{1,2}})(?![0-9.]))?日?")


def _bare() -> str:
    """2.28 or 2/28 alone in a table cell or in brackets, or before the name of a day (4-22世界地球日)."""
    edge = r"(?:(?<=[|｜(\t])|(?<=[|｜] )|\A)"
    body = r"(?P<month>0?[1-9]|1[0-2])[./-](?P<day>[0-2][0-9]|3[01])"
    named = r"(?=[“]?(?:世界|全国|国家|国际|中国)[\u4e00-\u9fff]{1,9}[日周月])"
    return (rf"{edge}{body}(?={S}[|｜)\t])"
            rf"|{edge}(?P<month4>[0-9]{{1,2}})[./-](?P<day4>[0-9]{{1,2}}){named}")


_ALONE = (r"(?:(?<=[|｜\t])|(?<=[|｜] )|\A)", rf"(?={S}(?:[|｜\t]|\Z))")
ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _packed() -> str:
    """20231008 alone in a table cell."""
    return (rf"{_ALONE[0]}(?P<year>20[0-9]{{2}})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01]){_ALONE[1]}")


def _short() -> str:
    """23/10/8 alone in a table cell, as workbooks show a day; which number is the year is told by the paper's."""
    return (rf"{_ALONE[0]}(?P<first>[0-9]{{1,2}})(?P<mark>[-/])(?P<second>[0-9]{{1,2}})(?P=mark)(?P<third>[0-9]{{1,2}})"
            rf"{_ALONE[1]}")


def _english() -> str:
    """Oct-23 or 8-Oct-23 alone in a table cell, as workbooks show a month or day."""
    return (rf"{_ALONE[0]}(?:(?P<day>[0-9]{{1,2}})-)?(?P<name>(?i:{'|'.join(ENGLISH)}))-"
            rf"(?P<year>(?:20)?[0-9]{{2}}){_ALONE[1]}")


def _day_only() -> str:
    """15日, 15—18日, 15日至18日: of the month named before."""
    not_duration = r"(?<![0-9.月个第·作留示满限达长约超近每告])"
    return (rf"{not_duration}(?P<day>[0-9]{{1,2}})(?:{S}[日号]?{SEP}(?P<day2>[0-9]{{1,2}}))?{S}日"
            r"(?!内|以内|龄|均|常|报|期|程|制)")


def _spans() -> str:
    """一年来, 全年, 近三年, 七五以来, 十四五时期, 党的十八大以来."""
    data = load("names.toml")
    review = "|".join(sorted(load("relative.toml")["review"]["words"], key=len, reverse=True))
    programmes = "|".join(sorted(data["programmes"], key=len, reverse=True))
    congresses = "|".join(data["congresses"])
    return (rf"(?<!占)(?P<review>{review})"
            rf"|(?:[近前]|最近|过去|连续)(?P<years>[0-9]{{1,2}}|[二两三四五六七八九十])年(?:来|以来)?(?!级|制)"
            rf"|(?P<years2>[0-9]{{1,2}}|[二两三四五六七八九十])年(?:以)?来"
            rf"|自?[“\"]?(?P<programme>{programmes})[”\"]?(?:普法|规划|普法规划)?(?P<tail>(?:实施|启动|开展)?以来|期间|时期|五年)"
            rf"|自?(?:党的)?(?P<congress>{congresses})(?:召开)?以来")


def _undated() -> str:
    """近日, 年底, 本月, 近年来."""
    return rf"(?<![今去前明])(?P<none>{_words(load('relative.toml')['undated'])})(?!总结|考核|奖|述职|决算|一次性|度)"


@lru_cache(maxsize=1)
def forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every written form with its name; of two at one place the longer wins, then the earlier of this list."""
    made = {"month_day": _month_day(), "month_span": _month_span(), "quarter": _quarter(), "iso": _iso(),
            "bare": _bare(), "dotted": dotted(), "packed": _packed(), "short": _short(), "english": _english(),
            "spans": _spans(), "year": _year(), "day_only": _day_only(), "undated": _undated()}
    return tuple((name, regex(swift(pattern))) for name, pattern in made.items())
