"""What counts, what is refused and why, what is missing, and the words around it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from scoring_make import claim, criterion, event, events, mention, rubric

from model.rubric import Proof
from model.rules import (
    Ask,
    Aspect,
    Aspects,
    Bonus,
    Count,
    Deduction,
    External,
    Hours,
    Presence,
    Rate,
    Shortfall,
    Tier,
    Tiers,
)
from scoring import score
from scoring.engine import criteria_of
from scoring.outcome import unseen

D = Decimal

COUNT = Count(threshold=4)
TIERS = Tiers(tiers=(Tier(level="国家", points=D(5)), Tier(level="省", points=D(3)), Tier(level="市", points=D(2))))
ASPECTS = Aspects(aspects=tuple(Aspect(name=name, ask=Ask(kinds=(kind,)))
                                for name, kind in (("网站", "x"), ("微博", "y"), ("微信", "z"))))
EXTERNAL = External(adverse=Ask(kinds=("a",)))


def run(rule, found, papers=None, own=None, **more):
    results, _ = score(rubric(criterion(rule, **more)), found, papers=papers or {}, self_points=own or {})
    assert sum((entry.points for entry in results[0].entries), D(0)) == (results[0].suggested or 0)
    return results[0]


def test_three_of_four():
    result = run(COUNT, events(3, paper="case"))
    assert (result.suggested, result.low, result.high, result.status) == (9, 9, 9, "partial")
    assert result.measured == {"count": 3, "required": 4, "lower_bound": False}
    assert result.arithmetic == "12 × 3/4 = 9"
    assert result.why == "3个不重复典型案例，标准为不少于4个：12 × 3/4 = 9"
    assert [(m.sort, m.what, m.gain) for m in result.missing] == [("too_few", "还缺1个典型案例", 3)]
    assert result.counterfactuals == ("再补1个典型案例：+3，得12分",)
    assert result.proof.found == ("案例",) and not result.proof.claimed_only


def test_two_of_four_names_gain_per_piece_and_total():
    result = run(COUNT, events(2, paper="case"))
    assert [(m.what, m.gain) for m in result.missing] == [("还缺2个典型案例（每补1个得3分）", 6)]
    assert result.counterfactuals == ("再补1个典型案例：+3，得9分", "补齐2个典型案例：+6，得12分")


def test_nothing_found():
    result = run(COUNT, [])
    assert (result.suggested, result.low, result.high, result.status) == (0, 0, 0, "missing")
    assert result.missing[0].sort == "nothing" and result.missing[0].gain == 12 and "案例全文" in result.missing[0].what
    assert result.entries == () and result.evidence == ()


def test_three_mentions_of_one_event_count_once():
    result = run(COUNT, [event(mention(paper="self_report"), mention(paper="briefing"), mention(paper="photo"))])
    assert result.measured["count"] == 1 and len(result.evidence) == 3
    assert result.evidence[-1].paper == "self_report"
    assert len(set(dict(result.event_of).values())) == 1


@pytest.mark.parametrize("status", ["planned", "negated", "other_period", "other_unit", "boilerplate"])
def test_only_done_counts(status):
    result = run(COUNT, [*events(1), event(mention(status=status))])
    assert result.measured["count"] == 1
    assert [(r.code, bool(r.reason)) for r in result.refusals] == [(status, True)]
    assert len(result.evidence) == 2 and result.evidence[0].status == "done"


def test_zero_done_is_a_negation():
    assert run(COUNT, [event(mention(value=0))]).refusals[0].code == "negated"


def test_claim_alone_is_taken_at_its_word_but_low_is_zero():
    result = run(COUNT, [claim(5)])
    assert (result.suggested, result.low, result.high, result.status) == (12, 0, 12, "met")
    assert result.measured == {"count": 5, "required": 4, "lower_bound": False}
    assert result.proof.claimed_only
    assert [(m.sort, m.gain) for m in result.missing] == [("claim_only", 12)] and "案例" in result.missing[0].what


def test_claim_in_another_paper_supports():
    result = run(COUNT, [claim(3, paper="summary")])
    assert (result.suggested, result.low) == (9, 9) and not result.proof.claimed_only


def test_claim_of_at_least_is_a_lower_bound():
    assert run(COUNT, [claim(3, bound="at_least")]).measured["lower_bound"] is True


def test_claim_without_a_number_is_one():
    result = run(COUNT, [event(mention(paper="self_report"), claim=True)])
    assert result.measured == {"count": 1, "required": 4, "lower_bound": True}


def test_claim_beside_a_list_is_not_added():
    result = run(COUNT, [*events(3, paper="case"), claim(6)])
    assert (result.suggested, result.low, result.high) == (9, 9, 12)
    assert [(r.code, r.reason) for r in result.refusals] == [("total_claim", "总数声明，列出的有3个；只对照，不累加")]
    assert result.claims == ("自评报告称共6个典型案例，逐一列出的有3个",)


def test_an_admission_of_only_so_many_bounds_a_larger_claim():
    admitted = claim(2, paper="other", bound="only")
    beside = run(COUNT, [*events(2, paper="case"), claim(4), admitted])
    assert (beside.suggested, beside.low, beside.high) == (6, 6, 6)
    alone = run(COUNT, [claim(4), admitted])
    assert (alone.suggested, alone.low, alone.high) == (6, 6, 6)
    assert run(COUNT, [*events(3, paper="case"), claim(4), admitted]).high == 9, "what is listed stays"


def test_claim_that_equals_the_list_is_no_contradiction():
    assert run(COUNT, [*events(3), claim(3)]).claims == ()


def test_of_two_claims_the_larger():
    result = run(COUNT, [claim(2), claim(3, paper="score_table")])
    assert result.suggested == 9 and [r.code for r in result.refusals] == ["total_claim"]


def test_self_report_list_partly_supported():
    result = run(COUNT, [*events(2, paper="self_report"), *events(2, paper="case")])
    assert (result.suggested, result.low) == (12, 6) and not result.proof.claimed_only
    assert [(m.sort, m.gain) for m in result.missing] == [("claim_only", 6)]


def test_papers_argument_decides_what_a_file_is():
    result = run(COUNT, events(1, paper="other", file="a.docx"), papers={"a.docx": "self_report"})
    assert result.proof.claimed_only and result.low == 0


def test_one_kind_may_earn_by_one_status_and_be_doubtful_by_another():
    vague = event(mention("a", "boilerplate"))
    result = run(COUNT, [*events(3), vague], doubtful=Ask(kinds=("a",), statuses=("boilerplate",)))
    assert [r.event for r in result.refusals if r.code == "doubtful"] == [vague.id]
    assert not {r.event for r in result.refusals} & set(result.counted)


def test_doubtful_raises_only_high():
    result = run(COUNT, [*events(3), event(mention("b"))], doubtful=Ask(kinds=("b",)))
    assert (result.suggested, result.low, result.high) == (9, 9, 12)
    assert [r.code for r in result.refusals] == ["doubtful"] and len(result.evidence) == 4


def test_needed_proof_not_found_is_advice():
    proofs = (Proof(name="制度文件", papers=(), kinds=("system",), needed=True), Proof(name="案例", papers=("case",)))
    result = run(COUNT, events(4, paper="case"), proofs=proofs)
    assert [(m.sort, m.what, m.gain) for m in result.missing] == [("advice", "未见制度文件（典型案例）", 0)]
    found = run(COUNT, [*events(4, paper="case"), event(mention("system", paper="notice"))], proofs=proofs)
    assert found.proof.found == ("制度文件", "案例") and found.missing == ()
    assert found.evidence[-1].kind == "system" and found.measured["count"] == 4


def test_proofs_that_are_alternatives_need_one():
    proofs = (Proof(name="简报", papers=("briefing",)), Proof(name="图片", papers=("photo",)))
    assert run(Presence(), events(1, paper="photo"), proofs=proofs).missing == ()
    assert run(Presence(), events(1, paper="other"), proofs=proofs).missing[0].sort == "advice"


def test_presence_by_one_event_or_claim():
    assert run(Presence(), events(1)).suggested == 12
    assert (run(Presence(), [claim(3)]).suggested, run(Presence(), [claim(3)]).low) == (12, 0)
    assert run(Presence(), []).status == "missing"


def test_shortfall():
    result = run(Shortfall(threshold=2, each=D(4)), events(1), full="8")
    assert (result.suggested, result.arithmetic) == (4, "8 − 4 × 1 = 4")


def test_aspects():
    found = [event(mention("x")), event(mention("z", paper="self_report")), *events(2, kind="x")]
    result = run(ASPECTS, found, full="10")
    assert (result.suggested, result.low, result.status) == (D("6.67"), D("3.33"), "partial")
    assert result.measured == {"aspects": {"网站": True, "微博": False, "微信": True}}
    assert [(m.what, m.gain) for m in result.missing if m.sort == "too_few"] == [("未见“微博”方面的材料", D("3.33"))]


def test_all_aspects_make_the_full_points_to_the_cent():
    result = run(ASPECTS, [event(mention(kind)) for kind in "xyz"], full="10")
    assert result.suggested == 10 and [entry.points for entry in result.entries] == [D("3.33"), D("3.34"), D("3.33")]


@pytest.mark.parametrize(("levels", "points", "tier"), [
    (["市"], 2, "市"), (["省"], 3, "省"), (["省", "市"], 5, "省"), (["国家", "省"], 5, "国家"), (["县"], 0, None),
    ([None], 0, None), ([], 0, None)])
def test_tiers(levels, points, tier):
    result = run(TIERS, [event(mention(level=level)) for level in levels], full="5")
    assert (result.suggested, result.measured) == (points, {"tier": tier})
    if levels in (["县"], [None]):
        assert [r.code for r in result.refusals] == ["level"]


def test_one_work_at_two_levels_counts_at_the_highest():
    assert run(TIERS, [event(mention(level="市"), mention(level="省"))], full="5").suggested == 3


def test_work_without_level_raises_only_high():
    result = run(TIERS, [event(mention())], full="5")
    assert (result.suggested, result.high) == (0, 2)


def test_tiers_that_do_not_add_up():
    once = Tiers(tiers=TIERS.tiers, add_up=False)
    assert run(once, [event(mention(level="省")), event(mention(level="市"))], full="5").suggested == 3


def test_bonus_and_deduction():
    bonus = run(Bonus(each=D(1)), events(2), full="3")
    assert (bonus.suggested, bonus.measured) == (2, {"items": 2})
    less = run(Deduction(each=D(3)), events(2), full="8")
    assert (less.suggested, less.status, less.measured) == (2, "partial", {"cases": 2, "deducted": 6.0})
    none = run(Deduction(each=D(3)), [], full="8")
    assert (none.suggested, none.status) == (8, "met")


def test_rate_and_hours_read_the_stated_figure():
    rate = run(Rate(gate=D(98)), [event(mention(value="98.5"))], full="2")
    assert (rate.suggested, rate.measured) == (2, {"rate": 98.5, "required": 98.0})
    assert run(Rate(gate=D(98)), [event(mention(value="97"))], full="2").status == "missing"
    hours = run(Hours(threshold=D(40)), [event(mention(value="30"))], full="2")
    assert (hours.suggested, hours.measured) == (D("1.5"), {"hours": 30.0, "required": 40.0})
    assert run(Hours(threshold=D(40)), [], full="2").measured == {"hours": None, "required": 40.0}


def test_external_is_not_scored_but_suggested_in_full_in_the_total():
    made = rubric(criterion(EXTERNAL, full="4", ask=Ask(kinds=("a",), statuses=("negated",))))
    results, total = score(made, [event(mention(status="negated", paper="self_report"))], papers={}, self_points={})
    result = results[0]
    assert (result.suggested, result.low, result.high, result.status) == (None, 0, 4, "external")
    assert len(result.counted) == 1 and result.missing[0].sort == "external"
    assert (total.suggested, total.low, total.high) == (4, 0, 4)


def test_external_admitted_loses_its_points_with_the_evidence():
    result = run(EXTERNAL, events(1, paper="self_report"), full="4", ask=Ask(kinds=("a",), statuses=("negated",)))
    assert (result.suggested, result.status, len(result.evidence)) == (0, "missing", 1) and result.counted
    each = External(adverse=Ask(kinds=("a",)), each=D(1))
    partial = run(each, events(1), full="4", ask=Ask(kinds=("a",), statuses=("negated",)))
    assert (partial.suggested, partial.status) == (3, "partial")


def test_confidence_is_the_mean_of_the_best_mentions():
    found = [event(mention(confidence=0.5), mention(confidence=0.9)), event(mention(confidence=0.7))]
    assert run(COUNT, found).confidence == 0.8
    assert run(COUNT, []).confidence == 0.8
    assert run(COUNT, [event(mention(status="planned", confidence=0.6))]).confidence == 0.6


def test_level_asked_for():
    ask = Ask(kinds=("a",), levels=("省",))
    result = run(Presence(), [event(mention(level="市"))], ask=ask)
    assert result.suggested == 0 and result.refusals[0].code == "level" and "市" in result.refusals[0].reason
    assert run(Presence(), [event(mention(level="省"))], ask=ask).suggested == 12


def test_criteria_of_a_kind():
    made = rubric(criterion(COUNT, doubtful=Ask(kinds=("b",))), criterion(ASPECTS, number="1.2", ask=None))
    assert [criteria_of(made, kind) for kind in ("a", "b", "x", "q")] == [("1.1",), ("1.1",), ("1.2",), ()]


def test_quotation_marks_in_a_title_do_not_stand_inside_the_same_marks():
    assert unseen("“12·4”国家宪法日活动") == "未见“‘12·4’国家宪法日活动”的材料"
