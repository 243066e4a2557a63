"""Dates and the days they stand for."""

from __future__ import annotations

from datetime import date

import pytest

from classifiers.grammar import DateMatch, carry_year, find_dates
from model.evidence import DateRange

YEAR = DateRange(start=date(2020, 1, 1), end=date(2020, 12, 31))


def read(text: str, year: int | None = 2020, period: DateRange | None = YEAR) -> tuple[DateMatch, ...]:
    """All dates of a text of 2020."""
    return find_dates(text, year=year, period=period)


def days(match: DateMatch) -> str | None:
    """A range in short."""
    return None if match.range is None else f"{match.range.start}..{match.range.end}".replace("-", "")


FORMS = [
    ("2020年6月10日", "20200610..20200610", "day"), ("2020-06-10", "20200610..20200610", "day"),
    ("2020.6.10", "20200610..20200610", "day"), ("2020/6/10", "20200610..20200610", "day"),
    ("二〇二〇年六月十日", "20200610..20200610", "day"), ("二○二○年十二月三十一日", "20201231..20201231", "day"),
    ("２０２０年６月", "20200601..20200630", "month"), ("20年6月", "20200601..20200630", "month"),
    ("2020 年 6 月 10 日", "20200610..20200610", "day"), ("6月10日", "20200610..20200610", "day"),
    ("6月10号", "20200610..20200610", "day"), ("5月份", "20200501..20200531", "month"),
    ("3—5月", "20200301..20200531", "period"), ("3月至5月", "20200301..20200531", "period"),
    ("6月1日至5日", "20200601..20200605", "day"), ("6月10日—12日", "20200610..20200612", "day"),
    ("6月10-12日", "20200610..20200612", "day"), ("6月28日至7月2日", "20200628..20200702", "day"),
    ("3月底至4月初", "20200301..20200430", "period"), ("12月28日至1月3日", "20201228..20210103", "day"),
    ("2020年1-8月份", "20200101..20200831", "period"), ("上半年", "20200101..20200630", "half"),
    ("下半年", "20200701..20201231", "half"), ("第一季度", "20200101..20200331", "quarter"),
    ("四季度", "20201001..20201231", "quarter"), ("前三季度", "20200101..20200930", "period"),
    ("2019年下半年", "20190701..20191231", "half"), ("在一、二季度", "20200101..20200630", "quarter"),
    ("二0二0年五月", "20200501..20200531", "month"), ("全年", "20200101..20201231", "period"),
    ("今年", "20200101..20201231", "year"), ("本年度", "20200101..20201231", "year"),
    ("年内", "20200101..20201231", "period"), ("一年来", "20200101..20201231", "period"),
    ("今年以来", "20200101..20201231", "period"), ("年初以来", "20200101..20201231", "period"),
    ("今年5月", "20200501..20200531", "month"), ("去年11月", "20191101..20191130", "month"),
    ("去年", "20190101..20191231", "year"), ("上年度", "20190101..20191231", "year"),
    ("前年", "20180101..20181231", "year"), ("明年一季度", "20210101..20210331", "quarter"),
    ("2019年", "20190101..20191231", "year"), ("2016-2020年", "20160101..20201231", "period"),
    ("近三年", "20180101..20201231", "period"), ("2019年以来", "20190101..20201231", "period"),
    ("七五以来", "20160101..20201231", "period"), ("自2014年以来", "20140101..20201231", "period"),
    ("5月以来", "20200501..20201231", "period"), ("截至8月底", "20200101..20200831", "period"),
    ("截至2019年11月", "20190101..20191130", "period"), ("截止6月30日", "20200101..20200630", "period"),
    ("6月中旬", "20200611..20200620", "month"), ("12月4日前后", "20201204..20201204", "day"),
    ("近日", None, "none"), ("日前", None, "none"), ("连日来", None, "none"), ("近年来", None, "none"),
    ("年底", None, "none"), ("6月10日（星期三）", "20200610..20200610", "day"),
    ("十四五时期", "20210101..20251231", "period"), ("2020.4.10-12", "20200410..20200412", "day"),
]


