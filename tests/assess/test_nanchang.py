"""The dossier for nanchang-2023 the whole way: points, quotes and traps beside what people wrote down as right."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from collections.abc import Mapping

import pytest
from runs import Run

from reports.assessment_json import write_json
from verify import verify

DIFFERENCES: Mapping[str, tuple[float, float, str]] = {
    "14.2": (5, 4, "the register of posts is an excerpt; the tool counts the four it lists, the claim of 26 is in the high"),
}
"""Criterion: (gold, found, reason)."""
HIGHS = {"15.1": (5.0, 4.0, "the score table claims four showings; a screen that plays all the year, unnumbered, adds none")}
COUNTED_TRAPS: Mapping[tuple[str, str], str] = {
    ("3.2", "普法责任清单2月底编成后，只在内网传阅，"): "the same sentence says that the list was made, which counts, and that it was not published",
}


@pytest.fixture(scope="module")
def run() -> Run:
    """The dossier, assessed once."""
    return Run("sample_nanchang_2023")


def test_points_are_the_gold_but_for_known_differences(run):
    assert run.differences("suggested", run.points()) == {c: (gold, found) for c, (gold, found, _) in DIFFERENCES.items()}


def test_low_and_high_are_the_gold_but_for_known_differences(run):
    assert run.differences("low", run.column("low")) == {}
    highs = {c: (gold, found) for c, (gold, found, _) in HIGHS.items()}
    assert run.by_rules(run.differences("high", run.column("high"))) == run.by_rules(highs)


def test_every_file_is_known_for_what_it_is(run):
    assert {row["path"]: row["paper"] for row in run.found["files"]} == run.gold["papers"]


def test_own_points_of_the_unit(run):
    assert run.found["score"]["self_points"] == run.gold["total"]["self"]


def test_nothing_that_must_not_count_counts(run):
    assert run.counted_traps().keys() <= COUNTED_TRAPS.keys()


def test_quotes_stand_in_their_files_and_points_follow(run, tmp_path):
    write_json(run.assessment, tmp_path / "assessment.json")
    assert verify(tmp_path / "assessment.json", run.folder / "dossier") == []
