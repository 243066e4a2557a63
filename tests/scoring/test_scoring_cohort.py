"""Outside scores checked row by row, ranks by way, draws that repeat."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring_make import CITATION, criterion, rubric

from model.problems import PufaError
from model.rubric import Absence, Composite, Draw, Weight
from model.rules import Presence
from scoring.draw import draw
from scoring.outside import columns, read_rows
from scoring.ranking import Suggestion, rank_outside, rank_suggested


def way(mode, **weights):
    names = {"panel": "评议组", "public": "社会评议", "peer": "单位互评"}
    return Composite(mode=mode, weights=tuple(Weight(part=part, name=names[part], weight=Decimal(weight))
                                              for part, weight in weights.items()))


MADE = replace(rubric(criterion(Presence())), composites=(way("onsite", panel=60, peer=40), way("written", public=100)),
               absence=Absence(treatment="通报批评", citation=CITATION), draw=Draw(citation=CITATION, share=Decimal(15)))
HEAD = ["单位", "方式", "评议组", "单位互评", "社会评议", "弄虚作假查实", "缺席评议", "备注"]


def table(*rows):
    return [["外部得分表"], HEAD, *([*row, *[""] * (len(HEAD) - len(row))] for row in rows)]


def read(*rows):
    return read_rows(MADE, table(*rows), "得分.xlsx")


def test_the_table_has_a_column_for_every_part():
    assert set(HEAD) == set(columns(MADE))


def test_good_rows_are_read_with_full_width_figures_and_either_name_of_the_way():
    rows, faults = read(["甲局", "现场评议", "９０", "80分"], ["乙局", "written", "", "", "88.5"], [""])
    assert faults == [] and [(row.line, row.unit, row.mode) for row in rows] == [(3, "甲局", "onsite"), (4, "乙局", "written")]
    assert dict(rows[0].scores) == {"panel": 90, "peer": 80} and dict(rows[1].scores) == {"public": Decimal("88.5")}


@pytest.mark.parametrize(("row", "message"), [
    (["", "现场评议", "90", "80"], "outside_unit_empty"), (["甲局", "网上评议", "90", "80"], "outside_mode_unknown"),
    (["甲局", "", "90", "80"], "outside_mode_unknown"), (["甲局", "现场评议", "90", ""], "outside_score_missing"),
    (["甲局", "现场评议", "九十", "80"], "outside_score_bad"), (["甲局", "现场评议", "101", "80"], "outside_score_range"),
    (["甲局", "现场评议", "-1", "80"], "outside_score_range"),
    (["甲局", "现场评议", "90", "80", "", "可能"], "outside_flag_bad"),
])
def test_a_bad_row_is_named_with_its_number_and_costs_itself_only(row, message):
    rows, faults = read(row, ["丙局", "书面评议", "", "", "70"])
    assert [fault.message for fault in faults] == [message] and "第3行" in faults[0].where
    assert [one.unit for one in rows] == ["丙局"]


def test_a_unit_twice_a_table_without_head_and_one_without_a_column():
    rows, faults = read(["甲局", "书面评议", "", "", "70"], ["甲局", "书面评议", "", "", "71"])
    assert [fault.message for fault in faults] == ["outside_unit_twice"] and len(rows) == 1
    assert [fault.message for fault in read_rows(MADE, [["甲局", "90"]], "x")[1]] == ["outside_no_head"]
    assert [fault.message for fault in read_rows(MADE, [["单位", "方式", "评议组"]], "x")[1]] == ["outside_column_missing"]
    assert [fault.message for fault in read_rows(rubric(criterion(Presence())), table(), "x")[1]] == ["outside_no_composite"]


def test_ways_are_ranked_apart_and_equals_share_a_rank():
    rows, _ = read(["甲局", "现场评议", "90", "80"], ["乙局", "现场评议", "80", "95"], ["丙局", "现场评议", "60", "60"],
                   ["丁局", "书面评议", "", "", "95"])
    ranked = rank_outside(MADE, rows)
    assert [(one.rank, one.unit, one.mode, one.total) for one in ranked] == [
        (1, "乙局", "onsite", 86), (1, "甲局", "onsite", 86), (3, "丙局", "onsite", 60), (1, "丁局", "written", 95)]
    assert [one.grade for one in ranked] == ["良好", "良好", "合格", "优秀"]


def test_confirmed_falsification_sets_the_grade_and_absence_leaves_no_rank():
    rows, faults = read(["甲局", "现场评议", "99", "99", "", "是"], ["乙局", "现场评议", "", "", "", "", "是"],
                        ["丙局", "现场评议", "70", "70"])
    assert faults == []
    ranked = {one.unit: one for one in rank_outside(MADE, rows)}
    assert (ranked["甲局"].rank, ranked["甲局"].grade) == (None, "不合格") and "查实" in ranked["甲局"].note
    assert (ranked["乙局"].rank, ranked["乙局"].total) == (None, None) and "通报批评" in ranked["乙局"].note
    assert ranked["丙局"].rank == 1


def test_suggested_totals_are_ordered_and_overlaps_are_said():
    def one(unit, total, low, high):
        return Suggestion(unit=unit, total=Decimal(total), low=Decimal(low), high=Decimal(high), grade=None)

    ranked = rank_suggested([one("甲局", 80, 70, 85), one("乙局", 84, 82, 90), one("丙局", 60, 50, 65)])
    assert [(row.rank, row.unit) for row in ranked] == [(1, "乙局"), (2, "甲局"), (3, "丙局")]
    assert "1个单位" in ranked[0].note and ranked[2].note == ""


UNITS = [f"{name}局" for name in "甲乙丙丁戊己庚辛壬癸"]


@given(st.permutations(UNITS), st.text(min_size=1, max_size=8))
def test_a_draw_repeats_whatever_the_order_of_the_list(units, seed):
    assert draw(MADE, units, seed).drawn == draw(MADE, UNITS, seed).drawn
    assert len(draw(MADE, units, seed).drawn) == 2, "15 per cent of ten, rounded up"


def test_different_seeds_draw_different_units():
    assert len({draw(MADE, UNITS, str(seed)).drawn for seed in range(40)}) > 20


def test_every_unit_has_about_the_same_chance():
    times = dict.fromkeys(UNITS, 0)
    for seed in range(3000):
        for unit in draw(MADE, UNITS, str(seed)).drawn:
            times[unit] += 1
    assert all(500 < number < 700 for number in times.values()), times


def test_excluded_units_are_never_drawn_and_the_share_is_of_all():
    result = draw(MADE, UNITS, "a", exclude=["甲局", "外人"])
    assert "甲局" not in result.drawn and result.excluded == ("甲局",) and result.number == 2


@pytest.mark.parametrize(("made", "units", "more", "message"), [
    (MADE, [], {}, "draw_list_bad"), (MADE, ["甲局", "甲局"], {}, "draw_list_bad"),
    (MADE, UNITS, {"number": 1}, "draw_below_share"), (MADE, UNITS, {"exclude": UNITS[:9]}, "draw_too_few"),
    (MADE, UNITS, {"number": 11}, "draw_too_few"), (replace(MADE, draw=None), UNITS, {}, "draw_rule_missing"),
    (replace(MADE, draw=Draw(citation=CITATION, at_most=5)), UNITS, {"number": 6}, "draw_above_most"),
])
def test_a_draw_outside_the_rule_is_refused(made, units, more, message):
    with pytest.raises(PufaError) as refused:
        draw(made, units, "a", **more)
    assert refused.value.problem.message == message


def test_at_most_is_the_number_where_nothing_else_is_said():
    made = replace(MADE, draw=Draw(citation=CITATION, at_most=5))
    assert draw(made, UNITS, "a").number == 5 and draw(made, UNITS, "a", number=3).number == 3
