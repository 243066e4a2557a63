"""PDFs: paragraphs, columns, furniture, page breaks, tables, rotation, missing text layers."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from making import FONT, LEFT, canvas, grid, names, put, texts, wrap, write_lines
from PIL import Image
from reportlab.lib.pagesizes import A4

from extractor import holds, page_texts, read_file
from extractor.normal import squeeze

SENTENCE = "全年组织开展国家宪法日集中宣传活动，发放宣传资料三千余份，接待群众咨询六百余人次，"
LONG = SENTENCE * 3 + "取得良好效果。"
SHORT = "邀请专家举办民法典讲座。"
WIDTH = 37


def test_paragraphs_heading_and_boxes(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.setFont(FONT, 20)
    made.drawCentredString(A4[0] / 2, A4[1] - 100, "普法工作总结")
    top = write_lines(made, wrap(LONG, WIDTH - 2, WIDTH), LEFT, 130, indent=24)
    top = write_lines(made, wrap(SHORT, WIDTH - 2, WIDTH), LEFT, top, indent=24)
    write_lines(made, ["一、加强领导"], LEFT, top, indent=24)
    made.save()
    document = read_file(tmp_path / "a.pdf")
    assert texts(document) == ["普法工作总结", LONG, SHORT, "一、加强领导"]
    assert [b.kind for b in document.blocks] == ["heading", "paragraph", "paragraph", "heading"]
    long = document.blocks[1]
    assert len(long.lines) == len(wrap(LONG, WIDTH - 2, WIDTH)) and long.bbox is not None
    assert 68 < long.bbox.x0 < 76 and 120 < long.bbox.top < 135
    page, box = long.locate(WIDTH, WIDTH + 3)
    assert page == 1 and box is not None and 145 < box.top < 156 and box.bottom < 170


def test_a_narrow_column_under_a_wide_head(tmp_path: Path) -> None:
    """The head reaches far beyond the column: the column's own edge tells where its paragraphs end."""
    made = canvas(tmp_path / "a.pdf")
    put(made, LEFT + 190, 60, "普法工作简报（第十五期）　普法工作办公室")
    top = write_lines(made, wrap(LONG * 2, 18, 20), LEFT, 130, indent=24)
    write_lines(made, wrap(SHORT, 18, 20), LEFT, top, indent=24)
    made.save()
    assert texts(read_file(tmp_path / "a.pdf"))[1:] == [LONG * 2, SHORT]


