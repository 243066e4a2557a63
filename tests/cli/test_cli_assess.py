"""``pufa assess`` on dossiers as they come: good, empty, and with broken files among the good."""

from __future__ import annotations

import zipfile

import docx
import openpyxl
from cli_making import HEARING, SENTENCE, UNIT, assessing, written


def test_a_good_dossier_gives_a_table_and_three_outputs(call, papers, tmp_path):
    status, out, said = call(*assessing(papers, tmp_path / "out", progress="none"))
    assert (status, said) == (0, "") and f"{UNIT} 2020年" in out and "建议总分" in out
    assert [name in out for name in ("assessment.json", "review.docx", "scores.xlsx")] == [True] * 3
    assert docx.Document(str(tmp_path / "out/review.docx")).tables
    assert openpyxl.load_workbook(tmp_path / "out/scores.xlsx").sheetnames
    data = written(tmp_path / "out")
    assert (data["schema"], data["unit"], data["year"], data["rubric"]) == (
        "pufa.assessment/1",
        UNIT,
        2020,
        "jiangyin-2020",
    )
    assert data["period"] == {"from": "2020-01-01", "to": "2020-12-31"}
    quotes = {row["quote"] for c in data["criteria"] for row in c["evidence"]}
    assert {SENTENCE, HEARING} <= quotes


def test_a_period_of_its_own_is_kept_and_counts(call, papers, tmp_path):
    call(*assessing(papers, tmp_path / "out", period="2020-12-05..2020-12-31", progress="none"))
    data = written(tmp_path / "out")
    day = next(row for c in data["criteria"] for row in c["evidence"] if row["quote"] == SENTENCE)
    assert data["period"]["from"] == "2020-12-05" and day["status"] == "other_period"


def test_an_empty_folder_is_said_and_still_gives_outputs(call, tmp_path):
    (tmp_path / "空").mkdir()
    status, out, said = call(*assessing(tmp_path / "空", tmp_path / "out", progress="none"))
    assert status == 1 and said.startswith("[E102] ") and "收到 0" in out
    assert written(tmp_path / "out")["files"] == [] and (tmp_path / "out/review.docx").exists()


def test_broken_files_are_named_and_the_rest_is_read(call, papers, tmp_path):
    (papers / "空.docx").write_bytes(b"")
    (papers / "假.pdf").write_text("2020年5月6日，我局开展法律进工地活动。", "utf-8")
    (papers / "断.docx").write_bytes((papers / "旁听庭审.docx").read_bytes()[:900])
    status, _, said = call(*assessing(papers, tmp_path / "out", progress="none"))
    data = written(tmp_path / "out")
    files = {row["path"]: row["status"] for row in data["files"]}
    assert status == 1 and "[E110] 空.docx" in said and "断.docx" in said
    assert files == {
        "空.docx": "failed",
        "断.docx": "failed",
        "假.pdf": "parsed",
        "简报.txt": "parsed",
        "旁听庭审.docx": "parsed",
    }
    assert next(row for row in data["files"] if row["path"] == "假.pdf")["type"] == "txt"
    assert all(row["error"] for row in data["files"] if row["status"] == "failed")
    assert {row["file"] for c in data["criteria"] for row in c["evidence"]} >= {"简报.txt", "旁听庭审.docx"}


def test_a_zip_is_a_dossier(call, papers, tmp_path):
    with zipfile.ZipFile(tmp_path / "卷宗.zip", "w") as made:
        made.write(papers / "简报.txt", "材料/简报.txt")
    status, _, _ = call(*assessing(tmp_path / "卷宗.zip", tmp_path / "out", progress="none"))
    assert status == 0 and [row["path"] for row in written(tmp_path / "out")["files"]] == ["材料/简报.txt"]


def test_progress_as_json_goes_to_stderr_line_by_line(call, papers, tmp_path):
    status, _, said = call(*assessing(papers, tmp_path / "out", progress="json"))
    assert status == 0 and [line.split('"')[3] for line in said.splitlines()] == [
        "stage",
        "file",
        "file",
        "stage",
        "stage",
        "stage",
        "stage",
        "stage",
        "done",
    ]


def test_the_same_dossier_gives_the_same_assessment(call, papers, tmp_path):
    for name in ("one", "two"):
        call(*assessing(papers, tmp_path / name, progress="none"))
    assert written(tmp_path / "one") == written(tmp_path / "two")
