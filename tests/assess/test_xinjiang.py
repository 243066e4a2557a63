"""A region's department assessed the whole way: points, ranges, counts, papers and traps beside the gold."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from runs import Run

from reports.assessment_json import write_json
from verify import verify

POINTS: Mapping[str, tuple[Any, Any, str]] = {}
"""Criteria whose points differ from the gold, as id: (gold, found, why)."""
HIGH: Mapping[str, tuple[Any, Any, str]] = {
    "5.1": (4, 2, "a reviewer may accept a lecture that a deputy gave on the head's behalf; the tool refuses it"),
    "12.2": (2, 0, "a reviewer may accept joining a ministry's contest; the map asks for an event of the unit's own"),
    "15.1": (2, 0, "a reviewer may accept the figures of the whole system; the tool refuses other bodies' deeds"),
    "24.1": (0, 3, "the map lets single reports in mass media raise the upper bound; the gold gives nothing for them"),
}
"""Criteria whose upper bound differs from the gold: open to both readings, so neither is changed."""
COUNTED_TRAPS: Mapping[tuple[str, str], str] = {}
"""Places that must not count and do, as (criterion, beginning of the quote), each with the reason why."""


@pytest.fixture(scope="module")
def run() -> Run:
    """The dossier, assessed once."""
    return Run("sample_xinjiang_2023")


def known(table: Mapping[str, tuple[Any, Any, str]]) -> dict[str, tuple[Any, Any]]:
    """A table of known differences without the reasons."""
    return {criterion: (gold, found) for criterion, (gold, found, _) in table.items()}


def test_quotes_stand_in_their_files_and_points_follow(run, tmp_path):
    write_json(run.assessment, tmp_path / "assessment.json")
    assert verify(tmp_path / "assessment.json", run.folder / "dossier") == []


def test_points_are_the_gold_s(run):
    assert len(run.found["criteria"]) == len(run.gold["criteria"]) == 40
    assert run.differences("suggested", run.points()) == known(POINTS)


def test_low_high_and_status_are_the_gold_s(run):
    assert run.differences("low", run.column("low")) == {}
    assert run.by_rules(run.differences("high", run.column("high"))) == run.by_rules(known(HIGH))
    assert run.differences("status", run.column("status")) == {}


def test_the_total_is_the_gold_s(run):
    assert run.total() == {key: run.gold["total"][key] for key in ("suggested", "low", "grade", "self")}


def test_counts_and_the_unit_s_own_points_are_the_gold_s(run):
    counts = {row["id"]: row["measured"].get("count") for row in run.found["criteria"]}
    assert run.differences("count", counts) == {}
    assert run.differences("self", run.column("self_points")) == {}


def test_the_files_are_known_for_what_they_are(run):
    assert {row["path"]: row["paper"] for row in run.found["files"]} == run.gold["papers"]


def test_nothing_that_must_not_count_counts(run):
    assert run.counted_traps().keys() == COUNTED_TRAPS.keys()