def test_paragraph_over_page_break_and_furniture(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    lines = wrap(LONG * 3, WIDTH - 2, WIDTH)
    for number, part in enumerate((lines[:5], lines[5:]), start=1):
        put(made, LEFT, 40, f"澜宁市水务局 第{number}期")
        write_lines(made, part, LEFT, 700 if number == 1 else 90, indent=24 if number == 1 else 0)
        put(made, 280, 800, f"— {number} —")
        made.showPage()
    made.save()
    document = read_file(tmp_path / "a.pdf")
    assert texts(document) == [LONG * 3]
    block = document.blocks[0]
    assert [line.page for line in block.lines] == [1] * 5 + [2] * (len(lines) - 5)
    assert block.locate(len(block.text) - 3, len(block.text))[0] == 2
    assert set(document.furniture) == {"澜宁市水务局 第1期", "澜宁市水务局 第2期", "— 1 —", "— 2 —"}


def test_two_columns_read_one_after_the_other(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    left, right = "左栏" + SENTENCE * 3 + "完。", "右栏" + SENTENCE * 3 + "完。"
    write_lines(made, wrap(left, 15, 17), LEFT, 200, indent=24)
    write_lines(made, wrap(right, 15, 17), 310, 207, indent=24)
    made.save()
    assert texts(read_file(tmp_path / "a.pdf")) == [left, right]


@pytest.mark.parametrize("last", [2, 3])
def test_a_last_column_of_few_lines_is_read_after_the_first(tmp_path: Path, last: int) -> None:
    made = canvas(tmp_path / "a.pdf")
    left, right = "左栏" + SENTENCE * 6 + "完。", ("右栏" + SENTENCE * 3)[:15 + 17 * (last - 1)]
    write_lines(made, wrap(left, 15, 17), LEFT, 200, indent=24)
    write_lines(made, wrap(right, 15, 17), 310, 207, indent=24)
    made.save()
    assert texts(read_file(tmp_path / "a.pdf")) == [left, right]


def test_a_few_lines_beside_the_middle_of_a_page_are_no_column(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    left = [f"第{number}行材料名称" for number in range(1, 13)]
    for number, line in enumerate(left):
        put(made, LEFT, 100 + 24 * number, line)
    put(made, 320, 220, "市司法局")
    put(made, 320, 244, "市水务局")
    made.save()
    assert any("市司法局" in text and "材料名称" in text for text in texts(read_file(tmp_path / "a.pdf")))


def test_spaces_only_between_latin_words(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    first = "全市开展宪法宣传活动共计一百二十场其中进校园三十场使用 open"
    write_lines(made, [first, "source 软件开展法治宣传。"], LEFT, 100)
    made.save()
    assert texts(read_file(tmp_path / "a.pdf")) == [first + " source 软件开展法治宣传。"]


COLUMNS = [72.0, 120.0, 400.0, 520.0]


def _row(made: object, top: float, *cells: str) -> None:
    for x, cell in zip(COLUMNS, cells, strict=False):
        put(made, x + 4, top + 4, cell)  # type: ignore[arg-type]


def test_table_continues_with_repeated_header_and_split_row(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    put(made, LEFT, 80, "附件")
    grid(made, COLUMNS, [700, 725, 750, 795], close=False)
    _row(made, 700, "序号", "措施", "时间")
    _row(made, 725, "1", "开展讲座", "3月")
    _row(made, 750, "2", "组织人员进村入户宣传水库安全管理规定同时", "全年")
    _row(made, 770, "", "在大坝管理房设置宣传橱窗并且结合防汛应急演")
    made.showPage()
    grid(made, COLUMNS, [80, 105, 130, 155])
    _row(made, 80, "序号", "措施", "时间")
    _row(made, 105, "", "练讲解应急预案。")
    _row(made, 130, "3", "印发读本", "6月")
    made.save()
    document = read_file(tmp_path / "a.pdf")
    rows = [b for b in document.blocks if b.kind == "table_row"]
    assert [row.text for row in rows] == [
        "序号\t措施\t时间", "1\t开展讲座\t3月",
        "2\t组织人员进村入户宣传水库安全管理规定同时在大坝管理房设置宣传橱窗并且结合防汛应急演练讲解应急预案。\t全年",
        "3\t印发读本\t6月"]
    assert len({row.table_id for row in rows}) == 1 and rows[0].header and not rows[1].header
    joined = rows[2]
    assert joined.locate(joined.text.index("练讲解"), len(joined.text))[0] == 2 and joined.page == 1
    assert rows[3].page == 2 and texts(document, "paragraph") == ["附件"]
    cell = joined.cells[1]
    places = [(line.page, line.bbox) for line in joined.lines if cell.start <= line.start < cell.end]
    assert [page for page, _ in places] == [1, 1, 2] and all(box is not None for _, box in places)


def test_merged_cell_is_carried(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    for x in (72, 200, 400):
        made.line(x, A4[1] - 100, x, A4[1] - 160)
    for top, x in ((100, 72), (130, 200), (160, 72)):
        made.line(x, A4[1] - top, 400, A4[1] - top)
    put(made, 80, 122, "一等奖")
    put(made, 210, 108, "《守护》")
    put(made, 210, 138, "《阳光》")
    made.save()
    rows = read_file(tmp_path / "a.pdf").blocks
    assert [row.text for row in rows] == ["一等奖\t《守护》", "《阳光》"] and rows[1].cell_text(0) == "一等奖"


def test_rotated_and_cropped_page(tmp_path: Path) -> None:
    made = canvas(tmp_path / "plain.pdf")
    put(made, 100, 200, "旋转页面上的文字")
    made.save()
    plain = read_file(tmp_path / "plain.pdf").blocks[0].bbox
    with pypdfium2.PdfDocument(tmp_path / "plain.pdf") as pdf:
        pdf[0].set_cropbox(50, 100, 545, 800)
        pdf.save(str(tmp_path / "crop.pdf"))
        pdf[0].set_cropbox(0, 0, *A4)
        pdf[0].set_rotation(90)
        pdf.save(str(tmp_path / "turn.pdf"))
    cropped, turned = (read_file(tmp_path / name) for name in ("crop.pdf", "turn.pdf"))
    box = cropped.blocks[0].bbox
    assert plain and box and abs(box.x0 - (plain.x0 - 50)) < 1 and abs(box.top - (plain.top - (A4[1] - 800))) < 1
    box = turned.blocks[0].bbox
    assert box and abs(box.x1 - (A4[1] - plain.top)) < 1 and abs(box.top - plain.x0) < 1


def test_pages_with_nothing_on_them(tmp_path: Path) -> None:
    Image.new("RGB", (80, 80), "red").save(tmp_path / "x.png")
    made = canvas(tmp_path / "a.pdf")
    put(made, LEFT, 100, "有文字的一页。")
    made.showPage()
    made.drawImage(str(tmp_path / "x.png"), 0, 0, *A4)
    made.save()
    document = read_file(tmp_path / "a.pdf")
    assert document.status == "parsed" and [source.source for source in document.sources] == ["text", "none"]
    assert document.blocks[-1].kind == "image" and document.blocks[-1].page == 2
    made = canvas(tmp_path / "b.pdf")
    made.drawImage(str(tmp_path / "x.png"), 0, 0, *A4)
    made.save()
    assert names(read_file(tmp_path / "b.pdf")) == ["no_words_on_pages"]


def test_witness_holds_every_line(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    for start in range(3):
        write_lines(made, wrap(LONG * 2 + str(start), WIDTH - 2, WIDTH), LEFT, 100, indent=24)
        made.showPage()
    made.save()
    pages = [squeeze(text) for text in page_texts(tmp_path / "a.pdf", "pdf")]
    for block in read_file(tmp_path / "a.pdf").blocks:
        for line in block.lines:
            assert squeeze(block.text[line.start:line.end]) in pages[line.page - 1]


def test_signs_drawn_after_their_line_go_to_their_place(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    put(made, LEFT, 100, "开展")
    put(made, LEFT + 36, 100, "世界水日")
    put(made, LEFT + 96, 100, "宣传活动，发放资料。")
    put(made, LEFT + 24, 100, "“")
    put(made, LEFT + 84, 100, "”")
    made.save()
    whole = "开展“世界水日”宣传活动，发放资料。"
    assert texts(read_file(tmp_path / "a.pdf")) == [whole]
    page = page_texts(tmp_path / "a.pdf", "pdf")[0]
    assert holds(page, whole) and holds(page, "开展\t宣传活动")
    assert not holds(page, "开展“世界水日”宣传活动三场，发放资料。")


def test_paragraph_goes_on_in_the_next_column(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    lines = wrap(SENTENCE * 8 + "完。", 15, 17)
    write_lines(made, lines[:10], LEFT, 200, indent=24)
    write_lines(made, lines[10:], 310, 200)
    made.save()
    assert texts(read_file(tmp_path / "a.pdf")) == [SENTENCE * 8 + "完。"]


def test_picture_stands_before_its_caption(tmp_path: Path) -> None:
    Image.new("RGB", (80, 80), "red").save(tmp_path / "x.png")
    made = canvas(tmp_path / "a.pdf")
    put(made, LEFT, 100, "开展宣传活动。")
    made.drawImage(str(tmp_path / "x.png"), 200, A4[1] - 300, 160, 120)
    put(made, 240, 310, "宣传活动现场")
    put(made, LEFT, 340, "发放资料。")
    made.save()
    blocks = read_file(tmp_path / "a.pdf").blocks
    assert [b.kind for b in blocks] == ["paragraph", "image", "caption", "paragraph"]
    assert blocks[1].bbox is not None and blocks[1].bbox.as_list() == [200, 180, 360, 300]


def test_marks_that_hang_over_the_edge_do_not_shorten_the_other_lines(tmp_path: Path) -> None:
    """Two lines whose last marks stand outside: a full line of the others still goes on, a short one still ends."""
    first, *rest = wrap(SENTENCE * 9, WIDTH - 2, WIDTH)[:8]
    cut = [first, *(line[:-1] + ("法》”。" if at in (1, 4) else "。") for at, line in enumerate(rest))]
    made = canvas(tmp_path / "a.pdf")
    top = write_lines(made, [*cut, "到此为止。"], LEFT, 100, indent=24)
    write_lines(made, ["第二段从这里开始。"], LEFT, top, indent=24)
    made.save()
    assert texts(read_file(tmp_path / "a.pdf")) == ["".join(cut) + "到此为止。", "第二段从这里开始。"]


def test_the_last_lines_of_a_column_on_a_page_of_their_own(tmp_path: Path) -> None:
    """A page with four lines in the left of two columns: they are full as the column is, not as the page would be."""
    text = wrap(SENTENCE * 20, 15, 17)
    made = canvas(tmp_path / "a.pdf")
    write_lines(made, text[:12], LEFT, 200, indent=24)
    write_lines(made, text[12:24], 310, 207)
    made.showPage()
    write_lines(made, text[24:28], LEFT, 100)
    made.save()
    assert texts(read_file(tmp_path / "a.pdf")) == ["".join(text[:28])]
