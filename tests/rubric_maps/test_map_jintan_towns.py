"""The 2018 standard for towns and streets: what its cases beside the map cannot say (sums, periods, totals, bounds)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from model.rubric import CaseEvidence, asks
from rubric_maps.load import load
from scoring.cases import events_of
from scoring.composite import composite
from scoring.engine import score
from scoring.total import total

RUBRIC = load("jintan-2018-towns")
FIVE_YEARS = (date(2016, 1, 1), date(2020, 12, 31))
VENUES = ("offices", "villages", "communities", "schools", "enterprises", "units", "families")


def results(*evidence: CaseEvidence):
    """What a dossier that holds just this gets: every criterion by its number, and the suggested total."""
    found, _ = score(RUBRIC, events_of(evidence), papers={}, self_points={})
    return {result.id: result for result in found}, total(RUBRIC, found).suggested


def test_sections_items_and_criteria_are_those_of_the_paper():
    assert [section.points for section in RUBRIC.sections] == [15, 14, 24, 26, 21, 20]
    assert len(RUBRIC.items()) == 35 and len(RUBRIC.criteria()) == 90
    assert RUBRIC.max_points == 100 and RUBRIC.bands == () and RUBRIC.vetoes == ()


def test_the_two_items_whose_parts_fall_short_keep_both_figures_and_nothing_is_made_up():
    short = {item.number: (item.cap, sum(c.max_points for c in item.criteria)) for item in RUBRIC.items()
             if item.cap != sum(c.max_points for c in item.criteria)}
    assert short == {"9": (3, Decimal("2.5")), "20": (5, Decimal("3.5"))}
    base = [item for section in RUBRIC.sections if not section.bonus for item in section.items]
    assert sum(c.max_points for item in base for c in item.criteria) == 98


def test_only_what_belongs_to_the_five_years_looks_at_five_years():
    periods = {c.id: (a.period.start, a.period.end) for c in RUBRIC.criteria() for a in asks(c) if a.period}
    assert periods == dict.fromkeys(("1.1", "1.3", "2.1", "2.2", "3.1", "33.1"), FIVE_YEARS)


def test_nothing_handed_in_keeps_what_is_only_deducted_and_what_the_office_knows():
    by_id, points = results()
    kept = {"26.1": 2, "27.2": Decimal("2.5"), "28.1": 2, "29.1": 2, "30.1": 3, "31.1": 4, "32.1": 2}
    assert {key: result.suggested for key, result in by_id.items() if result.suggested} == kept
    assert by_id["35.1"].status == "external" and points == sum(kept.values()) + 3


def test_seven_venues_need_four_of_each_and_a_total_that_mixes_them_raises_only_the_bound():
    each = [CaseEvidence(kind=f"law_to_{venue}", number=4) for venue in VENUES]
    assert results(*each)[0]["18.2"].suggested == 2
    mixed = results(CaseEvidence(kind="seven_entries", value=Decimal(38)))[0]["18.2"]
    assert (mixed.suggested, mixed.high) == (0, 2)


def test_the_bonus_items_may_pass_the_base_total_but_not_twenty():
    bonus = next(section for section in RUBRIC.sections if section.bonus)
    assert [item.cap for item in bonus.items] == [10, Decimal("4.5"), 3] and bonus.points == 20
    funds = [CaseEvidence(kind=kind) for kind in ("funding_per_head", "migrant_funding", "funding_growth")]
    assert results(*funds)[1] - results()[1] == 8


def test_the_phases_weigh_thirty_thirty_forty_and_give_no_grade():
    parts = {"annual": Decimal(90), "midterm": Decimal(80), "final": Decimal(85)}
    result = composite(RUBRIC, "phases", parts)
    assert result.total == 85 and result.grade is None
