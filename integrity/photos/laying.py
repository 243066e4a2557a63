"""Lays one picture over another: where every point of the first stands in the second.

ORB features in one orientation, a similarity by RANSAC, refined by ECC (Evangelidis and Psarakis 2008) with OpenCV;
where a picture has too few features, ECC begins where the fingerprint says. Features alone prove nothing: the same room
yields many. ``agreement`` says what the two show alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from integrity.photos.settings import limit
from model.boxes import BBox
from model.traces import SIDE

_FEATURES, _FAST = 700, 8
_RATIO, _REPROJECTION = 0.8, 4.0
_SCALES, _STRETCH = (0.1, 10.0), 1.6
_FINE, _STEPS, _GLANCE = 200, 30, 32
_COARSE, _AROUND, _LEAST_POINTS, _ALIKE = 96, 9, 50, 0.5
_KEPT, _KEPT_FEATURES, _KEPT_SMALL = 256, 4096, 16384
Matrix = Any
"""3 × 3, pixels to pixels."""


@dataclass(frozen=True)
class Look:
    """How one picture is to be compared: which of its orientations (``model.traces``), and the part that is meant."""

    thumb: bytes = field(repr=False)
    part: BBox | None = None
    orientation: int = 0


@dataclass(frozen=True)
class Laid:
    """One way to lay a picture over another. matrix: pixels of the first copy to the second's. inliers: features that
    fit; 0 where only the fingerprint's window led there."""

    matrix: Matrix
    inliers: int


def opened(thumb: bytes) -> Any:
    """A small copy as colours (BGR); None for what is no JPEG of the size that traces have."""
    import cv2
    import numpy as np

    size = _size(thumb)
    if size is None or max(size) > SIDE or min(size) < 16:
        return None
    return cv2.imdecode(np.frombuffer(thumb, np.uint8), cv2.IMREAD_COLOR)


def _size(thumb: bytes) -> tuple[int, int] | None:
    """Height and width as the frame header of a baseline JPEG states them, before anything decodes it."""
    at = 2
    while thumb[:2] == b"\xff\xd8" and at + 9 < len(thumb) and thumb[at] == 0xFF:
        if thumb[at + 1] == 0xC0:
            return int.from_bytes(thumb[at + 5:at + 7], "big"), int.from_bytes(thumb[at + 7:at + 9], "big")
        at += 2 + int.from_bytes(thumb[at + 2:at + 4], "big")
    return None


def ways(first: Look, second: Look, window: tuple[float, float, float]) -> Iterator[Laid]:
    """Ways to lay ``first`` over ``second``, the likelier one first; each is worked out when it is asked for.

    window: left, top and side, as shares, of the part of ``second`` that the fingerprint of ``first`` is near to.
    """
    import numpy as np

    one, other = _prepared(first), _prepared(second)
    if one is None or other is None or not glanced(first, second, window):
        return
    back = np.linalg.inv(other.inside)
    matched = _matched(first, second)
    if matched is not None and not _likely(one.grey, other.grey, matched[0]):
        if matched[1] >= limit("proof", "settled"):
            return
    elif matched is not None:
        matrix = _refined(one.grey, other.grey, matched[0])
        if matrix is not None:
            yield Laid(back @ matrix @ one.inside, matched[1])
    high, wide = other.grey.shape
    left, top, side = window
    start = np.diag([side * wide / one.grey.shape[1], side * high / one.grey.shape[0], 1.0])
    start[0, 2], start[1, 2] = left * wide, top * high
    matrix = _refined(one.grey, other.grey, start)
    if matrix is not None:
        yield Laid(back @ matrix @ one.inside, 0)


@dataclass(frozen=True)
class _Prepared:
    """grey: the part meant, in its orientation. inside: from pixels of the small copy to those of ``grey``."""

    grey: Any
    inside: Matrix


