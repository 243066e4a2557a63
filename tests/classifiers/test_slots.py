"""What a mention says of its happening."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from decimal import Decimal

import pytest
from documents import CONTEXT, day, found, month

from classifiers import slots
from classifiers.kinds import kinds


def only(text, kind):
    """The slots of the one mention of a kind."""
    mentions = found(text, kind=kind)
    assert len(mentions) == 1
    return mentions[0].slots


@pytest.mark.parametrize(("kind", "text", "value"), [
    ("court_hearing", "全年旁听庭审3次，120人参加。", 3),
    ("court_hearing", "9月16日，18名执法人员旁听庭审。", 1),
    ("legal_training", "举办法律知识培训2期，培训60人次，发放资料300份。", 2),
    ("case_published", "全年报送并发布以案释法典型案例4个。", 4),
    ("popularisation_funding", "全年安排普法专项经费12万元。", 120000),
    ("popularisation_funding", "预算安排普法专项经费10万元，实际支出8万元。", 80000),
    ("law_practice", "开展送法进企业活动12场，其中进园区3场。", 12),
    ("law_practice", "开展送法进企业活动12场，较去年增加3场。", 12),
    ("court_hearing", "全年未组织旁听庭审。", 0),
    ("administrative_fault", "全年无败诉、无国家赔偿案件。", 0),
    ("mass_media", "《云泽日报》刊发我局普法稿件3篇。", 3),
    ("channel_wechat", "公众号全年推送文章180篇，其中法律解读类的41篇。", 41),
    ("legal_training", "规定办普法培训4期，实际办了3期。", 3),
    ("legal_training", "普法培训由5期压缩为2期。", 2),
    ("court_hearing", "一中队、二中队各旁听庭审1次。", 2),
    ("court_hearing", "一季度、三季度各旁听庭审2次。", 4),
    ("court_hearing", "旁听庭审三回。", 3),
    ("law_practice", "送法进企业3场、进工地2场、进市场1场。", 6),
    ("popularisation_funding", "普法经费从办公费里挤出三万五，专款专用。", 35000),
])
def test_quantity_in_the_kind_s_own_unit(kind, text, value):
    quantity = only(text, kind).quantity
    assert quantity is not None and quantity.value == Decimal(value)


def test_a_slogan_has_no_quantity_and_a_rounded_number_is_a_lower_bound():
    assert only("推动普法宣传活动家喻户晓、蔚然成风。", "law_practice").quantity is None
    assert only("开展送法进企业活动20余场。", "law_practice").quantity.bound == "at_least"


@pytest.mark.parametrize(("text", "when"), [
    ("9月16日，组织旁听庭审。", day(9, 16)), ("2022年9月，组织旁听庭审。", month(9)), ("９月１６日，组织旁听庭审。", day(9, 16)),
    ("近日，组织旁听庭审。", None), ("组织旁听庭审。", None),
])
def test_date_of_a_happening(text, when):
    assert only(text, "court_hearing").date == when


def test_days_that_one_sentence_lists_are_kept_apart():
    told = only("4月22日、6月10日、9月8日分别旁听庭审。", "court_hearing")
    assert told.dates == (day(4, 22), day(6, 10), day(9, 8)) and told.quantity.value == 3


def test_titles_that_one_sentence_lists_are_kept_apart():
    told = only("向社会发布“张某非法取水案”“李某侵占河道案”2个典型案例。", "case_published")
    assert told.titles == ("张某非法取水案", "李某侵占河道案")


@pytest.mark.parametrize(("kind", "text", "level"), [
    ("superior_commendation", "我局被省水利厅评为全省水利普法工作先进单位。", "省"),
    ("superior_commendation", "我局被市委宣传部评为全市普法工作先进单位。", "市"),
    ("superior_commendation", "我局被司法部评为全国普法工作先进单位。", "国家"),
    ("work_award", "微视频《河长的一天》获全省法治微视频大赛三等奖。", "省"),
    ("media_promotion", "我局普法做法被《法治日报》报道。", "国家"),
    ("court_hearing", "我局组织旁听庭审。", None),
])
def test_level_of_an_award_a_medium_and_of_nothing_graded(kind, text, level):
    assert only(text, kind).level == level


def test_a_commercial_or_local_medium_is_no_superior_promotion():
    assert found("我局普法做法被《云泽日报》报道。", kind="media_promotion") == []


@pytest.mark.parametrize(("function", "text", "wanted"), [
    (slots.document_number, "印发《要点》（云水发〔2022〕7号）。", "云水发〔2022〕7号"),
    (slots.document_number, "云水〔 2022 〕第7号", "云水〔2022〕第7号"),
    (slots.document_number, "第7号提案", None),
    (slots.place_of, "在人民广场开展宣传", "人民广场"),
    (slots.place_of, "深入基层开展宣传", None),
    (slots.partner_of, "联合市司法局开展宣传", "市司法局"),
    (slots.partner_of, "独自开展宣传", None),
    (slots.organiser_of, "参加市司法局组织的竞赛", "市司法局"),
    (slots.organiser_of, "组织竞赛", None),
])
def test_number_place_partner_and_organiser(function, text, wanted):
    assert function(text) == wanted


def test_titles_of_works_leave_out_newspapers():
    assert slots.titles_in(kinds()["law_work_created"], "《河长的一天》被《云泽日报》报道") == ("河长的一天",)
    assert slots.titles_in(kinds()["court_hearing"], "《河长的一天》") == ()


def test_the_unit_s_own_name_gives_no_level():
    assert slots.level_for(kinds()["superior_commendation"], "云泽市水务局获优秀组织奖", "", CONTEXT) is None
    assert slots.level_for(kinds()["court_hearing"], "全省", "全省", CONTEXT) is None


def test_a_named_day_is_kept_with_the_day_it_was_held():
    told = only("3月23日，我局在人民广场开展世界水日宣传活动。", "node_publicity")
    assert (told.named_day, told.date, told.place) == ("世界水日", day(3, 23), "人民广场")


@pytest.mark.parametrize(("kind", "text"), [
    ("group_study", "党组每季度组织会前学法。"), ("leader_law_report", "班子成员在年终考核会上述法。"),
    ("volunteer_team", "普法志愿者36人常到社区宣讲。"),
])
def test_what_is_done_again_and_again_or_by_many_is_no_single_thing(kind, text):
    assert only(text, kind).quantity is None


def test_an_award_of_parts_is_not_summed_with_another_step():
    assert only("向市法宣办报送信息稿件14篇、采用2篇。", "filed_with_office").quantity.value == 14


@pytest.mark.parametrize(("kind", "text", "date"), [
    ("duty_list", "普法责任清单沿用2018年版本，未更新。", None),
    ("legal_training", "原定5月的法律培训推迟到8月举办，60人参加。", ("2022-08-01", "2022-08-31")),
])
def test_an_earlier_year_beside_a_gap_is_no_date(kind, text, date):
    found = only(text, kind).date
    assert (None if found is None else (found.start.isoformat(), found.end.isoformat())) == date
