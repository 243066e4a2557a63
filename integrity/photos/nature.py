"""Whether what two pictures share is a photo at all: logos, stamps, letterheads, codes and pages of words are not."""

from __future__ import annotations

from typing import Any

from integrity.photos.settings import limit

_PALE, _NEAR, _GREY = 200, 8, 28
_DARK, _LIGHT = 60, 200
_LEAST = 400


def is_photo(picture: Any, box: tuple[int, int, int, int] | None = None) -> bool:
    """Whether a picture (BGR), or the part of it in a box of pixels, has the colours of a photo."""
    import cv2
    import numpy as np

    x0, y0, x1, y1 = box or (0, 0, picture.shape[1], picture.shape[0])
    shown = picture[y0:y1, x0:x1]
    if shown.shape[0] * shown.shape[1] < _LEAST:
        return False
    blue, green, red = cv2.split(shown)
    lightest, darkest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    grey = lightest - darkest < _GREY
    count = grey.size
    shades = np.bincount(darkest[grey], minlength=256)
    ground = _PALE + int(shades[_PALE:].argmax())
    paper = shades[max(0, ground - _NEAR):ground + _NEAR + 1].sum() / count
    extremes = (grey & ((lightest < _DARK) | (darkest > _LIGHT))).sum() / count
    coarse = (shown >> 5).astype(np.int32)
    colours = np.bincount((coarse[..., 0] * 64 + coarse[..., 1] * 8 + coarse[..., 2]).ravel(), minlength=512)
    flat = np.sort(colours)[-int(limit("nature", "colours")):].sum() / count
    return bool(paper < limit("nature", "paper") and extremes < limit("nature", "black_white")
                and flat < limit("nature", "flat"))