@lru_cache(maxsize=_KEPT)
def _prepared(look: Look) -> _Prepared | None:
    import cv2
    import numpy as np

    picture = opened(look.thumb)
    if picture is None:
        return None
    high, wide = picture.shape[:2]
    part = look.part or BBox(x0=0, top=0, x1=1, bottom=1)
    x0, y0 = round(part.x0 * wide), round(part.top * high)
    grey = cv2.cvtColor(picture[y0:round(part.bottom * high), x0:round(part.x1 * wide)], cv2.COLOR_BGR2GRAY)
    shift = np.array([[1.0, 0, -x0], [0, 1, -y0], [0, 0, 1]])
    return _Prepared(grey=_turned(grey, look.orientation), inside=_turn(look.orientation, *grey.shape) @ shift)


@lru_cache(maxsize=_KEPT_FEATURES)
def _features(look: Look) -> tuple[Any, Any]:
    """Places of the feature points, and what describes each; None where there are none."""
    import cv2
    import numpy as np

    prepared = _prepared(look)
    if prepared is None:
        return None, None
    finder = cv2.ORB_create(_FEATURES, fastThreshold=_FAST)  # type: ignore[attr-defined]
    points, descriptors = finder.detectAndCompute(prepared.grey, None)
    return np.array([point.pt for point in points], dtype=np.float32), descriptors


def glanced(first: Look, second: Look, window: tuple[float, float, float]) -> bool:
    """Whether the two correlate at a glance, where the fingerprint says they are one; a tenth of a millisecond."""
    import cv2
    import numpy as np

    one, other = _small(first), _small(second)
    if one is None or other is None:
        return False
    high, wide = other.shape
    left, top, side = window
    part = other[round(top * high):round((top + side) * high), round(left * wide):round((left + side) * wide)]
    if not part.size:
        return False
    small = [cv2.GaussianBlur(cv2.resize(grey, (_GLANCE, _GLANCE), interpolation=cv2.INTER_AREA), (0, 0), 1)
             .astype(np.float32) for grey in (one, part)]
    middle = np.ascontiguousarray(small[0][3:-3, 3:-3])
    return float(cv2.matchTemplate(small[1], middle, cv2.TM_CCOEFF_NORMED).max()) >= limit("proof", "glance")


