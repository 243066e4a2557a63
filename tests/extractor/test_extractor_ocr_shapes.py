"""Boxes, turns, ruling lines and colours of pictures, without the networks."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from bench.ocr_pages import chinese_font
from extractor.ocr.colours import pixels, without_red
from extractor.ocr.levelling import levelled
from extractor.ocr.ruled import Grid, Line, cut_at, find_grid, wiped
from extractor.ocr.shapes import Box, cut, in_order, skew_of
from extractor.ocr.spelling import wide_signs
from extractor.tools import Picture, Recognition, Ruling, Words


def drawn(width, height, paint):
    """A white picture that ``paint`` has drawn on, as an array."""
    image = Image.new("RGB", (width, height), "white")
    paint(ImageDraw.Draw(image))
    return np.asarray(image)


def test_four_quarters_bring_a_box_back():
    box = Box(30, 10, 40, 8, 2.0)
    assert box.quarters(1, 100, 60) == Box(50, 30, 8, 40, 2.0)
    assert box.quarters(2, 100, 60) == Box(70, 50, 40, 8, 2.0)
    assert box.quarters(3, 100, 60).quarters(1, 60, 100) == box


def test_the_skew_is_that_of_the_long_lines():
    boxes = [Box(0, 0, 400, 20, 1.0), Box(0, 50, 380, 20, 1.1), Box(0, 90, 15, 20, 40.0), Box(0, 90, 200, 20, -7.0)]
    assert skew_of(boxes) == 1.0
    assert skew_of([Box(0, 0, 20, 20, 30.0)]) == 0.0


def test_rows_are_read_from_the_top_and_each_from_the_left():
    boxes = [Box(300, 102, 50, 20), Box(100, 50, 50, 20), Box(100, 98, 50, 20), Box(200, 100, 50, 20)]
    assert in_order(boxes) == [1, 2, 3, 0]


def test_a_box_that_lies_askew_is_cut_out_level():
    page = drawn(300, 200, lambda pen: pen.polygon([(50, 60), (250, 95), (246, 115), (46, 80)], "black"))
    part = cut(page, Box(148, 87.5, 190, 16, 9.93), 0)
    assert part.shape == (16, 190, 3) and part.mean() < 20


def table(pen):
    """Two rows of three cells, with words as high as the lines between them are long."""
    for y in (20, 80, 140):
        pen.line([(20, y), (380, y)], (40, 40, 40), 2)
    for x in (20, 140, 260, 380):
        pen.line([(x, 20), (x, 140)], (40, 40, 40), 2)
    font = ImageFont.truetype(chinese_font(), 24)
    pen.text((30, 35), "十年规划", "black", font)
    pen.text((150, 95), "工作量", "black", font)


def test_ruling_lines_are_found_and_strokes_of_characters_are_not():
    page = drawn(400, 200, table)
    grid = find_grid(page[:, :, 0], 30)
    assert [round(line.at) for line in grid.across] == pytest.approx([21, 81, 141], abs=1.5)
    assert [round(line.at) for line in grid.down] == pytest.approx([21, 141, 261, 381], abs=1.5)
    assert all(line.length > 100 for line in (*grid.across, *grid.down))
    clean = wiped(page, grid)
    assert clean[19:22, 24:376].mean() > 250 and clean[35:65, 30:130].min() < 60


def test_edges_of_things_in_a_photo_are_no_ruling_lines():
    page = drawn(400, 300, lambda pen: [pen.rectangle([x, 40, x + 60, 260], (x // 2, 90, 60)) for x in (20, 150, 280)])
    grid = find_grid(page[:, :, 1], 30)
    assert grid == Grid()


def test_a_line_of_words_that_runs_over_two_cells_becomes_two():
    grid = Grid(down=(Line(100, 0, 200, 2), Line(300, 0, 200, 2), Line(180, 150, 200, 2)))
    found = cut_at([Box(150, 50, 200, 20), Box(350, 50, 60, 20)], grid)
    assert [(box.left, box.right) for box in found] == [(50, 98), (102, 250), (320, 380)]


def test_a_levelled_recognition_has_straight_rows():
    left = Words(text="左", x0=0, top=100 - 8, x1=40, bottom=120 - 8, confidence=1)
    right = Words(text="右", x0=960, top=100 + 8, x1=1000, bottom=120 + 8, confidence=1)
    askew = Recognition(width=1000, height=220, turned=0, words=(left, right), skew=0.955,
                        rulings=(Ruling(x0=0, top=150, x1=1000, bottom=150),))
    level = levelled(askew)
    assert level.words[0].top == pytest.approx(level.words[1].top, abs=0.2)
    assert level.words[0].bottom - level.words[0].top < 20
    assert level.rulings[0].top == level.rulings[0].bottom
    assert levelled(level) == level


def test_red_is_taken_off_a_paper_and_left_in_a_photo():
    def seal(pen):
        pen.ellipse([100, 100, 180, 180], outline=(210, 30, 30), width=6)
        pen.line([(60, 140), (200, 140)], (20, 20, 20), 4)

    page = drawn(600, 400, seal)[:, :, ::-1].copy()
    clean = without_red(page)
    assert clean[:, :, 1].min() < 60
    assert (clean[139:142, 60:200].max(axis=2) < 60).mean() > 0.9
    assert clean[102:106, 135:145].min() > 200
    banner = drawn(600, 400, lambda pen: pen.rectangle([0, 0, 600, 200], (200, 20, 20)))[:, :, ::-1].copy()
    assert without_red(banner) is None
    assert without_red(drawn(600, 400, lambda pen: None)) is None


def test_pixels_come_blue_first_and_grey_three_times():
    assert pixels(Picture(width=1, height=1, mode="RGB", data=bytes([1, 2, 3]))).tolist() == [[[3, 2, 1]]]
    assert pixels(Picture(width=1, height=1, mode="L", data=bytes([7]))).tolist() == [[[7, 7, 7]]]


@pytest.mark.parametrize(("read", "wanted"), [
    ("服务热线:12348,时间14:30", "服务热线：12348,时间14:30"), ("第(2)项,已办结;", "第（2）项，已办结；"),
    ("《要点》(清水发)", "《要点》（清水发）"), ("金额3,500元(ab)", "金额3,500元（ab）"), ("f(x)=1", "f(x)=1")])
def test_signs_beside_chinese_characters_are_wide(read, wanted):
    assert wide_signs(read) == wanted
