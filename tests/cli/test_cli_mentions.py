"""``pufa mentions``: a mention a line, by file or by line of JSON; what is bad is named and the rest goes on."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from cli_making import SENTENCE, UNIT

GOOD = {"id": "a-1", "text": SENTENCE, "unit": UNIT, "year": 2020}


def rows(out: str) -> list[dict]:
    """Every line of stdout as JSON."""
    return [json.loads(line) for line in out.splitlines()]


def test_the_mentions_of_files(call, papers):
    status, out, said = call("mentions", papers / "简报.txt", papers / "旁听庭审.docx", "--unit", UNIT, "--year", 2020)
    found = rows(out)
    assert (status, said) == (0, "") and list(dict.fromkeys(r["file"] for r in found)) == ["简报.txt", "旁听庭审.docx"]
    day = next(row for row in found if row["kind"] == "constitution_day")
    assert day["quote"] == SENTENCE and day["status"] == "done" and day["quantity"] == 1 and day["lower_bound"] is False
    assert day["date"] == {"from": "2020-12-04", "to": "2020-12-04"} and "criteria" not in day and "line_id" not in day


def test_a_rubric_adds_the_criteria(call, papers):
    _, out, _ = call("mentions", papers / "简报.txt", "--unit", UNIT, "--year", "2020", "--rubric", "jiangyin-2020")
    assert [row["criteria"] for row in rows(out)] == [["8.2"]]


def test_a_broken_file_is_named_and_the_rest_is_read(call, papers):
    (papers / "空.docx").write_bytes(b"")
    status, out, said = call("mentions", papers / "空.docx", papers / "简报.txt", "--unit", UNIT, "--year", "2020",
                             "--rubric", "jiangyin-2020")
    assert status == 1 and "[E110] 空.docx" in said and [row["file"] for row in rows(out)] == ["简报.txt"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["没有.txt", "--unit", UNIT, "--year", "2020"], "E507"),
        (["简报.txt"], "E516"),
        (["简报.txt", "--unit", UNIT], "E516"),
        (["简报.txt", "--unit", UNIT, "--year", "二〇二〇"], "E502"),
        ([".", "--jsonl-text"], "E507"),
    ],
)
def test_a_wrong_call_is_one_line(call, papers, monkeypatch, words, code):
    monkeypatch.chdir(papers)
    status, out, said = call("mentions", *words)
    assert (status, out, said.count("\n")) == (2, "", 1) and said.startswith(f"[{code}] ")


def test_each_line_is_a_document_with_its_own_unit_and_year(call, tmp_path):
    lines = [
        GOOD,
        {"id": 7, "text": "今年3月，我局旁听庭审2次。", "unit": "某县水利局", "year": "2019"},
        {**GOOD, "id": "c", "text": ""},
    ]
    (tmp_path / "lines.jsonl").write_text("\ufeff" + "\n\n".join(json.dumps(x) for x in lines), "utf-8")
    status, out, said = call("mentions", tmp_path / "lines.jsonl", "--jsonl-text", "--rubric", "jiangyin-2020")
    found = rows(out)
    assert (status, said) == (0, "") and [row["line_id"] for row in found] == ["a-1", 7]
    assert found[1]["date"] == {"from": "2019-03-01", "to": "2019-03-31"} and found[1]["quantity"] == 2


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (b"not json", "不是 UTF-8 的 JSON"),
        (b"\xff\xfe", "不是 UTF-8 的 JSON"),
        (b'["a"]', "不是花括号里的一组值"),
        (b'{"id": 1, "text": "x"}', "缺少 unit、year"),
        (b'{"id": 1, "text": "x", "unit": " ", "year": 2020}', "unit 是空的"),
        (b'{"id": 1, "text": "x", "unit": "u", "year": 99999}', "year 不是"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(call, tmp_path, bad, words):
    good = json.dumps(GOOD).encode()
    (tmp_path / "lines.jsonl").write_bytes(b"\n".join((good, bad, good)))
    status, out, said = call("mentions", tmp_path / "lines.jsonl", "--jsonl-text", "--rubric", "jiangyin-2020")
    assert status == 1 and [row["line_id"] for row in rows(out)] == ["a-1", "a-1"]
    assert said.startswith("[E508] ") and "第2行" in said and words in said and said.count("\n") == 1


def test_a_line_separator_inside_a_text_ends_no_line(call, tmp_path):
    line = json.dumps({**GOOD, "text": f"{SENTENCE}\u2028\x85完。"}, ensure_ascii=False)
    (tmp_path / "lines.jsonl").write_text(line, "utf-8")
    status, out, said = call("mentions", tmp_path / "lines.jsonl", "--jsonl-text", "--rubric", "jiangyin-2020")
    assert (status, said) == (0, "") and len(rows(out)) == 1


def test_a_terminal_of_another_encoding_is_no_fault(papers):
    ran = subprocess.run(
        [sys.executable, "-m", "cli", "mentions", str(papers / "简报.txt"), "--unit", UNIT, "--year", "2020"],
        env={"PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0 and ran.stderr == b""
