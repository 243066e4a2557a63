"""Papers of earlier years beside a later review: what they tell of their own year, and what they only announce."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from datetime import date

import pytest
from documents import found

from classifiers.context import context_for
from model.evidence import DateRange
from model.rules import Ask
from scoring.select import standing

PLAN_PERIOD = Ask(kinds=(), period=DateRange(start=date(2021, 1, 1), end=date(2023, 11, 5)))
CONTEXT = context_for("云泽市青岭县人民政府", 2023, DateRange(start=date(2023, 1, 1), end=date(2023, 11, 5)))


def stands(*blocks, paper, kind):
    """The statuses of a kind's mentions in the review, and for a check of 2021 to 2023."""
    mentions = found(*blocks, paper=paper, kind=kind, context=CONTEXT)
    return [(m.status, standing(m, PLAN_PERIOD)) for m in mentions]


def test_an_earlier_report_s_deed_without_a_day_happened_in_its_year():
    assert stands("青岭县2022年普法工作总结", "举办普法骨干培训班。", paper="summary", kind="backbone_training") == [("other_period", "done")]
    assert stands("青岭县2020年普法工作总结", "举办普法骨干培训班。", paper="summary", kind="backbone_training") == [("other_period", "other_period")]


@pytest.mark.parametrize("text", ["5月，举办普法骨干培训班。", "举办普法骨干培训班1期。", "2022年5月18日，举办普法骨干培训班。"])
def test_an_earlier_plan_is_no_deed_for_any_period(text):
    assert stands("青岭县2022年普法工作计划", text, paper="plan", kind="backbone_training")[0][1] != "done"


def test_an_earlier_notice_of_what_is_to_be_held_is_none_but_one_that_issues_a_rule_is():
    held = stands("2022年普法骨干培训的通知", "培训时间：2022年5月18日，举办普法骨干培训班。", paper="notice", kind="backbone_training")
    assert all(status != "done" for _, status in held)
    issued = stands("关于印发履职报告评议办法的通知", "现将《普法履职报告评议办法》印发给你们。", "2022年5月9日", paper="notice", kind="review_system")
    assert ("other_period", "done") in issued


def test_what_an_earlier_report_only_intends_is_no_deed():
    told = stands("青岭县2021年普法工作总结", "# 下一步打算", "2022年3月，举办普法骨干培训班。", paper="summary", kind="backbone_training")
    assert told and all(status != "done" for _, status in told)


@pytest.mark.parametrize(("text", "status"), [("2021至2023年，累计培训普法骨干6期。", "done"), ("2021年以来，培训普法骨干6期。", "done"),
                                              ("2020年以来，培训普法骨干6期。", "other_period"), ("2019年，培训普法骨干2期。", "other_period")])
def test_years_that_run_to_the_review_s_own_year_lie_in_the_plan_period(text, status):
    assert stands(text, paper="self_report", kind="backbone_training") == [("other_period", status)]
