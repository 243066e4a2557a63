"""Whatever paragraphs and tables a paper holds, its text comes back in order, whole, and in its place."""

from __future__ import annotations

import html
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from given_tools import GivenTools
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import canvas, docx, p, put
from reportlab.lib.pagesizes import A4

from extractor import Limits
from extractor.apart.checking import checked_document
from extractor.normal import squeeze
from extractor.single import read_here
from model.documents import Document

SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
SIGNS = "普法宣传活动讲座场次人数参加单位法律学习培训会议报告第三五二〇年月日甲乙丙，。a7B"
WORDS = st.text(st.sampled_from(SIGNS), min_size=1, max_size=30)


@dataclass(frozen=True)
class Table:
    """Cells by row; down: (row, column) whose cell goes on into the row below, across: into the column after it."""

    rows: tuple[tuple[str, ...], ...]
    down: frozenset[tuple[int, int]] = frozenset()
    across: frozenset[tuple[int, int]] = frozenset()

    def covered(self, row: int, column: int) -> bool:
        """Whether the place belongs to a cell above or before it."""
        return (row - 1, column) in self.down or (row, column - 1) in self.across

    def texts(self) -> list[str]:
        """Texts of the cells that there are, row by row."""
        return [text for number, row in enumerate(self.rows) for column, text in enumerate(row)
                if not self.covered(number, column)]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of two to five rows and columns with some cells merged, never two in touch."""
    height, width = draw(st.integers(2, 5)), draw(st.integers(2, 4))
    rows = tuple(tuple(draw(WORDS) for _ in range(width)) for _ in range(height))
    down, across, used = set(), set(), set()
    for place in draw(st.lists(st.tuples(st.integers(0, height - 2), st.integers(0, width - 2)), max_size=3)):
        row, column = place
        across_it = draw(st.booleans())
        both = {place, (row, column + 1) if across_it else (row + 1, column)}
        if not both & used:
            used |= both
            (across if across_it else down).add(place)
    return Table(rows, frozenset(down), frozenset(across))


PAPERS = st.lists(st.one_of(WORDS, tables()), min_size=1, max_size=6)


def read(data: bytes) -> Document:
    """The bytes as a document that holds together."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper"
        path.write_bytes(data)
        document = read_here(path, "paper", Limits(), GivenTools())
    assert document.status == "parsed", document.problems
    return checked_document(document, "paper")


def wanted(paper: list[str | Table]) -> str:
    """All text in order, without white space."""
    return squeeze("".join(part if isinstance(part, str) else "".join(part.texts()) for part in paper))


def got(document: Document) -> str:
    """The same of a document: body text, with what its cells say."""
    for block in document.blocks:
        for cell in block.cells:
            assert 0 <= cell.start <= cell.end <= len(block.text)
            assert block.cell_text(cell.column) == block.text[cell.start:cell.end]
    return squeeze("".join(block.text for block in document.blocks))


def carried(document: Document) -> set[str]:
    """Texts that rows inherit from above."""
    return {squeeze(text) for block in document.blocks for _, text in block.carried}


@SETTINGS
@given(PAPERS)
def test_word_papers(paper: list[str | Table]) -> None:
    body = "".join(p(part) if isinstance(part, str) else _word_table(part) + p("") for part in paper)
    with tempfile.TemporaryDirectory() as folder:
        document = read(docx(Path(folder) / "a.docx", body).read_bytes())
    assert got(document) == wanted(paper)
    assert carried(document) == {squeeze(part.rows[r][c]) for part in paper if isinstance(part, Table)
                                 for r, c in part.down}


def _word_table(table: Table) -> str:
    rows = ""
    for number, row in enumerate(table.rows):
        rows += "<w:tr>"
        for column, text in enumerate(row):
            if (number, column - 1) in table.across:
                continue
            marks = '<w:gridSpan w:val="2"/>' if (number, column) in table.across else ""
            below = (number - 1, column) in table.down
            marks += '<w:vMerge w:val="restart"/>' if (number, column) in table.down else "<w:vMerge/>" if below else ""
            rows += f"<w:tc><w:tcPr>{marks}</w:tcPr>{p('' if below else text)}</w:tc>"
        rows += "</w:tr>"
    return f"<w:tbl>{rows}</w:tbl>"


@SETTINGS
@given(PAPERS)
def test_web_pages(paper: list[str | Table]) -> None:
    body = "".join(f"<p>{html.escape(part)}</p>" if isinstance(part, str) else _web_table(part) for part in paper)
    document = read(f"<!DOCTYPE html><html><head><title>网</title></head><body>{body}</body></html>".encode())
    assert got(document) == wanted(paper)


def _web_table(table: Table) -> str:
    rows = ""
    for number, row in enumerate(table.rows):
        cells = [(column, text) for column, text in enumerate(row) if not table.covered(number, column)]
        rows += "<tr>" + "".join(
            f"<td{' rowspan=2' * ((number, column) in table.down)}{' colspan=2' * ((number, column) in table.across)}>"
            f"{html.escape(text)}</td>" for column, text in cells) + "</tr>"
    return f"<table>{rows}</table>"


@SETTINGS
@given(tables())
def test_workbooks(table: Table) -> None:
    book = openpyxl.Workbook()
    for number, row in enumerate(table.rows, 1):
        for column, text in enumerate(row, 1):
            book.active.cell(number, column, text if not table.covered(number - 1, column - 1) else None)
    for row, column in table.down | table.across:
        below = (row, column) in table.down
        book.active.merge_cells(start_row=row + 1, start_column=column + 1, end_row=row + 1 + below,
                                end_column=column + 1 + (not below))
    out = io.BytesIO()
    book.save(out)
    document = read(out.getvalue())
    assert got(document) == wanted([table])


@SETTINGS
@given(st.lists(WORDS, min_size=1, max_size=40), st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_texts(lines: list[str], encoding: str) -> None:
    data = ("\n".join(["今年开展法治宣传活动。", *lines]) + "\n").encode(encoding)
    assert got(read(data)) == squeeze("今年开展法治宣传活动。" + "".join(lines))


@SETTINGS
@given(st.lists(st.lists(WORDS, min_size=3, max_size=25), min_size=1, max_size=3))
def test_pages_of_lines(pages: list[list[str]]) -> None:
    out = io.BytesIO()
    made = canvas(out)
    for page in pages:
        for number, line in enumerate(page):
            put(made, 72, 110 + 24 * number, line)
        made.showPage()
    made.save()
    document = read(out.getvalue())
    every = got(document) + squeeze("".join(document.furniture))
    assert sorted(every) == sorted(squeeze("".join(line for page in pages for line in page)))
    for block in document.blocks:
        assert 1 <= block.page <= len(pages)
        for line in block.lines:
            box = line.bbox
            assert box is not None and 0 <= line.start <= line.end <= len(block.text)
            assert -1 <= box.x0 <= box.x1 <= A4[0] + 1 and -1 <= box.top <= box.bottom <= A4[1] + 1