@pytest.mark.parametrize(("text", "span", "precision"), FORMS, ids=[row[0] for row in FORMS])
def test_forms(text: str, span: str | None, precision: str) -> None:
    """Every written form is one date."""
    found = read(text + "，")
    assert [(days(match), match.precision) for match in found] == [(span, precision)]


NAMED = [
    ("国家宪法日", "国家宪法日", "20201204..20201204"), ("“12·4”国家宪法日", "国家宪法日", "20201204..20201204"),
    ("第七个国家宪法日", "国家宪法日", "20201204..20201204"), ("第8个国家宪法日", "国家宪法日", "20211204..20211204"),
    ("宪法宣传周", "宪法宣传周", "20201201..20201207"), ("第4个宪法宣传周", "宪法宣传周", "20211129..20211205"),
    ("2019年宪法宣传周", "宪法宣传周", "20191201..20191207"), ("民法典宣传月", "民法典宣传月", "20200501..20200531"),
    ("第三个民法典宣传月", "民法典宣传月", "20230501..20230531"), ("4·15", "国家安全教育日", "20200415..20200415"),
    ("第9个全民国家安全教育日", "国家安全教育日", "20240415..20240415"),
    ("3.15期间", "消费者权益日", "20200315..20200315"),
    ("3.15活动", "消费者权益日", "20200315..20200315"),
    ("第二十七届“世界水日”", "世界水日", "20190322..20190322"), ("第35届中国水周", "中国水周", "20220322..20220328"),
    ("第18个《职业病防治法》宣传周", "职业病防治法宣传周", "20200425..20200501"),
    ("第32个税收宣传月", "税收宣传月", "20230401..20230430"), ("第11个路政宣传月", "路政宣传月", "20250501..20250531"),
    ("第20个“安全生产月”", "安全生产月", "20210601..20210630"), ("国际禁毒日", "国际禁毒日", "20200626..20200626"),
    ("六五环境日", "世界环境日", "20200605..20200605"), ("全国土地日", "全国土地日", "20200625..20200625"),
    ("知识产权宣传周", "知识产权宣传周", "20200420..20200426"),
    ("网络安全宣传周", "网络安全宣传周", "20200901..20200930"),
    ("119消防宣传日", "消防日", "20201109..20201109"), ("宪法晨读", "国家宪法日", "20201204..20201204"),
    ("首个全国生态日", "国家生态日", "20230815..20230815"), ("去年国家宪法日", "国家宪法日", "20191204..20191204"),
]


@pytest.mark.parametrize(("text", "name", "span"), NAMED, ids=[row[0] for row in NAMED])
def test_named_days(text: str, name: str, span: str) -> None:
    """Named days and weeks have their dates; an ordinal or a year fixes the year."""
    found = read(text + "，")
    assert [(match.named_day, days(match)) for match in found] == [(name, span)]
    assert found[0].year_given == (text.startswith(("第", "首", "2019")))


@pytest.mark.parametrize("text", ["2月30日", "6月31日", "13月5日", "2021年2月29日", "2020-13-40", "6月10日至5日"])
def test_impossible(text: str) -> None:
    """Days that no calendar has give no range and say so."""
    assert [(match.range, match.impossible) for match in read(text)] == [(None, True)]


def test_leap_day() -> None:
    """29 February depends on the year of the paper."""
    assert days(read("2月29日")[0]) == "20200229..20200229"
    assert find_dates("2月29日", year=2021, period=None)[0].impossible


