"""One page of a PDF through pdfium: its characters with boxes, and its ruling lines.

Boxes come out in points from the top left of the page as it is shown, whatever its crop box and rotation.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from extractor.pdf.calls import handle
from extractor.pdf.concealed import NOTHING, Concealed, concealed
from extractor.pdf.inkless import Patience
from extractor.pdf.paths import Edge, Paths, Shown
from extractor.pdf.words import Glyph, Matrix, read_glyphs

_SCALE = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class PageMarks:
    """What stands on a page. odd: characters without a known meaning. pictures: image objects. drawn: number of other
    objects that are no text. concealed: characters that nobody sees, which are none of the glyphs."""

    width: float
    height: float
    glyphs: list[Glyph]
    edges: list[Edge]
    odd: int
    pictures: list[Shown]
    drawn: int
    concealed: Concealed = NOTHING


def read_page(document: Any, index: int, *, by_word: bool = True, layered: bool = False,
              known: Concealed | None = None, patience: Patience | None = None) -> PageMarks:
    """Characters and ruling lines of page ``index`` (from 0). Raises pdfium's error for a page it cannot load.

    by_word: False gives every character by itself, at several times the cost. layered: the file has parts that can be
    switched off. known: the characters that nobody sees, where they were looked for before. patience: how long the
    file's pages may be rendered to look for them.
    """
    import pypdfium2.raw as raw

    page = document[index]
    try:
        width, height = page.get_size()
        matrix = display_matrix(raw, page.raw, width, height)
        paths = Paths(matrix)
        paths.collect(handle(page.raw), raw.FPDFPage_CountObjects(page.raw))
        edges = [edge for edge in paths.edges if not _frames_page(edge, width, height)]
        uprights = sorted((edge.x0, edge.top, edge.bottom) for edge in edges if edge.top != edge.bottom)
        text = page.get_textpage()
        try:
            count = raw.FPDFText_CountChars(text.raw)
            unseen = known or concealed(page, handle(text.raw), count, paths.painted, matrix, index + 1,
                                        layered=layered, patience=patience)
            glyphs, odd = read_glyphs(handle(text.raw), count, matrix, uprights=uprights,
                                      by_word=by_word and not unseen.places, without=unseen.places)
        finally:
            text.close()
        return PageMarks(width=width, height=height, glyphs=glyphs, edges=edges, odd=odd,
                         pictures=paths.pictures, drawn=paths.drawn, concealed=unseen)
    finally:
        page.close()


def display_matrix(raw: Any, page: Any, width: float, height: float) -> Matrix:
    """The affine map from PDF page space to points from the top left of the page as shown."""
    wide, high = int(width * _SCALE), int(height * _SCALE)
    far = 1000.0

    def shown(x: float, y: float) -> tuple[float, float]:
        dx, dy = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, wide, high, 0, x, y, dx, dy)
        return dx.value / _SCALE, dy.value / _SCALE

    (e, f), (ax, ay), (cx, cy) = shown(0, 0), shown(far, 0), shown(0, far)
    return ((ax - e) / far, (ay - f) / far, (cx - e) / far, (cy - f) / far, e, f)


def _frames_page(edge: Edge, width: float, height: float) -> bool:
    """Whether an edge belongs to a background or frame as large as the page."""
    return edge.x1 - edge.x0 > 0.97 * width or edge.bottom - edge.top > 0.97 * height
