"""Word papers of every age: docx as it is; doc, wps, rtf and odt as the docx that LibreOffice makes of them.

Where LibreOffice is missing or fails, the words alone are read from the old file (``extractor.old_text``). Pages and
boxes come from a LibreOffice rendition where they are asked for (``Limits.render``).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from extractor.limits import Limits
from extractor.old_text import text_only
from extractor.read_docx import read_docx
from extractor.reading import Reading
from extractor.rendition import placed
from extractor.sniff import sniff
from extractor.tools import Tools
from model.problems import Problem, problem


def read_word(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads a docx. Raises UnreadableError for a broken or hostile file."""
    return _with_pages(read_docx(path, name, limits, tools), path, "docx", name, limits, tools)


def read_old(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads a Word paper of another format. Raises UnreadableError where not even its words can be read."""
    kind = sniff(path)
    made = tools.converted(str(path), kind, "docx")
    if isinstance(made, Problem):
        return text_only(path, kind, name, made)
    with as_file(made, ".docx") as copy:
        reading = read_docx(copy, name, limits, tools)
    own = tuple((key, value) for key, value in reading.properties if key != "Application")
    return _with_pages(replace(reading, properties=own), path, kind, name, limits, tools)


def _with_pages(reading: Reading, path: Path, kind: str, name: str, limits: Limits, tools: Tools) -> Reading:
    """The reading with the pages and boxes of a rendition, where one is asked for; a note where there is none."""
    if not limits.render:
        return reading
    pages = tools.converted(str(path), kind, "pdf")
    if isinstance(pages, bytes):
        return placed(reading, pages, name, limits)
    why = replace(pages, where=name).text()
    return replace(reading, problems=(*reading.problems, problem("pages_not_made", name, reason=why.rstrip("。"))))


@contextmanager
def as_file(data: bytes, suffix: str) -> Iterator[Path]:
    """The bytes as a file that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="pufa-") as place:
        copy = Path(place) / f"paper{suffix}"
        copy.write_bytes(data)
        yield copy
