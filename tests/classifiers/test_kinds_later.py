"""What becomes of kinds that later standards ask for: plans, denials, other bodies' deeds and other years are no facts."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest
from documents import day, document, found, mention, paragraph, row

from classifiers.context import context_for
from classifiers.events import merge_events
from classifiers.find import find_mentions

OFFICE = context_for("南江市水利局", 2023)


@pytest.mark.parametrize(("kind", "status", "text"), [
    ("party_meeting", "planned", "下半年，局党组将再专题研究一次普法工作。"),
    ("party_meeting", "negated", "年内局党组未专题研究普法工作。"),
    ("party_meeting", "other_unit", "市司法局党组会专题研究普法工作。"),
    ("party_meeting", "other_period", "2022年9月，局党组会研究“八五”普法规划。"),
    ("duty_list_published", "negated", "普法责任清单已制定，但未在网站公示。"),
    ("duty_list_published", "negated", "普法责任清单尚未向社会公示。"),
    ("duty_list_published", "planned", "普法责任清单拟于11月底前在网站公示。"),
    ("duty_list_published", "other_period", "2022年4月，在网站公示2022年普法责任清单。"),
    ("plan_filed", "planned", "普法责任清单待领导审定后报市普法办备案。"),
    ("plan_filed", "negated", "普法责任清单未报市普法办备案。"),
    ("work_info_reported", "negated", "全年未报送普法工作信息。"),
    ("work_info_reported", "other_period", "2022年报送普法工作信息9条。"),
    ("work_info_reported", "planned", "计划年底前再报送普法信息3条。"),
    ("study_in_group_plan", "planned", "拟将民法典列入2024年中心组学习重点内容。"),
    ("study_in_group_plan", "other_unit", "市委理论学习中心组专题学习宪法。"),
    ("study_list", "negated", "领导干部学法清单尚未制定。"),
    ("study_list", "planned", "正在拟订领导干部学法清单，拟于12月印发。"),
    ("special_law_training", "planned", "原定9月的法治专题培训推迟至12月举办。"),
    ("special_law_training", "other_unit", "派员参加省水利厅举办的行政执法培训班。"),
    ("special_law_training", "other_unit", "市司法局举办全市行政执法人员培训班。"),
    ("law_exam_system", "planned", "拟于12月组织年度法律知识考试。"),
    ("law_exam_system", "negated", "今年未组织任职法律知识考试。"),
    ("constitution_oath", "negated", "新任职的2名干部未组织宪法宣誓。"),
    ("constitution_oath", "planned", "新任科级干部宪法宣誓计划12月4日举行。"),
    ("constitution_oath", "other_period", "2022年12月，组织新任职干部宪法宣誓。"),
    ("exam_pass_rate", "other_period", "2022年全省领导干部网上法律知识考试合格率99%。"),
    ("law_column", "planned", "拟在局网站增设普法专栏。"),
    ("law_column", "negated", "公众号普法专栏自4月起停更。"),
    ("online_posts", "planned", "计划在公众号推送普法文章6篇。"),
    ("online_posts", "other_period", "2022年公众号推送普法文章20篇。"),
    ("premises_publicity", "negated", "电子屏因故障停用，全年未播放法治宣传内容。"),
    ("premises_publicity", "planned", "拟利用办公楼电子屏播放宪法宣传片。"),
    ("popularisation_board", "planned", "拟在办公楼大厅设立普法宣传橱窗。"),
    ("constitution_study", "planned", "12月4日将开展宪法宣传活动。"),
    ("constitution_study", "other_period", "2022年12月4日，开展国家宪法日宣传活动。"),
    ("constitution_study", "other_unit", "市教育局开展宪法宣传进校园活动。"),
    ("civil_code_month", "other_period", "2022年5月开展民法典宣传月活动3场。"),
    ("civil_code_month", "negated", "受疫情影响，今年民法典宣传月活动未开展。"),
    ("law_in_service", "planned", "今后将在执法检查中加强普法宣传。"),
    ("enforcement_openness", "negated", "行政处罚决定书未按要求公开。"),
    ("enforcement_openness", "planned", "拟于明年建立行政执法公示制度。"),
    ("case_submitted", "negated", "全年未报送以案释法典型案例。"),
    ("case_submitted", "planned", "拟于12月向市普法办报送典型案例2个。"),
    ("case_submitted", "other_period", "2022年报送典型案例2个。"),
    ("public_campaign", "planned", "计划12月在八一广场开展宪法宣传活动。"),
    ("public_campaign", "negated", "原定8月的送法进企业活动因高温取消。"),
    ("public_campaign", "other_unit", "参加市司法局组织的民法典宣传活动。"),
    ("public_campaign", "other_unit", "市妇联在滨江社区开展反家暴法宣传活动。"),
    ("public_campaign", "other_period", "2022年6月，走进社区开展普法宣传活动。"),
    ("work_commended", "other_period", "2021年获全省普法工作先进单位。"),
    ("education_base", "planned", "局科普馆拟入选市级法治宣传教育基地，正在公示期。"),
    ("education_base", "other_period", "2020年被命名为省级法治宣传教育基地。"),
    ("central_contest_award", "planned", "微视频《守护》入围全国法治动漫微视频征集活动。"),
    ("central_contest_award", "other_period", "2021年，微视频《守护》获全国法治动漫微视频作品征集展示活动二等奖。"),
])
def test_a_near_miss_is_found_and_is_no_fact(kind, status, text):
    assert status in {m.status for m in found(text, kind=kind, context=OFFICE)} and \
        all(m.status != "done" for m in found(text, kind=kind, context=OFFICE))


@pytest.mark.parametrize(("kind", "text", "number"), [
    ("work_info_reported", "全年共向市普法办报送普法工作信息8条。", 8),
    ("work_info_reported", "报送普法工作动态、经验材料6篇，被采用2篇。", 6),
    ("work_info_reported", "信息报送方面，报市普法办信息4条。", 4),
    ("online_posts", "今年以来，局门户网站、微信公众号共推送法治宣传报道9篇。", 9),
    ("online_posts", "通过微博、抖音转发普法短视频15条。", 15),
    ("online_posts", "利用微信公众号、视频号等新媒体平台经常性开展普法，发布原创普法内容4期。", 4),
    ("premises_publicity", "LED显示屏全年滚动播放普法标语5期。", 5),
    ("premises_publicity", "通过电子屏、展板等在办公场所普及法律法规7次。", 7),
    ("public_campaign", "面向快递员、网约车司机等群体举办法律知识讲座3场。", 3),
    ("public_campaign", "走进学校、社区、工地开展普法宣讲12场次，受众4600人次。", 12),
    ("case_submitted", "向市司法局报送行政执法典型案例3个。", 3),
    ("court_hearing", "组织机关干部58人次旁听庭审2次，其中网络旁听1次。", 2),
    ("special_law_training", "10月12日，举办宪法专题讲座，240人参加。", 1),
    ("party_meeting", "局党组3次专题研究普法工作。", 3),
    ("education_base", "我局公卫馆被命名为市级法治宣传教育基地。", 1),
])
def test_a_total_is_read_in_the_kind_s_own_measure(kind, text, number):
    told, = found(text, kind=kind, context=OFFICE)
    assert told.slots.quantity is not None and told.slots.quantity.value == number


@pytest.mark.parametrize(("kind", "level", "text"), [
    ("work_commended", "国家", "我局被司法部、全国普法办表彰为全国普法工作先进单位。"),
    ("work_commended", "省", "我局被省普法办通报表扬。普法工作成绩突出。"),
    ("work_commended", "市", "荣获2023年全市法治宣传教育工作先进集体。"),
    ("education_base", "省", "局科普馆被省普法办命名为“省级法治宣传教育基地”。"),
    ("central_contest_award", "国家", "微视频《渡口》获全国法治动漫微视频作品征集展示活动优秀奖。"),
])
def test_level_of_an_honour(kind, level, text):
    assert [m.slots.level for m in found(text, kind=kind, context=OFFICE)][:1] == [level]


@pytest.mark.parametrize("text", ["向市委依法治市办报送工作动态5篇，普法信息占多数。", "向市委宣传部报送普法信息5条。"])
def test_a_party_committee_s_office_is_a_receiver(text):
    assert [m.status for m in found(text, kind="work_info_reported", context=OFFICE)] == ["done"]


def test_a_case_paper_tells_the_kind_for_either_only_where_it_is_asked_for():
    made = document("# 案例一：甲公司无证取水案", paragraph("本案例已于7月3日报送市普法办。", "案例一：甲公司无证取水案"))
    asked = context_for("南江市水利局", 2023, kinds=frozenset({"case_submitted"}))
    kinds_told = {m.kind for m in find_mentions(made, asked, "case", opinion="rules")[1]}
    assert "case_submitted" in kinds_told
    assert "case_submitted" not in {m.kind for m in find_mentions(made, OFFICE, "case", opinion="rules")[1]
                                    if m.slots.title}


def test_kinds_that_the_same_words_of_a_title_name_go_together():
    made = document("# 公众号普法推文目录", row("序号", "日期", "标题", "平台", header=True),
                    row("1", "3月22日", "《一图读懂水法》", "微信公众号"))
    told = {m.kind for m in find_mentions(made, OFFICE, "ledger", opinion="rules")[1]}
    assert {"channel_wechat", "online_posts"} <= told


def test_a_telling_without_day_or_title_does_not_replace_a_stated_total():
    events = merge_events([mention("online_posts", "甲", quote="公众号推送普法文章"),
                           mention("online_posts", "乙", quote="全年推送普法文章12篇", value=12, unit="篇")])
    assert all(event.claim for event in events)
    assert max(e.slots.quantity.value for e in events if e.slots.quantity) == 12


def test_a_dated_telling_stays_listed_beside_a_stated_total():
    events = merge_events([mention("online_posts", "甲", title="一图读懂水法", when=day(3, 22)),
                           mention("online_posts", "乙", quote="全年推送普法文章12篇", value=12, unit="篇")])
    assert sorted(event.claim for event in events) == [False, True]


@pytest.mark.parametrize("text", [
    "荣获全市“八五”普法中期先进集体、全省普法工作先进单位称号。",
    "先后荣获全省普法工作先进单位，全市法治宣传教育先进集体等荣誉。",
    "我局被市委依法治市办评为普法先进单位，被省普法办通报表扬。",
])
def test_honours_of_different_levels_in_one_sentence_are_told_apart(text):
    told = found(text, kind="work_commended", context=OFFICE)
    assert sorted((m.status, m.slots.level) for m in told) == [("done", "市"), ("done", "省")]
    events = merge_events(told)
    assert sorted(e.slots.level for e in events) == ["市", "省"]


def test_one_honour_of_two_bodies_is_one():
    told, = found("我局被司法部、全国普法办表彰为全国普法工作先进单位。", kind="work_commended", context=OFFICE)
    assert told.slots.level == "国家"


def test_a_whole_system_s_honours_are_not_the_unit_s():
    assert [m.status for m in found("全市有5家单位被评为普法工作先进单位。", kind="work_commended", context=OFFICE)] != ["done"]
