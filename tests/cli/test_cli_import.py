"""``pufa rubric import``: three files, what to check on stdout, nothing overwritten, bad papers told in one line."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from rubric_maps.load import load_file

STANDARD = """松岚县普法责任制评议标准
一、学法（100分）
1．中心组集中学法不少于4次（50分）。
2．印发年度普法计划（25分）。
3．列支普法经费（25分）。
评议90分以上为优秀，60分至89分为合格，59分以下为不合格。
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """An official paper as text."""
    path = tmp_path / "标准.txt"
    path.write_text(STANDARD, "utf-8")
    return path


def test_a_folder_with_map_cases_and_source(call, paper, tmp_path):
    out = tmp_path / "songlan-2023"
    status, said, wrong = call("rubric", "import", paper, "--id", "songlan-2023", "--out", out)
    assert (status, wrong) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == ["cases.yaml", "rubric.yaml", "source.txt"]
    rubric = load_file(out / "rubric.yaml")
    assert [one.max_points for one in rubric.criteria()] == [50, 25, 25] and rubric.bands[0].lower == 90
    assert said.splitlines()[0].startswith("songlan-2023  松岚县普法责任制评议标准  1部分3项3分项  总分100")
    assert "第3行  1.中心组集中学法不少于4次(50分)。" in said and "[E211] 第3行，1.1：" in said
    assert said.splitlines()[-1].startswith("请核对") and str(out / "source.txt") in said
    assert "3  1．中心组集中学法不少于4次（50分）。" in (out / "source.txt").read_text("utf-8")
    assert call("rubric", "lint", out)[0] == 0


def test_a_yaml_file_and_its_company_beside_it(call, paper, tmp_path):
    target = tmp_path / "草稿" / "rubric.yaml"
    assert call("rubric", "import", paper, "--id", "songlan-2023", "--out", target)[0] == 0
    assert target.is_file() and (target.parent / "cases.yaml").is_file() and (target.parent / "source.txt").is_file()


def test_a_map_is_overwritten_only_by_force(call, paper, tmp_path):
    words = ("rubric", "import", paper, "--id", "songlan-2023", "--out", tmp_path / "songlan-2023")
    assert call(*words)[0] == 0
    kept = tmp_path / "songlan-2023" / "rubric.yaml"
    kept.write_text("标准: 我改过的\n", "utf-8")
    status, out, said = call(*words)
    assert (status, out, said.count("\n")) == (2, "", 1) and "--force" in said
    assert kept.read_text("utf-8") == "标准: 我改过的\n"
    assert call(*words, "--force")[0] == 0 and load_file(kept).id == "songlan-2023"


def test_a_word_file_with_a_table(call, tmp_path):
    made = docx.Document()
    made.add_paragraph("松岚县普法责任制考核评分表")
    rows = [("项目", "考核内容", "分值", "评分标准"), ("组织（40分）", "印发计划", "20", "未印发扣20分"),
            ("", "列支经费", "20", "未列支不得分"), ("学法（60分）", "旁听庭审不少于3次", "60", "每少1次扣20分")]
    table = made.add_table(rows=len(rows), cols=4)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    made.save(str(tmp_path / "标准.docx"))
    status, out, _ = call("rubric", "import", tmp_path / "标准.docx", "--id", "songlan-2023", "--out",
                          tmp_path / "songlan-2023")
    rubric = load_file(tmp_path / "songlan-2023" / "rubric.yaml")
    assert status == 0 and "2部分3项3分项" in out
    assert [section.points for section in rubric.sections] == [40, 60]


@pytest.mark.parametrize(("content", "told"), [
    ("会议定于周五召开，请准时参加。\n".encode(), "没有找到评分项目"), (b"", "空"),
    (b"\x00\x01\x02\xff" * 50, "标准.txt")])
def test_a_paper_that_cannot_be_drafted_is_told_in_one_line(call, tmp_path, content, told):
    path = tmp_path / "标准.txt"
    path.write_bytes(content)
    status, out, said = call("rubric", "import", path, "--id", "songlan-2023", "--out", tmp_path / "甲")
    assert (status, out, said.count("\n")) == (2, "", 1) and told in said
    assert not (tmp_path / "甲").exists()


@pytest.mark.parametrize(("changed", "told"), [
    ({"--id": "松岚2023"}, "--id"), ({"--part": "7"}, "没有第7个标准"), ({"--out": "标准.txt"}, "--out")])
def test_wrong_calls(call, paper, tmp_path, changed, told):
    words = {"--id": "songlan-2023", "--out": str(tmp_path / "甲")} | changed
    words["--out"] = str(paper) if words["--out"] == "标准.txt" else words["--out"]
    status, out, said = call("rubric", "import", paper, *(word for pair in words.items() for word in pair))
    assert (status, out, said.count("\n")) == (2, "", 1) and told in said


def test_a_missing_paper(call, tmp_path):
    status, out, said = call("rubric", "import", tmp_path / "没有.docx", "--id", "songlan-2023", "--out",
                             tmp_path / "甲")
    assert (status, out, said.count("\n")) == (2, "", 1) and "没有.docx" in said
