"""Cells of ruled grids, and words in place of single characters: both against the slow and simple way."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st
from making import FONT, LEFT, canvas, grid, put
from pdfplumber import table as witness
from reportlab.lib.pagesizes import A4

from extractor.layout.grid import cell_tables
from extractor.layout.lines import TangledError, TextLine, segments
from extractor.pdf.page import read_page
from extractor.pdf.paths import Edge

places = st.integers(0, 12).map(lambda step: 40.0 * step)
shifts = st.sampled_from([0.0, 0.0, 0.7, -1.2, 2.4])


@st.composite
def rulings(draw: st.DrawFn) -> list[Edge]:
    """Lines on a coarse raster, some a little off it."""
    found = []
    for _ in range(draw(st.integers(4, 18))):
        at, begin, end = draw(places) + draw(shifts), draw(places), draw(places) + draw(shifts)
        low, high = sorted((begin, end))
        if high - low > 10:
            found.append(Edge(low, at, high, at) if draw(st.booleans()) else Edge(at, low, at, high))
    return found


def slowly(edges: list[Edge]) -> list[list[tuple[float, float, float, float]]]:
    """The cells as pdfplumber finds them."""
    objects = [{"orientation": "h" if edge.top == edge.bottom else "v", "x0": edge.x0, "x1": edge.x1, "top": edge.top,
                "bottom": edge.bottom, "width": edge.x1 - edge.x0, "height": edge.bottom - edge.top}
               for edge in edges]
    merged = witness.merge_edges(objects, 3, 3, 3, 3)
    return witness.cells_to_tables(witness.intersections_to_cells(witness.edges_to_intersections(merged, 3, 3)))


@settings(max_examples=150, deadline=None)
@given(rulings())
def test_cells_are_those_of_pdfplumber(edges: list[Edge]) -> None:
    """A grid that a page break leaves open is closed by us only: lines that close it are given to both."""
    from extractor.layout import grid as pdf_grid

    level = pdf_grid._merged((e.top, e.x0, e.x1) for e in edges if e.top == e.bottom)
    upright = pdf_grid._merged((e.x0, e.top, e.bottom) for e in edges if e.top != e.bottom)
    closed = [Edge(x0, y, x1, y) for y, x0, x1 in pdf_grid._closing(level, upright)]
    plain = [Edge(x0, y, x1, y) for y, x0, x1 in level] + [Edge(x, top, x, bottom) for x, top, bottom in upright]
    ours = sorted(sorted(cells) for cells in cell_tables(edges))
    theirs = sorted(sorted(cells) for cells in slowly([*plain, *closed]))
    assert ours == theirs


def by_character(path: Path) -> list[TextLine]:
    with pypdfium2.PdfDocument(path) as document:
        return sorted(segments(read_page(document, 0, by_word=False).glyphs, 1), key=lambda line: (line.top, line.x0))


def by_word(path: Path) -> list[TextLine]:
    with pypdfium2.PdfDocument(path) as document:
        return sorted(segments(read_page(document, 0).glyphs, 1), key=lambda line: (line.top, line.x0))


def same(some: list[TextLine], others: list[TextLine]) -> bool:
    """Equal texts at places that differ by less than the height that one character reaches above another."""
    return [line.text for line in some] == [line.text for line in others] and all(
        abs(a.x0 - b.x0) < 0.1 and abs(a.x1 - b.x1) < 0.1 and abs(a.top - b.top) < 1 and abs(a.bottom - b.bottom) < 0.2
        for a, b in zip(some, others, strict=True))


def test_words_stand_where_their_characters_stand(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    put(made, LEFT, 60, "全年开展宣传活动120场次，发放资料3,000份；下载APP的有98.5%。")
    put(made, LEFT, 90, "the law office held a lecture on the civil code")
    put(made, LEFT, 120, "普  法  工  作")
    made.setFont("Times-Roman", 12)
    made.drawString(LEFT, A4[1] - 162, "2023")
    made.setFont(FONT, 12)
    made.drawString(LEFT + 24, A4[1] - 162, "年全市普法依法治理工作要点")
    for at, char in enumerate("重点任务"):
        made.drawString(LEFT + 12 * at, A4[1] - 192, char)
        made.drawString(LEFT + 12 * at + 0.4, A4[1] - 192, char)
    for at, char in enumerate("字距很宽的标题"):
        made.drawString(LEFT + 15 * at, A4[1] - 222, char)
    made.save()
    assert same(by_word(tmp_path / "a.pdf"), by_character(tmp_path / "a.pdf"))
    assert "重点任务" in [line.text for line in by_word(tmp_path / "a.pdf")]


def test_a_word_over_a_ruling_line_is_taken_apart(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    grid(made, [72, 120, 300], [100, 130])
    put(made, 72, 106, "第一季度普法讲座三场")
    made.save()
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        assert all(len(glyph.char) == 1 for glyph in read_page(document, 0).glyphs)


def test_words_drawn_over_one_another_ask_for_their_characters(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    put(made, LEFT, 100, "开展　　　　宣传活动")
    put(made, LEFT + 24, 100, "世界水日")
    made.save()
    try:
        lines = by_word(tmp_path / "a.pdf")
    except TangledError:
        lines = by_character(tmp_path / "a.pdf")
    assert "".join(lines[0].text.split()) == "开展世界水日宣传活动"
