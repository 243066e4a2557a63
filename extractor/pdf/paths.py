"""Straight lines and pictures among the objects of a PDF page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

from extractor.pdf.calls import call
from extractor.pdf.words import Matrix

TEXT, PATH, IMAGE, _FORM = 1, 2, 3, 5
_LINE_TO, _MOVE_TO = 0, 2
_MAX_OBJECTS = 200_000
_MAX_SEGMENTS = 2000
_MIN_EDGE = 3.0


class Edge(NamedTuple):
    """A straight ruling line, horizontal where ``top == bottom``, else vertical."""

    x0: float
    top: float
    x1: float
    bottom: float


class Shown(NamedTuple):
    """The box of a picture on the page, and its own size in pixels."""

    x0: float
    top: float
    x1: float
    bottom: float
    across: int
    down: int


class Painted(NamedTuple):
    """An object that leaves ink, in the order of painting: its type, pdfium's handle, from its space to the page as
    shown, and whether what holds it lets others shine through."""

    kind: int
    handle: int
    outer: Matrix
    veiled: bool


class Paths:
    """Collects straight horizontal and vertical lines from a page's path objects, going into form objects.

    drawn: number of paths and shadings met. painted: texts, pictures and filled areas in the order of painting.
    """

    def __init__(self, matrix: Matrix) -> None:
        self._display = matrix
        self._seen = 0
        self._numbers = (ctypes.c_float * 6)()
        self._at = ctypes.addressof(self._numbers)
        self._modes = (ctypes.c_int * 2)()
        self.edges: list[Edge] = []
        self.pictures: list[Shown] = []
        self.drawn = 0
        self.painted: list[Painted] = []

    def collect(self, page: int, count: int) -> None:
        """Looks at all ``count`` objects of the page (pdfium's handle)."""
        self._collect(list(map(call("FPDFPage_GetObject"), repeat(page), range(min(count, _MAX_OBJECTS)))),
                      self._display, 0)

    def _collect(self, items: list[int], outer: Matrix, depth: int, *, veiled: bool = False) -> None:
        self._seen += len(items)
        for item, kind in zip(items, map(call("FPDFPageObj_GetType"), items), strict=True):
            if kind != _FORM and (kind != PATH or self._is_filled(item)):
                self.painted.append(Painted(kind, item, outer, veiled))
            if kind == TEXT:
                continue
            self.drawn += kind not in (IMAGE, _FORM)
            if kind == IMAGE:
                matrix = _product(self._matrix(item), outer)
                xs, ys = zip(*(_apply(matrix, x, y) for x in (0, 1) for y in (0, 1)), strict=True)
                self.pictures.append(Shown(min(xs), min(ys), max(xs), max(ys), *self._pixels(item)))
            elif kind == PATH:
                self._path(item, outer)
            elif kind == _FORM and depth < 4 and self._seen < _MAX_OBJECTS:
                count = min(call("FPDFFormObj_CountObjects")(item), _MAX_OBJECTS)
                inside = list(map(call("FPDFFormObj_GetObject"), repeat(item), range(count)))
                self._collect(inside, _product(self._matrix(item), outer), depth + 1,
                              veiled=veiled or bool(call("FPDFPageObj_HasTransparency")(item)))

    def _matrix(self, item: int) -> Matrix:
        if not call("FPDFPageObj_GetMatrix")(item, self._at):
            return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        a, b, c, d, e, f = self._numbers
        return (a, b, c, d, e, f)

    def _is_filled(self, item: int) -> bool:
        at = ctypes.addressof(self._modes)
        return bool(call("FPDFPath_GetDrawMode")(item, at, at + 4) and self._modes[0])

    def _pixels(self, item: int) -> tuple[int, int]:
        size = (ctypes.c_uint * 2)()
        at = ctypes.addressof(size)
        return (size[0], size[1]) if call("FPDFImageObj_GetImagePixelSize")(item, at, at + 4) else (0, 0)

    def _path(self, item: int, outer: Matrix) -> None:
        at = ctypes.addressof(self._modes)
        if call("FPDFPath_GetDrawMode")(item, at, at + 4) and not any(self._modes):
            return
        matrix = _product(self._matrix(item), outer)
        for (x0, y0), (x1, y1) in self._strokes(item, matrix):
            if abs(y0 - y1) < 1 and abs(x0 - x1) >= _MIN_EDGE:
                self.edges.append(Edge(min(x0, x1), (y0 + y1) / 2, max(x0, x1), (y0 + y1) / 2))
            elif abs(x0 - x1) < 1 and abs(y0 - y1) >= _MIN_EDGE:
                self.edges.append(Edge((x0 + x1) / 2, min(y0, y1), (x0 + x1) / 2, max(y0, y1)))

    def _strokes(self, item: int, matrix: Matrix) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
        """Straight pieces of a path, closing pieces too."""
        point_of, kind_of = call("FPDFPathSegment_GetPoint"), call("FPDFPathSegment_GetType")
        closes = call("FPDFPathSegment_GetClose")
        at, numbers = self._at, self._numbers
        start = last = (0.0, 0.0)
        count = min(call("FPDFPath_CountSegments")(item), _MAX_SEGMENTS)
        for segment in list(map(call("FPDFPath_GetPathSegment"), repeat(item), range(count))):
            point_of(segment, at, at + 4)
            point = _apply(matrix, numbers[0], numbers[1])
            kind = kind_of(segment)
            if kind == _MOVE_TO:
                start = point
            elif kind == _LINE_TO:
                yield last, point
            if closes(segment):
                yield point, start
            last = point


def _product(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
