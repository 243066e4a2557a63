"""Street stalls, squares with trees and boards, village yards."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import cv2
import numpy as np

from corpus.planted_files import seeds
from corpus.planted_files.scene import people, signs, texture
from corpus.planted_files.scene.stage import Camera, Canvas
from corpus.planted_files.scene.texture import Rgb

Scene = dict[str, Any]
TENT: tuple[Rgb, ...] = ((196, 36, 40), (40, 92, 176), (236, 236, 232), (40, 130, 86))


def _camera(scene: Scene) -> Camera:
    base, day = (
        seeds.field("spot", scene["place"]),
        seeds.field("spot", scene["place"], scene["event"], scene.get("view", 0)),
    )
    step = seeds.field("step", scene["event"], scene.get("view", 0), scene.get("frame", 0))
    view = scene.get("view", 0)
    x = float(base.uniform(-1.2, 1.2)) + float(day.uniform(-0.8, 0.8)) + 1.6 * view + 0.3 * float(step.uniform(-1, 1))
    width, height = ((1024, 683), (1080, 720), (1000, 750), (1152, 768), (1200, 800))[int(base.integers(5))]
    return Camera(
        (x, float(base.uniform(1.55, 1.9)), 0.3 * float(step.uniform(-1, 1))),
        -x * 1.6 + float(step.uniform(-0.7, 0.7)),
        float(base.uniform(0.5, 4.5)) + float(step.uniform(-0.4, 0.4)),
        float(day.uniform(-0.8, 0.8)),
        float(base.uniform(0.72, 0.9)),
        width,
        height,
    )


def _house(rng: np.random.Generator, width: float, height: float) -> np.ndarray:
    """A facade with storeys, windows, balconies and air conditioners."""
    px = 22
    h, w = int(height * px), int(width * px)
    tone: Rgb = ((196, 186, 170), (178, 150, 130), (206, 208, 206), (164, 172, 180), (214, 200, 168))[
        int(rng.integers(5))
    ]
    image = (
        texture.tiles(rng, tone, h, w, int(rng.integers(4, 8)), 0.03)
        if rng.random() < 0.6
        else texture.plaster(rng, tone, h, w)
    )
    floor, step = int(3.1 * px), int(rng.uniform(2.3, 3.6) * px)
    for y in range(int(0.8 * px), h - floor, floor):
        for x in range(int(0.5 * px), w - step + 8, step):
            glass = int(rng.integers(56, 130))
            image[y : y + int(1.5 * px), x : x + int(step * 0.58)] = (glass, glass + 12, glass + 24)
            image[y : y + int(1.5 * px), x + int(step * 0.28) : x + int(step * 0.28) + 2] = 220
            if rng.random() < 0.35:
                image[y + int(1.7 * px) : y + int(2.1 * px), x : x + int(0.7 * px)] = (226, 226, 222)
            if rng.random() < 0.2:
                image[y + int(1.1 * px) : y + int(1.6 * px), x : x + int(step * 0.6)] //= 2
    shop = image[h - floor + 4 :]
    for x in range(4, w - 40, int(3.4 * px)):
        shop[14:, x : x + int(3 * px)] = rng.integers(40, 90, 3)
        shop[:14, x : x + int(3 * px)] = rng.integers(40, 230, 3)
    return image


def _hills(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Wooded slopes far away, in haze, and the alpha that leaves the sky above their ridge free."""
    wood, _ = texture.foliage(rng, 420, (92, 112, 88))
    slope = cv2.resize(wood[120:300], (1400, 220)).astype(np.float32) * 0.6 + np.array([74, 84, 88], np.float32)
    ridge = 50 + 34 * texture.fractal(rng, 2, 1400, 5, 4)[0]
    alpha = np.clip((np.arange(220)[:, None] - ridge[None, :]) / 4, 0, 1).astype(np.float32)
    return texture.clip(slope), alpha


House = tuple[float, float, float, np.ndarray, np.ndarray | None]
Tree = tuple[float, float, float, float, np.ndarray, np.ndarray]


@lru_cache(maxsize=6)
def _street(place: str) -> tuple[float, list[House], list[Tree], np.ndarray]:
    """What stands at a place in every year: distance of the houses, houses, trees far first, the ground."""
    rng = seeds.field("street", place)
    z, x, houses, kind = float(rng.uniform(19, 34)), -36.0, [], int(rng.integers(0, 4))
    while x < 36 and kind < 3:
        width, height = float(rng.uniform(7, 13)), float(rng.uniform(7, 19) if kind else rng.uniform(3.4, 7.5))
        houses.append((x, width, height, _house(rng, width, height), None))
        x += width + float(rng.choice([0, 0, 2.5] if kind else [0, 1, 4]))
    if kind == 3:
        houses.append((-40.0, 80.0, float(rng.uniform(7, 13)), *_hills(rng)))
    count = int(rng.integers(6, 13)) if kind < 3 else int(rng.integers(15, 24))
    trees = [_tree(rng, float(rng.uniform(-15, 15)), float(rng.uniform(12, z - 1))) for _ in range(count)]
    tone: Rgb = ((166, 162, 154), (150, 140, 130), (176, 158, 138), (140, 142, 146))[int(rng.integers(4))]
    ground = texture.tiles(rng, tone, 1300, 1300, int(rng.integers(18, 34)), 0.07)
    return z, houses, sorted(trees, key=lambda t: -t[1]), ground


