"""The county's mid-term dossier the whole way: forty statuses, quotes and traps beside what people wrote down as right."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from collections.abc import Mapping

import pytest
from runs import Run

from reports.assessment_json import write_json
from reports.table_text import criteria_table
from verify import verify

KNOWN: Mapping[str, tuple[str, str, str]] = {
    "3.1": ("met", "partial", "the standard names staff, pay and equipment; the gold takes two of them for examples enough"),
    "9.1": ("met", "missing", "no paper says that the programme or the loudspeakers speak of the thought; only a heading above does"),
    "15.1": ("met", "partial", "attending a trial is asked for in the standard's third part, which the gold does not look at"),
}
"""Check: (gold, found, reason)."""
COUNTED_TRAPS: Mapping[tuple[str, str], str] = {
    ("12.1", "2023年“四法三条例一办法”宣传正在制"): "a plan in the later clauses of a sentence whose first clause tells two years' deeds and is quoted whole",
    ("17.1", "争取2024年纳入全县干部教育培训规划。"): "the same: the first clause tells of the compulsory course",
    ("21.1", "法治副校长实现64所中小学全覆盖。"): "shows that there are such deputies; as full coverage it is refuted",
    ("32.1", "村（社区）法治文化阵地全覆盖。"): "shows that villages have such places; as full coverage it is refuted",
    ("37.1", "合规建设试点方案正在征求意见。"): "stands in one sentence with two deeds, which is quoted whole",
}


@pytest.fixture(scope="module")
def run() -> Run:
    """The dossier, assessed once."""
    return Run("sample_nanchang_2023_midterm")


def test_statuses_are_the_gold_but_for_known_differences(run):
    found = {row["id"]: row["status"] for row in run.found["criteria"]}
    assert len(found) == 40
    assert run.differences("status", found) == {c: (gold, seen) for c, (gold, seen, _) in KNOWN.items()}


def test_nothing_has_points(run):
    assert {row["suggested_points"] for row in run.found["criteria"]} == {None}
    assert "待查/0" not in criteria_table(run.assessment)


@pytest.mark.parametrize(("criterion", "aspects"), [
    ("20.1", {"法治课": True, "大纲课时教材": True, "师资": False}), ("21.1", {"配备": True, "全覆盖": False, "履职": True}),
    ("19.1", {"新提任考试": True, "参考率": True, "合格率": False}), ("6.1", {"列入预算": True, "动态调整": True, "购买服务目录": False}),
    ("39.1", {"批示肯定": True, "会议交流": False, "媒体推广": True}), ("30.1", {"普法讲师团": True, "普法志愿者": True, "公益普法活动": False}),
    ("37.1", {"经营管理人员学法": True, "企业法律顾问": True, "企业合规": False}),
    ("5.1", {"报送信息": True, "宣传经验典型": True, "档案规范": False}),
])
def test_the_parts_of_a_check(run, criterion, aspects):
    row = next(row for row in run.found["criteria"] if row["id"] == criterion)
    assert row["measured"]["aspects"] == aspects


def test_a_cancelled_year_leaves_two_trainings_of_three(run):
    row = next(row for row in run.found["criteria"] if row["id"] == "4.1")
    assert (row["measured"]["count"], row["measured"]["required"]) == (2, 3)


def test_quotes_stand_in_their_files(run, tmp_path):
    write_json(run.assessment, tmp_path / "assessment.json")
    assert verify(tmp_path / "assessment.json", run.folder / "dossier") == []


def test_no_trap_counts_but_the_known_ones(run):
    assert set(run.counted_traps()) <= COUNTED_TRAPS.keys()
