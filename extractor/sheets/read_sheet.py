"""Spreadsheets (xlsx, xls, ods): a page is a sheet, a block is a row; values as the sheet shows them, where known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from extractor.archives import reason_of
from extractor.flow import Flow, looks_like_header
from extractor.headings import is_title_line
from extractor.limits import Limits
from extractor.media.gallery import Gallery, office_notes, sources
from extractor.normal import clean
from extractor.office.ooxml import OfficeFile, office_file
from extractor.reading import Reading, UnreadableError, hidden_note
from extractor.sheets.guard import BrokenBookError, WideBookError, opened_book
from extractor.sheets.looks import ods_looks, xls_looks
from extractor.sheets.parts import SheetParts, cell_pictures, sheet_parts
from extractor.sniff import sniff
from extractor.tools import Tools
from model.documents import FileStatus
from model.problems import Problem, problem
from model.traces import HiddenText, HidingWay, Traces

_DEFAULT_NAMES = ("sheet", "工作表")
_MAX_COLUMNS = 200
_MERGED_ROWS = 200_000
_HIDDEN_ROWS, _MOST_UNSEEN, _LONGEST = 500, 200, 4000


def read_sheet(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads every sheet that is shown, and of it what is seen. Raises UnreadableError for a broken or locked file."""
    import python_calamine as calamine

    book = _Book(name=name, limits=limits)
    kind = sniff(path)
    try:
        with opened_book(path, kind) as opened:
            metas = opened.sheets_metadata
            if kind == "xlsx":
                with office_file(path, name, "Excel 表格") as office:
                    _prepare(book, office, [meta.name for meta in metas], tools)
            else:
                looks = ods_looks(path, limits.rows) if kind == "ods" else xls_looks(path)
                book.parts = {meta.name: SheetParts(look=look) for meta, look in zip(metas, looks, strict=False)}
            for page, meta in enumerate(metas, start=1):
                shown = meta.visible == calamine.SheetVisibleEnum.Visible
                if not shown:
                    book.problems.append(problem("hidden_sheet", name, sheet=meta.name))
                if meta.typ == calamine.SheetTypeEnum.WorkSheet and page <= limits.pages:
                    sheet = opened.get_sheet_by_index(page - 1)
                    _read_one(book, sheet, page) if shown else _pass_by(book, sheet, page)
    except calamine.PasswordError:
        raise UnreadableError(problem("file_encrypted", name)) from None
    except WideBookError as error:
        raise UnreadableError(problem("sheet_too_wide", name, size=error)) from error
    except (calamine.CalamineError, BrokenBookError) as error:
        raise UnreadableError(problem("file_damaged", name, format="Excel 表格", reason=reason_of(error))) from error
    book.add_pictures(book.loose, 1)
    blocks = tuple(book.flow.blocks)
    if not any(block.text for block in blocks):
        book.problems.append(problem("no_text", name))
    status: FileStatus = "partial" if any(why.severity != "note" for why in book.problems) else "parsed"
    told = [one for one in book.unseen if one.way != "hidden_sheet"]
    notes = (hidden_note(name, told),) if told else ()
    return Reading(blocks=blocks, pages=len(metas), problems=(*book.problems, *notes), properties=book.properties,
                   status=status, sources=sources(blocks, len(metas)), traces=Traces(hidden=tuple(book.unseen)))


@dataclass(slots=True)
class _Book:
    """A workbook while it is read. loose: pictures of which only the file is known, not the sheet. unseen: what nobody
    sees."""

    name: str
    limits: Limits
    flow: Flow = field(default_factory=Flow)
    problems: list[Problem] = field(default_factory=list)
    properties: tuple[tuple[str, str], ...] = ()
    parts: dict[str, SheetParts] = field(default_factory=dict)
    gallery: Gallery | None = None
    loose: list[str] = field(default_factory=list)
    unseen: list[HiddenText] = field(default_factory=list)

    def add_pictures(self, parts: list[str], page: int) -> None:
        """Adds pictures that stand here."""
        for part in parts if self.gallery is not None else ():
            cast(Gallery, self.gallery).add(self.flow, part, page=page)


