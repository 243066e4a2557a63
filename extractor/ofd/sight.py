"""Which words of an OFD page nobody sees, by what their objects say. Words over a picture count as seen: OFD scans
carry the words that were recognised in them, without ink, at their place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractor.office.colours import WHITE, Colour, alike
from extractor.pdf.words import Glyph
from model.boxes import BBox
from model.traces import HidingWay

_TINY, _SHEER = 3.0, 25
_LEVELS = 256


def way_of(element: Any, glyphs: Sequence[Glyph], size: tuple[float, float], under: Sequence[tuple[BBox, Colour | None]]
           ) -> HidingWay | None:
    """How the words of a text object are kept from sight, None where they are seen.

    glyphs: its characters. size: of the page. under: pictures (without a colour) and filled areas painted before it.
    """
    if not glyphs:
        return None
    if all(glyph.x1 < 0 or glyph.bottom < 0 or glyph.x0 > size[0] or glyph.top > size[1] for glyph in glyphs):
        return "off_page"
    if all(max(glyph.x1 - glyph.x0, glyph.bottom - glyph.top) < _TINY for glyph in glyphs):
        return "tiny"
    x, y = (glyphs[0].x0 + glyphs[-1].x1) / 2, (glyphs[0].top + glyphs[0].bottom) / 2
    grounds = [colour for box, colour in under if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom]
    ground = grounds[-1] if grounds else WHITE
    if ground is None:
        return None
    if element.get("Fill") == "false" and element.get("Stroke") != "true":
        return "invisible"
    if (alpha := _whole(element.get("Alpha"))) is not None and alpha <= _SHEER:
        return "transparent"
    colour = fill_of(element)
    return "faint" if colour is not None and element.get("Stroke") != "true" and alike(colour, ground) else None


def fill_of(element: Any) -> Colour | None:
    """The colour that an object is filled with: three levels or one of grey; None where it names none of these."""
    told = element.find("{*}FillColor")
    levels = [_whole(part) for part in ("" if told is None else str(told.get("Value", ""))).split()]
    if any(level is None or not 0 <= level < _LEVELS for level in levels) or len(levels) not in (1, 3):
        return None
    known = [level for level in levels if level is not None]
    return Colour(*(known * 3 if len(known) == 1 else known))


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 9 else None
