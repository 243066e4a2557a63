"""Fingerprints of a picture that survive saving again, cutting, mirroring and being shown inside another picture.

PDQ (Meta, ThreatExchange; 256 bits of a cosine transform) of the whole in eight orientations, of photos that stand in
it, and of windows at the sizes that a crop leaves. A crop of one picture then is near a window of the other; which of
the two was first does not matter, as all pictures have both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from model.boxes import BBox
from model.traces import CODE, ORIENTATIONS, WINDOWS

_BASE, _INPUT = 320, 64
_SMALLEST, _LEAST_QUALITY = 64, 20
_MOST_PARTS = 4
_RING, _RING_SHARE, _AWAY, _RING_AWAY = 0.015, 0.7, 20, 24
_REACH, _DENSE, _SOLID = 0.05, 0.62, 0.7
_PART_AREA, _PART_SIDE = (0.04, 0.94), 48
_PALE, _GREY = 200, 28


@dataclass(frozen=True, kw_only=True, slots=True)
class Print:
    """A picture's fingerprints (``PictureTrace``). paper: the share of it that is pale and grey, as paper is."""

    quality: int
    codes: bytes
    parts: tuple[BBox, ...]
    paper: float


def fingerprint(image: Any) -> Print:
    """Fingerprints of a PIL picture, upright, of any size; no codes where there is hardly anything to see."""
    import numpy as np

    base = _reduced(np.asarray(image.convert("RGB")), _BASE)
    paper = _paper(base)
    whole, quality = _orientations(base)
    if min(base.shape[:2]) < _SMALLEST or quality < _LEAST_QUALITY:
        return Print(quality=quality, codes=b"", parts=(), paper=paper)
    parts = photos_in(base)
    shown = [_cut(base, part) for part in parts]
    codes = b"".join([*whole, *(code for one in shown for code in _orientations(one)[0]),
                      *_windows(shown[0] if shown else base)])
    return Print(quality=quality, codes=codes, paper=paper, parts=tuple(parts))


def _reduced(pixels: Any, side: int) -> Any:
    """At most ``side`` pixels along the longer side, and as they are where they are fewer."""
    import cv2

    scale = side / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    size = max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)


def _orientations(pixels: Any) -> tuple[list[bytes], int]:
    """Codes in the order of pdqhash (``model.traces.ORIENTATIONS``), and the quality 0..100."""
    import pdqhash

    found, quality = pdqhash.compute_dihedral(_square(pixels))
    return [_packed(bits) for bits in found[:ORIENTATIONS]], int(quality)


def _windows(pixels: Any) -> Iterator[bytes]:
    import pdqhash

    high, wide = pixels.shape[:2]
    for left, top, side in WINDOWS:
        x, y = round(left * wide), round(top * high)
        window = pixels[y:y + max(1, round(side * high)), x:x + max(1, round(side * wide))]
        yield _packed(pdqhash.compute(_square(window))[0])


def _square(pixels: Any) -> Any:
    """PDQ looks at 64 × 64 points: given these as means of areas it costs a seventieth and stands cuts better."""
    import cv2

    return cv2.resize(pixels, (_INPUT, _INPUT), interpolation=cv2.INTER_AREA)


def _packed(bits: Any) -> bytes:
    import numpy as np

    code = np.packbits(bits.astype(np.uint8)).tobytes()
    if len(code) != CODE:
        raise ValueError(f"PDQ of {len(code)} bytes")
    return code


def _paper(pixels: Any) -> float:
    import cv2

    red, green, blue = cv2.split(pixels)
    lightest, darkest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    return float(((darkest > _PALE) & (lightest - darkest < _GREY)).mean())


def _cut(pixels: Any, part: BBox) -> Any:
    high, wide = pixels.shape[:2]
    return pixels[round(part.top * high):round(part.bottom * high), round(part.x0 * wide):round(part.x1 * wide)]


def photos_in(pixels: Any) -> list[BBox]:
    """Boxes, as shares, of photos on an even ground: in a screenshot, an album page, a card; the largest first.

    What differs from the colour of the rim stands dense in a photo and sparse in lines of words. [] for a photo itself.
    """
    import cv2
    import numpy as np

    ground = _ground(pixels)
    if ground is None:
        return []
    high, wide = pixels.shape[:2]
    mask = (np.abs(pixels.astype(np.int16) - ground).max(2) > _AWAY).astype(np.float32)
    reach = max(5, round(_REACH * max(high, wide))) | 1
    dense = (cv2.boxFilter(mask, -1, (reach, reach)) > _DENSE).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(dense)
    order = sorted(range(1, count), key=lambda at: -int(stats[at, cv2.CC_STAT_AREA]))[:_MOST_PARTS]
    found = []
    for at in order:
        x, y, across, down = (int(value) for value in stats[at, :4])
        x0, x1 = _edges(mask[y:y + down].mean(0), x, x + across, reach)
        y0, y1 = _edges(mask[:, x:x + across].mean(1), y, y + down, reach)
        share = (x1 - x0) * (y1 - y0) / (wide * high)
        if _PART_AREA[0] < share < _PART_AREA[1] and min(x1 - x0, y1 - y0) >= _PART_SIDE \
                and mask[y0:y1, x0:x1].mean() >= _SOLID:
            found.append(BBox(x0=x0 / wide, top=y0 / high, x1=x1 / wide, bottom=y1 / high))
    return found


def _ground(pixels: Any) -> Any:
    """The colour of the rim where it is one colour, else None."""
    import numpy as np

    rim = max(2, round(_RING * max(pixels.shape[:2])))
    sides = (pixels[:rim], pixels[-rim:], pixels[:, :rim], pixels[:, -rim:])
    around = np.concatenate([side.reshape(-1, 3) for side in sides]).astype(np.int16)
    ground = np.median(around, axis=0)
    even = (np.abs(around - ground).max(1) < _RING_AWAY).mean() >= _RING_SHARE
    return ground if even else None


def _edges(filled: Sequence[float], start: int, end: int, reach: int) -> tuple[int, int]:
    """From a rough span to the rows (or columns) that are mostly filled, at most ``reach`` further out."""
    first, last = start, end
    while first > max(0, start - reach) and filled[first - 1] > 0.5:
        first -= 1
    while last < min(len(filled), end + reach) and filled[last] > 0.5:
        last += 1
    while first < last and filled[first] <= 0.5:
        first += 1
    while last > first and filled[last - 1] <= 0.5:
        last -= 1
    return first, last
