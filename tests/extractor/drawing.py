"""Small drawn photos for the tests of pictures: textured enough to be told apart, the same for the same seed."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from PIL import Image


def photo(seed: int, size: tuple[int, int] = (480, 360)) -> Image.Image:
    """A picture of soft clouds with coloured boxes before them."""
    dice = np.random.default_rng(seed)
    coarse = dice.integers(30, 225, (9, 12, 3)).astype(np.uint8)
    fine = dice.integers(0, 60, (60, 80, 3)).astype(np.uint8)
    ground = np.asarray(Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)).astype(np.int16)
    ground = ground + np.asarray(Image.fromarray(fine).resize(size, Image.Resampling.BICUBIC))
    pixels = np.clip(ground, 0, 255).astype(np.uint8)
    for _ in range(30):
        x, y = int(dice.integers(0, size[0] - 60)), int(dice.integers(0, size[1] - 60))
        wide, high = (int(side) for side in dice.integers(14, 60, 2))
        pixels[y:y + high, x:x + wide] = dice.integers(0, 255, 3)
    return Image.fromarray(pixels)


def coded(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    """The bytes of a picture file."""
    held = io.BytesIO()
    image.save(held, form, **({"quality": 88} if form == "JPEG" else {}), **options)
    return held.getvalue()
