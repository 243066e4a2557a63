"""Plain text, csv and Markdown: UTF-8, UTF-16 with a byte order mark, GB18030. Hard-wrapped lines are joined."""

from __future__ import annotations

import codecs
import hashlib
import unicodedata
from pathlib import Path
from statistics import median

from extractor.flow import Flow
from extractor.headings import is_title_line, typed_heading
from extractor.limits import Limits
from extractor.normal import SENTENCE_END, clean, glue
from extractor.office.within import over_limit
from extractor.plain.marks import delimited, heading, is_markdown, table_at
from extractor.reading import Reading, UnreadableError
from extractor.sheets.read_sheet import Rows
from extractor.sniff import data_encoding
from extractor.tools import Tools
from model.documents import Block, Document
from model.problems import Problem, problem

_MIN_WRAPPED = 5
_LINES_A_PAGE_LIMIT = 60


def read_txt(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads a text file; a page is the whole file. Raises UnreadableError for bytes that are no text."""
    most = 3 * limits.characters
    with path.open("rb") as file:
        data = file.read(most + 1)
    cut = len(data) > most
    encoding = data_encoding(data, cut=cut)
    if encoding is None:
        raise UnreadableError(problem("format_unknown", name))
    text = codecs.getincrementaldecoder(encoding)().decode(data, final=not cut)
    del data
    cut = cut or len(text) > limits.characters
    text = clean(text[:limits.characters]).replace("\r\n", "\n").replace("\r", "\n")
    rows = delimited(text, limits.rows + 1)
    lines = text.split("\n")
    problems: list[Problem] = []
    if rows is not None:
        layout, blocks = "csv", _table_blocks(rows[:limits.rows])
        if len(rows) > limits.rows:
            problems.append(problem("sheet_rows_over_limit", name, sheet="1", limit=limits.rows))
    elif is_markdown(lines):
        layout, blocks = "markdown", _markdown_blocks(lines)
    else:
        layout, blocks = "", text_blocks(text)
    if cut:
        problems.append(over_limit(name, len(blocks), limits))
    if not blocks:
        problems.append(problem("no_text", name))
    properties = (("encoding", encoding), *([("layout", layout)] if layout else []))
    return Reading(blocks=blocks, status="partial" if problems else "parsed", problems=tuple(problems),
                   properties=properties if blocks else ())


def _table_blocks(rows: list[list[str]]) -> tuple[Block, ...]:
    flow = Flow()
    table = Rows(flow, 1)
    for row in rows:
        table.add(list(enumerate(row)), [])
    return tuple(flow.blocks)


def _markdown_blocks(lines: list[str]) -> tuple[Block, ...]:
    """Headings by their ``#``, tables by their bars; all other lines as in any text, their marks left in."""
    flow = Flow()
    waiting: list[str] = []
    at = 0

    def flush() -> None:
        for paragraph in _paragraphs(waiting):
            flow.text(paragraph)
        waiting.clear()

    while at < len(lines):
        head, rows = heading(lines[at]), table_at(lines, at)
        if head is not None:
            flush()
            flow.text(head[1], level=head[0])
        elif rows:
            flush()
            number = flow.new_table()
            for index, row in enumerate(rows):
                flow.row(list(enumerate(row)), table=number, header=index == 0)
        else:
            waiting.append(lines[at])
        at += max(1, len(rows))
    flush()
    return tuple(flow.blocks)


def text_document(text: str, name: str) -> Document:
    """A Document made of a string instead of a file."""
    data = text.encode("utf-8", "replace")
    return Document(path=name, sha256=hashlib.sha256(data).hexdigest(), media_type="txt", status="parsed", pages=1,
                    blocks=text_blocks(text), size=len(data))


def text_blocks(text: str) -> tuple[Block, ...]:
    """Paragraphs and headings of a text. A blank or an indented line begins a paragraph; a hard wrap does not."""
    flow = Flow()
    add_text(flow, text, titled=True)
    return tuple(flow.blocks)


def add_text(flow: Flow, text: str, *, titled: bool = False) -> None:
    """Adds the paragraphs and headings of a text; ``titled``: its first line may be its title."""
    first = titled
    for paragraph in _paragraphs(clean(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        title = first and is_title_line(paragraph) and typed_heading(paragraph) is None and "\t" not in paragraph
        flow.text(paragraph, level=1 if title else 0)
        first = False
        if flow.full:
            break


def _paragraphs(lines: list[str]) -> list[str]:
    width = _wrap_width(lines)
    found: list[str] = []
    joining = False
    for line in lines:
        body = line.strip()
        if not body:
            joining = False
            continue
        indented = line[0] in " \t\u3000"
        if joining and not indented and typed_heading(body) is None:
            found[-1] += glue(found[-1], body) + body
        else:
            found.append(body)
        joining = bool(width) and _width(line.rstrip()) >= width
    return found


def _wrap_width(lines: list[str]) -> int:
    """The width from which a line counts as full, 0 where the text is not hard-wrapped.

    A text is hard-wrapped where most of its lines have about the same width and end in mid-sentence.
    """
    bodies = [line.rstrip() for line in lines if line.strip()]
    widths = [_width(body) for body in bodies]
    if len(bodies) < _MIN_WRAPPED:
        return 0
    usual = median(sorted(widths)[len(widths) // 2:])
    full = [body for body, width in zip(bodies, widths, strict=True) if usual - 4 <= width <= usual + 4]
    running = [body for body in full if body[-1] not in SENTENCE_END + "：:"]
    if usual < 30 or usual > 2 * _LINES_A_PAGE_LIMIT or len(full) < 0.4 * len(bodies):
        return 0
    return int(usual) - 4 if len(running) >= 0.6 * len(full) else 0


def _width(line: str) -> int:
    """Columns of the line; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)
