"""How the cells of a workbook look: the number format of each (xlsx, xls), or the very text that the file keeps (ods).

calamine gives bare values. What shows them is read from the file beside it: for xlsx from the tags of the sheet and the
styles, for xls from its records; ods keeps what every cell showed when it was saved.
"""

from __future__ import annotations

import codecs
import re
import struct
import zipfile
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from extractor.archives import read_part
from extractor.limits import MEGA
from extractor.normal import whole_number
from extractor.sheets.cell_formats import plain, shown

Look = Callable[[int, int, Any], str]
"""Row and column from 0, and the value → the text that the sheet shows. Rows must be asked for in their order."""

_MONEY = '"￥"#,##0{0};"￥"-#,##0{0}'
_LEDGER = "#,##0{0};-#,##0{0};-"
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: _MONEY.format(""), 6: _MONEY.format(""), 7: _MONEY.format(".00"),
    8: _MONEY.format(".00"), 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: _LEDGER.format(""), 42: _MONEY.format("") + ';"￥-"',
    43: _LEDGER.format(".00"), 44: _MONEY.format(".00") + ';"￥-"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}
"""The formats that a file names by number only, as a Chinese Excel shows them; General and text (@) are left out."""
TAG = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"""\b([rs])\s*=\s*["']([^"']*)["']""")
_REFERENCE = re.compile(rb"([A-Z]{1,3})(\d{1,7})$")


def plainly(row: int, column: int, value: Any) -> str:
    """The look of a sheet of whose formats nothing is known."""
    return plain(value)


def is_plain(code: str) -> bool:
    """Whether a format changes nothing: General, or text as it is."""
    return code.strip().lower() in ("", "general", "@", "g/通用格式")


def style_codes(root: Any) -> list[str]:
    """Format of every cell style in the styles part of an xlsx, "" for one that changes nothing."""
    if root is None:
        return []
    known = {str(key): code for key, code in BUILT_IN.items()}
    for element in root.iterfind("{*}numFmts/{*}numFmt"):
        known[element.get("numFmtId", "")] = element.get("formatCode", "")
    codes = [known.get(style.get("numFmtId", ""), "") for style in root.iterfind("{*}cellXfs/{*}xf")]
    return ["" if is_plain(code) else code for code in codes]


def xlsx_look(data: bytes, codes: list[str]) -> Look:
    """The look of one sheet. data: the part that holds it; codes: from ``style_codes``. The part is only gone through
    where a style changes anything."""
    if not any(codes):
        return plainly
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    rows = _styled_rows(data, codes)
    at, styles = next(rows, (1 << 30, {}))

    def look(row: int, column: int, value: Any) -> str:
        nonlocal at, styles
        while at < row:
            at, styles = next(rows, (1 << 30, {}))
        return shown(value, styles.get(column, "")) if at == row and value != "" else plain(value)

    return look


def _styled_rows(data: bytes, codes: list[str]) -> Iterator[tuple[int, dict[int, str]]]:
    """(row, column → format) of the rows that have a cell with a format, in the order of the part."""
    by_style = {str(at).encode(): code for at, code in enumerate(codes) if code}
    bare = codes[0] if codes else ""
    row, column, found = -1, -1, {}
    for match in TAG.finditer(data):
        tag, rest = match.groups()
        named = dict(_ATTRIBUTE.findall(rest))
        if tag == b"row":
            if found:
                yield row, found
            row = whole_number(named.get(b"r", b"").decode("ascii", "replace"), row + 2) - 1
            column, found = -1, {}
            continue
        column = cell_column(named.get(b"r", b""), column + 1)
        code = by_style.get(named[b"s"], "") if b"s" in named else bare
        if code:
            found[column] = code
    if found:
        yield row, found


def cell_column(reference: bytes, following: int) -> int:
    """The column of a cell by its reference (``B7`` → 1), ``following`` where it has none."""
    found = _REFERENCE.match(reference)
    return column_of(found.group(1).decode()) if found else following


