"""What goes on in rooms: lecture, meeting, lesson, court hearing, service counter, exhibition."""

from __future__ import annotations

from typing import Any

import numpy as np

from corpus.planted_files import seeds
from corpus.planted_files.scene import people, room, signs, texture
from corpus.planted_files.scene.room import Room
from corpus.planted_files.scene.stage import Canvas

Scene = dict[str, Any]


class Event:
    """One occasion in one room: who is there, what hangs on the wall."""

    def __init__(self, scene: Scene, hall: Room, canvas: Canvas) -> None:
        self.scene, self.hall, self.canvas = scene, hall, canvas
        self.cast = seeds.field("cast", scene["event"])
        self.frame = seeds.field("move", scene["event"], scene.get("view", 0), scene.get("frame", 0))
        self.fixed = seeds.field("furniture", scene["place"])
        self.seat = 0

    def somebody(
        self, x: float, z: float, *, seated: bool, back: bool, kind: str = "", shift: float = 0.075, floor: float = 0.0
    ) -> None:
        """The next person of this occasion; who they are and how they hold themselves depends on the occasion only."""
        who = people.persona(self.cast, kind)
        self.seat += 1
        pose = seeds.field("pose", self.scene["event"], self.seat)
        people.place(
            self.canvas, who, (x, floor, z), seated=seated, back=back, frame=self.frame, pose=pose, shift=shift
        )

    def banner(self, z: float, share: float = 0.72, high: float | None = None) -> None:
        """The banner hangs where the hooks of this room are."""
        text = self.scene.get("banner", "")
        if not text:
            return
        width = self.hall.width * share
        height = min(0.75, max(0.42, width / max(9, len(text)) * 1.15))
        top = (high or self.hall.height - 0.22) - 0.02
        cloth = signs.banner(seeds.field("banner", self.scene["event"], text), text, width, height)
        sag = float(self.fixed.uniform(-0.03, 0.03))
        self.canvas.plane(
            cloth,
            [
                (-width / 2, top + sag, z),
                (width / 2, top, z),
                (width / 2, top - height, z),
                (-width / 2, top - height + sag, z),
            ],
        )

    def screen(self, z: float, x: float, width: float, top: float) -> None:
        lines = self.scene.get("screen") or ["法治宣传"]
        height = width * 0.56
        page = signs.screen(seeds.field("screen", self.scene["event"]), lines, width, height)
        self.canvas.face(
            [
                (x - width / 2 - 0.05, top + 0.05, z),
                (x + width / 2 + 0.05, top + 0.05, z),
                (x + width / 2 + 0.05, top - height - 0.05, z),
                (x - width / 2 - 0.05, top - height - 0.05, z),
            ],
            (40, 40, 44),
        )
        self.canvas.plane(
            page,
            [
                (x - width / 2, top, z),
                (x + width / 2, top, z),
                (x + width / 2, top - height, z),
                (x - width / 2, top - height, z),
            ],
        )

    def papers(self, x0: float, x1: float, y: float, z0: float, z1: float, count: int) -> None:
        """Sheets, cups and bottles on a table."""
        for _ in range(count):
            x, z = float(self.cast.uniform(x0, x1)), float(self.cast.uniform(z0, z1))
            turn = float(self.cast.uniform(-0.06, 0.06))
            if self.cast.random() < 0.72:
                tone = ((246, 246, 242), (222, 60, 56), (238, 214, 130), (160, 200, 226))[int(self.cast.integers(4))]
                self.canvas.face(
                    [(x, y, z + 0.28), (x + 0.2, y, z + 0.28 + turn), (x + 0.2 + turn, y, z + turn), (x + turn, y, z)],
                    tone,
                )
            else:
                self.canvas.line((x, y, z), (x, y + 0.16, z), (214, 226, 232), 0.055)
                self.canvas.line((x, y + 0.16, z), (x, y + 0.19, z), (196, 40, 40), 0.035)


