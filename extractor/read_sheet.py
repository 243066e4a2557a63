"""Spreadsheets (xlsx, xls, ods): a page is a sheet, a block is a row; values as the sheet shows them, where known."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extractor.archives import reason_of
from extractor.flow import Flow, looks_like_header
from extractor.headings import is_title_line
from extractor.limits import Limits
from extractor.ooxml import office_file
from extractor.reading import Reading, UnreadableError
from extractor.sheet_formats import percent_cells
from extractor.sniff import sniff
from extractor.tools import Tools
from model.problems import Problem, problem

_DEFAULT_NAMES = ("sheet", "工作表")
_MAX_COLUMNS = 200
_MERGED_ROWS = 200_000


def read_sheet(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads every sheet, hidden ones too (with a note). Raises UnreadableError for a broken or protected file."""
    import python_calamine as calamine

    kind = sniff(path)
    problems: list[Problem] = []
    flow = Flow()
    try:
        with calamine.CalamineWorkbook.from_path(str(path)) as book:
            for page, meta in enumerate(book.sheets_metadata, start=1):
                if meta.visible != calamine.SheetVisibleEnum.Visible:
                    problems.append(problem("hidden_sheet", name, sheet=meta.name))
                if meta.typ != calamine.SheetTypeEnum.WorkSheet or page > limits.pages:
                    continue
                percents = percent_cells(path, meta.name) if kind == "xlsx" else {}
                problems.extend(_read_one(flow, book.get_sheet_by_index(page - 1), page, name, limits, percents))
            pages = len(book.sheets_metadata)
    except calamine.PasswordError:
        raise UnreadableError(problem("file_encrypted", name)) from None
    except calamine.CalamineError as error:
        raise UnreadableError(problem("file_damaged", name, format="Excel 表格", reason=reason_of(error))) from error
    properties = _properties(path, name) if kind == "xlsx" else ()
    if not flow.blocks:
        return Reading(blocks=(), pages=pages, status="partial", problems=(problem("no_text", name), *problems),
                       properties=properties)
    return Reading(blocks=tuple(flow.blocks), pages=pages, problems=tuple(problems), properties=properties,
                   status="partial" if any(why.message == "sheet_rows_over_limit" for why in problems) else "parsed")


def _properties(path: Path, name: str) -> tuple[tuple[str, str], ...]:
    with office_file(path, name, "Excel 表格") as office:
        return office.core_properties()


def _read_one(flow: Flow, sheet: Any, page: int, name: str, limits: Limits,
              percents: dict[tuple[int, int], int]) -> list[Problem]:
    """Adds one sheet's rows to the flow; its name, where somebody gave it one, is the section."""
    flow.open_section(1, "" if sheet.name.lower().startswith(_DEFAULT_NAMES) else sheet.name)
    if not sheet.start:
        return []
    left = sheet.start[1]
    merged = _Merged(sheet.merged_cell_ranges or ())
    rows = _Rows(flow, page)
    for row, values in enumerate(sheet.iter_rows()):
        if row >= limits.rows:
            return [problem("sheet_rows_over_limit", name, sheet=sheet.name, limit=limits.rows)]
        cells = [(column, show(value, percents.get((row, column))))
                 for column, value in enumerate(values[:_MAX_COLUMNS], start=left)]
        rows.add(*merged.split(row, cells))
    return []


def show(value: Any, percent_decimals: int | None = None) -> str:
    """A cell's value as its sheet shows it: 2.0 as 2, days as 2020-06-10, 0.98 as 98% where the cell says so."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        if percent_decimals is not None:
            return f"{value * 100:.{percent_decimals}f}%"
        return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.12g}"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d") if value.time() == datetime.time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    return str(value)


class _Merged:
    """Merged ranges of a sheet: gives a merged cell once and carries its text to the rows below."""

    def __init__(self, ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
        self._covered: dict[int, list[tuple[int, int, int]]] = {}
        room = _MERGED_ROWS
        for (top, left), (bottom, right) in ranges:
            rows = range(top, min(bottom, top + 5000, top + room) + 1)
            room -= len(rows)
            for row in rows:
                self._covered.setdefault(row, []).append((top, left, right))
        self._texts: dict[tuple[int, int], str] = {}

    def split(self, row: int, cells: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
        """The row's own cells and the (column, text) it inherits from merged cells above."""
        covered = self._covered.get(row)
        if not covered:
            return cells, []
        texts = dict(cells)
        gone: set[int] = set()
        carried = []
        for top, left, right in covered:
            gone.update(range(left + (top == row), min(right, left + _MAX_COLUMNS) + 1))
            if top == row:
                self._texts[top, left] = texts.get(left, "")
            elif self._texts.get((top, left), "").strip():
                carried.append((left, self._texts[top, left]))
        return [(column, text) for column, text in cells if column not in gone], sorted(carried)


class _Rows:
    """Turns rows into titles, a header and table rows; an empty row may end a table."""

    def __init__(self, flow: Flow, page: int) -> None:
        self._flow = flow
        self._page = page
        self._table: int | None = None
        self._height = 0
        self._headed = False
        self._gap = False

    def add(self, cells: list[tuple[int, str]], carried: list[tuple[int, str]]) -> None:
        """Takes the next row of the sheet."""
        filled = [text for _, text in cells if text.strip()]
        if not filled:
            self._gap = True
            return
        fresh = self._table is None or self._gap
        if fresh and len(filled) == 1 and not carried and (self._table is None or is_title_line(filled[0])):
            self._title(filled[0])
            return
        header = looks_like_header(filled)
        if self._table is None or (self._gap and header):
            self._table, self._height, self._headed = self._flow.new_table(), 0, False
        self._gap = False
        header = header and not self._headed and self._height < 3
        self._headed = self._headed or header
        self._height += 1
        self._flow.row(cells, table=self._table, header=header, carried=carried, page=self._page)

    def _title(self, text: str) -> None:
        self._table, self._gap = None, False
        for line in text.splitlines():
            level = (2 if self._flow.path else 1) if is_title_line(line) else 0
            self._flow.text(line, level=level, page=self._page)
