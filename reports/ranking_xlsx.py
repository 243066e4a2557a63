"""The office's tables around a cohort: the empty table of outside scores, the ranks, the record of a draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from reports.output import write_whole
from reports.sheet import fit_row, formats, put_head, put_number, put_text, set_print
from reports.words import word

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
            "default_format_properties": {"font_name": "宋体", "font_size": 10}}
Cell = str | float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One sheet: notes above, a head, rows. widths: of the columns. choices: column → the words it may hold.

    inputs: columns that a person fills in.
    """

    name: str
    title: str
    notes: tuple[str, ...]
    head: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    choices: Mapping[int, Sequence[str]] | None = None
    inputs: frozenset[int] = frozenset()


def write_sheets(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write a workbook of plain tables in one step; text is only ever text. Raises PufaError where it cannot be."""
    write_whole(path, lambda temporary: _write(temporary, sheets))


def _write(path: Path, sheets: Sequence[Sheet]) -> None:
    book = xlsxwriter.Workbook(str(path), _OPTIONS)
    look = formats(book)
    for sheet in sheets:
        _sheet(book.add_worksheet(sheet.name), sheet, look)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error


def _sheet(page: Any, sheet: Sheet, look: Any) -> None:
    put_text(page, 0, 0, sheet.title, look["title"])
    page.set_row(0, 26)
    for number, note in enumerate(sheet.notes, start=1):
        put_text(page, number, 0, note, look["note"])
    top = len(sheet.notes) + 1
    put_head(page, top, sheet.head, sheet.widths, look)
    for number, cells in enumerate(sheet.rows, start=top + 1):
        for column, cell in enumerate(cells):
            plain = "input" if column in sheet.inputs else "text"
            if isinstance(cell, str):
                put_text(page, number, column, cell, look[plain])
            else:
                put_number(page, number, column, cell, look["input" if column in sheet.inputs else "number"])
        fit_row(page, number, {c: cell for c, cell in enumerate(cells) if isinstance(cell, str)}, sheet.widths)
    last = top + max(len(sheet.rows), 1)
    for column, words in (sheet.choices or {}).items():
        page.data_validation(top + 1, column, last, column, {
            "validate": "list", "source": list(words), "error_title": word("ranking.choice"),
            "error_message": "、".join(words)})
    set_print(page)
