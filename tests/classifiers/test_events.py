"""Distinct events out of mentions over several files: what is one, what stays two, and what is only a claim."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import re
from datetime import date

import pytest
from documents import day, mention, month
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.cluster import same_title
from classifiers.events import is_claim, merge_events
from model.evidence import DateRange

TALK, CASE, ONCE = "legal_training", "case_published", "annual_plan"
YEAR_LONG = DateRange(start=date(2022, 1, 1), end=date(2022, 12, 31))


def listed(*mentions):
    """Events that are no claims."""
    return [e for e in merge_events(mentions) if not e.claim]


def groups(*mentions):
    """The ids of each event's mentions, sorted."""
    return sorted(sorted(m.id for m in e.mentions) for e in listed(*mentions))


def test_one_day_told_in_two_files_is_one_event():
    events = listed(mention(TALK, "a", when=day(5, 20)), mention(TALK, "b", when=day(5, 20), file="乙.docx"))
    assert len(events) == 1
    assert events[0].merge_reason == "2处（2份文件）说的是一件：日期相同"


def test_two_days_are_two_events():
    assert groups(mention(TALK, "a", when=day(5, 20)), mention(TALK, "b", when=day(7, 1), file="乙.docx")) == [["a"], ["b"]]


def test_a_month_is_the_day_within_it_and_not_a_day_outside():
    within = groups(mention(TALK, "a", when=day(5, 20)), mention(TALK, "b", when=month(5), file="乙.docx"))
    outside = groups(mention(TALK, "a", when=day(5, 20)), mention(TALK, "b", when=month(6), file="乙.docx"))
    assert within == [["a", "b"]] and outside == [["a"], ["b"]]


def test_of_several_days_in_the_month_the_likest_telling_takes_it():
    told = (mention(TALK, "a", when=day(5, 6), quote="举办行政处罚法培训"), mention(TALK, "b", when=day(5, 20), quote="邀请律师讲民法典"),
            mention(TALK, "c", when=month(5), quote="5月，律师讲民法典", file="乙.docx"))
    assert groups(*told) == [["a"], ["b", "c"]]


@pytest.mark.parametrize("when", [None, YEAR_LONG])
def test_a_telling_without_a_day_adds_no_event_where_one_is_listed(when):
    events = listed(mention(TALK, "a", when=day(5, 20)), mention(TALK, "b", when=when, file="乙.docx"))
    assert len(events) == 1 and "未写明日期或名称，不另计" in events[0].merge_reason or "日期相容" in events[0].merge_reason


def test_a_telling_without_a_day_alone_is_an_event():
    assert groups(mention(TALK, "a")) == [["a"]]


def test_the_same_title_in_other_words_is_one_case():
    one = groups(mention(CASE, "a", title="张某非法采砂案", when=day(5, 18)), mention(CASE, "b", title="张某某非法采砂案件", file="乙.docx"))
    assert one == [["a", "b"]]


def test_other_titles_are_other_cases_even_on_one_day():
    two = groups(mention(CASE, "a", title="张某非法采砂案", when=day(5, 18)),
                 mention(CASE, "b", title="某公司擅自取水案", when=day(5, 18), file="乙.docx"))
    assert two == [["a"], ["b"]]


@pytest.mark.parametrize(("one", "other", "same"), [
    ("张某非法采砂案", "张某非法采砂案", True), ("《张某非法采砂案》", "张某 非法采砂案", True), ("张某非法采砂案", "李某侵占河道案", False),
    ("某养殖户擅自占用水库库容案", "某养殖户占用库容案", True), ("李某侵占河道滩地搭建鱼棚案", "李某侵占滩地案", True), ("", "李某侵占滩地案", False),
    ("河长的一天", "水的一生", False),
])
def test_same_title(one, other, same):
    assert same_title(one, other) is same and same_title(other, one) is same


def test_a_list_of_days_meets_the_files_that_tell_each():
    lead = mention(TALK, "l", dates=(day(4, 22), day(6, 10), day(9, 8)), value=3)
    told = (mention(TALK, "a", when=day(4, 22), file="乙.docx"), mention(TALK, "b", when=day(6, 10), file="丙.docx"))
    assert groups(lead, *told) == [["a", "l-1"], ["b", "l-2"], ["l-3"]]


def test_a_list_of_titles_meets_the_files_that_tell_each():
    lead = mention(CASE, "l", titles=("张某非法采砂案", "李某侵占河道案"), value=2)
    assert groups(lead, mention(CASE, "a", title="李某侵占河道案", file="乙.docx")) == [["a", "l-2"], ["l-1"]]


def test_two_rows_of_one_ledger_stay_two_and_of_two_ledgers_merge():
    rows = (mention(TALK, "a", when=day(5, 20), block=2, row=True), mention(TALK, "b", when=day(5, 20), block=3, row=True))
    assert groups(*rows) == [["a"], ["b"]]
    other = mention(TALK, "b", when=day(5, 20), block=3, row=True, file="乙.xlsx")
    assert groups(rows[0], other) == [["a", "b"]]


def test_the_same_day_at_two_places_is_two_events():
    two = (mention("node_publicity", "a", when=day(3, 22), place="人民广场"), mention("node_publicity", "b", when=day(3, 22), place="青石水库", file="乙.docx"))
    assert groups(*two) == [["a"], ["b"]]


def test_a_named_day_holds_tellings_together():
    two = (mention("node_publicity", "a", when=day(3, 22), named_day="世界水日"), mention("node_publicity", "b", named_day="世界水日", file="乙.docx"))
    assert groups(*two) == [["a", "b"]]
    other = mention("node_publicity", "b", when=day(6, 5), named_day="环境日", file="乙.docx")
    assert groups(two[0], other) == [["a"], ["b"]]


