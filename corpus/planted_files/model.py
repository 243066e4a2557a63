"""What a cohort is made of before any file is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

CHECKS = ("photo_reuse", "image_edit", "metadata_anomaly", "hidden_text")
STRENGTHS = ("strong", "middle", "weak")


@dataclass
class Event:
    """One activity of one unit: what its papers and pictures speak of."""

    key: str
    theme: dict[str, Any]
    day: date
    place: str
    scene: dict[str, Any]
    people: int
    partner: str = ""

    @property
    def said(self) -> str:
        """The day as the papers write it."""
        return f"{self.day.year}年{self.day.month}月{self.day.day}日"


@dataclass
class Photo:
    """One picture: ``shot`` as ``jpeg.shoot`` takes it, or ``raw`` bytes. A paper's writer sets ``page``."""

    event: Event
    shot: dict[str, Any]
    name: str = ""
    caption: str = ""
    paper: Paper | None = None
    page: int = 1
    raw: bytes | None = None
    used: bool = False

    @property
    def file(self) -> str:
        """Its path in the dossier, or that of the paper that holds it."""
        return self.paper.path if self.paper else self.name


@dataclass
class Paper:
    """One document. ``traits``: what is special about it; ``tricks``: hidden or odd words to write into it."""

    path: str
    day: date
    title: str
    blocks: list[dict[str, Any]]
    photos: list[Photo] = field(default_factory=list)
    event: Event | None = None
    traits: dict[str, Any] = field(default_factory=dict)
    tricks: list[dict[str, Any]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The suffix without its dot."""
        return self.path.rsplit(".", 1)[-1]


@dataclass
class Dossier:
    """What one unit hands in for one year."""

    year: int
    unit: str
    number: int
    events: list[Event] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    clean: str = ""
    """Why it is hard, or "plain", where the dossier is to stay clean; "" where cases are planted."""

    def pictures(self) -> list[Photo]:
        """All pictures: files first, then those inside papers."""
        return [*self.photos, *(p for paper in self.papers for p in paper.photos)]


@dataclass
class Place:
    """Where a finding must point: a picture or a paper of a dossier."""

    dossier: Dossier
    what: Photo | Paper
    page: int | None = None
    quote: str = ""

    def row(self) -> dict[str, Any]:
        """As it stands in the manifest."""
        if isinstance(self.what, Photo):
            file, page = self.what.file, self.what.page
        else:
            file, page = self.what.path, self.page or 1
        found: dict[str, Any] = {"year": self.dossier.year, "unit": self.dossier.unit, "file": file, "page": page}
        return found | ({"quote": self.quote} if self.quote else {})


@dataclass
class Case:
    """One planted falsification."""

    check: str
    sub: str
    strength: str
    places: list[Place]
    expect: str
    attack: str
    note: str

    def row(self, number: int) -> dict[str, Any]:
        """As it stands in the manifest."""
        return {
            "id": f"{self.check}-{number:03d}",
            "check": self.check,
            "sub": self.sub,
            "strength": self.strength,
            "places": [p.row() for p in self.places],
            "expect": self.expect,
            "attack": self.attack,
            "note": self.note,
        }


@dataclass
class Cohort:
    """One half: its words, its dossiers, its planted cases."""

    half: str
    words: dict[str, Any]
    dossiers: list[Dossier] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
