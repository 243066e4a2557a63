"""A read document as numbered lines: paragraphs, table rows, and rows that a text dump writes with tabs or bars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.documents import Block, Document
from rubric_maps.importer.paper import Line
from rubric_maps.importer.words import plain

_BARS = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:+-]+$")


def source_lines(document: Document) -> tuple[Line, ...]:
    """Every line of the document that holds text, numbered from 1 in reading order."""
    found: list[Line] = []
    for raw, block in _pieces(document):
        number = len(found) + 1
        if block is not None:
            found.append(Line(
                number=number, raw=raw, text=plain(raw.replace("\t", " ")), table=block.table_id,
                cells=tuple((cell.column, plain(block.text[cell.start:cell.end])) for cell in block.cells),
                carried=tuple((column, plain(text)) for column, text in block.carried)))
        else:
            cells = _cells(raw)
            loose = len(cells) > 1
            found.append(Line(number=number, raw=raw, text=plain(raw.replace("\t", " ")), loose=loose,
                              cells=tuple(enumerate(cells)) if loose else ()))
    return tuple(found)


def _pieces(document: Document) -> Iterator[tuple[str, Block | None]]:
    for block in document.blocks:
        if block.kind == "table_row" and block.cells:
            yield block.text, block
            continue
        for line in block.text.split("\n"):
            if plain(line) and not _RULE.match(line):
                yield line.strip(), None


def _cells(raw: str) -> list[str]:
    """The cells of a line written with tabs or bars; one for running text."""
    if _BARS.match(raw):
        return [plain(cell) for cell in raw.strip().strip("|").split("|")]
    return [plain(cell) for cell in raw.split("\t")]


def source_text(lines: tuple[Line, ...]) -> str:
    """The file that the citations point to: each line with its number."""
    width = len(str(len(lines)))
    return "".join(f"{line.number:>{width}}  {line.raw.replace(chr(9), ' | ')}\n" for line in lines)
