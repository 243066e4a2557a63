"""Scanned pages and pictures of PDFs: what was recognised becomes blocks with places on the page as shown."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from fake_tools import FakeTools, line, page, ruled
from making import FONT, LEFT, canvas, names, put, texts
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractor import read_file
from extractor.flow import Flow
from extractor.layout.recognised import add_recognised
from extractor.limits import Limits
from extractor.single import read_here
from extractor.tools import Tools, Words
from model.documents import BBox, Document
from model.problems import problem

SENTENCE = "全年组织开展国家宪法日集中宣传活动，发放宣传资料三千余份，接待群众咨询六百余人次，"
LONG = SENTENCE * 6 + "取得良好效果。"
SHORT = "邀请专家举办民法典讲座。"


def noise(size: tuple[int, int] = (200, 280), seed: int = 1) -> ImageReader:
    """A picture that is not of one colour."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    data = io.BytesIO()
    Image.frombytes("L", size, dice.randbytes(size[0] * size[1])).save(data, "PNG")
    data.seek(0)
    return ImageReader(data)


def scan(made: Canvas, seed: int = 1) -> None:
    """A page that is one picture."""
    made.drawImage(noise(seed=seed), 0, 0, *A4)
    made.showPage()


def read(path: Path, tools: Tools, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
    return read_here(path, path.name, limits, tools)


def lines_of(text: str, top: float, *, indent: float = 66.0) -> list[Words]:
    """A paragraph of 37 characters a line as it is recognised: 12 points, left edge at 72."""
    rows = [text[:35], *(text[at:at + 37] for at in range(35, len(text), 37))]
    return [line(row, 200 + (indent if index == 0 else 0), top + 55 * index) for index, row in enumerate(rows)]


def test_a_paragraph_goes_on_over_scanned_pages(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    scan(made)
    scan(made, 2)
    made.save()
    words = lines_of(LONG, 200)
    title = line("普法工作总结", 662, 100, size=55)
    down = 2339 - 300 - 55 * 4
    first = [title, *(Words(text=w.text, x0=w.x0, top=w.top + down - 200, x1=w.x1, bottom=w.bottom + down - 200,
                            confidence=0.8) for w in words[:4])]
    second = [*words[4:], *lines_of(SHORT, 200 + 55 * len(words[4:]))]
    second = [Words(text=w.text, x0=w.x0, top=w.top - 220 * (w in words), x1=w.x1, bottom=w.bottom - 220 * (w in words),
                    confidence=w.confidence) for w in second]
    document = read(tmp_path / "a.pdf", FakeTools(page(first), page(second)))
    assert texts(document) == ["普法工作总结", LONG, SHORT] and document.blocks[0].kind == "heading"
    long = document.blocks[1]
    assert {block.source for block in document.blocks} == {"ocr"} and document.status == "parsed"
    assert long.ocr_confidence is not None and 0.8 < long.ocr_confidence < 0.9
    assert [one.page for one in long.lines] == [1] * 4 + [2] * (len(words) - 4)
    box = long.lines[1].bbox
    assert box is not None and abs(box.x0 - 72) < 0.2 and abs(box.bottom - box.top - 12) < 0.3
    assert [(one.page, one.source) for one in document.sources] == [(1, "ocr"), (2, "ocr")]


@pytest.mark.parametrize(("turned", "box"), [
    (0, (72, 36, 216, 48)), (90, (36, 842 - 216, 48, 842 - 72)), (180, (595 - 216, 842 - 48, 595 - 72, 842 - 36)),
    (270, (595 - 48, 72, 595 - 36, 216))])
def test_boxes_of_a_turned_page_are_turned_back(tmp_path: Path, turned: int, box: tuple[float, ...]) -> None:
    made = canvas(tmp_path / "a.pdf")
    scan(made)
    made.save()
    wide, high = (2339, 1654) if turned % 180 else (1654, 2339)
    found = page([line("邀请专家举办民法典讲座。", 200, 100)], turned=turned, width=wide, height=high)
    block = read(tmp_path / "a.pdf", FakeTools(found)).blocks[0]
    assert block.text == "邀请专家举办民法典讲座。" and block.bbox == block.lines[0].bbox and block.bbox is not None
    assert block.bbox.as_list() == pytest.approx(box, abs=2)


def test_a_scanned_table_keeps_rows_and_cells_over_the_page_break(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    scan(made)
    scan(made, 2)
    made.save()
    columns = [200, 333, 1111, 1444]
    head = Words(text="序号 措施", x0=210, top=1900, x1=411, bottom=1933, confidence=0.9)
    first = page([head, line("时间", 1150, 1900), line("1", 210, 1990),
                  line("组织人员进村入户宣传水库安全管理的规定同时在", 345, 1990), line("全年", 1150, 1990)],
                 ruled(columns, [1880, 1970, 2060]))
    second = page([line("大坝管理房设置宣传橱窗。", 345, 240, confidence=0.5), line("2", 210, 330),
                   line("印发读本", 345, 330), line("6月", 1150, 330)], ruled(columns, [220, 310, 400]))
    found = read(tmp_path / "a.pdf", FakeTools(first, second))
    rows = [block for block in found.blocks if block.kind == "table_row"]
    assert [row.text for row in rows] == [
        "序号\t措施\t时间", "1\t组织人员进村入户宣传水库安全管理的规定同时在大坝管理房设置宣传橱窗。\t全年",
        "2\t印发读本\t6月"]
    assert len({row.table_id for row in rows}) == 1 and all(row.source == "ocr" for row in rows)
    cell = [one for one in rows[1].lines if rows[1].cells[1].start <= one.start < rows[1].cells[1].end]
    assert [one.page for one in cell] == [1, 2] and all(one.bbox is not None for one in cell)
    assert rows[0].bbox is not None and rows[0].bbox.as_list() == pytest.approx([72, 676.7, 519.5, 709.1], abs=0.5)


def test_pages_of_text_and_scans_stand_side_by_side(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    put(made, LEFT, 100, "有文字的一页。")
    made.showPage()
    scan(made)
    made.showPage()
    made.save()
    document = read(tmp_path / "a.pdf", FakeTools(page([line(SHORT, 266, 200)])))
    assert [(b.text, b.source) for b in document.blocks] == [("有文字的一页。", "text"), (SHORT, "ocr")]
    assert [one.source for one in document.sources] == ["text", "ocr", "none"] and document.status == "parsed"


def test_what_could_not_be_recognised_is_named(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    put(made, LEFT, 100, "有文字的一页。")
    made.showPage()
    scan(made)
    scan(made, 2)
    made.save()
    missing = read(tmp_path / "a.pdf", FakeTools(problem("ocr_missing", "")))
    assert names(missing) == ["pages_without_text", "ocr_missing"] and missing.status == "partial"
    assert "第 2、3 页" in missing.problems[0].text() and "rapidocr" in missing.problems[1].text()
    late = read(tmp_path / "a.pdf", FakeTools(problem("ocr_timeout", "", seconds=9), page([line(SHORT, 266, 200)])))
    assert names(late) == ["pages_without_text", "ocr_timeout"] and "第 2 页" in late.problems[0].text()
    assert late.problems[1].where == "a.pdf" and [one.source for one in late.sources] == ["text", "none", "ocr"]


def test_a_whole_scan_that_cannot_be_read_has_failed(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    scan(made)
    made.save()
    for answer, name in ((problem("ocr_missing", ""), "all_pages_without_text"), (page([]), "no_words_on_pages"),
                         (problem("ocr_crashed", "", reason="9"), "ocr_crashed")):
        document = read(tmp_path / "a.pdf", FakeTools(answer))
        assert document.status == "failed" and names(document) == [name]


def test_pages_are_recognised_a_few_at_a_time_up_to_the_limit(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    for number in range(9):
        scan(made, number)
    made.save()
    tools = FakeTools(page([line(SHORT, 266, 200)]))
    document = read(tmp_path / "a.pdf", tools, Limits(ocr_pages=8))
    assert tools.batches == [6, 2] and [one.source for one in document.sources] == ["ocr"] * 8 + ["none"]
    assert names(document) == ["pages_without_text", "ocr_pages_over_limit"] and document.status == "partial"


def test_a_huge_page_is_drawn_with_fewer_dots(tmp_path: Path) -> None:
    made = Canvas(str(tmp_path / "a.pdf"), pagesize=(6000, 6000))
    made.drawImage(noise(), 0, 0, 6000, 6000)
    made.save()
    tools = FakeTools(page([line(SHORT, 266, 200)]))
    read(tmp_path / "a.pdf", tools)
    assert 10_000_000 < len(tools.pictures[0].data) <= 12_100_000 and tools.pictures[0].dpi < 60


def test_a_photo_in_a_page_gives_its_words(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    put(made, LEFT, 100, "开展宣传活动。")
    made.drawImage(noise(), 200, A4[1] - 300, 160, 120)
    put(made, 240, 310, "宣传活动现场")
    made.showPage()
    made.setFillGray(0.4)
    made.rect(0, 0, 40, 40, fill=1)
    flat = ImageReader(Image.new("L", (200, 150), 90))
    made.drawImage(flat, 200, A4[1] - 300, 160, 120)
    made.setFillGray(0)
    put(made, LEFT, 100, "第二页。")
    made.showPage()
    put(made, LEFT, 100, "第三页。")
    made.drawImage(noise(), 200, A4[1] - 300, 160, 120)
    made.save()
    tools = FakeTools(page([line("学习宪法", 40, 80), line("遵守宪法", 40, 200)], width=444, height=333))
    document = read(tmp_path / "a.pdf", tools)
    assert tools.batches == [1]
    block = next(block for block in document.blocks if block.kind == "image")
    assert (block.text, block.source, block.ocr_confidence) == ("学习宪法\n遵守宪法", "ocr", 0.9)
    assert block.bbox is not None and block.bbox.as_list() == [200, 180, 360, 300]
    box = block.lines[1].bbox
    assert box is not None and 200 < box.x0 < 220 and 250 < box.top < 260 and block.lines[1].start == 5
    assert [one.source for one in document.sources] == ["mixed", "text", "text"]


def test_a_stamp_of_a_few_words_over_a_scan_is_no_text_layer(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.drawImage(noise(), 0, 0, *A4)
    put(made, 480, 815, "扫描全能王 创建")
    made.save()
    document = read(tmp_path / "a.pdf", FakeTools(page(lines_of(LONG, 200))))
    assert texts(document) == [LONG] and document.sources[0].source == "ocr"
    kept = read(tmp_path / "a.pdf", FakeTools(page([line("创建", 1300, 2270)])))
    assert texts(kept) == ["扫描全能王 创建"] and kept.sources[0].source == "text"


def test_a_good_invisible_layer_over_a_scan_stays(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.drawImage(noise(), 0, 0, *A4)
    text = made.beginText(LEFT, 700)
    text.setFont(FONT, 12)
    text.setTextRenderMode(3)
    text.textLine(SENTENCE[:30])
    text.textLine(SENTENCE[30:] + SHORT)
    made.drawText(text)
    made.save()
    tools = FakeTools(page([line("别的字", 200, 200)]))
    document = read(tmp_path / "a.pdf", tools)
    assert tools.batches == [] and document.sources[0].source == "text" and "宪法日" in document.blocks[0].text


def test_a_garbage_layer_is_not_believed(tmp_path: Path) -> None:
    made = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    made.drawString(LEFT, 700, "ÖÐ¹úÈËÃñ·¨ÂÉÐû´«½ÌÓý»î¶¯×Ü½á±¨¸æÈ«Ãæ¿ªÕ¹")
    made.save()
    document = read(tmp_path / "a.pdf", FakeTools(page([line(SHORT, 266, 200)])))
    assert texts(document) == [SHORT] and names(document) == ["text_layer_garbage"] and document.status == "parsed"


def test_a_picture_of_a_page_and_a_banner_outside_of_pdfs() -> None:
    flow = Flow()
    add_recognised(flow, page(lines_of(LONG, 200) + lines_of(SHORT, 200 + 55 * 9)), page=3)
    assert [block.text for block in flow.blocks] == [LONG, SHORT]
    assert all(b.bbox is None and b.lines == () and b.page == 3 and b.source == "ocr" for b in flow.blocks)
    flow = Flow()
    add_recognised(flow, page([line("学习宪法", 40, 80)], turned=90, width=2339, height=1654), page=2,
                   place=BBox(x0=100, top=100, x1=265.4, bottom=333.9))
    assert [(b.kind, b.text) for b in flow.blocks] == [("image", "学习宪法")]
    box = flow.blocks[0].lines[0].bbox
    assert box is not None and box.as_list() == pytest.approx([108, 316.7, 111.3, 329.9], abs=0.2)


def test_a_real_scan_is_read(tmp_path: Path) -> None:
    picture = Image.new("L", (900, 500), 255)
    font = ImageFont.truetype("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 33)
    for number, text in enumerate(("开展国家宪法日集中宣传活动", "发放宣传资料三千余份")):
        ImageDraw.Draw(picture).text((100, 100 + 80 * number), text, font=font, fill=0)
    made = Canvas(str(tmp_path / "a.pdf"), pagesize=(324, 180))
    made.drawImage(ImageReader(picture), 0, 0, 324, 180)
    made.save()
    document = read_file(tmp_path / "a.pdf")
    block = document.blocks[0]
    assert "开展国家宪法日集中宣传活动" in block.text and document.sources[0].source == "ocr"
    box = block.lines[0].bbox
    assert box is not None and box.as_list() == pytest.approx([36, 36, 191, 48], abs=5)
