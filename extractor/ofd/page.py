"""One page of an OFD file: its characters with boxes, its ruling lines and its pictures, in points.

OFD counts in millimetres from the page's top left. Objects stand in a boundary of their own, may be turned and scaled
by a matrix, and characters follow each other by stated distances.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.normal import clean, is_cjk
from extractor.ofd.sight import fill_of, way_of
from extractor.office.colours import Colour
from extractor.pdf.paths import Edge
from extractor.pdf.words import Glyph
from model.documents import BBox
from model.traces import HidingWay

POINTS = 72 / 25.4
"""To a millimetre."""
Matrix = tuple[float, float, float, float, float, float]
_FAR = 1e6
_STILL: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_ASCENT, _DESCENT = 0.86, 0.14
_MAX_DEPTH, _MOST_RUNS, _MOST_CHARACTERS = 6, 5000, 200_000
_MOST_GROUNDS = 200
_EDGE, _THIN = 1.0, 0.6
_DRAWS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


@dataclass(slots=True)
class Marks:
    """What stands on a page. pictures: number of the resource and its box. units: what drawings of several objects
    refer to, by number. size: of the page in points. unseen: words that nobody sees, with how. grounds: pictures and
    filled areas met so far."""

    glyphs: list[Glyph] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    pictures: list[tuple[str, BBox]] = field(default_factory=list)
    units: dict[str, Any] = field(default_factory=dict)
    size: tuple[float, float] = (_FAR, _FAR)
    unseen: list[tuple[list[Glyph], HidingWay]] = field(default_factory=list)
    grounds: list[tuple[BBox, Colour | None]] = field(default_factory=list)

    def read(self, parent: Any, base: Matrix = _STILL, depth: int = 0) -> None:
        """Adds the objects of a page, a template or a drawing. base: from its millimetres to those of the page."""
        for element in parent:
            local = str(element.tag).rpartition("}")[2]
            if len(self.glyphs) > _MOST_CHARACTERS:
                return
            if element.get("Visible") == "false":
                self._pass_by(element, base)
                continue
            if local in ("Content", "Layer", "PageBlock") and depth < _MAX_DEPTH:
                self.read(element, base, depth + 1)
                continue
            boundary = numbers(element.get("Boundary"))
            if len(boundary) != 4:
                continue
            matrix = _product(_matrix(element.get("CTM")), _product((1, 0, 0, 1, boundary[0], boundary[1]), base))
            if local == "TextObject":
                self._add(element, list(_glyphs(element, matrix)))
            elif local == "PathObject":
                self.edges.extend(_edges(element, matrix))
                if element.get("Fill") == "true":
                    self.grounds.append((_box(boundary, base), fill_of(element)))
            elif local == "ImageObject":
                self.pictures.append((element.get("ResourceID", ""), _box(boundary, base)))
                self.grounds.append((_box(boundary, base), None))
            elif local == "CompositeObject" and depth < _MAX_DEPTH:
                unit = self.units.get(element.get("ResourceID", ""))
                if unit is not None:
                    self.read(unit, matrix, depth + 1)

    def _add(self, element: Any, glyphs: list[Glyph]) -> None:
        way = way_of(element, glyphs, self.size, self.grounds[-_MOST_GROUNDS:])
        if way is None:
            self.glyphs.extend(glyphs)
        else:
            self.unseen.append((glyphs, way))

    def _pass_by(self, element: Any, base: Matrix) -> None:
        """Takes note of the words in an object or a layer that is switched off."""
        for one in element.iter("{*}TextObject"):
            boundary = numbers(one.get("Boundary"))
            if len(boundary) == 4 and len(self.unseen) < _MOST_RUNS:
                matrix = _product(_matrix(one.get("CTM")), _product((1, 0, 0, 1, boundary[0], boundary[1]), base))
                self.unseen.append((list(_glyphs(one, matrix)), "vanish"))


def numbers(text: str | None) -> list[float]:
    """The numbers of a list, none further off than any page reaches; [] where one of them is none."""
    try:
        found = [float(part) for part in (text or "").split()]
    except ValueError:
        return []
    return [max(-_FAR, min(_FAR, number)) for number in found] if all(map(math.isfinite, found)) else []


def _matrix(text: str | None) -> Matrix:
    found = numbers(text)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else _STILL


def _product(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e) * POINTS, (b * x + d * y + f) * POINTS


def _box(boundary: list[float], base: Matrix) -> BBox:
    x, y, wide, high = boundary
    corners = [_at(base, x + across, y + down) for across in (0, wide) for down in (0, high)]
    return BBox(x0=min(c[0] for c in corners), top=min(c[1] for c in corners), x1=max(c[0] for c in corners),
                bottom=max(c[1] for c in corners))


def _glyphs(element: Any, matrix: Matrix) -> Iterator[Glyph]:
    """The characters of a text object; each is as wide as it is far to the next, at most as its size says."""
    size = (numbers(element.get("Size")) or [0.0])[0] * (numbers(element.get("HScale")) or [1.0])[0]
    high = (numbers(element.get("Size")) or [0.0])[0]
    if size <= 0 or high <= 0:
        return
    x, y = 0.0, 0.0
    for code in element.iterfind("{*}TextCode"):
        text = code.text or ""
        x, y = (numbers(code.get("X")) or [x])[0], (numbers(code.get("Y")) or [y])[0]
        across, down = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
        for index, char in enumerate(text):
            wide = size * (1.0 if is_cjk(char) else 0.55)
            step = across[index] if index < len(across) else 0.0 if down else wide
            shown = clean(char)
            if shown and not shown.isspace():
                reach = min(wide, step) if step > 0 else wide
                yield _glyph(shown, matrix, (x, y - _ASCENT * high, x + reach, y + _DESCENT * high))
            x, y = x + step, y + (down[index] if index < len(down) else 0.0)


def _glyph(char: str, matrix: Matrix, box: tuple[float, float, float, float]) -> Glyph:
    corners = [_at(matrix, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Glyph(char, min(xs), min(ys), max(xs), max(ys), False)


def _steps(text: str | None, most: int) -> list[float]:
    """Distances from character to character; ``g 3 4.2`` stands for 4.2 three times."""
    found: list[float] = []
    parts = (text or "").split()
    at = 0
    while at < len(parts) and len(found) < most:
        if parts[at] == "g":
            run = numbers(" ".join(parts[at + 1:at + 3]))
            if len(run) == 2:
                found.extend([run[1]] * int(min(max(run[0], 0), most)))
            at += 3
        else:
            found.extend(numbers(parts[at]) or [0.0])
            at += 1
    return found


def _edges(element: Any, matrix: Matrix) -> Iterator[Edge]:
    """Straight level and upright pieces of a path; of a thin filled bar its long sides."""
    if element.get("Stroke") == "false" and element.get("Fill") != "true":
        return
    start = last = (0.0, 0.0)
    for sign, values in _drawn(element.findtext("{*}AbbreviatedData") or ""):
        point = _at(matrix, values[-2], values[-1]) if len(values) >= 2 else start
        if sign in ("L", "C"):
            (x0, y0), (x1, y1) = last, point
            if abs(y0 - y1) < _THIN and abs(x0 - x1) >= 3 * _EDGE:
                yield Edge(min(x0, x1), (y0 + y1) / 2, max(x0, x1), (y0 + y1) / 2)
            elif abs(x0 - x1) < _THIN and abs(y0 - y1) >= 3 * _EDGE:
                yield Edge((x0 + x1) / 2, min(y0, y1), (x0 + x1) / 2, max(y0, y1))
        start = point if sign in ("M", "S") else start
        last = point


def _drawn(data: str) -> Iterator[tuple[str, list[float]]]:
    """The strokes of a path: their sign and numbers; ends at what is no stroke."""
    parts = data.split()
    at = 0
    for _ in range(_MOST_RUNS):
        if at >= len(parts) or parts[at] not in _DRAWS:
            return
        count = _DRAWS[parts[at]]
        values = numbers(" ".join(parts[at + 1:at + 1 + count]))
        if len(values) != count:
            return
        yield parts[at], values
        at += 1 + count
