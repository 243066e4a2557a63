"""Raw text of a workbook, sheet by sheet, got in another way than its blocks: the witness for quotes from sheets."""

from __future__ import annotations

import math
import zipfile
from pathlib import Path
from typing import Any

from extractor.archives import read_part
from extractor.normal import whole_number
from extractor.office.ooxml import OfficeFile, office_file
from extractor.sheets.cell_formats import plain, shown
from extractor.sheets.looks import ods_root, style_codes, xls_codes

_SINCE_1904 = 1462


def sheet_text(path: Path, kind: str) -> list[str]:
    """Text of every sheet. kind: ``xlsx``, ``xls`` or ``ods``. The file must be one that was read.

    An xlsx and an ods give every cell straight from their XML; an xls gives each value in every number format of its
    workbook, whichever cell it belongs to. Raises what the libraries raise for a broken file.
    """
    if kind == "ods":
        return ["\n".join("".join(part.itertext()) for part in table.iter("{*}p"))
                for table in ods_root(path).iterfind(".//{*}spreadsheet/{*}table")]
    if kind == "xlsx":
        with zipfile.ZipFile(path) as archive:
            if read_part(archive, "xl/workbook.xml", 1 << 30) is None:
                return _values(path, [])
        with office_file(path, path.name, "") as office:
            return _xlsx(office)
    return _values(path, sorted(set(xls_codes(path)) - {""}))


def _values(path: Path, codes: list[str]) -> list[str]:
    import python_calamine as calamine

    texts = []
    with calamine.CalamineWorkbook.from_path(str(path)) as book:
        for index in range(len(book.sheets_metadata)):
            try:
                rows = book.get_sheet_by_index(index).to_python(skip_empty_area=True)
            except calamine.CalamineError:
                rows = []
            lines = ["\t".join(map(plain, row)) for row in rows]
            lines += ["\t".join(shown(value, code) for value in row for code in codes) for row in rows]
            texts.append("\n".join(lines))
    return texts


def _xlsx(office: OfficeFile) -> list[str]:
    table = office.xml("xl/sharedStrings.xml")
    strings = [_words(one) for one in (() if table is None else table.iterfind("{*}si"))]
    codes = style_codes(office.xml("xl/styles.xml"))
    book, relations = office.xml("xl/workbook.xml"), office.relations("xl/workbook.xml")
    about = book.find("{*}workbookPr")
    moved = _SINCE_1904 if about is not None and about.get("date1904") in ("1", "true") else 0
    texts = []
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        key = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        outside = key not in relations or relations[key].outside
        root = None if outside else office.xml(relations[key].target)
        texts.append("\n".join("\t".join(_cell(cell, strings, codes, moved) for cell in row.iterfind("{*}c"))
                               for row in (() if root is None else root.iter("{*}row"))))
    return texts


def _cell(cell: Any, strings: list[str], codes: list[str], moved: int) -> str:
    """A cell as shown. moved: days by which the workbook counts later than others, whose days are then given too."""
    kind, value, style = cell.get("t", "n"), cell.findtext("{*}v") or "", whole_number(cell.get("s", "0"))
    code = codes[style] if style < len(codes) else ""
    if kind == "s":
        at = whole_number(value, len(strings), 1 << 31)
        return shown(strings[at] if at < len(strings) else "", code)
    if kind == "inlineStr":
        return shown("".join(map(_words, cell.iterfind("{*}is"))), code)
    if kind == "b":
        return plain(value.strip() == "1")
    number = _number(value) if kind == "n" else None
    if number is None:
        return shown(value, code)
    return shown(number, code) + (f"\t{shown(number + moved, code)}" if moved else "")


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _words(item: Any) -> str:
    """The text of a string, its runs joined, without the readings that stand over it."""
    return "".join((part.text or "") if part.tag.endswith("}t") else part.findtext("{*}t") or ""
                   for part in item if isinstance(part.tag, str) and part.tag.endswith(("}t", "}r")))
