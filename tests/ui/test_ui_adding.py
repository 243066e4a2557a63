"""Adding evidence without a browser: what is found in the papers, what becomes a line, what is refused."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest
from fixture import BRIEF, CASE, CASES, TABLE

from model.corrections import append, read_corrections_file
from model.problems import PufaError
from ui import adding, adjust, desk, runs
from ui.standards import standard

TOLD = standard("jiangyin-2020")
DAY = "12月4日，我局组织开展国家宪法日升国旗和宪法宣誓活动。"
LOOKS = {"m1": (1, "ok")}


@pytest.fixture()
def run(sample):
    """The fixture's run."""
    return runs.read("样例", sample.run)


def found(run, file, words, criterion="8.2"):
    """Hits of words in a paper, their number and how many do not hold."""
    paper = adding.opened(run, file)
    assert paper is not None
    return adding.found(paper, words, run.criterion(criterion), LOOKS)


def line(run, criterion=None, **more):
    """The line of a wish of the desk for a criterion, by default 8.2."""
    wish = {"file": BRIEF, "page": 2, "quote": DAY, "status": "done", "kind": "constitution_day", "day": "", "number": "", "why": "漏认", "who": "王强", **more}
    return adding.lines(run, criterion or run.criterion("8.2"), wish, TOLD)[0]


def test_words_are_found_in_their_sentence_with_page_box_and_surroundings(run):
    hits, number, lost = found(run, BRIEF, "宪法宣誓")
    assert (number, lost, [(hit.quote, hit.page, hit.after) for hit in hits]) == (1, 0, [(DAY, 2, "")])
    assert hits[0].before == "附：活动情况" and hits[0].bbox and hits[0].ocr is None and hits[0].n == 0


def test_several_words_are_looked_for_apart_and_full_width_digits_are_the_same(run):
    assert [hit.quote for hit in found(run, BRIEF, "１２月４日 宣誓")[0]] == [DAY]
    assert [hit.quote for hit in found(run, CASES, "占用河道 微信公众号")[0]] == [CASE]
    assert found(run, BRIEF, "宣誓 没有的词")[1] == 0 and found(run, BRIEF, "月")[1] == 0


def test_a_row_is_found_as_a_whole_and_many_hits_are_cut(run):
    hits = found(run, TABLE, "宪法日宣誓")[0]
    assert [hit.quote.split("\t") for hit in hits] == [["2", "2020-12-04", "国家宪法日宣誓", "局机关"]]
    many, number, _ = found(run, CASES, "编者按")
    assert number == 36 and len(many) == adding.MOST


def test_what_the_criterion_has_already_is_said(run):
    assert [hit.n for hit in found(run, BRIEF, "河道内非法采砂案", "7.1")[0]] == [1]


def test_a_wish_becomes_a_line_that_is_read_back(run):
    append(run.folder / "corrections.jsonl", [line(run, day="12月4日", number="３")])
    good, bad = read_corrections_file(run.folder / "corrections.jsonl")
    one = good[0][1]
    assert bad == [] and one.adds and (one.action, one.status, one.by, one.why, one.quantity) == ("add", "done", "王强", "漏认", 3)
    assert (one.date.start.isoformat(), one.date.days, one.mentions[0].quote, one.mentions[0].criteria) == ("2020-12-04", 1, DAY, ("8.2",))
    told = adjust.shown(run, run.criterion("8.2"), "", TOLD.kinds["8.2"])
    assert [row["words"][:6] for row in told["made"]] == ["补充：“12"] and told["added"] == {}
    assert adjust.shown(run, run.criterion("7.1"), "", TOLD.kinds["7.1"])["made"] == []


@pytest.mark.parametrize(("change", "code"), [
    ({"who": " "}, "E631"), ({"quote": ""}, "E635"), ({"kind": "water_day"}, "E635"), ({"status": "gone"}, "E635"), ({"quote": "卷内没有的话"}, "E636"),
    ({"file": "没有.pdf"}, "E636"), ({"file": "../../etc/passwd"}, "E636"), ({"day": "某一天"}, "E638"), ({"day": "3月1日和5月2日"}, "E638"),
    ({"day": "2019年3月1日"}, "E639"), ({"number": "几场"}, "E640"), ({"number": "-1"}, "E640"), ({"number": "NaN"}, "E640")])
def test_what_is_not_whole_or_stands_nowhere_is_refused(run, change, code):
    with pytest.raises(PufaError, match=code):
        line(run, **change)


def test_what_counts_already_is_refused_unless_it_is_of_another_day(run):
    row = {"id": "m9", "file": BRIEF, "page": 2, "quote": DAY[:-1], "kind": "constitution_day", "status": "done"}
    known = {**run.criterion("8.2"), "evidence": [row]}
    with pytest.raises(PufaError, match="E637"):
        line(run, known)
    assert line(run, known, day="12月3日")["date"]["from"] == "2020-12-03"
    assert line(run, {**known, "evidence": [row | {"status": "planned"}]})["status"] == "done"


def test_a_day_outside_the_period_is_allowed_for_what_was_not_done_in_it(run):
    assert line(run, day="2019年12月4日", status="other_period")["date"]["from"] == "2019-12-04"


def test_a_paper_that_changed_since_offers_no_place(run):
    (run.dossier / BRIEF).write_bytes(b"%PDF-1.4 other")
    adding._opened.cache_clear()
    assert adding.opened(run, BRIEF) is None
    with pytest.raises(PufaError, match="E636"):
        line(run)


def test_the_desk_shows_the_place_that_is_chosen_as_it_shows_evidence(run):
    wish = {"criterion": "7.1", "words": "宪法宣誓", "pick": 0, "turn": 1}
    told = desk.payload(run, TOLD, "7.1", {"file": BRIEF, "ev": adding.NEW, "turn": 1}, "", wish)
    assert (told["adding"]["pick"], told["adding"]["note"], told["adding"]["hits"][0]["place"]) == (0, "共1处", "第2页")
    box = next(box for box in told["view"]["boxes"] if box["ev"] == adding.NEW)
    assert (box["look"], box["page"], told["view"]["page"], told["selected"], told["view"]["verbatim"][adding.NEW]) == ("new", 2, 2, adding.NEW, "yes")
    assert told["evidence"][adding.NEW]["quote"] == DAY and set(told["adding"]["kinds"]) == {"case_published", "case_reported", "case_system"}
    other = desk.payload(run, TOLD, "7.1", {"file": TABLE, "turn": 2}, "", {**wish, "pick": None})
    assert (other["file"], other["selected"]) == (TABLE, None) and other["tabs"][-1] == {"file": TABLE, "label": "活动台账", "count": 0, "ev": None}
    assert desk.payload(run, TOLD, "8.1", {}, "", wish)["adding"] is None


def test_a_criterion_without_any_evidence_begins_with_the_first_paper(run):
    bare = {**run.criterion("7.1"), "id": "7.1", "evidence": [], "refused": []}
    empty = runs.Run(id=run.id, folder=run.folder, dossier=run.dossier, assessment={**run.assessment, "criteria": [bare]})
    told = desk.payload(empty, TOLD, "7.1", {}, "", {"criterion": "7.1", "words": "", "pick": None})
    assert told["file"] == adding.files(run)[0]["file"] and told["adding"]["hits"] == [] and told["adding"]["note"] == ""
