"""The sample dossier assessed again with a reviewer's corrections: points follow, everything holds, undoing gives all back."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import docx
import pytest
from runs import CORPUS

from assess import Request, assess, write
from model.corrections import append
from reports.assessment_json import to_json
from rubric_maps.load import load
from verify import verify

DOSSIER = CORPUS / "sample_jiangyin_2020" / "dossier"
REQUEST = Request(dossier=DOSSIER, rubric=load("jiangyin-2020"), unit="澜宁市水务局", year=2020, assessed_on=date(2021, 1, 15), rules_only=True)
BASE = {"unit": REQUEST.unit, "year": 2020, "rubric": "jiangyin-2020", "by": "王强", "when": "2021-01-08T10:00:00", "why": "看过原件"}


@pytest.fixture(scope="module")
def plain():
    """The sample without corrections, as JSON."""
    return to_json(assess(REQUEST))


def criterion(data, at):
    """A criterion of an assessment."""
    return next(row for row in data["criteria"] if row["id"] == at)


def marks(data, at, event, scope=()):
    """Marks on all mentions of an event under a criterion."""
    rows = [row for row in criterion(data, at)["evidence"] if row["event"] == event]
    return [{name: row[name] for name in ("file", "page", "quote", "kind", "status", "id")} | {"criteria": list(scope)} for row in rows]


def counted(data, at):
    """Ids of the counted events of a criterion, in order."""
    return list(dict.fromkeys(row["event"] for row in criterion(data, at)["evidence"] if row["counts"]))


def again(tmp_path, *lines):
    """The sample assessed with corrections and written."""
    append(tmp_path / "c.jsonl", [BASE | line for line in lines])
    request = replace(REQUEST, corrections=tmp_path / "c.jsonl")
    assessment = assess(request)
    write(assessment, request, tmp_path / "out")
    assert verify(tmp_path / "out" / "assessment.json", DOSSIER) == []
    return assessment, json.loads((tmp_path / "out" / "assessment.json").read_text("utf-8"))


def test_two_cases_joined_are_one_case_less(plain, tmp_path):
    one, two = counted(plain, "7.1")[:2]
    _, data = again(tmp_path, {"action": "join", "mentions": marks(plain, "7.1", one) + marks(plain, "7.1", two)})
    before, after = criterion(plain, "7.1"), criterion(data, "7.1")
    assert (before["measured"]["count"], before["suggested_points"]) == (3, 9) and (after["measured"]["count"], after["suggested_points"], after["low"]) == (2, 6, 6)
    assert after["why"].endswith("12 × 2/4 = 6；人工调整1处")
    assert data["score"]["suggested"] == plain["score"]["suggested"] - 3
    event = next(event for event in data["events"] if event["id"] == one)
    assert "人工合并（王强 2021-01-08：看过原件）" in event["merge_reason"]
    assert [row for row in data["criteria"] if row["id"] != "7.1"] == [row for row in plain["criteria"] if row["id"] != "7.1"]


def test_a_study_wrongly_taken_for_a_plan_counts_once_it_is_corrected(plain, tmp_path):
    row = next(row for row in criterion(plain, "3.1")["evidence"] if row["status"] == "planned" and "4月22日" in row["quote"])
    mark = {name: row[name] for name in ("file", "page", "quote", "kind", "status", "id")}
    _, data = again(tmp_path, {"action": "status", "status": "done", "mentions": [mark]})
    now = next(one for one in criterion(data, "3.1")["evidence"] if one["id"] == row["id"])
    assert now["status"] == "done" and now["counts"] and now["reason"].startswith("人工改状态（王强")


def test_a_case_taken_for_another_kind_of_evidence_is_counted_once_its_kind_is_corrected(plain, tmp_path):
    row = next(row for row in criterion(plain, "7.1")["evidence"] if row["kind"] == "case_reported" and row["quote"] == "典型案例敲警钟")
    mark = {name: row[name] for name in ("file", "page", "quote", "kind", "status", "id")}
    _, data = again(tmp_path, {"action": "kind", "kind": "case_published", "mentions": [mark]})
    now = next(one for one in criterion(data, "7.1")["evidence"] if one["id"] == row["id"])
    assert (row["counts"], now["kind"], now["counts"]) == (False, "case_published", True) and now["reason"].startswith("人工改种类（王强")


def test_what_is_taken_out_costs_its_points_under_its_criterion_alone_and_undoing_gives_them_back(plain, tmp_path):
    event = counted(plain, "8.2")[0]
    out = {"action": "out", "id": "c1", "mentions": marks(plain, "8.2", event, ["8.2"])}
    assessment, data = again(tmp_path, out)
    gone = criterion(data, "8.2")
    assert (gone["suggested_points"], gone["low"], gone["high"], gone["status"]) == (0, 0, 0, "missing")
    assert all(not row["counts"] and row["reason"] == "人工移出（王强 2021-01-08：看过原件）" for row in gone["evidence"] if row["event"] == event)
    assert data["score"]["low"] == plain["score"]["low"] - criterion(plain, "8.2")["low"]
    assert assessment.adjustments[0].criteria == ("8.2",)
    _, back = again(tmp_path, {"action": "undo", "of": "c1"})
    assert back["criteria"] == plain["criteria"] and back["score"] == plain["score"]


def test_stale_and_broken_lines_and_those_of_other_units_change_nothing_and_are_told(plain, tmp_path):
    mark = marks(plain, "8.2", counted(plain, "8.2")[0])[0]
    _, data = again(tmp_path, {"action": "out", "mentions": [mark | {"quote": "卷内没有的话"}]}, {"action": "off"},
                    {"action": "out", "mentions": [mark], "unit": "别的单位"}, {"action": "out", "mentions": [mark], "year": 2019})
    assert data["criteria"] == plain["criteria"]
    assert [(one["code"], one["severity"]) for one in data["problems"]] == [("E241", "error"), ("E244", "warning")]
    assert json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))["corrections"] == {"applied": 0, "lost": 1}


def test_the_review_sheet_lists_what_was_corrected_and_by_whom(plain, tmp_path):
    event = counted(plain, "8.2")[0]
    mark = marks(plain, "8.2", event, ["8.2"])
    again(tmp_path, {"action": "out", "mentions": mark}, {"action": "out", "mentions": [mark[0] | {"quote": "卷内没有的话"}]})
    paper = docx.Document(str(tmp_path / "out" / "review.docx"))
    text = "\n".join([p.text for p in paper.paragraphs] + [cell.text for table in paper.tables for cell in table.rows[-1].cells])
    assert "、人工调整" in text and "人工移出（王强 2021-01-08：看过原件）" in text and "另有1处人工调整" in text and "[E244]" in text
