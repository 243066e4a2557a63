"""Where words stand in a picture: rapidocr's detection network on a small copy, and boxes from its map."""

from __future__ import annotations

import statistics
from typing import Any

from extractor.ocr.models import session
from extractor.ocr.shapes import Box

SIDE = 960
"""Longer side of the copy that is looked at, in pixels; a page of A4 is then seen at 82 pixels an inch."""
_CLOSER_SIDE, _SMALL = 1600, 11.0
_SURE, _MEAN, _GROWTH, _LEAST = 0.3, 0.5, 1.6, 3.0
_MOST = 1000


class Finder:
    """Loads its network once; ``find`` takes one picture after another."""

    def __init__(self) -> None:
        self._net = session("det")
        self._input = self._net.get_inputs()[0].name

    def find(self, image: Any) -> list[Box]:
        """The lines of words in an array of height × width × 3; looked at more closely where they are very small."""
        boxes, scale = self._look(image, SIDE)
        if boxes and scale < 1 and statistics.median(_line_height(box) for box in boxes) * scale < _SMALL:
            boxes, scale = self._look(image, _CLOSER_SIDE)
        return boxes

    def _look(self, image: Any, side: int) -> tuple[list[Box], float]:
        import cv2
        import numpy as np

        height, width = image.shape[:2]
        scale = min(1.0, side / max(height, width))
        size = [max(32, round(length * scale / 32) * 32) for length in (width, height)]
        small = cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        ready = np.ascontiguousarray((small.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)[None])
        sure = self._net.run(None, {self._input: ready})[0][0, 0]
        return [Box(box.x * width / size[0], box.y * height / size[1], box.width * width / size[0],
                    box.height * height / size[1], box.angle) for box in _boxes(sure)], scale


def _line_height(box: Box) -> float:
    return min(box.width, box.height)


def _boxes(sure: Any) -> list[Box]:
    """Boxes around the areas of a map of how sure a pixel is within a line; grown back to the size of the words."""
    import cv2
    import numpy as np

    mask = cv2.dilate((sure > _SURE).astype(np.uint8), np.ones((2, 2), np.uint8))
    found = []
    for contour in cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)[0][:_MOST]:
        middle, (width, height), angle = cv2.minAreaRect(contour)
        if min(width, height) < _LEAST or _mean_in(sure, (middle, (width, height), angle)) < _MEAN:
            continue
        spare = 2 * width * height * _GROWTH / (2 * (width + height))
        found.append(_levelled(middle[0], middle[1], width + spare, height + spare, angle))
    return found


def _mean_in(sure: Any, rectangle: Any) -> float:
    """Mean of the map within a rectangle that may lie askew."""
    import cv2
    import numpy as np

    corners = cv2.boxPoints(rectangle)
    x0, y0 = np.clip(np.floor(corners.min(axis=0)), 0, None).astype(int)
    x1, y1 = np.ceil(corners.max(axis=0)).astype(int) + 1
    part = sure[y0:y1, x0:x1]
    mask = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(mask, [(corners - (x0, y0)).astype(np.int32)], 1)
    return float(cv2.mean(np.ascontiguousarray(part), mask)[0])


def _levelled(x: float, y: float, width: float, height: float, angle: float) -> Box:
    """The box with its angle between -45 and 45 degrees."""
    while angle > 45:
        angle, width, height = angle - 90, height, width
    while angle <= -45:
        angle, width, height = angle + 90, height, width
    return Box(x, y, width, height, angle)
