"""A room: floor, ceiling, walls with windows, doors and posters. The same ``place`` gives the same room every time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from corpus.planted_files import seeds
from corpus.planted_files.scene import signs, texture
from corpus.planted_files.scene.stage import Camera, Canvas
from corpus.planted_files.scene.texture import Rgb

PX = 72
WALLS: tuple[Rgb, ...] = (
    (226, 222, 210),
    (214, 218, 216),
    (232, 226, 206),
    (206, 212, 220),
    (224, 214, 200),
    (198, 206, 186),
    (222, 202, 182),
)
FLOORS: tuple[Rgb, ...] = ((168, 160, 148), (196, 188, 172), (150, 116, 84), (134, 134, 138), (178, 142, 104))


@dataclass(frozen=True)
class Room:
    """Measures in metres and the painted surfaces."""

    place: str
    width: float
    depth: float
    height: float
    back: np.ndarray
    left: np.ndarray
    right: np.ndarray
    floor: np.ndarray
    ceiling: np.ndarray
    window_side: int


def _outdoors(rng: np.random.Generator, h: int, w: int) -> np.ndarray:
    view = texture.sky(rng, h, w, (196, 214, 236), (238, 242, 246)).astype(np.float32)
    green, alpha = texture.foliage(rng, max(h, w), (96, 128, 84))
    green, alpha = cv2.resize(green, (w, h)), cv2.resize(alpha, (w, h))
    low = (np.linspace(-0.5, 1, h, dtype=np.float32)[:, None] > 0) * alpha
    return texture.clip(view * (1 - low[..., None]) + green * low[..., None] + 30)


def _windows(wall: np.ndarray, rng: np.random.Generator, height: float) -> None:
    """Windows with frames, sills and curtains along a side wall."""
    h, w = wall.shape[:2]
    count = int(rng.integers(2, 5))
    wide, top, low = int(w / count * rng.uniform(0.4, 0.62)), int(h * 0.2), int(h * (1 - 0.95 / height))
    cloth: Rgb = ((150, 40, 44), (70, 96, 140), (196, 182, 150), (96, 122, 98))[int(rng.integers(4))]
    for i in range(count):
        x = int(w * (i + 0.5) / count - wide / 2)
        wall[top:low, x : x + wide] = _outdoors(rng, low - top, wide)
        for k in range(3):
            bar = x + (wide * k) // 2
            cv2.line(wall, (bar, top), (bar, low), (196, 200, 204), 4)
        cv2.rectangle(wall, (x, top), (x + wide, low), (206, 208, 210), 4)
        cv2.line(wall, (x, top + (low - top) // 4), (x + wide, top + (low - top) // 4), (190, 194, 198), 3)
        cv2.rectangle(wall, (x - 5, low), (x + wide + 5, low + 6), (176, 174, 168), -1)
        drawn = int(wide * rng.uniform(0.12, 0.4))
        for start in (x - 8, x + wide - drawn + 8):
            start = max(0, min(start, w - drawn))
            wall[top - 8 : low + 14, start : start + drawn] = texture.curtain(rng, cloth, low + 22 - top, drawn)


def _backdrop(wall: np.ndarray, rng: np.random.Generator) -> None:
    """What covers the wall behind the speaker in some rooms: a curtain, wooden panels, a coloured field."""
    h, w = wall.shape[:2]
    kind = int(rng.integers(0, 6))
    x0, x1 = int(w * rng.uniform(0.13, 0.2)), int(w * rng.uniform(0.8, 0.87))
    top = int(h * rng.uniform(0.03, 0.12))
    if kind == 0:
        cloth: Rgb = ((126, 26, 34), (44, 60, 110), (92, 92, 96), (150, 118, 78))[int(rng.integers(4))]
        wall[top:, x0:x1] = texture.curtain(rng, cloth, h - top, x1 - x0)
    elif kind in (1, 2):
        tone: Rgb = ((150, 104, 66), (182, 142, 98), (112, 72, 46))[int(rng.integers(3))]
        panel = np.rot90(texture.wood(rng, tone, x1 - x0, h - top))
        wall[top:, x0:x1] = panel
        for x in range(x0, x1, int(w * rng.uniform(0.06, 0.12))):
            cv2.line(wall, (x, top), (x, h), (70, 46, 30), 2)
    elif kind == 3:
        field: Rgb = ((164, 40, 42), (60, 88, 140), (176, 186, 196))[int(rng.integers(3))]
        wall[top : int(h * 0.86), x0:x1] = texture.plaster(rng, field, int(h * 0.86) - top, x1 - x0)


def _overhead(rng: np.random.Generator, h: int, w: int) -> np.ndarray:
    """A ceiling: panels with light boxes, or smooth with round lamps, or with a recess and tubes."""
    kind = int(rng.integers(0, 3))
    tone: Rgb = ((214, 214, 208), (228, 224, 214), (196, 200, 204))[int(rng.integers(3))]
    if kind == 0:
        made = texture.tiles(rng, tone, h, w, 24, 0.015)
    else:
        made = texture.clip(texture.flat(tone, h, w) + 4 * texture.fractal(rng, h, w, 3, 4)[..., None])
    if kind == 2:
        y, x = int(h * 0.1), int(w * 0.14)
        cv2.rectangle(made, (x, y), (w - x, h - y), (176, 172, 164), 6)
        made[y + 8 : h - y - 8, x + 8 : w - x - 8] = np.minimum(255, made[y + 8 : h - y - 8, x + 8 : w - x - 8] * 1.08)
    rows = np.linspace(0.1, 0.88, int(rng.integers(3, 7)))
    for z in rows:
        for x_share in (0.22, 0.5, 0.74) if kind == 1 else (0.27, 0.64):
            y0, x0 = int(z * h), int(x_share * w)
            if kind == 1:
                cv2.circle(made, (x0, y0), 7, (255, 255, 250), -1, cv2.LINE_AA)
            elif kind == 2:
                made[y0 : y0 + 50, x0 : x0 + 7] = 255
            else:
                made[y0 : y0 + 22, x0 : x0 + 46] = 255
    return made


def _posters(wall: np.ndarray, rng: np.random.Generator, words: tuple[str, ...]) -> None:
    h, w = wall.shape[:2]
    for k in range(int(rng.integers(2, 5))):
        board = signs.board(rng, words[k % len(words)], 0.8, 1.05, PX)
        x, y = int(w * (0.08 + 0.24 * k) + rng.integers(0, 20)), int(h * rng.uniform(0.34, 0.42))
        part = wall[y : y + board.shape[0], x : x + board.shape[1]]
        part[:] = board[: part.shape[0], : part.shape[1]]
    if rng.random() < 0.7:
        x, y = int(w * 0.9), int(h * 0.2)
        cv2.circle(wall, (x, y), 13, (240, 240, 238), -1, cv2.LINE_AA)
        cv2.circle(wall, (x, y), 13, (60, 60, 64), 2, cv2.LINE_AA)
        cv2.line(wall, (x, y), (x + 5, y - 7), (40, 40, 40), 2, cv2.LINE_AA)


def _fixtures(wall: np.ndarray, rng: np.random.Generator) -> None:
    """A door, switches, pipes, an air conditioner on the wall that the audience looks at."""
    h, w = wall.shape[:2]
    door = int(rng.choice([0.03, 0.87]) * w)
    cv2.rectangle(wall, (door, int(h * 0.36)), (door + int(w * 0.09), h), (122, 82, 52), -1)
    cv2.rectangle(wall, (door + 4, int(h * 0.4)), (door + int(w * 0.09) - 4, int(h * 0.66)), (104, 70, 44), 2)
    for _ in range(int(rng.integers(1, 4))):
        x, y = int(rng.uniform(0.14, 0.84) * w), int(h * rng.uniform(0.56, 0.66))
        cv2.rectangle(wall, (x, y), (x + 7, y + 8), (238, 238, 236), -1)
    if rng.random() < 0.6:
        x = int(rng.uniform(0.14, 0.2) * w) if rng.random() < 0.5 else int(rng.uniform(0.76, 0.82) * w)
        cv2.rectangle(wall, (x, int(h * 0.44)), (x + int(w * 0.05), h), (232, 234, 232), -1)
        cv2.rectangle(wall, (x + 3, int(h * 0.48)), (x + int(w * 0.05) - 3, int(h * 0.58)), (190, 194, 194), -1)


@lru_cache(maxsize=12)
def build(place: str, words: tuple[str, ...]) -> Room:
    """The room of a place; ``words`` are the heads of the posters on its wall."""
    rng = seeds.field("room", place)
    width, depth = float(rng.uniform(7, 12)), float(rng.uniform(9, 14))
    height = float(rng.uniform(2.9, 3.8))
    paint = WALLS[int(rng.integers(len(WALLS)))]
    dado = tuple(int(c * rng.uniform(0.6, 0.86)) for c in paint) if rng.random() < 0.6 else None
    rows, back_w, side_w = int(height * PX), int(width * PX), int(depth * PX)
    back = texture.plaster(rng, paint, rows, back_w, dado)  # type: ignore[arg-type]
    left = texture.plaster(rng, paint, rows, side_w, dado)  # type: ignore[arg-type]
    right = texture.plaster(rng, paint, rows, side_w, dado)  # type: ignore[arg-type]
    _backdrop(back, rng)
    _fixtures(back, rng)
    side = int(rng.choice([-1, 1]))
    _windows(left if side < 0 else right, rng, height)
    _posters(right if side < 0 else left, rng, words)
    colour = FLOORS[int(rng.integers(len(FLOORS)))]
    step = int(rng.integers(24, 40)) if rng.random() < 0.7 else int(rng.integers(9, 13))
    floor = texture.tiles(rng, colour, int(depth * 46), int(width * 46), step, 0.05 if step > 20 else 0.08)
    ceiling = _overhead(rng, int(depth * 40), int(width * 40))
    return Room(place, width, depth, height, back, left, right, floor, ceiling, side)


def stand(room: Room, event: str, frame: int, view: int) -> Camera:
    """Where the photographer stands: nearly the same spot in every year, a step aside for another frame, elsewhere
    for another ``view`` (somebody else's camera)."""
    base, day = seeds.field("stand", room.place), seeds.field("stand", room.place, event, view)
    step = seeds.field("step", room.place, event, view, frame)
    far = 0.05 + 0.03 * view
    x = room.width * (float(base.uniform(-0.12, 0.12)) + far * float(day.uniform(-1, 1)) + 0.16 * view)
    x += 0.22 * float(step.uniform(-1, 1))
    y = min(room.height - 0.7, float(base.uniform(1.75, 2.15)) + 0.06 * float(day.uniform(-1, 1)) - 0.15 * view)
    yaw = -x / room.width * 26 + float(day.uniform(-2.5, 2.5)) + float(step.uniform(-1.5, 1.5))
    width, height = ((1024, 683), (1080, 720), (1000, 750), (960, 720), (1152, 768))[int(base.integers(5))]
    return Camera(
        (x, y, 0.4 + 0.5 * view + 0.1 * float(step.uniform(0, 1))),
        yaw,
        7 + float(day.uniform(-1.2, 1.2)) + float(step.uniform(-0.4, 0.4)),
        0.6 * float(day.uniform(-1, 1)) + 0.25 * float(step.uniform(-1, 1)),
        float(base.uniform(0.74, 0.94)) * (1 + 0.05 * view),
        width,
        height,
    )


def shell(room: Room, camera: Camera) -> Canvas:
    """Draws the empty room."""
    canvas = Canvas(camera)
    w, d, h = room.width / 2, room.depth, room.height
    near = camera.at[2] + 0.35
    cut = near / d
    canvas.plane(
        room.ceiling[: int(len(room.ceiling) * (1 - cut))], [(-w, h, d), (w, h, d), (w, h, near), (-w, h, near)]
    )
    canvas.plane(room.floor[: int(len(room.floor) * (1 - cut))], [(-w, 0, d), (w, 0, d), (w, 0, near), (-w, 0, near)])
    start = int(room.left.shape[1] * cut)
    canvas.plane(room.left[:, start:], [(-w, h, near), (-w, h, d), (-w, 0, d), (-w, 0, near)])
    canvas.plane(room.right[:, : room.right.shape[1] - start], [(w, h, d), (w, h, near), (w, 0, near), (w, 0, d)])
    canvas.plane(room.back, [(-w, h, d), (w, h, d), (w, 0, d), (-w, 0, d)])
    return canvas
