"""The 2018 standard for departments: what its cases beside the map cannot say (periods, totals, ways of adding up)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from model.rubric import CaseEvidence
from rubric_maps.load import load
from scoring.cases import events_of
from scoring.composite import composite
from scoring.engine import score
from scoring.total import total

RUBRIC = load("jintan-2018-departments")
FIVE_YEARS = (date(2016, 1, 1), date(2020, 12, 31))


def criterion(number: str):
    """A criterion of the map by its number."""
    return next(c for c in RUBRIC.criteria() if c.id == number)


def summed(*evidence: CaseEvidence) -> Decimal:
    """The suggested total of a dossier that holds just this."""
    results, _ = score(RUBRIC, events_of(evidence), papers={}, self_points={})
    return total(RUBRIC, results).suggested


def test_sections_and_criteria_are_those_of_the_paper():
    assert [section.points for section in RUBRIC.sections] == [14, 12, 44, 30, 20]
    assert len(RUBRIC.items()) == 20 and len(RUBRIC.criteria()) == 49
    assert RUBRIC.max_points == 100 and RUBRIC.bands == () and RUBRIC.vetoes == ()


def test_only_what_belongs_to_the_five_year_plan_looks_at_five_years():
    def period(c):
        asked = [c.ask] if c.ask else [aspect.ask for aspect in getattr(c.rule, "aspects", ())]
        return next(((a.period.start, a.period.end) for a in asked if a and a.period), None)

    assert {c.id: period(c) for c in RUBRIC.criteria() if period(c)} == dict.fromkeys(("1.1", "1.2", "7.1"), FIVE_YEARS)


def test_nothing_handed_in_keeps_what_is_only_deducted():
    assert summed() == 22


def test_the_bonus_section_stops_at_twenty():
    sites = CaseEvidence(kind="site_accepted", number=8)
    units = CaseEvidence(kind="excellent_unit", number=8)
    assert summed(sites) - summed() == 16
    assert summed(sites, units) - summed() == 20


@pytest.mark.parametrize("number", ["20.1", "20.2", "20.3", "20.4"])
def test_a_bonus_without_a_cap_of_its_own_is_only_held_by_the_section(number):
    assert criterion(number).max_points == 20


def test_the_phases_weigh_thirty_thirty_forty():
    parts = {"annual": Decimal(88), "midterm": Decimal(92), "final": Decimal(96)}
    result = composite(RUBRIC, "phases", parts)
    assert result.total == Decimal("92.4") and result.grade is None
