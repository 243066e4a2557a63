"""What a PDF says of the objects of a page: where each lies, its colour, how large and through which opening it is
painted. Asked for many at once: a page has hundreds."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from itertools import repeat
from typing import Any, NamedTuple

from extractor.pdf.calls import call
from extractor.pdf.paths import Painted
from extractor.pdf.words import Box, Matrix

_STROKED = (1, 5)
_MOST_CLIPS, _MOST_POINTS = 8, 64
_OPEN = 0.5
_BLACK = bytes(12)


class Look(NamedTuple):
    """A text object. mode: PDF's text rendering mode. sheer: others shine through. bright: of its colour, 0..255, None
    where it is no one colour. box: on the page as shown. wide, high: points that its font's size takes up along and
    across the line. cut_off: it is painted through an opening that lies beside most of it."""

    mode: int
    sheer: bool
    bright: float | None
    box: Box
    wide: float
    high: float
    cut_off: bool


def all_ordinary(items: Sequence[Painted], size: tuple[float, float], pale: float, low: float, squeezed: float) -> bool:
    """Whether text objects are filled with one dark colour each, set upright in a size that can be read, on the page,
    through no opening: quickly, as most pages hold no others.

    pale: the brightest colour, 0..255. low: points of the smallest size. squeezed: width to height of the narrowest.
    """
    handles, outer = [item.handle for item in items], items[0].outer
    if any(item.veiled or item.outer is not outer for item in items) \
            or any(map(call("FPDFTextObj_GetTextRenderMode"), handles)) \
            or any(map(call("FPDFPageObj_HasTransparency"), handles)) or any(_clips(handles)):
        return False
    count = len(items)
    colours = (ctypes.c_uint * (4 * count))()
    if not all(map(call("FPDFPageObj_GetFillColor"), handles, *_places(colours, count, 4))):
        return False
    raw = bytes(colours)
    if any(_brightness(raw[at:at + 12]) > pale for at in range(0, 16 * count, 16) if raw[at:at + 12] != _BLACK):
        return False
    boxes = (ctypes.c_float * (4 * count))()
    if not all(map(call("FPDFPageObj_GetBounds"), handles, *_places(boxes, count, 4))):
        return False
    box = _shown(outer, min(boxes[0::4]), min(boxes[1::4]), max(boxes[2::4]), max(boxes[3::4]))
    return box[0] >= -1 and box[1] >= -1 and box[2] <= size[0] + 1 and box[3] <= size[1] + 1 and all(
        high >= low and wide >= squeezed * high for wide, high in set(_sizes(items)))


def _brightness(colour: bytes) -> float:
    red, green, blue = colour[0], colour[4], colour[8]
    return 0.299 * red + 0.587 * green + 0.114 * blue


def looks_of(items: Sequence[Painted]) -> list[Look]:
    """The looks of text objects."""
    handles = [item.handle for item in items]
    modes = list(map(call("FPDFTextObj_GetTextRenderMode"), handles))
    sheer = list(map(call("FPDFPageObj_HasTransparency"), handles))
    bright = brightness_of(handles)
    stroked = [at for at, mode in enumerate(modes) if mode in _STROKED]
    for at, value in zip(stroked, brightness_of([handles[at] for at in stroked], "FPDFPageObj_GetStrokeColor"),
                         strict=True):
        bright[at] = value
    boxes, sizes, clips = bounds_of(items), _sizes(items), _clips(handles)
    return [Look(mode, bool(through) or item.veiled, colour, box, wide, high,
                 bool(clip) and _is_cut_off(clip, item.outer, box))
            for item, mode, through, colour, box, (wide, high), clip in zip(
                items, modes, sheer, bright, boxes, sizes, clips, strict=True)]


def brightness_of(handles: Sequence[int], name: str = "FPDFPageObj_GetFillColor") -> list[float | None]:
    """How bright the colours of objects are, 0..255; None for one that is no one colour."""
    count = len(handles)
    numbers = (ctypes.c_uint * (4 * count))()
    known = map(call(name), handles, *_places(numbers, count, 4))
    values: list[Any] = list(known)
    return [0.299 * numbers[at] + 0.587 * numbers[at + 1] + 0.114 * numbers[at + 2] if is_known else None
            for at, is_known in zip(range(0, 4 * count, 4), values, strict=True)]


def bounds_of(items: Sequence[Painted]) -> list[Box]:
    """Boxes of objects on the page as shown."""
    count = len(items)
    numbers = (ctypes.c_float * (4 * count))()
    for _ in map(call("FPDFPageObj_GetBounds"), (item.handle for item in items), *_places(numbers, count, 4)):
        pass
    return [_shown(item.outer, *numbers[at:at + 4]) for item, at in zip(items, range(0, 4 * count, 4), strict=True)]


def _shown(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    a, b, c, d, e, f = matrix
    if abs(b) < 1e-4 and abs(c) < 1e-4:
        x0, x1, y0, y1 = a * left + e, a * right + e, d * bottom + f, d * top + f
        return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    return (min(x for x, _ in corners), min(y for _, y in corners), max(x for x, _ in corners),
            max(y for _, y in corners))


def _sizes(items: Sequence[Painted]) -> list[tuple[float, float]]:
    """Points that the font's size takes up along and across the line, on the page as shown."""
    count = len(items)
    fonts, numbers = (ctypes.c_float * count)(), (ctypes.c_float * (6 * count))()
    first, start = ctypes.addressof(fonts), ctypes.addressof(numbers)
    handles = [item.handle for item in items]
    for _ in map(call("FPDFTextObj_GetFontSize"), handles, range(first, first + 4 * count, 4)):
        pass
    for _ in map(call("FPDFPageObj_GetMatrix"), handles, range(start, start + 24 * count, 24)):
        pass
    raw, sizes = bytes(numbers), bytes(fonts)
    known: dict[tuple[bytes, bytes, Matrix], tuple[float, float]] = {}
    found = []
    for at, item in enumerate(items):
        key = raw[24 * at:24 * at + 16], sizes[4 * at:4 * at + 4], item.outer
        if key not in known:
            a, b, c, d = numbers[6 * at:6 * at + 4]
            scale = abs(item.outer[0] * item.outer[3] - item.outer[1] * item.outer[2]) ** 0.5 * abs(fonts[at])
            known[key] = scale * (a * a + b * b) ** 0.5, scale * (c * c + d * d) ** 0.5
        found.append(known[key])
    return found