def test_a_thing_of_the_year_is_one_however_often_told():
    told = [mention(ONCE, f"m{n}", title=f"计划{n}", when=day(3, n + 1), file=f"{n}.docx") for n in range(5)]
    events = listed(*told)
    assert len(events) == 1 and len(events[0].mentions) == 5
    assert "同一项工作，全年只计一件" in events[0].merge_reason


def test_copies_of_a_file_add_nothing():
    once = [mention(TALK, "a", when=day(5, 20), quote="甲讲座"), mention(TALK, "b", when=day(7, 1), quote="乙讲座")]
    copied = [mention(TALK, m.id + "2", when=m.slots.date, quote=m.quote, file="副本.docx") for m in once]
    assert len(listed(*once, *copied)) == len(listed(*once)) == 2


def test_totals_are_claims_beside_the_listed_and_never_added():
    events = merge_events([mention(TALK, "a", when=day(5, 20)), mention(TALK, "t", value=6), mention(TALK, "u", value=6, file="乙.docx"),
                           mention(TALK, "v", value=4, file="丙.docx")])
    assert [len(e.mentions) for e in events if not e.claim] == [1]
    assert {(e.slots.quantity.value, len(e.mentions), e.merge_reason) for e in events if e.claim} == {(6, 2, "2处都写6"), (4, 1, "")}


@pytest.mark.parametrize(("told", "claim"), [
    (mention(TALK, "a", value=3), True), (mention(TALK, "a", value=2), True), (mention(TALK, "a", value=1), False), (mention(TALK, "a", value=None), False),
    (mention(TALK, "a", value=3, dates=(day(5, 1), day(6, 1), day(7, 1))), False), (mention(TALK, "a", value=80000, unit="元"), False),
])
def test_what_is_a_claim(told, claim):
    assert is_claim(told) is claim


@pytest.mark.parametrize("status", ["planned", "negated", "other_period", "other_unit", "boilerplate"])
def test_what_does_not_count_stays_apart_with_a_deed_of_the_same_day(status):
    events = merge_events([mention(TALK, "a", when=day(5, 20)), mention(TALK, "b", when=day(5, 20), status=status),
                           mention(TALK, "c", when=day(5, 20), status=status)])
    assert [len(e.mentions) for e in events] == [1, 1, 1]


def test_kinds_never_mix():
    assert groups(mention(TALK, "a", when=day(5, 20)), mention("court_hearing", "b", when=day(5, 20))) == [["a"], ["b"]]


def test_an_event_has_the_most_exact_of_what_its_mentions_say():
    event = listed(mention(CASE, "a", title="张某非法采砂案", when=month(5)),
                   mention(CASE, "b", title="云泽市张某非法采砂案", when=day(5, 18), place="人民广场", number="云水发〔2022〕7号", file="乙.docx"))[0]
    assert (event.slots.date, event.slots.title, event.slots.place) == (day(5, 18), "云泽市张某非法采砂案", "人民广场")
    assert event.slots.document_number == "云水发〔2022〕7号"


def test_days_that_disagree_are_named_as_a_conflict():
    event = listed(mention(CASE, "a", title="张某非法采砂案", when=day(5, 6)), mention(CASE, "b", title="张某非法采砂案", when=day(5, 12), file="乙.docx"))[0]
    assert event.conflicts == ("各处所写日期不同：2022-05-06、2022-05-12",)


TOLD = [mention(TALK, "a1", when=day(5, 20), quote="行政处罚法培训"), mention(TALK, "a2", when=day(7, 1), quote="民法典讲座"),
        mention(TALK, "b1", when=day(5, 20), quote="5月20日培训", file="乙.docx"), mention(TALK, "b2", quote="举办培训", file="乙.docx"),
        mention(TALK, "c1", when=day(9, 9), quote="水法考试", file="丙.docx"), mention(TALK, "c2", value=8, quote="全年8次", file="丙.docx"),
        mention(CASE, "d1", title="张某非法采砂案", when=day(5, 18), file="丁.docx"), mention(CASE, "d2", title="某公司擅自取水案", file="丁.docx"),
        mention(CASE, "e1", title="张某某非法采砂案件", file="戊.docx"), mention(ONCE, "f1", title="计划", file="己.docx"),
        mention(ONCE, "f2", title="要点", file="庚.docx"), mention(TALK, "g1", when=day(5, 20), status="planned", file="庚.docx")]


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(len(TOLD))))
def test_the_order_of_the_files_changes_no_count(order):
    shuffled = [TOLD[i] for i in order]
    assert groups(*shuffled) == groups(*TOLD)
    assert sorted(len(e.mentions) for e in merge_events(shuffled) if e.claim) == [1]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TOLD), max_size=12, unique_by=lambda m: m.id))
def test_every_mention_is_in_exactly_one_event_and_ids_are_unique(told):
    events = merge_events(told)
    assert sorted(m.id for e in events for m in e.mentions) == sorted(m.id for m in told)
    assert len({e.id for e in events}) == len(events)


def test_ids_are_the_same_in_every_run():
    assert [e.id for e in merge_events(TOLD)] == [e.id for e in merge_events(TOLD)]
    assert all(re.fullmatch("e[0-9a-f]{10}", e.id) for e in merge_events(TOLD))


def test_every_merge_says_why_in_chinese_and_a_lone_mention_says_nothing():
    events = merge_events(TOLD)
    assert all(re.search("[一-龥]", e.merge_reason) for e in events if len(e.mentions) > 1)
    assert all(e.merge_reason == "" for e in events if len(e.mentions) == 1)


def test_nothing_gives_nothing():
    assert merge_events([]) == ()