def _table(event: Event, x0: float, x1: float, z0: float, z1: float, high: float = 0.75) -> None:
    cloth = event.fixed.random() < 0.3
    colour = (150, 30, 36) if cloth else ((132, 84, 50), (168, 120, 78), (96, 58, 38))[int(event.fixed.integers(3))]
    top = texture.wood(event.fixed, colour, 50, 200)
    low = 0.05 if cloth else high - 0.42
    event.canvas.box((x0, low, z0), (x1, high, z1), colour, top)
    if not cloth:
        event.canvas.line((x0 + 0.05, 0, z0), (x0 + 0.05, low, z0), (60, 44, 34), 0.05)
        event.canvas.line((x1 - 0.05, 0, z0), (x1 - 0.05, low, z0), (60, 44, 34), 0.05)


def _chair(event: Event, x: float, z: float, colour: tuple[int, int, int]) -> None:
    event.canvas.face([(x - 0.21, 0.92, z), (x + 0.21, 0.92, z), (x + 0.22, 0.44, z), (x - 0.22, 0.44, z)], colour)
    event.canvas.line((x - 0.19, 0.44, z), (x - 0.19, 0, z), (40, 40, 44), 0.03)
    event.canvas.line((x + 0.19, 0.44, z), (x + 0.19, 0, z), (40, 40, 44), 0.03)


def hall(event: Event) -> None:
    """A lecture: stage, speaker at a desk, rows of listeners from behind."""
    r, back = event.hall, event.hall.depth
    wood = texture.wood(event.fixed, (120, 78, 50), 40, 240)
    event.canvas.box((-r.width * 0.42, 0, back - 2.2), (r.width * 0.42, 0.25, back), (110, 70, 46), wood)
    side = float(event.fixed.choice([-1, 1]))
    event.screen(back - 0.04, side * r.width * 0.02, min(3.6, r.width * 0.36), r.height - 0.95)
    event.banner(back - 0.05, float(event.fixed.uniform(0.62, 0.84)))
    desk = side * r.width * 0.3
    event.somebody(desk, back - 1.1, seated=False, back=False, floor=0.2)
    event.canvas.box((desk - 0.45, 0.25, back - 1.6), (desk + 0.45, 1.3, back - 1.2), (126, 78, 44))
    rows, gap = int(event.fixed.integers(4, 6)), float(event.fixed.uniform(0.66, 0.8))
    full = float(event.cast.uniform(0.62, 0.97))
    chair = ((44, 52, 88), (120, 36, 40), (60, 62, 66), (134, 96, 62))[int(event.fixed.integers(4))]
    for row in range(rows):
        z = back - 3.6 - row * (back - 5.4) / rows
        for x in np.arange(-r.width * 0.42, r.width * 0.42, gap):
            taken = event.cast.random() < full and abs(x) > 0.34
            if taken:
                event.somebody(float(x), z, seated=True, back=True)
            if abs(x) > 0.34:
                _chair(event, float(x), z - 0.16, chair)


