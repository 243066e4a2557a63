"""The processes that are timed beside ``pufa assess``: ``python -m bench.speed_parts plain|reading DIR``."""

from __future__ import annotations

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


if __name__ == "__main__":
    print({"plain": plain, "reading": reading}[sys.argv[1]](Path(sys.argv[2])))
