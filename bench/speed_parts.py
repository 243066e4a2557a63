"""The processes that are timed by ``bench.speed`` and ``bench.reading``: ``python -m bench.speed_parts NAME DIR``."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def plain(folder: Path) -> int:
    """The yardstick: the text of every page with pdfplumber, nothing else."""
    import pdfplumber

    pages = 0
    for path in sorted(folder.glob("*.pdf")):
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_text()
                pages += 1
    return pages


def reading(folder: Path) -> int:
    """Our own reading alone: files to documents."""
    from extractor import read_dossier

    return sum(document.pages or 0 for document in read_dossier(folder).documents)


def ours(folder: Path) -> int:
    """Our reading in one process, file after file, nothing taken from a cache."""
    from extractor import read_file

    return sum(read_file(path).pages or 0 for path in sorted(folder.iterdir()))


def pdfium(folder: Path) -> int:
    """The least that reading a PDF can cost: pdfium's text of every page."""
    import pypdfium2

    pages = 0
    for path in sorted(folder.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as pdf:
            for page in pdf:
                page.get_textpage().get_text_range()
                pages += 1
    return pages


def words(folder: Path) -> int:
    """pdfplumber's words of every page."""
    import pdfplumber

    pages = 0
    for path in sorted(folder.glob("*.pdf")):
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_words()
                page.close()
                pages += 1
    return pages


def python_docx(folder: Path) -> int:
    """python-docx's own walk of paragraphs and tables."""
    import docx

    texts: list[str] = []
    for path in sorted(folder.glob("*.docx")):
        for item in docx.Document(str(path)).iter_inner_content():
            if hasattr(item, "rows"):
                texts.extend(cell.text for row in item.rows for cell in row.cells)
            else:
                texts.append(item.text)
    return len(texts)


PARTS = {"plain": plain, "reading": reading, "ours": ours, "pdfium": pdfium, "words": words,
         "python-docx": python_docx}

if __name__ == "__main__":
    os.environ["PUFA_CACHE"] = "off"
    print(PARTS[sys.argv[1]](Path(sys.argv[2])))