def meeting(event: Event) -> None:
    """People on both sides of a long table, the chairman at its head."""
    r, back = event.hall, event.hall.depth
    event.banner(back - 0.05, float(event.fixed.uniform(0.5, 0.72)))
    if event.fixed.random() < 0.6:
        event.screen(back - 0.04, 0, min(2.4, r.width * 0.26), r.height - 1.0)
    half = r.width * float(event.fixed.uniform(0.17, 0.22))
    for x in (-0.55, 0.55):
        event.somebody(x, back - 1.5, seated=True, back=False)
    seats = np.linspace(back - 2.3, 2.6, int(event.fixed.integers(5, 8)))
    chair = ((38, 40, 46), (96, 60, 40))[int(event.fixed.integers(2))]
    for z in seats[: len(seats) // 2 + 1]:
        for side in (-1, 1):
            if event.cast.random() < 0.9:
                event.somebody(side * (half + 0.4), float(z), seated=True, back=False)
    _table(event, -half, half, 2.2, back - 2.0)
    event.papers(-half + 0.1, half - 0.3, 0.756, 2.4, back - 2.6, int(event.cast.integers(14, 26)))
    for z in seats[len(seats) // 2 + 1 :]:
        for side in (-1, 1):
            _chair(event, side * (half + 0.45), float(z), chair)
            if event.cast.random() < 0.9:
                event.somebody(side * (half + 0.5), float(z) - 0.1, seated=True, back=True)


def lesson(event: Event) -> None:
    """A class room: blackboard, teacher, pupils at desks."""
    r, back = event.hall, event.hall.depth
    page = signs.blackboard(
        seeds.field("chalk", event.scene["event"]), event.scene.get("screen", ["法治课"])[0], 3.8, 1.25
    )
    event.canvas.face(
        [(-1.98, 2.33, back - 0.03), (1.98, 2.33, back - 0.03), (1.98, 0.92, back - 0.03), (-1.98, 0.92, back - 0.03)],
        (140, 108, 72),
    )
    event.canvas.plane(
        page, [(-1.9, 2.25, back - 0.04), (1.9, 2.25, back - 0.04), (1.9, 1.0, back - 0.04), (-1.9, 1.0, back - 0.04)]
    )
    event.banner(back - 0.05, 0.6)
    kind = str(event.cast.choice(["police", "law", "", ""]))
    event.somebody(float(event.cast.uniform(-1.5, 1.5)), back - 0.9, seated=False, back=False, kind=kind)
    columns = np.linspace(-r.width * 0.36, r.width * 0.36, int(event.fixed.integers(4, 7)))
    for row in range(4):
        z = back - 2.4 - row * (back - 4.4) / 4
        for x in columns:
            event.canvas.box((float(x) - 0.4, 0.45, z), (float(x) + 0.4, 0.7, z + 0.4), (190, 152, 96))
            if event.cast.random() < 0.93:
                event.somebody(
                    float(x), z - 0.25, seated=True, back=True, kind="pupil" if event.cast.random() < 0.8 else ""
                )


def court(event: Event) -> None:
    """A court room: bench, three judges, tables of the parties, listeners from behind."""
    r, back = event.hall, event.hall.depth
    badge, high = signs.emblem(), r.height
    y, x = np.ogrid[-1 : 1 : badge.shape[0] * 1j, -1 : 1 : badge.shape[1] * 1j]
    round_edge = np.clip((1 - np.sqrt(x * x + y * y)) * 30, 0, 1).astype(np.float32)
    z = back - 0.04
    event.canvas.plane(
        badge,
        [(-0.4, high - 0.25, z), (0.4, high - 0.25, z), (0.4, high - 1.05, z), (-0.4, high - 1.05, z)],
        round_edge,
    )
    for x in (-0.9, 0.0, 0.9):
        event.somebody(x, back - 1.0, seated=True, back=False, kind="robe", floor=0.5)
    event.canvas.box(
        (-1.9, 0, back - 1.7), (1.9, 1.32, back - 1.3), (112, 66, 38), texture.wood(event.fixed, (130, 82, 50), 30, 200)
    )
    for side in (-1, 1):
        for z in (back - 3.0, back - 3.7):
            event.somebody(side * r.width * 0.36, z, seated=True, back=False, kind="law" if side < 0 else "")
        x0 = side * r.width * 0.3
        event.canvas.box((x0 - 0.3, 0, back - 4.2), (x0 + 0.3, 0.8, back - 2.6), (120, 74, 44))
    event.canvas.line((-r.width * 0.46, 0.85, back - 5.1), (r.width * 0.46, 0.85, back - 5.1), (146, 96, 58), 0.07)
    for x in np.linspace(-r.width * 0.46, r.width * 0.46, 22):
        event.canvas.line((float(x), 0, back - 5.1), (float(x), 0.85, back - 5.1), (128, 82, 50), 0.035)
    for row in range(3):
        z = back - 5.9 - row * max(0.75, (back - 7.6) / 3)
        for x in np.arange(-r.width * 0.4, r.width * 0.4, 0.7):
            if event.cast.random() < 0.86 and z > 1.5:
                event.somebody(float(x), z, seated=True, back=True, kind="law" if event.cast.random() < 0.2 else "")
                _chair(event, float(x), z - 0.16, (70, 44, 34))


def counter(event: Event) -> None:
    """A service hall: windows with numbers, clerks, people waiting."""
    r, back = event.hall, event.hall.depth
    event.banner(back - 0.05, 0.78)
    event.screen(back - 0.04, 0, 2.6, r.height - 0.9)
    for x in np.linspace(-r.width * 0.38, r.width * 0.38, 5):
        event.somebody(float(x), back - 2.0, seated=True, back=False, kind="law")
    event.canvas.box(
        (-r.width / 2, 0, back - 3.2),
        (r.width / 2, 1.02, back - 2.6),
        (206, 210, 214),
        texture.wood(event.fixed, (222, 216, 204), 24, 260),
    )
    for x in np.linspace(-r.width * 0.38, r.width * 0.38, 5):
        event.papers(float(x) - 0.4, float(x) + 0.3, 1.03, back - 3.15, back - 2.95, 2)
    for _ in range(int(event.cast.integers(6, 12))):
        x, z = float(event.cast.uniform(-r.width * 0.42, r.width * 0.42)), float(event.cast.uniform(3.2, back - 3.6))
        event.canvas.shadow((x, 0, z), 0.3, 0.2)
        event.somebody(
            x,
            z,
            seated=False,
            back=bool(event.cast.random() < 0.75),
            kind="vest" if event.cast.random() < 0.2 else "",
            shift=0.08,
        )


def gallery(event: Event) -> None:
    """An exhibition: boards along the walls and in the room, visitors before them."""
    r, back = event.hall, event.hall.depth
    event.banner(back - 0.05, 0.6)
    heads = event.scene.get("boards") or ["宪法", "民法典", "国家安全", "以案释法"]
    drawn = seeds.field("boards", event.scene["event"])
    for k, x in enumerate(np.linspace(-r.width * 0.4, r.width * 0.4 - 1.0, int(r.width / 1.5))):
        page = signs.board(drawn, heads[k % len(heads)], 1.0, 1.5)
        z = back - 0.4 - 0.5 * (k % 2)
        event.canvas.plane(page, [(x, 2.0, z), (x + 1.0, 2.0, z), (x + 1.0, 0.5, z), (x, 0.5, z)])
        event.canvas.line((x + 0.1, 0.5, z), (x + 0.1, 0, z), (90, 92, 96), 0.04)
        event.canvas.line((x + 0.9, 0.5, z), (x + 0.9, 0, z), (90, 92, 96), 0.04)
    spots = [
        (float(event.cast.uniform(-r.width * 0.42, r.width * 0.42)), float(event.cast.uniform(2.8, back - 1.6)))
        for _ in range(int(event.cast.integers(8, 15)))
    ]
    for x, z in sorted(spots, key=lambda s: -s[1]):
        event.canvas.shadow((x, 0, z), 0.3, 0.2)
        event.somebody(x, z, seated=False, back=bool(event.cast.random() < 0.7), shift=0.1)


KINDS = {"hall": hall, "meeting": meeting, "lesson": lesson, "court": court, "counter": counter, "gallery": gallery}


def draw(scene: Scene, posters: tuple[str, ...]) -> np.ndarray:
    """The room with what goes on in it, before light and lens; uint8 RGB."""
    made = room.build(scene["place"], posters)
    camera = room.stand(made, scene["event"], scene.get("frame", 0), scene.get("view", 0))
    canvas = room.shell(made, camera)
    KINDS[scene["kind"]](Event(scene, made, canvas))
    return canvas.image
