"""Sums, shares and attendance that cannot be."""

from fractions import Fraction

import pytest
from claims_made import document, dossier, found, register, subs
from hypothesis import given
from hypothesis import strategies as st

from integrity.claims.presence import reachable


def brief(*lines: str):
    return dossier(document("总结.docx", "# 2022年普法工作总结", *lines), 总结="summary")


def ledger(*rows: str, title: str = "2022年普法活动台账"):
    return dossier(register("台账.xlsx", title, *rows))


def counts(one):
    return subs(found(one, "count_contradiction"))


HEAD = "序号|活动|地点|资料（份）"


def test_a_total_row_that_does_not_add_up_is_asked_about():
    assert counts(ledger(HEAD, "1|讲座|机关|120", "2|宣传|广场|300", "合计|||520")) == ["column_total"]


@pytest.mark.parametrize("rows", [
    ("1|讲座|机关|120", "2|宣传|广场|300", "合计|||420"),
    ("1|讲座|机关|120", "2|宣传|广场|300余", "合计|||520"),
    ("1|讲座|机关|120", "2|宣传|广场|300", "|上年宣传|广场|100", "合计|||420"),
    ("1|讲座|机关|120", "2|宣传|广场|300", "合计||2场|420"),
    ("1|讲座|机关|100", "2|宣传|广场|200", "小计|||300", "3|咨询|社区|50", "4|展板|社区|60", "小计|||110",
     "合计|||410"),
])
def test_totals_that_can_be_meant_so_are_left_alone(rows):
    assert counts(ledger(HEAD, *rows)) == []


@given(st.lists(st.integers(1, 5000), min_size=2, max_size=8), st.integers(-50, 50))
def test_a_total_row_is_asked_about_exactly_where_the_sum_is_another(values, off):
    rows = [f"{at}|活动{at}|广场|{value}" for at, value in enumerate(values, 1)]
    told = counts(ledger(HEAD, *rows, f"合计|||{max(sum(values) + off, 0)}"))
    assert bool(told) == (max(sum(values) + off, 0) != sum(values))


def test_parts_of_a_sentence_are_held_against_their_whole():
    assert counts(brief("上半年举办讲座3场、下半年举办讲座4场，共举办讲座8场。")) == ["sum_total"]
    assert counts(brief("全年推送普法信息30篇，其中原创22篇、转发19篇。")) == ["sum_among"]


@pytest.mark.parametrize("text", ["上半年举办讲座3场、下半年举办讲座4场，共举办讲座7场。",
                                  "全年推送普法信息50篇，其中原创22篇、转发19篇。",
                                  "今年已推送普法信息31篇（去年同期17篇），其中原创22篇、转发9篇。"])
def test_parts_that_fit_and_asides_are_left_alone(text):
    assert counts(brief(text)) == []


@pytest.mark.parametrize("text, sort", [
    ("应到42人，实到45人。", "more_than_called"),
    ("应到45人，实到42人，到会率100%。", "rate"),
    ("组织全体人员参加学习，请假3人，参学率100%。", "full_with_absent"),
    ("23人参加考试，合格率96.5%。", "grim"),
    ("参加考试50人，合格45人，合格率95%。", "rate"),
])
def test_shares_that_their_own_figures_do_not_make(text, sort):
    assert counts(brief(text)) == [sort]


@pytest.mark.parametrize("text", [
    "应到45人，实到42人，到会率93.3%。",
    "应考486人，参考率100%；2人不及格，合格率99.6%。", "86人参加考试，合格率96.5%。",
    "参考率、合格率均达95%以上。", "应到45人，实到45人，参学率达到100%。",
    "领导干部网上考试参考率100%、合格率98%以上。"])
def test_shares_that_can_be(text):
    assert counts(brief(text)) == []


def test_the_columns_of_an_examination_are_held_against_its_rates():
    head = "日期|考试|应考|实考|参考率|合格|合格率"
    assert counts(ledger(head, "10月11日|年度法律知识考试|96|94|97.9%|93|98.9%")) == []
    assert counts(ledger(head, "10月11日|年度法律知识考试|96|90|100%|89|98.9%")) == ["rate"]


@given(st.integers(1, 400), st.data())
def test_every_rounded_or_cut_share_is_reachable(whole, data):
    part = data.draw(st.integers(0, whole))
    exact = Fraction(100 * part, whole)
    cut = int(exact * 10)
    assert reachable(f"{cut // 10}.{cut % 10}", whole)
    assert reachable(f"{round(float(exact), 1):.1f}", whole)


def test_a_share_that_no_whole_number_makes_is_not_reachable():
    assert not reachable("96.5", 23) and reachable("95.7", 23)


def test_more_people_than_a_hall_holds_or_than_the_staff_are():
    hall = ("局三楼报告厅可容纳120人。", "5月6日，在三楼报告厅举办民法典讲座，260人参加。")
    assert counts(brief(*hall)) == ["hall"]
    assert counts(brief("局三楼报告厅可容纳120人。", "5月6日，在三楼报告厅举办民法典讲座，118人参加。")) == []
    assert counts(brief("我局现有在职干部职工63人。", "组织全体干部职工97人参加考试。")) == ["staff"]
    assert counts(brief("我局现有在职干部职工63人。", "组织全体干部职工及直属单位97人参加考试。")) == []
