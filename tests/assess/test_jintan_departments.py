"""A departments' dossier, the whole way: points, low ends, counts, papers and traps beside what people wrote down."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from runs import Run

from reports.assessment_json import write_json
from verify import verify

POINTS: Mapping[str, tuple[float, float, str]] = {}
"""Criteria whose points differ, as id: (gold, found, reason)."""
HIGH: Mapping[str, tuple[float, float, str]] = {
    "9.3": (1.9, 1.8, "the map has the group that falls short decide; the gold's upper end gives each group half"),
}
CLAIMED: Mapping[str, tuple[bool, bool, str]] = {}
COUNTED_TRAPS: Mapping[tuple[str, str], str] = {
    ("20.2", "质监站法治长廊正在施工，春节后可交付；"): "quoted with the accepted site, which alone counts",
}


@pytest.fixture(scope="module")
def run() -> Run:
    """The dossier, assessed once."""
    return Run("sample_jintan_2018_departments")


def pairs(known: Mapping[str, tuple[object, object, str]]) -> dict[str, tuple[object, object]]:
    """Known differences without their reasons."""
    return {criterion: (gold, found) for criterion, (gold, found, _) in known.items()}


def test_points_low_and_high_of_all_criteria(run):
    assert len(run.found["criteria"]) == len(run.gold["criteria"]) == 49
    assert run.differences("suggested", run.points()) == pairs(POINTS)
    assert run.differences("low", run.column("low")) == pairs(POINTS)
    assert run.by_rules(run.differences("high", run.column("high"))) == run.by_rules(pairs(HIGH))
    assert run.differences("status", run.column("status")) == {}


def test_total_and_own_points(run):
    assert run.total() == {key: run.gold["total"][key] for key in ("suggested", "low", "grade", "self")}
    assert run.differences("self", run.column("self_points")) == {}


def test_counts_and_aspects(run):
    counts = {row["id"]: row["measured"].get("count") for row in run.found["criteria"]}
    assert run.differences("count", counts) == {}
    seen = {row["id"]: row["measured"].get("aspects") or {} for row in run.found["criteria"]}
    wanted = {c: row["aspects"] for c, row in run.gold["criteria"].items() if row.get("aspects")}
    assert {c: {name: seen[c].get(name) for name in aspects} for c, aspects in wanted.items()} == wanted


def test_what_only_the_unit_s_own_papers_tell_is_said(run):
    claimed = {row["id"]: row["proof"]["claimed_only"] for row in run.found["criteria"]}
    assert run.differences("claimed_only", claimed) == pairs(CLAIMED)


def test_the_files_are_known_for_what_they_are(run):
    assert {row["path"]: row["paper"] for row in run.found["files"]} == run.gold["papers"]


def test_quotes_stand_in_their_files_and_points_follow(run, tmp_path):
    write_json(run.assessment, tmp_path / "assessment.json")
    assert verify(tmp_path / "assessment.json", run.folder / "dossier") == []


def test_nothing_that_must_not_count_counts(run):
    assert run.counted_traps().keys() <= COUNTED_TRAPS.keys()