def _background(scene: Scene, canvas: Canvas) -> None:
    z, houses, trees, ground = _street(scene["place"])
    canvas.plane(ground, [(-40, 0, 60), (40, 0, 60), (9, 0, 0.6), (-9, 0, 0.6)])
    for x, width, height, front, cover in houses:
        canvas.plane(front, [(x, height, z), (x + width, height, z), (x + width, 0, z), (x, 0, z)], cover)
    for tree in trees:
        _plant(canvas, tree)


def _tree(rng: np.random.Generator, x: float, z: float) -> Tree:
    """Place, size, height of the trunk, crown and its alpha."""
    size = float(rng.uniform(2.6, 4.6))
    green: Rgb = ((66, 104, 48), (84, 116, 58), (52, 88, 50), (120, 124, 60), (150, 120, 50))[int(rng.integers(5))]
    return x, z, size, float(rng.uniform(1.6, 2.6)), *texture.foliage(rng, 200, green)


def _plant(canvas: Canvas, tree: Tree) -> None:
    x, z, size, trunk, crown, alpha = tree
    canvas.line((x, 0, z), (x, trunk + size * 0.3, z), (84, 70, 56), 0.22)
    canvas.shadow((x, 0, z), size * 0.5, 0.8, 0.3)
    half = size / 2
    canvas.plane(
        crown,
        [(x - half, trunk + size, z), (x + half, trunk + size, z), (x + half, trunk, z), (x - half, trunk, z)],
        alpha,
    )


class Street:
    """One occasion out of doors."""

    def __init__(self, scene: Scene, canvas: Canvas) -> None:
        self.scene, self.canvas = scene, canvas
        self.cast = seeds.field("cast", scene["event"])
        self.frame = seeds.field("move", scene["event"], scene.get("view", 0), scene.get("frame", 0))
        self.seat = 0

    def somebody(
        self, x: float, z: float, *, seated: bool = False, back: bool = False, kind: str = "", shift: float = 0.16
    ) -> None:
        who = people.persona(self.cast, kind)
        self.seat += 1
        self.canvas.shadow((x, 0, z), 0.32, 0.25)
        people.place(
            self.canvas,
            who,
            (x, 0, z),
            seated=seated,
            back=back,
            frame=self.frame,
            shift=shift,
            pose=seeds.field("pose", self.scene["event"], self.seat),
        )

    def banner(self, x0: float, x1: float, top: float, z: float, text: str | None = None) -> None:
        text = text or self.scene.get("banner") or "法治宣传"
        cloth = signs.banner(
            seeds.field("banner", self.scene["event"], text), text, x1 - x0, min(0.8, (x1 - x0) / len(text) * 1.3)
        )
        high = cloth.shape[0] / 150
        for x in (x0, x1):
            self.canvas.line((x, 0, z), (x, top, z), (150, 150, 154), 0.06)
        self.canvas.plane(cloth, [(x0, top, z), (x1, top - 0.03, z), (x1, top - high - 0.03, z), (x0, top - high, z)])

    def tent(self, x: float, z: float, colour: Rgb) -> None:
        """Four poles, a roof and a cloth edge with words."""
        for dz in (1.4, -1.4):
            for dx in (-1.45, 1.45):
                self.canvas.line((x + dx, 0, z + dz), (x + dx, 2.2, z + dz), (200, 202, 206), 0.05)
        tip = (x, 3.1, z)
        for a, b, light in (
            ((-1.5, 1.5), (1.5, 1.5), 0.7),
            ((-1.5, -1.5), (-1.5, 1.5), 0.86),
            ((1.5, 1.5), (1.5, -1.5), 0.8),
            ((-1.5, -1.5), (1.5, -1.5), 1.05),
        ):
            self.canvas.face([(x + a[0], 2.25, z + a[1]), tip, (x + b[0], 2.25, z + b[1])], colour, light)
        edge = signs.banner(seeds.field("edge", self.scene["place"], x), "普法宣传点", 3.0, 0.28, 90)
        self.canvas.plane(
            edge, [(x - 1.5, 2.27, z - 1.5), (x + 1.5, 2.27, z - 1.5), (x + 1.5, 2.0, z - 1.5), (x - 1.5, 2.0, z - 1.5)]
        )

    def table(self, x0: float, x1: float, z: float, colour: Rgb) -> None:
        self.canvas.box((x0, 0.05, z), (x1, 0.76, z + 0.6), colour)
        cloth = texture.curtain(seeds.field("cloth", self.scene["place"], x0), colour, 70, int(110 * (x1 - x0)))
        self.canvas.plane(cloth, [(x0, 0.76, z), (x1, 0.76, z), (x1, 0.05, z), (x0, 0.05, z)])
        for _ in range(int((x1 - x0) * 7)):
            x, dz = float(self.cast.uniform(x0 + 0.05, x1 - 0.25)), float(self.cast.uniform(0.03, 0.35))
            tone = ((246, 246, 244), (226, 70, 60), (240, 210, 110), (120, 176, 220), (130, 190, 120))[
                int(self.cast.integers(5))
            ]
            self.canvas.face(
                [
                    (x, 0.765, z + dz + 0.2),
                    (x + 0.15, 0.765, z + dz + 0.2),
                    (x + 0.15, 0.765, z + dz),
                    (x, 0.765, z + dz),
                ],
                tone,
            )

    def crowd(self, count: int, x: float, z0: float, z1: float, back: float, vest: float = 0.1) -> None:
        """Passers-by, far ones first."""
        spots = [(float(self.cast.uniform(-x, x)), float(self.cast.uniform(z0, z1))) for _ in range(count)]
        for sx, sz in sorted(spots, key=lambda s: -s[1]):
            self.somebody(
                sx, sz, back=bool(self.cast.random() < back), kind="vest" if self.cast.random() < vest else ""
            )