@lru_cache(maxsize=_KEPT_SMALL)
def _small(look: Look) -> Any:
    """What is meant, at 96 points a side."""
    import cv2

    prepared = _prepared(look)
    if prepared is None or not prepared.grey.size:
        return None
    scale = min(1.0, _COARSE / max(prepared.grey.shape))
    return cv2.resize(prepared.grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def _likely(one: Any, other: Any, matrix: Matrix) -> bool:
    """Whether the two agree here and there once one lies coarsely over the other; True where too little can be said."""
    import cv2
    import numpy as np

    scale = min(1.0, _COARSE / max(one.shape))
    shrunk = min(1.0, scale / float(np.sqrt(abs(np.linalg.det(matrix[:2, :2])) or 1)))
    small, over = (cv2.resize(grey, None, fx=by, fy=by, interpolation=cv2.INTER_AREA)
                   for grey, by in ((one, scale), (other, shrunk)))
    moved = np.diag([shrunk, shrunk, 1.0]) @ matrix @ np.diag([1 / scale, 1 / scale, 1.0])
    size, way = small.shape[::-1], cv2.WARP_INVERSE_MAP
    inside = cv2.warpAffine(np.full(over.shape, 255, np.uint8), moved[:2], size, flags=cv2.INTER_NEAREST | way)
    first, second = (grey.astype(np.float32) for grey in (
        small, cv2.warpAffine(over, moved[:2], size, flags=cv2.INTER_LINEAR | way)))

    def mean(values: Any) -> Any:
        return cv2.boxFilter(values, -1, (_AROUND, _AROUND))

    level, other_level = mean(first), mean(second)
    spread, other_spread = mean(first * first) - level * level, mean(second * second) - other_level * other_level
    least = limit("proof", "texture") ** 2
    told = (cv2.erode(inside, np.ones((_AROUND, _AROUND))) > 0) & (spread > least) & (other_spread > least)
    if told.sum() < _LEAST_POINTS:
        return True
    alike = (mean(first * second) - level * other_level)[told] / np.sqrt(spread[told] * other_spread[told])
    return bool((alike > _ALIKE).mean() >= limit("proof", "coarse"))


def _turned(grey: Any, orientation: int) -> Any:
    """The picture in an orientation of pdqhash: as it is, turned left, about, right, upside down, mirrored, transposed
    over either diagonal."""
    import numpy as np

    ways = (lambda: grey, lambda: np.rot90(grey), lambda: np.rot90(grey, 2), lambda: np.rot90(grey, 3),
            lambda: grey[::-1], lambda: grey[:, ::-1], lambda: grey.T, lambda: np.rot90(grey, 2).T)
    return np.ascontiguousarray(ways[orientation]())


def _turn(orientation: int, high: int, wide: int) -> Matrix:
    """The same as a matrix, pixels of the upright picture to those of the turned one."""
    import numpy as np

    right, low = wide - 1, high - 1
    rows = ([[1, 0, 0], [0, 1, 0]], [[0, 1, 0], [-1, 0, right]], [[-1, 0, right], [0, -1, low]],
            [[0, -1, low], [1, 0, 0]], [[1, 0, 0], [0, -1, low]], [[-1, 0, right], [0, 1, 0]],
            [[0, 1, 0], [1, 0, 0]], [[0, -1, low], [-1, 0, right]])
    return np.array([*rows[orientation], [0, 0, 1]], dtype=float)


def _matched(first: Look, second: Look) -> tuple[Matrix, int] | None:
    """The similarity that most features fit, and how many; None where too few do."""
    import cv2
    import numpy as np

    (points, described), (others, descriptions) = _features(first), _features(second)
    if described is None or descriptions is None or len(others) < 2:
        return None
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(described, descriptions, k=2)
    good = [best for best, second_best in pairs if best.distance < _RATIO * second_best.distance]
    if len(good) < limit("proof", "inliers"):
        return None
    cv2.setRNGSeed(1)
    found, inside = cv2.estimateAffinePartial2D(
        points[[match.queryIdx for match in good]], others[[match.trainIdx for match in good]],
        method=cv2.RANSAC, ransacReprojThreshold=_REPROJECTION)
    if found is None or inside.sum() < limit("proof", "inliers"):
        return None
    return np.vstack([found, [0, 0, 1]]), int(inside.sum())


def _refined(one: Any, other: Any, start: Matrix) -> Matrix | None:
    """The affine map near ``start`` under which the two correlate best; ``start`` where there is none, None where it is
    absurd."""
    import cv2
    import numpy as np

    scale = min(1.0, _FINE / max(one.shape)), min(1.0, _FINE / max(other.shape))
    small = [cv2.resize(grey, None, fx=by, fy=by, interpolation=cv2.INTER_AREA)
             for grey, by in zip((one, other), scale, strict=True)]
    down, up = np.diag([scale[1], scale[1], 1.0]), np.diag([1 / scale[0], 1 / scale[0], 1.0])
    guess = (down @ start @ up)[:2].astype(np.float32)
    made = start
    try:
        criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, _STEPS, 1e-4)
        _, refined = cv2.findTransformECC(small[0], small[1], guess, cv2.MOTION_AFFINE, criteria,
                                          np.full_like(small[1], 255), 3)
        made = np.linalg.inv(down) @ np.vstack([refined, [0, 0, 1]]) @ np.linalg.inv(up)
    except cv2.error:  # the two do not correlate there: it stays as it was
        made = start
    return made if _sane(made) else None


def _sane(matrix: Matrix) -> bool:
    import numpy as np

    stretched = np.linalg.svd(matrix[:2, :2], compute_uv=False)
    return bool(np.isfinite(matrix).all() and _SCALES[0] < stretched[1] and stretched[0] < _SCALES[1]
                and stretched[0] < _STRETCH * stretched[1])
