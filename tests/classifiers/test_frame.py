"""What a document as a whole gives its sentences: title, year, and a default status."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest
from documents import CONTEXT, document, heading, paragraph, row

from classifiers.frame import block_year, frame_of, scene_of


def frame(*blocks, paper="other"):
    """The frame of a hand-built document."""
    return frame_of(document(*blocks), paper, CONTEXT)


@pytest.mark.parametrize(("blocks", "title"), [
    (("# 云泽市水务局2022年普法工作总结", "正文。"), "云泽市水务局2022年普法工作总结"),
    (("云水发〔2022〕7号", "关于印发普法工作计划的通知", "各科室："), "关于印发普法工作计划的通知"),
    (("水务之窗", "第3期", "市水务局开展宣传活动。"), "水务之窗"),
    (("一、组织领导工作报告", "水务局材料"), "一、组织领导工作报告"),
    (("这是一个完整的句子。", "这也是。"), ""),
    (("很长的一行" * 14, "短行"), "短行"),
    (("普法专栏", "2021-03-10　云泽市水务局2021年普法责任清单公示", "2022-05-09　水法问答"), "普法专栏"),
    (("法治水务", "2021年普法工作总结公开　2021-12-20", "河长说法　2022-05-09"), "法治水务"),
    ((), ""),
])
def test_title_of_a_document(blocks, title):
    assert frame(*blocks).title == title


def test_a_row_of_one_cell_may_be_the_title_but_no_row_of_several():
    assert frame(row("2022年普法工作台账"), row("序号", "内容", header=True)).title == "2022年普法工作台账"
    assert frame(row("序号", "工作总结", header=True)).title == ""


@pytest.mark.parametrize(("blocks", "year"), [
    (("2021年普法工作总结", "正文。"), 2021),
    (("二〇二一年普法工作总结", "正文。"), 2021),
    (("关于2021年度履职评议意见整改情况的报告", "正文。", "2022年11月20日"), 2022),
    (("2021年度考核反馈问题整改落实情况", "正文。"), 2022),
    (("普法工作总结", "云泽市水务局", "2021年12月20日"), 2021),
    (("普法工作总结", "正文。", "正文。", "正文。", "正文。", "正文。", "正文。", "正文。", "云泽市水务局 2021年12月20日"), 2021),
    (("普法工作总结", "2021年12月20日，我局组织旁听庭审1次。"), 2022),
    (("普法工作总结", "正文。"), 2022),
])
def test_year_that_bare_months_belong_to(blocks, year):
    assert frame(*blocks).year == year


@pytest.mark.parametrize(("paper", "title", "default"), [
    ("plan", "2022年普法工作计划", "planned"), ("duty_list", "2022年普法责任清单", "planned"),
    ("plan", "2021年普法工作计划", "other_period"), ("summary", "2021年普法工作总结", "other_period"),
    ("summary", "2022年普法工作总结", None), ("summary", "2023年普法工作总结", None), ("summary", "2025年普法工作总结", "other_period"),
    ("certificate", "2021年荣誉证书", None), ("notice", "关于开展宪法宣传周活动的通知", "planned"),
    ("notice", "关于调整普法工作领导小组的通知", None), ("notice", "关于表彰先进单位的通知", None), ("briefing", "2022年第3期简报", None),
])
def test_default_status_of_a_paper(paper, title, default):
    got = frame(title, "正文。", paper=paper)
    assert got.default == default
    assert bool(got.reason) == (default is not None)


@pytest.mark.parametrize(("section", "default"), [
    ("六、下一步工作打算", "planned"), ("努力方向", "planned"), ("2023年工作思路", "planned"), ("五、存在问题", "negated"), ("困难和问题", "negated"),
    ("一、指导思想", None), ("三、社会普法", None), ("解决群众问题", None),
])
def test_default_status_of_a_section(section, default):
    here = frame("普法工作总结", "正文。", paper="summary")
    scene = scene_of(here, paragraph("组织旁听庭审。", section), CONTEXT)
    assert scene.default == default
    assert section[:4] in scene.reason if default else scene.reason == ""


def test_the_innermost_section_decides_and_rows_of_ledgers_have_none():
    here = frame("普法工作总结", "正文。", paper="summary")
    inner = paragraph("组织旁听庭审。", "六、下一步工作打算", "（一）存在问题")
    assert scene_of(here, inner, CONTEXT).default == "negated"
    assert scene_of(here, row("旁听庭审", path=("六、下一步工作打算",)), CONTEXT).default is None


def test_aims_are_plans_only_in_plans_and_notices():
    aim = paragraph("旁听庭审1次。", "二、工作目标")
    assert scene_of(frame("普法工作总结", paper="summary"), aim, CONTEXT).default is None
    assert "工作目标" in scene_of(frame("普法工作计划", paper="plan"), aim, CONTEXT).reason


def test_a_heading_with_a_year_gives_it_to_what_stands_below():
    here = frame("普法工作情况", "正文。")
    assert block_year(here, paragraph("5月旁听庭审。", "2020年工作", "一季度")) == 2020
    assert block_year(here, paragraph("5月旁听庭审。", "一季度")) == 2022


def test_where_the_title_stands():
    assert frame("云水发〔2022〕7号", "关于印发普法工作计划的通知").title_block == 1
    assert frame("这是一个完整的句子。").title_block is None
    assert heading("标题").level == 1
