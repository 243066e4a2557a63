"""The figures of a dossier, on cases worked out by hand."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest

from bench.clusters import b_cubed, pairwise
from bench.dossier import compare
from bench.places import trials
from bench.quotes import closeness, nearest, same_place


def evidence(quote, event, counts=True, status="done", file="a.docx", quantity=None):
    """Evidence as assessment.json writes it."""
    return {"quote": quote, "event": event, "counts": counts, "status": status, "file": file, "quantity": quantity}


def gold(events=(), traps=(), claims=()):
    """A gold of one criterion worth 2 points."""
    row = {"suggested": 2, "low": 1, "high": 2, "status": "met", "count": 2, "self": 2, "claimed_only": False}
    return {"papers": {"a.docx": "plan"}, "criteria": {"3.1": row}, "claims": list(claims),
            "must_not_count": list(traps),
            "total": {"suggested": 2, "low": 1, "high": 2, "grade": None, "self": 2},
            "events": [{"id": name, "criteria": ["3.1"], "counts": True, "mentions": [
                {"file": "a.docx", "quote": quote, "status": "done"} for quote in quotes]} for name, quotes in events]}


def found(*rows):
    """An assessment of one criterion."""
    criterion = {"id": "3.1", "suggested_points": None, "low": 1, "high": 2, "status": "met", "measured": {"count": 3},
                 "self_points": 2, "proof": {"claimed_only": False}, "evidence": list(rows)}
    return {"criteria": [criterion], "files": [{"path": "a.docx", "paper": "notice"}],
            "score": {"suggested": 2, "low": 1, "high": 2, "grade": None, "self_points": 2}}


def trap(quote, status="planned"):
    """A gold trap."""
    return {"file": "a.docx", "quote": quote, "criteria": ["3.1"], "status": status, "why": "将来"}


@pytest.mark.parametrize(("one", "other", "same"), [
    ("中心组 学习民法典", "中心组学习\n民法典", True), ("6月10日中心组学习", "中心组学习", True),
    ("甲乙丙丁", "甲乙戊己庚", True), ("甲乙丙丁", "甲戊己庚", False), ("", "甲", False)])
def test_the_same_place_shares_half_of_the_shorter_quote(one, other, same):
    assert same_place(one, other) is same


def test_closeness_prefers_the_quote_of_like_length():
    assert closeness("甲乙丙丁", "甲乙丙丁") == 1
    assert closeness("甲乙", "甲乙丙丁") == pytest.approx(2 / 3)
    assert nearest("甲乙丙", ["甲乙丙丁戊己", "甲乙丙丁", "壬癸"]) == 1
    assert nearest("甲乙丙", ["壬癸"]) is None


def test_pairwise_counts_pairs():
    # gold {a b c} {d}; found {a b} {c d}: joined by both ab; by found alone cd; by gold alone ac, bc
    assert pairwise([(1, "x"), (1, "x"), (1, "y"), (2, "y")]) == (1, 1, 2)


def test_b_cubed_means_over_mentions():
    precise, complete = b_cubed([(1, "x"), (1, "x"), (1, "y"), (2, "y")])
    assert precise == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert complete == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert b_cubed([]) == (None, None)


def test_counted_mentions_and_events_are_recalled():
    counts = compare(gold([("e1", ["四月集体学习", "学习情况通报"]), ("e2", ["九月专题研讨"])]),
                     found(evidence("四月集体学习", "p1"), evidence("九月专题研讨", "p2", counts=False)))[0]["counts"]
    assert counts["counted mentions found and counting"] == {"ok": 1, "n": 3}
    assert counts["counted events found and counting"] == {"ok": 1, "n": 2}
    assert counts["gold mentions found at all"] == {"ok": 2, "n": 3}


def test_a_trap_inside_a_sentence_that_rightly_counts_is_not_held_against_it():
    both = gold([("e1", ["四月集体学习民法典"])], [trap("民法典")])
    right = compare(both, found(evidence("四月集体学习民法典", "p1")))[0]["counts"]
    wrong = compare(both, found(evidence("民法典", "p1")))[0]["counts"]
    assert right["traps that count for nothing"] == {"ok": 1, "n": 1}
    assert wrong["traps that count for nothing"] == {"ok": 0, "n": 1}


def test_status_of_places_that_were_found():
    traps = [trap("下月拟办研讨"), trap("去年旁听庭审", "other_period")]
    seen = [evidence("四月集体学习", "p1"), evidence("下月拟办研讨", "p2", status="done", counts=False)]
    result, errors = compare(gold([("e1", ["四月集体学习"])], traps), found(*seen))
    assert result["counts"]["status of found places"] == {"ok": 1, "n": 2}
    assert result["shares"]["status done F1"] == pytest.approx(2 / 3)
    assert result["shares"]["status planned F1"] == 0
    assert "status of found places" in {kind for kind, _ in errors}


def test_a_quote_of_several_found_events_is_left_out_of_clustering():
    seen = [evidence("四月集体学习", "p1"), evidence("四月集体学习", "p2")]
    asked = list(trials(gold([("e1", ["四月集体学习"])]), found(*seen)))
    assert asked[0].found_event is None
    assert asked[0].found_status == "done"


def test_points_papers_counts_and_claims():
    claim = {"file": "a.docx", "quote": "全年学法6次", "criteria": ["3.1"], "quantity": 6, "lower_bound": False}
    result, _ = compare(gold(claims=[claim]), found(evidence("全年学法6次", "p1", quantity=5)))
    counts = result["counts"]
    assert counts["criterion: suggested points"] == {"ok": 1, "n": 1}  # unanswered: the upper bound
    assert counts["criterion: count of events"] == {"ok": 0, "n": 1}
    assert counts["papers recognised"] == {"ok": 0, "n": 1}
    assert (counts["claims found"]["ok"], counts["claims found with their number"]["ok"]) == (1, 0)
    assert counts["total: suggested, low, high, grade, self"] == {"ok": 5, "n": 5}


def test_deadlines_and_last_year_s_problems():
    late = {"paper": "计划.docx", "due": "2020-03-31", "date": "2020-04-03", "on_time": False,
            "proof": [{"file": "登记.xlsx", "quote": "4月3日送达"}]}
    problems = [{"problem": name, "status": status, "raised": {"file": "函.docx", "quote": quote}, "answer": answer}
                for name, status, quote, answer in (
                    ("经费", "answered", "经费没有单列。", {"file": "整改.docx", "quote": "单列9万元。"}),
                    ("微博", "missing", "微博停更。", None), ("评估", "promised", "没有做过评估。", None))]
    wanted = gold() | {"deadlines": [late], "rectification": problems}
    seen = found() | {
        "deadlines": [{"name": "年度计划", "due": "2020-03-31", "state": "late", "dated": "2020-04-03", "file": "登记.xlsx",
                       "quote": "普法计划，4月3日送达"}],
        "rectified": [{"problem_file": "函.docx", "problem": text, "state": state, "file": file, "quote": quote}
                      for text, state, file, quote in (("经费没有单列", "answered", "总结.docx", "单列9万元"),
                                                       ("微博停更", "promised", None, ""), ("请认真对照整改", "missing", None, ""))]}
    counts = compare(wanted, seen)[0]["counts"]
    assert [counts[f"deadlines: {name}"] for name in ("in time or late", "day of handing in", "proof")] == [{"ok": 1, "n": 1}] * 3
    assert counts["problems of last year found"] == {"ok": 2, "n": 3}
    assert counts["problems of last year: state"] == {"ok": 1, "n": 2}
    assert counts["problems of last year: answer"] == {"ok": 0, "n": 1}, "the right words in another paper"
    assert counts["problems of last year: none too many"] == {"ok": 0, "n": 1}
