"""The rule shapes of the later standards: classes, groups, sorts, indicators, prizes, penalties, exemption."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from scoring_make import claim, criterion, event, events, mention, rubric, to_json

from model.evidence import DateRange
from model.rubric import Exemption, Item, Section
from model.rules import (
    Ask,
    Aspect,
    Aspects,
    Bonus,
    Count,
    Deduction,
    Hours,
    Indicator,
    Penalty,
    Presence,
    Rate,
    Shortfall,
    Sort,
    Tier,
    Tiers,
)
from scoring import score
from scoring.total import grade
from scoring.verify import points_follow

D = Decimal


def ask(kind, **more):
    return Ask(kinds=(kind,), **more)


def run(rule, found, full="2", **more):
    """The one criterion's result; what is written down is verified as well."""
    made = rubric(criterion(rule, full=full, **more))
    results, total = score(made, found, papers={}, self_points={})
    assert points_follow(to_json(made.id, results, total), made) == []
    assert sum((entry.points for entry in results[0].entries), D(0)) == (results[0].suggested or 0)
    return results[0]


def dated(kind, year, status="other_period", **more):
    told = mention(kind, status=status, **more)
    when = DateRange(start=date(year, 5, 1), end=date(year, 5, 1))
    return replace(told, slots=replace(told.slots, date=when))


EACH = Count(threshold=4, classes=(Aspect(name="乡村", ask=ask("v")), Aspect(name="学校", ask=ask("s"))))


def test_each_class_needs_its_own_number():
    full = run(EACH, [*events(4, "v"), *events(4, "s")], ask=None)
    assert (full.suggested, full.status, full.measured["required"]) == (2, "met", 4)
    lame = run(EACH, [*events(7, "v"), *events(1, "s")], ask=None)
    assert (lame.suggested, lame.high, lame.measured["count"]) == (D("0.5"), D("1.25"), 1)
    assert [(m.gain, "学校”3" in m.what) for m in lame.missing if m.gain] == [(D("1.5"), True)]
    assert run(EACH, [], ask=None).suggested == 0


def test_a_total_that_tells_no_classes_apart_raises_only_high():
    result = run(EACH, [claim(8, kind="all", paper="record")], ask=None, doubtful=ask("all"))
    assert (result.suggested, result.low, result.high) == (0, 0, 2)


THREE = Rate(gate=D(100), classes=tuple(Aspect(name=name, ask=ask(name)) for name in ("甲", "乙", "丙")))


@pytest.mark.parametrize(("rates", "points", "high", "rate"), [
    ({"甲": 100, "乙": 100, "丙": 100}, 2, 2, 100.0), ({"甲": 100, "乙": 95, "丙": 100}, 0, 0, 95.0),
    ({"甲": 100, "乙": 100}, 0, 2, None), ({"甲": 99}, 0, 0, None), ({}, 0, 0, None),
])
def test_every_one_of_several_rates_must_reach_the_gate(rates, points, high, rate):
    result = run(THREE, [event(mention(kind, value=value)) for kind, value in rates.items()], ask=None)
    assert (result.suggested, result.high, result.measured["rate"]) == (points, high, rate)


@pytest.mark.parametrize(("value", "bound", "points"), [("95", "at_least", 0), ("98", "at_least", 2), ("98", "exact", 2),
                                                        ("98", "about", 0), ("97.9", "exact", 0)])
def test_a_rate_of_more_than_ninety_five_is_below_ninety_eight(value, bound, points):
    assert run(Rate(gate=D(98)), [event(mention(value=value, bound=bound))]).suggested == points


HOURS = Hours(threshold=D(40), others=(Aspect(name="执法人员", ask=ask("e"), at_least=D(60)),))


@pytest.mark.parametrize(("own", "other", "points"), [(40, 60, 2), (40, 45, D("1.5")), (36, 60, D("1.8")), (36, None, D("1.8")),
                                                      (None, 60, 0), (50, 70, 2)])
def test_the_worse_of_two_groups_hours_decides(own, other, points):
    found = [event(mention(kind, value=value)) for kind, value in (("a", own), ("e", other)) if value is not None]
    result = run(HOURS, found)
    assert result.suggested == points
    assert result.measured == {"hours": None if own is None else float(own), "required": 40.0}


