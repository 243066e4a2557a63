"""What a reader may ask for that it does not do itself: words in pictures, and another format of an office file.

Both cost much and are shared by all readers: recognition runs in a pool with a memory budget and is kept by content,
LibreOffice takes many files a call. A reader in a process of its own asks its parent (``extractor.apart.asking``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from model.problems import Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A picture as bare pixels, row by row from the top: nothing of a file's own coding is left in it.

    mode: ``L`` one byte a pixel, ``RGB`` three. dpi: pixels to an inch of the page it is shown on.
    """

    width: int
    height: int
    mode: Literal["L", "RGB"]
    data: bytes
    dpi: float = 200.0

    @property
    def digest(self) -> str:
        """Hex SHA-256 of size, mode and pixels: equal for pictures that look the same."""
        head = f"{self.width}x{self.height}{self.mode}".encode()
        return hashlib.sha256(head + self.data).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """A recognised line. x0, top, x1, bottom: its box in pixels of the picture turned upright; confidence: 0..1.

    ends: right edge of every character in pixels, one for each character of ``text``, or () where unknown.
    original: what was recognised, where a person has corrected ``text`` since; else "".
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float
    ends: tuple[float, ...] = ()
    original: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ruling:
    """A straight ruling line in pixels of the picture turned upright: horizontal where top == bottom, else vertical."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Recognition:
    """What stands in a picture.

    turned: by how many degrees clockwise (0, 90, 180, 270) the picture was turned to be read; width, height: of the
    turned picture in pixels. words: lines in reading order. rulings: lines of tables. engine: what read it.
    skew: by how many degrees clockwise its lines run askew after that; boxes and rulings are where they stand in the
    picture, so that in one that is askew the right end of a line is lower (skew > 0) or higher than its left.
    """

    width: int
    height: int
    turned: int
    words: tuple[Words, ...]
    rulings: tuple[Ruling, ...] = ()
    engine: str = ""
    skew: float = 0.0

    @property
    def confidence(self) -> float | None:
        """Mean confidence of the characters, None where there is no word."""
        count = sum(len(line.text) for line in self.words)
        return sum(line.confidence * len(line.text) for line in self.words) / count if count else None


class Tools(Protocol):
    """What readers get beside the file and the limits."""

    def recognise(self, pictures: Sequence[Picture]) -> list[Recognition | Problem]:
        """The words in each picture, or why there are none: not installed, too long, crashed. Never raises."""

    def converted(self, path: str, kind: str, target: str) -> bytes | Problem:
        """The office file at ``path`` (its type by content: ``doc``, ``ppt`` …) as ``target`` (``docx``, ``pdf`` …).

        Gives the bytes of the new file, or why there are none. Never raises.
        """
