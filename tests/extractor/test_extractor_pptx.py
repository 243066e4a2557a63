"""Slides: places, order, tables, charts, pictures, notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from given_tools import GivenTools
from office_parts import NAMES, box, place, png, pptx, relations, tree

from extractor import page_texts
from extractor.limits import Limits
from extractor.normal import squeeze
from extractor.reading import Reading, UnreadableError
from extractor.slides.read_pptx import read_pptx
from extractor.sniff import sniff

GROUP = "<p:grpSp><p:grpSpPr>{xfrm}</p:grpSpPr>{inside}</p:grpSp>"
FRAME = "<p:graphicFrame>{xfrm}<a:graphic><a:graphicData>{inside}</a:graphicData></a:graphic></p:graphicFrame>"


def read(path: Path, tools: GivenTools | None = None) -> Reading:
    """The reading of one file."""
    return read_pptx(path, path.name, Limits(), tools or GivenTools())


def cell(text: str, attributes: str = "") -> str:
    """A table cell."""
    return f"<a:tc {attributes}><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"


def test_places_of_groups_placeholders_and_the_order_of_shapes(tmp_path: Path) -> None:
    inner = '<a:chOff x="0" y="0"/><a:chExt cx="12700" cy="12700"/>'
    grouped = GROUP.format(xfrm=place(100, 300, 200, 100, inner=inner),
                           inside=box("组内", '<a:xfrm><a:off x="6350" y="0"/><a:ext cx="6350" cy="6350"/></a:xfrm>'))
    turned = box("竖放", place(500, 300, 100, 40).replace("<a:xfrm>", '<a:xfrm rot="5400000">'))
    slide = tree(box("右边", place(400, 200, 100, 20)) + grouped + turned + box("左边", place(50, 202, 100, 20))
                 + box("工作汇报", holder='<p:ph type="title"/>') + box("2023", holder='<p:ph type="dt"/>'))
    layout = tree(box("", place(10, 20, 300, 60), '<p:ph type="ctrTitle"/>'), "p:sldLayout")
    path = pptx(tmp_path / "a.pptx", [slide], {
        "slides/_rels/slide0.xml.rels": relations(("l", "slideLayout", "../slideLayouts/l.xml")),
        "slideLayouts/l.xml": layout})
    reading = read(path)
    assert sniff(path) == "pptx" and reading.furniture == ("2023",) and reading.status == "parsed"
    assert [(b.text, b.bbox.as_list()) for b in reading.blocks if b.bbox] == [
        ("工作汇报", [10, 20, 310, 80]), ("左边", [50, 202, 150, 222]), ("右边", [400, 200, 500, 220]),
        ("竖放", [530, 270, 570, 370]), ("组内", [200, 300, 300, 350])]
    assert reading.blocks[0].kind == "heading" and reading.blocks[1].section_path == ("工作汇报",)


def test_table_rows_have_their_own_boxes_and_merged_cells_are_given_once(tmp_path: Path) -> None:
    rows = [("100", [cell("日期"), cell("活动"), cell("人数")]),
            ("100", [cell("3月", 'rowSpan="2"'), cell("讲座", 'gridSpan="2"'), cell("", 'hMerge="1"')]),
            ("200", [cell("", 'vMerge="1"'), cell("旁听"), cell("30")])]
    table = "<a:tbl>" + "".join(f'<a:tr h="{high}">{"".join(cells)}</a:tr>' for high, cells in rows) + "</a:tbl>"
    path = pptx(tmp_path / "a.pptx", [tree(FRAME.format(xfrm=place(0, 100, 300, 400, "p:xfrm"), inside=table))], {})
    blocks = read(path).blocks
    assert [b.text for b in blocks] == ["日期\t活动\t人数", "3月\t讲座", "旁听\t30"] and blocks[0].header
    assert blocks[2].carried == ((0, "3月"),) and blocks[2].cell_text(2) == "30"
    assert blocks[2].bbox is not None and blocks[2].bbox.as_list() == [0, 300, 300, 500]


def test_notes_charts_diagrams_pictures_and_hidden_slides(tmp_path: Path) -> None:
    picture = f'<p:pic><p:blipFill><a:blip r:embed="i"/></p:blipFill><p:spPr>{place(10, 10, 100, 75)}</p:spPr></p:pic>'
    frames = FRAME.format(xfrm=place(0, 100, 300, 200, "p:xfrm"), inside='<c:chart r:id="c"/>') + FRAME.format(
        xfrm=place(0, 300, 300, 200, "p:xfrm"), inside='<dgm:relIds r:dm="d"/>')
    first, second = tree(picture + frames + picture), tree(box("旧稿一句"), show="0")
    series = ("<c:ser><c:tx><c:v>x</c:v><c:pt idx='0'><c:v>场次</c:v></c:pt></c:tx><c:cat><c:pt idx='0'><c:v>一月</c:v>"
              "</c:pt></c:cat><c:val><c:pt idx='0'><c:v>3</c:v></c:pt></c:val></c:ser>")
    path = pptx(tmp_path / "a.pptx", [first, second], {
        "slides/_rels/slide0.xml.rels": relations(
            ("i", "image", "../media/1.png"), ("c", "chart", "../charts/c.xml"), ("x", "image", "http://x/1.png"),
            ("d", "diagramData", "../diagrams/d.xml"), ("n", "notesSlide", "../notesSlides/n.xml"), outside=("x",)),
        "media/1.png": png(), "charts/c.xml": f"<c:chartSpace {NAMES}>{series}</c:chartSpace>",
        "diagrams/d.xml": f"<dgm:dataModel {NAMES}><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>部署</a:t></a:r></a:p>"
                          "</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>",
        "notesSlides/n.xml": tree(box("备注一句", holder='<p:ph type="body"/>'), "p:notes"), "vbaProject.bin": b"x"})
    reading = read(path, GivenTools("横幅上的字"))
    assert [b.text for b in reading.blocks] == ["横幅上的字", "", "\t场次", "一月\t3", "部署", "备注一句"]
    assert [why.message for why in reading.problems] == ["external_links", "macros_not_run", "hidden_slides"]
    assert reading.traces is not None
    assert [(one.page, one.way, one.text) for one in reading.traces.hidden] == [(2, "hidden_sheet", "旧稿一句")]
    assert reading.sources[0].source == "mixed" and reading.blocks[-1].bbox is None
    _, where = reading.blocks[0].locate(0, 2)
    assert where is not None and 10 < where.x0 < where.x1 < 110
    raw = squeeze(page_texts(path, "pptx")[0])
    assert all(squeeze(part) in raw for b in reading.blocks if b.source == "text" for part in b.text.split("\t"))


def test_a_file_without_slides_and_a_broken_one(tmp_path: Path) -> None:
    assert [why.message for why in read(pptx(tmp_path / "a.pptx", [], {})).problems] == ["no_text"]
    path = pptx(tmp_path / "b.pptx", ["<p:sld"], {})
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert caught.value.problem.message == "file_damaged"
