"""What every list of the review sheet is made of: a table with a head, a small note."""

from __future__ import annotations

from docx.document import Document

from reports.docx_style import PORTRAIT_WIDTH, add_text
from reports.docx_tables import FixedTable
from reports.words import word, word_list


def add_table(document: Document, columns: str, widths: tuple[float, ...], lines: list[list[str]],
              centred: tuple[int, ...] = ()) -> None:
    """A table under the head ``columns`` (a name of the words file); without lines, a note that there is nothing."""
    assert sum(widths) == PORTRAIT_WIDTH
    if not lines:
        add_note(document, word("docx.nothing"))
        return
    table = FixedTable(document, widths)
    table.head(word_list(columns))
    for line in lines:
        table.row(line, centred)


def add_note(document: Document, text: str) -> None:
    """A paragraph in small type."""
    add_text(document, text, 12.0)
