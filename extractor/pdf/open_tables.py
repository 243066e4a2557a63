"""Tables with ruling lines across and none upright (三线表): their columns told by pdfplumber from how the text stands.

Asked only of pages that have three such lines or more of one width over each other; reading one costs some 0.1 s.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extractor.layout.grid import SNAP, Box
from extractor.pdf.paths import Edge

_LEAST_LINES = 3
_LEAST_WIDTH = 0.4
_LEAST_COLUMNS = 3  # two columns between rules may be prose
_SAME = 4.0
_WORDS_A_COLUMN = 3
_FILLED = 0.6


def open_regions(edges: Sequence[Edge], width: float) -> list[list[Edge]]:
    """Lines across that may be the rules of one open table each, from top to bottom; [] on most pages.

    width: of the page in points. Lines of a page with upright lines as well are left to the ruled grids.
    """
    across = sorted((edge for edge in edges if edge.top == edge.bottom and edge.x1 - edge.x0 >= _LEAST_WIDTH * width),
                    key=lambda edge: edge.top)
    if len(across) < _LEAST_LINES or len(edges) - sum(edge.top == edge.bottom for edge in edges) >= 2:
        return []
    groups: list[list[Edge]] = []
    for edge in across:
        group = next((g for g in groups if abs(g[0].x0 - edge.x0) <= _SAME and abs(g[0].x1 - edge.x1) <= _SAME), None)
        if group is None:
            groups.append([edge])
        elif edge.top - group[-1].top > SNAP:
            group.append(edge)
    return [group for group in groups if len(group) >= _LEAST_LINES]


def open_cells(path: Path, index: int, regions: Sequence[Sequence[Edge]]) -> list[list[Box]]:
    """The cells of the tables in the regions of page ``index`` (from 0), those of one table in one list.

    [] for a page that is turned or cropped, and for regions whose text does not stand in columns. Raises nothing of
    what pdfplumber raises on broken files: those have no open tables.
    """
    import pdfplumber

    try:
        with pdfplumber.open(path, pages=[index + 1]) as document:
            page = document.pages[0]
            if page.rotation or tuple(page.cropbox) != tuple(page.mediabox):
                return []
            found = [_cells(page, region) for region in regions]
    except Exception:  # noqa: BLE001 - it raises anything on broken files; the page is then read as text
        return []
    return [cells for cells in found if cells]


def _cells(page: Any, region: Sequence[Edge]) -> list[Box]:
    """Cells between the first and the last rule: columns by pdfplumber, a row for each line that fills the first."""
    x0, x1, top, bottom = region[0].x0, region[0].x1, region[0].top, region[-1].top
    inside = page.crop((x0 - 1, top - 1, x1 + 1, bottom + 1), strict=False)
    lines = inside.extract_text_lines(return_chars=False)
    words = inside.extract_words(x_tolerance=3, keep_blank_chars=False)
    columns = _columns(words, x0, x1)
    if len(columns) <= _LEAST_COLUMNS or len(lines) < _LEAST_LINES:
        return []
    first = [word["top"] for word in words if word["x0"] < columns[1]]
    begins = [line["top"] - 1 for line in lines
              if any(abs(place - line["top"]) < 0.6 * (line["bottom"] - line["top"]) for place in first)]
    starts = sorted({*(edge.top for edge in region[:-1]), *begins})
    tops = [top, *(start for before, start in zip(starts, starts[1:], strict=False) if start - before > 6)]
    boxes = [(left, upper, right, lower) for upper, lower in zip(tops, [*tops[1:], bottom], strict=True)
             for left, right in zip(columns, columns[1:], strict=False)]
    filled = sum(any(_in(word, box) for word in words) for box in boxes)
    return boxes if filled >= _FILLED * len(boxes) else []


def _columns(words: Sequence[dict[str, Any]], x0: float, x1: float) -> list[float]:
    """Where columns begin, and the right edge last: gaps from top to bottom that no word reaches into."""
    reach, edges = x0, [x0]
    for word in sorted(words, key=lambda word: word["x0"]):
        if word["x0"] - reach > 4 and reach > x0:
            edges.append((reach + word["x0"]) / 2)
        reach = max(reach, word["x1"])
    edges.append(x1)
    sparse = any(sum(left <= (word["x0"] + word["x1"]) / 2 <= right for word in words) < _WORDS_A_COLUMN
                 for left, right in zip(edges, edges[1:], strict=False))
    return [] if sparse else edges


def _in(word: dict[str, Any], box: Box) -> bool:
    middle = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return box[0] <= middle[0] <= box[2] and box[1] <= middle[1] <= box[3]
