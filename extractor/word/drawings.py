"""Drawings of a Word paper as places on the page: too small, beside it, not shown, or behind the text."""

from __future__ import annotations

import re
from typing import Any

from extractor.normal import whole_number

FAR = 17_000
"""Twentieths of a point: farther away than any page reaches."""
_POINTS, _EMU_FAR, _EMU_SMALL, _EMU_MARGIN, _EMU_BAND = 20, 11_000_000, 38_100, 1_300_000, 250_000
_SPECK, _EMU_SPECK = 20.0, 254_000
"""Points (7 mm), and the same in EMU: a side of a picture below which nobody sees what it shows."""
_STYLED = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*(\d+(?:\.\d+)?)pt")


def is_speck(shape: Any) -> bool:
    """Whether a drawing (``wp:inline``, ``wp:anchor``, a VML shape) is hidden by its flag or smaller than anybody sees.
    """
    extent = shape.find("{*}extent")
    if extent is not None:
        flag = shape.find("{*}docPr")
        sides = [whole_number(extent.get(name), _EMU_SPECK) for name in ("cx", "cy")]
        return min(sides) < _EMU_SPECK or flag is not None and flag.get("hidden") in ("1", "true")
    style = str(shape.get("style") or "")
    return "visibility:hidden" in style.replace(" ", "") or any(
        float(size) < _SPECK for size in _STYLED.findall(style))


def signed(text: object) -> int:
    """A whole number with its sign, 0 for anything else."""
    value = str(text or "0")
    return -whole_number(value[1:], most=1 << 40) if value.startswith("-") else whole_number(value, most=1 << 40)


def is_away(shape: Any, local: str) -> bool:
    """Whether a shape is not shown, too small for a letter, or off the page by its own words."""
    if local == "anchor":
        about = shape.find("{*}docPr")
        gone = about is not None and about.get("hidden") in ("1", "true")
        return gone or any(_is_off(shape, *pair) for pair in (("H", "cx"), ("V", "cy")))
    style = str(shape.get("style", "")).replace(" ", "").lower()
    if "visibility:hidden" in style:
        return True
    return any(abs(float(number)) * (1 if unit == "pt" else 72 if unit == "in" else 28.3 if unit == "cm" else 0.75)
               > FAR / _POINTS for number, unit in re.findall(
                   r"(?:left|top|margin-left|margin-top):(-?\d{1,9}(?:\.\d{1,4})?)(pt|in|cm|px|)", style))


def _is_off(anchor: Any, side: str, extent: str) -> bool:
    """Whether an anchored drawing lies beside the page in one direction, or is too small in it for a letter."""
    size, place = anchor.find("{*}extent"), anchor.find(f"{{*}}position{side}")
    long = _EMU_FAR if size is None else whole_number(size.get(extent), _EMU_FAR, most=1 << 40)
    offset = None if place is None else place.find("{*}posOffset")
    at = 0 if offset is None else signed((offset.text or "").strip())
    of_page = side == "H" or place is not None and place.get("relativeFrom") in ("page", "margin")
    return long < _EMU_SMALL or abs(at) > _EMU_FAR or of_page and at + long < -_EMU_MARGIN


def lies_behind(shape: Any) -> bool:
    """Whether a drawing lies behind the text and is no mere line."""
    if shape.tag.endswith("}anchor"):
        size = shape.find("{*}extent")
        large = size is None or min(whole_number(size.get(side), most=1 << 40) for side in ("cx", "cy")) > _EMU_BAND
        return large and shape.get("behindDoc") in ("1", "true")
    return "z-index:-" in str(shape.get("style", "")).replace(" ", "").lower()
