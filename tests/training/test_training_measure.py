"""The figures of labelled sentences, on cases worked out by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.sentences import all_done
from training.figures import f1, intervals, precision, recall, share, total
from training.measure import Line, count_line, disagreements, macro_status, measure


def entry(criterion, status="done", quantity=None, date=None, level=None, lower_bound=False):
    """One entry as the gold and the mentions write it."""
    days = {"from": date, "to": date} if date else None
    named = criterion if isinstance(criterion, list) else [criterion]
    return {"criteria": named, "status": status, "quantity": quantity, "date": days, "level": level,
            "lower_bound": lower_bound}


def line(gold, found):
    """A line with its gold and what was found."""
    return Line("x-1", "文", tuple(gold), tuple(found))


def test_criteria_are_compared_as_sets_of_a_line():
    counts = count_line(line([entry("3.1"), entry("3.1", "planned"), entry("9.1")], [entry("3.1"), entry("8.1")]))
    assert (counts["criteria.tp"], counts["criteria.fp"], counts["criteria.fn"]) == (1, 1, 1)
    assert (counts["criterion 9.1.fn"], counts["criterion 8.1.fp"]) == (1, 1)


def test_micro_figures_add_up_over_lines():
    rows = [count_line(line([entry(["2.1", "2.4"])], [entry("2.1")])),
            count_line(line([entry("3.1")], [entry("3.1"), entry("4.1")]))]
    counts = total(rows)
    assert precision(counts, "criteria") == pytest.approx(2 / 3)
    assert recall(counts, "criteria") == pytest.approx(2 / 3)
    assert f1(counts, "criteria") == pytest.approx(2 / 3)


def test_statuses_count_only_where_both_found_the_criterion():
    counts = count_line(line([entry("3.1", "planned"), entry("9.1", "negated")],
                             [entry("3.1", "done"), entry("8.1", "done")]))
    assert (counts["pairs.n"], counts["pairs.ok"]) == (1, 0)
    assert (counts["status planned.fn"], counts["status done.fp"], counts["status negated.fn"]) == (1, 1, 0)


def test_two_statuses_of_one_criterion_must_both_be_found():
    counts = count_line(line([entry("3.1"), entry("3.1", "planned")], [entry("3.1")]))
    assert (counts["pairs.ok"], counts["status done.tp"], counts["status planned.fn"]) == (0, 1, 1)


def test_deeds_count_whoever_found_the_pair():
    counts = count_line(line([entry("3.1"), entry("9.1", "planned")], [entry("9.1"), entry("8.1")]))
    assert (counts["deeds.tp"], counts["deeds.fp"], counts["deeds.fn"]) == (0, 2, 1)


def test_slots_are_compared_entry_by_entry():
    gold = [entry("4.1", quantity=2, date="2020-05-01"), entry("4.1", quantity=3)]
    found = [entry("4.1", quantity=3, date="2020-05-02"), entry("4.1", quantity=3)]
    counts = count_line(line(gold, found))
    assert (counts["quantity.n"], counts["quantity.ok"]) == (2, 1)
    assert (counts["date.n"], counts["date.ok"], counts["date stated.n"], counts["date stated.ok"]) == (2, 1, 1, 0)


def test_slots_need_the_same_status():
    counts = count_line(line([entry("4.1", quantity=2)], [entry("4.1", "planned", quantity=2)]))
    assert counts["quantity.n"] == 0


def test_a_quantity_of_nought_is_stated_and_is_not_null():
    counts = count_line(line([entry("6.1", "negated", quantity=0)], [entry("6.1", "negated")]))
    assert (counts["quantity stated.n"], counts["quantity.ok"]) == (1, 0)


def test_boilerplate_in_an_empty_line_is_no_false_mention():
    assert count_line(line([], [entry("1.1", "boilerplate")]))["empty.ok"] == 0
    assert count_line(line([], [entry("1.1")]))["empty.ok"] == 1


def test_baseline_makes_every_criterion_found_a_deed():
    plain = all_done(line([entry("3.1", "planned")], [entry("3.1", "planned"), entry("3.1"), entry("9.1", "negated")]))
    assert [(one["criteria"], one["status"]) for one in plain.found] == [(["3.1"], "done"), (["9.1"], "done")]


def test_macro_leaves_out_statuses_that_never_occur():
    counts = Counter({"status done.tp": 2, "status planned.fn": 1})
    assert macro_status(counts) == pytest.approx(0.5)


def test_whole_lines_and_their_base():
    result = measure([line([entry("3.1")], [entry("3.1")]), line([], []), line([entry("3.1")], [])], resample=False)
    assert result["headline"]["lines wholly right"].value == pytest.approx(2 / 3)
    assert result["headline"]["criteria recall"].n == 2
    assert result["criterion"]["3.1"]["recall"] == pytest.approx(0.5)


def test_disagreements_name_their_type():
    kinds = {kind for kind, _ in disagreements([line([entry("3.1", "planned"), entry("7.1")], [entry("3.1")]),
                                                line([], [entry("9.1")])])}
    assert kinds == {"missed criterion 7.1", "status planned -> done", "empty line: false criterion 9.1"}


def test_intervals_repeat_and_hold_the_share():
    rows = [Counter({"a.n": 1, "a.ok": n % 4 == 0}) for n in range(100)]
    reading = {"a": lambda counts: share(counts, "a")}
    first = intervals(rows, reading, draws=200)
    low, high = first["a"]
    assert first == intervals(rows, reading, draws=200)
    assert 0.14 < low < 0.25 < high < 0.36


def test_an_interval_of_equal_lines_is_a_point():
    rows = [Counter({"a.n": 1, "a.ok": 1})] * 5
    assert intervals(rows, {"a": lambda counts: share(counts, "a")}, draws=20)["a"] == (1.0, 1.0)
