"""What two pictures show alike once one lies over the other: block by block, and in tone.

Feature points say "the same place or the same picture"; blocks tell the two apart. Texture: correlation of every block
that has any. Tone: what is left of light and colour when thin strokes are taken out, so that a watermark does not count
and other people in the same seats do. Shifts: content that stands a little elsewhere, as people do in the next frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from integrity.photos.laying import Matrix
from integrity.photos.settings import limit
from model.boxes import BBox

_GRID, _CELLS, _BLOCK = 16, 24, 9
_SLACK, _REACH = 2, 9
_FOUND, _GAIN = 0.8, 0.25
_STROKES = 5
_LEAST_CELLS = 60
_ROUNDS = 6


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """blocks: rows of ``s`` same, ``d`` different, ``.`` without texture or outside. textured: blocks that have any.
    share: of them that agree; both: blocks with texture in both pictures; common: of them that agree. tone: share of cells whose tone differs.
    shifted: blocks whose content stands elsewhere. overlap: share of the smaller picture that both show.
    region: corners of what both show, a list a picture, as shares. box: left, top, right and bottom of it in the
    first, in pixels."""

    blocks: tuple[str, ...]
    textured: int
    both: int
    share: float
    common: float
    tone: float
    shifted: int
    overlap: float
    region: tuple[tuple[tuple[float, float], ...], ...]
    box: tuple[int, int, int, int]


def compared(first: Any, second: Any, matrix: Matrix, parts: tuple[BBox | None, BBox | None]) -> Agreement | None:
    """How far two pictures (BGR) agree under a matrix, pixels of the first to the second's; None where they share too
    little to say, or differ in tone too much to be one. parts: of each, as shares, what is meant; None: all of it."""
    import cv2
    import numpy as np

    high, wide = first.shape[:2]
    over = cv2.warpAffine(second, matrix[:2], (wide, high), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    there, here = (_meant(one, part) for one, part in ((second, parts[1]), (first, parts[0])))
    inside = here & cv2.warpAffine(there, matrix[:2], (wide, high), flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP)
    inside = cv2.erode(inside, np.ones((5, 5), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=0)
    rows, columns = np.flatnonzero(inside.any(1)), np.flatnonzero(inside.any(0))
    if not len(rows) or not len(columns):
        return None
    box = int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
    both = float((inside > 0).sum())
    area = abs(float(np.linalg.det(matrix[:2, :2])))
    overlap = max(both / float((here > 0).sum() or 1), both * area / float((there > 0).sum() or 1))
    tone = _tone(first, over, inside, box)
    if tone is None or tone > limit("proof", "recoloured_tone") or overlap < limit("proof", "overlap"):
        return None
    counted = _Blocks(first, over, inside, box)
    return Agreement(blocks=counted.rows, textured=counted.textured, both=counted.both, share=counted.share, common=counted.common,
                     tone=tone, shifted=counted.shifted, overlap=min(1.0, overlap), box=box,
                     region=_region(box, (wide, high), second.shape, matrix))


def _meant(picture: Any, part: BBox | None) -> Any:
    """255 where a picture shows what is meant, else 0."""
    import numpy as np

    high, wide = picture.shape[:2]
    mask = np.zeros((high, wide), np.uint8)
    box = part or BBox(x0=0, top=0, x1=1, bottom=1)
    mask[round(box.top * high):round(box.bottom * high), round(box.x0 * wide):round(box.x1 * wide)] = 255
    return mask


class _Blocks:
    """Counts the blocks of a grid over the box."""

    def __init__(self, first: Any, over: Any, inside: Any, box: tuple[int, int, int, int]) -> None:
        import cv2
        import numpy as np

        self._one, self._two = (cv2.GaussianBlur(cv2.cvtColor(one, cv2.COLOR_BGR2GRAY), (0, 0), 0.8)
                                for one in (first, over))
        self._inside = inside
        self.textured = self.both = self.shifted = self._same = self._both_same = 0
        across = max(4, min(_GRID, (box[2] - box[0]) // _BLOCK))
        down = max(4, min(_GRID, (box[3] - box[1]) // _BLOCK))
        xs, ys = np.linspace(box[0], box[2], across + 1), np.linspace(box[1], box[3], down + 1)
        columns = [(round(xs[at]), round(xs[at + 1])) for at in range(across)]
        self.rows = tuple("".join(self._block(x0, round(ys[row]), x1, round(ys[row + 1])) for x0, x1 in columns)
                          for row in range(down))

    @property
    def share(self) -> float:
        """Of all blocks with texture, those that agree."""
        return self._same / self.textured if self.textured else 0.0

    @property
    def common(self) -> float:
        """The same of blocks with texture in both."""
        return self._both_same / self.both if self.both else 0.0

    def _block(self, x0: int, y0: int, x1: int, y1: int) -> str:
        import cv2

        one, two = self._one[y0:y1, x0:x1], self._two[y0:y1, x0:x1]
        if min(one.shape) < 4 or cv2.mean(self._inside[y0:y1, x0:x1])[0] < 240:
            return "."
        texture = [float(cv2.meanStdDev(part)[1][0, 0]) for part in (one, two)]
        if max(texture) < limit("proof", "texture"):
            return "."
        self.textured += 1
        alike, _ = self._best(one, x0, y0, x1, y1, _SLACK) if min(texture) > 0.5 else (0.0, 0)
        same = alike > limit("proof", "block_same")
        self._same += same
        if min(texture) >= limit("proof", "texture"):
            self.both += 1
            self._both_same += same
            if not same:
                elsewhere, far = self._best(one, x0, y0, x1, y1, _REACH)
                self.shifted += elsewhere > _FOUND and elsewhere - alike > _GAIN and far > _SLACK
        return "s" if same else "d"

    def _best(self, one: Any, x0: int, y0: int, x1: int, y1: int, reach: int) -> tuple[float, int]:
        """The best correlation of a block within so many pixels, and how far off it is."""
        import cv2

        left, top = max(0, x0 - reach), max(0, y0 - reach)
        found = cv2.matchTemplate(self._two[top:y1 + reach, left:x1 + reach], one, cv2.TM_CCOEFF_NORMED)
        _, best, _, at = cv2.minMaxLoc(found)
        return float(best), max(abs(at[0] - (x0 - left)), abs(at[1] - (y0 - top)))


def _tone(first: Any, over: Any, inside: Any, box: tuple[int, int, int, int]) -> float | None:
    """The share of cells whose tone differs after the lights of the two are fitted to each other."""
    import cv2
    import numpy as np

    x0, y0, x1, y1 = box
    half = max(_CELLS, (x1 - x0) // 2), max(_CELLS, (y1 - y0) // 2)
    means = []
    for one in (first, over):
        small = cv2.medianBlur(cv2.resize(one[y0:y1, x0:x1], half, interpolation=cv2.INTER_AREA), _STROKES)
        lab = cv2.cvtColor(small, cv2.COLOR_BGR2Lab)
        means.append(cv2.resize(lab, (_CELLS, _CELLS), interpolation=cv2.INTER_AREA).reshape(-1, 3).astype(np.float64))
    whole = cv2.resize(inside[y0:y1, x0:x1], (_CELLS, _CELLS), interpolation=cv2.INTER_AREA).ravel() > 240
    if whole.sum() < _LEAST_CELLS:
        return None
    left = [_residue(means[1][whole, channel], means[0][whole, channel]) for channel in range(3)]
    return float((left[0] > limit("proof", "tone")).mean())


def _residue(given: Any, wanted: Any) -> Any:
    """How far values stay off the straight line that fits most of them (Cauchy weights)."""
    import numpy as np

    weight = np.ones(len(given))
    off = np.abs(wanted - given)
    for _ in range(_ROUNDS):
        total = weight.sum()
        middle, aim = (weight * given).sum() / total, (weight * wanted).sum() / total
        spread = (weight * (given - middle) ** 2).sum() / total
        slope = (weight * (given - middle) * (wanted - aim)).sum() / total / spread if spread > 1 else 1.0
        off = np.abs(wanted - aim - slope * (given - middle))
        weight = 1 / (1 + (off / max(1.5 * float(np.median(off)), 2.0)) ** 2) ** 2
    return off


def _region(box: tuple[int, int, int, int], size: tuple[int, int], other: tuple[int, ...],
            matrix: Matrix) -> tuple[tuple[tuple[float, float], ...], ...]:
    import numpy as np

    x0, y0, x1, y1 = box
    corners = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    there = [(matrix @ np.array([x, y, 1.0]))[:2] for x, y in corners]
    return (tuple((_share(x, size[0]), _share(y, size[1])) for x, y in corners),
            tuple((_share(x, other[1]), _share(y, other[0])) for x, y in there))


def _share(value: float, whole: int) -> float:
    return round(min(1.0, max(0.0, float(value) / whole)), 4)
