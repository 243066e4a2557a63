"""Pictures of PDF pages as traces: each with its box on the page as shown and the line of words under it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.limits import Limits
from extractor.pdf.calls import handle
from extractor.pdf.page import display_matrix
from extractor.pdf.paths import Paths, Shown
from extractor.pdf.words import Matrix
from extractor.traces.pictures import MOST, SMALLEST, Found, pictures_of
from model.boxes import BBox
from model.traces import Traces

_WHOLE = 0.85
_LEVELS = 5
"""How deep ``Paths`` goes into forms, so that both meet the same pictures in the same order."""
_SMALLEST_POINTS = 40.0
_REACH, _ASIDE = 48.0, 12.0
_LONGEST_CAPTION = 60
_CODED = ("DCTDecode", "JPXDecode")


def pdf_pictures(path: Path, name: str, limits: Limits) -> Traces:
    """Embedded pictures of all pages; the scan of a page of words is left out (``pictures.pictures_of``)."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(path)
    try:
        return pictures_of(_found(document, limits), limits)
    finally:
        document.close()


def _found(document: Any, limits: Limits) -> Iterator[Found]:
    import pypdfium2 as pdfium

    for index in range(min(len(document), limits.pages)):
        try:
            page = document[index]
        except pdfium.PdfiumError:  # told by the reader of the words
            continue
        try:
            yield from _on_page(page, index + 1, limits)
        finally:
            page.close()


def _on_page(page: Any, number: int, limits: Limits) -> Iterator[Found]:
    import pypdfium2.raw as raw

    width, height = page.get_size()
    matrix = display_matrix(raw, page.raw, width, height)
    paths = Paths(matrix)
    paths.collect(handle(page.raw), raw.FPDFPage_CountObjects(page.raw))
    if not any(_wanted(shown, limits) for shown in paths.pictures):
        return
    images = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_LEVELS)
    words = page.get_textpage()
    try:
        for shown, image in zip(paths.pictures[:MOST], images, strict=False):
            if _wanted(shown, limits):
                box = BBox(x0=shown.x0, top=shown.top, x1=shown.x1, bottom=shown.bottom)
                scan = (shown.x1 - shown.x0) * (shown.bottom - shown.top) >= _WHOLE * width * height
                data, picture = _content(image)
                yield Found(source=data, image=picture, page=number, bbox=box, scan=scan,
                            beside="" if scan else _beside(words, matrix, box))
    finally:
        words.close()


def _wanted(shown: Shown, limits: Limits) -> bool:
    return min(shown.across, shown.down) >= SMALLEST and shown.across * shown.down <= limits.pixels \
        and min(shown.x1 - shown.x0, shown.bottom - shown.top) >= _SMALLEST_POINTS


def _content(image: Any) -> tuple[bytes | None, Any]:
    """The bytes of a picture that lies in the file as a JPEG, else its pixels; (b"", None) where there are none."""
    import pypdfium2 as pdfium

    try:
        filters = image.get_filters()
        if len(filters) == 1 and filters[0] in _CODED:
            return bytes(image.get_data()), None
        return None, image.get_bitmap().to_pil().convert("RGB")
    except (pdfium.PdfiumError, ValueError):
        return b"", None


def _beside(words: Any, matrix: Matrix, box: BBox) -> str:
    """The first line under the picture where it is short, else the last one above it."""
    under = _lines(words, matrix, box.x0 - _ASIDE, box.bottom - 2, box.x1 + _ASIDE, box.bottom + _REACH)
    if under and len(under[0]) <= _LONGEST_CAPTION:
        return under[0]
    above = _lines(words, matrix, box.x0 - _ASIDE, box.top - 2 * _REACH, box.x1 + _ASIDE, box.top + 2)
    return "".join(above[-3:])


def _lines(words: Any, matrix: Matrix, x0: float, top: float, x1: float, bottom: float) -> list[str]:
    """Lines of words in a box of the page as shown."""
    corners = [_back(matrix, x, y) for x in (x0, x1) for y in (top, bottom)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    text = words.get_text_bounded(left=min(xs), bottom=min(ys), right=max(xs), top=max(ys))
    return [line for part in text.splitlines() if (line := part.strip())]


def _back(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """From the page as shown to PDF space."""
    a, b, c, d, e, f = matrix
    scale = a * d - b * c or 1.0
    x, y = x - e, y - f
    return (d * x - c * y) / scale, (a * y - b * x) / scale
