"""Small pictures that are no photographs: the office's letterhead, a unit's seal, square codes."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw

from corpus.planted_files import seeds
from corpus.planted_files.scene import signs


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def letterhead(text: str) -> bytes:
    """A blue and red badge with the name of an office beside it."""
    image = Image.new("RGB", (640, 120), (255, 255, 255))
    draw = ImageDraw.Draw(image)
    draw.ellipse((8, 8, 112, 112), fill=(28, 84, 160))
    draw.ellipse((26, 26, 94, 94), fill=(210, 40, 40))
    signs.write(image, "法", (30, 26, 90, 92), (255, 240, 190), 0.8)
    signs.write(image, text, (126, 20, 634, 100), (28, 60, 120), 0.7)
    return _png(image)


def seal(text: str) -> bytes:
    """A round red seal on a transparent ground."""
    image = Image.new("RGBA", (260, 260), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((6, 6, 254, 254), outline=(208, 32, 36, 255), width=8)
    draw.text((130, 120), "★", font=signs.font(84), fill=(208, 32, 36, 255), anchor="mm")
    draw.text((130, 196), text[-12:], font=signs.font(19), fill=(208, 32, 36, 255), anchor="mm")
    return _png(image)


def code(words: str) -> bytes:
    """A square code: finder marks and random modules (it says nothing)."""
    rng = seeds.field("code", words)
    grid = (rng.random((29, 29)) < 0.5).astype(np.uint8)
    for y, x in ((0, 0), (0, 22), (22, 0)):
        grid[y : y + 7, x : x + 7] = 1
        grid[y + 1 : y + 6, x + 1 : x + 6] = 0
        grid[y + 2 : y + 5, x + 2 : x + 5] = 1
    big = np.kron(1 - np.pad(grid, 3), np.ones((8, 8), np.uint8)) * 255
    return _png(Image.fromarray(big.astype(np.uint8)))
