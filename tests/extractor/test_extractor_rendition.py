"""Blocks of a paper found in its rendition."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.layout.locate import Char, Text, find
from extractor.limits import Limits
from extractor.reading import Reading
from extractor.word.rendition import place_blocks, placed
from model.documents import BBox, Block, Cell


def printed(*pages: list[str]) -> Text:
    """A rendition: pages of lines, every character ten points wide, every line twenty high."""
    letters, chars = "", []
    for number, lines in enumerate(pages, 1):
        for row, line in enumerate(lines):
            for column, letter in enumerate(line):
                if not letter.isspace():
                    letters += letter
                    box = (10.0 * column, 20.0 * row, 10.0 * column + 10, 20.0 * row + 12)
                    chars.append(Char(number, box))
    return Text(letters, tuple(chars), tuple((600.0, 800.0) for _ in pages))


def paragraph(text: str) -> Block:
    return Block(kind="paragraph", text=text)


def row(*cells: str) -> Block:
    spans, at = [], 0
    for column, cell in enumerate(cells):
        spans.append(Cell(start=at, end=at + len(cell), column=column))
        at += len(cell) + 1
    return Block(kind="table_row", text="\t".join(cells), cells=tuple(spans), table_id=1)


def test_a_paragraph_over_two_pages_has_lines_on_both_and_no_running_head() -> None:
    text = printed(["页眉文字", "今年以来我局组织开展", "宪法宣传活动三场并且"],
                   ["页眉文字", "发放资料六百份。", "— 2 —"])
    block, = place_blocks([paragraph("今年以来我局组织开展宪法宣传活动三场并且发放资料六百份。")], text, ["页眉文字"])
    assert [(line.start, line.end, line.page) for line in block.lines] == [(0, 10, 1), (10, 20, 1), (20, 28, 2)]
    assert block.page == 1 and block.bbox == BBox(x0=0, top=20, x1=100, bottom=52)
    page, box = block.locate(22, 24)
    assert page == 2 and box == BBox(x0=20, top=20, x1=40, bottom=32)


def test_equal_texts_keep_their_order() -> None:
    text = printed(["一、总体情况", "按时完成。", "二、存在问题", "按时完成。"], ["三、明年打算", "按时完成。"])
    heads = ("一、总体情况", "二、存在问题", "三、明年打算")
    found = place_blocks([paragraph(line) for head in heads for line in (head, "按时完成。")], text)
    assert [(b.page, b.bbox.top) for b in found if b.bbox] == [(1, 0), (1, 20), (1, 40), (1, 60), (2, 0), (2, 20)]


def test_cells_are_found_one_by_one_and_short_ones_near() -> None:
    text = printed(["序号内容", "1讲座3", "2展板3", "共3场讲座。"])
    found = place_blocks([row("1", "讲座", "3"), row("2", "展板", "3"), paragraph("共3场讲座。")], text)
    assert [line.bbox.x0 for line in found[1].lines if line.bbox] == [0, 10, 30]
    assert [b.bbox.top for b in found if b.bbox] == [20, 40, 60]


def test_a_note_printed_on_an_earlier_page_does_not_derail_the_rest() -> None:
    text = printed(["第一页的正文在这里。", "脚注写在第一页下面。"], ["第二页的正文在这里。", "第二页还有一句话。"])
    found = place_blocks([paragraph("第一页的正文在这里。"), paragraph("第二页的正文在这里。"),
                          paragraph("第二页还有一句话。"), paragraph("脚注写在第一页下面。"),
                          paragraph("哪里都没有的一句话。")], text)
    assert [b.page for b in found] == [1, 2, 2, 1, 2] and found[4].bbox is None and not found[4].lines


def test_a_sign_that_is_printed_otherwise_costs_only_itself() -> None:
    text = printed(["联系电话：0510-1234，联系人张三。"])
    block, = place_blocks([paragraph("联系电话：0510\u20111234，联系人张三。")], text)
    assert block.lines[0].end == len(block.text)
    odd, = place_blocks([paragraph("全年开展①讲座十二场，展览三场。")], printed(["全年开展1讲座十二场，展览三场。"]))
    assert [(line.start, line.end) for line in odd.lines] == [(0, 4), (5, 16)]
    late, = place_blocks([paragraph("全年开展讲座十二场，其中进乡村①三场，进学校五场。")],
                         printed(["全年开展讲座十二场，其中进乡村1三场，进学校五场。"]))
    assert [(line.start, line.end) for line in late.lines] == [(0, 15), (16, 25)]


def test_pictures_take_the_page_before_them_and_their_words_are_not_looked_for() -> None:
    blocks = [paragraph("第二页上面的一句话。"), replace(paragraph("图中文字"), kind="image", source="ocr")]
    found = place_blocks(blocks, printed(["第一页。"], ["第二页上面的一句话。", "图中文字"]))
    assert found[1].page == 2 and found[1].bbox is None


def test_a_rendition_that_is_no_pdf_leaves_the_reading_as_it_is() -> None:
    reading = Reading(blocks=(paragraph("一"),))
    found = placed(reading, b"none", "a.docx", Limits())
    assert found.blocks == reading.blocks and [p.message for p in found.problems] == ["pages_not_made"]


def test_a_quote_is_found_on_its_page_only() -> None:
    text = printed(["按时完成。"], ["按时完成。"])
    assert find(text, "按时完成", 2).page == 2 and find(text, "没有写过的话") is None


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(alphabet="宣传讲座一二三1。", min_size=1, max_size=30), min_size=1, max_size=12),
       st.integers(1, 5))
def test_lines_hold_the_very_letters_of_the_block(lines: list[str], size: int) -> None:
    text = printed(*[lines[at:at + size] for at in range(0, len(lines), size)])
    for block in place_blocks([paragraph(line) for line in lines], text):
        for line in block.lines:
            assert 0 <= line.start < line.end <= len(block.text) and 1 <= line.page <= len(text.sizes)
        assert all(a.end <= b.start for a, b in zip(block.lines, block.lines[1:], strict=False))
        assert block.lines or not block.bbox
