"""What clerks write into cells, minutes, attachments and press cuttings: whose deed, when, and what it is worth."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from dataclasses import replace

import pytest
from documents import CONTEXT, document, found, heading, paragraph, row, told

from classifiers.columns import owner_of
from classifiers.columns import told as telling
from classifiers.contradicted import denied_elsewhere
from classifiers.papers import recognise
from classifiers.whole import attached_kind

STUDY = ("日期", "类别", "内容", "人数", "备注")
HOURS = ("类别", "人数", "要求", "人均学时", "备注")


def sheet(head, *rows, title, kind=None, paper="ledger"):
    """Status and kind of the rows of a sheet under a title."""
    blocks = [paragraph(title), row(*head, header=True), *(row(*r) for r in rows)]
    return [m for m in found(*blocks, paper=paper, kind=kind) if m.series]


@pytest.mark.parametrize(("note", "status"), [
    ("计划3月，延后", "done"), ("原定于7月，提前举行", "done"), ("改在2023年1月", "planned"), ("推到2023年2月", "planned"),
    ("扩大到站所", "done")])
def test_a_note_of_the_month_first_planned_does_not_undo_the_day_of_the_deed(note, status):
    rows = sheet(STUDY, ("2022.5.12", "中心组", "《水法》", "11", note), title="2022年学法登记", kind="group_study")
    assert {m.status for m in rows} == {status}


@pytest.mark.parametrize(("note", "status"), [("省厅主办", "other_unit"), ("市司法局主办，我局派2人参加", "other_unit"),
                                              ("本局主办", "done"), ("分会场", "other_unit")])
def test_a_cell_names_the_host(note, status):
    rows = sheet(STUDY, ("2022.5.12", "报告会", "水法专题报告会", "30", note), title="2022年讲座登记", kind="study_report_meeting")
    assert {m.status for m in rows} == {status}


@pytest.mark.parametrize(("cell", "other"), [("市教育局、城东区司法局等10家", True), ("市水务局、市教育局", False),
                                             ("宪法进学校、进社区", False), ("张某、李某", False)])
def test_a_list_of_bodies_without_the_unit_is_of_others(cell, other):
    assert bool(owner_of(row("组织奖", cell), None, CONTEXT)) == other


def test_a_required_figure_is_no_figure_that_was_reached():
    rows = sheet(HOURS, ("机关公务员", "42", "40学时", "36", "人均36学时，网络18"), title="2022年度干部学法学时统计", kind="training_hours")
    assert {m.slots.quantity.value for m in rows} == {36}
    block = row("执法人员", "31", "60课时", "62", "人均62课时")
    assert telling(block, row(*HOURS, header=True)) == "执法人员\t31\t    \t62\t人均62课时"


def test_hours_of_enforcement_staff_are_not_those_of_civil_servants():
    rows = sheet(HOURS, ("大队执法人员", "27", "60课时", "60", "人均60课时"), title="2022年度干部学法学时统计")
    assert "training_hours" not in {m.kind for m in rows}


def test_the_owner_s_name_is_no_level_of_a_prize():
    rows = sheet(("类别", "奖次", "作品", "选送单位"), ("漫画", "三等奖", "《水滴》", "云泽市水务局"),
                 title="关于2022年全省法治漫画评选结果的通报", kind="work_award", paper="certificate")
    assert [(m.status, m.slots.level, m.slots.prize) for m in rows] == [("done", "省", "三等奖")]


@pytest.mark.parametrize("cell", ["在建", "施工中", "待验收"])
def test_a_site_under_construction_is_none_yet(cell):
    rows = sheet(("项目", "数量", "说明"), ("建成水法治文化长廊", "1处", cell), title="阵地", kind="culture_project")
    assert {m.status for m in rows} == {"planned"}


def test_a_title_with_several_subjects_leaves_a_row_that_names_its_own():
    head = ("序号", "时间", "活动", "地点")
    rows = sheet(head, ("1", "5月9日", "用水知识和水费政策", "柳湾村"), ("2", "12月4日", "国家宪法日广场宣传", "人民广场"),
                 title="送法“七进”和节点活动登记")
    assert ("law_delivered", "用水知识和水费政策") in {(m.kind, m.quote) for m in rows}
    assert "law_delivered" not in {m.kind for m in rows if m.quote == "国家宪法日广场宣传"}


def test_minutes_only_arrange_what_lies_after_their_day():
    head = "9月10日 局长办公会"
    mentions = found(heading("会议记录摘抄"), heading(head, "会议记录摘抄"),
                     paragraph("12月4日到人民广场设点宣传宪法，展板提前到位。", "会议记录摘抄", head), paper="record")
    assert mentions and {m.status for m in mentions} == {"planned"}


def test_a_dated_heading_of_minutes_tells_its_meeting():
    mentions = found(heading("会议记录摘抄"), heading("3月15日 局党组会　议题：专题研究普法工作", "会议记录摘抄"),
                     paragraph("到会7人。"), paper="record", kind="party_meeting")
    assert [(m.status, m.slots.date.start.month) for m in mentions] == [("done", 3)]


@pytest.mark.parametrize(("title", "kind"), [
    ("2022年干部学法计划表", "study_plan"), ("机关公务员学法制度（修订）", "study_system"), ("2022年普法责任清单", "duty_list"),
    ("重大行政决策合法性审查办法", "decision_mechanism"), ("文艺汇演活动方案", None), ("食堂采购清单", None)])
def test_what_is_attached_in_full_is_evidence_by_itself(title, kind):
    assert attached_kind(title) == kind


def test_an_attachment_counts_where_its_text_stands():
    blocks = [heading("2022年普法工作要点"), paragraph("附：2022年干部学法计划表"), row("月份", "学习内容", header=True), row("3月", "水法")]
    whole = [m for m in found(*blocks, paper="plan", kind="study_plan") if m.whole_document]
    assert [m.status for m in whole] == ["done"]
    listed = [heading("2022年普法工作要点"), paragraph("附：2022年干部学法计划表"), paragraph("2022年3月1日")]
    assert [m for m in found(*listed, paper="plan", kind="study_plan") if m.whole_document] == []


def test_a_report_in_the_press_about_the_unit_is_evidence_with_its_level_and_day():
    blocks = [heading("水边的课堂——云泽市水务局普法新路见闻"), paragraph("省法治报　2022-05-09　记者 田禾"), paragraph("云泽市水务局的做法走进八个码头。")]
    whole = [m for m in found(*blocks, paper="media", kind="experience_reported") if m.whole_document]
    assert [(m.status, m.slots.level, m.slots.date.start.isoformat()) for m in whole] == [("done", "省", "2022-05-09")]
    others = [heading("邻市普法新路见闻"), paragraph("省法治报　2022-05-09　记者 田禾"), paragraph("邻市的做法走进八个码头。")]
    assert [m for m in found(*others, paper="media", kind="experience_reported") if m.whole_document] == []


def test_a_web_page_of_a_newspaper_with_its_reporter_is_a_report_in_the_press():
    blocks = [heading("水边的课堂"), paragraph("市晚报　2022-05-09　记者 田禾"), paragraph("五月的码头，船员围着看图板。")]
    assert recognise(document(*blocks, path="04/报道.html")) == "media"


@pytest.mark.parametrize("denial", ["法治大讲堂今年没开成，原定11月的一讲改在2023年1月。", "法治大讲堂全年未举办。"])
def test_a_claim_that_another_paper_denies_is_none(denial):
    claim = found(paragraph("法治大讲堂已办到第三讲。"), paper="self_report", kind="law_forum")
    denied = found(paragraph(denial), paper="summary", kind="law_forum")
    assert [m.status for m in claim] == ["done"]
    assert "done" not in {m.status for m in denied_elsewhere([*claim, *denied]) if m.kind == "law_forum"}
    held = [replace(m, paper="briefing") for m in claim]
    assert [m.status for m in denied_elsewhere([*claim, *denied, *held])].count("done") == 2


@pytest.mark.parametrize(("text", "levels"), [
    ("微电影《水滴》先获市一等奖，又获省三等奖。", [("市", "一等奖"), ("省", "三等奖")]),
    ("漫画《河灯》获省二等奖，后来又获全国三等奖。", [("省", "二等奖"), ("国家", "三等奖")])])
def test_a_further_prize_is_of_the_same_work(text, levels):
    mentions = found(paragraph(text), paper="self_report", kind="work_award")
    assert [(m.slots.level, m.slots.prize) for m in mentions] == levels
    assert len({m.slots.title for m in mentions}) == 1


@pytest.mark.parametrize(("text", "status"), [
    ("曾获2021年度“谁执法谁普法”先进单位。", "other_period"), ("曾被评为2020年度“谁执法谁普法”优秀单位。", "other_period"),
    ("2022年3月被评为2021年度“谁执法谁普法”先进单位。", "done")])
def test_an_honour_once_got_is_of_its_year(text, status):
    assert {s for _, s in told(found(paragraph(text), kind="excellent_unit"))} == {status}


def test_a_list_under_a_lead_is_of_the_lead_s_kind():
    text = "送法：4月在码头给船员讲安全规定；安全生产月到水厂；7月下石桥村讲用水；9月去职校讲第一课。"
    mentions = found(paragraph(text), paper="summary", kind="law_delivered")
    assert [m.slots.date.start.month for m in mentions] == [4, 6, 7, 9]


@pytest.mark.parametrize("text", ["自评基础分99分，附加分13.8分。", "经费支出12.26万元。", "合格率96.5%，比上年高3.8分。"])
def test_a_figure_is_no_day_of_the_year(text):
    assert found(paragraph(text), kind="node_publicity") == []


@pytest.mark.parametrize(("text", "losses"), [
    ("5月职工林某酒后驾车被判拘役，局里6月开了警示会。", 1), ("3月职工林某、8月职工田某先后因危险驾驶罪被判拘役。", 2)])
def test_a_later_meeting_is_no_second_offence(text, losses):
    mentions = found(paragraph(text), paper="summary", kind="staff_offence")
    assert sum(max(1, len(m.slots.dates)) for m in mentions if m.status == "done") == losses


@pytest.mark.parametrize("text", ["行政诉讼\t6\t驳回5件；判决撤销1件（未告知听证权利）", "7月输了1件官司，输在没送达告知书。"])
def test_a_lost_case_beside_won_ones_is_a_loss(text):
    cells = text.split("\t")
    block = row(*cells) if len(cells) > 1 else paragraph(text)
    assert "done" in {m.status for m in found(block, paper="ledger", kind="lawsuit_lost")}
