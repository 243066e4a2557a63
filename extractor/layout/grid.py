"""Ruling lines → the cells of ruled grids.

The rules are pdfplumber's (lines near each other are taken as one, pieces of a line are joined, four lines that cross
are a cell, cells that share a corner are a table), in one pass over rows and columns instead of over all pairs of
points; ``tests/extractor/test_extractor_grid.py`` holds it against pdfplumber.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from extractor.pdf.paths import Edge

Box = tuple[float, float, float, float]
Piece = tuple[float, float, float]
"""A piece of a line: where it lies, and from where to where it reaches."""
SNAP = 3.0


def cell_tables(edges: Sequence[Edge]) -> list[list[Box]]:
    """The cells (x0, top, x1, bottom) of every ruled grid, those that hang together in one list."""
    level = _merged((edge.top, edge.x0, edge.x1) for edge in edges if edge.top == edge.bottom)
    upright = _merged((edge.x0, edge.top, edge.bottom) for edge in edges if edge.top != edge.bottom)
    return _tables(_cells(_merged([*level, *_closing(level, upright)]), _merged(upright)))


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Lines within the snap distance at their mean place, their pieces joined over small gaps."""
    groups: list[list[Piece]] = []
    for piece in sorted(pieces):
        if groups and piece[0] <= groups[-1][-1][0] + SNAP:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    found: list[Piece] = []
    for group in groups:
        place = sum(piece[0] for piece in group) / len(group)
        spans = sorted((begin, end) for _, begin, end in group)
        first, last = spans[0]
        for begin, end in spans[1:]:
            if begin <= last + SNAP:
                last = max(last, end)
            else:
                found.append((place, first, last))
                first, last = begin, end
        found.append((place, first, last))
    return found


def _closing(level: list[Piece], upright: list[Piece]) -> list[Piece]:
    """Horizontal lines where a page break leaves a table open: three or more verticals begin or end there together."""
    found = []
    for side in (1, 2):
        for y in distinct(piece[side] for piece in upright):
            ends = [piece[0] for piece in upright if abs(piece[side] - y) <= SNAP]
            x0, x1 = min(ends), max(ends)
            if len(ends) >= 3 and not any(abs(top - y) <= 2 * SNAP and begin <= x1 and end >= x0
                                          for top, begin, end in level):
                found.append((y, x0, x1))
    return found


def distinct(values: Iterable[float]) -> list[float]:
    """Distinct positions, those closer than the snap distance taken as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > SNAP:
            found.append(value)
    return found


Crossings = dict[tuple[float, float], tuple[set[int], set[int]]]
"""Points where lines cross: which verticals and which horizontals go through each."""


def _cells(level: list[Piece], upright: list[Piece]) -> list[Box]:
    """The smallest cell to the lower right of each crossing."""
    crossings: Crossings = {}
    for down, (x, top, bottom) in enumerate(upright):
        for across, (y, x0, x1) in enumerate(level):
            if top <= y + SNAP and bottom >= y - SNAP and x0 - SNAP <= x <= x1 + SNAP:
                downs, acrosses = crossings.setdefault((x, y), (set(), set()))
                downs.add(down)
                acrosses.add(across)
    rows: dict[float, list[float]] = defaultdict(list)
    columns: dict[float, list[float]] = defaultdict(list)
    for x, y in sorted(crossings):
        columns[x].append(y)
        rows[y].append(x)
    found = []
    for (x, y), through in sorted(crossings.items()):
        cell = _smallest(crossings, (x, y), through, columns[x], rows[y])
        if cell is not None:
            found.append(cell)
    return found


def _smallest(crossings: Crossings, corner: tuple[float, float], through: tuple[set[int], set[int]],
              column: list[float], row: list[float]) -> Box | None:
    """The smallest cell whose upper left corner is ``corner``; column, row: crossings below and right of it."""
    x, y = corner
    for low in column[bisect_right(column, y):]:
        below = crossings[x, low]
        if through[0].isdisjoint(below[0]):
            continue
        for far in row[bisect_right(row, x):]:
            right, last = crossings[far, y], crossings.get((far, low))
            if last is not None and not (through[1].isdisjoint(right[1]) or last[0].isdisjoint(right[0])
                                         or last[1].isdisjoint(below[1])):
                return (x, y, far, low)
    return None


def _tables(cells: list[Box]) -> list[list[Box]]:
    """Cells that share a corner, from top to bottom; a single cell is no table."""
    groups: dict[int, list[Box]] = {}
    at: dict[tuple[float, float], int] = {}
    for number, cell in enumerate(cells):
        x0, top, x1, bottom = cell
        corners = ((x0, top), (x0, bottom), (x1, top), (x1, bottom))
        met = {at[corner] for corner in corners if corner in at}
        first = min(met, default=number)
        groups.setdefault(first, []).append(cell)
        for other in sorted(met)[1:] if len(met) > 1 else ():
            moved = groups.pop(other)
            groups[first] += moved
            at.update((corner, first) for a, b, c, d in moved for corner in ((a, b), (a, d), (c, b), (c, d)))
        for corner in corners:
            at[corner] = first
    return sorted((group for group in groups.values() if len(group) > 1),
                  key=lambda group: min((cell[1], cell[0]) for cell in group))
