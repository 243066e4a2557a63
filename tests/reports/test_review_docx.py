"""review.docx opens, repeats its head rows, says what it must, and shows no personal data."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from report_samples import ID_CARD, PHONE

from model.results import Assessment
from model.rubric import Rubric
from reports.review_docx import write_review


@pytest.fixture
def path(assessment: Assessment, rubric: Rubric, tmp_path: Path) -> Path:
    write_review(assessment, rubric, tmp_path / "review.docx")
    return tmp_path / "review.docx"


def text_of(document: Document) -> str:
    """All text of the body, tables included."""
    return "\n".join("".join(node.text or "" for node in paragraph.iter(qn("w:t")))
                     for paragraph in document.element.body.iter(qn("w:p")))


def test_texts(path: Path, assessment: Assessment) -> None:
    text = text_of(docx.Document(str(path)))
    for expected in ("2020年度云水市国家机关普法责任制", "履职评议复核表", assessment.unit, "24.67（满分30）",
                     "14.33–27.67", "良好", "由审核人逐项决定", "◐ 部分", "◇ 待外部查询", "○ 未见", "— 不适用",
                     "● 符合", "（仅自述）",
                     "（另有1处）", "未计入：", "写的是打算", "□ 认可", "□ 改分",
                     "□ 要求补充", "□ 现场核查", "□ 不适用",
                     "案例/案例汇编.docx·第3页：", "=cmd|'/C calc'!A0.xlsx", "未说明原因", "Thumbs.db",
                     "按比例计", "均包含本数", "全年共发布典型案例6个", "由法宣办查询",
                     "审核人（签名）", "复核人（签名）",
                     "云法宣办〔2020〕7号", "说法不一致：一处写5月，一处写6月", "138****5678"):
        assert expected in text, expected
    assert all(result.title in text for result in assessment.criteria)


def test_no_personal_data_and_no_other_unit(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "ignore")
    assert PHONE not in content and ID_CARD not in content and "云水市交通局" not in content


def test_head_rows_repeat_and_widths_are_fixed(path: Path) -> None:
    document = docx.Document(str(path))
    main = [table for table in document.tables if len(table.columns) == 7]
    assert len(main) == 3
    for table in main:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
        assert sum(column.width.mm for column in table.columns) == pytest.approx(247, abs=0.5)


def test_page_and_fonts(path: Path) -> None:
    document = docx.Document(str(path))
    first, second, third, receipt = document.sections
    assert [round(side.mm) for side in (first.top_margin, first.left_margin, first.right_margin,
                                        first.bottom_margin)] == [37, 28, 26, 35]
    assert [round(one.page_width.mm) for one in (second, third, receipt)] == [297, 210, 297]
    assert "PAGE" in document.sections[0].footer._element.xml
    names = {fonts.get(qn("w:eastAsia")) for fonts in document.element.body.iter(qn("w:rFonts"))}
    assert names == {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"}
    with zipfile.ZipFile(path) as archive:
        table = archive.read("word/fontTable.xml").decode("utf-8")
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in table


def test_missing_papers_are_sorted_by_gain(path: Path) -> None:
    table = next(t for t in docx.Document(str(path)).tables if t.rows[0].cells[0].text == "可增分")
    gains = [float(row.cells[0].text) for row in table.rows[1:]]
    assert gains == sorted(gains, reverse=True) and len(gains) == 5


def test_nothing_read_nothing_known(assessment: Assessment, rubric: Rubric, tmp_path: Path) -> None:
    """A standard without points, grades or results, and control characters in a name."""
    score = replace(assessment.score, max_points=assessment.score.low * 0, grade=None, self_points=None)
    bare = replace(assessment, unit="甲\x00局\x0b", score=score, criteria=(), events=(), findings=(), files=(),
                   notes=())
    write_review(bare, replace(rubric, sections=(), notes=()), tmp_path / "bare.docx")
    text = text_of(docx.Document(str(tmp_path / "bare.docx")))
    assert "甲局" in text and "不计分" in text and "标准未设等次分数线" in text and text.count("无。") == 5
    assert "没有需要说明的疑点；这不等于证明全部属实" in text
