"""Word papers of every age: docx as it is; doc and wps from their streams where these hold nothing but text and plain
tables, else, as rtf and odt, as the docx that LibreOffice makes of them.

Where LibreOffice is missing or fails, the words alone are read from the old file (``extractor.word.old_text``). Pages
and boxes come from a LibreOffice rendition where they are asked for (``Limits.render``).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from extractor.limits import Limits
from extractor.reading import Reading, UnreadableError
from extractor.sniff import sniff
from extractor.tools import Tools
from extractor.word.old_text import reason_of, text_only, whole_text
from extractor.word.read_docx import read_docx
from extractor.word.rendition import placed
from model.problems import Problem, problem


def read_word(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads a docx. Raises UnreadableError for a broken or hostile file."""
    pages = converted(path, "docx", "pdf", name, tools) if limits.render else None
    return _with_pages(read_docx(path, name, limits, tools), pages, name, limits)


def read_old(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads a Word paper of another format. Raises UnreadableError where not even its words can be read."""
    kind = sniff(path)
    pages = converted(path, kind, "pdf", name, tools) if limits.render else None
    reading = whole_text(path, name) if kind in ("doc", "wps") else None
    if reading is None:
        made = converted(path, kind, "docx", name, tools)
        if isinstance(made, Problem):
            reading = text_only(path, kind, name, made)
        else:
            with as_file(made, ".docx") as copy:
                reading = read_docx(copy, name, limits, tools)
            own = tuple((key, value) for key, value in reading.properties if key != "Application")
            reading = replace(reading, properties=own)
    return _with_pages(reading, pages, name, limits)


def converted(path: Path, kind: str, target: str, name: str, tools: Tools) -> bytes | Problem:
    """The file as ``target``, or why not. Raises UnreadableError where it is still being made: it is read later."""
    made = tools.converted(str(path), kind, target)
    if isinstance(made, Problem) and made.message == "office_later":
        raise UnreadableError(replace(made, where=name))
    return made


def _with_pages(reading: Reading, pages: bytes | Problem | None, name: str, limits: Limits) -> Reading:
    """The reading with the pages and boxes of a rendition, where one was asked for; a note where there is none."""
    if pages is None:
        return reading
    if isinstance(pages, bytes):
        return placed(reading, pages, name, limits)
    note = problem("pages_not_made", name, reason=reason_of(pages))
    again = (replace(pages, where=name),) if pages.passing else ()
    return replace(reading, problems=(*reading.problems, note, *again))


@contextmanager
def as_file(data: bytes, suffix: str) -> Iterator[Path]:
    """The bytes as a file that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="pufa-") as place:
        copy = Path(place) / f"paper{suffix}"
        copy.write_bytes(data)
        yield copy
