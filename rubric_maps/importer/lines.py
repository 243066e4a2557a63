"""A read document as numbered lines: paragraphs, table rows, and rows that a text dump writes with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from model.documents import Block, Document
from rubric_maps.importer.dump import rebuilt
from rubric_maps.importer.outline import head_roles
from rubric_maps.importer.paper import Line
from rubric_maps.importer.words import plain

_SIGNS = tuple(",;。、:%)")


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
            cells = [plain(cell) for cell in raw.split("\t")]
            loose = len(cells) > 1
            found.append(Line(number=number, raw=raw, text=plain(raw.replace("\t", " ")), loose=loose,
                              cells=tuple(enumerate(cells)) if loose else ()))
    return tuple(rebuilt(_tabbed(_joined(found))))


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Running text that was broken before a sign (…为合格 / ，59分以下…) is whole in its first line."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last is not None and not line.cells and not last.cells and line.text[:1] in _SIGNS:
            found[-1] = replace(last, text=last.text + line.text)
            line = replace(line, text="")
        found.append(line)
    return found


def _tabbed(lines: Sequence[Line]) -> list[Line]:
    """Gives rows that tabs keep in their columns the number of a table; others stay loose."""
    found = list(lines)
    at = 0
    while at < len(found):
        stop = at
        while stop < len(found) and found[stop].loose:
            stop += 1
        rows = found[at:stop]
        if len(rows) > 2 and head_roles(text for _, text in rows[0].cells) and _aligned(rows):
            found[at:stop] = [replace(row, loose=False, table=-at - 1) for row in rows]
        at = max(stop, at + 1)
    return found


def _aligned(rows: Sequence[Line]) -> bool:
    """Whether most rows have the head's columns, or begin with a number of their own."""
    columns = len(rows[0].cells)
    whole = sum(len(row.cells) == columns or re.fullmatch(r"\d{1,3}", row.cells[0][1]) is not None for row in rows[1:])
    return whole >= 0.6 * (len(rows) - 1)


def _pieces(document: Document) -> Iterator[tuple[str, Block | None]]:
    for block in document.blocks:
        if block.kind == "table_row" and block.cells:
            yield block.text, block
            continue
        for line in block.text.split("\n"):
            if plain(line):
                yield line.strip(), None


def source_text(lines: tuple[Line, ...]) -> str:
    """The file that the citations point to: each line with its number."""
    width = len(str(len(lines)))
    return "".join(f"{line.number:>{width}}  {line.raw.replace(chr(9), ' | ')}\n" for line in lines)
