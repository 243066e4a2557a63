"""One recogniser: finds the lines of a picture, turns and levels it, reads them. Runs in the pool's processes only."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractor.ocr.colours import is_red, pixels, without_red
from extractor.ocr.finding import Finder
from extractor.ocr.models import engine_version
from extractor.ocr.ruled import Grid, cut_at, find_grid, wiped
from extractor.ocr.shapes import Box, cut, in_order, skew_of, turned_point
from extractor.ocr.spelling import Speller, Spelt
from extractor.tools import Picture, Recognition, Ruling, Words

_SPARE, _PITCH = 0.0, 0.8
_LEAST_SKEW, _STRAY = 0.2, 10.0
_SURE_LINE, _SURE_SIGN = 0.5, 0.8
_ROOM, _MOST_TRIED = 24, 12
_UPRIGHT, _HAN, _STACKED = 0.8, 4, 0.8


@dataclass(frozen=True, slots=True)
class _Upright:
    """A picture turned upright, its boxes, and by how many quarters clockwise it was turned."""

    image: Any
    boxes: list[Box]
    quarters: int


class Engine:
    """Loads its networks once; ``read`` takes one picture after another."""

    def __init__(self) -> None:
        self._finder, self._speller = Finder(), Speller()

    def read(self, picture: Picture) -> Recognition:
        """The lines of a picture in reading order, and its ruling lines."""
        image = pixels(picture)
        boxes, image = self._found(image)
        page = self._upright(image, boxes)
        height, width = page.image.shape[:2]
        skew = skew_of(page.boxes)
        skew = skew if abs(skew) >= _LEAST_SKEW else 0.0
        middle = (width / 2, height / 2)
        level = _turned(page.image, skew, middle) if skew else page.image
        boxes = [_settled(box.moved(-skew, middle)) for box in page.boxes]
        grid = _grid(level, boxes)
        boxes = cut_at(boxes, grid)
        level = wiped(level, grid)
        spelt = [(boxes[i], self._spelt(level, boxes[i])) for i in in_order(boxes)]
        words = tuple(_words(box.moved(skew, middle), line, width, height) for box, line in spelt
                      if _counts(line) or _goes_on(box, line, spelt))
        return Recognition(width=width, height=height, turned=90 * page.quarters, words=words, skew=skew,
                           rulings=_rulings(grid, skew, middle), engine=engine_version())

    def _found(self, image: Any) -> tuple[list[Box], Any]:
        """The boxes of a picture, and the picture to read them from: without its seals, but with red headings."""
        clean = without_red(image)
        if clean is None:
            return self._finder.find(image), image
        boxes = self._finder.find(clean)
        for box in self._finder.find(image):
            x0, top, x1, bottom = (max(0, round(edge)) for edge in box.bounds())
            part = image[top:bottom, x0:x1]
            if max(box.width, box.height) > 3 * min(box.width, box.height) and part.size and is_red(part) \
                    and not any(_overlap(box, other) for other in boxes):
                boxes.append(box)
                clean[top:bottom, x0:x1] = part
        return boxes, clean

    def _upright(self, image: Any, boxes: list[Box]) -> _Upright:
        """The picture turned by the quarters under which its longest lines read best; as it is where they are sure."""
        aside = sum(box.height - box.width for box in boxes) > 0
        best, most = _Upright(image, boxes, 0), -1.0
        for quarters in (1, 3, 0) if aside else (0, 2):
            page = _quartered(image, boxes, quarters)
            lines = _telling([box for box in page.boxes if aside and not quarters or not box.tall])
            spelt = [self._spelt(page.image, box) for box in lines]
            weight = sum(line.weight for line in spelt)
            if weight > most:
                best, most = page, weight
            if _is_plain(lines, spelt):
                break
        if best.quarters == 3 and self._stacked(image, boxes) > _STACKED * most:
            return _Upright(image, boxes, 0)
        return best

    def _stacked(self, image: Any, boxes: Sequence[Box]) -> float:
        """How well the longest tall boxes read as characters below each other that stand upright, as on a plaque."""
        import numpy as np

        weight = 0.0
        for box in _telling([box for box in boxes if box.tall]):
            column = cut(image, box, 0)
            cells = max(1, round(column.shape[0] / (_PITCH * column.shape[1])))
            side = column.shape[0] // cells
            parts = [column[side * i:side * (i + 1)] for i in range(cells)]
            weight += self._speller.spell(np.ascontiguousarray(np.concatenate(parts, axis=1))).weight
        return weight

    def _spelt(self, image: Any, box: Box) -> Spelt:
        """What stands in a box; a tall one is words below each other and is laid on its side."""
        import numpy as np

        line = cut(image, box, _SPARE)
        return self._speller.spell(np.ascontiguousarray(np.rot90(line)) if box.tall else line)


def _telling(boxes: Sequence[Box]) -> list[Box]:
    """The longest lines that together have room for enough characters to tell which way is up."""
    found, room = [], 0.0
    for box in sorted(boxes, key=lambda box: -max(box.width, box.height))[:_MOST_TRIED]:
        found.append(box)
        room += max(box.width, box.height) / max(1.0, min(box.width, box.height))
        if room >= _ROOM and len(found) > 1:
            break
    return found


def _is_plain(lines: Sequence[Box], spelt: Sequence[Spelt]) -> bool:
    """Whether lines read so well that the picture must be upright: sure, full of characters, some of them Chinese.

    Upside down there are few characters; figures alone read well either way.
    """
    text = "".join(line.text for line in spelt)
    room = sum(box.width / box.height for box in lines)
    return (sum("\u4e00" <= char <= "\u9fff" for char in text) >= _HAN and len(text) > 0.5 * room
            and min(line.confidence for line in spelt) >= _UPRIGHT)


def _quartered(image: Any, boxes: Sequence[Box], quarters: int) -> _Upright:
    import numpy as np

    height, width = image.shape[:2]
    return _Upright(np.ascontiguousarray(np.rot90(image, -quarters)) if quarters else image,
                    [box.quarters(quarters, width, height) for box in boxes], quarters)


def _turned(image: Any, skew: float, middle: tuple[float, float]) -> Any:
    """The picture with its lines made level."""
    import cv2

    move = cv2.getRotationMatrix2D(middle, skew, 1)
    return cv2.warpAffine(image, move, (image.shape[1], image.shape[0]), flags=cv2.INTER_CUBIC,
                          borderMode=cv2.BORDER_REPLICATE)


def _settled(box: Box) -> Box:
    """A box of a levelled picture: level itself, unless it is long and really lies askew."""
    if abs(box.angle) < 1.5:
        return replace(box, angle=0.0)
    if max(box.width, box.height) > 5 * min(box.width, box.height):
        return box
    x0, top, x1, bottom = box.bounds()
    grown = abs(box.angle) < _STRAY
    return replace(box, angle=0.0, width=box.width if grown else x1 - x0, height=box.height if grown else bottom - top)


def _grid(level: Any, boxes: Sequence[Box]) -> Grid:
    import cv2

    if not boxes:
        return Grid()
    em = statistics.median(min(box.width, box.height) for box in boxes)
    return find_grid(cv2.cvtColor(level, cv2.COLOR_BGR2GRAY), em)


def _overlap(one: Box, other: Box) -> bool:
    """Whether either box's middle lies in the other."""
    (a0, a1, a2, a3), (b0, b1, b2, b3) = one.bounds(), other.bounds()
    return (b0 <= one.x <= b2 and b1 <= one.y <= b3) or (a0 <= other.x <= a2 and a1 <= other.y <= a3)


