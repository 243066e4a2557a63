"""Registers that mix several things, cases handed in but not published, one work's two prizes, letters on last year."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest
from documents import YEAR, document, found, paragraph, row

from classifiers.context import context_for
from classifiers.events import merge_events
from classifiers.find import find_mentions
from classifiers.papers import recognise
from classifiers.score_table import claims_columns, score_rows
from extractor import read_text

DAY = f"{YEAR}-05-06"


def rows(title, *lines):
    """A register under its title; the first line is its head."""
    return [f"# {title}", *(row(*line, header=at == 0, path=(title,)) for at, line in enumerate(lines))]


@pytest.mark.parametrize(("title", "sort", "text", "counts"), [
    ("学法、培训、旁听登记", "旁听", "林权纠纷案庭审", 0), ("学法、培训、旁听登记", "培训", "《森林法》", 1),
    ("培训与旁听台账", "培训班", "《种子法》", 1), ("学法、培训、旁听登记", "党组中心组", "《民法典》", 0)])
def test_a_row_of_a_mixed_register_is_what_its_own_cells_say(title, sort, text, counts):
    made = rows(title, ("日期", "类别", "内容", "人数"), (DAY, sort, text, "30"))
    assert [m.status for m in found(*made, paper="ledger", kind="legal_training")] == ["done"] * counts


@pytest.mark.parametrize(("last", "kinds"), [
    (("某厂毁林案", DAY, "—", "未发布"), {("case_published", "negated"), ("case_reported", "done")}),
    (("某社非法运输木材案", DAY, f"{YEAR}-06-01", "网站"), {("case_published", "done")}),
    (("盗伐林木案", "—", f"{YEAR}-06-01", "转载"), {("case_published", "other_unit")})])
def test_a_case_is_handed_in_published_or_reprinted(last, kinds):
    made = rows("以案释法案例登记", ("案例", "报送市普法办", "向社会发布", "备注"), last)
    assert {(m.kind, m.status) for m in found(*made, paper="ledger") if m.kind in ("case_published", "case_reported")} == kinds


def test_two_levels_of_one_work_are_one_event_and_two_works_are_two():
    def events(*lines):
        made = rows("作品获奖登记", ("时间", "名称", "结果"), *lines)
        return merge_events(found(*made, paper="ledger", kind="work_award"))

    one = events(("9月", "《林下新规》", "市法治微视频二等奖"), ("11月", "《林下新规》", "全省法治微视频三等奖"))
    assert [(event.slots.level, len(event.mentions)) for event in one] == [("省", 2)]
    two = events(("9月", "《林下新规》", "市法治微视频二等奖"), ("11月", "《守山人》", "全省法治微视频三等奖"))
    assert len(two) == 2


@pytest.mark.parametrize(("text", "levels"), [
    ("拍摄动漫《守山人》并报送市普法办，先后获市一等奖、省二等奖。", ["市", "省"]), ("短片《守山人》先在市里获奖，后又拿下全省三等奖。", ["省"])])
def test_every_prize_of_one_work_has_its_title_and_level(text, levels):
    mentions = [m for m in found(text, paper="summary") if m.kind == "work_award"]
    assert [(m.slots.title, m.slots.level) for m in mentions] == [("守山人", level) for level in levels]


@pytest.mark.parametrize(("text", "kind", "status"), [
    (f"{YEAR - 1}年我局获省林业厅通报表扬。", "superior_commendation", "other_period"),
    (f"{YEAR}年，我局被评为{YEAR - 1}年度全市普法先进单位。", "superior_commendation", "done"),
    ("6月全国低碳宣传周走进社区，发放资料。", "node_publicity", "done"),
    (f"将普法列入{YEAR}年全市林业工作要点。", "work_in_overall_plan", "done"),
    ("8月参加省林业厅森林法知识竞赛。", "law_contest", "done")])
def test_whose_and_when(text, kind, status):
    assert [m.status for m in found(text, paper="summary", kind=kind)] == [status]


@pytest.mark.parametrize("title", [f"关于{YEAR - 1}年度评议意见整改情况的报告", f"{YEAR - 1}年度履职评议反馈问题整改落实情况报告"])
def test_a_report_on_putting_right_is_of_its_own_year_and_no_self_report(title):
    lines = [title, "市普法办：", "一、关于旁听庭审。4月9日，组织21人旁听一起林权行政案件庭审。", f"{YEAR}年11月3日"]
    assert recognise(read_text("\n\n".join(lines), "x.txt")) == "other"
    made = [f"# {lines[0]}", *(paragraph(line, lines[0]) for line in lines[1:])]
    assert [m.status for m in found(*made, kind="court_hearing")] == ["done"]


def test_the_unit_s_remarks_right_of_its_scores():
    table = document("# 自评打分表", row("序号", "评估内容", "分值", "自评", "依据", header=True),
                     row("1", "负责人和联络员", "2", "2", "章某、成某"), row("2", "旁听庭审1次以上", "2", "2", "3次"), path="表.xlsx")
    assert claims_columns(table) == {1: frozenset({4})} and len(score_rows(table)) == 2
    standard = document("# 自评打分表", row("序号", "评估内容", "依据", "分值", "自评", header=True),
                        row("1", "旁听庭审1次以上", "签到表、照片", "2", "2"), path="表.xlsx")
    assert claims_columns(standard) == {1: frozenset()}


def test_a_contest_s_organiser_s_prize_is_no_praise_of_the_work():
    context = context_for("澜浦市林业局", YEAR)
    _, mentions = find_mentions(read_text("参加全省森林法知识竞赛，获优秀组织奖。\n\n被省厅评为普法工作优秀组织单位。", "总结.txt"), context,
                                "summary", opinion="rules")
    assert [m.kind for m in mentions if m.kind in ("contest_honour", "superior_commendation")] == [
        "contest_honour", "superior_commendation"]