def stall(street: Street) -> None:
    """A row of tents and tables, staff behind, passers-by before."""
    rng = seeds.field("stall", street.scene["place"])
    colour = TENT[int(rng.integers(4))]
    z, count = float(rng.uniform(6.6, 8.5)), int(rng.integers(2, 4))
    street.crowd(int(street.cast.integers(4, 9)), 8, 10, 15, 0.3)
    street.banner(-count * 1.4, count * 1.4, 3.3, z + 1.7)
    for k in range(count):
        x = (k - (count - 1) / 2) * 3.3
        street.tent(x, z, colour)
        for dx in (-0.8, 0.1, 0.9):
            street.somebody(x + dx, z - 0.5, kind=str(street.cast.choice(["vest", "police", "law", ""])))
        street.table(x - 1.4, x + 1.4, z - 1.5, (170, 28, 34) if rng.random() < 0.6 else (36, 74, 150))
    street.crowd(int(street.cast.integers(5, 11)), 3.8, 3.4, z - 1.9, 0.78)


def square(street: Street) -> None:
    """Boards in a line, a banner, people reading and taking leaflets."""
    rng = seeds.field("square", street.scene["place"])
    z = float(rng.uniform(6.5, 9))
    street.crowd(int(street.cast.integers(4, 10)), 9, 10.5, 16, 0.4)
    street.banner(-3.4, 3.4, 3.0, z + 0.8)
    heads = street.scene.get("boards") or ["宪法", "民法典", "反诈", "劳动法"]
    drawn = seeds.field("boards", street.scene["event"])
    count = int(rng.integers(5, 8))
    for k in range(count):
        x = (k - count / 2) * 1.25
        page = signs.board(drawn, heads[k % len(heads)], 1.0, 1.5)
        street.canvas.plane(page, [(x, 2.0, z), (x + 1, 2.0, z), (x + 1, 0.5, z), (x, 0.5, z)])
        street.canvas.line((x + 0.06, 0.5, z), (x + 0.06, 0, z), (120, 122, 126), 0.04)
        street.canvas.line((x + 0.94, 0.5, z), (x + 0.94, 0, z), (120, 122, 126), 0.04)
    street.crowd(int(street.cast.integers(9, 17)), 4.4, 3.6, z - 0.5, 0.7, 0.2)


def village(street: Street) -> None:
    """Villagers on stools, a speaker under a tree, a banner between two poles."""
    rng = seeds.field("yard", street.scene["place"])
    _plant(street.canvas, _tree(rng, float(rng.uniform(3, 5)), 11))
    _plant(street.canvas, _tree(rng, float(rng.uniform(-4, -2.5)), 10))
    street.banner(-2.8, 2.8, 2.7, 9.2)
    for x in (-0.7, 0.5):
        street.somebody(x, 8.3, kind=str(street.cast.choice(["police", "law", "vest", ""])))
    street.table(-1.3, 1.3, 7.4, (170, 28, 34))
    for row in range(int(rng.integers(3, 5))):
        z = 6.3 - row * 1.0
        for x in np.arange(-2.9 + 0.2 * row, 3.0, 0.82):
            if street.cast.random() < 0.85:
                street.somebody(float(x) + float(street.cast.uniform(-0.12, 0.12)), z, seated=True, back=True)


KINDS = {"stall": stall, "square": square, "village": village}


def draw(scene: Scene) -> np.ndarray:
    """The place with what goes on in it, before light and lens; uint8 RGB."""
    camera = _camera(scene)
    air = seeds.field("weather", scene["event"])
    top, low = (
        ((118, 164, 216), (214, 226, 238)),
        ((186, 194, 204), (222, 224, 226)),
        ((150, 178, 206), (232, 228, 216)),
    )[int(air.integers(3))]
    canvas = Canvas(camera, texture.sky(air, camera.height, camera.width, top, low))
    _background(scene, canvas)
    KINDS[scene["kind"]](Street(scene, canvas))
    return canvas.image
