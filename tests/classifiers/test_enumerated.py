"""Sentences that list several happenings: an event an entry, the total a claim, each entry with its own status."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from datetime import date

import pytest
from documents import found

from classifiers.events import merge_events

GROUP, PARTY, TALK, CASE, SENT = "group_study", "party_meeting", "legal_training", "case_published", "law_delivered"


def told(*blocks, kind=GROUP, paper="self_report"):
    """(status, first day, words) of every mention of a kind, in reading order, and the totals claimed."""
    mentions = found(*blocks, kind=kind, paper=paper)
    events = merge_events(mentions)
    claims = [int(e.slots.quantity.value) for e in events if e.claim and e.slots.quantity]
    rows = [(m.status, m.slots.date.start if m.slots.date else None, m.quote) for m in mentions]
    return rows, claims, [e for e in events if not e.claim and e.mentions[0].status == "done"]


def days(rows, status="done"):
    """The first days of mentions of a status, without those of the year as a whole."""
    return [when for state, when, _ in rows if state == status and when not in (None, date(2022, 1, 1))]


@pytest.mark.parametrize("text", [
    "党组中心组全年集中学法3次：2月9日学习宪法，6月14日学习民法典，10月20日学习行政处罚法。",
    "党组中心组全年集中学法3次。2月9日学习宪法；6月14日学习民法典；10月20日学习行政处罚法。",
    "党组中心组集中学法3回，2月9日学的是宪法，6月14日学民法典（重点是合同编），10月20日学行政处罚法。",
    "党组中心组集中学法三次，第一次是2月9日，学宪法；第二次6月14日，学民法典；第三次10月20日，学行政处罚法。",
    "党组中心组集中学法3次：学宪法（2月9日）、学民法典（6月14日）、学行政处罚法（10月20日）。",
    "党组中心组集中学法3次，先是2月9日学宪法，再是6月14日学民法典，最后10月20日学行政处罚法。",
])
def test_each_entry_of_a_list_is_an_event_and_the_total_a_claim(text):
    rows, claims, events = told(text)
    assert [d.month for d in days(rows)] == [2, 6, 10]
    assert claims == [3] and len(events) == 3


def test_days_in_brackets_after_a_total_are_its_events():
    rows, _, events = told("党组中心组集中学法3次（2月9日、6月14日、10月20日）。")
    assert len(events) == 3 and len(rows) == 1


def test_every_entry_has_its_own_status():
    rows, claims, events = told("中心组今年学法四次。一季度学宪法，二季度学民法典，三季度学水法，四季度的那次推到了明年一月。")
    assert len(events) == 3 and claims == [4]
    assert rows[-1][0] == "planned"


def test_entries_without_a_day_stay_apart_from_each_other():
    _, claims, events = told("局党组专题研究普法工作两次，年初一次（定计划）、年中一次（听汇报）。", kind=PARTY)
    assert claims == [2] and len(events) == 2


def test_a_list_that_is_only_planned_gives_no_deed():
    rows, _, events = told("计划全年组织中心组学法3次，3月学宪法，6月学民法典，9月学水法。")
    assert not events and {state for state, _, _ in rows} == {"planned"}


@pytest.mark.parametrize("text", [
    "中心组全年学法4次，较2021年的3次有增加。",
    "截至11月底，中心组学法4次，5月被评为先进。",
    "中心组全年学法4次，6月出台了学法制度。",
])
def test_other_clauses_with_a_time_are_no_entries(text):
    _, claims, events = told(text)
    assert claims == [4] and not events


def test_own_people_are_none_of_the_guests_that_a_total_counts():
    text = "全年邀请专家举办法治讲座2次，4月请党校教授讲习近平法治思想，8月由法规科科长讲行政处罚程序。"
    rows, _, _ = told(text, kind="expert_lecture")
    assert date(2022, 8, 1) not in days(rows)


def test_a_chain_of_entries_goes_on_behind_the_subject():
    rows, _, _ = told("全年举办法治培训3期。3月中旬集中培训法制员；法规科6月单独组织队员学行政处罚法；9月学水法。", kind=TALK)
    assert [d.month for d in days(rows)] == [3, 6, 9]


def test_cases_named_after_their_number_are_a_case_each():
    rows, claims, events = told("年内向社会发布典型案例3件：周某非法采砂案，某厂擅自取水案，赵某毁坏堤防案。", kind=CASE)
    assert claims == [3] and len(events) == 3
    assert rows[1][2].startswith("周某非法采砂案")


def test_the_same_day_once_more_is_another_happening():
    _, _, events = told("6月15日上午，举办民法典专题讲座。同日下午，举办水行政执法培训班。", kind=TALK)
    assert [e.slots.date.start for e in events] == [date(2022, 6, 15)] * 2


@pytest.mark.parametrize("text", ["国家安全教育日前一天，在人民公园宣传国家安全法。", "“4·15”提前一天，到社区宣传国家安全法。"])
def test_a_named_day_can_be_moved(text):
    rows, _, _ = told(text, kind="node_publicity")
    assert days(rows) == [date(2022, 4, 14)]


def test_a_contest_after_a_total_of_talks_is_none_of_them():
    rows, claims, _ = told("全年举办法治讲座2期。4月请律师讲民法典。11月底搞了演讲赛，14人上台。", kind=TALK)
    assert claims == [2] and [d.month for d in days(rows)] == [4]


def test_the_day_of_a_contest_s_results_is_no_second_contest():
    rows, _, events = told("四月组织全局干部参加全省水法知识竞赛，六月公布结果。", kind="law_contest")
    assert len(events) == 1 and days(rows) == [date(2022, 4, 1)]
