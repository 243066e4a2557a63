"""Read the visible text of a built file, whitespace removed, to prove quotes."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pypdfium2
from docx import Document
from docx.oxml.ns import qn
from lxml import html

SPACE = re.compile(r"[\s\u3000\ufeff\ufffe\u0000-\u0008]+")


def squeeze(text: str) -> str:
    """Remove all whitespace and control characters."""
    return SPACE.sub("", text)


def _docx(path: Path) -> str:
    doc = Document(str(path))
    parts = [doc.element.body]
    for section in doc.sections:
        parts += [section.header._element, section.footer._element]
    # w:t covers runs, tables, text boxes and insertions; w:delText is left out
    return "".join(node.text or "" for part in parts for node in part.iter(qn("w:t")))


def _pdf(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(str(path))
    return "".join(page.get_textpage().get_text_range() for page in pdf)


def _xlsx(path: Path) -> str:
    book = openpyxl.load_workbook(path, data_only=True)
    cells = (c for sheet in book for row in sheet.iter_rows(values_only=True) for c in row)
    return "\n".join(str(c) for c in cells if c is not None)


def _txt(path: Path) -> str:
    raw = path.read_bytes()
    for code in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(code)
        except UnicodeDecodeError:
            continue
    raise ValueError(f"cannot decode {path}")


def _html(path: Path) -> str:
    tree = html.fromstring(path.read_bytes())
    for node in tree.xpath("//script|//style"):
        node.drop_tree()
    return tree.text_content()


READERS = {".docx": _docx, ".pdf": _pdf, ".xlsx": _xlsx, ".txt": _txt, ".html": _html}


def read_text(path: Path) -> str:
    """Visible text of one file without whitespace; empty for photos."""
    reader = READERS.get(path.suffix.lower())
    return squeeze(reader(path)) if reader else ""
