"""``pufa composite | rank | draw | check-form`` and a procedure that borrows criteria."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from cli_making import assessing, dossier, written

UNITS = {"甲厅": 91.0, "乙厅": 84.5, "丙厅": 77.0}


@pytest.fixture
def cohort(tmp_path):
    """Results of three units under one standard, and one under another."""
    for unit, total in UNITS.items():
        folder = tmp_path / "结果" / "2023" / unit
        folder.mkdir(parents=True)
        score = {"suggested": total, "low": total - 3, "high": total + 3, "max": 100, "grade": None}
        data = {"schema": "pufa.assessment/1", "rubric": "xinjiang-2023", "unit": unit, "year": 2023, "score": score}
        (folder / "assessment.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    other = tmp_path / "结果" / "2023" / "别的"
    other.mkdir()
    (other / "assessment.json").write_text(json.dumps({**data, "rubric": "nanchang-2023"}), "utf-8")
    return tmp_path / "结果"


@pytest.mark.parametrize(("words", "total", "grade"), [
    ("onsite panel=90,public=80,peer=85,previous=88", 85.95, "良好"),
    ("onsite panel=90,public=90,peer=90,previous=90", 90, "优秀"),
    ("written public=70,peer=60,previous=61", 64.3, "基本合格"),
    ("onsite panel=100,public=100,peer=100,previous=99 --falsified", 99.85, "不合格"),
])
def test_composite(call, words, total, grade):
    mode, scores, *more = words.split()
    status, out, said = call("composite", "--rubric", "xinjiang-2023", "--mode", mode, "--scores", scores, *more)
    data = json.loads(out)
    assert (status, said, data["total"], data["grade"]) == (0, "", total, grade)
    assert sum(part["weight"] for part in data["parts"].values()) == 100


def test_composite_in_three_phases_has_no_grade(call):
    scores = "annual=80,midterm=90,final=85"
    data = json.loads(call("composite", "--rubric", "jintan-2018-departments", "--mode", "phases", "--scores", scores)[1])
    assert (data["total"], data["grade"]) == (85, None)


@pytest.mark.parametrize(("mode", "scores"), [("written", "public=70,peer=60"), ("written", "public=70,peer=60,previous=x"),
                                              ("written", "public=70,public=60"), ("written", "public=170,peer=1,previous=1"),
                                              ("phases", "annual=1"), ("written", "")])
def test_a_wrong_composite_is_one_line(call, mode, scores):
    status, out, said = call("composite", "--rubric", "xinjiang-2023", "--mode", mode, "--scores", scores)
    assert (status, out, said.count("\n")) == (2, "", 1)


def test_ranks_by_suggestion_say_that_they_are_no_result(call, cohort, tmp_path):
    status, out, _ = call("rank", cohort, "--rubric", "xinjiang-2023", "--out", tmp_path / "排名")
    assert status == 0 and [line.split()[1] for line in out.splitlines()[1:4]] == list(UNITS) and "仅供参考" in out
    sheet = openpyxl.load_workbook(tmp_path / "排名" / "ranking.xlsx").active
    assert "不是评议结果" in str(sheet["A2"].value)


@pytest.mark.parametrize("broken", ["{", "[]", '{"schema": "pufa.assessment/1", "rubric": "xinjiang-2023", "year": 2023}'])
def test_a_broken_result_is_named_and_the_rest_is_ranked(call, cohort, broken):
    (cohort / "2023" / "甲厅" / "assessment.json").write_text(broken, "utf-8")
    status, out, said = call("rank", cohort, "--rubric", "xinjiang-2023")
    assert status == 1 and "甲厅" in said and "乙厅" in out and "甲厅" not in out


def filled(path: Path, rows: dict[str, dict[str, object]]) -> None:
    """Fills the template in as a clerk would."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    head = next(row for row in sheet.iter_rows() if row[0].value == "单位")
    columns = {cell.value: cell.column for cell in head}
    for row in sheet.iter_rows(min_row=head[0].row + 1):
        for name, value in rows.get(row[0].value, {}).items():
            sheet.cell(row[0].row, columns[name], value)
    book.save(path)


def test_the_template_is_filled_in_and_ranked_each_way_apart(call, cohort, tmp_path):
    table = tmp_path / "外部得分.xlsx"
    status, out, _ = call("rank", cohort, "--rubric", "xinjiang-2023", "--template", table)
    assert status == 0 and "3个单位" in out
    full = {"评议组": 90, "社会评议": 90, "单位互评": 90, "上年得分": 90}
    filled(table, {"甲厅": {"方式": "现场评议", **full}, "乙厅": {"方式": "书面评议", **full, "评议组": None},
                   "丙厅": {"方式": "现场评议", **full, "评议组": 95, "弄虚作假查实": "是"}})
    status, out, said = call("rank", cohort, "--rubric", "xinjiang-2023", "--scores", table, "--out", tmp_path / "排名")
    assert (status, said) == (0, "")
    rows = json.loads((tmp_path / "排名" / "ranking.json").read_text("utf-8"))["ranking"]
    assert [(r["unit"], r["rank"], r["mode"], r["total"], r["grade"]) for r in rows] == [
        ("甲厅", 1, "onsite", 90, "优秀"), ("丙厅", None, "onsite", 92, "不合格"), ("乙厅", 1, "written", 90, "优秀")]


