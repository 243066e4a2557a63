"""Sheets, text, web pages, pictures."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from making import block_with, names, texts
from PIL import Image

from extractor import page_texts, read_file, read_text
from extractor.normal import clean, squeeze


def test_xlsx_titles_values_merges_and_hidden_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "台账"
    for row in (["2020年普法台账"], ["序号", "日期", "内容", "参学率"],
                [1.0, datetime.date(2020, 6, 10), "学习\n民法典", 0.985], [2, None, "讲座", 1]):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("C3:C4")
    sheet["D3"].number_format = "0.0%"
    hidden = book.create_sheet("旧")
    hidden.append(["旧", "资料"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    document = read_file(tmp_path / "a.xlsx")
    assert texts(document) == ["2020年普法台账", "序号\t日期\t内容\t参学率", "1\t2020-06-10\t学习 民法典\t98.5%",
                               "2\t\t1"]
    assert [b.header for b in document.blocks] == [False, True, False, False]
    assert document.blocks[3].carried == ((2, "学习 民法典"),) and document.blocks[3].cell_text(3) == "1"
    assert document.pages == 2 and names(document) == ["hidden_sheet"]
    assert document.traces is not None and [one.text for one in document.traces.hidden] == ["旧\t资料"]
    raw = [squeeze(text) for text in page_texts(tmp_path / "a.xlsx", "xlsx")]
    for block in document.blocks:
        for cell in block.cells:
            assert squeeze(block.text[cell.start:cell.end]) in raw[block.page - 1]


def test_xls(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("得分")
    for row, values in enumerate((["项目", "自评"], ["学法", 2.0], ["讲座", 1.5])):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    book.save(str(tmp_path / "a.xls"))
    document = read_file(tmp_path / "a.xls")
    assert document.media_type == "xls" and texts(document) == ["项目\t自评", "学法\t2", "讲座\t1.5"]
    assert document.blocks[1].section_path == ("得分",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("普法工作简报\r\n\r\n7月15日，组织旁听庭审。\r\n".encode(encoding))
    document = read_file(tmp_path / "a.txt")
    assert texts(document) == ["普法工作简报", "7月15日，组织旁听庭审。"] and document.blocks[0].kind == "heading"


def test_hard_wrapped_text_is_joined() -> None:
    sentence = "为深入学习宣传宪法，大力弘扬宪法精神，十二月四日，我局在广场开展宣传活动，现场悬挂横幅六条，"
    body = sentence * 4 + "发放资料。"
    lines = ["　　" + body[:30], *[body[at:at + 32] for at in range(30, len(body), 32)], "　　第二段。"]
    assert texts(read_text("\n".join(lines), "a")) == [body, "第二段。"]


def test_list_lines_are_not_joined() -> None:
    lines = ["开展讲座", "发放资料500份", "悬挂横幅", "旁听庭审", "组织考试", "制作展板"]
    assert len(read_text("\n".join(lines), "a").blocks) == 6


HTML = """<html><head><meta charset="gb2312"><title>宪法宣传_水务局</title><style>b{}</style></head><body>
<div class="nav"><a href=1>首页</a><a>政务公开</a><a>互动交流</a></div>
<div id="main"><h1>宪法宣传周活动</h1><div class="content"><p>12月4日，市水务局<b>开展</b>宪法宣传，
发放资料500份。</p><p style="display:none">隐藏广告</p>
<p>电视台进行了报道，取得了良好的社会效果，群众反响热烈。<br>第二行。</p>
<table><tr><th>时间</th><th>活动</th></tr>
<tr><td rowspan=2>12月</td><td>宣誓</td></tr><tr><td>讲座</td></tr></table></div></div>
<div class="footer">版权所有 水务局</div><script>alert(1)</script></body></html>"""


def test_html_article_and_table(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML.encode("gb18030"))
    document = read_file(tmp_path / "a.html")
    assert texts(document) == ["宪法宣传周活动", "12月4日，市水务局开展宪法宣传， 发放资料500份。",
                               "电视台进行了报道，取得了良好的社会效果，群众反响热烈。", "第二行。", "时间\t活动",
                               "12月\t宣誓", "讲座"]
    assert document.blocks[0].kind == "heading" and document.blocks[-1].carried == ((0, "12月"),)
    assert dict(document.properties)["title"] == "宪法宣传_水务局"
    assert block_with(document, "500份").section_path == ("宪法宣传周活动",)


def test_image_is_registered(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2020:12:04 09:31:22"
    Image.new("RGB", (40, 30)).save(tmp_path / "a.jpg", exif=exif)
    document = read_file(tmp_path / "a.jpg")
    properties = dict(document.properties)
    assert document.status == "parsed" and names(document) == ["picture_without_words"]
    assert (properties["width"], properties["height"]) == ("40", "30")
    assert properties["DateTimeOriginal"] == "2020:12:04 09:31:22"
    assert [b.kind for b in document.blocks] == ["image"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="一二法治宣传年月（）。，、：；1290.%abXY　 ", min_size=1, max_size=60), max_size=12))
def test_text_put_in_comes_out_verbatim(lines: list[str]) -> None:
    document = read_text("\n".join(lines), "a")
    assert squeeze("".join(texts(document))) == squeeze(clean("".join(lines)))
    assert all(block.text.strip() == block.text and block.text for block in document.blocks)
