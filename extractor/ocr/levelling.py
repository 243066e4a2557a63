"""A recognition as if its picture had been scanned straight, for whoever builds rows and cells from it."""

from __future__ import annotations

import math
from dataclasses import replace

from extractor.ocr.shapes import turned_point
from extractor.tools import Recognition, Ruling, Words


def levelled(found: Recognition) -> Recognition:
    """The same lines and rulings, in the same order, turned about the picture's middle so that they run level.

    Their places are those of a straightened picture, not of the one handed in: for layout only.
    """
    if not found.skew:
        return found
    middle = (found.width / 2, found.height / 2)
    turn = math.radians(abs(found.skew))
    return replace(found, words=tuple(_word(line, -found.skew, turn, middle) for line in found.words),
                   rulings=tuple(_ruling(line, -found.skew, middle) for line in found.rulings), skew=0.0)


def _word(line: Words, degrees: float, turn: float, middle: tuple[float, float]) -> Words:
    wide, tall = line.x1 - line.x0, line.bottom - line.top
    width = max(1.0, (wide * math.cos(turn) - tall * math.sin(turn)) / math.cos(2 * turn))
    height = max(1.0, (tall * math.cos(turn) - wide * math.sin(turn)) / math.cos(2 * turn))
    x, y = turned_point((line.x0 + line.x1) / 2, (line.top + line.bottom) / 2, degrees, middle)
    ends = tuple(x - width / 2 + (end - line.x0) / wide * width for end in line.ends) if wide else line.ends
    return replace(line, x0=x - width / 2, top=y - height / 2, x1=x + width / 2, bottom=y + height / 2, ends=ends)


def _ruling(line: Ruling, degrees: float, middle: tuple[float, float]) -> Ruling:
    across, down = (line.x1 - line.x0) / 2, (line.bottom - line.top) / 2
    x, y = turned_point((line.x0 + line.x1) / 2, (line.top + line.bottom) / 2, degrees, middle)
    return Ruling(x0=x - across, top=y - down, x1=x + across, bottom=y + down)
