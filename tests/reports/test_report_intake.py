"""The receipt: N is the sum of its four parts; how the text of every page was got, as ranges and in words."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import docx

from model.documents import Block, Document, PageSource
from model.results import Assessment, FileEntry
from model.rubric import Rubric
from reports.assessment_json import to_json
from reports.intake import file_row, intake, source_ranges, source_words, sums, sums_text
from reports.review_docx import write_review
from reports.review_table import add_review_tables

SCAN = Document(
    path="扫描/方案.pdf", sha256="cd" * 32, media_type="pdf", status="parsed", pages=6, size=4097, seconds=2.5,
    blocks=(Block(kind="paragraph", text="宣传方案"),), key="k",
    sources=(PageSource(page=1, source="text"), PageSource(page=2, source="text"),
             PageSource(page=3, source="ocr", confidence=0.97), PageSource(page=4, source="ocr", confidence=0.92),
             PageSource(page=5, source="ocr", confidence=0.61), PageSource(page=6, source="none")))
WORD = Document(path="总结.docx", sha256="ef" * 32, media_type="docx", status="parsed", pages=3, size=10,
                blocks=(Block(kind="paragraph", text="总结"),))
RANGES = [{"pages": "1-2", "source": "text"}, {"pages": "3-4", "source": "ocr", "confidence": 0.92},
          {"pages": "5", "source": "ocr", "confidence": 0.61}, {"pages": "6", "source": "none"}]


def entry(document: Document) -> FileEntry:
    """A file without a kind of paper."""
    return FileEntry(document=document, paper=None)


def test_pages_alike_are_one_range():
    assert list(source_ranges(SCAN)) == RANGES
    assert list(source_ranges(WORD)) == [{"pages": "1-3", "source": "text"}]
    assert list(source_ranges(replace(WORD, blocks=()))) == [{"pages": "1-3", "source": "none"}]
    assert source_ranges(replace(WORD, status="failed")) == source_ranges(replace(WORD, pages=None)) == ()


def test_ranges_in_words():
    assert source_words(RANGES) == ("第1-2页文字层、第3-4页识别 0.92、第5页识别 0.61（把握不足）、第6页没有文字")
    assert source_words([{"pages": "1", "source": "ocr", "confidence": 0.9}]) == "识别 0.90" and source_words([]) == ""


def test_a_row_has_what_the_receipt_asks_for():
    row = file_row(entry(SCAN))
    assert row == {"path": "扫描/方案.pdf", "sha256": "cd" * 32, "type": "pdf", "pages": 6, "status": "parsed",
                   "error": None, "paper": None, "characters": 4, "size": 4097, "seconds": 2.5, "sources": RANGES}


def test_sums_add_up(assessment: Assessment):
    told = intake(assessment.files)
    assert told == {"received": 6, "read": 2, "partly_read": 1, "failed": 2, "ignored": 1}
    assert told["received"] == sum(count for name, count in told.items() if name != "received")
    found = sums([file_row(entry(one)) for one in (SCAN, WORD)])
    assert (found.received, found.read, found.characters) == (2, 2, 6)
    assert dict(found.pages) == {"text": 5, "ocr": 3, "none": 1, "doubtful": 1}
    assert sums_text(found) == "来源：文字层 5 页、识别 3 页、没有文字 1 页、其中识别把握不足 1 页，请人工核对；共 6 字"
    assert sums_text(sums([{"path": "a", "status": "failed"}])) == ""


def test_the_json_has_the_receipt_and_says_what_was_recognised(assessment: Assessment):
    first = assessment.criteria[1].evidence[0]
    seen = replace(assessment.criteria[1], evidence=(replace(first, recognised=0.93456),))
    made = to_json(replace(assessment, criteria=(seen,), files=(entry(SCAN),)))
    assert made["intake"]["received"] == 1 and made["files"][0]["sources"] == RANGES
    assert made["criteria"][0]["evidence"][0]["ocr_confidence"] == 0.9346
    assert to_json(assessment)["criteria"][1]["evidence"][0]["ocr_confidence"] is None


def test_the_review_sheet_lists_every_file_and_names_doubtful_ones(assessment: Assessment, rubric: Rubric,
                                                                   tmp_path: Path):
    files = (*assessment.files, *map(entry, (SCAN, replace(WORD, path="=坏\x00名.docx"))))
    write_review(replace(assessment, files=files), rubric, tmp_path / "a.docx")
    tables = docx.Document(str(tmp_path / "a.docx")).tables
    rows = [[cell.text for cell in row.cells] for row in tables[-1].rows]
    assert len(rows) == 1 + len(files) and rows[0][1] == "文件"
    assert rows[-2][1:] == ["扫描/方案.pdf", "已读", "pdf", "5 KB", "6", "4", "2.5 秒", source_words(RANGES), "cd" * 6]
    assert rows[-1][1] == "=坏名.docx"
    listed = next(table for table in tables if table.rows[0].cells[0].text == "文件")
    assert any("识别把握不足：第5页（0.61）" in row.cells[2].text for row in listed.rows)


def test_a_long_list_stands_in_tables_that_are_laid_out_quickly(assessment: Assessment, rubric: Rubric,
                                                                 tmp_path: Path):
    files = tuple(entry(replace(WORD, path=f"{number}.docx")) for number in range(120))
    write_review(replace(assessment, files=files), rubric, tmp_path / "a.docx")
    tables = [table for table in docx.Document(str(tmp_path / "a.docx")).tables if len(table.columns) == 10]
    assert [len(table.rows) for table in tables] == [51, 51, 21]
    assert [row.cells[1].text for table in tables for row in table.rows[1:]] == [f"{n}.docx" for n in range(120)]


def test_a_quote_of_recognised_words_says_so(assessment: Assessment, rubric: Rubric):
    events = tuple(replace(event, mentions=tuple(replace(m, recognised=0.5) for m in event.mentions))
                   for event in assessment.events)
    criteria = tuple(replace(result, evidence=tuple(replace(m, recognised=0.5) for m in result.evidence))
                     for result in assessment.criteria)
    document = docx.Document()
    add_review_tables(document, replace(assessment, events=events, criteria=criteria), rubric)
    assert "”〔识别 0.50〕" in "".join(cell.text for table in document.tables for cell in table._cells)


def test_the_same_sheet_has_the_same_bytes(assessment: Assessment, rubric: Rubric, tmp_path: Path):
    for name in ("a", "b"):
        write_review(assessment, rubric, tmp_path / f"{name}.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        day = assessment.assessed_on
        assert {member.date_time[:3] for member in archive.infolist()} == {(day.year, day.month, day.day)}
