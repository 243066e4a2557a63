"""Corrections on the review desk, without a browser: what is written, what is refused, what the desk is told."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import json
import os
from types import SimpleNamespace

import pytest

from model.corrections import append, read_corrections_file
from model.evidence import STATUSES
from model.problems import PufaError
from ui import adjust, runs, worker

KINDS = {"case_published": "典型案例", "case_reported": "报送的案例"}


@pytest.fixture()
def run(sample):
    """The fixture's run."""
    return runs.read("样例", sample.run)


def wish(action, /, *evs, **more):
    """What the browser sends."""
    return {"action": action, "criterion": "7.1", "evs": list(evs), "who": " 王强\n", "why": "看过原件", **more}


def made(run, /, *words, **more):
    """The lines of a wish."""
    return adjust.lines(run, run.criterion("7.1"), wish(*words, **more), KINDS)


def shown(run, criterion="7.1", who="王强"):
    """What the desk is told."""
    return adjust.shown(run, run.criterion(criterion), who, KINDS)


def kept(run, *lines):
    """Writes lines beside the run, without assessing anew."""
    append(run.folder / "corrections.jsonl", lines)


def read_back(run):
    """The actions that the file holds."""
    good, bad = read_corrections_file(run.folder / "corrections.jsonl")
    assert bad == []
    return [one for _, one in good]


def test_a_taking_out_names_its_place_its_criterion_and_who(run):
    kept(run, *made(run, "out", "m1"))
    one = read_back(run)[0]
    mark = one.mentions[0]
    assert (one.action, one.by, one.why, one.unit, one.year) == ("out", "王强", "看过原件", run.assessment["unit"], 2020)
    assert (mark.file, mark.page, mark.kind, mark.criteria, mark.id) == ("简报/水利简报第6期.pdf", 1, "case_published", ("7.1",), "m1")


def test_a_join_names_all_and_a_split_names_what_stays(run):
    kept(run, *made(run, "join", "m1", "m2"))
    water = run.criterion("8.1")
    kept(run, *adjust.lines(run, water, {**wish("split", "w2"), "criterion": "8.1"}, KINDS))
    join, split = read_back(run)
    assert [m.id for m in join.mentions] == ["m1", "m2"]
    assert ([m.id for m in split.mentions], sorted(m.id for m in split.rest)) == (["w2"], ["w1", "w3"])


@pytest.mark.parametrize(("change", "code"), [
    ({"who": " "}, "E631"), ({"why": ""}, "E632"), ({"evs": ["w1"]}, "E632"), ({"evs": "m1"}, "E632"), ({"action": "delete"}, "E632"),
    ({"action": "status", "to": "gone"}, "E632"), ({"action": "status"}, "E632"),
    ({"action": "kind", "to": "water_day"}, "E632"), ({"to": "done"}, "E632"), ({"action": "join"}, "E633"), ({"action": "join", "evs": ["m1", "m1"]}, "E633")])
def test_what_is_not_whole_is_refused_and_nothing_is_written(run, change, code):
    with pytest.raises(PufaError, match=code):
        made(run, "out", "m1", **change)
    assert not (run.folder / "corrections.jsonl").exists()


def test_a_status_and_a_kind_are_told_by_their_names(run):
    kept(run, *made(run, "status", "m4", to="done"), *made(run, "kind", "m3", to="case_reported"))
    status, kind = read_back(run)
    assert (status.status, kind.kind) == ("done", "case_reported")
    assert [one["words"].split("：")[0] for one in shown(run)["made"]] == ["改状态为“已发生”", "改种类为“报送的案例”"]


def test_things_of_two_kinds_are_not_joined(run):
    criterion = {**run.criterion("7.1"), "evidence": [{**row, "kind": row["id"]} for row in run.criterion("7.1")["evidence"]]}
    with pytest.raises(PufaError, match="E633"):
        adjust.lines(run, criterion, wish("join", "m1", "m2"), KINDS)


