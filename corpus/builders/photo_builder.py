"""Drawn 'photos': a hall, a street stall or a wall with boards, each with a banner."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

from .fonts import image_font

SIZE = (1024, 683)
SKIN = [(224, 184, 150), (206, 160, 128), (232, 196, 168)]
COATS = [(38, 52, 84), (60, 60, 64), (92, 40, 44), (30, 82, 70), (120, 120, 130), (196, 190, 180)]


def _gradient(top: tuple[int, int, int], low: tuple[int, int, int]) -> Image.Image:
    strip = Image.new("RGB", (1, SIZE[1]))
    for y in range(SIZE[1]):
        share = y / SIZE[1]
        strip.putpixel((0, y), tuple(int(a + (b - a) * share) for a, b in zip(top, low, strict=False)))
    return strip.resize(SIZE)


def _banner(draw: ImageDraw.ImageDraw, text: str, box: tuple[int, int, int, int]) -> None:
    """Red banner with pale yellow text fitted to its width."""
    draw.rectangle(box, fill=(196, 22, 28))
    x0, y0, x1, y1 = box
    size = min(int((y1 - y0) * 0.62), int((x1 - x0) * 0.94 / max(1, len(text))))
    font = image_font(size)
    width = draw.textlength(text, font=font)
    draw.text(((x0 + x1 - width) / 2, (y0 + y1 - size * 1.2) / 2), text, font=font, fill=(255, 238, 170))


def _person(draw: ImageDraw.ImageDraw, rng: random.Random, x: int, y: int, scale: float, back: bool = False) -> None:
    """Head and shoulders; ``back`` shows the hair only."""
    r = int(24 * scale)
    coat = rng.choice(COATS)
    draw.pieslice((x - 2 * r, y + r // 2, x + 2 * r, y + 5 * r), 180, 360, fill=coat)
    draw.rectangle((x - 2 * r, y + 2 * r + r // 2, x + 2 * r, y + 5 * r), fill=coat)
    draw.ellipse((x - r, y - r, x + r, y + r + r // 4), fill=(34, 28, 26) if back else rng.choice(SKIN))
    if not back:
        draw.pieslice((x - r, y - r - 3, x + r, y + r), 180, 360, fill=(34, 28, 26))


def _hall(draw: ImageDraw.ImageDraw, rng: random.Random, spec: dict[str, Any]) -> None:
    draw.polygon([(0, 420), (1024, 420), (1024, 683), (0, 683)], fill=(150, 110, 78))
    for x in (40, 900):
        draw.rectangle((x, 150, x + 84, 380), fill=(120, 40, 40))
    _banner(draw, spec["banner"], (130, 70, 894, 140))
    draw.rectangle((330, 170, 694, 360), fill=(238, 242, 250), outline=(60, 60, 60), width=4)
    for i, line in enumerate(spec.get("screen", [])):
        draw.text((356, 200 + i * 46), line, font=image_font(28), fill=(30, 60, 130))
    _person(draw, rng, 220, 300, 1.0)
    draw.polygon([(160, 360), (280, 360), (268, 470), (172, 470)], fill=(104, 62, 36))
    for row in range(4):
        scale = 0.75 + row * 0.3
        y = 430 + row * 68
        for col in range(11 - row):
            step = 1024 / (11 - row)
            _person(draw, rng, int(step * (col + 0.5) + rng.randint(-8, 8)), y, scale, back=True)


def _street(draw: ImageDraw.ImageDraw, rng: random.Random, spec: dict[str, Any]) -> None:
    for i in range(9):
        x, h = i * 118 - 10, rng.randint(150, 300)
        shade = rng.randint(150, 205)
        draw.rectangle((x, 380 - h, x + 108, 400), fill=(shade, shade - 6, shade - 14))
        for wy in range(380 - h + 16, 372, 30):
            for wx in range(x + 12, x + 96, 26):
                draw.rectangle((wx, wy, wx + 13, wy + 16), fill=(112, 136, 160))
    draw.rectangle((0, 400, 1024, 683), fill=(170, 168, 164))
    for x in (180, 840):
        draw.line((x, 190, x, 520), fill=(70, 70, 70), width=8)
    _banner(draw, spec["banner"], (170, 196, 852, 262))
    for x in (210, 420, 640):
        _person(draw, rng, x + 60, 400, 1.05)
    draw.rectangle((170, 476, 860, 560), fill=(40, 92, 168))
    for i in range(14):
        x = 186 + i * 48
        draw.rectangle((x, 466, x + 34, 482), fill=rng.choice([(250, 250, 250), (240, 214, 120), (160, 210, 230)]))
    for x in (80, 330, 560, 930):
        _person(draw, rng, x + rng.randint(-20, 20), 520, 1.35, back=True)


def _wall(draw: ImageDraw.ImageDraw, rng: random.Random, spec: dict[str, Any]) -> None:
    draw.polygon([(0, 520), (1024, 470), (1024, 683), (0, 683)], fill=(188, 182, 172))
    _banner(draw, spec["banner"], (60, 60, 964, 130))
    for i, text in enumerate(spec.get("boards", [])):
        x = 70 + i * 228
        draw.rectangle((x, 170, x + 200, 450), fill=(248, 250, 252), outline=(36, 96, 160), width=6)
        draw.rectangle((x, 170, x + 200, 218), fill=(36, 96, 160))
        draw.text((x + 14, 178), text, font=image_font(24), fill="white")
        for line in range(9):
            y = 244 + line * 22
            draw.line((x + 18, y, x + rng.randint(120, 182), y), fill=(120, 126, 134), width=4)
    _person(draw, rng, 860, 470, 1.5, back=True)


def build_photo(spec: dict[str, Any], path: Path, _root: Path) -> None:
    """Draw one JPEG; ``taken`` (``2020:12:04 09:31:22``) goes to EXIF DateTimeOriginal."""
    rng = random.Random(spec.get("seed", spec["banner"]))
    sky = {"street": ((150, 190, 226), (222, 230, 236)), "hall": ((226, 214, 196), (190, 170, 146))}
    image = _gradient(*sky.get(spec["scene"], ((214, 220, 224), (180, 186, 190))))
    {"hall": _hall, "street": _street, "wall": _wall}[spec["scene"]](ImageDraw.Draw(image), rng, spec)
    image = image.filter(ImageFilter.GaussianBlur(0.7))
    exif = Image.Exif()
    if spec.get("taken"):
        exif[0x010F], exif[0x0110] = spec.get("make", "Canon"), spec.get("model", "EOS 700D")
        exif[0x0132] = spec["taken"]
        exif.get_ifd(0x8769)[0x9003] = spec["taken"]
    image.save(path, "JPEG", quality=82, exif=exif)
