"""Blocks know where a quote stands: its page, its box, and the part of it that is on one page."""

from __future__ import annotations

from datetime import date

import pytest

from model.documents import BBox, Block, Cell, Line
from model.evidence import DateRange

TOP, NEXT, OVER = (BBox(x0=72, top=t, x1=r, bottom=t + 12) for t, r in ((100, 500), (120, 300), (72, 400)))
TEXT = "第一行文字第二行文字第三行文字"
BLOCK = Block(
    kind="paragraph",
    text=TEXT,
    page=3,
    bbox=TOP.union(NEXT),
    lines=(
        Line(start=0, end=5, page=3, bbox=TOP),
        Line(start=5, end=10, page=3, bbox=NEXT),
        Line(start=10, end=15, page=4, bbox=OVER),
    ),
)


@pytest.mark.parametrize(
    ("start", "end", "page", "box"),
    [
        (0, 5, 3, TOP),
        (3, 8, 3, TOP.union(NEXT)),
        (6, 12, 3, NEXT),
        (10, 15, 4, OVER),
    ],
)
def test_a_range_has_the_box_of_its_lines_on_its_first_page(start, end, page, box):
    assert BLOCK.locate(start, end) == (page, box)


def _locate(text, box, start, end):
    line = Line(start=0, end=len(text), page=1, bbox=box)
    return Block(kind="paragraph", text=text, lines=(line,)).locate(start, end)


def test_a_quote_inside_a_line_has_the_part_that_its_characters_take_up():
    line = BBox(x0=72, top=100, x1=204, bottom=112)
    assert _locate("共2023年，举办了三场活", line, 5, 9)[1] == BBox(x0=72 + 36, top=100, x1=72 + 84, bottom=112)
    assert _locate("共2023年，举办了三场活", line, 0, 13) == (1, line)


def test_parts_of_two_lines_join_to_the_box_of_both():
    first, second = (BBox(x0=72, top=top, x1=132, bottom=top + 12) for top in (100, 120))
    block = Block(kind="paragraph", text=TEXT[:10], lines=(Line(start=0, end=5, page=1, bbox=first),
                                                           Line(start=5, end=10, page=1, bbox=second)))
    assert block.locate(3, 5)[1] == BBox(x0=108, top=100, x1=132, bottom=112)
    assert block.locate(3, 7)[1] == BBox(x0=72, top=100, x1=132, bottom=132)


@pytest.mark.parametrize("box", [BBox(x0=72, top=100, x1=84, bottom=160), BBox(x0=72, top=100, x1=400, bottom=112)])
def test_an_upright_line_or_one_with_wide_gaps_is_not_divided(box):
    assert _locate("第一行文字", box, 1, 3) == (1, box)


def test_a_block_without_lines_has_its_own_box():
    plain = Block(kind="paragraph", text=TEXT, page=2, bbox=TOP)
    assert plain.locate(0, 5) == (2, TOP) and plain.page_part(0, 15, 3) == (0, 15)


@pytest.mark.parametrize(("anchor", "part"), [(0, (3, 10)), (12, (10, 13))])
def test_a_quote_never_crosses_a_page(anchor, part):
    assert BLOCK.page_part(3, 13, anchor) == part


def test_a_cell_is_its_own_or_the_one_merged_down():
    row = Block(
        kind="table_row",
        text="甲\t乙",
        cells=(Cell(start=0, end=1, column=1), Cell(start=2, end=3, column=2)),
        carried=((0, "上"),),
    )
    assert [row.cell_text(column) for column in range(4)] == ["上", "甲", "乙", None]


def test_a_box_is_rounded_as_the_contract_writes_it():
    assert BBox(x0=1.005, top=2.3456, x1=3, bottom=4.999).as_list() == [1.0, 2.35, 3, 5.0]


def test_days_are_counted_with_both_ends():
    march = DateRange(start=date(2020, 3, 1), end=date(2020, 3, 31))
    day = DateRange(start=date(2020, 3, 31), end=date(2020, 3, 31))
    after = DateRange(start=date(2020, 4, 1), end=date(2020, 4, 1))
    assert (march.days, day.days) == (31, 1)
    assert day.within(march) and not march.within(day) and march.overlaps(day) and not march.overlaps(after)