def test_an_aspect_may_want_a_figure():
    rule = Aspects(aspects=(Aspect(name="显示屏", ask=ask("m"), at_least=D(150)), Aspect(name="短信", ask=ask("t"), at_least=D(4))))
    result = run(rule, [claim(120, kind="m", paper="ledger"), *events(4, "t")], ask=None)
    assert (result.suggested, result.measured["aspects"]) == (1, {"显示屏": False, "短信": True})
    assert "显示屏" in next(r.reason for r in result.refusals if r.code == "beyond")
    assert run(rule, [claim(150, kind="m"), claim(4, kind="t")], ask=None).suggested == 2


def test_another_paper_s_figure_stands_before_a_claimed_one():
    rule = Aspects(aspects=(Aspect(name="合格率", ask=ask("m"), at_least=D(100)),))
    told, shown = mention("m", value=100, paper="self_report"), mention("m", value=99, paper="ledger")
    assert run(rule, [event(told)], ask=None).suggested == 2
    assert run(rule, [event(told, shown)], ask=None).suggested == 0


def test_an_aspect_that_other_evidence_refutes():
    rule = Aspects(aspects=(Aspect(name="全覆盖", ask=ask("m"), refuted_by=ask("gap")), Aspect(name="履职", ask=ask("w"))))
    found = [event(mention("m")), event(mention("w"))]
    assert run(rule, found, ask=None).suggested == 2
    refuted = run(rule, [*found, event(mention("gap"))], ask=None)
    assert (refuted.suggested, refuted.low, refuted.measured["aspects"]) == (1, 1, {"全覆盖": False, "履职": True})
    assert run(rule, [*found, event(mention("gap", status="other_period"))], ask=None).suggested == 2


@pytest.mark.parametrize(("years", "points"), [((2021, 2022, 2023), 3), ((2021, 2023, 2023), 2), ((2023, 2023, 2023), 1)])
def test_one_a_year(years, points):
    found = [event(dated("a", year, status="done")) for year in years]
    result = run(Count(threshold=3, per_year=True), found, full="3")
    assert (result.suggested, result.measured["count"]) == (points, points)
    assert len([r for r in result.refusals if r.code == "beyond"]) == 3 - points


def awarded(level, prize=None, **more):
    told = mention(level=level, **more)
    return replace(told, slots=replace(told.slots, prize=prize))


PRIZES = Tiers(tiers=(Tier(level="省", prize="一等奖", points=D(2)), Tier(level="省", prize="三等奖", points=D("0.5")),
                      Tier(level="市", prize="一等奖", points=D(1)), Tier(level="市", prize="组织奖", points=D(1))))


def test_prizes_by_level():
    assert run(PRIZES, [event(awarded("省", "三等奖")), event(awarded("市", "一等奖"))], full="3").suggested == D("1.5")
    both = event(awarded("省", "三等奖"), awarded("市", "一等奖"))
    assert run(PRIZES, [both], full="3").suggested == 1, "one work at two levels counts at what is worth most"
    unsaid = run(PRIZES, [event(awarded("省"))], full="3")
    assert (unsaid.suggested, unsaid.high) == (0, D("0.5")) and "奖次" in unsaid.refusals[0].reason
    assert run(PRIZES, [event(awarded("省", "二等奖"))], full="3").suggested == 0
    assert run(PRIZES, [event(awarded("省", "一等奖")), event(awarded("省", "一等奖"))], full="3").suggested == 3


SORTS = Bonus(sorts=(Sort(name="受表彰", ask=ask("h"), each=D(1)), Sort(name="央媒推广", ask=ask("m"), each=D("0.5"))))


def test_a_bonus_of_several_sorts():
    two = run(SORTS, [*events(1, "h"), *events(1, "m")], full="3", ask=None)
    assert (two.suggested, two.measured, two.status) == (D("1.5"), {"items": 2}, "partial")
    cap = run(SORTS, [*events(3, "h"), *events(1, "m")], full="3", ask=None)
    assert cap.suggested == 3 and cap.entries[-1].points == D("-0.5")
    assert run(SORTS, [], full="3", ask=None).status == "missing"


