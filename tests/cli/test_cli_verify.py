"""``pufa verify``: all is well with a fresh assessment, and every tampering is named."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import docx
import pytest
from cli_making import HEARING, SENTENCE, assessing, written


@pytest.fixture
def run(call, papers, tmp_path) -> Path:
    """The good dossier, assessed."""
    call(*assessing(papers, tmp_path / "out", progress="none"))
    return tmp_path / "out/assessment.json"


def tamper(run: Path, change) -> None:
    """Rewrites the assessment after ``change``."""
    data = written(run.parent)
    change(data)
    run.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def rtf(text: str) -> bytes:
    """The text as RTF."""
    return ("{\\rtf1\\ansi\\uc0 " + "".join(f"\\u{ord(c)} " if ord(c) > 127 else c for c in text) + "\\par}").encode()


def with_evidence(data: dict) -> dict:
    """The criterion that the quote of the text file counts for."""
    return next(c for c in data["criteria"] if any(row["quote"] == SENTENCE and row["counts"] for row in c["evidence"]))


def test_a_fresh_assessment_holds(call, papers, run):
    assert call("verify", run, "--dossier", papers) == (0, "核对完毕：全部相符\n", "")


def test_quotes_of_word_papers_hold_at_the_pages_of_their_rendition(call, papers, tmp_path):
    (papers / "旁听庭审.docx").unlink()
    paper = docx.Document()
    paper.add_paragraph("2020年普法工作情况")
    paper.add_page_break()
    paper.add_paragraph(HEARING)
    paper.save(str(papers / "旁听庭审.docx"))
    (papers / "宣传.rtf").write_bytes(rtf("2020年12月4日，我局开展宪法宣传活动，发放资料300份。"))
    status, _, said = call(*assessing(papers, tmp_path / "out", progress="none"), "--render")
    assert (status, said) == (0, "")
    rows = [row for c in written(tmp_path / "out")["criteria"] for row in c["evidence"]]
    hearing = next(row for row in rows if row["quote"] == HEARING)
    assert hearing["page"] == 2 and hearing["bbox"] and all(row["bbox"] for row in rows if row["file"] == "宣传.rtf")
    assert any(row["file"] == "宣传.rtf" for row in rows)
    made = tmp_path / "out/assessment.json"
    assert call("verify", made, "--dossier", papers) == (0, "核对完毕：全部相符\n", "")
    tamper(made, lambda data: next(row for c in data["criteria"] for row in c["evidence"]
                                   if row["quote"] == HEARING).update(page=3))
    status, _, said = call("verify", made, "--dossier", papers)
    assert status == 1 and "旁听庭审.docx" in said


def test_a_changed_a_lost_and_a_new_file_are_named(call, papers, run):
    (papers / "简报.txt").write_text(SENTENCE + "另外补记。", "utf-8")
    (papers / "旁听庭审.docx").unlink()
    (papers / "新.txt").write_text("新", "utf-8")
    status, out, said = call("verify", run, "--dossier", papers)
    assert (status, out) == (1, "核对完毕：有 3 处不符\n")
    assert sorted(line.split("：")[0] for line in said.splitlines()) == [
        "[E512] 旁听庭审.docx",
        "[E513] 简报.txt",
        "[E514] 新.txt",
    ]


@pytest.mark.parametrize(
    "quote", [SENTENCE.replace("12月4日", "12月5日"), SENTENCE.replace("宪法日", "安全日"), "我局什么也没有做。", " "]
)
def test_an_altered_quote_is_named(call, papers, run, quote):
    tamper(
        run,
        lambda data: next(row for row in with_evidence(data)["evidence"] if row["quote"] == SENTENCE).update(
            quote=quote
        ),
    )
    status, _, said = call("verify", run, "--dossier", papers)
    assert status == 1 and said.startswith("[E515] 简报.txt") and f"“{quote[:40]}”" in said


def test_a_quote_on_another_page_is_named(call, papers, run):
    tamper(run, lambda data: with_evidence(data)["evidence"][0].update(page=2))
    status, _, said = call("verify", run, "--dossier", papers)
    assert status == 1 and "[E515] 简报.txt：第2页" in said


def test_altered_points_are_named(call, papers, run):
    def change(data: dict) -> None:
        criterion = with_evidence(data)
        criterion["suggested_points"] = criterion["suggested_points"] - 1

    tamper(run, change)
    status, _, said = call("verify", run, "--dossier", papers)
    assert status == 1 and "[E417] " in said and with_evidence(written(run.parent))["id"] in said


def test_an_altered_total_is_named(call, papers, run):
    tamper(run, lambda data: data["score"].update(suggested=99.5))
    status, _, said = call("verify", run, "--dossier", papers)
    assert status == 1 and "[E420] " in said and "99.5" in said


def test_evidence_from_a_file_that_was_not_assessed_is_named(call, papers, run):
    tamper(run, lambda data: with_evidence(data)["evidence"][0].update(file="别处.txt"))
    status, _, said = call("verify", run, "--dossier", papers)
    assert status == 1 and "[E515] 别处.txt" in said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema": "pufa.assessment/2"}',
        '{"schema": "pufa.assessment/1"}',
        '{"schema": "pufa.assessment/1", "rubric": "jiangyin-2020", "files": [{}], "criteria": []}',
        '{"schema": "pufa.assessment/1", "rubric": "jiangyin-2020", "files": [], "criteria": [{"evidence": [1]}]}',
    ],
)
def test_what_is_no_assessment_is_a_wrong_call(call, papers, tmp_path, text):
    (tmp_path / "a.json").write_text(text, "utf-8")
    status, out, said = call("verify", tmp_path / "a.json", "--dossier", papers)
    assert (status, out, said.count("\n")) == (2, "", 1) and said.startswith("[E511] ")


def test_a_missing_dossier_or_assessment_is_a_wrong_call(call, papers, run, tmp_path):
    assert [call("verify", run, "--dossier", tmp_path / "没有")[0], call("verify", papers, "--dossier", papers)[0]] == [
        2,
        2,
    ]


def test_a_member_added_to_a_zip_is_named(call, papers, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.write(papers / "简报.txt", "简报.txt")
    call(*assessing(tmp_path / "a.zip", tmp_path / "out", progress="none"))
    assert call("verify", tmp_path / "out/assessment.json", "--dossier", tmp_path / "a.zip")[0] == 0
    with zipfile.ZipFile(tmp_path / "a.zip", "a") as made:
        made.writestr("后加.txt", "后加")
    status, _, said = call("verify", tmp_path / "out/assessment.json", "--dossier", tmp_path / "a.zip")
    assert status == 1 and said.startswith("[E514] 后加.txt")


def test_a_name_in_another_encoding_is_the_same_file(call, papers, tmp_path):
    (papers / "简报.txt").rename(os.fsdecode(os.fsencode(papers) + "/总结.txt".encode("gb18030")))
    assert call(*assessing(papers, tmp_path / "out", progress="none"))[0] == 0
    assert [row["path"] for row in written(tmp_path / "out")["files"]] == ["总结.txt", "旁听庭审.docx"]
    assert call("verify", tmp_path / "out/assessment.json", "--dossier", papers)[0] == 0


def test_the_hearing_counts_and_holds(call, papers, run):
    quotes = [row["quote"] for c in written(run.parent)["criteria"] if c["id"] == "4.2" for row in c["evidence"]]
    assert quotes == [HEARING] and call("verify", run, "--dossier", papers)[0] == 0
