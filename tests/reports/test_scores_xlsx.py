"""scores.xlsx: live sums that agree with the engine, and nothing uploaded that Excel would run."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from report_samples import FORMULA, ID_CARD, PHONE

from model.results import Assessment
from model.rubric import Rubric
from reports.scores_xlsx import write_scores

OURS = re.compile(r"=[A-Z0-9(),:+\-=<>\".\u4e00-\u9fff，]+")


@pytest.fixture
def path(assessment: Assessment, rubric: Rubric, tmp_path: Path) -> Path:
    write_scores(assessment, rubric, tmp_path / "scores.xlsx")
    return tmp_path / "scores.xlsx"


def column(sheet: Worksheet, name: str, head: int) -> int:
    """Number of the column under a head."""
    return next(cell.column for cell in sheet[head] if cell.value == name)


def row_of(sheet: Worksheet, text: str) -> int:
    """First row that has ``text`` in one of its first four cells."""
    return next(row[0].row for row in sheet.iter_rows(max_col=4) if text in [cell.value for cell in row])


def test_sums(path: Path, assessment: Assessment) -> None:
    values = openpyxl.load_workbook(path, data_only=True)["得分"]
    formulas = openpyxl.load_workbook(path)["得分"]
    total = row_of(values, "合计")
    expected = {"建议": 24.67, "最低": 14.33, "最高": 27.67, "满分": 30, "计入建议总分": 24.67, "计入当前总分": 24.67}
    for name, points in expected.items():
        at = column(values, name, 3)
        assert values.cell(total, at).value == points, name
        assert str(formulas.cell(total, at).value).startswith("=SUM("), name
    bonus = formulas.cell(row_of(values, "加分项 小计"), column(values, "最高", 3)).value
    assert re.fullmatch(r"=MIN\(15,MIN\(6,SUM\(I\d+:I\d+\)\)\)", bonus)
    check = row_of(values, "程序给出的建议总分")
    assert values.cell(check, 7).value == float(assessment.score.suggested)
    assert values.cell(check, 8).value == "与合计一致"


def test_external_is_empty_but_counted(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["得分"]
    row = row_of(sheet, "6.1")
    assert sheet.cell(row, 7).value is None and sheet.cell(row, 7).comment is not None
    helper = sheet.cell(row, column(sheet, "计入建议总分", 3)).value
    assert helper == f"=IF(ISNUMBER(G{row}),G{row},I{row})"


def test_the_reviewers_column_is_empty_and_limited(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["得分"]
    row = row_of(sheet, "7.1")
    assert sheet.cell(row, column(sheet, "审核定分", 3)).value is None
    limits = {str(rule.sqref): float(rule.formula2) for rule in sheet.data_validations.dataValidation}
    assert limits[f"J{row}"] == 12


def test_no_uploaded_text_becomes_a_formula_or_link(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for name in ("证据", "文件"):
        for row in book[name].iter_rows():
            assert all(cell.data_type in ("s", "n") and cell.hyperlink is None for cell in row)
    for row in book["得分"].iter_rows():
        for cell in row:
            assert cell.data_type != "f" or OURS.fullmatch(cell.value), cell.value
    assert FORMULA in [cell.value for cell in book["证据"]["I"]]
    assert "=cmd|'/C calc'!A0.xlsx" in [cell.value for cell in book["文件"]["A"]]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", "http://example.org", "007"])
def test_dangerous_beginnings_stay_text(start: str, assessment: Assessment, rubric: Rubric, tmp_path: Path) -> None:
    reader = assessment.criteria[2]
    changed = replace(reader, title=start, why=start, claims=(), reading="",
                      evidence=tuple(replace(mention, quote=start) for mention in reader.evidence))
    made = replace(assessment, unit=start, criteria=(*assessment.criteria[:2], changed, *assessment.criteria[3:]))
    write_scores(made, rubric, tmp_path / "s.xlsx")
    book = openpyxl.load_workbook(tmp_path / "s.xlsx")
    sheet = book["得分"]
    row = row_of(sheet, "9.1")
    for cell in (sheet.cell(row, 4), sheet.cell(row, 15), *book["证据"]["I"][-2:]):
        assert (cell.data_type, cell.value) == ("s", start)


def test_personal_data_is_masked(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "ignore")
    assert PHONE not in content and ID_CARD not in content and "138****5678" in content


def test_a_row_a_mention_and_a_row_a_file(path: Path, assessment: Assessment) -> None:
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["得分", "证据", "文件"]
    assert book["证据"].max_row == 1 + sum(len(result.evidence) for result in assessment.criteria)
    assert book["文件"].max_row == 1 + len(assessment.files)


def test_print_set_up(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["得分"]
    assert sheet.freeze_panes == "B4"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.print_title_rows == "$3:$3" and sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_total_that_does_not_add_up_says_so(assessment: Assessment, rubric: Rubric, tmp_path: Path) -> None:
    wrong = replace(assessment, score=replace(assessment.score, suggested=Decimal(29)))
    write_scores(wrong, rubric, tmp_path / "s.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx", data_only=True)["得分"]
    assert sheet.cell(row_of(sheet, "程序给出的建议总分"), 8).value.startswith("与合计不一致")


def test_an_empty_assessment_still_opens(assessment: Assessment, rubric: Rubric, tmp_path: Path) -> None:
    bare = replace(assessment, criteria=(), events=(), files=())
    write_scores(bare, replace(rubric, sections=()), tmp_path / "s.xlsx")
    assert openpyxl.load_workbook(tmp_path / "s.xlsx")["得分"].max_row > 3