LAW = Deduction(sorts=(Sort(name="刑事责任", ask=ask("c"), each=D(8)), Sort(name="一般干部", ask=ask("s"), each=D(3))))
RATE = Deduction(indicators=(Indicator(name="出庭应诉率", ask=ask("r"), lower=D(95), points=D(1)),))
STEP = Deduction(indicators=(Indicator(name="满意率", ask=ask("r"), lower=D(92), points=D("0.5"), step=D(1)),))


@pytest.mark.parametrize(("rule", "found", "full", "points", "low"), [
    (LAW, [], "8", 8, 8), (LAW, events(1, "s"), "8", 5, 5), (LAW, [*events(1, "c"), *events(1, "s")], "8", 0, 0),
    (RATE, [event(mention("r", value=95))], "14", 14, 14), (RATE, [event(mention("r", value="94.9"))], "14", 13, 13),
    (STEP, [event(mention("r", value="92"))], "2", 2, 2), (STEP, [event(mention("r", value="90"))], "2", 1, 1),
    (STEP, [event(mention("r", value="91.5"))], "2", D("1.75"), D("1.5")), (STEP, [event(mention("r", value="50"))], "2", 0, 0),
])
def test_deductions_by_sort_and_by_rate(rule, found, full, points, low):
    result = run(rule, found, full=full, ask=None)
    assert (result.suggested, result.low) == (points, low) and points <= result.high <= D(full)
    assert result.status == ("met" if points == D(full) else "partial")


def test_the_lowest_rate_stated_decides():
    found = [event(mention("r", value=96)), event(mention("r", value=90))]
    assert run(RATE, found, full="14", ask=None).suggested == 13


@pytest.mark.parametrize(("cases", "points", "status"), [(0, 0, "met"), (1, -1, "partial"), (3, -3, "partial"), (5, -3, "partial")])
def test_a_penalty_goes_below_zero_down_to_its_cap(cases, points, status):
    result = run(Penalty(each=D(1)), events(cases), full="-3")
    assert (result.suggested, result.status) == (points, status)
    assert result.measured == {"cases": cases, "deducted": float(-points)} and result.missing == ()


def test_a_penalty_lowers_the_total_and_a_section_without_cap_adds_on_top():
    base = criterion(Presence(), full="90", number="1.1", kind="a")
    bonus = criterion(Bonus(each=D(2)), full="3", number="2.1", kind="b")
    less = criterion(Penalty(each=D(1)), full="-3", number="3.1", kind="c")
    made = replace(rubric(base), sections=(
        Section(title="基础", points=D(90), items=(Item(number="1", title="", cap=D(90), criteria=(base,)),)),
        Section(title="加减", points=D(0), bonus=True, items=(
            Item(number="2", title="", cap=D(3), criteria=(bonus,)), Item(number="3", title="", cap=D(-3), criteria=(less,))))))
    found = [*events(1, "a"), *events(2, "b"), *events(2, "c")]
    results, total = score(made, found, papers={}, self_points={})
    assert total.suggested == 91 and points_follow(to_json(made.id, results, total), made) == []


FIVE = DateRange(start=date(2016, 1, 1), end=date(2020, 12, 31))


def test_a_criterion_with_a_period_of_its_own_counts_what_others_refuse():
    found = [event(dated("a", 2017)), event(dated("a", 2018)), event(dated("a", 2014))]
    own = run(Count(threshold=2), found, ask=Ask(kinds=("a",), period=FIVE))
    assert (own.suggested, own.measured["count"]) == (2, 2)
    assert {m.status for m in own.evidence if dict(own.event_of)[m.id] in own.counted} == {"done"}
    yearly = run(Count(threshold=2), found)
    assert yearly.suggested == 0 and {m.status for m in yearly.evidence} == {"other_period"}


NONE = Exemption(ask=ask("no_power"), full=True)


def test_not_applicable_earns_what_the_map_gives():
    result = run(Presence(), [event(mention("no_power", paper="record"))], full="4", exemption=NONE)
    assert (result.suggested, result.low, result.status, result.missing) == (4, 4, "not_applicable", ())
    only_said = run(Presence(), [event(mention("no_power", paper="self_report"))], full="4", exemption=NONE)
    assert (only_said.suggested, only_said.low) == (4, 0)
    shown = run(Presence(), [event(mention("no_power")), *events(1)], full="4", exemption=NONE)
    assert shown.status == "met", "what is there speaks against it"
    assert run(Presence(), [], full="4", exemption=NONE).status == "missing"
    none = Exemption(ask=ask("no_power"), full=False)
    assert run(Presence(), [event(mention("no_power"))], full="4", exemption=none).suggested == 0


