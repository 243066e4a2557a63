"""How the recognition benchmark counts and what it draws."""

from __future__ import annotations

from bench.ocr import cells, errors
from bench.ocr_pages import prose, spoilt, turned
from extractor.tools import Recognition, Ruling, Words


def test_prose_is_held_against_its_order_and_a_table_is_not():
    assert errors("clean", ["发放 手册", "12份"], ["发放手册", "1 2份"]) == 0
    assert errors("clean", ["甲乙", "丙丁"], ["丙丁", "甲乙"]) == 4
    assert errors("table", ["甲乙", "丙丁"], ["丙丁", "甲"]) == 1
    assert errors("photo", ["甲"], ["甲乙丙"]) == 2


def test_the_cells_are_those_between_the_ruling_lines():
    words = tuple(Words(text=text, x0=x, top=y, x1=x + 10, bottom=y + 5, confidence=1)
                  for text, x, y in (("一", 5, 2), ("二", 5, 8), ("三", 35, 5), ("外", 90, 5)))
    rulings = tuple(Ruling(x0=0, top=y, x1=60, bottom=y) for y in (0, 20)) + tuple(
        Ruling(x0=x, top=0, x1=x, bottom=20) for x in (0, 30, 60))
    assert cells(Recognition(width=100, height=40, turned=0, words=words, rulings=rulings)) == ["一二", "三"]


def test_a_page_is_the_same_each_time_and_says_how_it_was_spoilt():
    page = prose(5, 60)
    assert page.image.tobytes() == prose(5, 60).image.tobytes()
    assert page.truth[0].startswith("清溪县") and not any("{" in line for line in page.truth)
    spoiled = spoilt(page, 1, 1.0)
    assert (spoiled.kind, spoiled.image.size) == ("noisy", page.image.size)
    assert spoiled.image.tobytes() == spoilt(page, 1, 1.0).image.tobytes()
    assert turned(page, 90).image.size == page.image.size[::-1]
