"""Caps, rounding before the grade, band edges, the veto, composites."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from scoring_make import criterion, events, rubric

from model.problems import PufaError
from model.rules import Presence
from rubric_maps.load import load, load_file
from scoring import score
from scoring.composite import composite
from scoring.total import grade, total_points

D = Decimal

JIANGYIN = load("jiangyin-2020")
MINI = load_file(Path(__file__).parents[1] / "rubric_maps" / "good" / "mini-2020" / "rubric.yaml")


@pytest.mark.parametrize(("total", "band"), [
    ("100", "优秀"), ("90", "优秀"), ("89.95", "优秀"), ("89.94", "良好"), ("89.5", "良好"), ("89", "良好"),
    ("75", "良好"), ("74.95", "良好"), ("74.94", "合格"), ("60", "合格"), ("59.94", "不合格"), ("0", "不合格")])
def test_grade_after_rounding_half_up(total, band):
    assert grade(JIANGYIN, D(total)) == band


def test_veto_only_when_confirmed():
    assert grade(JIANGYIN, D(95)) == "优秀"
    assert grade(JIANGYIN, D(95), confirmed_falsification=True) == "不合格"
    _, total = score(JIANGYIN, [], papers={}, self_points={}, confirmed_falsification=True)
    assert total.grade == "不合格"


def test_empty_dossier_has_only_what_the_office_knows():
    results, total = score(JIANGYIN, [], papers={}, self_points={})
    assert (total.suggested, total.low, total.high, total.max_points) == (8, 0, 8, 100)
    assert [r.id for r in results if r.status == "external"] == ["6.1", "6.2"] and len(results) == 26


def test_item_cap():
    two = [criterion(Presence(), full="8", number=f"1.{n}") for n in (1, 2)]
    _, total = score(rubric(*two, cap=D(10)), events(1), papers={}, self_points={})
    assert total.suggested == 10


def test_section_cap_and_bonus_on_top():
    full = {c.id: c.max_points for c in MINI.criteria()}
    assert total_points(MINI, full) == 13
    assert total_points(MINI, full | {"3.1": D(9)}) == 13
    assert total_points(MINI, full | {"1.1": D(90)}) == 13
    assert total_points(JIANGYIN, {c.id: c.max_points for c in JIANGYIN.criteria()}) == 100


def test_own_total_only_where_every_criterion_is_scored():
    own = {c.id: D(1) for c in JIANGYIN.criteria()}
    assert score(JIANGYIN, [], papers={}, self_points=own)[1].self_points == 26
    del own["1.1"]
    assert score(JIANGYIN, [], papers={}, self_points=own)[1].self_points is None


def test_composite():
    got = composite(MINI, "phases", {"annual": D("90.5"), "final": D(80)})
    assert got.total == D("86.30") and [p.points for p in got.parts] == [D("54.3"), D(32)] and got.grade == "优秀"
    assert composite(MINI, "phases", {"annual": D(90), "final": D(80)}, falsified=True).grade == "不合格"


@pytest.mark.parametrize(("mode", "scores", "code"), [
    ("onsite", {}, "E401"), ("phases", {"annual": 1}, "E402"), ("phases", {"annual": 1, "final": 1, "peer": 1}, "E403"),
    ("phases", {"annual": 101, "final": 1}, "E404")])
def test_composite_refuses(mode, scores, code):
    with pytest.raises(PufaError) as caught:
        composite(MINI, mode, {part: D(value) for part, value in scores.items()})
    assert caught.value.problem.code == code


def test_jiangyin_has_no_composite():
    with pytest.raises(PufaError, match="没有综合成绩"):
        composite(JIANGYIN, "phases", {})
