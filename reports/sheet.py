"""What the sheets of scores.xlsx share: looks, safe text cells, print set-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import ceil

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.masking import clean
from reports.width import display_width
from reports.words import word

Look = dict[str, Format]
_CELL_LIMIT = 32_000
_LINE, _TALLEST = 14.0, 400.0
_STATUSES = ("met", "partial", "missing", "external", "not_applicable")


def formats(book: Workbook) -> Look:
    """The looks of the workbook by name."""
    base = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
    box = {**base, "border": 1, "border_color": "#8F9794"}
    look = {
        "title": book.add_format({**base, "font_name": "黑体", "font_size": 15}),
        "note": book.add_format({**base, "font_color": "#414A53"}),
        "head": book.add_format({**box, "font_name": "黑体", "align": "center", "text_wrap": True,
                                 "bg_color": "#ECEEEF"}),
        "text": book.add_format({**box, "text_wrap": True}),
        "center": book.add_format({**box, "align": "center", "text_wrap": True}),
        "long": book.add_format({**box, "font_color": "#5D666F"}),
        "number": book.add_format({**box, "align": "right"}),
        "count": book.add_format({**box, "align": "center"}),
        "input": book.add_format({**box, "align": "right", "bg_color": "#FFFDF0", "locked": False}),
        "helper": book.add_format({**box, "align": "right", "font_color": "#5D666F"}),
        "sum": book.add_format({**box, "align": "right", "bold": True, "bg_color": "#FAFAF8"}),
        "sum_text": book.add_format({**box, "font_name": "黑体", "bg_color": "#FAFAF8"}),
        "plain": book.add_format(base),
        "plain_number": book.add_format({**base, "align": "right", "bold": True}),
    }
    for status in _STATUSES:
        colour = f"#{word(f'status.{status}.colour')}"
        look[status] = book.add_format({**box, "align": "center", "text_wrap": True, "font_color": colour})
    return look


def put_text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Write ``text`` as a string cell, masked; never as a formula, a number or a link."""
    safe = clean(text)[:_CELL_LIMIT]
    if safe:
        sheet.write_string(row, column, safe, look)
    else:
        sheet.write_blank(row, column, None, look)


def fit_row(sheet: Worksheet, row: int, texts: Mapping[int, str], widths: Sequence[float]) -> None:
    """Set the row's height by its longest wrapped cell (Excel fits rows by itself, WPS and LibreOffice do not)."""
    lines = max((_lines(text, widths[column]) for column, text in texts.items()), default=1)
    sheet.set_row(row, min(_TALLEST, 4 + _LINE * lines))


def _lines(text: str, width: float) -> int:
    columns = max(1.0, width - 1.5)
    if 2 * len(text) <= columns and "\n" not in text:
        return 1
    return sum(max(1, ceil(display_width(part) / columns)) for part in text.split("\n"))


def put_number(sheet: Worksheet, row: int, column: int, number: Decimal | float | None, look: Format) -> None:
    """Write a number, or an empty cell for None."""
    if number is None:
        sheet.write_blank(row, column, None, look)
    else:
        sheet.write_number(row, column, float(number), look)


def put_head(sheet: Worksheet, row: int, names: Sequence[str], widths: Sequence[float], look: Look) -> None:
    """Write the head row, set the column widths, freeze and repeat the rows down to it."""
    for column, (name, width) in enumerate(zip(names, widths, strict=True)):
        sheet.set_column(column, column, width)
        put_text(sheet, row, column, name, look["head"])
    sheet.set_row(row, 30)
    sheet.freeze_panes(row + 1, 1)
    sheet.repeat_rows(row)


def set_print(sheet: Worksheet) -> None:
    """A4 landscape, one page wide, page number in the foot."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    sheet.set_footer(f"&C{word('xlsx.footer')}")
