"""Assessment JSON → rows: tree, ledger, lists and words."""

from __future__ import annotations

import fixture
import pytest

from model.evidence import BY_MODEL
from ui import lists, tree, words
from ui.desk import payload, tabs
from ui.ledger import _row, ledger
from ui.runs import read
from ui.standards import Standard
from ui.tree import Part


@pytest.fixture()
def run(sample):
    return read("样例", sample.run)


def test_numbers_have_a_real_minus_and_no_trailing_zeros():
    assert [words.number(v) for v in (6.0, 4.5, -6, 0, -0.001, None, 83.333)] == \
        ["6", "4.5", "−6", "0", "0", "—", "83.33"]
    assert [words.signed(v) for v in (3, -6, 0, None)] == ["+3", "−6", "0", "—"]
    assert words.span(6, 9) == "6–9" and words.span(5, 5.0) == "5"


@pytest.mark.parametrize(("confidence", "step"), [(None, 0), (0.0, 1), (0.5, 2), (0.7, 3), (0.85, 4), (1.0, 4)])
def test_how_sure_in_steps(confidence, step):
    assert words.sure(confidence)[0] == step


@pytest.mark.parametrize(("start", "end", "said"), [
    ("2020-05-18", "2020-05-18", "2020-05-18"), ("2020-01-01", "2020-12-31", "2020全年"),
    ("2020-02-01", "2020-02-29", "2020-02"), ("2020-03-01", "2020-05-31", "2020-03-01至05-31"),
    ("2019-12-20", "2020-01-05", "2019-12-20至2020-01-05")])
def test_dates(start, end, said):
    assert words.date_words({"from": start, "to": end}) == said


def test_long_file_names_keep_head_and_tail():
    assert words.file_label("a.zip!/里/关于公布全市法治微视频征集评选结果的通知.pdf") == "关于公布全市法…果的通知"
    assert words.file_label("简报/第2期.pdf") == "第2期"


def test_tree_has_every_criterion_once_and_the_widest_bar_is_full(run):
    found = tree.branches(run.criteria, [Part("甲", 20, ("7.1", "6.1")), Part("空", 3, ("99.1",))])
    assert [b.title for b in found] == ["甲", "其他"]
    rows = [r for b in found for r in b.rows]
    assert sorted(r.id for r in rows) == sorted(c["id"] for c in run.criteria)
    assert max(r.stake for r in rows) == 100 and next(r for r in rows if r.id == "8.1").stake == 0
    assert (found[0].points, found[0].max) == ("10", "20")
    assert next(r for r in rows if r.id == "6.1").points == "—"


def test_neighbours(run):
    assert tree.neighbours(run.criteria, "6.1") == (None, "7.1")
    assert tree.neighbours(run.criteria, "11.2") == ("9.1", None)
    assert tree.neighbours(run.criteria, "0.0") == (None, None)


def test_ledger_numbers_events_and_gives_every_refusal_its_reason(run):
    book = ledger(run.criterion("7.1"), run.events)
    assert [(r.n, r.look) for r in book.counted] == [(1, "ok"), (2, "ok")]
    assert [(r.n, r.look) for r in book.refused] == [(3, "wait"), (4, "no"), (5, "no")]
    assert all(r.reason for r in book.refused)
    assert book.counted[0].title == "某砂石经营部河道内非法采砂案（5月18日）"
    assert (book.points, book.max, book.own, book.gap, book.range) == ("6", "12", "12", "−6", "6–9")
    assert set(book.looks) == {"m1", "m2", "m3", "m4", "m5"}
    assert [(p.name, p.found) for p in book.papers] == [("发布案例", True), ("制度规范", False)]


def test_ledger_shows_all_mentions_of_one_event(run):
    book = ledger(run.criterion("8.1"), run.events)
    assert len(book.counted) == 1 and [at.ev for at in book.counted[0].links] == ["w1", "w2", "w3"]
    assert [at.label for at in book.counted[0].links] == ["水利简报第6期·1页", "活动台账·表1", "世界水日"]


def test_evidence_neither_counted_nor_refused_is_still_shown():
    stray = fixture.mention("z", "ez", "a.docx", "拟开展活动", counts=False, status="planned")
    book = ledger(fixture.criterion("1.1", "题", (2, 0, 0, 0), "missing", [stray]), {})
    assert [(r.n, r.reason) for r in book.refused] == [(1, "计划，尚未发生")]


def test_a_refused_mention_of_a_counted_event_keeps_the_events_number():
    good = fixture.mention("a", "e", "a.docx", "已举办")
    bad = fixture.mention("b", "e", "b.docx", "拟举办", counts=False, status="planned")
    told = [{"event": "e", "mentions": ["b"], "code": "planned", "reason": "计划"}]
    book = ledger(fixture.criterion("1.1", "题", (2, 2, 2, 2), "met", [good, bad], refused=told), {})
    assert [at.ev for at in book.counted[0].links] == ["a"]
    assert [(r.n, [at.ev for at in r.links]) for r in book.refused] == [(1, ["b"])]


