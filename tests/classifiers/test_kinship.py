"""Kinds that stand for the same thing, told by each other's examples."""

from __future__ import annotations

from classifiers import kinship
from classifiers.kinds import kinds


def test_a_kind_is_not_near_itself_and_unknown_kinds_have_none() -> None:
    assert kinship.near_kinds(["annual_plan"], ["annual_plan"]) == frozenset()
    assert kinship.near_kinds(["annual_plan", "no_such_kind"], ["no_such_kind"]) == frozenset()


def test_near_means_that_each_finds_most_examples_of_the_other(monkeypatch) -> None:
    found = kinship.near_kinds(kinds(), kinds())
    assert {(b, a) for a, b in found} == found
    assert ("court_hearing", "annual_plan") not in found
    shares = {("annual_plan", "duty_list"): 1.0, ("duty_list", "annual_plan"): 0.5}
    monkeypatch.setattr(kinship, "_finds", lambda finder, of: shares[finder, of])
    assert kinship.near_kinds(["annual_plan"], ["duty_list"]) == frozenset()
