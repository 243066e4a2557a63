"""What an archive keeps of a dossier's papers and pictures, to hold later ones against them. Plain values: hashes are
packed as little-endian 64-bit numbers."""

from __future__ import annotations

from dataclasses import dataclass

from model.boxes import BBox
from model.documents import Line


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownText:
    """One paper's words. text: all of it, blocks joined by line breaks. lines: which characters stand where.

    paper: its kind. hashes: its fingerprints, in any order; b"" where only the words are asked for.
    """

    year: int
    unit: str
    file: str
    paper: str
    text: str
    lines: tuple[Line, ...]
    hashes: bytes = b""


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownPicture:
    """One picture of a file as ``model.traces.PictureTrace`` has it, and where it stands.

    facts: whatever else a check wants back (the claim beside it, tags), as text by name.
    """

    year: int
    unit: str
    file: str
    number: int
    page: int = 1
    bbox: BBox | None = None
    coded: str = ""
    pixels: str = ""
    quality: int = 0
    codes: bytes = b""
    thumb: bytes = b""
    facts: tuple[tuple[str, str], ...] = ()
