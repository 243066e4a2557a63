"""What light and a camera do to a picture: exposure, colour cast, vignette, blur, noise."""

from __future__ import annotations

import cv2
import numpy as np

from corpus.planted_files.scene.texture import fractal, grain


def daylight(image: np.ndarray, rng: np.random.Generator, side: float, strength: float) -> np.ndarray:
    """Light that falls from one side (-1 left, 1 right) and lumps of lamps; float32 result."""
    h, w = image.shape[:2]
    across = np.linspace(-1, 1, w, dtype=np.float32)[None, :] * side
    map_ = 1 + strength * (across + 0.35 * fractal(rng, h, w, 2, 2) + 0.03 * fractal(rng, h, w, 24, 2))
    return image.astype(np.float32) * map_[..., None]


def expose(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Exposure, white balance and contrast of one event's light."""
    gain = float(rng.uniform(0.84, 1.16))
    cast = 1 + np.array([rng.uniform(-0.06, 0.07), rng.uniform(-0.02, 0.03), rng.uniform(-0.07, 0.06)], np.float32)
    contrast = float(rng.uniform(0.92, 1.14))
    return (image * gain * cast - 118) * contrast + 118


def camera(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Vignette, soft lens, noise of the sensor; uint8 result."""
    h, w = image.shape[:2]
    y, x = np.linspace(-1, 1, h, dtype=np.float32)[:, None], np.linspace(-1, 1, w, dtype=np.float32)[None, :]
    shade = 1 - float(rng.uniform(0.05, 0.2)) * (x * x + y * y)
    image = cv2.multiply(image.astype(np.float32), cv2.merge([shade, shade, shade]))
    image = cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.55, 1.05)))
    if rng.random() < 0.18:
        length = int(rng.integers(3, 6))
        kernel = np.zeros((length, length), np.float32)
        kernel[length // 2] = 1 / length
        image = cv2.filter2D(image, -1, kernel)
    noise = float(rng.uniform(1.6, 4.6))
    dark = cv2.resize(cv2.cvtColor(np.clip(image, 4, 255), cv2.COLOR_RGB2GRAY), (w // 4, h // 4))
    fine = grain(rng, h, w) * cv2.resize(noise / np.sqrt(dark / 128), (w, h))
    small = rng.standard_normal((h // 3, w // 3, 3), dtype=np.float32) * (noise * 0.55)
    image = image + cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR) + cv2.merge([fine, fine, fine])
    return np.clip(image, 0, 255).astype(np.uint8)
