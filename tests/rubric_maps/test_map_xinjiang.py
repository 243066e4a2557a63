"""The 2023 standard of a region's departments: totals, bonus, penalty and procedure, beside the cases of the map."""

from __future__ import annotations

from decimal import Decimal

import pytest

from model.rubric import CaseEvidence, External
from rubric_maps.load import load
from scoring.cases import events_of
from scoring.composite import composite
from scoring.engine import score
from scoring.total import total

RUBRIC = load("xinjiang-2023")
EXTERNAL_POINTS = 6


def summed(*evidence: CaseEvidence) -> Decimal:
    """The suggested total of a dossier that holds just this."""
    results, _ = score(RUBRIC, events_of(evidence), papers={}, self_points={})
    return total(RUBRIC, results).suggested


def test_sections_items_and_criteria_are_those_of_the_paper():
    assert [section.points for section in RUBRIC.sections] == [15, 30, 25, 30, 0]
    assert len(RUBRIC.items()) == 29 and len(RUBRIC.criteria()) == 40
    assert [(band.name, band.lower) for band in RUBRIC.bands] == [
        ("优秀", 90), ("良好", 80), ("合格", 70), ("基本合格", 60), ("不合格", 0)]
    assert [veto.grade for veto in RUBRIC.vetoes] == ["不合格"]


def test_only_item_six_waits_for_the_department_of_justice():
    assert [c.id for c in RUBRIC.criteria() if isinstance(c.rule, External)] == ["6.1", "6.2", "6.3"]


def test_nothing_handed_in_leaves_what_the_office_looks_up():
    assert summed() == EXTERNAL_POINTS


def test_bonus_items_have_caps_of_their_own_and_none_together():
    adopted = CaseEvidence(kind="case_adopted", level="国家", number=3)
    praised = CaseEvidence(kind="commended", level="省", number=4)
    assert summed(adopted) == EXTERNAL_POINTS + 3
    assert summed(adopted, praised) == EXTERNAL_POINTS + 6


def test_a_penalty_goes_below_the_items_and_stops_at_three():
    assert summed(CaseEvidence(kind="leader_prosecuted", number=2)) == EXTERNAL_POINTS - 2
    assert summed(CaseEvidence(kind="leader_prosecuted", number=5)) == EXTERNAL_POINTS - 3


def test_praise_is_no_case_and_a_case_no_praise():
    adopted = CaseEvidence(kind="case_adopted", level="省")
    assert summed(adopted) == EXTERNAL_POINTS + Decimal("0.5")


@pytest.mark.parametrize(("mode", "parts", "points", "grade"), [
    ("onsite", {"panel": 100, "public": 90, "peer": 80, "previous": 60}, 88, "良好"),
    ("onsite", {"panel": 90, "public": 90, "peer": 90, "previous": 90}, 90, "优秀"),
    ("written", {"public": 90, "peer": 80, "previous": 60}, 78, "合格"),
    ("written", {"public": 50, "peer": 60, "previous": 70}, 59, "不合格"),
])
def test_the_two_forms_weigh_their_parts(mode, parts, points, grade):
    result = composite(RUBRIC, mode, {part: Decimal(value) for part, value in parts.items()})
    assert (result.total, result.grade) == (points, grade)


def test_procedure():
    assert RUBRIC.draw is not None and (RUBRIC.draw.at_most, RUBRIC.draw.share) == (5, None)
    assert RUBRIC.absence is not None and RUBRIC.absence.treatment == "通报批评"
    assert RUBRIC.reuse == "未写明" and RUBRIC.deadlines == ()
    assert RUBRIC.period_of(2022).days == 365
