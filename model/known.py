"""What an archive of earlier dossiers tells of a text or a picture that it knows. Plain values, so that every room may
hold them: hashes are packed as little-endian 64-bit numbers."""

from __future__ import annotations

from dataclasses import dataclass

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
    """One picture of a file: its fingerprints and small copy, as ``model.traces.PictureTrace`` has them, and where.

    facts: tags and whatever else a check wants back, as text by name.
    """

    year: int
    unit: str
    file: str
    number: int
    page: int
    bbox: tuple[float, float, float, float] | None
    coded: str
    pixels: str
    quality: int
    codes: bytes
    thumb: bytes
    facts: tuple[tuple[str, str], ...] = ()
