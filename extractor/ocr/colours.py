"""Colours of a picture before it is read: the red of seals taken off the ink below it."""

from __future__ import annotations

from typing import Any

from extractor.tools import Picture

_LEAST, _MOST = 0.0004, 0.1
_PAPER, _REDNESS, _BRIGHT = 160, 45, 95


def pixels(picture: Picture) -> Any:
    """A picture as an array of height × width × 3, blue first as the networks want it."""
    import cv2
    import numpy as np

    flat = np.frombuffer(picture.data, dtype=np.uint8)
    if picture.mode == "L":
        return cv2.cvtColor(flat.reshape(picture.height, picture.width), cv2.COLOR_GRAY2BGR)
    return cv2.cvtColor(flat.reshape(picture.height, picture.width, 3), cv2.COLOR_RGB2BGR)


def without_red(image: Any) -> Any | None:
    """A paper with its seals taken off: red turns white, ink below it stays. None where there is no paper or no red.

    A picture that is red in large parts, as a photo of a banner is, stays as it is.
    """
    import cv2
    import numpy as np

    blue, green, red = cv2.split(image)
    rest = cv2.max(blue, green)
    marks = cv2.subtract(red, rest) > _REDNESS
    share = float(np.count_nonzero(marks)) / float(marks.size)
    if not _LEAST < share < _MOST or float(np.median(rest[::7, ::7])) < _PAPER:
        return None
    near = cv2.dilate(marks.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    clean = image.copy()
    clean[near & (red > _BRIGHT)] = 255
    return clean


def is_red(image: Any) -> bool:
    """Whether a line's words are red themselves: a heading in red, not ink that a seal touches."""
    import cv2
    import numpy as np

    blue, green, red = cv2.split(image)
    rest = cv2.max(blue, green)
    inked = rest < _PAPER
    reddish = inked & (cv2.subtract(red, rest) > _REDNESS)
    return bool(np.count_nonzero(reddish) > 0.6 * max(1, np.count_nonzero(inked)))
