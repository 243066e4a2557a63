"""OFD files made by hand: places, paragraphs, tables, templates, scanned pages."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from given_tools import GivenTools
from office_parts import png

from extractor import holds, page_texts, read_file
from extractor.limits import Limits
from extractor.ofd.read_ofd import read_ofd
from extractor.reading import Reading, UnreadableError
from extractor.sniff import sniff

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 5.0


def text(words: str, x: float, y: float, *, extra: str = "", step: str = "", size: float = SIZE) -> str:
    """A line of text whose boundary begins at x, y (millimetres); its characters follow each other closely."""
    step = step or f"g {max(len(words) - 1, 1)} {size}"
    return (f'<ofd:TextObject Boundary="{x} {y} {size * len(words) + 1} {size}" Size="{size}" Font="1" {extra}>'
            f'<ofd:TextCode X="0" Y="{0.86 * size}" DeltaX="{step}">{words}</ofd:TextCode></ofd:TextObject>')


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A ruling line."""
    return (f'<ofd:PathObject Boundary="{x0} {y0} {max(x1 - x0, 0.3)} {max(y1 - y0, 0.3)}"><ofd:AbbreviatedData>'
            f"M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>")


def page(objects: str, head: str = "") -> str:
    """A page with these objects."""
    return f'<ofd:Page {NS}>{head}<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>'


def ofd(path: Path, pages: list[str], common: str = "", **parts: str | bytes) -> Path:
    """An OFD file of A4 pages; parts: further files of its folder, ``__`` for a dot."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/{n}.xml"/>' for n in range(len(pages)))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("OFD.xml", f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocInfo><ofd:Author>甲局</ofd:Author>"
                         "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
        archive.writestr("Doc_0/Document.xml", f"<ofd:Document {NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>"
                         f"0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{listed}"
                         "</ofd:Pages></ofd:Document>")
        for number, content in enumerate(pages):
            archive.writestr(f"Doc_0/Pages/{number}.xml", content)
        for name, data in parts.items():
            archive.writestr("Doc_0/" + name.replace("__", "."), data)
    return path


def read(path: Path, tools: GivenTools | None = None) -> Reading:
    """The reading of one file."""
    return read_ofd(path, path.name, Limits(), tools or GivenTools())


def test_lines_become_paragraphs_with_boxes_in_points(tmp_path: Path) -> None:
    body = "今年以来我局认真落实普法责任制，组织开展宪法宣传周、民法典进社区等活动，"
    lines = [text("关于普法工作的报告", 70, 20, size=8), text("一、基本情况", 30, 40)]
    whole = body * 2 + "发放资料五百份。"
    rows = ["　　" + whole[:28], whole[28:58], whole[58:]]
    lines += [text(row.strip(), 30 + SIZE * (len(row) - len(row.strip())), 50 + 8 * n) for n, row in enumerate(rows)]
    path = ofd(tmp_path / "a.dat", [page("".join(lines))])
    document = read_file(path)
    assert sniff(path) == "ofd" and document.status == "parsed" and document.pages == 1
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("heading", "关于普法工作的报告"), ("heading", "一、基本情况"), ("paragraph", whole)]
    assert dict(document.properties) == {"creator": "甲局"}
    _, box = document.blocks[1].locate(0, 6)
    assert box is not None and [round(value / 72 * 25.4, 1) for value in (box.x0, box.top, box.x1, box.bottom)] == [
        30, 40, 60, 45]
    raw = page_texts(path, "ofd")[0]
    assert all(holds(raw, block.text) for block in document.blocks)


def test_matrix_steps_and_hidden_objects(tmp_path: Path) -> None:
    scaled = text("放大", 20, 20, extra='CTM="2 0 0 2 0 0"')
    wide = text("甲乙丙", 20, 50, step="5 g 1 5")
    blocks = read(ofd(tmp_path / "a.ofd", [page(scaled + wide + text("藏", 20, 80, extra='Visible="false"'))])).blocks
    assert [b.text for b in blocks] == ["放大", "甲乙丙"]
    assert blocks[0].bbox is not None and blocks[0].bbox.x1 - blocks[0].bbox.x0 == pytest.approx(20 * 72 / 25.4)


def test_ruling_lines_make_a_table(tmp_path: Path) -> None:
    columns, levels = [20, 60, 120], [30, 40, 50]
    rules = [line(20, y, 120, y) for y in levels] + [line(x, 30, x, 50) for x in columns]
    cells = [text("日期", 22, 32), text("活动", 62, 32), text("3月5日", 22, 42), text("讲座一场", 62, 42)]
    blocks = read(ofd(tmp_path / "a.ofd", [page("".join(rules + cells))])).blocks
    assert [(b.kind, b.text, b.header) for b in blocks] == [
        ("table_row", "日期\t活动", True), ("table_row", "3月5日\t讲座一场", False)]


def test_templates_and_scanned_pages(tmp_path: Path) -> None:
    common = ('<ofd:TemplatePage ID="9" BaseLoc="Tpl.xml"/><ofd:DocumentRes>Res.xml</ofd:DocumentRes>')
    res = (f'<ofd:Res {NS} BaseLoc="Media"><ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>p.png'
           "</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>")
    image = '<ofd:ImageObject Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="7"/>'
    path = ofd(tmp_path / "a.ofd", [page(image), page(text("正文", 30, 60), '<ofd:Template TemplateID="9"/>')], common,
               Tpl__xml=page(text("红头文件", 30, 40)), Res__xml=res)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("Doc_0/Media/p.png", png(600, 800))
    reading = read(path, GivenTools("扫描的通知"))
    assert [(b.page, b.text) for b in reading.blocks] == [(1, "扫描的通知"), (2, "红头文件"), (2, "正文")]
    assert [source.source for source in reading.sources] == ["ocr", "text"]
    assert reading.blocks[0].bbox is not None and round(reading.blocks[0].bbox.x1) == 595


def test_broken_empty_and_locked_files(tmp_path: Path) -> None:
    broken = ofd(tmp_path / "a.ofd", ["<ofd:Page>"])
    locked = ofd(tmp_path / "b.ofd", [page("")], Encryptions__xml="<x/>")
    none = ofd(tmp_path / "c.ofd", [])
    for path, message in ((broken, "file_damaged"), (locked, "file_encrypted"), (none, "file_damaged")):
        with pytest.raises(UnreadableError) as caught:
            read(path)
        assert caught.value.problem.message == message
    assert [why.message for why in read(ofd(tmp_path / "d.ofd", [page("")])).problems] == ["no_text"]