def test_bad_rows_of_a_csv_are_named_and_the_rest_is_ranked(call, cohort, tmp_path):
    table = tmp_path / "得分.csv"
    with table.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["单位", "方式", "评议组", "社会评议", "单位互评", "上年得分", "弄虚作假查实", "缺席评议", "备注"])
        writer.writerow(["甲厅", "书面评议", "", "九十", "80", "80", "", "", ""])
        writer.writerow(["外人厅", "书面评议", "", "90", "80", "80", "", "", ""])
    status, out, said = call("rank", cohort, "--rubric", "xinjiang-2023", "--scores", table)
    assert status == 1 and "第2行" in said and "九十" in said and "外人厅" in out and "甲厅" not in out


@pytest.mark.parametrize("words", [["rank", "没有", "--rubric", "xinjiang-2023"], ["draw", "没有.xlsx", "--rubric", "xinjiang-2023", "--seed", "1"]])
def test_what_is_not_there_is_a_wrong_call(call, words):
    status, out, said = call(*words)
    assert (status, out, said.count("\n")) == (2, "", 1)


def test_a_table_that_is_no_table(call, cohort, tmp_path):
    (tmp_path / "得分.xlsx").write_bytes(b"PK\x03\x04 broken")
    status, _, said = call("rank", cohort, "--rubric", "xinjiang-2023", "--scores", tmp_path / "得分.xlsx")
    assert status == 2 and "读不出表格" in said


def test_a_draw_repeats_and_leaves_a_record(call, tmp_path):
    (tmp_path / "名单.txt").write_text("\n".join(f"{n}号局" for n in range(1, 21)), "utf-8")
    words = ["draw", tmp_path / "名单.txt", "--rubric", "jiangyin-2020", "--seed", "2020年11月5日"]
    first, again = call(*words, "--out", tmp_path / "抽取")[1], call(*words)[1]
    assert first == again and len(first.splitlines()) == 3
    record = json.loads((tmp_path / "抽取" / "draw.json").read_text("utf-8"))
    assert record["share"] == 15 and len(record["units"]) == 20 and len(record["drawn"]) == 3
    book = openpyxl.load_workbook(tmp_path / "抽取" / "draw.xlsx")
    assert book.sheetnames == ["抽取结果", "全部单位"] and "2020年11月5日" in str(book["抽取结果"]["A2"].value)
    (tmp_path / "上年.csv").write_text("单位\n" + first.splitlines()[0].split()[1], "utf-8")
    others = call(*words, "--exclude", tmp_path / "上年.csv")[1]
    assert first.splitlines()[0].split()[1] not in others


def test_too_small_a_share_is_refused(call, tmp_path):
    (tmp_path / "名单.txt").write_text("甲局\n乙局\n丙局\n丁局\n戊局\n己局\n庚局\n辛局\n壬局\n癸局", "utf-8")
    status, _, said = call("draw", tmp_path / "名单.txt", "--rubric", "jiangyin-2020", "--seed", "1", "--share", "10")
    assert status == 2 and "15%" in said


def test_check_form_says_what_to_change(call, tmp_path):
    (tmp_path / "案例.txt").write_text("普法创新\n\n一、背景情况\n\n很短。", "utf-8")
    status, out, _ = call("check-form", tmp_path / "案例.txt", "--form", "nanchang-case", "--unit", "澜浦市交通运输局")
    assert status == 1 and "必须修改" in out and "澜浦市交通运输局" in out and "主要做法和成效" in out
    assert call("check-form", tmp_path / "案例.txt", "--form", "x")[0] == 2
    assert call("check-form", tmp_path / "没有.txt", "--form", "nanchang-case")[0] == 2


def test_only_a_procedure_borrows_criteria(call, tmp_path):
    papers = dossier(tmp_path / "卷宗")
    status, _, said = call(*assessing(papers, tmp_path / "结果", criteria="nanchang-2023"))
    assert status == 2 and "借用" in said


def test_another_year_s_problems_may_stand_outside_the_dossier(call, tmp_path):
    papers = dossier(tmp_path / "卷宗")
    (tmp_path / "意见.txt").write_text("2019年度评议意见\n\n1．没有组织执法人员旁听庭审。\n\n2．法治文化长廊多年没有维护。", "utf-8")
    assert call(*assessing(papers, tmp_path / "结果", problems=str(tmp_path / "意见.txt")))[0] == 0
    assert [row["state"] for row in written(tmp_path / "结果")["rectified"]] == ["answered", "missing"]
