"""A department's flowing style: talks still going on, hollow clauses, rows of other bodies, rosters, rows put off."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest
from documents import found, row

from classifiers.context import context_for, region_of
from classifiers.kinds import asked_kinds

UNIT, YEAR = "云岭自治区林业厅", 2022
SHEET = row("序号", "时间", "活动", "承办", "备注", header=True)


def heard(kind, *blocks, paper="other", unit=UNIT):
    """Mentions of one kind in a file of the region's department."""
    return found(*blocks, kind=kind, context=context_for(unit, YEAR, None, asked_kinds(frozenset({kind}))), paper=paper)


@pytest.mark.parametrize(("kind", "text", "status"), [
    ("media_column", "与自治区电视台合办“林区说法”专栏，仍在洽谈中。", "planned"),
    ("media_column", "广播电台法治专栏尚在协商，开办时间未定。", "planned"),
    ("media_column", "与自治区电视台合办“林区说法”专栏，已播出24期。", "done"),
    ("popularisation_funding", "普法经费由计财处测算，按程序报批。", "planned"),
    ("popularisation_funding", "普法经费12万元，已按程序报批并拨付。", "done"),
    ("grassroots_law", "法律进军营已与驻军某部达成合作意向。", "planned"),
    ("grassroots_law", "法律进军营活动走进驻军某部，签订共建协议。", "done"),
    ("study_before_decision", "全年集体学法9次，决策前学法制度日益完善。", "boilerplate"),
    ("study_before_decision", "全年集体学法9次，决策前学法机制得到进一步健全。", "boilerplate"),
    ("study_before_decision", "决策前学法制度不断完善，全年重大决策前学法9次。", "done"),
    ("commended", "普法工作受到自治区司法厅通报表扬，自评加1分。", "done"),
    ("commended", "普法工作得到自治区司法厅通报表彰，申报加2分。", "done"),
    ("commended", "普法工作受到省级表彰的加1分。", "boilerplate"),
    ("hot_topic_publicity", "围绕无证采伐这一群众关注的热点，走进林场释法。", "done"),
    ("hot_topic_publicity", "结合无照经营典型案例，现场向商户释法。", "done"),
    ("civil_code_publicity", "民法典宣传因人手紧张，厅机关今年没有组织。", "negated"),
    ("case_adopted", "某木材公司无证采伐案，8月收入司法厅案例库。", "done"),
    ("law_in_service", "政务服务大厅触摸屏增设普法板块。", None),
    ("case_filed", "某林场失火案4月报东川地区司法局。", None),
    ("case_filed", "某林场失火案4月报自治区司法厅、东川地区司法局。", "done"),
])
def test_what_becomes_of_it(kind, text, status):
    assert {m.status for m in heard(kind, text)} == ({status} if status else set())


@pytest.mark.parametrize(("doer", "remark", "status"), [
    ("政策法规处", "", "done"), ("防火办、宣传科", "", "done"), ("南山保护站", "", "done"), ("讲师团", "", "done"), ("机关党委", "", "done"),
    ("桐河县林业局", "", "other_unit"), ("公证处", "", "other_unit"), ("南山镇办事处", "", "other_unit"),
    ("", "桐河县林业局自行开展后报来", "other_unit"), ("", "基层自行组织", "other_unit"),
    ("", "改在2023年3月", "planned"), ("", "调整到2023年春季", "planned"), ("", "改在9月5日", "done"),
])
def test_a_row_says_whose_it_is_and_whether_it_was_put_off(doer, remark, status):
    mentions = heard("grassroots_law", "2022年宣传活动登记", SHEET, row("1", "8月9日", "森林法规进校园", doer, remark), paper="ledger")
    assert [m.status for m in mentions] == [status]


def test_a_row_is_dated_by_the_cell_that_tells_the_deed():
    head = row("编号", "案例", "报送情况", "采用情况", header=True)
    rows = (row("1", "某林场失火案", "2021年11月报司法厅", "2022年2月司法厅采用"), row("2", "某公司滥伐案", "2021年5月报司法厅", "2021年9月司法厅采用"))
    known = {kind: [m.status for m in heard(kind, "以案释法案例名录", head, *rows, paper="case")] for kind in ("case_filed", "case_adopted")}
    assert known == {"case_filed": ["other_period"] * 2, "case_adopted": ["done", "other_period"]}


def test_a_roster_shows_the_team_it_lists():
    people = (row("姓名", "单位", "语种", header=True), row("冯某", "政策法规处", "汉语"), row("马某", "南山保护站", "彝语"))
    assert {m.status for m in heard("volunteer_team", "普法讲师团名单", *people, paper="ledger")} == {"done"}
    assert [m for m in heard("volunteer_team", "普法讲师团培训签到", *people, paper="ledger") if m.series] == []


def test_a_study_sheet_takes_its_kind_from_heading_and_row_together():
    head = row("时间", "内容", "出席", header=True)
    mentions = heard("centre_group_study", "中心组学习记录", head, row("5月11日", "《森林法》", "10人"), row("6月9日", "党的二十大精神", "10人"), paper="record")
    assert [(m.quote, m.status) for m in mentions] == [("《森林法》", "done")]


@pytest.mark.parametrize(("unit", "region"), [("自治区林业厅", "自治区"), ("省水利厅", "省"), ("省级机关事务管理局", ""), ("云岭自治区林业厅", "云岭自治区")])
def test_a_unit_may_be_named_without_its_province(unit, region):
    assert region_of(unit) == region


@pytest.mark.parametrize("place", ["自治区", "省"])
def test_a_unit_named_without_its_province_is_of_that_level(place):
    assert context_for(f"{place}林业厅", YEAR).level == "省"
