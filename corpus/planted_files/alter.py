"""What is done to a photograph before it is handed in: copies altered, pictures edited. Arrays are uint8 RGB."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw

from corpus.planted_files import seeds
from corpus.planted_files.scene import photo, signs

Op = list[Any]
"""A name and its parameters: ``["crop", 0.75]``."""


def _resize(image: np.ndarray, _rng: np.random.Generator, share: float) -> np.ndarray:
    return cv2.resize(image, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)


def _flip(image: np.ndarray, _rng: np.random.Generator) -> np.ndarray:
    return np.ascontiguousarray(image[:, ::-1])


def _tone(image: np.ndarray, _rng: np.random.Generator, gain: float, lift: float, cast: list[float]) -> np.ndarray:
    """Brightness, contrast and colour."""
    return np.clip((image.astype(np.float32) * gain + lift) * np.array(cast, np.float32), 0, 255).astype(np.uint8)


def _crop(image: np.ndarray, rng: np.random.Generator, share: float) -> np.ndarray:
    """Keeps ``share`` of the area, off the middle."""
    h, w = image.shape[:2]
    nh, nw = int(h * share**0.5), int(w * share**0.5)
    y, x = int((h - nh) * rng.uniform(0.15, 0.85)), int((w - nw) * rng.uniform(0.15, 0.85))
    return image[y : y + nh, x : x + nw].copy()


def _rotate(image: np.ndarray, _rng: np.random.Generator, degrees: float) -> np.ndarray:
    """Turned, and cut so that no corner stays empty."""
    h, w = image.shape[:2]
    move = cv2.getRotationMatrix2D((w / 2, h / 2), degrees, 1.0)
    turned = cv2.warpAffine(image, move, (w, h), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
    edge = abs(np.sin(np.radians(degrees)))
    y, x = int(w * edge / 2), int(h * edge / 2)
    return turned[y : h - y, x : w - x].copy()


def _watermark(image: np.ndarray, _rng: np.random.Generator, text: str, strength: float = 0.45) -> np.ndarray:
    """Slanted half-transparent words over the middle."""
    h, w = image.shape[:2]
    layer = Image.new("L", (w, h), 0)
    size = int(w * 0.86 / max(6, len(text)))
    ImageDraw.Draw(layer).text((w / 2, h / 2), text, font=signs.font(size), fill=int(255 * strength), anchor="mm")
    mask = np.asarray(layer.rotate(18, resample=Image.Resampling.BICUBIC), np.float32)[..., None] / 255
    return (image * (1 - mask) + 250 * mask).astype(np.uint8)


def _phone(image: np.ndarray, rng: np.random.Generator, title: str, date: str) -> np.ndarray:
    """A screenshot of a phone page: bars, heading, date line, the picture, lines of text."""
    w, h = 1080, 1920
    page = Image.new("RGB", (w, h), (252, 252, 252))
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, w, 70), fill=(238, 238, 240))
    draw.text(
        (40, 14), f"{int(rng.integers(8, 22))}:{int(rng.integers(10, 59))}", font=signs.font(36), fill=(30, 30, 30)
    )
    draw.rectangle((960, 20, 1030, 50), outline=(60, 60, 60), width=3)
    for k in range(0, len(title), 20):
        draw.text((50, 130 + k * 3), title[k : k + 20], font=signs.font(48), fill=(20, 20, 20))
    draw.text((50, 300), f"普法之窗  {date}", font=signs.font(30), fill=(140, 140, 146))
    wide = int(rng.integers(920, 1010))
    small = cv2.resize(image, (wide, int(image.shape[0] * wide / image.shape[1])), interpolation=cv2.INTER_AREA)
    top = int(rng.integers(400, 520))
    page.paste(Image.fromarray(small), ((w - wide) // 2, top))
    for k in range(14):
        y = top + small.shape[0] + 70 + k * 52
        if y < h - 150:
            draw.line((60, y, float(rng.uniform(520, 1020)), y), fill=(96, 98, 104), width=16)
    draw.rectangle((0, h - 110, w, h), fill=(242, 242, 244))
    return np.asarray(page, np.uint8)


def _border(image: np.ndarray, rng: np.random.Generator, share: float, text: str) -> np.ndarray:
    """A coloured frame with a line of words below."""
    edge = int(min(image.shape[:2]) * share)
    colour = [int(v) for v in rng.integers(40, 250, 3)]
    framed = cv2.copyMakeBorder(image, edge, edge * 2, edge, edge, cv2.BORDER_CONSTANT, value=colour)
    page = Image.fromarray(framed)
    w, h = page.size
    signs.write(page, text, (edge, h - edge * 1.8, w - edge, h - edge * 0.2), (255, 255, 255))
    return np.asarray(page, np.uint8)


def _perspective(image: np.ndarray, rng: np.random.Generator, share: float) -> np.ndarray:
    """Seen a little aslant."""
    h, w = image.shape[:2]
    source = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    inward = rng.uniform(0.2, 1.0, (4, 2)) * share * np.array([w, h]) * np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]])
    move = cv2.getPerspectiveTransform((source + inward).astype(np.float32), source)
    return cv2.warpPerspective(image, move, (w, h), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def _off_screen(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A photo of a screen: bezel, slant, pixel grid, glare."""
    h, w = image.shape[:2]
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    moire = 1 + 0.05 * np.sin(x * 2.1 + y * 0.09) + 0.05 * np.sin(y * 1.9 - x * 0.05)
    shown = np.clip(image * moire[..., None] * 0.92 + 10, 0, 255).astype(np.uint8)
    edge = int(w * 0.05)
    shown = cv2.copyMakeBorder(shown, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(26, 26, 30))
    slanted = _perspective(shown, rng, -0.045)
    cx, cy = float(rng.uniform(0.2, 0.8)), float(rng.uniform(0.1, 0.6))
    yy, xx = np.mgrid[0 : slanted.shape[0], 0 : slanted.shape[1]].astype(np.float32)
    glare = 60 * np.exp(-((xx / slanted.shape[1] - cx) ** 2 + (yy / slanted.shape[0] - cy) ** 2) / 0.02)
    soft = cv2.GaussianBlur(slanted, (0, 0), 0.8).astype(np.float32) + glare[..., None]
    return np.clip(soft, 0, 255).astype(np.uint8)


