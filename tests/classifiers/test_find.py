"""Mentions of a whole file: verbatim quotes with their places, stable ids, and files that are evidence themselves."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest
from documents import CONTEXT, document, found, heading, paragraph, printed, row, told
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.find import find_mentions

REPORT = ("云泽市水务局2022年度普法履职自评报告", "# 一、组织领导", "局党组将普法工作纳入年度工作要点，明确副局长为普法工作具体负责人。安排普法专项经费12万元。",
          "# 二、系统内学法", "6月10日，局党组中心组集体学习《民法典》；9月16日，18名执法人员到市中院旁听庭审。　举办法律知识培训2期。",
          "# 三、社会普法", "世界水日，我局在人民广场开展宣传，发放折页2000份；12月4日，组织宪法宣誓。全市水利系统共开展送法进企业120场。",
          row("序号", "时间", "内容", header=True), row("1", "2022年5月18日", "“张某非法取水案”向社会发布"),
          "# 四、下一步打算", "计划明年旁听庭审2次。")


def everything(paper="self_report", path="自评/报告.docx"):
    """The report with its mentions."""
    made = document(*REPORT, path=path)
    return made, find_mentions(made, CONTEXT, paper, opinion="rules")[1]


def test_every_quote_is_verbatim_where_its_span_says():
    made, mentions = everything()
    assert len(mentions) >= 12
    for m in mentions:
        assert m.span.document == "自评/报告.docx"
        assert made.blocks[m.span.block].text[m.span.start:m.span.end] == m.quote != ""


def test_ids_are_unique_and_the_same_in_every_run():
    _, first = everything()
    _, second = everything()
    ids = [m.id for m in first]
    assert len(set(ids)) == len(ids) and ids == [m.id for m in second]
    assert not set(ids) & {m.id for m in everything(path="自评/另一份.docx")[1]}


def test_mentions_come_in_reading_order():
    _, mentions = everything()
    at = [(m.span.block, m.span.start) for m in mentions]
    assert at == sorted(at)


def test_the_report_tells_what_it_tells():
    _, mentions = everything()
    statuses = {(m.kind, m.status) for m in mentions}
    assert {("work_in_overall_plan", "done"), ("responsible_leader", "done"), ("group_study", "done"), ("court_hearing", "done"),
            ("court_hearing", "planned"), ("node_publicity", "done"), ("constitution_day", "done"), ("case_published", "done"),
            ("law_practice", "other_unit"), ("popularisation_funding", "done")} <= statuses


PIECES = st.sampled_from(["9月16日旁听庭审1次", "计划明年旁听庭审2次", "全市水利系统开展送法进企业120场", "“送法”", "（去年2次）", "，", "；", "。", "\n",
                          "　", "1.", "世界水日开展宣传", "无败诉", "《民法典》", "印制折页500份"])


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(["self_report", "briefing", "ledger", "plan", "case"]))
def test_any_text_gives_verbatim_quotes_with_unique_ids(text, paper):
    made = document(text)
    mentions = find_mentions(made, CONTEXT, paper)[1]
    assert len({m.id for m in mentions}) == len(mentions)
    assert all(made.blocks[m.span.block].text[m.span.start:m.span.end] == m.quote for m in mentions)


def test_the_quote_of_a_sentence_over_two_pages_is_the_part_with_its_words():
    block = printed((3, "9月16日，我局组织18名执法人员"), (4, "到市中级人民法院旁听庭审。"))
    mentions = found(block, kind="court_hearing")
    assert [(m.page, m.quote) for m in mentions] == [(4, "到市中级人民法院旁听庭审。")]


def test_a_quote_on_one_page_has_that_page():
    block = printed((3, "9月16日，我局组织执法人员"), (3, "到市中级人民法院旁听庭审。"), (4, "下一段。"))
    assert [(m.page, m.quote) for m in found(block, kind="court_hearing")] == [(3, "9月16日，我局组织执法人员到市中级人民法院旁听庭审。")]


@pytest.mark.parametrize(("paper", "title", "kind", "status"), [
    ("plan", "云泽市水务局2022年普法工作计划", "annual_plan", "done"),
    ("plan", "2021年普法工作计划", "annual_plan", "other_period"),
    ("plan", "2023年普法工作计划", "annual_plan", "planned"),
    ("summary", "2022年普法工作总结", "annual_summary", "done"),
    ("duty_list", "2022年普法责任清单", "duty_list", "done"),
])
def test_a_plan_a_summary_and_a_list_are_evidence_as_files(paper, title, kind, status):
    whole = [m for m in found(title, "正文。", paper=paper) if m.whole_document]
    assert [(m.kind, m.status, m.quote, m.detector) for m in whole] == [(kind, status, title, "document")]


@pytest.mark.parametrize("paper", ["self_report", "briefing", "notice", "ledger", "record", "certificate", "photo", "other"])
def test_other_papers_are_no_evidence_as_files(paper):
    assert [m for m in found("2022年普法工作计划", "正文。", paper=paper) if m.whole_document] == []


def test_a_file_without_blocks_says_nothing():
    assert found(paper="plan") == [] and found("　", paper="self_report") == []


def test_headings_name_a_subject_in_reports_and_tell_a_deed_in_briefings():
    title = heading("市水务局组织旁听庭审")
    assert told(found(title, "正文。", paper="self_report")) == []
    assert told(found(title, "正文。", paper="briefing")) == [("court_hearing", "done")]


def test_run_in_headings_and_table_captions_tell_nothing():
    assert told(found("总结", "（三）组织旁听庭审。", paper="summary", kind="court_hearing")) == []


def test_a_dated_list_after_a_total_goes_on_with_its_kind():
    mentions = found("全年旁听庭审3次。4月22日，水事纠纷案；6月10日，行政处罚案；9月8日，河道采砂案。", paper="summary", kind="court_hearing")
    assert [m.status for m in mentions] == ["done"] * 4
    assert [m.slots.date.start.month for m in mentions[1:]] == [4, 6, 9]


def test_another_gathering_in_a_dated_list_is_none_of_its_kind():
    mentions = found("全年中心组集中学法2次。5月10日，学习民法典；7月6日，一次局务会上读了有关条款。", paper="summary", kind="group_study")
    assert [m.slots.date.start.month for m in mentions[1:]] == [5]
    mentions = found("全年中心组集中学法2次。5月10日，学习民法典；9月1日，全体会上传达了通知。", paper="summary", kind="group_study")
    assert [m.slots.date.start.month for m in mentions[1:]] == [5]


@pytest.mark.parametrize("title", ["云泽市水务局普法工作问题清单", "评议反馈问题整改台账"])
def test_headings_of_a_list_of_problems_tell_no_deed(title):
    assert not found(heading(title), heading("1.普法责任清单挂网滞后", title), paper="other", kind="duty_list_published")


def test_a_column_of_law_on_the_own_site_is_evidence_as_a_page():
    for title in ("云泽市水务局普法专栏", "以案释法专栏"):
        whole = [m for m in found(title, "2022-05-09　河道里的官司", paper="web_page") if m.whole_document]
        assert ("law_column", "done") in [(m.kind, m.status) for m in whole]


def test_the_head_of_a_minute_tells_the_kind_of_its_title():
    mentions = found("局党组中心组集体学法记录", "时间：2022年6月10日", "地点：三楼会议室", paper="record", kind="group_study")
    assert [m.slots.date.start.isoformat() for m in mentions if m.slots.date] == ["2022-06-10"]


def test_a_kind_twice_in_a_sentence_is_quoted_by_its_own_clauses():
    mentions = found("2021年旁听庭审1次，2022年旁听庭审2次。", kind="court_hearing")
    assert [(m.status, m.quote) for m in mentions] == [("other_period", "2021年旁听庭审1次"), ("done", "2022年旁听庭审2次。")]


def test_the_model_is_asked_only_where_the_rules_find_nothing_and_says_so():
    made = document(*REPORT)
    both = find_mentions(made, CONTEXT, "self_report", opinion="models")[1]
    ruled = find_mentions(made, CONTEXT, "self_report", opinion="rules")[1]
    assert {m.id for m in ruled} <= {m.id for m in both}
    assert all(m.detector.startswith("learned:") for m in both if m.id not in {r.id for r in ruled})


def test_confidence_is_a_share_and_the_paper_is_told():
    _, mentions = everything()
    assert all(0 < m.confidence <= 1 and m.paper == "self_report" for m in mentions)
    assert paragraph("文").page == 1


@pytest.mark.parametrize("bare", ["进学校", "（三）进企业", "送法进军营"])
def test_a_bare_heading_of_a_series_tells_no_deed(bare):
    series = (bare, "原定5月的水法进校园活动因疫情取消。")
    assert told(found("第七期工作简报", *series, paper="briefing", kind="law_practice")) == [("law_practice", "negated")]
