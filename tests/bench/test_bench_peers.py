"""Other readers on the same files: what they give is counted, what they cannot do is told."""

from __future__ import annotations

import argparse
import json
import stat
import sys
from pathlib import Path

import pytest

from bench.mixed_truth import Row, Sentence, Truth, row
from bench.peer_files import Group, Sample
from bench.peer_runner import html_rows, markdown_rows, markdown_text
from bench.peers import named, ran, rows_right, score, table

TRUTH = Truth(path="a.pdf", kind="pdf", text="甲乙丙丁戊。1二", pages=2, rows=(row(["1", "二"]),),
              sentences=(Sentence(text="甲乙丙。"), Sentence(text="丁戊。")))
GROUP = Group("some", ".pdf", "pages", 1, lambda path, name, words: TRUTH)


def fake(folder: Path, result: dict) -> str:
    """A “Python” that runs nothing and writes a result."""
    script = folder / "python"
    script.write_text(f"#!{sys.executable}\nimport pathlib, sys\n"
                      f"pathlib.Path(sys.argv[3]).write_text({json.dumps(result)!r})\n", "utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return str(script)


def sample(folder: Path) -> Sample:
    return Sample(folder / "a.pdf", TRUTH, heads="头1")


def result(**more) -> dict:
    return {"version": "9", "cpu": 0.5, "wall": 1.0, "start": 2.0, "peak": 80.0,
            "files": [{"file": "a.pdf", "text": "甲乙丙。 头1 丁X", "rows": [["1", "二"]], "boxes": True, **more}]}


def test_what_a_tool_gives_is_counted(tmp_path):
    one = sample(tmp_path)
    made = score(GROUP, "markitdown", [one], ran(fake(tmp_path, result()), "markitdown", [one], tmp_path))
    assert (made.speed, made.sentences, made.rows, made.boxes, made.version) == (4.0, 0.5, 1.0, True, "9")
    assert made.lost == pytest.approx(2 / 8) and made.invented == pytest.approx(1 / 8)


def test_a_file_that_a_tool_cannot_read_is_lost(tmp_path):
    empty = {"file": "b.pdf", "text": "", "rows": [], "boxes": False}
    broken = {"files": [{"file": "a.pdf", "error": "ValueError: no"}, empty]}
    one, other = sample(tmp_path), Sample(tmp_path / "b.pdf", TRUTH)
    made = score(GROUP, "markitdown", [one, other], {**result(), **broken})
    assert made.lost == 1.0 and made.error == "ValueError: no"


def test_a_tool_that_is_not_there_says_so(tmp_path):
    one = sample(tmp_path)
    told = ran(sys.executable, "docling-parse", [one], tmp_path)
    assert "No module named" in told["error"]
    made = score(GROUP, "docling-parse", [one], told)
    assert made.speed is None
    assert "does not run" in table([made], {}) and "No module named" in table([made], {})


def test_a_tool_that_dies_is_told_with_its_last_words(tmp_path):
    script = tmp_path / "python"
    script.write_text(f"#!{sys.executable}\nraise SystemExit('out of paper')\n", "utf-8")
    script.chmod(0o755)
    assert ran(str(script), "mineru", [sample(tmp_path)], tmp_path)["error"] == "ended with 1: out of paper"


def test_tools_that_were_not_given_are_named():
    assert "Not installed: docling, docling-parse, unstructured" in table([], {"markitdown": "x"})


@pytest.mark.parametrize("text", ["word=/bin/sh", "docling=/no/such/python", "docling"])
def test_a_wrong_peer_is_refused(text):
    with pytest.raises(argparse.ArgumentTypeError):
        named(text)


def test_merged_cells_may_be_blank_or_repeated():
    carried = Row(cells=((1, "乙"), (2, "丙")), carried=((0, "甲"),))
    assert rows_right([carried], [["甲", "乙", "丙"]]) == 1
    assert rows_right([carried], [["", "乙", "丙"]]) == 1
    assert rows_right([carried, carried], [["", "乙", "丙"]]) == 1
    assert rows_right([carried], [["丁", "乙", "丙"]]) == 0
    assert rows_right([row(["题"])], [], "一题二") == 1


def test_rows_come_from_markdown_and_html():
    assert markdown_rows("x\n| a | b\\|c |\n| --- | --- |\n|  | 2 |") == [["a", "b|c"], ["", "2"]]
    assert html_rows("<table><tr><td>a<b>b</b></td><th>c</th></tr></table>d") == [["ab", "c"]]
    assert markdown_text("# 头\n| 甲 |\n| --- |\n**乙**").split() == ["头", "甲", "乙"]
