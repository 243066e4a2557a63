"""The county mid-term list of 2023 and the 2019 procedure: periods, sizes, and what a whole dossier gives."""

# ruff: noqa: E501 - a sentence a line reads better, and Chinese counts double

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from classifiers.context import context_for
from classifiers.events import merge_events
from classifiers.find import find_mentions
from classifiers.kinds import asked_kinds
from extractor import read_text
from model.problems import PufaError
from model.rules import parts
from rubric_maps.load import load
from scoring.composite import composite
from scoring.engine import score
from scoring.total import total

MIDTERM, PROCEDURE = load("nanchang-2023-midterm"), load("shaoguan-2019")


def results(*texts: str, title: str = "青溪县“八五”普法规划中期自评报告"):
    """What a self-report with these sentences gives, check by check, and its score."""
    document = read_text("\n\n".join((title, *texts, "2023年11月2日")), "自评报告.txt")
    context = context_for("云泽市青溪县人民政府", 2023, MIDTERM.period_of(2023), asked_kinds(MIDTERM.kinds()))
    _, mentions = find_mentions(document, context, "self_report", opinion="rules")
    found, score_of = score(MIDTERM, merge_events(mentions, MIDTERM.long_kinds()), papers={}, self_points={})
    return {result.id: result for result in found}, score_of


def test_forty_checks_in_nine_sections_without_points():
    assert len(MIDTERM.sections) == 9 and [c.id for c in MIDTERM.criteria()] == [f"{n}.1" for n in range(1, 41)]
    assert {c.max_points for c in MIDTERM.criteria()} == {Decimal(0)} and MIDTERM.max_points == 0
    assert [section.bonus for section in MIDTERM.sections] == [False] * 8 + [True]


def test_one_check_looks_at_the_year_and_the_others_at_the_plan():
    plan = {ask.period for c in MIDTERM.criteria() for ask in [c.ask, *(part.ask for part in parts(c.rule))] if ask and ask.period}
    yearly = [c.id for c in MIDTERM.criteria() if all(ask.period is None for ask in [c.ask, *(part.ask for part in parts(c.rule))] if ask)]
    assert yearly == ["19.1"]
    assert [(p.start, p.end) for p in plan] == [(date(2021, 1, 1), date(2023, 11, 5))]
    assert (MIDTERM.period_of(2023).start, MIDTERM.period_of(2023).end) == (date(2023, 1, 1), date(2023, 11, 5))


def test_a_dossier_has_no_points_and_no_grade():
    found, score_of = results("县政府常务会议2021年以来学法23次。")
    assert all(result.suggested is None for result in found.values())
    assert (score_of.grade, score_of.max_points) == (None, 0) and total(MIDTERM, list(found.values())).suggested == 0


def test_deeds_of_the_whole_plan_count_and_those_before_it_or_of_others_do_not():
    found, _ = results("2021年9月，县委、县政府转发“八五”普法规划。", "2021年10月28日，县人大常委会作出“八五”普法决议。",
                       "2021年11月召开“七五”普法总结暨“八五”普法启动部署会。", "2020年，县检察院建成青少年法治教育实践基地。")
    assert (found["2.1"].status, found["22.1"].status) == ("met", "missing")
    found, _ = results("2021年9月，市委、市政府转发“八五”普法规划。", "2016年，县人大常委会作出“七五”普法决议。")
    assert found["2.1"].status == "missing"


TRAINED = tuple(f"{year}年4月18日，县普法办举办普法骨干培训班。" for year in (2021, 2022, 2023))


@pytest.mark.parametrize(("texts", "status"), [
    (TRAINED, "met"), (TRAINED[1:], "partial"), (("2020年4月18日，县普法办举办普法骨干培训班。",), "missing"),
    (("2023年4月18日，县普法办举办普法骨干培训班。", "2023年5月18日，县普法办举办普法骨干培训班。", TRAINED[0]), "partial"),
    ((TRAINED[0], "2022年的普法骨干培训班因疫情取消。", TRAINED[2]), "partial"),
    (("计划12月举办普法骨干培训班。",), "missing"), (("派员参加市司法局举办的普法骨干培训班。",), "missing"),
])
def test_training_is_wanted_of_every_year(texts, status):
    assert results(*texts)[0]["4.1"].status == status


