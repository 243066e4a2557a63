"""Status, numbers and dates in the words of other offices: plans without a plan word, hidden denials, quoted rules."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest
from documents import CONTEXT, document, found

from classifiers.context import context_for
from classifiers.drafts import Draft
from classifiers.find import drafts_of, find_mentions
from classifiers.kinds import kinds
from classifiers.learned.signs import regions, signs
from classifiers.learned.vote import Asked, Vote, ballot, features, vote
from classifiers.learned.wording import worded
from classifiers.status import Scene, Verdict
from classifiers.text import flat
from classifiers.voted import ALIKE, _turned, read_again, voted
from model.evidence import Slots

PLANNED = (
    ("court_hearing", "下周组织执法人员旁听庭审。"),
    ("legal_culture_site", "河长法治文化公园待验收。"),
    ("node_publicity", "世界水日宣传活动排在下月。"),
    ("duty_list", "普法责任清单（征求意见稿）"),
    ("law_contest", "准备组织水法知识竞赛。"),
    ("annual_summary", "市普法办要求各单位尽快上报年度普法工作总结。"),
    ("court_hearing", "整改：由法规科牵头，11月底前组织旁听庭审1次。"),
    ("court_hearing", "旁听庭审｜等批复后组织｜法规科"),
    ("law_contest", "问：水法竞赛呢？答：题目还在审，定在下半年。"),
    ("annual_summary", "请于元旦前把普法工作总结传给法规科。"),
)
NEGATED = (
    ("court_hearing", "今年旁听庭审没组织。"),
    ("law_contest", "水法知识竞赛没办。"),
    ("website_column", "门户网站普法专栏链接失效。"),
    ("volunteer_team", "普法志愿服务队形同虚设。"),
    ("channel_wechat", "普法公众号账号被冻结。"),
    ("court_hearing", "旁听庭审，问：去了吗？答：一次也没去。"),
    ("court_hearing", "旁听庭审｜0次｜压根没组织"),
    ("law_contest", "水法知识竞赛因场地被占不了了之。"),
)
BOILERPLATE = (
    ("duty_list", "第六条　各单位建立普法责任清单并向社会公布。"),
    ("volunteer_team", "摘录：建立普法志愿者队伍。"),
    ("leader_law_report", "标准第10条：领导干部述职述廉述法。"),
    ("court_hearing", "“每年组织旁听庭审。”"),
    ("court_hearing", "考核口径：旁听庭审每少一次扣0.5分。"),
)
OTHERS = (
    ("node_publicity", "世界水日主会场宣传活动由省里统一组织。"),
    ("website_column", "官网普法专栏是市司法局建的。"),
    ("node_publicity", "世界水日宣传活动由市委宣传部、团市委主办。"),
    ("node_publicity", "隔壁澜山县水利局在广场开展世界水日宣传活动2场。"),
)
DONE = (
    ("court_hearing", "接待日当天组织旁听庭审1次。"),
    ("node_publicity", "世界水日没少跑腿，当天在广场开展宣传活动1场。"),
    ("duty_list", "把普法责任清单印发各科室，符合要求。"),
    ("court_hearing", "第六期普法专刊刊出旁听庭审1次。"),
    ("annual_summary", "按要求上报年度普法工作总结1份。"),
    ("court_hearing", "11月下旬，组织旁听庭审1次。"),
    ("court_hearing", "问：有没有旁听庭审？答：10月去了一次，来了20人。"),
    ("duty_list", "普法责任清单在局网站公布。"),
)


@pytest.mark.parametrize(("status", "kind", "sentence"), [
    (status, *case) for status, cases in (("planned", PLANNED), ("negated", NEGATED), ("boilerplate", BOILERPLATE),
                                          ("other_unit", OTHERS), ("done", DONE)) for case in cases])
def test_what_became_of_it(status, kind, sentence):
    assert {m.status for m in found(sentence, kind=kind)} == {status}, sentence


@pytest.mark.parametrize(("seen", "meant"), [
    ("推送3l篇", "推送31篇"), ("宣传栏I处", "宣传栏1处"), ("2O21年", "2021年"), ("6月5曰", "6月5日"), ("末获奖", "未获奖"),
    ("己印发", "已印发"), ("经费O元", "经费0元"), ("年度计戈", "年度计划"), ("知识竟赛", "知识竞赛")])
def test_a_misread_character_is_put_right(seen, meant):
    assert flat(seen) == meant


@pytest.mark.parametrize("text", ["自己报名", "年末报送", "LED屏", "OA系统", "APP1", "知己知彼", "究竟", "学期末参加"])
def test_what_only_looks_misread_stays(text):
    assert flat(text) == text


def test_places_gone_to_are_summed_and_other_numbers_are_not():
    (visits,) = found("送法进学校4场、进企业3场、进乡村2场。", kind="law_practice")
    assert visits.slots.quantity is not None and visits.slots.quantity.value == 9
    (hearing,) = found("旁听庭审2次，培训3次。", kind="court_hearing")
    assert hearing.slots.quantity is not None and hearing.slots.quantity.value == 2


def test_a_demand_on_many_and_a_standing_state_are_no_single_thing():
    assert all(m.slots.quantity is None for m in found("请各单位于12月10日前报送普法工作总结。", kind="annual_summary"))
    assert all(m.slots.quantity is None for m in found("局长任普法第一责任人。", kind="first_responsible"))
    assert all(m.slots.quantity and m.slots.quantity.value == 1
               for m in found("拟于12月10日报送普法工作总结。", kind="annual_summary"))


def test_the_number_of_a_list_is_no_month():
    (made,) = found("9.5月，组织旁听庭审。", kind="court_hearing")
    assert made.slots.date is not None and (made.slots.date.start.month, made.slots.date.end.month) == (5, 5)


def test_a_slogan_has_no_date():
    assert all(m.slots.date is None for m in found("第九条　每年第一季度制定普法责任清单。", kind="duty_list"))


def test_the_vote_is_a_share_keeps_to_the_statuses_and_repeats():
    clause, shown = "拟于下半年组织旁听庭审", ["k:planned", "s:planned", "k:who:none"]
    asked = Asked(clause, 0, len(clause), (0, len(clause)), "court_hearing", tuple(shown), frozenset({"planned"}))
    result = vote(asked, CONTEXT)
    assert result.told == {"planned"} and set(result.chances) == set(ballot().statuses)
    assert all(0 < chance < 1 for chance in result.chances.values())
    assert vote(asked, CONTEXT) == result


def test_the_vote_says_why_and_what_follows_from_it():
    draft = Draft("court_hearing", 0, 8, 0, Verdict("done"), Slots(), 0.8)
    for words in ("标准第7条：组织旁听庭审。", "旁听庭审没有组织，一次也没有。", "下一步拟组织旁听庭审。"):
        (told, *more) = voted([draft], words, CONTEXT, Scene(CONTEXT.period))
        if told.verdict.status == "done":
            assert told is draft
            continue
        assert told.verdict.reason == ALIKE and 0 < told.confidence <= 1
        if told.verdict.status == "negated":
            assert told.slots.quantity is not None and told.slots.quantity.value == 0


def test_the_vote_may_tell_of_a_deed_and_of_a_plan_in_one_sentence():
    words = "上半年已组织旁听庭审1次，年底前再去一次法院。"
    (draft, *_) = [d for *_, some in drafts_of(document(words), CONTEXT, "other") for d in some]
    told = _turned([draft], Vote(frozenset({"done", "planned"}), dict.fromkeys(ballot().statuses, 0.5)),
                   ["k", "r"], read_again(words, CONTEXT, Scene(CONTEXT.period)))
    assert [d.verdict.status for d in told] == ["done", "planned"]
    assert words[told[1].start:told[1].end].startswith("年底前")


def test_what_a_section_says_is_not_voted_on():
    draft = Draft("court_hearing", 0, 8, 0, Verdict("planned"), Slots(), 0.8)
    assert voted([draft], "组织了旁听庭审1次。", CONTEXT, Scene(CONTEXT.period, "planned", "位于“打算”一节")) == [draft]


def test_signs_name_the_place_of_each_clause():
    assert regions(frozenset({1}), frozenset({3}), 5) == ["b", "k", "r", "", ""]
    read = read_again("上半年，组织旁听庭审，没有派人去。", CONTEXT, Scene(CONTEXT.period))
    shown = signs(read, kinds()["court_hearing"], ["b", "k", "r"])
    assert shown == sorted(shown) and "r:negated" in shown and "k:negated" not in shown


def test_points_never_rest_on_the_vote():
    made = document("标准第7条：组织旁听庭审。", "下一步拟组织旁听庭审。", "组织旁听庭审1次。")
    ruled = find_mentions(made, CONTEXT, "other", opinion="rules")[1]
    assert all(m.reason != ALIKE for m in ruled)
    drafts = [draft for *_, some in drafts_of(made, CONTEXT, "other") for draft in some]
    assert [d.verdict.status for d in drafts] == [m.status for m in ruled]


def test_the_model_sees_no_name_no_year_and_no_number():
    context = context_for("云泽市水务局", 2022)
    assert worded("云泽市水务局2022年旁听庭审１２次", context) == "我局今年年旁听庭审0次"
    assert worded("2021年\t12人", context) == "去年年|0人"
    assert set(features("普法", 4)) == {"普", "法", "普法"}
