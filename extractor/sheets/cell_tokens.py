"""What the number format of a cell is made of; see ``cell_formats``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a format. kind: ``literal``, ``digit``, ``point``, ``comma``, ``percent``, ``power``, ``general``,
    ``text``, ``date``, ``elapsed`` ([h]), ``ampm``."""

    kind: str
    text: str


@dataclass(slots=True)
class Manner:
    """How a section writes days. chinese: its locale is. numerals: 1 for 二〇, 2 for 贰零, 0 for plain figures.
    system: ``day`` and ``time`` stand for the system's long date and its time."""

    chinese: bool = False
    numerals: int = 0
    system: str = ""
