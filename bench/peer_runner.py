"""Reads files with one tool and says what came out: run by the tool's own Python, so it imports nothing of this project
(but for the tool ``pufa`` itself): ``python bench/peer_runner.py TOOL RESULT.json FILE...``

The result: version; cpu, wall (seconds for all files after one of them was read as a warm-up), start (seconds of CPU
before that), peak (MB); files: text, rows of tables and whether the tool gives boxes, or the error.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from importlib.metadata import version

NOTES = []  # what a tool had to do without
PACKAGES = {"docling-parse": "docling-parse", "pdfminer": "pdfminer.six"}
_SEPARATOR = re.compile(r"^\|?[\s:|-]+\|?$")
_SYNTAX = re.compile(r"^#{1,6} |<!--.*?-->|</?[a-zA-Z][^<>]*>|!\[[^\]]*\]\([^)]*\)|\*\*|\\(?=[_*`|\[\]()#+.!-])",
                     re.M | re.S)


def main(arguments: list[str]) -> int:
    """Reads all files and writes the result; a tool that cannot start is a result too."""
    tool, out, *files = arguments
    try:
        result = run(tool, files)
    except Exception as error:  # noqa: BLE001 - whatever stops a tool is its result
        result = {"error": told(error)}
    with open(out, "w", encoding="utf-8") as target:  # noqa: PTH123 - old Pythons of others
        json.dump(result, target, ensure_ascii=False)
    return 0


def run(tool, files):
    """The result of one tool on its files."""
    read = TOOLS[tool]()
    one(read, files[0])
    start, clock = cpu(), time.perf_counter()
    found = [one(read, path) for path in files]
    used, wall = cpu() - start, time.perf_counter() - clock
    return {"version": own_version(tool), "cpu": used, "wall": wall, "start": start, "peak": peak(), "files": found,
            "note": "; ".join(NOTES)}


def one(read, path):
    """What a tool makes of one file: an error stops that file only."""
    try:
        text, rows, boxes = read(path)
    except Exception as error:  # noqa: BLE001 - whatever stops a tool is its result
        return {"file": path, "error": told(error)}
    return {"file": path, "text": text, "rows": rows, "boxes": boxes}


def told(error):
    """An error on one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:300]