def _prepare(book: _Book, office: OfficeFile, sheets: list[str], tools: Tools) -> None:
    """Looks at what calamine does not tell, and recognises the pictures."""
    book.parts = sheet_parts(office, sheets)
    book.loose = cell_pictures(office)
    book.gallery = Gallery(office.data, tools, book.limits, book.name)
    placed = [part for sheet in book.parts.values() for _, parts in sorted(sheet.pictures.items()) for part in parts]
    book.gallery.prepare([*placed, *book.loose])
    book.properties = office.core_properties()
    book.problems += [*book.gallery.problems, *office_notes(office, book.name)]
    if uncomputed := sum(parts.uncomputed for parts in book.parts.values()):
        book.problems.append(problem("formulas_uncomputed", book.name, count=uncomputed))


def _read_one(book: _Book, sheet: Any, page: int) -> None:
    """Adds one sheet's rows to the flow; its name, where somebody gave it one, is the section."""
    book.flow.open_section(1, "" if sheet.name.lower().startswith(_DEFAULT_NAMES) else sheet.name)
    parts = book.parts.get(sheet.name, SheetParts())
    pictures = sorted(parts.pictures.items(), reverse=True)
    left = sheet.start[1] if sheet.start else 0
    merged = _Merged(sheet.merged_cell_ranges or ())
    rows = Rows(book.flow, page)
    for row, values in enumerate(sheet.iter_rows() if sheet.start else ()):
        if row >= book.limits.rows:
            book.problems.append(problem("sheet_rows_over_limit", book.name, sheet=sheet.name, limit=book.limits.rows))
            break
        cells = [(column, parts.look(row, column, value))
                 for column, value in enumerate(values[:_MAX_COLUMNS], start=left)]
        if parts.unseen:
            cells = _seen(book, sheet.name, page, row, cells, values, left)
        rows.add(*merged.split(row, cells))
        while pictures and pictures[-1][0] <= row:
            book.add_pictures(pictures.pop()[1], page)
    for _, rest in reversed(pictures):
        book.add_pictures(rest, page)


def _seen(book: _Book, sheet: str, page: int, row: int, cells: list[tuple[int, str]], values: Sequence[Any], left: int
          ) -> list[tuple[int, str]]:
    """The cells with nothing in those that nobody sees, which are told apart."""
    unseen = book.parts[sheet].unseen
    seen: list[tuple[int, str]] = []
    hidden: dict[HidingWay, list[str]] = {}
    for column, text in cells:
        way = unseen.way(row, column)
        seen.append((column, text if way is None else ""))
        words = text or str(values[column - left])
        if way is not None and words.strip():
            hidden.setdefault(way, []).append(words)
    for way, words_of in hidden.items():
        _note(book, "\t".join(words_of), way, sheet, page, f"工作表“{sheet}”第 {row + 1} 行")
    return seen


def _pass_by(book: _Book, sheet: Any, page: int) -> None:
    """Takes note of what a hidden sheet says."""
    lines: list[str] = []
    for row, values in enumerate(sheet.iter_rows() if sheet.start else ()):
        if row >= _HIDDEN_ROWS:
            break
        lines.append("\t".join(str(value) for value in values[:_MAX_COLUMNS] if str(value).strip()))
    _note(book, "\n".join(filter(None, lines)), "hidden_sheet", sheet.name, page, f"隐藏的工作表“{sheet.name}”")


def _note(book: _Book, text: str, way: HidingWay, sheet: str, page: int, where: str) -> None:
    if text.strip() and len(book.unseen) < _MOST_UNSEEN:
        serves = book.parts.get(sheet, SheetParts()).serves
        book.unseen.append(HiddenText(text=clean(text)[:_LONGEST], way=way, page=page, where=where, innocent=serves))


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


class Rows:
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
