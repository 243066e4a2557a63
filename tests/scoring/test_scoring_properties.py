"""What holds for any dossier: ledgers add up, bounds hold, more evidence never earns less, and verifying agrees."""

from __future__ import annotations

import json
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from scoring_make import event, mention, to_json

from model.evidence import LEVELS, STATUSES
from rubric_maps.load import load
from scoring import score
from scoring.verify import points_follow

D = Decimal

JIANGYIN = load("jiangyin-2020")
ADVERSE = {"administrative_fault", "leader_offence"}
KINDS = sorted(JIANGYIN.kinds())

mentions = st.builds(
    lambda status, paper, level, confidence: (status, paper, level, confidence),
    st.sampled_from((*STATUSES, "done", "done")), st.sampled_from(("self_report", "score_table", "case", "briefing")),
    st.sampled_from((None, *LEVELS)), st.floats(0, 1, allow_subnormal=False))


@st.composite
def made_events(draw):
    kind = draw(st.sampled_from(KINDS))
    is_claim = draw(st.integers(0, 3)) == 0
    value = draw(st.one_of(st.none(), st.integers(0, 9))) if is_claim else None
    parts = draw(st.lists(mentions, min_size=1, max_size=3))
    return event(*(mention(kind, s, p, lv, value, confidence=c) for s, p, lv, c in parts), claim=is_claim)


dossiers = st.lists(made_events(), max_size=30)


@settings(max_examples=150, deadline=None)
@given(dossiers)
def test_ledger_and_bounds(dossier):
    results, total = score(JIANGYIN, dossier, papers={}, self_points={})
    for result in results:
        assert sum((entry.points for entry in result.entries), D(0)) == (result.suggested or 0)
        suggested = result.high if result.suggested is None else result.suggested
        assert 0 <= result.low <= suggested <= result.high <= result.max_points
        assert not result.suggested or result.counted
        assert {e for entry in result.entries for e in entry.events} <= set(result.counted)
        owners = dict(result.event_of)
        assert set(owners) == {m.id for m in result.evidence} and set(result.counted) <= set(owners.values())
        refused = {refusal.event for refusal in result.refusals}
        assert not refused & set(result.counted)
    assert 0 <= total.low <= total.suggested <= total.high <= 100


@settings(max_examples=100, deadline=None)
@given(dossiers)
def test_a_written_assessment_verifies(dossier):
    results, total = score(JIANGYIN, dossier, papers={}, self_points={})
    written = json.loads(json.dumps(to_json(JIANGYIN.id, results, total)))
    assert [said.text() for said in points_follow(written, JIANGYIN)] == []


@settings(max_examples=60, deadline=None)
@given(dossiers, st.sampled_from(sorted(JIANGYIN.kinds() - ADVERSE)))
def test_one_more_listed_event_never_earns_less(dossier, kind):
    listed = [found for found in dossier if not found.claim]
    _, before = score(JIANGYIN, listed, papers={}, self_points={})
    _, after = score(JIANGYIN, [*listed, event(mention(kind, paper="briefing"))], papers={}, self_points={})
    assert after.suggested >= before.suggested and after.low >= before.low and after.high >= before.high


@settings(max_examples=60, deadline=None)
@given(dossiers, st.randoms())
def test_order_does_not_matter(dossier, random):
    shuffled = list(dossier)
    random.shuffle(shuffled)
    assert score(JIANGYIN, dossier, papers={}, self_points={})[1] == \
        score(JIANGYIN, shuffled, papers={}, self_points={})[1]
