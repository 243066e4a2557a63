"""Excel 97 (.xls) files and PDF files exported from Word; read-back for .xls."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import xlwt
from docx import Document
from docx.oxml.ns import qn

from corpus.builders.docx_builder import build_docx
from corpus.builders.pdf_builder import build_pdf
from corpus.builders.readback import READERS

GRID = "align: vert center, wrap on; borders: left thin, right thin, top thin, bottom thin"
HEAD = xlwt.easyxf("font: name 宋体, bold on; " + GRID)
CELL = xlwt.easyxf("font: name 宋体; " + GRID)
TITLE = xlwt.easyxf("font: name 宋体, bold on, height 320; align: horiz center, vert center")


def build_xls(spec: dict[str, Any], path: Path, _root: Path) -> None:
    """Build one .xls from the keys the .xlsx builder uses (title, header, rows, widths)."""
    book = xlwt.Workbook(encoding="utf-8")
    for data in spec["sheets"]:
        sheet = book.add_sheet(data["name"])
        sheet.portrait, sheet.fit_num_pages, sheet.fit_width_to_pages, sheet.fit_height_to_pages = False, 1, 1, 0
        sheet.row(0).height_mismatch, sheet.row(0).height = True, 600
        sheet.write_merge(0, 0, 0, len(data["header"]) - 1, data["title"], TITLE)
        for col, text in enumerate(data["header"]):
            sheet.write(1, col, text, HEAD)
            sheet.col(col).width = data["widths"][col] * 256
        for r, row in enumerate(data["rows"], 2):
            for col, value in enumerate(row):
                sheet.write(r, col, value, CELL)
    book.save(str(path))


def soffice(source: Path, suffix: str, out: Path) -> Path:
    """Convert ``source`` with LibreOffice into the folder ``out``."""
    if not shutil.which("soffice"):
        raise SystemExit("soffice not found: LibreOffice is needed for the Word-made PDF and to read .xls back")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{out}/profile", "--headless", "--convert-to", suffix,
         "--outdir", str(out), str(source)], check=True, capture_output=True, timeout=180)
    return out / (source.stem + "." + suffix)


def one_font(path: Path, name: str = "WenQuanYi Zen Hei") -> None:
    """Use one installed font throughout, so that quotation marks keep their place in the PDF text."""
    doc = Document(str(path))
    for root in (doc.element, doc.styles.element):
        for fonts in root.iter(qn("w:rFonts")):
            for key in ("w:ascii", "w:hAnsi", "w:eastAsia"):
                fonts.set(qn(key), name)
    doc.save(str(path))


def build_any_pdf(spec: dict[str, Any], path: Path, root: Path) -> None:
    """PDF exported from Word where the specification says ``via: docx``, else drawn."""
    if spec.get("via") != "docx":
        build_pdf(spec, path, root)
        return
    with tempfile.TemporaryDirectory() as tmp:
        word = Path(tmp) / (path.stem + ".docx")
        build_docx(spec, word, root)
        one_font(word)
        made = soffice(word, "pdf", Path(tmp)).read_bytes()
    day = str(spec["date"]).replace("-", "").encode()
    path.write_bytes(re.sub(rb"\(D:\d{14}", b"(D:" + day + b"093000", made))


def read_xls(path: Path) -> str:
    """Text of an .xls, read through an .xlsx copy."""
    with tempfile.TemporaryDirectory() as tmp:
        return READERS[".xlsx"](soffice(path, "xlsx", Path(tmp)))
