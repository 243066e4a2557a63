"""Tables and headings in text files; formulas, macros and pictures of workbooks."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from given_tools import GivenTools
from making import names, texts
from office_parts import png
from openpyxl.drawing.image import Image

from extractor import holds, page_texts, read_file
from extractor.limits import Limits
from extractor.sheets.read_sheet import read_sheet


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimited_values_are_a_table(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = ["2023年普法活动台账", "日期,活动,备注", '3月5日,学雷锋,"分两场,每场一小时"',
            '5月8日,讲座,"称为""开学第一课"""']
    text = "\r\n".join(rows) if delimiter == "," else "\r\n".join(rows).replace(",", delimiter)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    document = read_file(tmp_path / "a.csv")
    inner = f"分两场{delimiter}每场一小时" if delimiter != "\t" else "分两场 每场一小时"
    assert texts(document) == [rows[0], "日期\t活动\t备注", f"3月5日\t学雷锋\t{inner}",
                               '5月8日\t讲座\t称为"开学第一课"']
    assert [b.kind for b in document.blocks] == ["heading", "table_row", "table_row", "table_row"]
    assert document.blocks[1].header and document.blocks[2].cell_text(1) == "学雷锋"
    page = page_texts(tmp_path / "a.csv", "txt")[0]
    assert all(holds(page, block.text) for block in document.blocks)


@pytest.mark.parametrize("text", [
    "今年以来,我局认真开展普法工作。\n举办讲座三场,参加一百人。\n发放资料,解答咨询。",
    "日期：3月5日\n地点：会议室\n内容：学习",
    "一,二\n三", "a|b 的说明\n只有一行"])
def test_running_text_is_no_table(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert {block.kind for block in read_file(tmp_path / "a.txt").blocks} <= {"paragraph", "heading"}


def test_markdown_headings_and_tables_keep_their_words(tmp_path: Path) -> None:
    text = ("# 普法总结\n\n我局**认真**开展 #法治# 宣传。\n\n## 活动情况 ##\n\n"
            "| 日期 | 活动 |\n|---|:--:|\n| 3月 | 讲座 |\n\n- 旁听庭审一次\n")
    (tmp_path / "a.md").write_text(text, "utf-8")
    document = read_file(tmp_path / "a.md")
    assert [(b.kind, b.level, b.text) for b in document.blocks] == [
        ("heading", 1, "普法总结"), ("paragraph", 0, "我局**认真**开展 #法治# 宣传。"), ("heading", 2, "活动情况"),
        ("table_row", 0, "日期\t活动"), ("table_row", 0, "3月\t讲座"), ("paragraph", 0, "- 旁听庭审一次")]
    assert document.blocks[3].header and document.blocks[5].section_path == ("普法总结", "活动情况")
    page = page_texts(tmp_path / "a.md", "txt")[0]
    assert all(holds(page, block.text) for block in document.blocks)


def test_a_workbook_says_what_was_not_computed_run_or_followed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["讲座", 3, "=B1*2"])
    book.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx", "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
        archive.writestr("xl/externalLinks/_rels/e.xml.rels", '<Relationships><Relationship Id="r" Type="u/externalLink'
                         'Path" Target="file:///C:/x.xlsx" TargetMode="External"/></Relationships>')
    document = read_file(tmp_path / "a.xlsx")
    assert names(document) == ["external_links", "macros_not_run", "formulas_uncomputed"]
    assert texts(document) == ["讲座\t3"] and document.status == "parsed"


def test_pictures_of_a_sheet_stand_after_their_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["日期", "活动"], ["3月", "讲座"], ["4月", "旁听"]):
        sheet.append(row)
    sheet.add_image(Image(io.BytesIO(png())), "B2")
    sheet.add_image(Image(io.BytesIO(png(40, 40))), "A9")
    book.save(tmp_path / "a.xlsx")
    tools = GivenTools("现场横幅")
    reading = read_sheet(tmp_path / "a.xlsx", "a.xlsx", Limits(), tools)
    assert [b.text for b in reading.blocks] == ["日期\t活动", "3月\t讲座", "现场横幅", "4月\t旁听", ""]
    assert len(tools.asked) == 1 and reading.sources[0].source == "mixed" and reading.blocks[2].bbox is None
