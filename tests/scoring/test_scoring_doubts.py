"""What measured doubts add to the bounds of a criterion, and what they leave alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from scoring_make import claim, criterion, event, events, mention, rubric

from model.evidence import DateRange, Quantity
from model.rules import Ask, Aspect, Aspects, Bonus, Count, Deduction, External, Presence, Rate, Shortfall, Tier, Tiers
from scoring import score
from scoring.doubts import MISSED, _table, wrong

D = Decimal
COUNT = Count(threshold=4)
DAY = DateRange(start=date(2020, 5, 18), end=date(2020, 5, 18))
SAID = "不认可则至少"


def run(rule, found, full="12", **more):
    """The one result of a criterion with this rule."""
    (result,), _ = score(rubric(criterion(rule, full, **more)), found, papers={}, self_points={})
    return result


def bounds(rule, found, full="12", **more):
    result = run(rule, found, full, **more)
    assert result.low <= result.suggested <= result.high <= D(full)
    return result.low, result.suggested, result.high


def marked(number, **slots):
    """So many events told once, each with something that tells it from others."""
    slots = slots or {"date": DAY}
    return [event(replace(one, slots=replace(one.slots, **slots))) for one in (mention() for _ in range(number))]


def twice(number):
    """So many events that two places tell of."""
    return [event(mention(), mention(file="b.docx")) for _ in range(number)]


def test_of_things_told_once_as_many_are_left_out_of_the_lower_bound_as_may_be_wrong():
    assert bounds(COUNT, twice(4)) == (12, 12, 12)
    assert bounds(COUNT, marked(1))[0] == 3 and bounds(COUNT, marked(4))[0] == 9
    assert bounds(COUNT, marked(8))[0] == 12, "two of eight may be wrong, and four are enough"
    assert bounds(COUNT, events(1))[0] == 0 and bounds(COUNT, events(4))[0] == 6


@pytest.mark.parametrize("slots", [{"date": DAY}, {"title": "某案"}])
def test_a_day_a_title_or_a_row_of_a_table_makes_a_single_telling_firmer(slots):
    assert bounds(Presence(), marked(1, **slots)) == (12, 12, 12)
    row = event(replace(mention(), table=1))
    assert bounds(Presence(), [row])[0] == 12 and bounds(Presence(), events(1))[0] == 0
    assert bounds(Presence(), [event(replace(mention(), whole_document=True))])[0] == 12


def test_the_words_say_what_moved_which_bound():
    result = run(COUNT, events(2))
    assert (result.low, result.high) == (3, 12)
    assert result.why.endswith("；只有一处说到的，若有1个不认可则至少3分；这类标准常有漏认，若另有2个则至多12分")
    assert SAID not in run(COUNT, twice(2)).why and MISSED not in run(COUNT, twice(4)).why


@pytest.mark.parametrize(("rule", "found", "high"), [
    (COUNT, twice(1), 9), (Shortfall(threshold=8, each=D(1)), twice(2), 10), (Bonus(each=D(2)), twice(1), 4),
    (Presence(), [event(mention(status="planned"))], 12),
    (Tiers(tiers=(Tier(level="省", points=D(3)), Tier(level="市", points=D(2)))), [event(mention("b"))], 2),
])
def test_where_reading_often_misses_pieces_the_upper_bound_reaches_further(rule, found, high):
    assert bounds(rule, found)[2] == high


def test_where_the_papers_or_a_person_settle_it_nothing_more_is_expected():
    only = Quantity(value=D(2), unit="次", bound="only")
    admitted = claim(2, paper="other", bound="only")
    assert admitted.slots.quantity == replace(only, value=D(2))
    assert bounds(COUNT, [*twice(2), admitted])[2] == 6
    taken = event(mention(status="boilerplate"))
    taken = replace(taken, mentions=tuple(replace(one, reason="人工移出（王强：看过原件）") for one in taken.mentions))
    assert bounds(Presence(), [taken]) == (0, 0, 0)
    assert bounds(Presence(), [event(mention(status="boilerplate"))])[2] == 12


def test_a_dossier_that_tells_of_nothing_has_nothing_to_be_missed():
    assert bounds(COUNT, []) == (0, 0, 0) and bounds(COUNT, [event(mention("b"))]) == (0, 0, 3)


def test_faults_rates_and_what_only_the_office_knows_keep_their_bounds():
    fault = run(Deduction(each=D(4)), [event(mention("f"))], kind="f")
    assert (fault.low, fault.suggested, fault.high) == (8, 8, 8)
    rate = run(Rate(gate=D(90)), [event(mention(value=95))])
    assert (rate.low, rate.suggested, rate.high) == (12, 12, 12)
    outside = run(External(adverse=Ask(kinds=("f",))), [event(mention("b"))], ask=None)
    assert outside.suggested is None and (outside.low, outside.high) == (0, 12)


def test_an_aspect_that_one_bare_sentence_shows_may_fall():
    rule = Aspects(aspects=tuple(Aspect(name=name, ask=Ask(kinds=(name,))) for name in "xyz"))
    found = [event(mention("x")), *[event(mention("y"), mention("y", file="b.docx"))]]
    assert bounds(rule, found, ask=None) == (4, 8, 8)


def test_points_and_ledger_stay_what_the_evidence_gives():
    result = run(COUNT, events(3))
    assert result.suggested == 9 == sum(entry.points for entry in result.entries)
    assert result.measured == {"count": 3, "required": 4, "lower_bound": False}
    assert [one.sort for one in result.missing if one.gain] == ["too_few"], "a doubt asks for no further paper"


def test_what_a_learned_model_sees_reaches_as_far_as_its_own_doubts_and_says_so():
    seen = replace(mention(status="planned"), detector="suspected:a")
    (result,), _ = score(rubric(criterion(Presence())), [event(mention("b"))], papers={}, self_points={},
                         trusting=[event(mention("b")), event(seen)])
    assert (result.low, result.suggested, result.high) == (0, 0, 12)
    assert result.why.endswith("认可、连同可能漏认的，则至多12分")


def test_points_that_rest_on_a_learned_model_say_so_and_the_lower_bound_does_without():
    seen = replace(mention(), detector="learned:a")
    (result,), _ = score(rubric(criterion(Presence())), [event(seen)], papers={}, self_points={}, doubting=[])
    assert (result.low, result.suggested) == (0, 12)
    assert result.why.endswith("所据提及有1处由学习模型认出、规则没有认出，请先核对，都不认可则为0分")
    (alike,), _ = score(rubric(criterion(Presence())), [event(mention())], papers={}, self_points={}, doubting=[
        event(mention())])
    assert alike.suggested == 12 and "学习模型" not in alike.why


def test_a_check_without_points_says_nothing_of_bounds():
    result = run(Presence(), events(1), full="0")
    assert (result.low, result.high) == (0, 0) and SAID not in result.why


@pytest.mark.parametrize(("number", "share", "level", "most"), [
    (0, 0.5, 0.9, 0), (1, 0.1, 0.9, 0), (1, 0.11, 0.9, 1), (2, 0.1, 0.9, 1), (10, 0.1, 0.9, 2), (3, 1.0, 0.9, 3),
])
def test_how_many_may_be_wrong_is_the_quantile_of_the_binomial_distribution(number, share, level, most):
    assert wrong(number, share, level) == most


def test_every_measured_share_is_a_share_of_a_rule_that_there_is():
    rules = {rule.__name__ for rule in (Aspects, Bonus, Count, Presence, Shortfall, Tiers)}
    for row in _table()["missed"]:
        assert row["rule"] in rules and row["found"] in ("partly", "refused", "unseen")
        assert 0 < row["more"] <= row["of"] and row["pieces"] >= 1
    assert set(_table()["thin"]["rules"]) == rules
    assert all(0 < row["right"] < row["of"] for row in _table()["thin"]["told"])
