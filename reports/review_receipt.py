"""The last pages of the review sheet: every file received, with hash, type, size, pages and how its text was got."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.shared import Pt

from model.results import Assessment
from reports.docx_style import LANDSCAPE_WIDTH, SIZE_SMALL, add_heading, new_section
from reports.docx_tables import FixedTable
from reports.intake import file_row, is_doubtful, kilobytes, receipt_line, source_words, sums, sums_text
from reports.review_small import add_note
from reports.words import word, word_list

_WIDTHS = (11.0, 76.0, 12.0, 14.0, 19.0, 12.0, 16.0, 15.0, 42.0, 30.0)
_CENTRED = (0, 2, 3, 4, 5, 6, 7)
_HASH = 12
_TOGETHER = 50
"""Rows of one table: LibreOffice lays out a table of many pages in the square of its rows."""


def add_receipt(document: Document, assessment: Assessment) -> None:
    """The receipt on pages of its own."""
    rows = [file_row(entry) for entry in assessment.files]
    new_section(document, landscape=True)
    add_heading(document, word("docx.receipt_title"))
    for text in (receipt_line(assessment.files), sums_text(sums(rows)), word("docx.receipt_note")):
        if text:
            add_note(document, text)
    lines = [_line(number, row) for number, row in enumerate(rows, start=1)]
    for start in range(0, max(1, len(lines)), _TOGETHER):
        if start:
            _gap(document)
        table = FixedTable(document, _WIDTHS, SIZE_SMALL)
        table.head(word_list("docx.receipt_columns"))
        table.many(lines[start:start + _TOGETHER], _CENTRED)


def _gap(document: Document) -> None:
    """What keeps two tables apart, hardly to be seen."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(2)


def _line(number: int, row: dict[str, Any]) -> list[str]:
    return [str(number), row["path"], word(f"file.{row['status']}"), row["type"], f"{kilobytes(row['size'])} KB",
            str(row["pages"] or ""), str(row["characters"] or ""), f"{row['seconds']:.1f} 秒" if row["seconds"] else "",
            source_words(row["sources"]), row["sha256"][:_HASH]]


def doubtful_words(row: dict[str, Any]) -> str:
    """What to look at of a file whose words were recognised without being sure, "" where there is nothing."""
    return "；".join(word("docx.doubtful_reason", pages=one["pages"], confidence=f"{one['confidence']:.2f}")
                    for one in row["sources"] if is_doubtful(one))


assert sum(_WIDTHS) == LANDSCAPE_WIDTH