def test_external_has_no_points_and_no_certainty(run):
    book = ledger(run.criterion("6.1"), run.events)
    assert (book.points, book.gap, book.sure, book.range) == ("—", "—", 0, "0–4")


def test_missing_rows_come_by_gain(run):
    earning, idle = lists.missing_rows(run.criteria)
    assert [(r.id, r.gain_words) for r in earning] == [("7.1", "+6"), ("11.2", "+3")]
    assert [r.what for r in idle] == ["未见以案释法制度文件"]


def test_comparison_puts_differences_first(run):
    rows = lists.compare_rows(run.criteria)
    assert [(r.id, r.gap) for r in rows[:2]] == [("7.1", "−6"), ("11.2", "−3")]
    assert {r.id for r in rows if r.differs} == {"7.1", "11.2", "6.1"}


def test_self_total_is_not_guessed_from_a_part():
    one = {"self_points": 3}
    assert lists.self_total({"score": {"self_points": 97}, "criteria": [one]}) == 97
    assert lists.self_total({"score": {}, "criteria": [one, {"self_points": None}]}) is None
    assert lists.self_total({"score": {}, "criteria": [one, one]}) == 6


def test_receipt_adds_up_and_names_every_exception(run):
    told = lists.receipt(run.assessment["files"])
    assert told.total == told.parsed + told.partial + told.failed + told.ignored == 6
    assert told.rows[0].status == "failed" and "密码" in told.rows[0].reason
    assert lists.receipt([{"path": "a", "status": "failed", "error": None}]).rows[0].reason


def test_doubtful_recognition_stands_out_and_can_be_looked_at_alone():
    files = [{"path": "a.pdf", "type": "pdf", "status": "parsed", "pages": 2, "characters": 1200, "seconds": 0.5,
              "sources": [{"pages": "1", "source": "text"}, {"pages": "2", "source": "ocr", "confidence": 0.6}]},
             {"path": "b.jpg", "type": "image", "status": "parsed", "characters": 9,
              "sources": [{"pages": "1", "source": "ocr", "confidence": 0.9}]},
             {"path": "c", "status": "failed", "error": "打不开"}]
    told = lists.receipt(files)
    assert [row.path for row in told.rows] == ["c", "a.pdf", "b.jpg"] and told.doubtful == 1
    assert [row.path for row in told.shown("doubtful")] == ["a.pdf"]
    assert [row.path for row in told.shown("parsed")] == ["a.pdf", "b.jpg"] and told.shown("all") == told.rows
    first = told.shown("doubtful")[0]
    assert (first.characters, first.seconds) == ("1,200", "0.50")
    assert first.sources == "第1页文字层、第2页识别 0.60（把握不足）"
    assert "其中识别把握不足 1 页" in told.sources


def test_recognised_words_are_said_beside_the_quote(run):
    from copy import deepcopy

    from ui import desk

    told = deepcopy(run.criterion("7.1"))
    for mention, sure in zip(told["evidence"], (0.93, 0.6, None), strict=False):
        mention["ocr_confidence"] = sure
    rows = list(desk._evidence(told, ledger(told, run.events)).values())[:3]
    assert [(row["ocr"], row["doubtful"]) for row in rows] == [(0.93, False), (0.6, True), (None, False)]


def test_scale_begins_at_half_only_where_nothing_lies_below():
    begin, low, high, marks, own = lists.scale(71, 86, 97, 100, [("合格", 60), ("优秀", 90)])
    assert (begin, low, high, own.at) == (50, 42, 72, 94) and [m.at for m in marks] == [20, 80]
    assert lists.scale(20, 86, None, 100, [])[0] == 0
    assert lists.scale(0, 0, None, 0, [])[1:3] == (0, 0)


def test_tabs_put_papers_with_counted_mentions_first(run):
    criterion = run.criterion("7.1")
    found = tabs(criterion, ledger(criterion, run.events))
    assert [(t["label"], t["count"]) for t in found] == [("水利简报第6期", 3), ("案例汇编", 1), ("不存在", 1)]


def test_payload_is_plain_json(run):
    import json

    for criterion in run.criteria:
        data = payload(run, Standard(), criterion["id"], {})
        json.dumps(data, allow_nan=False)
        assert data["ledger"]["id"] == criterion["id"]


def test_payload_ignores_a_file_that_does_not_speak_of_the_criterion(run):
    data = payload(run, Standard(), "7.1", {"file": "/etc/passwd", "ev": "m1", "page": 3})
    assert data["file"] == fixture.BRIEF


def test_an_event_that_only_the_model_saw_says_so_and_one_that_a_rule_saw_too_does_not():
    def noted(*reasons: str) -> str:
        mentions = [{"id": f"m{n}", "event": "e1", "kind": "k", "status": "done", "file": "甲.docx", "page": 1,
                     "quote": "讲了一课", "reason": reason, "counts": True} for n, reason in enumerate(reasons)]
        return _row(1, "ok", mentions, {}).note
    assert noted(BY_MODEL) == noted(BY_MODEL, BY_MODEL) == BY_MODEL
    assert noted(BY_MODEL, "") == ""
