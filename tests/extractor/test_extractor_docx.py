"""Word documents: headings, tables, changes, boxes, hidden text, notes."""

from __future__ import annotations

import zipfile
from pathlib import Path

from docx import Document as WordFile
from given_tools import GivenTools
from making import EXTRA, W, block_with, docx, names, p, texts
from office_parts import png, relations

from extractor import page_texts, read_file
from extractor.limits import Limits
from extractor.normal import squeeze
from extractor.word.read_docx import read_docx
from model.documents import PageSource
from model.problems import problem


def test_headings_by_style_by_number_and_run_in(tmp_path: Path) -> None:
    word = WordFile()
    word.add_heading("普法工作总结", level=1)
    for line in ("一、加强领导", "（一）健全机构", "局党组会议研究普法工作2次。", "（二）落实经费。全年拨付8万元。",
                 "二、主要做法：", "1.开展宣传3场，发放资料500份", "2.创新方式"):
        word.add_paragraph(line)
    word.save(str(tmp_path / "a.docx"))
    document = read_file(tmp_path / "a.docx")
    assert [(b.kind, b.level) for b in document.blocks] == [
        ("heading", 1), ("heading", 1), ("heading", 2), ("paragraph", 0), ("paragraph", 0), ("heading", 1),
        ("paragraph", 0), ("heading", 3)]
    assert block_with(document, "局党组").section_path == ("一、加强领导", "（一）健全机构")
    assert block_with(document, "8万元").section_path == ("一、加强领导", "（二）落实经费")
    assert document.status == "parsed" and document.pages == 1


def test_automatic_numbers_make_headings_without_adding_text(tmp_path: Path) -> None:
    numbering = (f'<w:numbering {W}><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0">'
                 '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
                 '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>')
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    document = read_file(docx(tmp_path / "a.docx", p("加强领导", number) + p("正文。"), numbering=numbering))
    assert document.blocks[0].kind == "heading" and document.blocks[0].text == "加强领导"
    assert document.blocks[1].section_path == ("加强领导",)


def test_tracked_changes_fields_and_hidden_text(tmp_path: Path) -> None:
    body = ("<w:p><w:r><w:t>举办</w:t></w:r><w:del><w:r><w:delText>讲座9场</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>讲座3场</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>搬走</w:t></w:r></w:moveFrom>"
            '<w:r><w:fldChar/><w:instrText>PAGE 99</w:instrText></w:r>'
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>另举办12场</w:t></w:r>"
            '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>。</w:t></w:r></w:p>')
    document = read_file(docx(tmp_path / "a.docx", body))
    assert texts(document) == ["举办讲座3场。"]
    assert names(document) == ["hidden_text", "tracked_changes"]
    assert "另举办12场" in document.problems[0].text()


def test_text_box_once_and_order(tmp_path: Path) -> None:
    box = "<w:txbxContent>" + p("文本框里的话。") + "</w:txbxContent>"
    shape = (f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
             f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>")
    body = p("第一段。") + f"<w:p><w:r><w:t>锚点段。</w:t></w:r>{shape}</w:p>" + p("第三段。")
    assert texts(read_file(docx(tmp_path / "a.docx", body))) == ["第一段。", "锚点段。", "文本框里的话。", "第三段。"]


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def test_table_merges_nesting_and_header(tmp_path: Path) -> None:
    inner = "<w:tbl><w:tr>" + _cell("内甲") + _cell("内乙") + "</w:tr></w:tbl>"
    body = ("<w:tbl><w:tr>" + _cell("类别") + _cell("内容") + _cell("次数") + "</w:tr>"
            "<w:tr>" + _cell("宣传", '<w:vMerge w:val="restart"/>') + _cell("进社区") + _cell("3") + "</w:tr>"
            "<w:tr>" + _cell("", "<w:vMerge/>") + f"<w:tc>{p('进')}{p('学校')}{inner}</w:tc>" + _cell("2") + "</w:tr>"
            "<w:tr>" + _cell("合计", '<w:gridSpan w:val="2"/>') + _cell("5") + "</w:tr></w:tbl>")
    rows = read_file(docx(tmp_path / "a.docx", body)).blocks
    assert [row.text for row in rows] == ["类别\t内容\t次数", "宣传\t进社区\t3", "进 学校 内甲 内乙\t2", "合计\t5"]
    assert [row.header for row in rows] == [True, False, False, False]
    assert rows[2].carried == ((0, "宣传"),) and rows[2].cell_text(0) == "宣传" and rows[2].cell_text(2) == "2"
    assert rows[3].cell_text(2) == "5" and len({row.table_id for row in rows}) == 1


def test_one_column_table_is_a_frame(tmp_path: Path) -> None:
    body = "<w:tbl><w:tr><w:tc>" + p("一、框里的标题") + p("框里的正文。") + "</w:tc></w:tr></w:tbl>"
    assert [b.kind for b in read_file(docx(tmp_path / "a.docx", body)).blocks] == ["heading", "paragraph"]


def test_footnotes_header_and_breaks(tmp_path: Path) -> None:
    notes = (f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{p("线")}</w:footnote>'
             f'<w:footnote w:id="1">{p("脚注内容。")}</w:footnote></w:footnotes>')
    body = ("<w:p><w:r><w:t>一、标题</w:t><w:br/><w:t>正文一。</w:t><w:br/>"
            "<w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>")
    document = read_file(docx(tmp_path / "a.docx", body, footnotes=notes,
                              header1=f"<w:hdr {W} {EXTRA}>{p('页眉文字')}</w:hdr>"))
    assert texts(document) == ["一、标题", "正文一。", "甲\t乙", "脚注内容。"]
    assert document.furniture == ("页眉文字",)


def test_picture_only_is_partial(tmp_path: Path) -> None:
    body = '<w:p><w:r><w:drawing><a:blip xmlns:a="urn:a"/></w:drawing></w:r></w:p>'
    document = read_file(docx(tmp_path / "a.docx", body))
    assert document.status == "partial" and names(document) == ["pictures_only"] and texts(document, "image") == [""]


def test_witness_holds_every_block(tmp_path: Path) -> None:
    word = WordFile()
    word.add_paragraph("3月22日，开展“世界水日”宣传，发放资料3000余份。")
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["时间", "活动", "5月", "民法典讲座"], strict=True):
        cell.text = text
    word.save(str(tmp_path / "a.docx"))
    raw = squeeze(page_texts(tmp_path / "a.docx", "docx")[0])
    for block in read_file(tmp_path / "a.docx").blocks:
        assert squeeze(block.text) in raw


