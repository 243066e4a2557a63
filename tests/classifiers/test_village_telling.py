"""The plain telling of villages and small towns: minutes by date, a month's newspaper, opinions, tables of one file."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest
from documents import day, document, found, heading, paragraph, row, told

from classifiers.papers import recognise


@pytest.mark.parametrize(("line", "kind"), [
    ("2022年3月9日　法治宣传教育领导小组全体会议", "leading_group_meeting"),
    ("2022年2月27日　党委会　专题：普法工作", "party_meeting"),
    ("4月12日　党工委会议　议题：法治宣传教育", "party_meeting"),
])
def test_the_dated_head_of_a_meeting_in_a_book_of_minutes_tells_that_it_was_held(line, kind):
    mentions = found(paragraph("会议记录"), heading(line), paragraph("应到17人，实到17人。", line), paper="record", kind=kind)
    assert [m.status for m in mentions] == ["done"]
    assert mentions[0].slots.date is not None and mentions[0].slots.date.days == 1


def test_a_head_without_a_day_only_names_a_subject():
    assert found(paragraph("会议记录"), heading("普法领导小组全体会议"), paper="record", kind="leading_group_meeting") == []


@pytest.mark.parametrize("title", ["关于“八五”普法决议执行情况的视察意见", "关于普法工作的评议意见"])
def test_an_opinion_tells_what_was_done_though_it_is_issued_like_a_notice(title):
    mentions = found(paragraph(title), paragraph("2022年9月18日，主席团组织代表视察全镇普法工作。"), paper="notice", kind="npc_inspection")
    assert [m.status for m in mentions] == ["done"]
    assert found(paragraph(title), paper="notice", kind="npc_resolution") == []


@pytest.mark.parametrize("lines", [("青禾普法小报", "2022年末合刊　青禾司法所编"), ("云泽法治月报", "第3期")])
def test_a_small_newspaper_is_a_briefing(lines):
    assert recognise(document(*map(paragraph, lines), paragraph("5月10日晚，村口老槐树下摆开板凳，讲怎样写借条，来了四十多人。"), path="一.docx")) == "briefing"


@pytest.mark.parametrize(("sentence", "kind", "status"), [
    ("人大任命人员任职资格考试，待区人大通知。", "appointment_law_exam", "planned"),
    ("任前法律知识考试，尚待上级安排下达。", "appointment_law_exam", "planned"),
    ("闲散青少年的名册摸过一遍，法治帮教还没顾上。", "social_youth_education", "negated"),
    ("闲散青少年登记在册，法治帮教没来得及做。", "social_youth_education", "negated"),
])
def test_what_waits_or_was_not_got_round_to_is_not_done(sentence, kind, status):
    assert {s for _, s in told(found(paragraph(sentence), paper="summary", kind=kind))} == {status}


def test_rows_of_two_tables_on_one_day_may_be_one_happening():
    rows = [row("日期", "内容", header=True), row("2022年6月10日", "旁听庭审：张某处罚案")]
    other = [row("日期", "内容", header=True, table=2), row("2022年6月10日", "旁听庭审：张某处罚案", table=2)]
    mentions = found(paragraph("普法台账"), *rows, paragraph("旁听情况"), *other, paper="ledger", kind="court_hearing")
    assert [(m.table, m.slots.date) for m in mentions if m.series] == [(1, day(6, 10)), (2, day(6, 10))]