@pytest.mark.parametrize(("claim", "gap", "criterion", "aspect"), [
    ("法治副校长覆盖全部126所中小学。", "3所教学点尚未配备法治副校长。", "21.1", "全覆盖"),
    ("聘任法治副校长126名，实现中小学全覆盖。", "2所村小法治副校长空缺。", "21.1", "全覆盖"),
    ("168个村（社区）均建有法治文化阵地。", "9个村没有法治文化阵地。", "32.1", "村级全覆盖"),
    ("普法档案齐全，专柜存放。", "4个乡镇的普法档案缺签到表。", "5.1", "档案规范"),
    ("中小学法治教育大纲、课时、教材、师资“四落实”。", "专职法治教师缺口12人。", "20.1", "师资"),
    ("612个居民小组均有1名法律明白人。", "7个居民小组没有法律明白人。", "23.1", "居民小组"),
])
def test_a_gap_told_anywhere_refutes_the_claim(claim, gap, criterion, aspect):
    assert results(claim)[0][criterion].measured["aspects"][aspect]
    both = results(claim, gap)[0][criterion]
    assert not both.measured["aspects"][aspect]
    assert any("没有做到" in refusal.reason for refusal in both.refusals)


def test_each_year_s_list_of_laws_is_a_part_of_its_own():
    found, _ = results("2021年“六法二条例”、2022年“五法二条例”宣传走进各乡镇。", "“四法三条例一办法”宣传正在制订方案。")
    aspects = found["12.1"].measured["aspects"]
    assert list(aspects.values()) == [True, True, True, False] and found["12.1"].status == "partial"


def test_hours_and_full_coverage_are_held_against_their_numbers():
    found, _ = results("2022年7月，组织法律明白人集中培训6课时。", "全县126所中小学法治副校长配备率98%。")
    aspects = found["23.1"].measured["aspects"]
    assert (aspects["培养工程"], aspects["培训课时"]) == (True, False)
    assert found["21.1"].measured["aspects"]["全覆盖"] is False
    found, _ = results("2022年7月，组织法律明白人集中培训8课时。", "全县126所中小学法治副校长配备率100%。")
    assert found["23.1"].measured["aspects"]["培训课时"] and found["21.1"].measured["aspects"]["全覆盖"]


def test_next_december_s_constitution_week_is_not_yet_and_the_last_one_counts():
    found, _ = results("计划12月开展宪法宣传周活动。")
    assert found["10.1"].status == "missing"
    found, _ = results("2022年12月4日，县司法局在人民广场开展宪法宣传周集中宣传。")
    assert found["10.1"].measured["aspects"]["宪法宣传周"]


@pytest.mark.parametrize(("text", "status"), [("普法做法获市委书记批示肯定。", "partial"), ("县委书记对普法工作作出批示。", "missing")])
def test_only_approval_from_above_is_extra(text, status):
    assert results(text)[0]["39.1"].status == status


def test_the_procedure_has_weights_four_grades_and_a_veto():
    scores = {"panel": Decimal(92), "public": Decimal(85), "peer": Decimal(88)}
    assert PROCEDURE.sections == () and [band.name for band in PROCEDURE.bands] == ["优秀", "良好", "一般", "较差"]
    assert composite(PROCEDURE, "panel-public-peer", scores).total == Decimal("88.40")
    assert composite(PROCEDURE, "panel-public-peer", scores).grade is None
    assert composite(PROCEDURE, "panel-public-peer", scores, falsified=True).grade == "较差"
    with pytest.raises(PufaError):
        composite(PROCEDURE, "onsite", scores)


def test_the_procedure_says_what_is_due_and_what_becomes_of_the_absent():
    assert [(d.month, d.day, d.years_after) for d in PROCEDURE.deadlines] == [(3, 31, 0), (12, 31, 0)]
    assert PROCEDURE.absence and "通报批评" in PROCEDURE.absence.treatment and PROCEDURE.draw is None
    assert MIDTERM.deadlines[0].papers == ("self_report",) and (MIDTERM.deadlines[0].month, MIDTERM.deadlines[0].day) == (11, 5)
