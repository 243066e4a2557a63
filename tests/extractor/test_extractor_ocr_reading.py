"""The real networks on small drawn pictures: few, because each costs a part of a second."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw, ImageFont
from rapidfuzz.distance import Levenshtein

from bench.ocr_pages import chinese_font
from extractor.limits import Limits
from extractor.ocr.engine import Engine, _goes_on
from extractor.ocr.shapes import Box
from extractor.ocr.spelling import Spelt
from extractor.toolbox import Toolbox
from extractor.tools import Picture

LINES = ["2020年6月8日，联合县司法局在望江镇开展《民法典》宣传，", "发放手册1200余份，解答咨询86人次，悬挂横幅15条。",
         "印发《普法工作要点》（清水发〔2020〕12号），责任到人。", "干部学法考试参考率100%，合格率98.6%，平均92分。"]


@pytest.fixture(scope="module")
def engine():
    """One recogniser for all of these tests."""
    return Engine()


def as_picture(image):
    """A Picture of it."""
    return Picture(width=image.width, height=image.height, mode=image.mode, data=image.tobytes())


def page(lines=LINES, size=32):
    """A white page with these lines."""
    image = Image.new("L", (980, 60 + 60 * len(lines)), 255)
    for row, line in enumerate(lines):
        ImageDraw.Draw(image).text((30, 30 + 60 * row), line, 20, ImageFont.truetype(chinese_font(), size))
    return image


def error_share(found, lines=LINES):
    """Wrong characters over all characters."""
    want, got = "".join(lines), "".join(line.text for line in found.words).replace(" ", "")
    return Levenshtein.distance(want, got) / len(want)


def test_a_clean_page_from_end_to_end(monkeypatch):
    monkeypatch.setenv("PUFA_CACHE", "off")
    with Toolbox(Limits()) as tools:
        found = tools.recognise([as_picture(page())])[0]
    assert error_share(found) < 0.01
    assert [round((line.top + line.bottom) / 2 / 60 - 0.8) for line in found.words] == [0, 1, 2, 3]
    assert found.confidence > 0.95 and "rapidocr" in found.engine
    first = found.words[0]
    assert len(first.ends) == len(first.text) and list(first.ends) == sorted(first.ends)
    assert first.ends[3] == pytest.approx(30 + 4 * 17.8, abs=12)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_turned_back(engine, degrees):
    lines = LINES[:2]
    upright = page(lines)
    found = engine.read(as_picture(upright.rotate(degrees, expand=True)))
    assert found.turned == degrees
    assert (found.width, found.height) == upright.size
    assert error_share(found, lines) < 0.05
    assert found.words[0].x0 == pytest.approx(30, abs=15)


def test_a_page_askew_keeps_its_places(engine):
    found = engine.read(as_picture(page().rotate(-1.5, Image.Resampling.BICUBIC, fillcolor=255)))
    assert found.skew == pytest.approx(1.5, abs=0.3)
    assert error_share(found) < 0.03
    assert found.words[0].bottom - found.words[0].top > 55


def test_cells_of_a_table_are_words_of_their_own(engine):
    image = Image.new("L", (700, 170), 255)
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(chinese_font(), 30)
    for y in (20, 85, 150):
        pen.line([(20, y), (680, y)], 30, 2)
    for x in (20, 230, 460, 680):
        pen.line([(x, 20), (x, 150)], 30, 2)
    rows = [["开展法治讲座", "发放宣传手册", "接受群众咨询"], ["二十四场整整", "三千六百份整", "八百九十人次"]]
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            pen.text((31 + 224 * column, 35 + 65 * row), cell, 10, font)
    found = engine.read(as_picture(image))
    assert [line.text for line in found.words] == [cell for row in rows for cell in row]
    assert sum(line.top == line.bottom for line in found.rulings) == 3
    assert sum(line.top != line.bottom for line in found.rulings) == 4


def test_a_column_of_upright_characters_is_no_turned_page(engine):
    image = Image.new("L", (200, 620), 235)
    for row, char in enumerate("法律援助中心"):
        ImageDraw.Draw(image).text((60, 20 + 95 * row), char, 20, ImageFont.truetype(chinese_font(), 80))
    found = engine.read(as_picture(image))
    assert (found.turned, [line.text for line in found.words]) == (0, ["法律援助中心"])


def test_a_picture_without_words_has_none(engine):
    found = engine.read(as_picture(Image.new("RGB", (320, 200), (90, 140, 60))))
    assert (found.words, found.rulings, found.turned, found.confidence) == ((), (), 0, None)


@pytest.mark.parametrize(("text", "sure", "x", "y", "goes_on"), [
    ("审", 0.78, 22, 150, True), ("审", 0.4, 22, 150, False), ("审", 0.78, 300, 150, False),
    ("审", 0.78, 22, 260, False), ("审", 0.78, 22, 60, False), ("1", 0.78, 22, 150, False),
])
def test_the_last_character_of_a_cell_needs_less_proof_than_a_stray_sign(text, sure, x, y, goes_on):
    line = Box(x=200, y=110, width=400, height=44), Spelt("旁听行政案件庭", 0.99, (1.0,))
    own = Box(x=x, y=y, width=44, height=46), Spelt(text, sure, (1.0,))
    assert _goes_on(*own, [line, own]) is goes_on
