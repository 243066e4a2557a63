"""What is done to a photo before it is handed in a second time, from saving again to a screenshot of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance

from corpus.builders.fonts import image_font

Dice = np.random.Generator
Attack = Callable[[Image.Image, Dice], Image.Image]


def saved(image: Image.Image, quality: int = 82) -> bytes:
    """The bytes of a JPEG."""
    held = io.BytesIO()
    image.convert("RGB").save(held, "JPEG", quality=quality)
    return held.getvalue()


def again(image: Image.Image, quality: int) -> Image.Image:
    """Saved as a JPEG and opened."""
    return Image.open(io.BytesIO(saved(image, quality))).convert("RGB")


def small(image: Image.Image, share: float) -> Image.Image:
    """Fewer pixels."""
    return image.resize((round(image.width * share), round(image.height * share)), Image.Resampling.LANCZOS)


def crop(image: Image.Image, dice: Dice, kept: float) -> Image.Image:
    """A part that keeps this share of the area, anywhere, its sides not quite in proportion."""
    stretch = float(dice.uniform(0.95, 1.05))
    wide, high = image.width * min(1, kept ** 0.5 * stretch), image.height * min(1, kept ** 0.5 / stretch)
    x, y = dice.uniform(0, image.width - wide), dice.uniform(0, image.height - high)
    return image.crop((round(x), round(y), round(x + wide), round(y + high)))


def flip(image: Image.Image) -> Image.Image:
    """Left for right."""
    return image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


def turned(image: Image.Image, degrees: float) -> Image.Image:
    """Turned a little and cut so that no corner is empty."""
    wide, high = image.size
    cut = abs(np.sin(np.radians(degrees)))
    x, y = round(cut * high / 2) + 1, round(cut * wide / 2) + 1
    return image.rotate(degrees, Image.Resampling.BICUBIC).crop((x, y, wide - x, high - y))


def watermark(image: Image.Image, dice: Dice, *, tiled: bool) -> Image.Image:
    """White words over it: one large line across the middle, or many small ones all over."""
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    words = str(dice.choice(["某区普法办公室", "法治宣传 仅供存档", "掌上普法 公众号"]))
    if tiled:
        font = image_font(max(12, image.width // 26))
        for y in range(0, image.height, image.height // 6):
            for x in range(-60, image.width, image.width // 3):
                pen.text((x + y // 3, y), words, font=font, fill=(255, 255, 255, 150))
        layer = layer.rotate(18)
    else:
        font = image_font(max(14, image.width // 9))
        pen.text((image.width * 0.1, image.height * float(dice.uniform(0.3, 0.6))), words, font=font,
                 fill=(255, 255, 255, 170))
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")


def coloured(image: Image.Image, dice: Dice) -> Image.Image:
    """Brighter or darker, other contrast and warmth."""
    image = ImageEnhance.Brightness(image).enhance(float(dice.uniform(0.75, 1.3)))
    image = ImageEnhance.Contrast(image).enhance(float(dice.uniform(0.75, 1.3)))
    image = ImageEnhance.Color(image).enhance(float(dice.uniform(0.3, 1.5)))
    return Image.fromarray(np.clip(np.asarray(image) * dice.uniform(0.9, 1.1, 3), 0, 255).astype(np.uint8))


def screenshot(image: Image.Image, dice: Dice) -> Image.Image:
    """The photo inside a page of a telephone, with words above and below."""
    page = Image.new("RGB", (720, 1280), (246, 246, 246))
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, 720, 96), fill=(236, 236, 236))
    pen.text((250, 40), "普法在线", font=image_font(34), fill=(20, 20, 20))
    top = int(dice.integers(240, 460))
    for line in range((top - 130) // 48):
        pen.text((30, 120 + line * 48), "为深入学习宣传贯彻习近平法治思想", fill=(40, 40, 40),
                 font=image_font(int(dice.integers(28, 40))))
    shown = image.resize((660, round(660 * image.height / image.width)), Image.Resampling.LANCZOS)
    page.paste(shown, (30, top))
    for line in range(6):
        pen.text((30, top + shown.height + 24 + line * 50), "活动现场发放宣传资料，解答群众咨询。",
                 font=image_font(32), fill=(60, 60, 60))
    return again(page, 80)


def bordered(image: Image.Image, dice: Dice) -> Image.Image:
    """On a coloured card with a caption, as an album or a slide shows it."""
    edge = round(image.width * 0.06)
    size, (red, green, blue) = (image.width + 2 * edge, image.height + 4 * edge), dice.integers(0, 255, 3)
    card = Image.new("RGB", size, (int(red), int(green), int(blue)))
    card.paste(image, (edge, edge))
    ImageDraw.Draw(card).text((edge, image.height + 2 * edge), "活动照片", font=image_font(edge), fill=(255, 255, 255))
    return card


def stamped(image: Image.Image, dice: Dice) -> Image.Image:
    """A date of the camera's kind in the corner and a strip with words along the lower edge."""
    image = image.copy()
    pen = ImageDraw.Draw(image)
    high = image.height // 9
    pen.rectangle((0, image.height - high, image.width, image.height), fill=(20, 60, 140))
    pen.text((20, image.height - high + high // 5), f"某街道司法所 {dice.integers(2018, 2025)}年6月", fill="white",
             font=image_font(high // 2))
    return image


ATTACKS: dict[str, Attack] = {
    "saved again (q40)": lambda i, d: again(i, 40),
    "half size": lambda i, d: small(i, 0.5),
    "chat (q50, 60 %)": lambda i, d: again(small(i, 0.6), 50),
    "cropped to 90 %": lambda i, d: crop(i, d, 0.9),
    "cropped to 75 %": lambda i, d: crop(i, d, 0.75),
    "cropped to 60 %": lambda i, d: crop(i, d, 0.6),
    "flipped": lambda i, d: flip(i),
    "turned 3°": lambda i, d: turned(i, float(d.choice([-3, 3]))),
    "colour changed": coloured,
    "watermark, a line": lambda i, d: watermark(i, d, tiled=False),
    "watermark, tiled": lambda i, d: watermark(i, d, tiled=True),
    "strip and date put in": stamped,
    "screenshot": screenshot,
    "bordered": bordered,
    "flipped, watermark": lambda i, d: again(watermark(flip(i), d, tiled=True), 60),
    "75 %, flipped, watermark": lambda i, d: again(watermark(flip(crop(i, d, 0.75)), d, tiled=False), 60),
    "60 %, colour, q50": lambda i, d: again(coloured(crop(i, d, 0.6), d), 50),
    "screenshot of 75 %": lambda i, d: screenshot(crop(i, d, 0.75), d),
}


def attacked(name: str, image: Image.Image, *seed: Any) -> Image.Image:
    """The photo after an attack, the same for the same seed."""
    return ATTACKS[name](image, np.random.default_rng((17, *seed)))
