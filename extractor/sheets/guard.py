"""Workbooks that calamine does not survive: looked at before it opens them, and its panics made errors.

It keeps every cell between the first and the last one of a sheet, so that two cells far apart fill the memory; it goes
on for ever where the XML of an ods breaks off; and a panic of its own passes every ``except Exception``.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extractor.archives import BROKEN_ZIP, read_part
from extractor.limits import MEGA

MOST_CELLS = 8_000_000
_PART = 512 * MEGA
_CELL = re.compile(rb'\br="([A-Za-z]{0,3})(\d{1,10})"')
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
_CHUNK = 1 << 20
_LAST_ROW = 1 << 20
_DIMENSIONS, _BEGIN = 0x0200, 0x0809
_CELLS = {0x0006, 0x00BD, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E}
_MOST_RECORDS = 5_000_000


class BrokenBookError(ValueError):
    """The workbook is broken in a way that calamine has no error for."""


class WideBookError(ValueError):
    """A sheet has cells so far apart that what lies between them does not fit into the memory."""


@contextmanager
def opened_book(path: Path, kind: str) -> Iterator[Any]:
    """The workbook opened by calamine. kind: ``xlsx``, ``xls`` or ``ods``.

    Raises BrokenBookError, WideBookError and calamine's own errors, then and while it is used.
    """
    import python_calamine as calamine

    {"xlsx": _guard_xlsx, "ods": _guard_ods, "xls": _guard_xls}.get(kind, _guard_xlsx)(path)
    try:
        with calamine.CalamineWorkbook.from_path(str(path)) as book:
            yield book
    except BaseException as error:
        if type(error).__module__ == "pyo3_runtime":
            raise BrokenBookError(str(error)[:120]) from None
        raise


def _guard_xlsx(path: Path) -> None:
    """Looks at the corners of every sheet."""
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                if "worksheets/" in info.filename and info.filename.endswith(".xml"):
                    with archive.open(info) as part:
                        _hold(_corners(part))
    except (*BROKEN_ZIP, OSError) as error:
        if isinstance(error, (WideBookError, BrokenBookError, FileNotFoundError)):
            raise
        raise BrokenBookError(f"{type(error).__name__}: {str(error)[:80]}") from error


def _corners(part: Any) -> tuple[int, int]:
    """Rows and columns between the first and the last cell that has a place."""
    top, bottom, left, right = 1 << 30, 0, 1 << 30, 0
    rest = b""
    columns: dict[bytes, int] = {}
    while chunk := part.read(_CHUNK):
        data = rest + chunk
        for letters, row in _CELL.findall(data):
            line = int(row)
            if line > _LAST_ROW:
                raise BrokenBookError(f"{line}")
            if not letters:
                continue
            column = columns.get(letters) or columns.setdefault(letters, _number(letters.upper()))
            top, bottom = min(top, line), max(bottom, line)
            left, right = min(left, column), max(right, column)
        rest = data[-40:]
    return (bottom - top + 1, right - left + 1) if bottom else (0, 0)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _hold(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_CELLS:
        raise WideBookError(f"{size[0]} × {size[1]}")


def _guard_ods(path: Path) -> None:
    """The content must be whole XML, and no filled cell may be repeated past every measure."""
    from lxml import etree

    try:
        with zipfile.ZipFile(path) as archive:
            data = read_part(archive, "content.xml", _PART)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        root = etree.fromstring(data or b"", parser)
    except (*BROKEN_ZIP, OSError, etree.XMLSyntaxError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        raise BrokenBookError(f"{type(error).__name__}: {str(error)[:80]}") from error
    for table in root.iter("{*}table"):
        _hold(_filled(table))


def _filled(table: Any) -> tuple[int, int]:
    """Rows and columns up to the last filled cell, with repeated ones."""
    rows, bottom, right = 0, 0, 0
    for row in table.iter("{*}table-row"):
        at = 0
        filled = 0
        for cell in row:
            if isinstance(cell.tag, str) and cell.tag.endswith("table-cell"):
                at += _repeated(cell, "columns")
                filled = at if len(cell) or cell.get(_VALUE) else filled
        rows += _repeated(row, "rows")
        if filled:
            bottom, right = rows, max(right, filled)
    return bottom, right


def _repeated(element: Any, what: str) -> int:
    value = str(element.get(f"{_TABLE}number-{what}-repeated", "1"))
    if not value.isascii() or not value.isdigit():
        raise BrokenBookError(f"repeated {value[:20]}")
    return int(value[:12])


def _guard_xls(path: Path) -> None:
    """Looks at the sizes that the sheets state and the columns of their cells."""
    import olefile

    try:
        with olefile.OleFileIO(path) as ole:
            name = next((name for name in ("Workbook", "Book") if ole.exists(name)), None)
            data = ole.openstream(name).read() if name else b""
    except (OSError, ValueError, IndexError, TypeError, struct.error) as error:
        if isinstance(error, FileNotFoundError):
            raise
        raise BrokenBookError(f"{type(error).__name__}: {str(error)[:80]}") from error
    at, top, bottom, left, right = 0, 1 << 16, 0, 256, 0
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(data):
            break
        kind, size = struct.unpack_from("<HH", data, at)
        if kind == _DIMENSIONS and size in (10, 14) and at + 4 + size <= len(data):
            first, last, begin, end = struct.unpack_from("<IIHH" if size == 14 else "<HHHH", data, at + 4)
            if last < first or end < begin or last > 65_536 or end > 256:
                raise BrokenBookError(f"{last} × {end}")
            _hold((last - first, end - begin))
        elif kind in _CELLS and size >= 4 and at + 8 <= len(data):
            row, column = struct.unpack_from("<HH", data, at + 4)
            if column > 255:
                raise BrokenBookError(f"{row} × {column}")
            top, bottom, left, right = min(top, row), max(bottom, row), min(left, column), max(right, column)
            _hold((bottom - top + 1, right - left + 1))
        elif kind == _BEGIN:
            top, bottom, left, right = 1 << 16, 0, 256, 0
        at += 4 + size