def test_a_list_of_checks_has_states_and_no_points():
    made = replace(rubric(criterion(Count(threshold=2), full="0")), max_points=D(0), bands=())
    results, total = score(made, events(1), papers={}, self_points={})
    assert made.unscored and (results[0].status, results[0].suggested, results[0].max_points) == ("partial", None, 0)
    assert results[0].entries == () and all(one.gain == 0 for one in results[0].missing)
    assert (total.suggested, total.low, total.high, total.grade) == (0, 0, 0, None)
    assert points_follow(to_json(made.id, results, total), made) == []


def test_shortfall_goes_down_to_zero():
    assert [run(Shortfall(threshold=5, each=D(1)), events(n), full="5").suggested for n in (0, 1, 4, 5, 9)] == [0, 1, 4, 5, 5]
    assert run(Shortfall(threshold=2, each=D(4)), events(1), full="8").suggested == 4


def test_named_grades_without_bounds_give_no_grade_but_for_the_veto():
    made = rubric(criterion(Presence()))
    named = replace(made, bands=tuple(replace(band, lower=None) for band in made.bands))
    assert grade(named, D(95)) is None and grade(named, D(95), confirmed_falsification=True) == "不合格"


def test_a_figure_that_another_paper_states_beats_a_larger_claim():
    ledger, own = event(mention("h", paper="ledger", value=246)), event(mention("h", paper="self_report", value=310))
    result = run(Hours(threshold=300), [own, ledger], "3", kind="h")
    assert (result.suggested, result.low, result.high) == (D("2.46"), D("2.46"), D(3))


def test_the_hours_of_one_occasion_do_not_beat_the_claimed_sum():
    once = mention("h", paper="ledger", value=4)
    once = replace(once, slots=replace(once.slots, date=DateRange(start=date(2020, 4, 26), end=date(2020, 4, 26))))
    result = run(Hours(threshold=6), [event(once), event(mention("h", paper="self_report", value=8))], "0.5", kind="h")
    assert (result.suggested, result.low) == (D("0.5"), D("0.33"))


def test_a_total_that_another_paper_states_beats_a_larger_claim():
    result = run(Count(threshold=200), [claim(200), claim(180, paper="ledger")], "0.5")
    assert (result.suggested, result.low, result.high) == (D("0.45"), D("0.45"), D("0.5"))


def test_what_another_paper_denies_is_only_claimed():
    rule = Aspects(aspects=(Aspect(name="甲", ask=ask("x")), Aspect(name="乙", ask=ask("y"))))
    own, denied, other = (event(mention("x", paper="self_report")), event(mention("x", "negated", paper="summary")),
                          event(mention("y")))
    result = run(rule, [own, denied, other], "4")
    assert (result.suggested, result.low, result.high) == (D(2), D(2), D(4))
    assert "另有材料写明没有做" in "".join(refusal.reason for refusal in result.refusals)
    assert run(rule, [own, other], "4").suggested == D(4)
    proved = event(mention("x", paper="briefing"))
    assert run(rule, [proved, denied, other], "4").suggested == D(4)


def test_a_fault_that_the_unit_admits_stands_though_another_paper_denies_it():
    admitted, denied = event(mention("f", paper="self_report")), event(mention("f", "negated", paper="summary"))
    assert run(Deduction(each=D(1)), [admitted, denied], "2", kind="f").suggested == D(1)


def test_what_one_aspect_counts_no_other_refuses():
    rule = Aspects(aspects=(Aspect(name="中心组", ask=ask("g")), Aspect(name="领导", ask=Ask(kinds=("g", "t")))))
    result = run(rule, [claim(4, kind="g", paper="record"), *events(1, "t")], ask=None)
    assert result.suggested == 2 and len(result.counted) == 2
    assert not {refusal.event for refusal in result.refusals} & set(result.counted)
