"""Ruling lines of tables in a level picture: found, wiped out before words are read, and boxes cut where they cross."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractor.ocr.shapes import Box

_THICKEST, _BEND = 0.15, 0.004
_MEET = 6.0
_CUT = 2.0
_LONE = 0.25
_PALER = 25


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line from ``start`` to ``end`` at ``at`` across them, in pixels. thick: how thick it is drawn."""

    at: float
    start: float
    end: float
    thick: float

    @property
    def length(self) -> float:
        """From end to end."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Grid:
    """Horizontal lines from the top, vertical ones from the left."""

    across: tuple[Line, ...] = ()
    down: tuple[Line, ...] = ()


def find_grid(grey: Any, em: float) -> Grid:
    """The ruling lines of a level grey picture whose lines of words are ``em`` pixels high.

    A line is longer than any stroke of a character, thin, and meets one the other way, unless it runs over a
    quarter of the picture.
    """
    import cv2
    import numpy as np

    height, width = grey.shape
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV,
                                 max(15, int(em) | 1), 14)
    shortest = max(24, round(1.6 * em))
    sideways = _runs(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8)), em)
    upright = _runs(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((shortest, 1), np.uint8)).T.copy(), em)
    sideways = [line for line in sideways if _is_drawn(grey, line)]
    upright = [line for line in upright if _is_drawn(grey.T, line)]
    across = [line for line in sideways if line.length > _LONE * width or _meets(line, upright)]
    down = [line for line in upright if line.length > _LONE * height or _meets(line, sideways)]
    if len(across) < 2 or len(down) < 2:
        return Grid(tuple(line for line in across if line.length > _LONE * width))
    return Grid(tuple(sorted(across, key=lambda line: line.at)), tuple(sorted(down, key=lambda line: line.at)))


def _runs(strokes: Any, em: float) -> list[Line]:
    """Long dark runs along the rows, pieces of one line joined."""
    import cv2
    import numpy as np

    near = cv2.dilate(strokes, np.ones((3, max(3, int(em / 2))), np.uint8))
    _, marks, sizes, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    found = []
    for number in range(1, len(sizes)):
        left, top, wide, tall, _ = (int(value) for value in sizes[number])
        part = (marks[top:top + tall, left:left + wide] == number) & (strokes[top:top + tall, left:left + wide] > 0)
        rows, columns = part.any(axis=1).nonzero()[0], part.any(axis=0).nonzero()[0]
        if not len(columns):
            continue
        filled = part.sum() / len(columns)
        if filled > max(4.0, _THICKEST * em) or len(rows) > filled + 3 + _BEND * len(columns):
            continue
        weights = part.sum(axis=1)
        at = top + float((np.arange(tall) * weights).sum() / weights.sum()) + 0.5
        found.append(Line(at, left + float(columns[0]), left + float(columns[-1]) + 1, float(len(rows))))
    return found


def _is_drawn(grey: Any, line: Line) -> bool:
    """Whether the picture is paler on both sides of a line along the rows: no edge of a thing in a photo."""
    import numpy as np

    columns = slice(int(line.start), int(line.end))
    reach = line.thick / 2 + 3
    rows = [min(max(0, round(row)), grey.shape[0] - 1) for row in (line.at - reach, line.at - 0.5, line.at + reach)]
    above, on, below = (np.asarray(grey[row, columns], dtype=np.int16) for row in rows)
    return bool(np.mean(np.minimum(above, below) - on > _PALER) > 0.6)


def _meets(line: Line, others: Sequence[Line]) -> bool:
    """Whether it begins, ends or passes at two of the lines that run the other way."""
    return sum(other.start - _MEET <= line.at <= other.end + _MEET
               and line.start - _MEET <= other.at <= line.end + _MEET for other in others) >= 2


def wiped(image: Any, grid: Grid) -> Any:
    """A copy of the level picture with its ruling lines painted over in the colour of the paper beside them."""
    import numpy as np

    if not grid.across and not grid.down:
        return image
    clean = image.copy()
    paper = np.percentile(image.reshape(-1, image.shape[2])[::97], 80, axis=0).astype(image.dtype)
    for line in grid.across:
        clean[_reach(line.at, line.thick), int(line.start):int(line.end) + 1] = paper
    for line in grid.down:
        clean[int(line.start):int(line.end) + 1, _reach(line.at, line.thick)] = paper
    return clean


def _reach(at: float, thick: float) -> slice:
    return slice(max(0, round(at - thick / 2 - 1)), round(at + thick / 2 + 1))


def cut_at(boxes: Sequence[Box], grid: Grid) -> list[Box]:
    """Level boxes; one that a vertical line crosses becomes two, so that no line of words reaches over two cells."""
    found: list[Box] = []
    for box in boxes:
        edges = [box.left, *(line.at for line in grid.down if line.start < box.top + 0.2 * box.height
                             and line.end > box.bottom - 0.2 * box.height
                             and box.left + 0.15 * box.height < line.at < box.right - 0.15 * box.height), box.right]
        for left, right in zip(edges, edges[1:], strict=False):
            left, right = left + _CUT * (left != box.left), right - _CUT * (right != box.right)
            if len(edges) == 2 or right - left > 0.3 * box.height:
                found.append(replace(box, x=(left + right) / 2, width=right - left))
    return found
