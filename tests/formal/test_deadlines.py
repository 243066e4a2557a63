"""Papers wanted by a day: in time, late, undated, not there."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from classifiers.context import context_for
from classifiers.find import find_mentions
from extractor import read_text
from formal.deadlines import check_deadlines, paper_date
from model.rubric import Citation, Deadline

PLAN = Deadline(name="年度计划", month=3, day=31, papers=("plan",), citation=Citation(source="甲", page=0, place="第十七条"))


def paper(text, name="计划.txt"):
    return read_text(text, name)


def check(*documents, deadline=PLAN, papers=None, mentions=()):
    return check_deadlines((deadline,), 2020, documents, papers or {d.path: "plan" for d in documents}, mentions)[0]


def plan(day, title="某局2020年普法工作计划"):
    return paper(f"{title}\n\n一、总体要求\n\n二、重点工作\n\n某局\n\n{day}")


@pytest.mark.parametrize(("day", "state"), [("2020年3月31日", "on_time"), ("2020年4月1日", "late"), ("二〇二〇年三月二日", "on_time"),
                                            ("2020年3月", "undated"), ("", "undated")])
def test_by_the_paper_s_own_date(day, state):
    found = check(plan(day))
    assert (found.state, found.due, found.file) == (state, date(2020, 3, 31), "计划.txt")
    assert found.by == ("paper" if state in ("on_time", "late") else None)


def test_the_day_it_was_handed_in_comes_before_the_paper_s_own():
    record = paper("4月7日，我局将2020年普法工作计划报送市普法办备案。", "登记.txt")
    _, mentions = find_mentions(record, context_for("澜浦市住房局", 2020), opinion="rules")
    found = check(plan("2020年3月2日"), record, papers={"计划.txt": "plan", "登记.txt": "ledger"}, mentions=mentions)
    assert (found.state, found.by, found.dated) == ("late", "filed", date(2020, 4, 7)) and "备案" in found.quote


def test_another_year_s_paper_is_none_and_the_earliest_counts():
    assert check(plan("2021年1月5日", title="某局2021年普法工作计划")).state == "missing"
    two = plan("2020年5月1日"), replace(plan("2020年2月1日"), path="初稿.txt")
    assert check(*two).state == "on_time"
    assert check().state == "missing"


def test_a_deadline_in_the_year_after():
    summary = replace(PLAN, month=1, day=15, years_after=1, papers=("summary",))
    document = paper("某局2020年普法工作总结\n\n一年来……\n\n2021年1月10日", "总结.txt")
    found = check(document, deadline=summary, papers={"总结.txt": "summary"})
    assert (found.state, found.due) == ("on_time", date(2021, 1, 15))


def test_a_day_in_running_text_is_not_the_paper_s():
    long = "我局将于2020年2月1日前完成各科室任务分解，并于当月报送工作台账、任务清单和责任分工表等材料，逐月调度推进。"
    assert paper_date(paper(f"某局计划\n\n{long}"), 2020) == (None, "")


def filed(*texts):
    """Mentions of papers (name, text, kind) that tell when something was handed in, with the paper kinds by path."""
    context, mentions, kinds = context_for("澜浦市住房局", 2020), [], {"计划.txt": "plan"}
    for name, text, kind in texts:
        kinds[name] = kind
        mentions += find_mentions(paper(text, name), context, kind, opinion="rules")[1]
    return {"papers": kinds, "mentions": mentions}


REGISTER = ("登记.txt", "报送市普法办材料登记\n\n4月2日，2020年普法工作计划送达市普法办，当日签收。", "ledger")
CLAIM = ("自评.txt", "3月28日，我局将2020年普法工作计划报市普法办备案。", "self_report")
DRAFT = ("台账.txt", "3月20日，将普法工作计划初稿报市普法办。", "ledger")


@pytest.mark.parametrize(("told", "state", "day"), [
    ((REGISTER, CLAIM), "late", date(2020, 4, 2)), ((CLAIM,), "on_time", date(2020, 3, 28)),
    ((DRAFT, REGISTER), "late", date(2020, 4, 2)), ((), "on_time", date(2020, 3, 2))])
def test_a_register_beats_the_unit_s_word_and_a_draft_is_none(told, state, day):
    found = check(plan("2020年3月2日"), **filed(*told))
    assert (found.state, found.dated) == (state, day)
