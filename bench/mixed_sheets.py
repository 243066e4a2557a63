"""Workbooks of the mixed dossier: ledgers and score tables as xlsx, xls and csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bench.mixed_office import settle
from bench.mixed_truth import Row, Truth, body, grouped, row
from bench.mixed_words import Words

XLSX: tuple[str, ...] = ("ledger", "scores", "two sheets", "merged cells", "shown otherwise")


def make_xlsx(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """A workbook; the variants are in ``XLSX``."""
    from openpyxl import Workbook

    note = XLSX[variant % len(XLSX)]
    book = Workbook()
    book.remove(book.active)
    rows: list[Row] = []
    for number in range(1, 3 if note == "two sheets" else 2):
        sheet = book.create_sheet(f"{words.pick('sheets')}{number}")
        if note == "scores":
            rows += _scores(sheet, words, number)
        elif note == "merged cells":
            rows += _duties(sheet, words, number)
        elif note == "shown otherwise":
            rows += _shown(sheet, words, number)
        else:
            rows += _ledger(sheet, words, number)
    book.save(path)
    settle(path)
    return [Truth(path=name, kind="sheet", media_type=("xlsx",), rows=tuple(rows), text=_text(rows), note=note,
                  pages=2 if note == "two sheets" else 1)]


def _text(rows: Sequence[Row]) -> str:
    return body(value for one in rows for _, value in one.cells)


def _ledger(sheet, words: Words, page: int) -> list[Row]:
    title = words.words["header"]
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=6)
    ledger = words.ledger(words.dice.randint(12, 50))
    sheet.append(ledger[0])
    for values in ledger[1:]:
        sheet.append([int(values[0]), *values[1:4], int(values[4]), values[5]])
    return [Row(cells=((0, title),), page=page), *(row(values, page=page) for values in ledger)]


def _scores(sheet, words: Words, page: int) -> list[Row]:
    """Names with days, numbers and shares as a workbook stores them; the truth is what the sheet shows."""
    header, dice = words.words["scores"]["header"], words.dice
    sheet.append(header)
    rows = [row(header, page=page)]
    for number in range(dice.randint(10, 30)):
        person = words.words["people"][number % len(words.words["people"])]
        day, mark, share = date(2023, dice.randint(1, 12), dice.randint(1, 28)), dice.randint(120, 200) / 2, \
            dice.randint(900, 999) / 1000
        sheet.append([person, words.pick("bodies"), day, mark, share])
        at = sheet.max_row
        sheet.cell(at, 3).number_format, sheet.cell(at, 5).number_format = "yyyy-mm-dd", "0.0%"
        shown = [person, sheet.cell(at, 2).value, day.isoformat(), f"{mark:g}", f"{share:.1%}"]
        rows.append(row(shown, page=page))
    return rows


def _shown(sheet, words: Words, page: int) -> list[Row]:
    """A register that begins in B3, with a head over two rows, days and sums shown in Chinese ways, breaks in cells."""
    dice, rows = words.dice, []
    for column, head in ((2, "活动"), (3, "时间"), (4, "经费")):
        sheet.cell(3, column, head)
    sheet.merge_cells("B3:B4")
    sheet.merge_cells("C3:C4")
    sheet.merge_cells("D3:E3")
    sheet.cell(4, 4, "预算（元）")
    sheet.cell(4, 5, "执行率")
    merged = ((1, "活动"), (2, "时间"))
    rows += [Row(cells=(*merged, (3, "经费")), page=page),
             Row(cells=((3, "预算（元）"), (4, "执行率")), carried=merged, page=page)]
    for at in range(5, 5 + dice.randint(6, 15)):
        name, day, sum_ = words.fill(dice.choice(words.words["ledger"]["names"])), \
            date(2023, dice.randint(1, 12), dice.randint(1, 28)), dice.randint(1000, 99999)
        sheet.cell(at, 2, f"{name}\n（{words.pick('bodies')}）")
        sheet.cell(at, 3, day).number_format = 'yyyy"年"m"月"d"日"'
        sheet.cell(at, 4, sum_).number_format = "#,##0.00"
        sheet.cell(at, 5, dice.randint(0, 100) / 100).number_format = "0%"
        shown = [sheet.cell(at, 2).value, f"2023年{day.month}月{day.day}日", f"{sum_:,}.00"]
        rows.append(row(["", *shown, f"{sheet.cell(at, 5).value:.0%}"], page=page))
    return rows


def _duties(sheet, words: Words, page: int) -> list[Row]:
    header = words.words["duties"]["header"]
    sheet.append(header)
    rows = [row(header, page=page)]
    for name, tasks in words.duties(words.dice.randint(3, 6), 4):
        first = sheet.max_row + 1
        for number, values in enumerate(tasks):
            sheet.append([None if number else name, *values])
            own = tuple(enumerate(values, 1))
            rows.append(grouped(name, own, first=number == 0, page=page))
        sheet.merge_cells(start_row=first, start_column=1, end_row=sheet.max_row, end_column=1)
    return rows


def make_xls(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """A ledger as Excel 97 saved it."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("台账")
    ledger = words.ledger(words.dice.randint(10, 40))
    for at, values in enumerate(ledger):
        for column, value in enumerate(values):
            sheet.write(at, column, int(value) if value.isdigit() else value)
    book.save(str(path))
    rows = [row(values) for values in ledger]
    return [Truth(path=name, kind="sheet", media_type=("xls",), rows=tuple(rows), text=_text(rows), pages=1,
                  note="xls")]


def make_csv(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """A ledger as comma separated values, in the encoding of a Chinese Excel or with a byte order mark."""
    out = io.StringIO()
    ledger = words.ledger(words.dice.randint(10, 40))
    csv.writer(out).writerows(ledger)
    coding = ("gbk", "utf-8-sig", "gb18030")[variant % 3]
    path.write_bytes(out.getvalue().encode(coding))
    rows = [row(values) for values in ledger]
    return [Truth(path=name, kind="sheet", media_type=("csv", "txt"), rows=tuple(rows), text=_text(rows), pages=1,
                  note=f"csv {coding}")]


MAKERS: tuple[tuple[str, Callable[[Path, str, Words, int], list[Truth]]], ...] = (
    (".xlsx", make_xlsx), (".xlsx", make_xlsx), (".xls", make_xls), (".xlsx", make_xlsx), (".xlsx", make_xlsx),
    (".xlsx", make_xlsx), (".csv", make_csv), (".xlsx", make_xlsx), (".xls", make_xls), (".xlsx", make_xlsx),
)
