"""Kinds of a department's record, research and faults in sentences of other styles than their own examples."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from decimal import Decimal

import pytest
from documents import document, found, heading, row

from classifiers.context import context_for
from classifiers.events import merge_events
from classifiers.find import find_mentions
from classifiers.whole import whole_kind

CONTEXT = context_for("云泽区水利局", 2018)

STATUS = [
    ("development_plan", "我局把法治宣传教育工作作为水利改革发展“十三五”规划的重要内容，单设一节。", "done"),
    ("development_plan", "拟将普法纳入“十四五”发展规划。", "planned"),
    ("development_plan", "普法工作尚未纳入系统发展规划。", "negated"),
    ("five_year_plan", "我局“七五”普法规划于2016年8月出台。", "other_period"),
    ("five_year_plan", "根据区“七五”普法规划，结合实际，制定了水利系统“七五”普法实施方案。", "done"),
    ("leader_in_person", "局主要领导对普法工作亲自过问、亲自部署。", "done"),
    ("leader_in_person", "局长将亲自抓普法工作。", "planned"),
    ("deputy_in_charge", "确定党委委员、副局长陈某分管普法工作。", "done"),
    ("deputy_in_charge", "普法工作由总工程师张某具体负责。", "done"),
    ("work_network", "局属7个单位均设普法联络点，普法网络覆盖到乡镇站。", "done"),
    ("teaching_material", "下发《国家工作人员学法读本》，做到人手一册。", "done"),
    ("teaching_material", "计划征订《宪法学习读本》200册。", "planned"),
    ("teaching_material", "2017年征订普法教材300册。", "other_period"),
    ("archives", "未建立普法工作台账。", "negated"),
    ("study_notes", "未统一配备学法笔记本。", "negated"),
    ("study_notes", "班子成员统一配发学法笔记本。", "done"),
    ("study_system", "拟出台公务员学法制度。", "planned"),
    ("study_plan", "年初下发《2018年机关干部学法安排表》。", "done"),
    ("study_plan", "2019年学法计划正在制定。", "planned"),
    ("law_forum", "组织人员参加区法宣办举办的法治大讲堂。", "other_unit"),
    ("law_forum", "原定11月举办的执法大讲堂因防汛取消。", "negated"),
    ("study_report_meeting", "计划四季度举办法治报告会一场。", "planned"),
    ("website_column", "计划在门户网站增设普法专栏。", "planned"),
    ("website_updated", "门户网站“法治宣传”栏目内容长期未更新。", "negated"),
    ("case_teaching", "下一步将深入开展以案释法活动。", "planned"),
    ("law_delivered", "6月5日在人民广场设立咨询台，宣传水法律法规，发放资料500份。", "done"),
    ("law_delivered", "拟于下半年开展送法进企业2次。", "planned"),
    ("research_article", "报送普法理论文章2篇均未被采用。", "negated"),
    ("excellent_unit", "2017年获评“谁执法谁普法”优胜单位。", "other_period"),
    ("leadership_crime", "原副局长吴某因受贿罪被判处有期徒刑三年。", "done"),
    ("leadership_crime", "2016年，原局长因受贿被判刑。", "other_period"),
    ("staff_offence", "局属排灌站职工周某因醉酒驾驶被判处拘役二个月。", "done"),
    ("staff_offence", "2018年我局没有发生干部职工违法犯罪案件。", "negated"),
    ("review_overturned", "无行政复议被撤销、变更和行政诉讼败诉案件。", "negated"),
    ("lawsuit_lost", "行政诉讼3件，均胜诉。", "negated"),
    ("enforcement_uncivil", "执法人员因不文明执法被群众投诉查实1起，在当地造成恶劣影响。", "done"),
    ("fault_not_pursued", "检查发现1件错案责任应追究未追究。", "done"),
    ("fault_not_pursued", "严格执法过错责任追究，无应追究未追究情形。", "negated"),
]

SILENT = [
    ("five_year_plan", "认真贯彻落实区委区政府“七五”普法规划，各项工作有序推进。"),
    ("five_year_plan", "转发了《云泽区“七五”普法规划》，未单独制定本局规划。"),
    ("deputy_in_charge", "分管领导对宪法宣传活动提出要求。"),
    ("work_network", "加入“市网络普法联盟”，报送信息20条。"),
    ("teaching_material", "向群众发放宣传资料2000份、宣传品500个。"),
    ("archives", "执法案卷一案一档，归档率100%。"),
    ("study_system", "落实领导干部会前学法制度。"),
    ("study_plan", "按照年度学法计划，每月组织学习一次。"),
    ("training_hours", "公务员每年学法不少于40学时，执法人员不少于60课时。"),
    ("study_report_meeting", "在社区举办法治讲座2场。"),
    ("study_report_meeting", "组织班子成员参加全区宪法学习报告会。"),
    ("website_column", "微信公众号开设“以案说法”栏目。"),
    ("law_delivered", "深入企业检查取水许可执行情况。"),
    ("experience_spread", "认真总结推广好经验、好做法。"),
    ("experience_spread", "赴外地学习普法经验。"),
    ("public_hearing", "办理行政处罚听证案件1件。"),
    ("site_accepted", "法治文化园已建成，待区法宣办正式验收。"),
    ("excellent_unit", "张某被评为“谁执法谁普法”先进个人。"),
    ("leadership_crime", "班子成员无违法犯罪，下属养护站职工陈某因危险驾驶罪被判处拘役。"),
    ("leadership_crime", "起诉某局原局长受贿案，被告人被判处有期徒刑五年。"),
    ("leadership_crime", "组织党员干部观看某县水利局局长受贿案警示教育片。"),
    ("staff_offence", "依法办理职工欠薪案，2名企业主被追究刑事责任。"),
    ("staff_offence", "一般干部和职工发生违法案件被追究刑事责任的，发生1起扣3分。"),
    ("enforcement_misconduct", "严禁执法人员乱作为，坚决整治不作为。"),
    ("lawsuit_lost", "行政诉讼败诉率为零。"),
]

FIGURES = [
    ("training_hours", "公务员法律知识培训人均达到42学时。", "42"),
    ("training_hours", "2018年公务员人均参加法治培训40.5学时，执法人员人均完成法律更新培训62课时。", "40.5"),
    ("enforcement_hours", "2018年公务员人均参加法治培训40.5学时，执法人员人均完成法律更新培训62课时。", "62"),
    ("enforcement_hours", "行政执法人员参加法律知识更新学习每人60课时。", "60"),
    ("appearance_rate", "行政机关负责人出庭应诉3件，出庭应诉率100%。", "100"),
    ("lawsuit_lost", "全年被提起行政诉讼4件，其中败诉1件，胜诉3件。", "1"),
    ("review_overturned", "被复议机关撤销1件、维持3件。", "1"),
    ("case_series", "编写“以案释法”系列丛书2类，印刷2000册。", "2"),
]

LEVELS = [
    ("research_article", "理论文章《普法进企业的思考》被区依法治区办录用。", "县"),
    ("research_article", "《环境普法路径探索》理论文章获省环保厅《环境与法》刊登。", "省"),
    ("research_award", "法治宣传教育调研报告获全市一等奖。", "市"),
    ("research_award", "论文《普法实效性研究》在全国法治宣传理论研讨会交流。", "国家"),
    ("experience_spread", "“河长说法”做法在全市水利系统推广。", "市"),
    ("experience_reported", "《法治日报》专题报道我局“船头讲法”普法做法。", "国家"),
]


@pytest.mark.parametrize(("kind", "text", "status"), STATUS)
def test_what_became_of_it(kind, text, status):
    assert [m.status for m in found(text, kind=kind, context=CONTEXT)] == [status]


@pytest.mark.parametrize(("kind", "text"), SILENT)
def test_a_near_miss_shows_no_deed(kind, text):
    assert [m for m in found(text, kind=kind, context=CONTEXT) if m.status == "done"] == []


@pytest.mark.parametrize(("kind", "text", "value"), FIGURES)
def test_the_figure_is_that_of_the_kind(kind, text, value):
    assert [m.slots.quantity.value for m in found(text, kind=kind, context=CONTEXT)] == [Decimal(value)]


@pytest.mark.parametrize(("kind", "text", "level"), LEVELS)
def test_the_level_is_read(kind, text, level):
    assert [m.slots.level for m in found(text, kind=kind, context=CONTEXT)] == [level]


@pytest.mark.parametrize("cell", ["无", "0件", "未发生", "没有", "零"])
@pytest.mark.parametrize(("kind", "name"), [
    ("leadership_crime", "班子成员违法犯罪"), ("staff_offence", "一般干部职工违法被追究刑事责任"), ("lawsuit_lost", "行政诉讼败诉"),
    ("review_overturned", "行政复议被撤销")])
def test_a_fault_that_a_cell_or_a_colon_denies_is_none(kind, name, cell):
    table = found(row("事项", "情况", header=True), row(name, cell), kind=kind, context=CONTEXT, paper="record")
    prose = found(f"{name}：{cell}。", kind=kind, context=CONTEXT)
    assert [m.status for m in (*table, *prose)] == ["negated", "negated"]


def test_a_fault_that_a_cell_counts_is_one():
    table = found(row("事项", "情况", header=True), row("行政诉讼败诉", "2件"), kind="lawsuit_lost", context=CONTEXT,
                  paper="record")
    assert [(m.status, m.slots.quantity.value) for m in table] == [("done", 2)]


@pytest.mark.parametrize(("paper", "title", "kind"), [
    ("plan", "云泽区水利局“七五”普法规划（2016—2020年）", "five_year_plan"),
    ("plan", "水利系统“七五”普法实施方案", "five_year_plan"),
    ("plan", "2018年公务员学法计划", "study_plan"),
    ("plan", "2018年普法工作计划", "annual_plan"),
    ("plan", "关于做好2018年工作", "annual_plan"),
    ("notice", "关于印发《公务员学法用法制度》的通知", "study_system"),
    ("notice", "领导干部会前学法制度", None),
    ("notice", "关于召开安全生产会议的通知", None)])
def test_a_paper_is_evidence_by_itself(paper, title, kind):
    whole = whole_kind(paper, title)
    assert (whole[0] if whole else None) == kind


def test_a_five_year_plan_of_an_earlier_year_keeps_its_year():
    paper = document(heading("云泽区水利局“七五”普法规划（2016—2020年）"), "为做好法治宣传教育工作，制定本规划。", "2016年9月20日")
    mentions = [m for m in find_mentions(paper, CONTEXT, opinion="rules")[1] if m.kind == "five_year_plan"]
    assert [(m.status, m.slots.date.start.year) for m in mentions] == [("other_period", 2016)]


@pytest.mark.parametrize(("text", "prizes"), [
    ("微视频《水之法》获全市一等奖、《河长》获三等奖。", [("水之法", "市", "一等奖"), ("河长", "市", "三等奖")]),
    ("参加全省征集，微电影《渡口》获三等奖，参加全市征集，漫画《清流》获一等奖。", [("渡口", "省", "三等奖"), ("清流", "市", "一等奖")]),
    ("我局获市级一等奖1件、二等奖2件（法治文化作品征集）。", [(None, "市", "一等奖"), (None, "市", "二等奖")])])
def test_prizes_of_a_sentence_are_read_one_by_one(text, prizes):
    read = found(text, kind="work_award", context=CONTEXT)
    assert [(m.slots.title, m.slots.level, m.slots.prize) for m in read] == prizes


def test_works_with_one_prize_stay_one_mention():
    read = found("微视频《水之法》《河长》均获全市二等奖。", kind="work_award", context=CONTEXT)
    assert len(read) == 1 and len(merge_events(read)) == 2


@pytest.mark.parametrize("text", ["在市法治文化作品征集活动中，我局获组织奖。", "获市法治文化作品征集活动优秀组织奖"])
def test_an_organisers_prize_is_counted_once_and_is_no_works_prize(text):
    read = found(text, context=CONTEXT)
    assert [(m.kind, m.slots.prize) for m in read if m.slots.prize] == [("collection_prize", "组织奖")]


def test_an_organisers_prize_beside_a_works_prize_keeps_its_own():
    read = found("参加全市法治微视频征集，作品《水之法》获一等奖，我局获组织奖。", context=CONTEXT)
    prizes = {(m.kind, m.slots.prize) for m in read if m.slots.prize}
    assert prizes == {("work_award", "一等奖"), ("collection_prize", "组织奖")}


def test_a_superiors_leading_group_office_as_receiver_is_not_the_units_own():
    assert found("区法治宣传教育领导小组办公室：", kind="leading_group", context=CONTEXT) == []
    assert found("材料报送区法宣领导小组办公室。", kind="leading_group", context=CONTEXT) == []
    assert found("调整局普法领导小组，办公室设在法规科。", kind="leading_group", context=CONTEXT) != []


@pytest.mark.parametrize("text", ["建立公务员学法制度（2分）；", "具体行政行为被法院判决败诉的，有一件扣1分；"])
def test_the_standards_own_words_are_no_deed(text):
    assert {m.status for m in found(text, context=CONTEXT)} <= {"boilerplate", "planned"}
