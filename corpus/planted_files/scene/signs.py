"""Things with words on them: banners, screens, display boards, blackboards, shop signs."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from corpus.builders.fonts import image_font
from corpus.planted_files.scene.texture import Rgb, clip, fractal


@lru_cache(maxsize=64)
def font(size: int) -> ImageFont.FreeTypeFont:
    """The CJK font of this machine in a size."""
    return image_font(max(6, size))


def write(
    image: Image.Image, text: str, box: tuple[float, float, float, float], colour: Rgb, share: float = 0.66
) -> None:
    """One line, as large as the box allows, in its middle."""
    x0, y0, x1, y1 = box
    size = int(min((y1 - y0) * share, (x1 - x0) * 0.95 / max(1.0, sum(1.0 if ord(c) > 255 else 0.56 for c in text))))
    ImageDraw.Draw(image).text(((x0 + x1) / 2, (y0 + y1) / 2), text, font=font(size), fill=colour, anchor="mm")


def banner(rng: np.random.Generator, text: str, width: float, height: float, px: int = 150) -> np.ndarray:
    """A cloth banner, red with yellow or white words (sometimes blue), with folds; metres, ``px`` a metre."""
    w, h = int(width * px), int(height * px)
    ground: Rgb = (188, 20, 26) if rng.random() < 0.86 else (24, 66, 150)
    ink: Rgb = (252, 226, 120) if ground[0] > 100 and rng.random() < 0.6 else (250, 248, 240)
    image = Image.new("RGB", (w, h), ground)
    write(image, text, (w * 0.02, 0, w * 0.98, h), ink)
    folds = 1 + 0.08 * fractal(rng, h, w, 14, 3) + 0.06 * np.sin(np.linspace(0, float(rng.uniform(8, 20)), w))[None, :]
    return clip(np.asarray(image, np.float32) * folds[..., None])


def screen(rng: np.random.Generator, lines: list[str], width: float, height: float, px: int = 140) -> np.ndarray:
    """A projector's or an LED screen's page: heading and lines."""
    w, h = int(width * px), int(height * px)
    ground: Rgb = ((236, 240, 248), (24, 60, 140), (150, 24, 28), (230, 236, 226))[int(rng.integers(4))]
    ink: Rgb = (28, 44, 96) if sum(ground) > 400 else (250, 248, 236)
    image = Image.new("RGB", (w, h), ground)
    rows = max(3, len(lines))
    for i, line in enumerate(lines):
        top = h * (0.1 + 0.8 * i / rows)
        write(image, line, (w * 0.06, top, w * 0.94, top + h * 0.74 / rows), ink, 0.74 if i == 0 else 0.56)
    glow = 1.05 + 0.06 * fractal(rng, h, w, 2, 2)
    return clip(np.asarray(image, np.float32) * glow[..., None] + 8)


def board(rng: np.random.Generator, title: str, width: float = 0.9, height: float = 1.3, px: int = 130) -> np.ndarray:
    """A display board: coloured head, picture, columns of fine print."""
    w, h = int(width * px), int(height * px)
    head: Rgb = ((30, 92, 168), (178, 30, 34), (26, 116, 86), (196, 120, 28))[int(rng.integers(4))]
    image = Image.new("RGB", (w, h), (246, 248, 248))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, w, h * 0.17), fill=head)
    write(image, title, (4, 2, w - 4, h * 0.165), (255, 255, 255))
    split = int(rng.integers(0, 3))
    y = h * 0.22
    if split:
        tone = tuple(int(v) for v in rng.integers(70, 220, 3))
        draw.rectangle((w * 0.08, y, w * 0.92 if split == 1 else w * 0.46, y + h * 0.24), fill=tone)
        y += h * 0.28
    while y < h * 0.92:
        end = w * float(rng.uniform(0.6, 0.92))
        draw.line((w * 0.08, y, end, y), fill=(104, 110, 118), width=max(1, h // 90))
        y += h * 0.035
    draw.rectangle((0, 0, w - 1, h - 1), outline=_mix(head), width=max(2, w // 40))
    return np.asarray(image, np.uint8)


def _mix(colour: Rgb) -> Rgb:
    return tuple(int(c * 0.5 + 100) for c in colour)  # type: ignore[return-value]


def blackboard(rng: np.random.Generator, text: str, width: float, height: float, px: int = 110) -> np.ndarray:
    """Chalk on dark green, half wiped."""
    w, h = int(width * px), int(height * px)
    image = Image.new("RGB", (w, h), (34, 66, 54))
    write(image, text, (w * 0.1, h * 0.1, w * 0.9, h * 0.45), (226, 230, 224))
    draw = ImageDraw.Draw(image)
    for k in range(4):
        y = h * (0.52 + 0.1 * k)
        draw.line(
            (w * 0.12, y, w * float(rng.uniform(0.4, 0.8)), y + float(rng.uniform(-3, 3))),
            fill=(190, 198, 190),
            width=2,
        )
    wiped = 10 * fractal(rng, h, w, 5, 4) + 6
    return clip(np.asarray(image, np.float32) + wiped[..., None])


def emblem(px: int = 90) -> np.ndarray:
    """A round red and gold badge as hangs in a court room (a disc with a star, not the real emblem)."""
    image = Image.new("RGB", (px, px), (150, 110, 70))
    draw = ImageDraw.Draw(image)
    draw.ellipse((1, 1, px - 2, px - 2), fill=(226, 178, 60))
    draw.ellipse((px * 0.12, px * 0.12, px * 0.88, px * 0.88), fill=(200, 24, 28))
    write(image, "★", (px * 0.2, px * 0.14, px * 0.8, px * 0.84), (246, 208, 80), 0.8)
    return np.asarray(image, np.uint8)
