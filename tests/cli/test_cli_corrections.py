"""``pufa assess --corrections``: named, found in the output folder, broken; and the same file in ``pufa train``."""

from __future__ import annotations

import json

from cli_making import HEARING, SENTENCE, UNIT, assessing, written

from model.corrections import append
from training.corrections import read_corrections


def line(quote, file, action="out", **more):
    """A line of the review desk."""
    return {"unit": UNIT, "year": 2020, "rubric": "jiangyin-2020", "by": "王强", "when": "2021-01-08", "why": "重复",
            "action": action, "mentions": [{"file": file, "page": 1, "quote": quote}], **more}


def counting(out, quote):
    """Whether any criterion counts a quote."""
    return any(row["counts"] for c in written(out)["criteria"] for row in c["evidence"] if row["quote"] == quote)


def test_a_named_file_is_carried_out(call, papers, tmp_path):
    append(tmp_path / "c.jsonl", [line(SENTENCE, "简报.txt")])
    named = str(tmp_path / "c.jsonl")
    status, _, said = call(*assessing(papers, tmp_path / "out", corrections=named, progress="none"))
    assert (status, said) == (0, "")
    assert not counting(tmp_path / "out", SENTENCE) and counting(tmp_path / "out", HEARING)
    told = json.loads((tmp_path / "out/run.json").read_text("utf-8"))
    assert told["corrections"] == {"applied": 1, "lost": 0}
    assert call("verify", tmp_path / "out/assessment.json", "--dossier", papers)[0] == 0


def test_what_stands_in_the_output_folder_is_carried_out_and_said(call, papers, tmp_path):
    call(*assessing(papers, tmp_path / "out", progress="none"))
    assert counting(tmp_path / "out", SENTENCE)
    append(tmp_path / "out/corrections.jsonl", [line(SENTENCE, "简报.txt"), line("没有的话", "简报.txt")])
    status, _, said = call(*assessing(papers, tmp_path / "out", progress="none"))
    assert status == 0 and not counting(tmp_path / "out", SENTENCE)
    assert said.startswith("[E246] ") and "1条采用，1条对不上" in said and "[E244] 简报.txt" in said
    assert (tmp_path / "out/corrections.jsonl").read_text("utf-8").count("\n") == 2


def test_broken_lines_are_named_one_by_one_and_the_others_count(call, papers, tmp_path):
    (tmp_path / "c.jsonl").write_text("{坏\n[]\n", "utf-8")
    append(tmp_path / "c.jsonl", [line(SENTENCE, "简报.txt")])
    status, _, said = call(*assessing(papers, tmp_path / "out", corrections=str(tmp_path / "c.jsonl"), progress="none"))
    assert status == 1 and [word in said for word in ("第1条更正不能用", "第2条更正不能用")] == [True] * 2
    assert not counting(tmp_path / "out", SENTENCE)


def test_a_named_file_is_left_in_the_output_folder_for_the_desk(call, papers, tmp_path):
    append(tmp_path / "c.jsonl", [line(SENTENCE, "简报.txt")])
    call(*assessing(papers, tmp_path / "out", corrections=str(tmp_path / "c.jsonl"), progress="none"))
    assert (tmp_path / "out/corrections.jsonl").read_bytes() == (tmp_path / "c.jsonl").read_bytes()
    call(*assessing(papers, tmp_path / "out", progress="none"))
    assert not counting(tmp_path / "out", SENTENCE)


def test_several_standards_at_once_keep_what_was_corrected_under_each(call, papers, tmp_path):
    words = ["rubric", "cross", papers, "--rubrics", "jiangyin-2020,nanchang-2023", "--unit", UNIT, "--year", "2020",
             "--out", tmp_path / "out", "--progress", "none"]
    call(*words)
    append(tmp_path / "out/jiangyin-2020/corrections.jsonl", [line(SENTENCE, "简报.txt")])
    status, _, said = call(*words)
    assert status == 0 and said.startswith("[E246] ") and not counting(tmp_path / "out/jiangyin-2020", SENTENCE)


def test_a_file_that_is_not_there_is_one_sentence(call, papers, tmp_path):
    named = str(tmp_path / "无.jsonl")
    status, _, said = call(*assessing(papers, tmp_path / "out", corrections=named, progress="none"))
    assert status == 2 and "[E507]" in said and not (tmp_path / "out/assessment.json").exists()


def test_a_changed_status_is_a_label_and_taking_out_is_none(tmp_path):
    path = tmp_path / "c.jsonl"
    place = {"file": "简报.txt", "page": 1, "quote": HEARING, "kind": "court_hearing", "status": "done", "id": "m1"}
    append(path, [line(HEARING, "简报.txt", "status", status="planned", mentions=[place], id="a"),
                  line(HEARING, "简报.txt", "status", status="other_unit", mentions=[place]),
                  line(SENTENCE, "简报.txt"), line(SENTENCE, "简报.txt", "status", status="planned", id="b"),
                  {**line("", "", "undo"), "of": "b"}])
    lines, problems = read_corrections([path])
    assert problems == [] and [one.raw["text"] for one in lines] == [HEARING]
    said = [(one["criteria"], one["status"]) for one in lines[0].raw["gold"]]
    assert (["4.2"], "other_unit") in said and [one for one, _ in said].count(["4.2"]) == 1
