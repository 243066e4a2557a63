"""The dossier for shaoguan-2019 with borrowed criteria: points, deadlines, and last year's opinions answered or not."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from collections.abc import Mapping

import pytest
from runs import Run

from reports.assessment_json import write_json
from verify import verify

DIFFERENCES: Mapping[str, tuple[float, float, str]] = {}
"""Criterion: (gold, found, reason)."""
HIGHS: Mapping[str, tuple[float, float, str]] = {
    "3.1": (1, 2, "the tool's upper bound takes the unit's own claim of three for true until a person refuses it"),
    "7.1": (9, 12, "likewise a claim of four, beside two published and one handed in"),
    "15.1": (0, 5, "an organiser's prize of a contest may be praise for popularisation or not: it raises the upper bound alone"),
}
"""Criterion: (gold high, found high, reason)."""


@pytest.fixture(scope="module")
def run() -> Run:
    """The dossier, assessed once."""
    return Run("sample_shaoguan_2019")


def test_points_are_the_gold_but_for_known_differences(run):
    assert run.differences("suggested", run.points()) == {c: (gold, found) for c, (gold, found, _) in DIFFERENCES.items()}


def test_low_high_status_and_counts_are_the_gold_but_for_known_differences(run):
    rows = {row["id"]: row for row in run.found["criteria"]}
    highs = {c: (gold, found) for c, (gold, found, _) in HIGHS.items()}
    assert run.by_rules(run.differences("high", run.column("high"))) == run.by_rules(highs)
    for key in ("low", "status"):
        assert run.differences(key, {c: row[key] for c, row in rows.items()}) == {}
    assert run.differences("count", {c: row["measured"].get("count") for c, row in rows.items()}) == {}


def test_every_file_is_known_for_what_it_is(run):
    assert {row["path"]: row["paper"] for row in run.found["files"]} == run.gold["papers"]


def test_own_points_of_the_unit(run):
    assert run.found["score"]["self_points"] == run.gold["total"]["self"]


def test_nothing_that_must_not_count_counts(run):
    assert run.counted_traps() == {}


def test_papers_with_a_deadline(run):
    wanted = [(row["due"], row["date"], row["on_time"]) for row in run.gold["deadlines"]]
    assert [(row["due"], row["dated"], row["state"] == "on_time") for row in run.found["deadlines"]] == wanted


def test_every_opinion_of_last_year_is_answered_promised_or_missing(run):
    wanted = [(row["raised"]["quote"].rstrip("。"), row["status"]) for row in run.gold["rectification"]]
    assert [(row["problem"], row["state"]) for row in run.found["rectified"]] == wanted
    answers = [row["answer"] or {"file": None, "quote": ""} for row in run.gold["rectification"]]
    assert [(row["file"], row["quote"]) for row in run.found["rectified"]] == [(a["file"], a["quote"]) for a in answers]


def test_quotes_stand_in_their_files_and_points_follow(run, tmp_path):
    write_json(run.assessment, tmp_path / "assessment.json")
    assert verify(tmp_path / "assessment.json", run.folder / "dossier") == []
