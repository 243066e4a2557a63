"""Photos drawn for measuring: rooms, streets and walls where events take place, the same room for many events.

A place (seed) has walls, windows, furniture and a texture of its own; an event (seed) has a banner, people and papers;
a frame of it moves people and camera a little. So a pair of photos is one picture, one moment, one room, or nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from corpus.builders.fonts import image_font

SIZE = (1120, 840)
_WORDS = ("民法典宣讲进社区", "国家宪法日宣传活动", "法治文化进校园", "领导干部学法培训班", "反诈宣传进企业",
          "依法行政专题讲座", "法律明白人培训", "以案释法报告会", "青少年法治教育", "旁听庭审活动", "普法志愿者座谈会",
          "宪法宣誓仪式", "安全生产法解读会", "信访条例培训", "法律援助咨询日", "禁毒知识竞赛")
_COATS = ((38, 52, 84), (60, 60, 64), (92, 40, 44), (30, 82, 70), (120, 120, 130), (196, 190, 180), (20, 20, 24),
          (150, 60, 50), (70, 90, 130), (210, 210, 215))
_SKINS = ((224, 184, 150), (206, 160, 128), (232, 196, 168))


@dataclass(frozen=True)
class Shot:
    """What is drawn: place and event by their seeds, frame of the event (0: the first), kind of place. stand: the
    camera stands where it stood for every other event of the place, in the same light."""

    place: int
    event: int
    frame: int = 0
    kind: str = "hall"
    stand: bool = False


def draw(shot: Shot) -> Image.Image:
    """The photo of a shot, the same for the same shot."""
    room, act = np.random.default_rng((7, shot.place)), np.random.default_rng((11, shot.place, shot.event))
    move = np.random.default_rng((13, shot.place, shot.event, shot.frame))
    wide, high = SIZE
    canvas = Image.fromarray(_ground(room, wide, high))
    pen = ImageDraw.Draw(canvas)
    {"hall": _hall, "street": _street, "wall": _wall}[shot.kind](pen, room)
    _event(pen, room, act, move, shot.kind)
    canvas = canvas.filter(ImageFilter.GaussianBlur(0.8))
    return _taken(canvas, np.random.default_rng((19, shot.place)) if shot.stand else act, move)


def _noise(dice: np.random.Generator, wide: int, high: int, cell: int) -> np.ndarray[Any, Any]:
    small = dice.normal(0, 1, (high // cell + 2, wide // cell + 2)).astype(np.float32)
    found: np.ndarray[Any, Any] = np.asarray(Image.fromarray(small).resize((wide, high), Image.Resampling.BICUBIC))
    return found


def _ground(dice: np.random.Generator, wide: int, high: int) -> np.ndarray[Any, Any]:
    """Wall above, floor below, both with light and a texture that belongs to the place."""
    wall, floor = dice.uniform(120, 235, 3), dice.uniform(70, 180, 3)
    line = int(high * dice.uniform(0.5, 0.62))
    ground = np.where((np.arange(high) < line)[:, None, None], wall, floor) * np.ones((high, wide, 1))
    light = 10 * _noise(dice, wide, high, 180) + 5 * _noise(dice, wide, high, 24) + 3 * _noise(dice, wide, high, 6)
    pixels: np.ndarray[Any, Any] = np.clip(ground + light[:, :, None], 0, 255).astype(np.uint8)
    return pixels


def _colour(dice: np.random.Generator, low: float, high: float) -> tuple[int, int, int]:
    found = dice.uniform(low, high, 3)
    return int(found[0]), int(found[1]), int(found[2])


def _hall(pen: ImageDraw.ImageDraw, dice: np.random.Generator) -> None:
    for at in range(int(dice.integers(2, 5))):
        x = 60 + at * int(dice.integers(220, 300))
        pen.rectangle((x, 190, x + 130, 400), fill=_colour(dice, 150, 230), outline=_colour(dice, 30, 120), width=7)
        pen.line((x + 65, 190, x + 65, 400), fill=_colour(dice, 30, 120), width=5)
        pen.line((x, 290, x + 130, 290), fill=_colour(dice, 30, 120), width=4)
    for at in range(6):
        x = 80 + at * 180
        pen.ellipse((x, 30, x + 50, 46), fill=(250, 250, 240))
    for _ in range(int(dice.integers(4, 9))):
        x, y = int(dice.integers(0, 1050)), int(dice.integers(170, 420))
        pen.rectangle((x, y, x + int(dice.integers(30, 90)), y + int(dice.integers(20, 80))),
                      fill=_colour(dice, 20, 240), outline=_colour(dice, 0, 90), width=3)
    for row in range(3):
        y = 560 + row * 95
        pen.rectangle((40 - row * 20, y, 1080 + row * 20, y + 42), fill=_colour(dice, 60, 140))


def _street(pen: ImageDraw.ImageDraw, dice: np.random.Generator) -> None:
    for at in range(9):
        x, tall = at * 128 - 20, int(dice.integers(160, 380))
        pen.rectangle((x, 460 - tall, x + 120, 480), fill=_colour(dice, 110, 220))
        step = int(dice.integers(24, 44))
        for wy in range(470 - tall, 450, step):
            for wx in range(x + 10, x + 100, step):
                pen.rectangle((wx, wy, wx + step // 2, wy + step // 2), fill=_colour(dice, 60, 200))
    for _ in range(6):
        x, radius = int(dice.integers(0, 1120)), int(dice.integers(40, 90))
        pen.rectangle((x - 8, 380, x + 8, 520), fill=(84, 60, 40))
        pen.ellipse((x - radius, 380 - radius, x + radius, 380 + radius // 2), fill=_colour(dice, 30, 130))


def _wall(pen: ImageDraw.ImageDraw, dice: np.random.Generator) -> None:
    for at in range(4):
        x = 50 + at * 265
        pen.rectangle((x, 200, x + 230, 520), fill=_colour(dice, 190, 255), outline=_colour(dice, 10, 160), width=9)
        for line in range(int(dice.integers(6, 13))):
            pen.line((x + 18, 250 + line * 21, x + int(dice.integers(90, 210)), 250 + line * 21),
                     fill=_colour(dice, 60, 150), width=5)
        px, py = x + int(dice.integers(20, 120)), int(dice.integers(220, 420))
        pen.rectangle((px, py, px + 80, py + 60), fill=_colour(dice, 40, 220))


def _event(pen: ImageDraw.ImageDraw, room: np.random.Generator, act: np.random.Generator, move: np.random.Generator,
           kind: str) -> None:
    """Banner (where the place has it), screen, people and papers."""
    top, left = int(room.integers(80, 130)), int(room.integers(90, 220))
    words = "".join(act.choice(_WORDS, 2, replace=False)) + str(int(act.integers(2015, 2026)))
    pen.rectangle((left, top, 1120 - left, top + 74), fill=(196, 22, 28))
    size = int((1120 - 2 * left) * 0.94 / len(words))
    pen.text((left + 20, top + 20), words, font=image_font(min(46, size)), fill=(255, 238, 170))
    if kind == "hall":
        pen.rectangle((400, 180, 720, 370), fill=_colour(act, 180, 250), outline=(60, 60, 60), width=5)
        for line in range(4):
            text = str(act.choice(_WORDS))
            pen.text((420, 196 + line * 42), text, font=image_font(26), fill=_colour(act, 20, 120))
    for _ in range(int(act.integers(9, 24))):
        x, y, scale = act.uniform(20, 1100), act.uniform(430, 720), act.uniform(0.8, 1.6)
        back, coat, skin = act.random() < 0.5, _COATS[act.integers(len(_COATS))], _SKINS[act.integers(3)]
        shift = move.normal(0, 9, 2)
        _person(pen, x + shift[0], y + shift[1] / 2, scale, coat, None if back else skin)
    for _ in range(int(act.integers(5, 16))):
        x, y = int(act.integers(40, 1050)), int(act.integers(560, 800))
        pen.rectangle((x, y, x + int(act.integers(14, 44)), y + int(act.integers(8, 26))), fill=_colour(act, 120, 255))


def _person(pen: ImageDraw.ImageDraw, x: float, y: float, scale: float, coat: tuple[int, int, int],
            skin: tuple[int, int, int] | None) -> None:
    r = 26 * scale
    pen.pieslice((x - 2 * r, y + r / 2, x + 2 * r, y + 5 * r), 180, 360, fill=coat)
    pen.rectangle((x - 2 * r, y + 2.5 * r, x + 2 * r, y + 6 * r), fill=coat)
    pen.ellipse((x - r, y - r, x + r, y + 1.25 * r), fill=skin or (34, 28, 26))
    if skin is not None:
        pen.pieslice((x - r, y - r - 3, x + r, y + r), 180, 360, fill=(34, 28, 26))
        pen.ellipse((x - r / 2, y, x - r / 3, y + 4), fill=(20, 20, 20))
        pen.ellipse((x + r / 3, y, x + r / 2, y + 4), fill=(20, 20, 20))


def _taken(canvas: Image.Image, act: np.random.Generator, move: np.random.Generator) -> Image.Image:
    """The camera: where it stood for this event, a little further for this frame, light, grain of the sensor."""
    wide, high = canvas.size
    turn = float(act.normal(0, 0.9) + move.normal(0, 0.2))
    canvas = canvas.rotate(turn, Image.Resampling.BICUBIC, fillcolor=(90, 90, 90))
    side = float(act.uniform(0.82, 0.95) + move.normal(0, 0.004))
    x = float(np.clip(act.uniform(0, 1 - side) + move.normal(0, 0.004), 0, 1 - side)) * wide
    y = float(np.clip(act.uniform(0, 1 - side) + move.normal(0, 0.004), 0, 1 - side)) * high
    shown = canvas.resize((1024, 768), Image.Resampling.LANCZOS, (x, y, x + side * wide, y + side * high))
    pixels = np.asarray(shown).astype(np.float32) * act.uniform(0.85, 1.12) + act.uniform(-12, 12)
    pixels = pixels * act.uniform(0.95, 1.05, 3) + move.normal(0, 4, pixels.shape)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
