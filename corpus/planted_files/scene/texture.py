"""Surfaces: fractal noise, plaster, wood, tiles, paving, foliage, clouds. All are uint8 RGB arrays, h × w × 3."""

from __future__ import annotations

import cv2
import numpy as np

Rgb = tuple[int, int, int]
_TILES: dict[int, np.ndarray] = {}


def fractal(rng: np.random.Generator, height: int, width: int, cells: int = 4, octaves: int = 5) -> np.ndarray:
    """Fractal value noise, float32 h × w, mean about 0, most of it within -1..1. cells: lumps across the long side."""
    total = np.zeros((height, width), np.float32)
    scale, long_side = 1.0, max(height, width)
    for octave in range(octaves):
        step = cells * 2**octave
        rows, cols = max(2, step * height // long_side + 2), max(2, step * width // long_side + 2)
        if rows > height or cols > width:
            break
        grid = rng.standard_normal((rows, cols), dtype=np.float32)
        total += scale * cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)
        scale *= 0.55
    return total / 1.6


def grain(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """White noise of unit variance, float32 h × w, cut out of one big tile at a random place (quick)."""
    if 0 not in _TILES:
        _TILES[0] = np.random.Generator(np.random.PCG64(7)).standard_normal((1600, 2400), dtype=np.float32)
    top, left = int(rng.integers(0, 1600 - min(height, 1599))), int(rng.integers(0, 2400 - min(width, 2399)))
    tile = _TILES[0][top : top + height, left : left + width]
    if rng.random() < 0.5:
        tile = tile[:, ::-1]
    return tile if tile.shape == (height, width) else cv2.resize(tile, (width, height))


def flat(colour: Rgb, height: int, width: int) -> np.ndarray:
    """One colour, float32."""
    return np.broadcast_to(np.array(colour, np.float32), (height, width, 3)).copy()


def clip(image: np.ndarray) -> np.ndarray:
    """Float picture to uint8."""
    return np.clip(image, 0, 255).astype(np.uint8)


def plaster(rng: np.random.Generator, colour: Rgb, height: int, width: int, dado: Rgb | None = None) -> np.ndarray:
    """A painted wall with stains and rubbed places, and a darker lower part where ``dado`` is given."""
    image = flat(colour, height, width)
    if dado:
        edge = int(height * 0.66)
        image[edge:] = dado
        image[edge : edge + max(1, height // 90)] *= 0.7
    image += (fractal(rng, height, width, 3, 6) * 7 + grain(rng, height, width) * 2.0)[..., None]
    image[int(height * 0.965) :] *= 0.6
    for _ in range(int(rng.integers(2, 7))):
        x, y = int(rng.integers(0, width)), int(rng.integers(0, height))
        cv2.ellipse(
            image,
            (x, y),
            (int(rng.integers(4, 30)), int(rng.integers(2, 14))),
            float(rng.integers(0, 180)),
            0,
            360,
            [float(c) * 0.93 for c in colour],
            -1,
        )
    return clip(cv2.GaussianBlur(image, (0, 0), 0.8))


def wood(rng: np.random.Generator, colour: Rgb, height: int, width: int) -> np.ndarray:
    """Grain along the width."""
    bend = fractal(rng, height, width, 3, 3) * 9
    rows = np.arange(height, dtype=np.float32)[:, None] + bend
    rings = np.sin(rows * float(rng.uniform(0.25, 0.6))) + 0.5 * np.sin(rows * 1.7)
    image = flat(colour, height, width) * (1 + 0.07 * rings + 0.05 * fractal(rng, height, width, 12, 4))[..., None]
    return clip(image)


def tiles(rng: np.random.Generator, colour: Rgb, height: int, width: int, step: int, wild: float = 0.05) -> np.ndarray:
    """Square slabs with joints, each slab a little different."""
    rows, cols = height // step + 1, width // step + 1
    tone = 1 + wild * rng.standard_normal((rows, cols), dtype=np.float32)
    tone = np.repeat(np.repeat(tone, step, 0), step, 1)[:height, :width]
    worn = 0.05 * fractal(rng, height, width, 5, 6) + 0.05 * fractal(rng, height, width, 60, 3)
    image = flat(colour, height, width) * (tone + worn * min(1.0, wild * 20))[..., None]
    image[::step] *= 0.72
    image[:, ::step] *= 0.72
    return clip(image + grain(rng, height, width)[..., None] * 3)


def foliage(rng: np.random.Generator, size: int, colour: Rgb) -> tuple[np.ndarray, np.ndarray]:
    """A crown of leaves: picture and alpha (float 0..1)."""
    axis = np.linspace(-1, 1, size, dtype=np.float32)
    far = np.sqrt(axis[None, :] ** 2 + (axis[:, None] * 1.05) ** 2)
    lumps = fractal(rng, size, size, 4, 6)
    alpha = np.clip((0.86 - far + 0.30 * lumps) * 7, 0, 1)
    leaves = fractal(rng, size, size, 26, 3)
    shade = 0.72 + 0.30 * leaves + 0.28 * lumps - 0.25 * axis[:, None]
    tint = flat(colour, size, size) * np.clip(shade, 0.12, 1.9)[..., None]
    tint[..., 0] += 16 * np.clip(leaves, 0, 2)
    return clip(tint), alpha


def sky(rng: np.random.Generator, height: int, width: int, top: Rgb, low: Rgb) -> np.ndarray:
    """A sky with clouds, brighter towards the horizon."""
    share = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    image = np.array(top, np.float32) * (1 - share) + np.array(low, np.float32) * share
    image = np.broadcast_to(image, (height, width, 3)).copy()
    clouds = np.clip(fractal(rng, height, width, 3, 6) - float(rng.uniform(-0.1, 0.7)), 0, 1)[..., None]
    return clip(image + clouds * (246 - image) * 0.85)


def curtain(rng: np.random.Generator, colour: Rgb, height: int, width: int) -> np.ndarray:
    """Cloth hanging in folds."""
    x = np.arange(width, dtype=np.float32)[None, :] + fractal(rng, height, width, 2, 2) * 3
    folds = np.sin(x * float(rng.uniform(0.35, 0.7))) * 0.16 + np.sin(x * 0.21 + 1) * 0.1
    return clip(flat(colour, height, width) * (1 + folds + 0.03 * grain(rng, height, width))[..., None])