def column_of(letters: str) -> int:
    """A → 0, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


_FORMAT, _XF, _BOUND = 0x041E, 0x00E0, 0x0085
_ONE_CELL = {0x0006, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E}
_MANY_CELLS, _BEGIN, _END = 0x00BD, 0x0809, 0x000A


def xls_looks(path: Path) -> list[Look]:
    """The look of every sheet of an old workbook. Raises what olefile raises; records that make no sense are passed."""
    data, wide = _stream(path)
    codes, starts = _codes(data, wide)
    return [_xls_look(_styles_of(data, start, codes) if any(codes) else {}, codes) for start in starts]


def xls_codes(path: Path) -> list[str]:
    """Format of every cell style of an old workbook, "" for one that changes nothing. Raises what olefile raises."""
    return _codes(*_stream(path))[0]


def _stream(path: Path) -> tuple[bytes, bool]:
    """The records of an old workbook, and whether they are those of Excel 97 and later."""
    import olefile

    with olefile.OleFileIO(path) as ole:
        name = next((name for name in ("Workbook", "Book") if ole.exists(name)), None)
        return ole.openstream(name).read() if name else b"", name == "Workbook"


def _codes(data: bytes, wide: bool) -> tuple[list[str], list[int]]:
    """Format of every cell style, and where the sheets begin."""
    formats, styles, starts = dict(BUILT_IN), [], []
    for kind, at, size in _records(data, 0):
        if kind == _FORMAT and size >= 4:
            formats[struct.unpack_from("<H", data, at)[0]] = _format_text(data[at + 2:at + size], wide)
        elif kind == _XF and size >= 4:
            styles.append(struct.unpack_from("<H", data, at + 2)[0])
        elif kind == _BOUND and size >= 6:
            starts.append(struct.unpack_from("<I", data, at)[0])
        elif kind == _END:
            break
    codes = [formats.get(style, "") for style in styles]
    return ["" if is_plain(code) else code for code in codes], starts


def _xls_look(rows: dict[int, array[int]], codes: list[str]) -> Look:
    """rows: row → style of each column plus one, 0 for none."""
    none: array[int] = array("H")

    def look(row: int, column: int, value: Any) -> str:
        styles = rows.get(row, none)
        style = styles[column] if column < len(styles) else 0
        return shown(value, codes[style - 1] if style else "")

    return look if rows else plainly


def _records(data: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """(kind, where its content begins, size) of the records from ``start`` on."""
    at = start
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        if at + 4 + size > len(data):
            return
        yield kind, at + 4, size
        at += 4 + size


def _format_text(data: bytes, wide: bool) -> str:
    """The text of a format record; wide: as Excel 97 and later write it."""
    if not wide:
        return data[1:1 + data[0]].decode("gb18030", "replace")
    length, flags = struct.unpack_from("<HB", data) if len(data) >= 3 else (0, 0)
    return data[3:3 + 2 * length].decode("utf-16-le", "replace") if flags & 1 else \
        data[3:3 + length].decode("latin-1")


def _styles_of(data: bytes, start: int, codes: list[str]) -> dict[int, array[int]]:
    """Row → style of each column plus one, of the cells whose style changes anything."""
    rows: dict[int, array[int]] = {}
    depth = 0
    for kind, at, size in _records(data, start):
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                break
        elif depth != 1:
            continue
        elif kind in _ONE_CELL and size >= 6:
            row, column, style = struct.unpack_from("<HHH", data, at)
            _note(rows, row, column, style, codes)
        elif kind == _MANY_CELLS and size >= 6:
            row, column = struct.unpack_from("<HH", data, at)
            for number in range((size - 6) // 6):
                _note(rows, row, column + number, struct.unpack_from("<H", data, at + 4 + 6 * number)[0], codes)
    return rows


def _note(rows: dict[int, array[int]], row: int, column: int, style: int, codes: list[str]) -> None:
    if style < len(codes) and codes[style] and column < 256:
        styles = rows.setdefault(row, array("H"))
        if len(styles) <= column:
            styles.extend([0] * (column + 1 - len(styles)))
        styles[column] = style + 1


_CONTENT, _MOST_KEPT = 512 * MEGA, 400
_NUMERIC = ("float", "percentage", "currency", "date", "time", "boolean")


def ods_looks(path: Path, most_rows: int) -> list[Look]:
    """The look of every sheet: the text that the file keeps of cells that are no text. Raises as ``ods_root``."""
    return [_ods_look(table, most_rows) for table in ods_root(path).iterfind(".//{*}spreadsheet/{*}table")]


def ods_root(path: Path) -> Any:
    """The content of an ods. Raises what zipfile and lxml raise for a broken file."""
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        data = read_part(archive, "content.xml", _CONTENT)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    return etree.fromstring(data or b"<none/>", parser)


def _ods_look(table: Any, most_rows: int) -> Look:
    rows: dict[int, list[tuple[int, int, str]]] = {}
    at = 0
    for row in table.iter("{*}table-row"):
        kept: list[tuple[int, int, str]] = []
        column = 0
        for cell in row:
            if not isinstance(cell.tag, str) or not cell.tag.endswith("table-cell"):
                continue
            times = whole_number(_of(cell, "number-columns-repeated"), 1)
            if len(kept) < _MOST_KEPT and _of(cell, "value-type") in _NUMERIC and (text := _paragraphs(cell)):
                kept.append((column, column + times, text))
            column += times
        times = whole_number(_of(row, "number-rows-repeated"), 1)
        if kept:
            rows.update(dict.fromkeys(range(at, min(at + times, most_rows)), kept))
        at += times

    def look(row: int, column: int, value: Any) -> str:
        text = next((text for first, end, text in rows.get(row, ()) if first <= column < end), None)
        return plain(value) if text is None else text

    return look


def _of(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}" + name)), "")


def _paragraphs(cell: Any) -> str:
    """The text of a cell as shown, its notes left out."""
    return "\n".join("".join(part.itertext()) for part in cell.iterfind("{*}p"))
