"""Whose deed a clause tells."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest
from documents import CONTEXT

from classifiers.actors import doings, named_other, names_own
from classifiers.context import context_for
from classifiers.text import Piece, clauses


def doers(text, unit="云泽市水务局"):
    """The doer of each clause."""
    return [d.doer for d in doings(text, clauses(text, Piece(0, len(text))), context_for(unit, 2022))]


@pytest.mark.parametrize("text", [
    "我局开展水法宣传活动。", "市水务局开展水法宣传活动。", "云泽市水务局开展水法宣传活动。", "市水利局开展水法宣传活动。",
    "局党组召开会议。", "局机关举办培训班。", "本局印发普法工作计划。", "我局联合市司法局开展宣传。", "局领导到市法院旁听庭审。",
    "我局邀请市司法局讲师授课。", "我局参加市司法局举办的竞赛。", "各科室组织学习民法典。",
])
def test_the_unit_itself(text):
    assert doers(text) == ["own"]


@pytest.mark.parametrize(("text", "name"), [
    ("市司法局举办法治讲座。", "市司法局"), ("省水利厅举办培训班。", "省水利厅"), ("市法院开展开放日活动。", "市法院"),
    ("邻县水务局开展宣传。", "县水务局"), ("省水务局组织培训。", "省水务局"), ("全市各部门开展宣传80场。", "全市各"),
    ("全市水利系统开展宣传120场。", "全市水利系统"), ("团市委组织志愿者清理河岸。", "团市委"), ("兄弟单位举办讲座。", "兄弟单位"),
])
def test_another_body_with_its_name(text, name):
    doing = doings(text, clauses(text, Piece(0, len(text))), CONTEXT)[0]
    assert (doing.doer, doing.name) == ("other", name)


@pytest.mark.parametrize("text", ["开展水法宣传活动。", "联合市司法局开展宣传。", "向市司法局报送总结。", "到市法院旁听庭审。", "邀请市司法局干部授课。",
                                  "经市司法局审核后发布。"])
def test_nobody_named_a_partner_a_place_or_a_receiver(text):
    assert doers(text) == ["none"]


def test_another_body_is_carried_into_clauses_without_a_subject():
    assert doers("市司法局召开会议，举办讲座，我局参加学习，开展讨论。") == ["other", "other", "own", "none"]


@pytest.mark.parametrize(("unit", "text"), [
    ("云泽市公安局", "城南派出所开展反诈宣传。"), ("云泽市卫生健康委员会", "市疾控中心举办讲座。"), ("云泽市司法局", "城北司法所开展宣传。"),
    ("国家税务总局禾阳市税务局", "市税务局举办税法讲座。"), ("云泽市教育局", "各学校开展宪法晨读。"),
])
def test_subordinate_bodies_are_the_unit_s_own(unit, text):
    assert "other" not in doers(text, unit)


@pytest.mark.parametrize(("unit", "text"), [
    ("云泽市水务局", "城南派出所开展反诈宣传。"), ("青岭县水利局", "市水利局举办培训班。"), ("云泽市水务局", "省水务局举办培训班。"),
])
def test_bodies_of_others_and_superiors_are_not(unit, text):
    assert doers(text, unit) == ["other"]


def test_joining_another_s_event_and_a_deed_of_one_s_own_there():
    text = "我局参加全市宣传活动，我局设咨询台2个。"
    first, second = doings(text, clauses(text, Piece(0, len(text))), CONTEXT)
    assert first.attends and not first.active and second.active
    assert first.helped and second.helped


def test_naming_oneself_and_naming_another():
    assert names_own("表彰云泽市水务局", CONTEXT) and names_own("授予我局", CONTEXT)
    assert not names_own("授予市司法局", CONTEXT) and not names_own("省水利厅的通知", CONTEXT)
    assert named_other("市生态环境局党组", CONTEXT) == "生态环境局"
    assert named_other("局党组", CONTEXT) == ""


@pytest.mark.parametrize(("text", "whose"), [
    ("县司法局、县检察院、县法院于5月12日在集市开展宣传，我局负责维持秩序。", ["other", "own"]),
    ("我局与市司法局、市检察院开展宣传。", ["own"]), ("联合市司法局、市检察院开展宣传。", ["none"]),
    ("3月15日，市财政局在广场举办咨询活动。", ["other", "other"]), ("3月15日，我局在广场举办咨询活动。", ["none", "own"]),
    ("3月15日，在广场举办咨询活动。", ["none", "none"]),
])
def test_subjects_in_a_row_and_a_date_that_goes_with_the_next_clause(text, whose):
    assert doers(text) == whose


@pytest.mark.parametrize(("text", "owned"), [
    ("市人社局“法治夜市”做法被省司法厅通报表扬。", "市人社局"), ("市住建局的微动漫获评全省二等奖。", "市住建局"),
    ("市水务局的微动漫获评全省二等奖。", ""), ("我局“小河长”做法被市司法局推广。", ""), ("市司法局的指导获好评。", ""),
])
def test_a_work_or_practice_of_another_body(text, owned):
    doing = doings(text, clauses(text, Piece(0, len(text))), CONTEXT)[0]
    assert (doing.name if doing.owned else "") == owned


@pytest.mark.parametrize(("unit", "doer"), [
    ("云泽市税务局", "own"), ("云泽市税务局稽查局", "other"), ("云泽市公安局城东分局", "other"), ("临岚县气象局", "other"),
])
def test_the_city_bureau_is_the_superior_of_a_branch_and_of_a_county(unit, doer):
    assert doers("市局举行了升旗仪式。", unit) == [doer]


def test_an_event_of_another_body_that_was_joined():
    text = "参加市司法局举办的执法业务培训2场。"
    assert doings(text, clauses(text, Piece(0, len(text))), CONTEXT)[0].hosted == "市司法局"