def _clips(handles: Sequence[int]) -> list[int]:
    """The openings through which objects are painted, 0 for none."""
    paths = [path or 0 for path in map(call("FPDFPageObj_GetClipPath"), handles)]
    counts = [call("FPDFClipPath_CountPaths")(path) if path else 0 for path in paths]
    return [path if count > 0 else 0 for path, count in zip(paths, counts, strict=True)]


def _is_cut_off(path: int, matrix: Matrix, box: Box) -> bool:
    left, top, right, bottom = box
    for index in range(min(call("FPDFClipPath_CountPaths")(path), _MOST_CLIPS)):
        opening = _opening(path, index, matrix)
        if opening is not None:
            left, right = max(left, opening[0]), min(right, opening[2])
            top, bottom = max(top, opening[1]), min(bottom, opening[3])
    whole = (box[2] - box[0]) * (box[3] - box[1])
    return max(0.0, right - left) * max(0.0, bottom - top) < _OPEN * whole


def _opening(path: int, index: int, matrix: Matrix) -> Box | None:
    """The box of one path of an opening; None for one without points."""
    count = min(call("FPDFClipPath_CountPathSegments")(path, index), _MOST_POINTS)
    if count <= 0:
        return None
    segments = map(call("FPDFClipPath_GetPathSegment"), repeat(path), repeat(index), range(count))
    numbers = (ctypes.c_float * (2 * count))()
    for _ in map(call("FPDFPathSegment_GetPoint"), segments, *_places(numbers, count, 2)):
        pass
    xs, ys = numbers[0::2], numbers[1::2]
    return _shown(matrix, min(xs), min(ys), max(xs), max(ys))


def _places(numbers: Any, count: int, each: int) -> list[range]:
    """Addresses of the first, second … number of every group of ``each`` four-byte numbers."""
    start = ctypes.addressof(numbers)
    return [range(start + 4 * at, start + 4 * at + 4 * each * count, 4 * each) for at in range(each)]
