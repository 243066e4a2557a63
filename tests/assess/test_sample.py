"""The shipped dossiers, the whole way: points, counts, quotes and traps beside what people wrote down as right."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from collections.abc import Mapping

import pytest
from runs import Run

from reports.assessment_json import write_json
from verify import verify

SAMPLE, DEV = "sample_jiangyin_2020", "dev_jiangyin_2020"
COUNTED_TRAPS: Mapping[tuple[str, str], str] = {}
"""Places of the sample that must not count and do, as (criterion, beginning of the quote), each with the reason why."""


@pytest.fixture(scope="module")
def sample() -> Run:
    """The sample dossier."""
    return Run(SAMPLE)


@pytest.fixture(scope="module")
def dev() -> Run:
    """The development dossier."""
    return Run(DEV)


def test_points_of_all_criteria_of_the_sample(sample):
    assert len(sample.found["criteria"]) == len(sample.gold["criteria"]) == 26
    assert sample.differences("suggested", sample.points()) == {}


def test_low_and_status_of_all_criteria_of_the_sample(sample):
    assert sample.differences("low", sample.column("low")) == {}
    assert sample.differences("status", sample.column("status")) == {}


def test_total_low_grade_and_own_points_of_the_sample(sample):
    assert sample.total() == {key: sample.gold["total"][key] for key in ("suggested", "low", "grade", "self")}


def test_counts_of_the_sample(sample):
    counts = {row["id"]: row["measured"].get("count") for row in sample.found["criteria"]}
    assert sample.differences("count", counts) == {}


def test_aspects_of_the_sample(sample):
    seen = {row["id"]: row["measured"].get("aspects") or {} for row in sample.found["criteria"]}
    wanted = {c: row["aspects"] for c, row in sample.gold["criteria"].items() if row.get("aspects")}
    assert {c: {name: seen[c].get(name) for name in aspects} for c, aspects in wanted.items()} == wanted


def test_the_files_of_the_sample_are_known_for_what_they_are(sample):
    papers = {row["path"]: row["paper"] for row in sample.found["files"]}
    assert papers == sample.gold["papers"]


@pytest.mark.parametrize("name", ["sample", "dev"])
def test_quotes_stand_in_their_files_and_points_follow(name, request, tmp_path):
    run = request.getfixturevalue(name)
    write_json(run.assessment, tmp_path / "assessment.json")
    assert verify(tmp_path / "assessment.json", run.folder / "dossier") == []


def test_nothing_that_must_not_count_counts(sample):
    assert sample.counted_traps().keys() <= COUNTED_TRAPS.keys()


def test_what_is_counted_is_of_this_unit_and_year(sample):
    counted = [one for row in sample.found["criteria"] for one in row["evidence"] if one["counts"]]
    assert len(counted) > 100
    assert {one["status"] for one in counted} <= {"done", "negated"}
    assert [one["quote"] for one in counted if one["date"] and one["date"]["to"] < "2020-01-01"] == []


def test_every_ledger_sums_to_its_points(sample):
    for result in sample.assessment.criteria:
        if result.suggested is not None:
            assert sum(entry.points for entry in result.entries) == result.suggested, result.id


def test_two_runs_of_the_sample_are_equal(sample):
    def told(run):
        """All but how long reading took, which differs where nothing is kept."""
        return {**run.found, "files": [{**row, "seconds": 0} for row in run.found["files"]]}

    assert told(Run(SAMPLE)) == told(sample)


def test_the_sample_in_short(sample, golden):
    titles = {event["id"]: event["title"] for event in sample.found["events"]}
    rows = {}
    for row in sample.found["criteria"]:
        counted = dict.fromkeys(one["event"] for one in row["evidence"] if one["counts"])
        rows[row["id"]] = {"points": row["suggested_points"], "count": row["measured"].get("count"),
                           "events": [titles[event] for event in counted]}
    golden.check("sample_summary.json", {"total": sample.total(), "criteria": rows})


def test_points_and_total_of_the_development_dossier(dev):
    assert dev.differences("suggested", dev.points()) == {}
    assert dev.total() == {key: dev.gold["total"][key] for key in ("suggested", "low", "grade", "self")}
