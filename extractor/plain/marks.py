"""Tables and headings that a text file writes with signs: delimited values (csv) and Markdown.

The words stay as they are; only marks that carry the layout (delimiters, ``#``, ``|``) are left out of the blocks.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from contextlib import suppress
from itertools import islice

_DELIMITERS = "\t,;|"
_LOOKED_AT = 200
_SAMPLE = 200_000
_MAX_COLUMNS = 200
_SAME_WIDTH = 0.9
_TITLE_ROWS = 2
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*$")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_BAR = re.compile(r"(?<!\\)\|")


def delimited(text: str, most: int) -> list[list[str]] | None:
    """The first ``most`` rows of a text that is a table of delimited values; None where it is not one.

    It is one where nearly all lines have equally many cells, two or more; titles may stand above.
    """
    for delimiter in _DELIMITERS:
        if delimiter in text[:_SAMPLE] and _is_table(_rows(text[:_SAMPLE], delimiter, _LOOKED_AT), delimiter):
            return _rows(text, delimiter, most)
    return None


def _rows(text: str, delimiter: str, most: int) -> list[list[str]]:
    """Rows up to the first that breaks the rules of csv."""
    found: list[list[str]] = []
    with suppress(csv.Error):
        for row in islice(csv.reader(io.StringIO(text), delimiter=delimiter), most):
            found.append(row[:_MAX_COLUMNS])
    return found


def _is_table(rows: list[list[str]], delimiter: str) -> bool:
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    for _ in range(_TITLE_ROWS):
        if filled and sum(bool(cell.strip()) for cell in filled[0]) == 1:
            filled.pop(0)
    if len(filled) < 2:
        return False
    width, count = Counter(map(len, filled)).most_common(1)[0]
    if width < 2 or count < _SAME_WIDTH * len(filled):
        return False
    sentences = sum(row[-1].strip().endswith(("。", "！", "；", ".")) for row in filled)
    return delimiter == "\t" or (width > 2 and len(filled) > 2) or (len(filled) > 3 and sentences < 0.5 * len(filled))


def is_markdown(lines: list[str]) -> bool:
    """Whether a text is Markdown: a table under a rule, or two headings with ``#``, or one as its first line."""
    heads = [index for index, line in enumerate(lines) if _HEADING.match(line)]
    first = next((index for index, line in enumerate(lines) if line.strip()), -1)
    ruled = any(_RULE.match(line) and "|" in line and "|" in before
                for before, line in zip(lines, lines[1:], strict=False))
    return ruled or len(heads) >= 2 or bool(heads and heads[0] == first)


def heading(line: str) -> tuple[int, str] | None:
    """Level and words of a Markdown heading, None for any other line."""
    found = _HEADING.match(line)
    return (len(found.group(1)), found.group(2)) if found else None


def table_at(lines: list[str], at: int) -> list[list[str]]:
    """The rows of the Markdown table that begins at line ``at``, its rule as an empty row; [] where none begins."""
    if at + 1 >= len(lines) or "|" not in lines[at] or "|" not in lines[at + 1] or not _RULE.match(lines[at + 1]):
        return []
    rows: list[list[str]] = []
    for line in lines[at:]:
        if "|" not in line or not line.strip():
            break
        body = line.strip().removeprefix("|")
        body = body[:-1] if body.endswith("|") and not body.endswith("\\|") else body
        rows.append([] if len(rows) == 1 else [cell.strip() for cell in _BAR.split(body)])
    return rows
