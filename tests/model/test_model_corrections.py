"""corrections.jsonl: what a line may say, what is wrong with a broken one, undoing, and that it is only added to."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.corrections import append, in_force, read_corrections_file
from model.problems import PufaError

PLACE = {"file": "总结.docx", "page": 1, "quote": "举办培训", "kind": "legal_training", "criteria": ["4.1"]}
BASE = {"unit": "澜宁市水务局", "year": 2020, "rubric": "jiangyin-2020", "by": "王强", "when": "2021-01-08"}


def read(tmp_path, *rows):
    """The lines of a file: corrections and problems."""
    path = tmp_path / "corrections.jsonl"
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n" for row in rows), "utf-8")
    good, bad = read_corrections_file(path)
    return [one for _, one in good], bad


def line(action, **more):
    """A line of the review desk."""
    return {**BASE, "action": action, "mentions": [PLACE], **more}


def test_every_action_is_read(tmp_path):
    rows = [line("out", id="c1"), line("in"), line("status", status="done"), line("kind", kind="case_published"),
            line("join", mentions=[PLACE, {**PLACE, "file": "乙.docx"}]), line("split", rest=[PLACE]), {**BASE, "action": "undo", "of": "c1"}]
    good, bad = read(tmp_path, *rows)
    assert bad == [] and [one.action for one in good] == ["out", "in", "status", "kind", "join", "split", "undo"]
    mark = good[0].mentions[0]
    assert (mark.file, mark.page, mark.quote, mark.kind, mark.criteria) == ("总结.docx", 1, "举办培训", "legal_training", ("4.1",))
    assert good[2].status == "done" and good[3].kind == "case_published" and good[5].rest == (mark,) and good[0].id == "c1"


def test_a_verdict_by_hand_is_a_correction_too(tmp_path):
    side = {"criteria": ["4.1"], "status": "done", "kind": "legal_training"}
    about = {**BASE, "file": "总结.docx", "quote": "举办培训"}
    good, bad = read(tmp_path, {**about, "found": side, "right": None}, {**about, "found": None, "right": side},
                     {**about, "found": side, "right": {**side, "status": "planned"}}, {**about, "found": side, "right": side})
    assert bad == [] and [(one.action, one.status) for one in good] == [("out", None), ("missed", "done"), ("status", "planned"), ("confirmed", None)]
    assert good[0].mentions[0].criteria == ()


@pytest.mark.parametrize(("row", "words"), [
    ("坏", "不是花括号"), ("[1]", "不是花括号"), (line("delete"), "action 要写 out"), (line("status", status="好"), "status 要写 done"),
    (line("kind"), "缺少 kind"), (line("out", by=" "), "缺少 by"), (line("out", when="昨天"), "when 不是"), (line("out", year="去年"), "year 不是年份"),
    (line("out", mentions="总结"), "方括号"), (line("out", mentions=[{"file": "总结.docx"}]), "每处要有 file 和 quote"),
    (line("join"), "两处以上"), (line("split", rest=[{}]), "rest 每处"), (line("undo"), "缺少 of"), (line("undo", of="c9"), "前面没有这个 id"),
    (line("out", mentions=[{**PLACE, "criteria": "4.1"}]), "criteria 要写成"), ({**BASE, "found": None, "right": None, "file": "a", "quote": "b"}, "不能都是 null")])
def test_a_broken_line_is_named_in_chinese_and_the_others_are_read(tmp_path, row, words):
    good, bad = read(tmp_path, line("out"), row)
    assert [one.action for one in good] == ["out"] and len(bad) == 1
    assert words in bad[0].text() and "第2条" in bad[0].text() and bad[0].code == "E241"


def test_an_undo_takes_a_line_back_and_an_undone_undo_gives_it_back(tmp_path):
    undo = {**BASE, "action": "undo"}
    good, _ = read(tmp_path, line("out", id="a"), line("split", id="b"), {**undo, "of": "a", "id": "u"})
    assert [one.id for one in in_force(good)] == ["b"]
    again, _ = read(tmp_path, line("out", id="a"), {**undo, "of": "a", "id": "u"}, {**undo, "of": "u"})
    assert [one.id for one in in_force(again)] == ["a"]


def test_a_line_without_an_id_has_one_that_stays(tmp_path):
    one, two = read(tmp_path, line("out"), line("in"))[0]
    assert one.id == read(tmp_path, line("out"))[0][0].id != two.id


def test_lines_are_only_added(tmp_path):
    path = tmp_path / "corrections.jsonl"
    path.write_text("没有换行的一行", "utf-8")
    append(path, [line("out", why="旧\udcff名")])
    append(path, [line("in")])
    assert path.read_bytes().startswith("没有换行的一行\n".encode())
    good, bad = read_corrections_file(path)
    assert [one.action for _, one in good] == ["out", "in"] and len(bad) == 1


ANY = st.recursive(st.none() | st.booleans() | st.integers(0, 2100) | st.text(max_size=6) | st.sampled_from(["out", "join", "status", "done"]),
                   lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["file", "quote", "kind", "criteria", "status"]), inner, max_size=3),
                   max_leaves=6)


@given(st.dictionaries(st.sampled_from(["action", "mentions", "rest", "status", "kind", "of", "found", "right", "file", "quote", "by", "id", "year"]), ANY))
def test_whatever_a_line_holds_it_is_read_or_named(tmp_path_factory, changed):
    folder = tmp_path_factory.mktemp("any")
    good, bad = read(folder, {**BASE, **changed}, "[" * 100_000)
    assert len(good) + len(bad) == 2 and all("更正不能用" in one.text() for one in bad)


def test_a_file_that_is_no_text_and_a_folder_without_leave_are_told(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PufaError, match="E242"):
        read_corrections_file(tmp_path / "a.jsonl")
    with pytest.raises(PufaError, match="E243"):
        append(tmp_path / "nowhere" / "a.jsonl", [line("out")])
