"""The dossier of a town, the whole way: points, counts, quotes and traps beside what people wrote down as right."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from runs import Run

from bench.places import trials
from reports.assessment_json import write_json
from verify import verify

KNOWN: Mapping[str, tuple[float, float, str]] = {}
"""Criteria whose points differ from the gold: (gold, found, why)."""
KNOWN_LOW: Mapping[str, tuple[float, float, str]] = {
    "12.3": (1, 0, "the duty list tells the register of study as a rule, read as a plan; only the claim is left"),
    "33.4": (1, 0, "the minutes date the growth from 2017 on, before the reviewed year, so only the claim is of 2018"),
}
"""Criteria whose lower bound differs from the gold: (gold, found, why)."""
COUNTED_TRAPS: Mapping[tuple[str, str], str] = {
    ("14.2", "帮教14人"): "the remark stands beside two kinds of one row, the other of which is proved by a report",
    ("9.2", "剩下的北渚村明年春天补上。"): "the clause is quoted with its sentence, which tells of the other sites",
    ("21.1", "剩下的北渚村明年春天补上。"): "the clause is quoted with its sentence, which states the rate",
    ("21.1", "北渚村还空着。"): "the clause is quoted with its sentence, which states the rate",
}
"""Places that must not count and do, as (criterion, quote), each with the reason why."""


@pytest.fixture(scope="module")
def towns() -> Run:
    """The dossier of the town."""
    return Run("sample_jintan_2018_towns")


def test_points_of_all_criteria(towns):
    assert len(towns.found["criteria"]) == len(towns.gold["criteria"]) == 90
    assert towns.differences("suggested", towns.points()) == {c: (gold, found) for c, (gold, found, _) in KNOWN.items()}


def test_lower_bounds_status_and_own_points(towns):
    wanted = {c: (gold, found) for c, (gold, found, _) in KNOWN_LOW.items()}
    assert towns.differences("low", towns.column("low")) == wanted
    assert towns.differences("status", towns.column("status")) == {}
    assert towns.differences("self", towns.column("self_points")) == {}


def test_total(towns):
    assert towns.total()["suggested"] == towns.gold["total"]["suggested"]


def test_counts(towns):
    counts = {row["id"]: row["measured"].get("count") for row in towns.found["criteria"]}
    assert towns.differences("count", counts) == {}


@pytest.mark.parametrize("figure", ["hours", "rate"])
def test_stated_figures(towns, figure):
    found = {row["id"]: row["measured"].get(figure) for row in towns.found["criteria"]}
    wanted = {c: row[figure] for c, row in towns.gold["criteria"].items() if row.get(figure) is not None}
    assert {c: found[c] for c in wanted} == wanted


def test_aspects_and_papers(towns):
    seen = {row["id"]: row["measured"].get("aspects") or {} for row in towns.found["criteria"]}
    wanted = {c: row["aspects"] for c, row in towns.gold["criteria"].items() if row.get("aspects")}
    assert {c: {name: seen[c].get(name) for name in aspects} for c, aspects in wanted.items()} == wanted
    assert {row["path"]: row["paper"] for row in towns.found["files"]} == towns.gold["papers"]


def test_quotes_stand_in_their_files_and_points_follow(towns, tmp_path):
    write_json(towns.assessment, tmp_path / "assessment.json")
    assert verify(tmp_path / "assessment.json", towns.folder / "dossier") == []


def test_nothing_that_must_not_count_counts(towns):
    counted = {(t.criterion, t.quote) for t in trials(towns.gold, towns.found) if t.trap and t.counted_as_own}
    assert counted <= COUNTED_TRAPS.keys()
