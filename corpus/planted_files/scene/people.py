"""People as flat cut-outs: seen from behind or from the front, sitting, standing, in different clothes."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from corpus.planted_files.scene.stage import Canvas, Point
from corpus.planted_files.scene.texture import Rgb, fractal, grain

SKIN: tuple[Rgb, ...] = ((222, 182, 150), (205, 162, 130), (232, 196, 168), (190, 146, 112), (214, 172, 142))
CLOTH: tuple[Rgb, ...] = (
    (38, 46, 70),
    (58, 60, 66),
    (104, 44, 48),
    (34, 74, 66),
    (118, 120, 130),
    (196, 192, 184),
    (226, 226, 230),
    (84, 92, 112),
    (150, 122, 88),
    (42, 42, 46),
    (86, 110, 146),
    (178, 96, 84),
    (110, 92, 120),
    (198, 170, 96),
)
LEGS: tuple[Rgb, ...] = ((36, 38, 46), (44, 52, 74), (62, 60, 58), (92, 84, 72), (70, 84, 112), (28, 28, 30))
UNIFORM: dict[str, Rgb] = {
    "police": (52, 66, 96),
    "law": (112, 140, 178),
    "robe": (30, 28, 32),
    "vest": (206, 40, 38),
    "pupil": (46, 78, 150),
}
TALL = 1.92
WIDE = 0.84


@dataclass(frozen=True)
class Persona:
    """What a person looks like; the same in every frame of one event."""

    coat: Rgb
    skin: Rgb
    hair: Rgb
    long_hair: bool
    kind: str
    height: float
    stripes: int
    broad: float
    legs: Rgb


def persona(rng: np.random.Generator, kind: str = "") -> Persona:
    """Somebody; ``kind`` dresses them: police, law, robe, vest, pupil, or "" for plain clothes."""
    coat = UNIFORM.get(kind) or CLOTH[int(rng.integers(len(CLOTH)))]
    tint = rng.integers(-12, 13, 3)
    grey = int(rng.integers(18, 46)) if rng.random() < 0.85 else int(rng.integers(90, 170))
    return Persona(
        coat=tuple(int(np.clip(c + t, 8, 246)) for c, t in zip(coat, tint, strict=True)),  # type: ignore[arg-type]
        skin=SKIN[int(rng.integers(len(SKIN)))],
        hair=(grey + 4, grey, max(0, grey - 3)),
        long_hair=bool(rng.random() < 0.42),
        kind=kind,
        height=float(rng.uniform(0.92, 1.06)),
        stripes=int(rng.integers(0, 5)) if not kind else 0,
        broad=float(rng.uniform(0.9, 1.12)),
        legs=LEGS[int(rng.integers(len(LEGS)))],
    )


class _Cut:
    """One cut-out being drawn; metres from the middle of the feet, up."""

    def __init__(self, scale: float) -> None:
        self.s = scale
        self.image = np.zeros((int(TALL * scale) + 2, int(WIDE * scale) + 2, 3), np.uint8)
        self.alpha = np.zeros(self.image.shape[:2], np.uint8)

    def spot(self, x: float, y: float) -> tuple[int, int]:
        return int((x + WIDE / 2) * self.s * 16), int((TALL - y) * self.s * 16)

    def shape(self, points: list[tuple[float, float]], colour: Rgb) -> None:
        spots = np.array([self.spot(x, y) for x, y in points], np.int32)
        cv2.fillPoly(self.image, [spots], colour, cv2.LINE_8, 4)
        cv2.fillPoly(self.alpha, [spots], 255, cv2.LINE_8, 4)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: Rgb, start: int = 0, end: int = 360) -> None:
        axes = (max(8, int(rx * self.s * 16)), max(8, int(ry * self.s * 16)))
        cv2.ellipse(self.image, self.spot(x, y), axes, 0, start, end, colour, -1, cv2.LINE_8, 4)
        cv2.ellipse(self.alpha, self.spot(x, y), axes, 0, start, end, 255, -1, cv2.LINE_8, 4)

    def line(self, a: tuple[float, float], b: tuple[float, float], colour: Rgb, thick: float) -> None:
        width = max(1, int(thick * self.s))
        cv2.line(self.image, self.spot(*a), self.spot(*b), colour, width, cv2.LINE_8, 4)
        cv2.line(self.alpha, self.spot(*a), self.spot(*b), 255, width, cv2.LINE_8, 4)


def _dim(colour: Rgb, share: float) -> Rgb:
    return tuple(int(min(255, c * share)) for c in colour)  # type: ignore[return-value]


def _body(cut: _Cut, who: Persona, hip: float, neck: float, back: bool, pose: np.ndarray) -> None:
    wide = 0.21 * who.broad
    cut.shape(
        [
            (-wide * 0.92, hip),
            (-wide * 1.08, neck - 0.2),
            (-wide * 0.9, neck - 0.07),
            (-0.06, neck),
            (0.06, neck),
            (wide * 0.9, neck - 0.07),
            (wide * 1.08, neck - 0.2),
            (wide * 0.92, hip),
        ],
        who.coat,
    )
    for k in range(who.stripes if who.stripes > 1 else 0):
        y = neck - 0.16 - k * 0.09
        cut.line((-wide * 0.95, y), (wide * 0.95, y), _dim(who.coat, 1.35), 0.028)
    if not back and who.kind not in ("vest", "pupil"):
        cut.shape([(-0.05, neck - 0.01), (0.05, neck - 0.01), (0.0, neck - 0.2)], (236, 236, 238))
        cut.line((0.0, neck - 0.05), (0.0, neck - 0.2), _dim(who.coat, 0.6) if pose[3] > 0 else (140, 30, 36), 0.025)
    if who.kind == "vest":
        cut.line((-0.11, neck - 0.04), (-0.12, hip), (240, 220, 120), 0.02)
        cut.line((0.11, neck - 0.04), (0.12, hip), (240, 220, 120), 0.02)
    dark = _dim(who.coat, 0.8)
    for side in (-1, 1):
        elbow = (side * wide * (1.28 + 0.12 * pose[0]), neck - 0.42 + 0.03 * pose[1])
        cut.line((side * wide * 1.0, neck - 0.13), elbow, dark, 0.1)
        hand = (side * wide * (0.6 + 0.25 * pose[2]), neck - 0.52 + 0.12 * abs(pose[2]))
        cut.line(elbow, hand, dark, 0.085)
        if not back:
            cut.oval(*hand, 0.045, 0.04, who.skin)


def _head(cut: _Cut, who: Persona, neck: float, back: bool, turn: float) -> None:
    cut.shape(
        [(-0.055, neck - 0.03), (0.055, neck - 0.03), (0.05, neck + 0.1), (-0.05, neck + 0.1)], _dim(who.skin, 0.82)
    )
    y, x = neck + 0.17, 0.03 * turn
    cut.oval(x, y, 0.088, 0.122, who.skin)
    for side in (-1, 1):
        cut.oval(x + side * 0.09, y - 0.01, 0.018, 0.032, _dim(who.skin, 0.88))
    if back:
        cut.oval(x, y + 0.022, 0.099, 0.118, who.hair)
        if who.long_hair:
            cut.oval(x, y - 0.09, 0.085, 0.12, _dim(who.hair, 0.9))
        return
    cut.oval(x, y + 0.045, 0.098, 0.098, who.hair, 180, 360)
    for side in (-1, 1):
        cut.oval(x + 0.02 * turn + side * 0.034, y + 0.012, 0.013, 0.007, (52, 42, 40))
        cut.line(
            (x + 0.02 * turn + side * 0.05, y + 0.035), (x + 0.02 * turn + side * 0.02, y + 0.037), who.hair, 0.008
        )
    cut.line((x + 0.02 * turn, y), (x + 0.024 * turn, y - 0.025), _dim(who.skin, 0.84), 0.012)
    cut.line((x + 0.02 * turn - 0.026, y - 0.058), (x + 0.02 * turn + 0.026, y - 0.058), (158, 86, 80), 0.011)


def cut_out(
    who: Persona, scale: float, *, seated: bool, back: bool, frame: np.random.Generator, pose: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, float]:
    """Picture, alpha and the pixels from the top of the picture down to the ground, for ``scale`` pixels a metre."""
    big = scale * (2.0 if scale < 90 else 1.0)
    cut = _Cut(big)
    move = pose.standard_normal(4) * 0.8 + frame.standard_normal(4) * 0.55
    neck = (1.1 if seated else 1.46) * who.height
    hip = 0.45 if seated else 0.86 * who.height
    if not seated:
        legs = who.legs if who.kind != "robe" else who.coat
        for side in (-1, 1):
            cut.shape(
                [(side * 0.01, hip + 0.05), (side * 0.185, hip + 0.05), (side * 0.15, 0.06), (side * 0.05, 0.06)], legs
            )
            cut.oval(side * 0.11, 0.035, 0.075, 0.036, (24, 22, 22))
    else:
        cut.line((-0.17, 0.42), (-0.17, 0.05), (50, 44, 42), 0.04)
        cut.line((0.17, 0.42), (0.17, 0.05), (50, 44, 42), 0.04)
        cut.shape([(-0.22, 0.47), (0.22, 0.47), (0.21, 0.39), (-0.21, 0.39)], (70, 56, 48))
    if who.long_hair and not back:
        cut.oval(0.03 * float(np.clip(move[0], -1.6, 1.6)), neck + 0.12, 0.118, 0.18, who.hair)
    _body(cut, who, hip, neck, back, move)
    _head(cut, who, neck, back, float(np.clip(move[0], -1.6, 1.6)))
    image, alpha = _shade(cut, neck, pose)
    if big != scale:
        size = (max(1, image.shape[1] // 2), max(1, image.shape[0] // 2))
        image, alpha = (
            cv2.resize(image, size, interpolation=cv2.INTER_AREA),
            cv2.resize(alpha, size, interpolation=cv2.INTER_AREA),
        )
    return image, alpha.astype(np.float32) / 255, TALL * scale


def _shade(cut: _Cut, neck: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Round bodies and creased cloth; colour also bleeds a little outwards, so that edges have no dark rim."""
    solid = cut.alpha
    h, w = solid.shape
    small = cv2.resize(solid, (max(8, w // 4), max(8, h // 4)), interpolation=cv2.INTER_AREA)
    size = max(3, int(cut.s * 0.05) | 1)
    light = cv2.GaussianBlur(small, (size, size), 0).astype(np.float32) * (0.62 / 255) + 0.45
    slope = np.linspace(-0.08, 0.08, small.shape[1], dtype=np.float32)[None, :] * float(rng.choice([-1, 1]))
    folds = fractal(rng, small.shape[0], small.shape[1], 7, 4)
    cloth = np.full((small.shape[0], 1), 0.35, np.float32)
    cloth[int((TALL - neck) * cut.s / 4) :] = 1
    light += slope + (0.09 * folds - 0.13 * np.exp(-((folds * 3.2) ** 2)) + 0.05) * cloth
    light = cv2.resize(light, (w, h), interpolation=cv2.INTER_LINEAR) + 0.03 * grain(rng, h, w)
    rim = cv2.dilate(cut.image, np.ones((3, 3), np.uint8))
    cv2.copyTo(cut.image, solid, rim)
    image = cv2.multiply(rim, cv2.merge([light, light, light]), dtype=cv2.CV_8U)
    return image, cv2.GaussianBlur(solid, (3, 3), 0)


def place(
    canvas: Canvas,
    who: Persona,
    at: Point,
    *,
    seated: bool,
    back: bool,
    frame: np.random.Generator,
    pose: np.random.Generator,
    shift: float = 0.0,
) -> None:
    """Stands or seats somebody at a point of the floor; ``shift`` metres aside at most."""
    x = at[0] + float(frame.uniform(-1, 1)) * shift
    lean = float(frame.uniform(-1, 1)) * min(shift, 0.06)
    spot = canvas.camera.see([(x, at[1] + 0.5 * lean, at[2] + lean)])[0]
    if spot[2] < 0.7:
        return
    scale = canvas.camera.focal * canvas.camera.width / spot[2]
    if scale > 420 or spot[0] < -scale or spot[0] > canvas.camera.width + scale:
        return
    image, alpha, ground = cut_out(who, scale, seated=seated, back=back, frame=frame, pose=pose)
    canvas.sprite(image, alpha, spot[0] - image.shape[1] / 2, spot[1] - ground)
