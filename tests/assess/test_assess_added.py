"""Evidence that a reviewer adds to the sample dossier counts at once, is marked, holds, and can be taken back."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import docx
import openpyxl
import pytest
from runs import CORPUS

from assess import Request, assess, write
from model.corrections import append
from reports.assessment_json import to_json
from rubric_maps.load import load
from verify import verify

DOSSIER = CORPUS / "sample_jiangyin_2020" / "dossier"
REQUEST = Request(dossier=DOSSIER, rubric=load("jiangyin-2020"), unit="澜宁市水务局", year=2020, assessed_on=date(2021, 1, 15), rules_only=True)
BASE = {"unit": REQUEST.unit, "year": 2020, "rubric": "jiangyin-2020", "by": "王强", "when": "2021-01-08T10:00:00", "why": "软件没有认出", "action": "add"}
SUMMARY, BRIEF = "01自评报告/2020年普法工作总结.docx", "简报/第12期（秋季号）.pdf"
COLUMN = "门户网站“普法园地”栏目发布信息58条，微信公众号推送普法信息36篇。"
CASE = "10月20日，青石水库管理处结合秋季大坝安全检查，召开以会代训学习会，组织28名职工学习《水库大坝安全管理条例》。"
WORDS = "人工补充（王强 2021-01-08：软件没有认出）"


@pytest.fixture(scope="module")
def plain():
    """The sample without corrections, as JSON."""
    return to_json(assess(REQUEST))


def adding(quote, kind, file=BRIEF, **more):
    """A line that adds a place."""
    return BASE | {"mentions": [{"file": file, "page": 1, "quote": quote, "kind": kind}]} | more


def again(tmp_path, *lines):
    """The sample assessed with lines, written and held against its files."""
    append(tmp_path / "c.jsonl", lines)
    request = replace(REQUEST, corrections=tmp_path / "c.jsonl")
    write(assess(request), request, tmp_path / "out")
    assert verify(tmp_path / "out" / "assessment.json", DOSSIER) == []
    return json.loads((tmp_path / "out" / "assessment.json").read_text("utf-8"))


def criterion(data, at):
    """A criterion of an assessment."""
    return next(row for row in data["criteria"] if row["id"] == at)


def added(data, at):
    """The evidence of a criterion that a person added."""
    return [row for row in criterion(data, at)["evidence"] if row.get("added")]


def test_what_is_added_counts_in_points_bounds_ledger_and_what_is_missing(plain, tmp_path):
    data = again(tmp_path, adding(COLUMN, "media_column", SUMMARY))
    before, after = criterion(plain, "11.2"), criterion(data, "11.2")
    assert (before["suggested_points"], before["measured"]["count"], len(before["missing"])) == (0, 0, 1)
    assert (after["suggested_points"], after["low"], after["high"], after["status"], after["measured"]["count"]) == (3, 3, 3, "met", 1)
    assert sum(gap["gain"] for gap in before["missing"]) == 3 and sum(gap["gain"] for gap in after["missing"]) == 0
    row = added(data, "11.2")[0]
    assert (row["counts"], row["quote"], row["file"], row["page"], row["status"], row["reason"]) == (True, COLUMN, SUMMARY, 1, "done", WORDS)
    assert [entry["events"] for entry in after["ledger"]] == [[row["event"]]] and after["why"].endswith("人工调整1处")
    assert data["score"]["suggested"] == plain["score"]["suggested"] + 3
    assert [one for one in data["criteria"] if one["id"] != "11.2"] == [one for one in plain["criteria"] if one["id"] != "11.2"]


def test_taking_the_line_back_gives_the_old_assessment(plain, tmp_path):
    data = again(tmp_path, adding(COLUMN, "media_column", SUMMARY, id="c1"), BASE | {"action": "undo", "of": "c1"})
    assert data["criteria"] == plain["criteria"] and data["score"] == plain["score"]


def test_the_review_sheet_and_the_score_table_say_who_added_it(tmp_path):
    again(tmp_path, adding(COLUMN, "media_column", SUMMARY))
    paper = docx.Document(str(tmp_path / "out" / "review.docx"))
    text = "\n".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    assert text.count(WORDS) >= 2
    rows = openpyxl.load_workbook(tmp_path / "out" / "scores.xlsx")["证据"].iter_rows(values_only=True)
    assert [row[-1] for row in rows if row[8] == COLUMN and row[0] == "11.2"] == [WORDS]


def test_a_pdf_place_has_its_box_and_the_persons_day_and_number_hold(plain, tmp_path):
    days = {"from": "2020-11-02", "to": "2020-11-02"}
    data = again(tmp_path, adding(CASE, "case_published", date=days, quantity=1))
    row = added(data, "7.1")[0]
    assert row["date"] == days and row["quantity"] == 1 and row["bbox"] and row["counts"]
    assert (criterion(plain, "7.1")["suggested_points"], criterion(data, "7.1")["suggested_points"], criterion(data, "7.1")["measured"]["count"]) == (9, 12, 4)


def test_what_tells_a_known_event_once_more_is_no_second_one(plain, tmp_path):
    quote = "河道管理处门前电子显示屏"
    data = again(tmp_path, adding(quote, "channel_screen", "台账/2020年普法工作台账.xlsx", mentions=[
        {"file": "台账/2020年普法工作台账.xlsx", "page": 3, "quote": quote, "kind": "channel_screen"}]))
    assert criterion(data, "10.1")["suggested_points"] == criterion(plain, "10.1")["suggested_points"]


def test_evidence_found_with_another_status_takes_the_persons(plain, tmp_path):
    row = next(one for one in criterion(plain, "7.1")["evidence"] if "养殖户" in one["quote"] and one["status"] == "planned" and one["kind"] == "case_published")
    data = again(tmp_path, adding(row["quote"], row["kind"], mentions=[{name: row[name] for name in ("file", "page", "quote", "kind")}]))
    now = next(one for one in criterion(data, "7.1")["evidence"] if one["id"] == row["id"])
    assert (now["status"], now["counts"], now["added"]) == ("done", True, True)
    assert len(criterion(data, "7.1")["evidence"]) == len(criterion(plain, "7.1")["evidence"])


def test_a_status_changed_later_keeps_who_added_it(tmp_path):
    one = adding(COLUMN, "media_column", SUMMARY)
    data = again(tmp_path, one, one | {"action": "status", "status": "planned", "why": "只是打算"})
    row = added(data, "11.2")[0]
    assert (row["status"], row["counts"], row["reason"]) == ("planned", False, f"{WORDS}；人工改状态（王强 2021-01-08：只是打算）")


def test_words_that_stand_in_no_paper_are_added_nowhere_and_told(plain, tmp_path):
    data = again(tmp_path, adding("卷内没有的话", "media_column"), adding(COLUMN, "media_column", "没有.pdf"), adding(COLUMN, "no_such", SUMMARY))
    assert data["criteria"] == plain["criteria"]
    assert [one["code"] for one in data["problems"]] == ["E244"] * 3
    assert ["没有这句话了" in data["problems"][0]["text"], "卷内没有“没有.pdf”" in data["problems"][1]["text"], "没有“no_such”这种材料" in data["problems"][2]["text"]] == [True] * 3


def test_a_verdict_by_hand_that_the_software_missed_something_is_added_too(tmp_path):
    missed = {name: BASE[name] for name in ("unit", "year", "rubric", "by", "when", "why")} | {
        "file": SUMMARY, "page": 1, "quote": COLUMN, "found": None, "right": {"criteria": ["11.2"], "status": "done", "kind": "media_column", "quantity": 1, "date": None}}
    assert added(again(tmp_path, missed), "11.2")[0]["counts"]
