"""Excel files: merged title row, header row, cells, formulas with cached values."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter


def _formats(book) -> dict[str, Any]:
    base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
    return {
        "title": book.add_format({**base, "bold": True, "font_size": 16, "align": "center"}),
        "note": book.add_format({**base, "font_size": 10}),
        "head": book.add_format({**base, "bold": True, "align": "center", "border": 1, "bg_color": "#D9E1F2"}),
        "text": book.add_format({**base, "border": 1}),
        "mid": book.add_format({**base, "border": 1, "align": "center"}),
    }


def _cell(sheet, row: int, col: int, value: Any, fmt: dict[str, Any]) -> None:
    """Write one cell: ``{f: formula, v: cached}``, a number, or a text."""
    if isinstance(value, dict):
        sheet.write_formula(row, col, value["f"], fmt["mid"], value["v"])
    elif isinstance(value, (int, float)):
        sheet.write_number(row, col, value, fmt["mid"])
    elif value in (None, ""):
        sheet.write_blank(row, col, None, fmt["text"])
    else:
        sheet.write_string(row, col, str(value), fmt["mid" if len(str(value)) <= 6 else "text"])


def _height(values: list[Any], widths: list[float]) -> float:
    """Row height for the longest wrapped cell (a CJK character is two units wide)."""
    pairs = zip(values, widths, strict=False)
    lines = [-(-2 * len(v) // max(1, int(w) - 1)) for v, w in pairs if isinstance(v, str)]
    return 18.0 * max([1, *lines])


def _sheet(book, spec: dict[str, Any], fmt: dict[str, Any]) -> None:
    sheet = book.add_worksheet(spec["name"])
    header = spec["header"]
    for col, width in enumerate(spec.get("widths", [16] * len(header))):
        sheet.set_column(col, col, width)
    row = 0
    if spec.get("title"):
        sheet.merge_range(0, 0, 0, len(header) - 1, spec["title"], fmt["title"])
        sheet.set_row(0, 30)
        row = 1
    if spec.get("note"):
        sheet.merge_range(row, 0, row, len(header) - 1, spec["note"], fmt["note"])
        row += 1
    for col, text in enumerate(header):
        sheet.write_string(row, col, text, fmt["head"])
    sheet.freeze_panes(row + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    first = row + 1
    for r, values in enumerate(spec["rows"]):
        sheet.set_row(first + r, _height(values, spec.get("widths", [])))
        for col, value in enumerate(values):
            _cell(sheet, first + r, col, value, fmt)
    for r0, c0, r1, c1 in spec.get("merge", []):
        sheet.merge_range(first + r0, c0, first + r1, c1, spec["rows"][r0][c0] or "", fmt["mid"])
    for i, text in enumerate(spec.get("after", [])):
        sheet.write_string(first + len(spec["rows"]) + i, 0, text)


def build_xlsx(spec: dict[str, Any], path: Path, _root: Path) -> None:
    """Build one .xlsx; ``merge`` counts rows from the first data row."""
    book = xlsxwriter.Workbook(str(path))
    day = datetime.fromisoformat(str(spec.get("date", "2020-12-31")) + "T09:30:00")
    book.set_properties({"author": spec.get("author", "办公室"), "title": spec.get("title", ""), "created": day})
    fmt = _formats(book)
    for sheet in spec["sheets"]:
        _sheet(book, sheet, fmt)
    book.close()
