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


@pytest.fixture(scope="module")
def run() -> Run:
    """The dossier, assessed once."""
    return Run("sample_shaoguan_2019")


def test_points_are_the_gold_but_for_known_differences(run):
    assert run.differences("suggested", run.points()) == {c: (gold, found) for c, (gold, found, _) in DIFFERENCES.items()}


def test_own_points_of_the_unit(run):
    assert run.found["score"]["self_points"] == run.gold["total"]["self"]


def test_nothing_that_must_not_count_counts(run):
    assert run.counted_traps() == {}


def test_papers_with_a_deadline(run):
    wanted = [(row["due"], row["date"], row["on_time"]) for row in run.gold["deadlines"]]
    assert [(row["due"], row["dated"], row["state"] == "on_time") for row in run.found["deadlines"]] == wanted


def test_every_opinion_of_last_year_is_answered_promised_or_missing(run):
    wanted = [(row["raised"]["quote"], row["status"]) for row in run.gold["rectification"]]
    shown = [(row["problem"], row["state"]) for row in run.found["rectified"]]
    assert [(text.split("。")[0], state) for text, state in shown] == [
        (text.split(".", 1)[-1].split("。")[0], state) for text, state in wanted]


def test_quotes_stand_in_their_files_and_points_follow(run, tmp_path):
    write_json(run.assessment, tmp_path / "assessment.json")
    assert verify(tmp_path / "assessment.json", run.folder / "dossier") == []
