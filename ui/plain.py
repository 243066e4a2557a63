"""Files without a page picture, as paragraphs and table rows to look at; nothing is scored from them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractor.normal import clean, squeeze

MOST_BLOCKS = 3000
MOST_UNPACKED = 300_000_000


@dataclass(frozen=True, slots=True)
class Plain:
    """A paragraph (one cell) or a table row. page: sheet number, else 1. head: a heading or a table's head."""

    cells: tuple[str, ...]
    page: int = 1
    head: bool = False

    @property
    def squeezed(self) -> str:
        """Its text without white space."""
        return squeeze(clean("".join(self.cells)))


def blocks(data: bytes, kind: str) -> tuple[Plain, ...]:
    """The blocks of a file by its kind (``docx``, ``xlsx``, ``html``, ``txt`` …); () where it cannot be shown."""
    readers = {"docx": _docx, "xlsx": _sheets, "xls": _sheets, "ods": _sheets, "html": _html, "htm": _html,
               "txt": _text, "md": _text, "csv": _text}
    reader = readers.get(kind)
    if reader is None:
        return ()
    try:
        if data[:2] == b"PK" and _unpacked(data) > MOST_UNPACKED:
            return ()
        found = []
        for block in reader(data):
            found.append(block)
            if len(found) >= MOST_BLOCKS:
                break
        return tuple(found)
    except Exception:  # noqa: BLE001 - a broken file of any kind is only not shown; the ledger stays usable
        return ()


def _unpacked(data: bytes) -> int:
    """Declared size of an office file once unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(info.file_size for info in archive.infolist())


def _docx(data: bytes) -> Iterator[Plain]:
    """Paragraphs and table rows of a Word file, in the order of its body."""
    from docx import Document
    from docx.table import Table

    for part in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                yield Plain(tuple(dict.fromkeys(cell.text for cell in row.cells)))
        elif part.text.strip():
            name = str(part.style.name if part.style else "")
            yield Plain((part.text,), head=name.startswith(("Heading", "Title", "标题")))


def _sheets(data: bytes) -> Iterator[Plain]:
    """Rows of all sheets of a workbook; the first filled row of a sheet is its head."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for number, name in enumerate(book.sheet_names, 1):
        first = True
        for row in book.get_sheet_by_name(name).to_python(skip_empty_area=True):
            cells = tuple(_cell(value) for value in row)
            if any(cells):
                yield Plain(cells, page=number, head=first)
                first = False


def _cell(value: Any) -> str:
    """A cell as people see it: whole numbers without a point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _html(data: bytes) -> Iterator[Plain]:
    """Text of a web page, block by block, without scripts."""
    from lxml import html

    tree = html.fromstring(_decode(data))
    for gone in tree.xpath("//script|//style|//noscript|//template|//comment()"):
        gone.drop_tree()
    wanted = "//*[self::p or self::h1 or self::h2 or self::h3 or self::h4 or self::li or self::tr or self::title]"
    for node in tree.xpath(wanted):
        text = " ".join(node.text_content().split())
        if text:
            yield Plain((text,), head=str(node.tag) in {"h1", "h2", "h3", "title"})


def _text(data: bytes) -> Iterator[Plain]:
    """Lines of a text file."""
    for line in _decode(data).splitlines():
        if line.strip():
            yield Plain((line,))


def _decode(data: bytes) -> str:
    """Text in the encoding it is in: by its mark, as UTF-8, else as GB18030."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    told = re.search(rb"charset=[\"']?([\w-]+)", data[:2000])
    for encoding in ("utf-8-sig", told.group(1).decode() if told else "gb18030", "gb18030"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("gb18030", "replace")
