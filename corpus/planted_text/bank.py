"""The hand-written banks of one half: units with their stories, phrases, sentences of planted faults."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent / "banks"
HALVES = ("tune", "report")
_INNER = re.compile(r"\{([^{}]*)\}")
_SLOT = re.compile(r"<([^<>]+)>")


@dataclass(frozen=True)
class Story:
    """One activity of a unit as it happened.

    ``month_day`` is ``MM-DD``; ``alias`` another name that could be given to it; ``people`` and ``copies`` counts
    (0: none told); ``detail`` own sentences.
    """

    year: int
    month_day: str
    name: str
    alias: str
    place: str
    partner: str
    people: int
    copies: int
    detail: str


@dataclass(frozen=True)
class Unit:
    """An office of the invented city with what its people wrote about it.

    ``renamed``: former name, year, month and day of the change, former short name, former mark in document numbers.
    """

    name: str
    short: str
    us: str
    mark: str
    staff: int
    trade: str
    room: str
    laws: tuple[str, ...]
    subs: tuple[str, ...]
    duty: str
    brand: str
    trouble: tuple[str, ...]
    after: tuple[str, ...]
    cases: tuple[str, ...]
    stories: tuple[Story, ...] = field(repr=False)
    renamed: tuple[str, int, int, int, str, str] | None = None


@dataclass(frozen=True)
class Half:
    """Everything written for one half; ``phrases`` and ``plants`` are sentence patterns by topic."""

    name: str
    city: dict[str, Any]
    units: tuple[Unit, ...]
    phrases: dict[str, list[str]]
    plants: dict[str, list[str]]
    official: dict[str, list[str]]


def _lines(table: dict[str, Any]) -> dict[str, list[str]]:
    return {k: [line.strip() for line in v.splitlines() if line.strip()] for k, v in table.items()}


def _merged(half: str, stem: str) -> dict[str, list[str]]:
    """The patterns of all files of one kind, topic by topic."""
    found: dict[str, list[str]] = {}
    for path in sorted((HERE / half).glob(f"{stem}*.yaml")):
        for topic, lines in _lines(yaml.safe_load(path.read_text(encoding="utf-8"))).items():
            found.setdefault(topic, []).extend(lines)
    return found


def _story(line: str) -> Story:
    parts = [p.strip() for p in line.split("|")]
    if len(parts) != 9:
        raise ValueError(f"a story needs nine fields: {line}")
    year, month_day, name, alias, place, partner, people, copies, detail = parts
    return Story(int(year), month_day, name, alias, place, partner, int(people), int(copies), detail)


def _unit(raw: dict[str, Any]) -> Unit:
    renamed = tuple(raw["renamed"]) if "renamed" in raw else None
    return Unit(
        name=raw["name"], short=raw["short"], us=raw.get("us", "我局"), mark=raw["mark"], staff=raw["staff"],
        trade=raw["trade"], room=raw["room"], laws=tuple(raw["laws"].split()), subs=tuple(raw["subs"].split()),
        duty=raw["duty"], brand=raw["brand"], trouble=tuple(raw["trouble"]), after=tuple(raw["after"]),
        cases=tuple(raw["cases"]), stories=tuple(_story(s) for s in raw["stories"]), renamed=renamed,
    )


def load_half(half: str) -> Half:
    """The banks of ``tune`` or ``report``; ValueError names a story that is not whole."""
    if half not in HALVES:
        raise ValueError(f"no such half: {half}")

    def read(name: str) -> Any:
        return yaml.safe_load((HERE / half / name).read_text(encoding="utf-8"))

    units = [_unit(raw) for path in sorted((HERE / half).glob("units_*.yaml"))
             for raw in yaml.safe_load(path.read_text(encoding="utf-8"))]
    official = yaml.safe_load((HERE / "official.yaml").read_text(encoding="utf-8"))
    return Half(half, read("city.yaml"), tuple(units), _merged(half, "phrases"), _merged(half, "plants"),
                _lines(official))


def choose(pattern: str, rng: random.Random) -> str:
    """One reading of a pattern whose ``{a|b|c}`` are choices, nested or not."""
    while True:
        text = _INNER.sub(lambda m: rng.choice(m.group(1).split("|")), pattern)
        if text == pattern:
            return text
        pattern = text


def fill(text: str, slots: dict[str, Any]) -> str:
    """``<slot>`` replaced by its value; KeyError names a slot nobody filled."""
    return _SLOT.sub(lambda m: str(slots[m.group(1)]), text)