def _with_pictures(path: Path, body: str, pictures: dict[str, bytes]) -> Path:
    rows = [(key, "image", f"media/{key}.png") for key in pictures]
    docx(path, body)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/_rels/document.xml.rels", relations(
            *rows, ("far", "image", "http://host/x.png"), outside=("far",)))
        for key, data in pictures.items():
            archive.writestr(f"word/media/{key}.png", data)
    return path


def _picture(key: str) -> str:
    return (f'<w:r><w:drawing><a:blip xmlns:a="urn:a" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships" r:embed="{key}"/></w:drawing></w:r>')


def test_pictures_are_read_where_they_stand_and_each_once(tmp_path: Path) -> None:
    shown = f"<w:p>{_picture('big')}</w:p>"
    rest = "".join(map(_picture, ("same", "small", "far")))
    body = (p("第一段。") + shown + p("第二段。") + shown + f"<w:p>{rest}</w:p>"
            f"<w:tbl><w:tr>{_cell('甲')}<w:tc><w:p>{_picture('other')}</w:p></w:tc></w:tr></w:tbl>")
    path = _with_pictures(tmp_path / "a.docx", body, {
        "big": png(), "same": png(), "small": png(90, 300), "other": png(shade=40), "vector": b"\xd7\xcd\xc6\x9a"})
    tools = GivenTools("横幅")
    reading = read_docx(path, "a.docx", Limits(), tools)
    assert [b.text for b in reading.blocks] == ["第一段。", "横幅", "第二段。", "", "", "", "", "甲", "横幅"]
    assert len(tools.asked) == 2 and [why.message for why in reading.problems] == ["external_links"]
    assert reading.sources == (PageSource(page=1, source="mixed", confidence=0.9),) and reading.status == "parsed"


def test_a_paper_of_scans_only_is_read_within_the_limits(tmp_path: Path) -> None:
    pictures = {f"p{n}": png(shade=n) for n in range(1, 4)} | {"v": b"\xd7\xcd\xc6\x9a" + bytes(40), "x": b"\x89PNG"}
    body = "".join(f"<w:p>{_picture(key)}</w:p>" for key in pictures)
    path = _with_pictures(tmp_path / "a.docx", body, pictures)
    whole = read_docx(path, "a.docx", Limits(), GivenTools("扫描页的字"))
    assert [b.text for b in whole.blocks] == ["扫描页的字"] * 3 + ["", ""] and whole.status == "parsed"
    assert [why.message for why in whole.problems] == ["pictures_vector", "pictures_broken", "external_links"]
    assert whole.sources[0].source == "ocr"
    cut = read_docx(path, "a.docx", Limits(ocr_pages=2), GivenTools("扫描页的字"))
    assert [b.text for b in cut.blocks][:3] == ["扫描页的字", "扫描页的字", ""] and cut.status == "partial"
    missing = read_docx(path, "a.docx", Limits(), GivenTools(why=problem("ocr_missing", "")))
    assert missing.status == "partial" and missing.problems[0].message == "ocr_missing"
