"""A tampered assessment is told apart from one whose points follow."""

from __future__ import annotations

import copy

import pytest
from scoring_make import event, events, mention, to_json

from rubric_maps.load import load
from scoring import score
from scoring.verify import points_follow

JIANGYIN = load("jiangyin-2020")
DOSSIER = [*events(3, kind="case_published", paper="case"), event(mention("annual_plan", paper="plan")),
           event(mention("work_award", level="省", paper="certificate")), event(mention("channel_website"))]
WRITTEN = to_json(JIANGYIN.id, *score(JIANGYIN, DOSSIER, papers={}, self_points={}))


def row(written, number):
    return next(row for row in written["criteria"] if row["id"] == number)


def codes(change):
    written = copy.deepcopy(WRITTEN)
    change(written)
    return {said.code for said in points_follow(written, JIANGYIN)}


def test_untouched_follows():
    assert codes(lambda w: None) == set()


TAMPERED = {
    "points": (lambda w: row(w, "7.1").update(suggested_points=12), {"E415", "E417", "E419", "E420", "E421"}),
    "count": (lambda w: row(w, "7.1")["measured"].update(count=4), {"E416"}),
    "counts dropped": (lambda w: row(w, "7.1")["evidence"][0].update(counts=False), {"E416", "E417"}),
    "planned": (lambda w: row(w, "7.1")["evidence"][0].update(status="planned"), {"E416", "E417"}),
    "split event": (lambda w: row(w, "2.1").update(suggested_points=2, evidence=[]), {"E416", "E417", "E418"}),
    "status": (lambda w: row(w, "7.1").update(status="met"), {"E419"}),
    "low": (lambda w: row(w, "7.1").update(low=10), {"E415", "E420"}),
    "full points": (lambda w: row(w, "7.1").update(max_points=13), {"E414"}),
    "aspect": (lambda w: row(w, "10.1")["measured"]["aspects"].update(微博=True), {"E416"}),
    "level": (lambda w: row(w, "14.2")["evidence"][0].update(level="国家"), {"E417"}),
    "external": (lambda w: row(w, "6.1").update(suggested_points=4), {"E417", "E418", "E419"}),
    "total": (lambda w: w["score"].update(suggested=91), {"E420"}),
    "maximum": (lambda w: w["score"].update(max=110), {"E420"}),
    "grade": (lambda w: w["score"].update(grade="优秀"), {"E421"}),
    "criterion gone": (lambda w: w["criteria"].pop(), {"E413"}),
    "criterion twice": (lambda w: w["criteria"].append(w["criteria"][0]), {"E413"}),
    "no number": (lambda w: row(w, "7.1").update(low="很多"), {"E411"}),
    "no evidence": (lambda w: row(w, "7.1").update(evidence=None), {"E411"}),
    "no score": (lambda w: w.update(score=None), {"E411"}),
    "no criteria": (lambda w: w.update(criteria={}), {"E411"}),
    "other rubric": (lambda w: w.update(rubric="xinjiang-2023"), {"E412"}),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_tampered_is_named(name):
    change, expected = TAMPERED[name]
    found = codes(change)
    assert found and found <= expected and (name == "points" or found == expected)
