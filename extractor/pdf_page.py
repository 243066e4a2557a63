"""One page of a PDF through pdfium: its characters with boxes, and its ruling lines.

Boxes come out in points from the top left of the page as it is shown, whatever its crop box and rotation.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from extractor.normal import clean

_SCALE = 100
_HYPHENS = (0x02, 0xFFFE)
_TEXT, _PATH, _FORM = 1, 2, 5
_MAX_OBJECTS = 200_000
_MIN_EDGE = 3.0


class Glyph(NamedTuple):
    """A character and its box. generated: a space that pdfium put into a gap."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    generated: bool


class Edge(NamedTuple):
    """A straight ruling line, horizontal where ``top == bottom``, else vertical; or the box of a picture."""

    x0: float
    top: float
    x1: float
    bottom: float


Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class PageMarks:
    """What stands on a page. odd: characters without a known meaning. pictures: boxes of image objects."""

    width: float
    height: float
    glyphs: list[Glyph]
    edges: list[Edge]
    odd: int
    pictures: list[Edge]


def read_page(document: Any, index: int) -> PageMarks:
    """Characters and ruling lines of page ``index`` (from 0). Raises pdfium's error for a page it cannot load."""
    import pypdfium2.raw as raw

    page = document[index]
    try:
        width, height = page.get_size()
        matrix = _display_matrix(raw, page.raw, width, height)
        text = page.get_textpage()
        try:
            glyphs, odd = _glyphs(raw, text.raw, matrix)
        finally:
            text.close()
        paths = _Paths(raw, matrix)
        paths.collect_page(page.raw)
        edges = [edge for edge in paths.edges if not _frames_page(edge, width, height)]
        return PageMarks(width=width, height=height, glyphs=glyphs, edges=edges, odd=odd, pictures=paths.pictures)
    finally:
        page.close()


def _display_matrix(raw: Any, page: Any, width: float, height: float) -> Matrix:
    """The affine map from PDF page space to points from the top left of the page as shown."""
    wide, high = int(width * _SCALE), int(height * _SCALE)
    far = 1000.0

    def shown(x: float, y: float) -> tuple[float, float]:
        dx, dy = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, wide, high, 0, x, y, dx, dy)
        return dx.value / _SCALE, dy.value / _SCALE

    (e, f), (ax, ay), (cx, cy) = shown(0, 0), shown(far, 0), shown(0, far)
    return ((ax - e) / far, (ay - f) / far, (cx - e) / far, (cy - f) / far, e, f)


def _glyphs(raw: Any, text: Any, matrix: Matrix) -> tuple[list[Glyph], int]:
    a, b, c, d, e, f = matrix
    upright = abs(b) < 1e-4 and abs(c) < 1e-4
    box = raw.FS_RECTF()
    box_here = ctypes.byref(box)
    get_code, get_box, is_generated = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_IsGenerated
    found: list[Glyph] = []
    odd = 0
    for index in range(raw.FPDFText_CountChars(text)):
        code = get_code(text, index)
        if code in (10, 13):
            continue
        char = "-" if code in _HYPHENS else chr(code) if code < 0x110000 else ""
        if not 0x20 <= code < 0x2E80 and not 0x3000 <= code < 0xE000 and not 0xFF00 <= code < 0xFFFD:
            odd += code == 0 or code == 0xFFFD or 0xE000 <= code <= 0xF8FF
            char = clean(char)
        if not char or not get_box(text, index, box_here):
            continue
        if upright:
            x0, x1, top, bottom = a * box.left + e, a * box.right + e, d * box.top + f, d * box.bottom + f
        else:
            xs = (a * box.left + c * box.top + e, a * box.right + c * box.bottom + e)
            ys = (b * box.left + d * box.top + f, b * box.right + d * box.bottom + f)
            x0, x1, top, bottom = *xs, *ys
        if x0 > x1:
            x0, x1 = x1, x0
        if top > bottom:
            top, bottom = bottom, top
        generated = code == 32 and is_generated(text, index) == 1
        found.append(Glyph(char, x0, top, x1, bottom, generated))
    return found, odd


def _frames_page(edge: Edge, width: float, height: float) -> bool:
    """Whether an edge belongs to a background or frame as large as the page."""
    return edge.x1 - edge.x0 > 0.97 * width or edge.bottom - edge.top > 0.97 * height


class _Paths:
    """Collects straight horizontal and vertical lines from a page's path objects, going into form objects."""

    def __init__(self, raw: Any, matrix: Matrix) -> None:
        self._raw = raw
        self._display = matrix
        self._seen = 0
        self.edges: list[Edge] = []
        self.pictures: list[Edge] = []

    def collect_page(self, page: Any) -> None:
        """Looks at every object of the page."""
        raw = self._raw
        for index in range(raw.FPDFPage_CountObjects(page)):
            self._collect(raw.FPDFPage_GetObject(page, index), self._display, 0)

    def _collect(self, item: Any, outer: Matrix, depth: int) -> None:
        raw = self._raw
        self._seen += 1
        kind = raw.FPDFPageObj_GetType(item)
        if self._seen > _MAX_OBJECTS or kind == _TEXT:
            return
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            matrix = _product(self._matrix(item), outer)
            xs, ys = zip(*(_apply(matrix, x, y) for x in (0, 1) for y in (0, 1)), strict=True)
            self.pictures.append(Edge(min(xs), min(ys), max(xs), max(ys)))
        elif kind == _PATH:
            self._path(item, outer)
        elif kind == _FORM and depth < 4:
            inner = _product(self._matrix(item), outer)
            for index in range(raw.FPDFFormObj_CountObjects(item)):
                self._collect(raw.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _matrix(self, item: Any) -> Matrix:
        found = self._raw.FS_MATRIX()
        if not self._raw.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
            return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        return (found.a, found.b, found.c, found.d, found.e, found.f)

    def _path(self, item: Any, outer: Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if self._raw.FPDFPath_GetDrawMode(item, fill, stroke) and not fill.value and not stroke.value:
            return
        matrix = _product(self._matrix(item), outer)
        for (x0, y0), (x1, y1) in self._strokes(item, matrix):
            if abs(y0 - y1) < 1 and abs(x0 - x1) >= _MIN_EDGE:
                self.edges.append(Edge(min(x0, x1), (y0 + y1) / 2, max(x0, x1), (y0 + y1) / 2))
            elif abs(x0 - x1) < 1 and abs(y0 - y1) >= _MIN_EDGE:
                self.edges.append(Edge((x0 + x1) / 2, min(y0, y1), (x0 + x1) / 2, max(y0, y1)))

    def _strokes(self, item: Any, matrix: Matrix) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
        """Straight pieces of a path, closing pieces too."""
        raw = self._raw
        x, y = ctypes.c_float(), ctypes.c_float()
        start = last = (0.0, 0.0)
        for index in range(min(raw.FPDFPath_CountSegments(item), 2000)):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = _apply(matrix, x.value, y.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == raw.FPDF_SEGMENT_LINETO:
                yield last, point
            if raw.FPDFPathSegment_GetClose(segment):
                yield point, start
            last = point


def _product(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