def cpu():
    """Seconds of CPU of this process and all it waited for."""
    return sum(used.ru_utime + used.ru_stime for used in
               (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def peak():
    """The highest resident memory in MB of this process, or of the largest that it started.

    ``ru_maxrss`` of the process itself will not do: on Linux it keeps what its parent had when it started it.
    """
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    with open("/proc/self/status", encoding="ascii", errors="replace") as status:  # noqa: PTH123 - as above
        return max(children, *(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM")))


def own_version(tool):
    """The version of the tool; "" for this project, which is not always installed."""
    try:
        return version(PACKAGES.get(tool, tool))
    except Exception:  # noqa: BLE001 - a version is told where there is one
        return ""


def markdown_rows(text):
    """Rows of the pipe tables of a Markdown text."""
    rows = []
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("|") and not _SEPARATOR.match(line):
            rows.append([cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))])
    return rows


def markdown_text(text):
    """A Markdown text without its marks."""
    lines = (line for line in text.splitlines() if not _SEPARATOR.match(line.strip()) or not line.strip())
    bare = "\n".join(line.replace("|", " ") if line.strip().startswith("|") else line for line in lines)
    return _SYNTAX.sub("", bare)


class TableRows(HTMLParser):
    """Rows of the tables of an HTML text; ``rows`` when it was fed."""

    def __init__(self):
        super().__init__()
        self.rows, self.inside = [], False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


def html_rows(text):
    """Rows of the tables of an HTML text."""
    parser = TableRows()
    parser.feed(text)
    return parser.rows


def pufa():
    """This project's reader, in this process."""
    from pathlib import Path

    from extractor import read_file

    def read(path):
        document = read_file(Path(path))
        if document.status == "failed":
            raise RuntimeError("; ".join(one.message for one in document.problems))
        rows = []
        for block in document.blocks:
            if block.kind == "table_row":
                cells = {cell.column: block.text[cell.start:cell.end] for cell in block.cells} | dict(block.carried)
                rows.append([cells[column] for column in sorted(cells)])
        return ("\n".join(block.text for block in document.blocks), rows,
                any(block.bbox is not None for block in document.blocks))

    return read


def markitdown():
    """Markdown of a file; no places."""
    from markitdown import MarkItDown

    converter = MarkItDown(enable_plugins=False)

    def read(path):
        text = converter.convert(path).text_content
        return markdown_text(text), markdown_rows(text), False

    return read


def docling():
    """The document converter, recognition and table models off."""
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.pipeline_options import PdfPipelineOptions
    from docling.document_converter import DocumentConverter, PdfFormatOption

    options = PdfPipelineOptions(do_ocr=False, do_table_structure=False)
    converter = DocumentConverter(format_options={InputFormat.PDF: PdfFormatOption(pipeline_options=options)})

    def read(path):
        document = converter.convert(path).document
        rows = [[cell.text for cell in row] for table in document.tables for row in table.data.grid]
        cells = [cell.text for table in document.tables for cell in table.data.table_cells]
        items = [*document.texts, *document.tables]
        return ("\n".join([one.text for one in document.texts] + cells), rows,
                any(one.prov and one.prov[0].bbox for one in items))

    return read


def docling_parse():
    """The lines of docling's own PDF parser, without any model."""
    from docling_core.types.doc.page import TextCellUnit
    from docling_parse.pdf_parser import DoclingPdfParser

    parser = DoclingPdfParser(loglevel="fatal")

    def read(path):
        document = parser.load(path_or_stream=path)
        cells = [cell for _, page in document.iterate_pages()
                 for cell in page.iterate_cells(unit_type=TextCellUnit.LINE)]
        return "\n".join(cell.text for cell in cells), [], bool(cells)

    return read


def unstructured():
    """Elements by the fast strategy, which uses no model of the layout.

    It wants spaCy's English model from outside to cut sentences; where that is missing, an empty one takes its place.
    """
    import spacy

    try:
        spacy.load("en_core_web_sm")
    except OSError:
        blank = spacy.blank("en")
        blank.add_pipe("sentencizer")
        spacy.load = lambda *names, **options: blank
        NOTES.append("with an empty model of English, as spaCy's en_core_web_sm could not be had")
    from unstructured.partition.auto import partition

    def read(path):
        elements = partition(filename=path, strategy="fast", languages=["zho"])
        rows = [row for element in elements if element.metadata.text_as_html
                for row in html_rows(element.metadata.text_as_html)]
        return ("\n".join(element.text for element in elements), rows,
                any(element.metadata.coordinates is not None for element in elements))

    return read


def pdfminer():
    """Text with the analysis of the layout; no tables."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextContainer

    def read(path):
        boxes = [one.get_text() for page in extract_pages(path) for one in page if isinstance(one, LTTextContainer)]
        return "".join(boxes), [], bool(boxes)

    return read


def pdfplumber():
    """Words and ruled tables of every page."""
    import pdfplumber as library

    def read(path):
        texts, rows = [], []
        with library.open(path) as document:
            for page in document.pages:
                texts.append(" ".join(word["text"] for word in page.extract_words()))
                rows += [[cell or "" for cell in row] for table in page.extract_tables() for row in table]
        return "\n".join(texts), rows, True

    return read


def mineru():
    """Its tier without models."""
    import logging

    from mineru.parser import parse

    logging.disable(logging.WARNING)
    NOTES.append("tier flash; the other tiers want models from a hub")

    def read(path):
        result = parse(path, tier="flash")
        text = result.markdown()
        return markdown_text(text), markdown_rows(text) + html_rows(text), '"bbox": [' in json.dumps(result.to_dict())

    return read


Reader = Callable[[str], "tuple[str, Iterable[Iterable[str]], bool]"]
TOOLS = {"pufa": pufa, "markitdown": markitdown, "docling": docling, "docling-parse": docling_parse,
         "unstructured": unstructured, "pdfminer": pdfminer, "pdfplumber": pdfplumber, "mineru": mineru}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
