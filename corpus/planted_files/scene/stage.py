"""A pinhole camera and the canvas it draws on. World: metres, x right, y up, z away from the camera."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from corpus.planted_files.scene.texture import Rgb

Point = tuple[float, float, float]
SHIFT = 4


@dataclass(frozen=True)
class Camera:
    """Where the picture is taken from; angles in degrees, focal length in widths of the picture."""

    at: Point
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    focal: float = 0.8
    width: int = 1024
    height: int = 683

    def matrix(self) -> np.ndarray:
        """World to camera rotation, 3 × 3 (camera y points down)."""
        a, b, c = (math.radians(v) for v in (self.yaw, self.pitch, self.roll))
        yaw = np.array([[math.cos(a), 0, -math.sin(a)], [0, 1, 0], [math.sin(a), 0, math.cos(a)]])
        pitch = np.array([[1, 0, 0], [0, math.cos(b), -math.sin(b)], [0, math.sin(b), math.cos(b)]])
        roll = np.array([[math.cos(c), -math.sin(c), 0], [math.sin(c), math.cos(c), 0], [0, 0, 1]])
        return roll @ pitch @ np.diag([1.0, -1.0, 1.0]) @ yaw

    def see(self, points: Sequence[Point]) -> np.ndarray:
        """Pixel positions and depth of world points, n × 3; depth at least 0.05 m."""
        turned = (np.array(points, float) - np.array(self.at)) @ self.matrix().T
        depth = np.maximum(turned[:, 2], 0.05)
        scale = self.focal * self.width / depth
        return np.stack([self.width / 2 + turned[:, 0] * scale, self.height / 2 + turned[:, 1] * scale, depth], 1)

    def scale(self, point: Point) -> float:
        """Pixels a metre at a point."""
        return float(self.focal * self.width / self.see([point])[0, 2])


class Canvas:
    """The picture under the brush: ``image`` is uint8 RGB."""

    def __init__(self, camera: Camera, ground: np.ndarray | None = None) -> None:
        self.camera = camera
        size = (camera.height, camera.width, 3)
        self.image = np.zeros(size, np.uint8) if ground is None else cv2.resize(ground, size[1::-1])

    def plane(self, texture: np.ndarray, corners: Sequence[Point], alpha: np.ndarray | None = None) -> None:
        """Lays a texture onto a rectangle in the world: top left, top right, bottom right, bottom left."""
        self.quad(texture, self.camera.see(corners)[:, :2], alpha)

    def quad(self, texture: np.ndarray, spots: np.ndarray, alpha: np.ndarray | None = None) -> None:
        """The same, onto four pixel positions."""
        low = np.floor(spots.min(0)).astype(int)
        high = np.ceil(spots.max(0)).astype(int) + 1
        x0, y0 = max(0, int(low[0])), max(0, int(low[1]))
        x1, y1 = min(self.camera.width, int(high[0])), min(self.camera.height, int(high[1]))
        if x1 <= x0 or y1 <= y0:
            return
        h, w = texture.shape[:2]
        source = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
        move = cv2.getPerspectiveTransform(source, (spots - [x0, y0]).astype(np.float32))
        size = (x1 - x0, y1 - y0)
        shrink = (high - low).min() < min(h, w) * 0.6
        how = cv2.INTER_AREA if shrink else cv2.INTER_LINEAR
        drawn = cv2.warpPerspective(texture, move, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
        cover = np.full((h, w), 255, np.uint8) if alpha is None else (alpha * 255).astype(np.uint8)
        mask = cv2.warpPerspective(cover, move, size, flags=cv2.INTER_LINEAR)
        self.blend(drawn, mask.astype(np.float32) / 255, x0, y0)

    def blend(self, drawn: np.ndarray, mask: np.ndarray, x0: int, y0: int) -> None:
        """Puts a piece that lies wholly inside the picture over it; mask 0..1."""
        part = self.image[y0 : y0 + drawn.shape[0], x0 : x0 + drawn.shape[1]]
        m = mask[..., None]
        part[:] = (part * (1 - m) + drawn * m + 0.5).astype(np.uint8)

    def sprite(self, picture: np.ndarray, alpha: np.ndarray, left: float, top: float) -> None:
        """Puts a flat cut-out at a pixel position; what hangs over the edge is cut."""
        x, y = int(round(left)), int(round(top))
        x0, y0 = max(0, x), max(0, y)
        x1 = min(self.camera.width, x + picture.shape[1])
        y1 = min(self.camera.height, y + picture.shape[0])
        if x1 > x0 and y1 > y0:
            cut = (slice(y0 - y, y1 - y), slice(x0 - x, x1 - x))
            self.blend(picture[cut], alpha[cut], x0, y0)

    def face(self, corners: Sequence[Point], colour: Rgb, light: float = 1.0) -> None:
        """A plain face, smooth at its edges."""
        spots = np.round(self.camera.see(corners)[:, :2] * 2**SHIFT)
        spots = np.clip(spots, -30000 * 4, 30000 * 4).astype(np.int32)
        tone = [float(min(255, c * light)) for c in colour]
        cv2.fillConvexPoly(self.image, spots, tone, cv2.LINE_AA, SHIFT)

    def box(self, low: Point, high: Point, colour: Rgb, top: np.ndarray | None = None) -> None:
        """An upright box: the faces that the camera sees, the top lighter or with a texture."""
        (x0, y0, z0), (x1, y1, z1) = low, high
        cx, cy, _ = self.camera.at
        if cx < x0:
            self.face([(x0, y0, z0), (x0, y1, z0), (x0, y1, z1), (x0, y0, z1)], colour, 0.66)
        if cx > x1:
            self.face([(x1, y0, z0), (x1, y1, z0), (x1, y1, z1), (x1, y0, z1)], colour, 0.72)
        self.face([(x0, y1, z0), (x1, y1, z0), (x1, y0, z0), (x0, y0, z0)], colour, 0.86)
        if cy > y1:
            corners = [(x0, y1, z1), (x1, y1, z1), (x1, y1, z0), (x0, y1, z0)]
            if top is None:
                self.face(corners, colour, 1.12)
            else:
                self.plane(top, corners)

    def line(self, a: Point, b: Point, colour: Rgb, thick: float) -> None:
        """A rod; ``thick`` in metres."""
        spots = self.camera.see([a, b])
        width = max(1, round(thick * self.camera.focal * self.camera.width / float(spots[:, 2].mean())))
        ends = np.clip(np.round(spots[:, :2] * 2**SHIFT), -(2**20), 2**20).astype(int)
        cv2.line(self.image, tuple(map(int, ends[0])), tuple(map(int, ends[1])), colour, width, cv2.LINE_AA, SHIFT)

    def shadow(self, at: Point, rx: float, rz: float, strength: float = 0.35) -> None:
        """A soft dark spot on the ground."""
        spot = self.camera.see([at, (at[0] + rx, at[1], at[2]), (at[0], at[1], at[2] + rz)])
        w = max(3, int(abs(spot[1, 0] - spot[0, 0])))
        h = max(2, int(abs(spot[2, 1] - spot[0, 1])))
        y, x = np.ogrid[-h : h + 1, -w : w + 1]
        mask = np.clip(1 - (x / w) ** 2 - (y / h) ** 2, 0, 1).astype(np.float32) * strength
        self.sprite(np.zeros((2 * h + 1, 2 * w + 1, 3), np.uint8), mask, spot[0, 0] - w, spot[0, 1] - h)
