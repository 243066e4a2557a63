"""Which cells of an xlsx sheet show per cent; calamine gives bare values (0.98 where the sheet shows 98%)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from extractor.ooxml import OfficeFile, office_file

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")


def percent_cells(path: Path, sheet: str) -> dict[tuple[int, int], int]:
    """(row, column) from 0 → decimals shown, for the cells of ``sheet`` with a per cent format.

    The sheet itself is only looked at where the workbook has such a format at all.
    """
    with office_file(path, sheet, "Excel 表格") as office:
        styles = _percent_styles(office.xml("xl/styles.xml"))
        part = _sheet_part(office, sheet) if styles else None
        root = office.xml(part) if part else None
        found: dict[tuple[int, int], int] = {}
        for cell in () if root is None else root.iter("{*}c"):
            decimals = styles.get(cell.get("s", ""))
            reference = _REFERENCE.match(cell.get("r", ""))
            if decimals is not None and reference:
                found[int(reference.group(2)) - 1, _column(reference.group(1))] = decimals
        return found


def _percent_styles(root: Any) -> dict[str, int]:
    """Index of a cell style → decimals, for per cent styles."""
    if root is None:
        return {}
    codes = {"9": "0%", "10": "0.00%"}
    codes.update({element.get("numFmtId", ""): element.get("formatCode", "") for element in root.iter("{*}numFmt")})
    formats = root.find("{*}cellXfs")
    found = {}
    for index, style in enumerate(() if formats is None else formats):
        code = _QUOTED.sub("", codes.get(style.get("numFmtId", ""), "")).split(";")[0]
        if "%" in code:
            found[str(index)] = len(re.sub(r"[^0#?]", "", code.partition(".")[2]))
    return found


def _sheet_part(office: OfficeFile, sheet: str) -> str | None:
    """Name of the part that holds the sheet of this name."""
    book, relations = office.xml("xl/workbook.xml"), office.xml("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return None
    targets = {relation.get("Id"): str(relation.get("Target", "")) for relation in relations}
    for element in book.iter("{*}sheet"):
        if element.get("name") == sheet:
            key = next((value for name, value in element.attrib.items() if str(name).endswith("}id")), None)
            target = targets.get(key, "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}" if target else None
    return None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