@pytest.mark.parametrize(("text", "spans"), [
    ("4月14日开展；计划在15—18日", ["20200414..20200414", "20200415..20200418"]),
    ("3月、5月各一次", ["20200301..20200331", "20200501..20200531"]),
    ("4、7月各一次", ["20200401..20200430", "20200701..20200731"]),
    ("3月5、6日", ["20200305..20200305", "20200306..20200306"]),
    ("2019年3月召开，5月再开。6月", ["20190301..20190331", "20190501..20190531", "20200601..20200630"]),
    ("2018年的清单已于当年3月公示", ["20180101..20181231", "20180301..20180331"]),
    ("去年12月宪法宣传周", ["20191201..20191231", "20191201..20191207"]),
    ("12月4日是第六个国家宪法日", ["20201204..20201204", "20191204..20191204"]),
    ("12月3日晚举办，次日诵读", ["20201203..20201203", "20201204..20201204"]),
    ("7、8月15日首个展览", ["20200815..20200815"]),
    ("序号2 | 2.28 | 印发", ["20200228..20200228"]),
    ("5｜4-22世界地球日｜", ["20200422..20200422", "20200422..20200422"]),
    ("1\t20/6/8\t讲座\t6/8/20", ["20200608..20200608", "20200608..20200608"]),
    ("1\t20200608\tJun-20\t8-Jun-20", ["20200608..20200608", "20200601..20200630", "20200608..20200608"]),
])
def test_year_and_month_are_carried(text: str, spans: list[str]) -> None:
    """What a date leaves out comes from those before it."""
    assert [days(match) for match in read(text)] == spans


@pytest.mark.parametrize("text", [
    "三个月", "5年", "工作30日", "12.4万元", "5日内", "8:00", "周三", "同比", "96.5", "3.5", "得分|3.5|",
    "2035年远景目标", "1\t10/8/12\t讲座", "1\t20201308\t讲座", "编号20200608", "8-Jun讲座",
])
def test_no_date(text: str) -> None:
    """Durations, sums and week-days are no dates."""
    assert read(text) == ()


def test_hints() -> None:
    """The narrower or wider span that is meant stands beside the range."""
    assert read("6月中旬")[0].hint == DateRange(start=date(2020, 6, 11), end=date(2020, 6, 20))
    assert read("2月下旬")[0].hint == DateRange(start=date(2020, 2, 21), end=date(2020, 2, 29))
    assert read("12月4日前后")[0].hint == DateRange(start=date(2020, 12, 1), end=date(2020, 12, 7))


def test_title() -> None:
    """A date inside 《》 is flagged."""
    found = read("印发《2021年普法计划》，6月10日")
    assert [(match.text, match.in_title) for match in found] == [("2021年", True), ("6月10日", False)]


def test_review_period_over_two_years() -> None:
    """全年 is the period; a month lies in the period's year that has it."""
    period = DateRange(start=date(2019, 7, 1), end=date(2020, 6, 30))
    found = find_dates("全年；10月；3月", year=2020, period=period)
    assert [days(match) for match in found] == ["20190701..20200630", "20191001..20191031", "20200301..20200331"]


def test_no_year_known() -> None:
    """Without any year a month gives no range, a full date does."""
    found = find_dates("6月10日，2020年6月10日", year=None, period=None)
    assert [days(match) for match in found] == [None, "20200610..20200610"]


def test_conflicting_ordinal() -> None:
    """The year an ordinal fixes is kept beside a year that is written."""
    match = read("2021年第七个国家宪法日")[0]
    assert (days(match), match.ordinal_year) == ("20211204..20211204", 2020)


@pytest.mark.parametrize(("heading", "year"), [
    ("2020年普法工作总结", 2020), ("二〇一九年度工作", 2019), ("２０２１年度总结", 2021),
    ("普法工作总结（2020）", 2020),
    ("2016—2020年规划", None), ("云水发〔2020〕7号", None), ("组织领导", None), ("2019年度至今", 2019),
])
def test_carry_year(heading: str, year: int | None) -> None:
    """A heading's year, not that of a document number."""
    assert carry_year(heading) == year


@pytest.mark.parametrize("text", ["2017年7.8万元", "2020年3.5%", "2019年6.2亿元"])
def test_a_decimal_after_a_year_is_no_day(text: str) -> None:
    """2017年7.8万元 is a sum of 2017, not one of 8 July."""
    assert [days(match) for match in read(text)] == [f"{text[:4]}0101..{text[:4]}1231"]
