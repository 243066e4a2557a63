"""Pages and pictures of a PDF as bare pixels, a few at a time, and what is recognised on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from extractor.tools import Picture, Recognition, Tools
from model.documents import BBox
from model.problems import Problem

BATCH = 6
"""Pages in memory at once: enough for all processes of the pool, few enough to stay small."""
_DPI, _LOW_DPI = 200.0, 72.0
_MAX_PIXELS = 12_000_000
_MIN_PIXELS = 100
_MIN_RANGE = 24
_SAMPLES = 4000
_REDNESS, _RED_SHARES = 46, (0.0004, 0.1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """A page (number from 1) to be recognised, or the part of it in ``box`` (points of the page as shown).

    photo: which of the page's pictures the part is. dpi: dots to an inch that are enough.
    """

    page: int
    box: BBox | None = None
    photo: int = 0
    dpi: float = _DPI


def recognised(document: Any, wishes: Sequence[Wish],
               tools: Tools) -> Iterator[tuple[Wish, Recognition | Problem | None]]:
    """What stands on each page or part of a page, a few at a time; None where there is nothing to see, or where the
    same picture was there before."""
    seen: set[str] = set()
    rest = iter(wishes)
    while batch := list(islice(rest, BATCH)):
        pictures = [_fresh(wish, rendered(document, wish.page, wish.box, wish.dpi), seen) for wish in batch]
        asked = [picture for picture in pictures if picture is not None]
        answers = iter(tools.recognise(asked) if asked else ())
        for wish, picture in zip(batch, pictures, strict=True):
            yield wish, None if picture is None else next(answers)


def _fresh(wish: Wish, picture: Picture | None, seen: set[str]) -> Picture | None:
    if picture is None or _is_flat(picture):
        return None
    if wish.box is not None:
        digest = picture.digest
        if digest in seen:
            return None
        seen.add(digest)
    return picture


def rendered(document: Any, number: int, box: BBox | None, dpi: float = _DPI) -> Picture | None:
    """A page, or a part of it, in grey; None where pdfium cannot draw it or it is too small to hold words.

    In colours where some of it is red, as a seal is. number: from 1. box: in points of the page as shown. dpi: fewer
    are taken where the picture would be huge.
    """
    import pypdfium2 as pdfium

    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        crop = (0.0, 0.0, 0.0, 0.0)
        if box is not None:
            x0, top, x1, bottom = max(0.0, box.x0), max(0.0, box.top), min(width, box.x1), min(height, box.bottom)
            if x1 - x0 < 1 or bottom - top < 1:
                return None
            crop = (x0, height - bottom, width - x1, top)
            width, height = x1 - x0, bottom - top
        dpi = min(dpi, 72 * (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
        bitmap = page.render(scale=dpi / 72, crop=crop)
        try:
            if min(bitmap.width, bitmap.height) < (_MIN_PIXELS if box is not None else 1):
                return None
            image = bitmap.to_pil().convert("RGB")
            mode: Literal["L", "RGB"] = "RGB" if _bears_red(image) else "L"
            return Picture(width=image.width, height=image.height, mode=mode, data=image.convert(mode).tobytes(),
                           dpi=dpi)
        finally:
            bitmap.close()
    except (pdfium.PdfiumError, ValueError):
        return None
    finally:
        page.close()


def _bears_red(image: Any) -> bool:
    """Whether some of the picture is red, but not much: in grey the ink under a seal could not be told from it."""
    from PIL import ImageChops

    red, green, blue = image.split()
    shades = ImageChops.subtract(red, ImageChops.lighter(green, blue)).histogram()
    return bool(_RED_SHARES[0] < sum(shades[_REDNESS:]) / (image.width * image.height) < _RED_SHARES[1])


def _is_flat(picture: Picture) -> bool:
    """One colour or hardly any change of it: nothing can be written there."""
    step = max(1, len(picture.data) // _SAMPLES) | 1
    shades = sorted(picture.data[::step])
    return shades[-1 - len(shades) // 500] - shades[len(shades) // 500] < _MIN_RANGE


def dpi_for(pixels: int, points: float) -> float:
    """Dots to an inch at which a picture of so many pixels over so many points loses nothing, within bounds."""
    return max(_LOW_DPI, min(_DPI, 72 * pixels / max(points, 1.0)))