def test_names_and_reasons_are_one_line_and_not_endless(run):
    line = made(run, "out", "m1", who="王\x07强" * 40, why="长\n" * 900)[0]
    assert len(line["by"]) == adjust.NAME and len(line["why"]) == adjust.WORDS and "\x07" not in line["by"] and "\n" not in line["why"]


def test_putting_back_what_was_taken_out_takes_that_line_back(run):
    kept(run, *made(run, "out", "m1"))
    told = shown(run)
    assert told["out"] == ["m1"] and len(told["made"]) == 1 and told["made"][0]["words"].startswith("移出：“")
    kept(run, *made(run, "in", "m1"))
    assert [one.action for one in read_back(run)] == ["out", "undo"]
    again = shown(run)
    assert again["out"] == [] and again["made"] == []


def test_one_of_two_taken_out_together_is_put_back_by_itself(run):
    kept(run, *made(run, "out", "m1", "m2"))
    kept(run, *made(run, "in", "m1"))
    assert shown(run, who="")["out"] == ["m2"] and read_back(run)[1].action == "in"


def test_undoing_takes_only_lines_that_hold(run):
    kept(run, *made(run, "out", "m1"))
    one = read_back(run)[0].id
    assert [(line["action"], line["of"]) for line in made(run, "undo", one, "c0")] == [("undo", one)]


def test_a_taking_out_under_one_criterion_is_no_matter_of_another(run):
    kept(run, *made(run, "out", "m1"))
    assert adjust.shown(run, {**run.criterion("7.1"), "id": "8.1"}, "", KINDS)["made"] == []


def test_the_desk_is_told_what_is_not_counted_yet_and_what_is_stale(run):
    assert shown(run, who="")["behind"] is False
    kept(run, *made(run, "out", "m1"))
    later = (run.folder / "assessment.json").stat().st_mtime_ns + 10**9
    os.utime(run.folder / "corrections.jsonl", ns=(later, later))
    told = {**run.assessment, "problems": [{"code": "E244", "text": "…"}, {"code": "E102", "text": "…"}]}
    state = adjust.shown(SimpleNamespace(id=run.id, folder=run.folder, assessment=told, dossier=None), run.criterion("7.1"), "", KINDS)
    assert (state["behind"], state["lost"], state["can"], state["busy"]) == (True, 1, False, False)
    assert set(state["choices"]["status"]) == set(STATUSES) and state["choices"]["kind"] == KINDS and set(state["reasons"]) >= {"out", "in", "join", "split", "status", "undo"}


def test_a_file_that_is_no_text_is_told_on_the_desk(run):
    (run.folder / "corrections.jsonl").write_bytes(b"\xff\xfe\x00")
    assert "[E242]" in shown(run, who="")["fault"]


def test_the_run_is_assessed_again_as_it_was_asked_for(run):
    (run.folder / "run.json").write_text(json.dumps({"dossier": str(run.dossier), "problems": "/a/上年.docx", "render": False}), "utf-8")
    words = adjust.order(run, run.dossier).command()
    assert "--render" not in words and words[words.index("--problems") + 1] == "/a/上年.docx"
    assert words[words.index("--period") + 1] == "2020-01-01..2020-12-31" and str(run.folder) in words
    (run.folder / "run.json").write_text("坏", "utf-8")
    assert "--problems" not in adjust.order(run, run.dossier).command()


def test_while_the_run_is_being_assessed_nothing_is_written(run, monkeypatch):
    monkeypatch.setattr(worker, "find", lambda name: SimpleNamespace(code=None))
    with pytest.raises(PufaError, match="E605"):
        adjust.write(run, made(run, "out", "m1"))
    assert not (run.folder / "corrections.jsonl").exists() and shown(run, who="")["busy"]


def test_where_nothing_more_may_run_the_lines_are_kept_for_later(run, monkeypatch):
    monkeypatch.setattr(worker, "start", lambda order: None)
    with pytest.raises(PufaError, match="E605"):
        adjust.write(run, made(run, "out", "m1"))
    assert len(read_back(run)) == 1
