"""Tables that Word and LibreOffice lay out alike: fixed widths, a head row on every page, rows that may break."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from reports.docx_style import BODY, HEAD, SIZE_SMALL, SIZE_TABLE, add_run
from reports.masking import clean


class FixedTable:
    """A table with column widths in mm; ``widths`` add up to the text's width."""

    def __init__(self, document: Document, widths: Sequence[float], size: float = SIZE_TABLE) -> None:
        self.widths, self.size = tuple(widths), size
        self.table: Table = document.add_table(rows=0, cols=len(self.widths))
        self.table.style = "Table Grid"
        self.table.alignment = WD_TABLE_ALIGNMENT.CENTER
        self.table.autofit = False
        for column, width in zip(self.table.columns, self.widths, strict=True):
            column.width = Mm(width)
        _set_width(self.table, sum(self.widths))
        _set_cell_margins(self.table)

    def head(self, names: Sequence[str]) -> None:
        """The head row, repeated on each page."""
        row = self._row()
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        properties.append(OxmlElement("w:tblHeader"))
        for cell, name in zip(row.cells, names, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.keep_with_next = True
            add_run(paragraph, name, HEAD, self.size)
            _shade(cell, "ECEEEF")

    def row(self, texts: Sequence[str], centred: Sequence[int] = (), whole: bool = False) -> tuple[_Cell, ...]:
        """A row of plain texts; the cells are given back to add to. ``whole``: it does not break over pages."""
        row = self._row()
        if whole:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = tuple(row.cells)
        for index, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            if index in centred:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            if text:
                add_run(cell.paragraphs[0], text, BODY, self.size)
        return cells

    def many(self, lines: Sequence[Sequence[str]], centred: Sequence[int] = ()) -> None:
        """Rows as ``row`` makes them, for lists of thousands: the first is copied and its texts are replaced."""
        if not lines:
            return
        self.row(["　"] * len(self.widths), centred, whole=True)
        first = self.table._tbl.tr_lst[-1]
        for line in lines:
            copied = deepcopy(first)
            for cell, text in zip(copied.tc_lst, line, strict=True):
                run = cell.p_lst[0].r_lst[0]
                run.text = clean(text)
            first.addprevious(copied)
        self.table._tbl.remove(first)

    def label_row(self, pairs: Sequence[tuple[str, str]]) -> None:
        """A row of labels, each with its value beside it."""
        row = self._row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for index, (label, value) in enumerate(pairs):
            paragraph = row.cells[2 * index].paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            add_run(paragraph, label, HEAD, self.size)
            _shade(row.cells[2 * index], "F4F5F5")
            add_run(row.cells[2 * index + 1].paragraphs[0], value, BODY, self.size)
        for cell in row.cells:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER

    def _row(self) -> _Row:
        row: _Row = self.table.add_row()
        for cell, width in zip(row.cells, self.widths, strict=True):
            cell.width = Mm(width)
        return row


def next_line(cell: _Cell, gap: float = 0.0) -> Paragraph:
    """A fresh paragraph in a cell: its first one while that is empty; ``gap`` points above it."""
    first = cell.paragraphs[0]
    paragraph: Paragraph = first if len(cell.paragraphs) == 1 and not first.runs else cell.add_paragraph()
    paragraph.paragraph_format.keep_together = True
    paragraph.paragraph_format.space_before = Pt(gap if paragraph is not first else 0)
    return paragraph


def put_line(cell: _Cell, text: str, font: str = BODY, size: float = SIZE_SMALL, colour: str | None = None,
             gap: float = 0.0) -> Paragraph:
    """A line of text in a cell."""
    paragraph = next_line(cell, gap)
    add_run(paragraph, text, font, size, colour=colour)
    return paragraph


def _set_width(table: Table, millimetres: float) -> None:
    properties = table._tbl.tblPr
    width = properties.find(qn("w:tblW"))
    if width is None:
        width = OxmlElement("w:tblW")
        properties.append(width)
    width.set(qn("w:type"), "dxa")
    width.set(qn("w:w"), str(round(millimetres * 1440 / 25.4)))


def _set_cell_margins(table: Table) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side, size in (("top", 40), ("left", 80), ("bottom", 40), ("right", 80)):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), str(size))
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.addprevious(margins)
    else:
        table._tbl.tblPr.append(margins)


def _shade(cell: _Cell, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)
