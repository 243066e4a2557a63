"""Labelled lines: which standard, which writer, what is refused; and reviewers' corrections made into lines."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import json

import pytest
from training_making import RUBRIC, UNIT, entry, labelled, line, put

from classifiers.added import id_of
from model.problems import PufaError
from training.corrections import read_corrections
from training.labels import fingerprint, read_labels

TEXT = "9月3日，我局组织执法人员旁听庭审1次，12月4日开展国家宪法日宣传活动。"


def test_a_folder_is_read_with_a_writer_a_file(tmp_path):
    lines, problems = read_labels([labelled(tmp_path / "labels", "科室", "大队")], RUBRIC)
    assert len(lines) == 60 and problems == []
    assert {one.writer for one in lines} == {"labels/科室", "labels/大队"} and {one.rubric for one in lines} == {RUBRIC}


def test_the_standard_is_the_lines_own_then_the_folders_then_the_one_given(tmp_path):
    for name in ("train_nanchang-2023", "others"):
        (tmp_path / name).mkdir()
        put(tmp_path / name / "a.jsonl", [line("1", TEXT), line("2", TEXT, rubric="xinjiang-2023")])
    lines, _ = read_labels([tmp_path / "train_nanchang-2023", tmp_path / "others"], "jintan-2018-towns")
    assert [one.rubric for one in lines] == ["nanchang-2023", "xinjiang-2023", "jintan-2018-towns", "xinjiang-2023"]


def test_a_writer_may_be_named_in_the_line(tmp_path):
    lines, _ = read_labels([put(tmp_path / "a.jsonl", [line("1", TEXT, entry("4.2"), writer="甲")])], RUBRIC)
    assert lines[0].writer == "甲" and lines[0].name == "甲#1"


@pytest.mark.parametrize(("row", "words"), [
    ({"id": "1"}, "缺少 text、unit、year、gold"),
    (line("1", TEXT, {**entry("4.2"), "status": "yes"}), "status 要写"),
    (line("1", TEXT, entry("99.9")), "标准里没有评分项 99.9"),
    (line("1", TEXT, {**entry("4.2"), "criteria": []}), "没有写评分项"),
    (line("1", TEXT, entry("4.2", quantity="三")), "quantity 不是数"),
    (line("1", TEXT, entry("4.2", quantity=True)), "quantity 不是数"),
    (line("1", TEXT, entry("4.2", level="乡")), "level 要写"),
    (line("1", TEXT, entry("4.2", date={"from": "2020-12-04"})), "date 要写成"),
    (line("1", TEXT, entry("4.2", date={"from": "2020-12-04", "to": "2020-01-01"})), "止日在起日之前"),
    (line("1", TEXT, rubric="nowhere-2020"), "没有“nowhere-2020”这个标准"),
    ({**line("1", TEXT), "year": "二〇二〇"}, "year 不是年份"),
    ({**line("1", TEXT), "gold": {}}, "gold 不是方括号"),
])
def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path, row, words):
    path = put(tmp_path / "a.jsonl", [row, line("2", TEXT, entry("4.2"))])
    lines, problems = read_labels([path], RUBRIC)
    assert [one.raw["id"] for one in lines] == ["2"]
    assert len(problems) == 1 and words in problems[0].text() and "第1条" in problems[0].text()


def test_a_line_without_a_standard_and_a_line_that_is_no_json_are_named(tmp_path):
    path = put(tmp_path / "a.jsonl", [line("1", TEXT, entry("4.2"))])
    path.write_text(path.read_text("utf-8") + "不是\n", "utf-8")
    with pytest.raises(PufaError, match="没有写按哪个标准标注"):
        read_labels([path])
    assert "不是花括号" in read_labels([path], RUBRIC)[1][0].text()


@pytest.mark.parametrize(("content", "code"), [(b"\xff\xfe\x00", "E852"), (b"[{", "E852"), (b"", "E851")])
def test_a_file_of_no_use_is_one_sentence(tmp_path, content, code):
    (tmp_path / "a.jsonl").write_bytes(content)
    with pytest.raises(PufaError, match=code):
        read_labels([tmp_path / "a.jsonl"], RUBRIC)


def test_the_fingerprint_tells_a_changed_label(tmp_path):
    one, _ = read_labels([put(tmp_path / "a.jsonl", [line("1", TEXT, entry("4.2"))])], RUBRIC)
    same, _ = read_labels([put(tmp_path / "a.jsonl", [line("1", TEXT, entry("4.2"))])], RUBRIC)
    other, _ = read_labels([put(tmp_path / "a.jsonl", [line("1", TEXT, entry("4.2", "planned"))])], RUBRIC)
    assert fingerprint(one) == fingerprint(same) != fingerprint(other)


def correction(found, right, **more):
    """A line of corrections.jsonl."""
    return {"unit": UNIT, "year": 2020, "rubric": RUBRIC, "file": "总结.docx", "page": 1, "quote": TEXT,
            "found": found, "right": right, "by": "张审", "when": "2021-01-08", **more}


def made(tmp_path, *rows):
    """What corrections make: lines and problems."""
    return read_corrections([put(tmp_path / "corrections.jsonl", list(rows))])


def said(line_made):
    """(criteria, status) of every entry."""
    return sorted((one["criteria"][0], one["status"]) for one in line_made.raw["gold"])


def test_a_correction_becomes_a_line_with_what_else_is_found_there(tmp_path):
    lines, problems = made(tmp_path, correction(entry("4.2"), entry("4.2", "other_unit")))
    assert problems == [] and len(lines) == 1 and lines[0].writer == "更正/张审"
    assert said(lines[0]) == [("4.2", "other_unit"), ("8.2", "done")]


def test_no_evidence_takes_the_entry_away_and_a_missed_one_adds_it(tmp_path):
    gone, _ = made(tmp_path, correction(entry("4.2"), None))
    assert said(gone[0]) == [("8.2", "done")]
    more, _ = made(tmp_path, correction(None, entry("11.1")))
    assert said(more[0]) == [("11.1", "done"), ("4.2", "done"), ("8.2", "done")]


def test_the_last_decision_on_a_mention_counts(tmp_path):
    lines, _ = made(tmp_path, correction(entry("4.2"), None), correction(entry("4.2"), entry("4.2"), by="李复"))
    assert len(lines) == 1 and said(lines[0]) == [("4.2", "done"), ("8.2", "done")]


@pytest.mark.parametrize(("row", "words"), [
    (correction(None, None), "不能都是 null"),
    (correction(entry("4.2"), None, by=" "), "缺少 by"),
    (correction(entry("4.2"), None, when="昨天"), "when 不是"),
    (correction(entry("4.2"), entry("99.9")), "标准里没有评分项"),
    (correction(entry("4.2"), "错"), "花括号"),
])
def test_a_bad_correction_is_named(tmp_path, row, words):
    lines, problems = made(tmp_path, row)
    assert lines == [] and words in problems[0].text()


def test_corrections_are_only_read(tmp_path):
    path = put(tmp_path / "corrections.jsonl", [correction(entry("4.2"), None)])
    before = path.read_bytes()
    read_corrections([path])
    assert path.read_bytes() == before and json.loads(before)["by"] == "张审"


def test_an_added_place_becomes_a_label_and_a_later_status_of_it_counts(tmp_path):
    text = "我局请来律师给大伙讲了半天债务纠纷。"
    add = {**{k: v for k, v in correction(None, None).items() if k not in ("found", "right", "file", "page", "quote")}, "id": "c1", "action": "add",
           "mentions": [{"file": "甲.docx", "page": 1, "quote": text, "kind": "legal_training"}], "date": {"from": "2020-09-03", "to": "2020-09-03"}, "quantity": 2}
    lines, problems = made(tmp_path, add)
    assert problems == [] and lines[0].raw["text"] == text
    assert lines[0].raw["gold"] == [{"criteria": ["4.1"], "status": "done", "quantity": 2, "lower_bound": False, "date": add["date"], "level": None, "kind": "legal_training"}]
    later = {**add, "id": "c2", "action": "status", "status": "planned", "mentions": [{**add["mentions"][0], "status": "done", "id": id_of("c1")}]}
    assert said(made(tmp_path, add, later)[0][0]) == [("4.1", "planned")]
    assert made(tmp_path, add, {**add, "action": "undo", "of": "c1"}) == ([], [])
    assert made(tmp_path, {**add, "mentions": [{**add["mentions"][0], "kind": "no_such"}]}) == ([], [])
