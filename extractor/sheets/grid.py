"""A table that the office fills in (xlsx, xls, ods, csv) as plain rows of text, each at its own row number."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from extractor.limits import MEGA
from extractor.sheets.cell_formats import plain
from extractor.sheets.guard import BrokenBookError, WideBookError, opened_book
from extractor.sniff import data_encoding, sniff
from model.problems import PufaError, problem

_BYTES, _ROWS, _COLUMNS = 20 * MEGA, 20_000, 200


def read_grid(path: Path) -> list[list[str]]:
    """All rows of the first sheet, empty ones too, so that the list's place is the row's number.

    Raises PufaError for a file that is missing, too large, protected, broken or no table.
    """
    if not path.is_file():
        raise PufaError(problem("grid_unreadable", str(path), reason="没有这个文件"))
    if path.stat().st_size > _BYTES:
        raise PufaError(problem("grid_unreadable", str(path), reason="超过20兆字节"))
    kind = sniff(path)
    if kind in ("xlsx", "xls", "ods"):
        return _sheet(path, kind)
    encoding = data_encoding(path.read_bytes())
    if kind != "txt" or encoding is None:
        raise PufaError(problem("grid_unreadable", str(path), reason="不是 Excel 或 CSV 表格"))
    return _csv(path, path.read_bytes().decode(encoding).removeprefix("\ufeff"))


def _sheet(path: Path, kind: str) -> list[list[str]]:
    import python_calamine as calamine

    try:
        with opened_book(path, kind) as book:
            rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False, nrows=_ROWS)
    except (calamine.CalamineError, calamine.PasswordError, BrokenBookError, WideBookError) as error:
        raise PufaError(problem("grid_unreadable", str(path), reason=error)) from error
    return [["" if value is None else plain(value) for value in row[:_COLUMNS]] for row in rows]


def _csv(path: Path, text: str) -> list[list[str]]:
    separator = "\t" if "\t" in text.split("\n", 1)[0] else ","
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise PufaError(problem("grid_unreadable", str(path), reason=error)) from error
    return [row[:_COLUMNS] for row in rows[:_ROWS]]