def _collage(image: np.ndarray, _rng: np.random.Generator, others: list[dict[str, Any]], corner: int) -> np.ndarray:
    """Four pictures in one; ``image`` in the corner 0..3."""
    size = (620, 420)
    small = [cv2.resize(photo.take(s), size, interpolation=cv2.INTER_AREA) for s in others[:3]]
    small.insert(corner, cv2.resize(image, size, interpolation=cv2.INTER_AREA))
    small = [cv2.copyMakeBorder(s, 5, 5, 5, 5, cv2.BORDER_CONSTANT, value=(255, 255, 255)) for s in small]
    return np.vstack([np.hstack(small[:2]), np.hstack(small[2:])])


def _clone(image: np.ndarray, rng: np.random.Generator, share: float, wide: float) -> np.ndarray:
    """Copy-move: a piece of the lower half again beside it. share: its height; wide: its width to that."""
    h, w = image.shape[:2]
    ph = int(h * share)
    pw = min(int(ph * wide), int(w * 0.44))
    y = int(rng.uniform(0.42, max(0.43, 0.94 - share)) * h)
    left = bool(rng.random() < 0.5)
    x0, x1 = (int(w * 0.04), int(w * 0.04) + pw + int(rng.uniform(0.02, 0.3) * w))
    source, target = (x0, x1) if left else (x1, x0)
    target = min(target, w - pw - 1)
    down = int(np.clip(y + rng.integers(-8, 9), 0, h - ph))
    mask = np.zeros((ph, pw), np.float32)
    mask[5:-5, 5:-5] = 1
    mask = cv2.GaussianBlur(mask, (0, 0), 2.2)[..., None]
    out = image.copy()
    spot = out[down : down + ph, target : target + pw]
    spot[:] = (spot * (1 - mask) + image[y : y + ph, source : source + pw] * mask).astype(np.uint8)
    return out


def banner_box(image: np.ndarray) -> tuple[int, int, int, int]:
    """Where the widest red cloth of the upper part hangs: x0, y0, x1, y1; the upper middle where there is none."""
    h, w = image.shape[:2]
    part = image[: int(h * 0.6)].astype(np.int16)
    red = (part[..., 0] - np.maximum(part[..., 1], part[..., 2]) > 55).astype(np.uint8)
    red = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((9, 25), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(red)
    best = max(range(1, count), key=lambda i: stats[i, 2], default=0)
    x, y, bw, bh, _ = (int(v) for v in stats[best])
    if best == 0 or bw < w * 0.2 or bh > bw * 0.5:
        return int(w * 0.25), int(h * 0.16), int(w * 0.75), int(h * 0.24)
    return x, y, x + bw, y + bh


def _paste(image: np.ndarray, rng: np.random.Generator, text: str, share: float) -> np.ndarray:
    """A flat patch with new words over a part of the banner, without the noise of the rest."""
    x0, y0, x1, y1 = banner_box(image)
    start = x0 + int((x1 - x0) * (1 - share) * float(rng.uniform(0, 1)))
    box = (start, y0 + 1, start + int((x1 - x0) * share), y1 - 1)
    tone = image[y0:y1, x0:x1].reshape(-1, 3)
    ground = tuple(int(v) for v in np.percentile(tone, 40, axis=0))
    page = Image.fromarray(image)
    ImageDraw.Draw(page).rectangle(box, fill=ground)
    signs.write(page, text, box, (255, 240, 150))
    return np.asarray(page, np.uint8)


def _stamp(image: np.ndarray, _rng: np.random.Generator, text: str, share: float = 0.045) -> np.ndarray:
    """The orange date that a camera prints into the corner."""
    h, w = image.shape[:2]
    page = Image.fromarray(image)
    font = signs.font(int(h * share))
    ImageDraw.Draw(page).text((w * 0.97, h * 0.965), text, font=font, fill=(255, 150, 40), anchor="rs")
    return np.asarray(page, np.uint8)


def _words(image: np.ndarray, _rng: np.random.Generator, text: str) -> np.ndarray:
    """Drawn words in a light strip along the foot of the picture."""
    h, w = image.shape[:2]
    page = Image.fromarray(image)
    ImageDraw.Draw(page).rectangle((0, int(h * 0.9), w, h), fill=(244, 244, 238))
    signs.write(page, text, (10, h * 0.905, w - 10, h * 0.995), (30, 30, 30))
    return np.asarray(page, np.uint8)


OPS: dict[str, Callable[..., np.ndarray]] = {
    "resize": _resize,
    "flip": _flip,
    "tone": _tone,
    "crop": _crop,
    "rotate": _rotate,
    "watermark": _watermark,
    "phone": _phone,
    "border": _border,
    "perspective": _perspective,
    "off_screen": _off_screen,
    "collage": _collage,
    "clone": _clone,
    "paste": _paste,
    "stamp": _stamp,
    "words": _words,
}


def apply(image: np.ndarray, ops: list[Op], *words: object) -> np.ndarray:
    """The picture after all operations; their chances are started by ``words``."""
    for step, (name, *values) in enumerate(ops):
        image = OPS[name](image, seeds.field("op", step, name, *words), *values)
    return image