def _counts(line: Spelt) -> bool:
    """Whether it is a line of words: not specks of a photo that look like a sign."""
    least = _SURE_SIGN if len(line.text) == 1 or not any(map(str.isalnum, line.text)) else _SURE_LINE
    return bool(line.text) and line.confidence >= least


def _goes_on(box: Box, line: Spelt, all_lines: Sequence[tuple[Box, Spelt]]) -> bool:
    """Whether a lone Chinese character, of which one is less sure, ends a cell or paragraph: a longer line of about its
    height stands right above it and begins at the same edge."""
    if len(line.text) != 1 or not "\u4e00" <= line.text <= "\u9fff" or line.confidence < _SURE_LINE:
        return False
    return any(len(other.text) >= _HAN and _counts(other) and abs(above.left - box.left) < 0.5 * box.height
               and 0.6 < above.height / box.height < 1.6 and 0.4 * box.height < box.y - above.y < 1.6 * box.height
               for above, other in all_lines)


def _words(box: Box, line: Spelt, width: int, height: int) -> Words:
    """A line in pixels of the upright picture."""
    x0, top, x1, bottom = box.bounds()
    x0, top, x1, bottom = max(0.0, x0), max(0.0, top), min(float(width), x1), min(float(height), bottom)
    ends = () if box.tall else tuple(round(x0 + share * (x1 - x0), 1) for share in line.ends)
    return Words(text=line.text, x0=round(x0, 1), top=round(top, 1), x1=round(x1, 1), bottom=round(bottom, 1),
                 confidence=round(line.confidence, 4), ends=ends)


def _rulings(grid: Grid, skew: float, middle: tuple[float, float]) -> tuple[Ruling, ...]:
    """The lines put back where they stand in the picture that is not levelled, each straight through its middle."""
    found = []
    for line in grid.across:
        x, y = turned_point((line.start + line.end) / 2, line.at, skew, middle)
        found.append(Ruling(x0=x - line.length / 2, top=y, x1=x + line.length / 2, bottom=y))
    for line in grid.down:
        x, y = turned_point(line.at, (line.start + line.end) / 2, skew, middle)
        found.append(Ruling(x0=x, top=y - line.length / 2, x1=x, bottom=y + line.length / 2))
    return tuple(found)
