"""Where lines of words stand: boxes that may lie askew, turned by quarters, levelled, and cut out of a picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Box:
    """A line's box: middle, width along the words, height across them, in pixels; angle in degrees clockwise."""

    x: float
    y: float
    width: float
    height: float
    angle: float = 0.0

    @property
    def tall(self) -> bool:
        """Whether it stands upright: words one below the other, or a line of a page that lies on its side."""
        return self.height > 1.5 * self.width

    @property
    def left(self) -> float:
        """Left edge of a level box."""
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        """Right edge of a level box."""
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        """Upper edge of a level box."""
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        """Lower edge of a level box."""
        return self.y + self.height / 2

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the upright rectangle around it."""
        turn = math.radians(self.angle)
        across = (self.width * abs(math.cos(turn)) + self.height * abs(math.sin(turn))) / 2
        down = (self.width * abs(math.sin(turn)) + self.height * abs(math.cos(turn))) / 2
        return self.x - across, self.y - down, self.x + across, self.y + down

    def quarters(self, count: int, width: float, height: float) -> Box:
        """The same box after the picture of ``width`` × ``height`` was turned clockwise by ``count`` quarters."""
        if count % 4 == 0:
            return self
        across = replace(self, x=height - self.y, y=self.x, width=self.height, height=self.width)
        return across.quarters(count - 1, height, width)

    def moved(self, degrees: float, middle: tuple[float, float]) -> Box:
        """The same box after the picture was turned clockwise by ``degrees`` about ``middle``."""
        x, y = turned_point(self.x, self.y, degrees, middle)
        return replace(self, x=x, y=y, angle=self.angle + degrees)


def turned_point(x: float, y: float, degrees: float, middle: tuple[float, float]) -> tuple[float, float]:
    """A point after its picture was turned clockwise about ``middle``; y grows downwards."""
    turn = math.radians(degrees)
    dx, dy = x - middle[0], y - middle[1]
    return (middle[0] + dx * math.cos(turn) - dy * math.sin(turn),
            middle[1] + dx * math.sin(turn) + dy * math.cos(turn))


def skew_of(boxes: Sequence[Box]) -> float:
    """By how many degrees clockwise the lines run askew: the median of the long ones, each by its length."""
    long = sorted((box.angle, box.width) for box in boxes if box.width > 5 * box.height)
    half, run = sum(width for _, width in long) / 2, 0.0
    for angle, width in long:
        run += width
        if run >= half:
            return angle
    return 0.0


def in_order(boxes: Sequence[Box]) -> list[int]:
    """Numbers of level boxes in reading order: rows from the top, each from the left."""
    left = sorted(range(len(boxes)), key=lambda i: boxes[i].y)
    found: list[int] = []
    while left:
        first = boxes[left[0]]
        row = [i for i in left if abs(boxes[i].y - first.y) < 0.5 * min(boxes[i].height, first.height)]
        found += sorted(row, key=lambda i: boxes[i].x)
        left = [i for i in left if i not in set(row)]
    return found


def cut(image: Any, box: Box, spare: float) -> Any:
    """The part of an array of pixels that a box covers, level, with ``spare`` of its height added to the height."""
    import cv2
    import numpy as np

    width, height = max(4, round(box.width)), max(4, round(box.height * (1 + spare)))
    turn = math.radians(box.angle)
    across = np.array([math.cos(turn), math.sin(turn)]) * width / 2
    down = np.array([-math.sin(turn), math.cos(turn)]) * height / 2
    middle = np.array([box.x, box.y])
    corners = np.array([middle - across - down, middle + across - down, middle - across + down], dtype=np.float32)
    move = cv2.getAffineTransform(corners, np.array([[0, 0], [width, 0], [0, height]], dtype=np.float32))
    return cv2.warpAffine(image, move, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
