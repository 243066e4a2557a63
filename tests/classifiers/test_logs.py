"""Logs kept line by line, tables with days in numbers alone, and columns of sorts."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from datetime import date

import pytest
from documents import document, found, row

from classifiers.logs import day_of, is_log, written_out

LOG = ("局办公室流水", "3.5　排水处学条例", "4.8 中心组学习宪法", "6/21　中心组学习民法典", "12.4　宪法宣誓")
OUTLINE = ("1.1 总则", "1.2 目标", "1.3 任务", "2.1 分工", "2.2 保障")


def test_lines_under_their_days_are_a_log_and_an_outline_is_none():
    assert is_log(document(*LOG))
    assert not is_log(document(*OUTLINE))
    assert not is_log(document("3.5　排水处学条例", "一年来做了许多事。"))


@pytest.mark.parametrize(("line", "day"), [
    ("4.8 中心组学习宪法", date(2022, 4, 8)), ("6/21　中心组学习民法典", date(2022, 6, 21)),
    ("5.27—28　水政大队培训", date(2022, 5, 27)), ("5月10 电台", date(2022, 5, 10)), ("4月18日 多云。", date(2022, 4, 18)),
])
def test_a_line_s_day_is_written_out_without_changing_its_length(line, day):
    told = written_out(line)
    assert len(told) == len(line) and day_of(told, 2022).start == day


def test_what_a_log_tells_happened_on_its_line_s_day():
    mentions = found(*LOG, kind="group_study", paper="record")
    assert [m.slots.date.start for m in mentions] == [date(2022, 4, 8), date(2022, 6, 21)]
    assert mentions[0].quote == "4.8 中心组学习宪法"


def test_a_day_of_a_line_holds_for_all_its_sentences():
    lines = ("工作日志", "4.16　多云。上午中心组学习宪法。", "4.20　晴。", "5.12　小雨。")
    assert [m.slots.date.start for m in found(*lines, kind="group_study", paper="record")] == [date(2022, 4, 16)]


def test_a_day_in_numbers_alone_is_read_in_a_column_of_times():
    rows = (row("日期", "内容", header=True), row("4.8", "中心组学习宪法"), row("11.8", "中心组学习民法典"))
    mentions = found(*rows, kind="group_study", paper="ledger")
    assert [m.slots.date.start for m in mentions] == [date(2022, 4, 8), date(2022, 11, 8)]


def test_a_blank_cell_of_sorts_takes_the_sort_above():
    rows = (row("类别", "时间", "内容", header=True), row("进企业", "4月8日", "永固管桩工伤保险条例"),
            row("", "7月3日", "泰盛纺织劳动合同法"), row("业务", "7月9日", "设备检修"))
    mentions = found(*rows, kind="law_to_enterprises", paper="ledger")
    assert [m.quote for m in mentions] == ["永固管桩工伤保险条例", "泰盛纺织劳动合同法"]


def test_a_row_that_only_says_cancelled_is_no_deed():
    rows = (row("序", "日期", "类别", "内容", "备注", header=True), row("1", "3.29", "中心组", "学习宪法", "局长主持"),
            row("2", "9.14", "中心组", "（取消）", "迎检"))
    mentions = found("# 2022年中心组学法登记表", *rows, kind="group_study", paper="ledger")
    assert [m.status for m in mentions] == ["done", "negated"]
