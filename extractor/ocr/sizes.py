"""Pictures that are too large to be read as they are: scaled down before, their places scaled up again after."""

from __future__ import annotations

from dataclasses import replace

from extractor.tools import Picture, Recognition

MOST_PIXELS = 9_000_000
"""A page of A4 at 300 pixels an inch, or A3 at 200, is read as it is."""


def is_sound(picture: Picture) -> bool:
    """Whether it has as many bytes as its size and mode say."""
    samples = {"L": 1, "RGB": 3}.get(picture.mode, 0)
    return picture.width > 0 < picture.height and len(picture.data) == picture.width * picture.height * samples > 0


def shrunk(picture: Picture, scale: float) -> Picture:
    """The picture at a smaller scale."""
    from PIL import Image

    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    whole = Image.frombytes(picture.mode, (picture.width, picture.height), picture.data)
    small = whole.resize(size, Image.Resampling.BOX)
    return Picture(width=size[0], height=size[1], mode=picture.mode, data=small.tobytes(), dpi=picture.dpi * scale)


def at_scale(found: Recognition, picture: Picture) -> Recognition:
    """What was found in a smaller copy of ``picture``, in pixels of the picture itself."""
    width, height = (picture.width, picture.height) if found.turned in (0, 180) else (picture.height, picture.width)
    across, down = width / found.width, height / found.height
    words = tuple(replace(line, x0=line.x0 * across, top=line.top * down, x1=line.x1 * across,
                          bottom=line.bottom * down, ends=tuple(end * across for end in line.ends))
                  for line in found.words)
    rulings = tuple(replace(line, x0=line.x0 * across, top=line.top * down, x1=line.x1 * across,
                            bottom=line.bottom * down) for line in found.rulings)
    return replace(found, width=width, height=height, words=words, rulings=rulings)
