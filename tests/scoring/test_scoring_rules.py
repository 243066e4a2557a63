"""Every rule at N, N−1, 0 and above."""

from __future__ import annotations

from decimal import Decimal

import pytest

from model.evidence import Quantity
from scoring import rules

D = Decimal


@pytest.mark.parametrize(("number", "points"), [(0, "0"), (1, "3"), (2, "6"), (3, "9"), (4, "12"), (7, "12")])
def test_count_in_proportion(number, points):
    assert rules.count(D(12), D(number), 4, "proportion") == D(points)


@pytest.mark.parametrize(("number", "points"), [(0, "0"), (3, "0"), (4, "12"), (5, "12")])
def test_count_all_or_nothing(number, points):
    assert rules.count(D(12), D(number), 4, "none") == D(points)


def test_count_rounds_half_up_to_two_places():
    assert rules.count(D(5), D(1), 3, "proportion") == D("1.67")
    assert rules.count(D("0.25"), D(1), 2, "proportion") == D("0.13")


@pytest.mark.parametrize(("number", "points"), [(0, "0"), (1, "5"), (9, "5")])
def test_presence(number, points):
    assert rules.presence(D(5), D(number)) == D(points)


@pytest.mark.parametrize(("number", "points"), [(0, "0"), (1, "4"), (2, "8"), (3, "8")])
def test_shortfall(number, points):
    assert rules.shortfall(D(8), D(number), 2, D(4)) == D(points)


def test_shortfall_never_below_zero():
    assert rules.shortfall(D(5), D(0), 10, D(1)) == 0


@pytest.mark.parametrize(("value", "bound", "points"), [
    ("98", "exact", 2), ("97.9", "exact", 0), ("100", "exact", 2), ("98", "about", 0), ("98", "at_least", 2)])
def test_rate_is_a_gate(value, bound, points):
    assert rules.rate(D(2), Quantity(value=D(value), unit="%", bound=bound), D(98)) == points


def test_rate_not_stated():
    assert rules.rate(D(2), None, D(98)) == 0


@pytest.mark.parametrize(("value", "points"), [("0", "0"), ("20", "1"), ("39", "1.95"), ("40", "2"), ("60", "2")])
def test_hours(value, points):
    assert rules.hours(D(2), [(D(value), D(40))]) == D(points)


@pytest.mark.parametrize(("found", "points"), [(0, "0"), (2, "3.2"), (4, "6.4"), (5, "8")])
def test_aspects(found, points):
    assert rules.aspects(D(8), found, 5, False) == D(points)


@pytest.mark.parametrize(("found", "points"), [(0, 0), (1, 0), (2, 4)])
def test_aspects_all_needed(found, points):
    assert rules.aspects(D(4), found, 2, True) == points


@pytest.mark.parametrize(("worths", "points"), [([], 0), ([2], 2), ([3, 2], 5), ([5, 3], 5), ([2, 2], 4)])
def test_added(worths, points):
    assert rules.added(D(5), [D(w) for w in worths], True) == points


def test_added_only_best():
    assert rules.added(D(5), [D(2), D(3)], False) == 3


@pytest.mark.parametrize(("cases", "each", "points"), [
    (0, 1, 3), (1, 1, 2), (3, 1, 0), (9, 1, 0), (0, None, 3), (1, None, 0)])
def test_deducted(cases, each, points):
    assert rules.deducted(D(3), D(cases), None if each is None else D(each)) == points
