"""Days with a point, moved dates, feasts, thirds of a month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.grammar import find_dates, without_moved, year_range

YEAR = 2021


def read(text: str) -> list[str]:
    """The days of every date of a text, without those that were given up."""
    found = without_moved(text, find_dates(text, year=YEAR, period=year_range(YEAR)))
    return [f"{d.range.start:%m%d}-{d.range.end:%m%d}" if d.range else "" for d in found]


@pytest.mark.parametrize(("text", "days"), [
    ("清单 | 有，4.6公布，文号略", ["0406-0406"]), ("巡讲 | 5.2—5.20 | 各村", ["0502-0520"]),
    ("【8.19】座谈", ["0819-0819"]),
    ("[7/29 08:08] 办公室：收到", ["0729-0729"]), ("已报送（9.11、10.2）", ["0911-0911", "1002-1002"]),
    ("定稿11.6 | 印数", ["1106-1106"]),
    ("归档日 12.28", ["1228-1228"]), ("学法｜2.9，5.11，8.17｜各1次", ["0209-0209", "0511-0511", "0817-0817"]),
    ("讲课｜7.9 局长讲宪法", ["0709-0709"]), ("6.16安全咨询日、8.20航空日，设点", ["0616-0616", "0820-0820"]),
    ("合格率9.5、9.8，", []), ("自评2.5 组织学习3次", []), ("1.3｜普法经费｜2.5｜", []), ("版本2.1上线", []),
    ("面积6.8亩", []),
    ("6.1｜云平台｜在册", []), ("〔备注〕6.1 中心组学法", []), ("6.5环境日", ["0605-0605"]),
    ("12.4 广场摆摊", ["1204-1204"]),
    ("得9.5分，扣2.3分", []), ("经费12.4万元", []),
])
def test_days_with_a_point(text: str, days: list[str]) -> None:
    """What stands around two numbers tells a day from an item, a score and a measure."""
    assert read(text) == days


@pytest.mark.parametrize(("text", "days"), [
    ("原定5月的讲座推迟到8月举行", ["0801-0831"]), ("原计划3月6日开班，改至4月1日", ["0401-0401"]),
    ("原定7月的旁听暂缓", []),
    ("规定3月31日前，3月29日报出", ["0329-0329"]), ("由12月提前到11月", ["1101-1130"]),
    ("公布｜5月｜顺延至12月", ["1201-1231"]),
    ("5月开班，8月结业", ["0501-0531", "0801-0831"]), ("规定3月底报", ["0301-0331"]),
])
def test_moved_dates(text: str, days: list[str]) -> None:
    """A date that another takes the place of does not date the deed; a time limit alone stays."""
    assert read(text) == days


@pytest.mark.parametrize(("text", "days"), [
    ("6月下旬", ["0621-0630"]), ("2月下旬", ["0221-0228"]), ("11月下旬至12月上旬", ["1121-1210"]),
    ("6月底", ["0601-0630"]),
    ("端午节", ["0614-0614"]), ("重阳节前一天", ["1013-1013"]), ("清明前后", []), ("中秋后", []),
    ("宪法日前夜", ["1203-1203"]),
    ("首季度", ["0101-0331"]), ("教师节", ["0910-0910"]), ("占全年经费两成", []),
])
def test_parts_of_months_and_feasts(text: str, days: list[str]) -> None:
    """Ten days of a month, and feasts on their own day of each year."""
    assert read(text) == days


def test_years_in_two_digits() -> None:
    """08年 is 2008, 91年5月 1991, 大前年 three years before."""
    spans = [find_dates(text, year=YEAR, period=None)[0].range for text in ("08年，", "91年5月", "大前年")]
    assert [span.start.year for span in spans if span] == [2008, 1991, 2018]


@given(st.dates(min_value=date(2021, 1, 1), max_value=date(2021, 12, 31)))
def test_a_pointed_day_in_brackets_is_that_day(day: date) -> None:
    """【M.D】 of any day of the year, and a span to the end of its month."""
    assert read(f"【{day.month}.{day.day}】开会") == [f"{day:%m%d}-{day:%m%d}"]
    assert read(f"表 | {day.month}.{day.day}—12.31 | 巡讲") == [f"{day:%m%d}-1231"]


@given(st.dates(min_value=date(2021, 1, 1), max_value=date(2021, 11, 30)), st.integers(min_value=1, max_value=28))
def test_a_put_off_day_gives_way(day: date, later: int) -> None:
    """Whatever the first day was, the new one counts."""
    assert read(f"原定{day.month}月{day.day}日的培训，推迟到12月{later}日举办") == [f"12{later:02d}-12{later:02d}"]
