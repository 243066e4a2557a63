"""Invented standards of different layout become drafts whose figures are those of the paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from import_papers import WANTED, differences, drafted, wanted

from classifiers.kinds import kinds
from rubric_maps.importer import Drafted
from rubric_maps.importer.words import figure, plain
from rubric_maps.lint import lint
from rubric_maps.load import load_cases, load_file
from scoring.cases import run_cases

FOR_A_PERSON = {"E345"}
"""A list of kinds left empty where none is likely."""
ASKS_FOR_CASES = {"E352", "E353", "E354", "E363", "E364", "E365"}
"""Cases cannot be made for a criterion whose kind is not known."""


def written(made: Drafted, name: str, folder: Path) -> Path:
    """The draft's folder."""
    place = folder / name
    place.mkdir()
    (place / "rubric.yaml").write_text(made.rubric, "utf-8")
    (place / "cases.yaml").write_text(made.cases, "utf-8")
    return place


@pytest.mark.parametrize("name", WANTED)
def test_the_figures_are_those_of_the_paper(name: str, tmp_path: Path) -> None:
    assert differences(drafted(name, tmp_path), wanted(name)) == []


@pytest.mark.parametrize("name", WANTED)
def test_the_draft_loads_and_lints_but_for_what_a_person_decides(name: str, tmp_path: Path) -> None:
    made = drafted(name, tmp_path)
    place = written(made, name, tmp_path)
    assert len(load_file(place / "rubric.yaml").criteria()) == len(made.draft.criteria())
    assert run_cases(load_file(place / "rubric.yaml"), load_cases(place / "rubric.yaml")) == []
    unknown = {one.id for one in made.draft.criteria()
               if not all(kinds for kinds in ([one.asks] if not one.rule.parts else []))
               or any(not kinds for listed in one.part_asks.values() for kinds in listed)
               or "另需" in one.rule.parts}
    for said in lint(place, frozenset(kinds())):
        told = re.search(r"分项(\d+\.\d+)", said.text())
        assert said.code in FOR_A_PERSON or (said.code in ASKS_FOR_CASES and told and told[1] in unknown), said.text()


@pytest.mark.parametrize("name", WANTED)
def test_every_criterion_cites_the_line_that_prints_its_points(name: str, tmp_path: Path) -> None:
    made = drafted(name, tmp_path)
    source = {int(line.split()[0]): plain(line) for line in made.source.splitlines()}
    for one in made.draft.criteria():
        shown = figure(abs(one.points))
        assert re.search(rf"(?<!\d){shown}(?!\d)", source[one.points_line]), (one.id, one.points)
        assert f"满分: {figure(one.points)}    # 第{one.points_line}行" in made.rubric


@pytest.mark.parametrize("name", WANTED)
def test_every_doubt_stands_in_the_draft_as_a_comment(name: str, tmp_path: Path) -> None:
    made = drafted(name, tmp_path)
    told = made.draft.all_doubts()
    lost = [one for one in told if one.problem.text().split("] ", 1)[1].removesuffix("请核对。") not in made.rubric]
    assert told and all(one.problem.message in ("import_parts", "import_line_unused") for one in lost)
    assert made.rubric.count("# 请核对：") >= len(told) - len(lost)


def test_a_reading_of_its_own_is_marked_and_a_printed_one_is_not(tmp_path: Path) -> None:
    made = {one.id: one for one in drafted("linhe-2023", tmp_path).draft.criteria()}
    assert [one.problem.message for one in made["3.1"].doubts if one.problem.message == "import_reading"]
    assert made["2.2"].rule.reading == "原文写明" and made["2.2"].rule.each == 1
