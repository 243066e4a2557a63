"""A wrong call is one Chinese line on stderr that says what to do, exit status 2, and nothing written."""

from __future__ import annotations

import subprocess
import sys

import pytest
from cli_making import assessing


@pytest.mark.parametrize(
    ("changed", "code", "words"),
    [
        ({"rubric": "nowhere-1999"}, "E301", "现有：jiangyin-2020"),
        ({"year": "20x0"}, "E502", "--year 20x0"),
        ({"year": "1999"}, "E502", "2000 到 2099"),
        ({"period": "2020"}, "E503", "2020-01-01..2020-12-31"),
        ({"period": "2020-12-31..2020-01-01"}, "E503", "起在前、止在后"),
        ({"period": "2020-02-30..2020-03-01"}, "E503", "不是起止日期"),
        ({"unit": " "}, "E504", "单位全称"),
        ({"out": ""}, "E501", "缺少 --out"),
        ({"rubric": "", "unit": ""}, "E501", "缺少 --rubric, --unit"),
        ({"progress": "loud"}, "E501", "--progress 没有“loud”；可以写的有 auto, json, none"),
    ],
)
def test_a_wrong_option_is_named(call, papers, tmp_path, changed, code, words):
    status, out, said = call(*assessing(papers, tmp_path / "out", **changed))
    assert status == 2 and out == "" and said.startswith(f"[{code}] ") and words in said
    assert said.count("\n") == 1 and not (tmp_path / "out").exists()


def test_a_missing_dossier_is_named_and_nothing_is_written(call, tmp_path):
    status, out, said = call(*assessing(tmp_path / "没有", tmp_path / "out"))
    assert (
        (status, out) == (2, "") and said.startswith("[E101] ") and "没有" in said and not (tmp_path / "out").exists()
    )


def test_a_single_paper_is_no_dossier(call, papers, tmp_path):
    status, _, said = call(*assessing(papers / "简报.txt", tmp_path / "out"))
    assert status == 2 and said.startswith("[E103] ") and "单个文件请先放进文件夹" in said


def test_an_output_that_is_a_file_is_refused_and_kept(call, papers, tmp_path):
    (tmp_path / "out").write_text("旧", "utf-8")
    status, _, said = call(*assessing(papers, tmp_path / "out"))
    assert status == 2 and said.startswith("[E505] ") and (tmp_path / "out").read_text("utf-8") == "旧"


def test_an_output_that_cannot_be_made_is_refused(call, papers, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    status, _, said = call(*assessing(papers, tmp_path / "file" / "out"))
    assert status == 2 and said.startswith("[E506] ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "缺少 命令"),
        (["bogus"], "没有“bogus”"),
        (["rubric"], "缺少 做什么"),
        (["mentions"], "缺少 文件"),
        (["serve", "--port", "abc"], "--port “abc”不是整数"),
        (["assess", "x", "--rubric"], "--rubric 后面要有一个值"),
        (["verify", "a.json"], "缺少 --dossier"),
        (["rubric", "list", "--yaml"], "不认识 --yaml"),
    ],
)
def test_a_wrong_command_is_said_in_chinese(call, words, said):
    status, out, line = call(*words)
    assert (status, out) == (2, "") and line.startswith("[E501] ") and said in line and "--help" in line
    assert line.count("\n") == 1


def test_serve_refuses_a_folder_without_a_result(call, tmp_path):
    status, _, said = call("serve", "--open", tmp_path)
    assert status == 2 and said.startswith("[E511] ") and "assessment.json" in said


@pytest.mark.parametrize(
    "verb", [[], ["assess"], ["mentions"], ["verify"], ["rubric"], ["rubric", "lint"], ["doctor"], ["serve"]]
)
def test_help_is_chinese_and_ends_with_status_0(verb):
    ran = subprocess.run([sys.executable, "-m", "cli", *verb, "--help"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0 and ran.stdout.startswith("用法：pufa") and "显示这段说明" in ran.stdout
    assert "usage" not in ran.stdout and "positional" not in ran.stdout and ran.stderr == ""


def test_a_reader_that_goes_away_is_no_fault():
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            "import subprocess, sys\n"
            "one = subprocess.Popen([sys.executable, '-m', 'cli', 'rubric', 'show', 'jiangyin-2020'],\n"
            "                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)\n"
            "one.stdout.close(); print(one.wait(), one.stderr.read().decode())",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Traceback" not in ran.stdout and ran.stdout.startswith("0")
