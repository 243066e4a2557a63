"""The words of binary slides (ppt, pps, dps) straight from their stream: text atoms, slide by slide."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from extractor.limits import MEGA
from extractor.word.pieces import LockedError, Piece

_MOST = 256 * MEGA
_SLIDE, _OUTLINE, _PERSIST, _WIDE, _NARROW, _LOCKED = 1006, 4080, 1011, 4000, 4008, 0xF3D1C4DF
_ALWAYS = (1000, _SLIDE, _OUTLINE, 1036, 0xF002, 0xF003, 0xF004, 0xF00D)


def ppt_pieces(path: Path) -> list[Piece]:
    """Paragraphs of every slide: those of the outline, then those in shapes of its own.

    Raises LockedError for slides with a password, and what olefile or struct raise for a broken file.
    """
    import olefile

    with olefile.OleFileIO(path) as file:
        user = file.openstream("Current User").read(64)
        if len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _LOCKED:
            raise LockedError
        data = file.openstream("PowerPoint Document").read(_MOST)
    found: dict[int, list[str]] = {}
    slides = outlines = 0
    for kind, text, inside in _atoms(data):
        slides += kind == _SLIDE
        outlines += kind == _PERSIST and inside == _OUTLINE
        if text:
            number = outlines if inside == _OUTLINE else slides
            if number:
                found.setdefault(number, []).append(text)
    return [Piece(text=line, page=number) for number, texts in sorted(found.items())
            for text in texts for line in text.replace("\x0b", "\r").split("\r") if line.strip()]


def _atoms(data: bytes) -> Iterator[tuple[int, str, int]]:
    """Slides, places in the outline and texts in the order of the stream: type, text, the part it stands in."""
    stack = [(0, len(data), 0)]
    while stack:
        at, end, inside = stack.pop()
        while at + 8 <= end:
            head, kind, size = struct.unpack_from("<HHI", data, at)
            begin, after = at + 8, min(at + 8 + size, end)
            if head & 0xF == 0xF and kind in _ALWAYS:
                wanted = kind != _OUTLINE or head >> 4 == 0
                if wanted:
                    stack.append((after, end, inside))
                    yield kind, "", inside
                    at, end, inside = begin, after, kind if kind in (_SLIDE, _OUTLINE) else inside
                    continue
            elif kind == _PERSIST:
                yield kind, "", inside
            elif kind == _WIDE:
                yield kind, data[begin:after].decode("utf-16-le", "replace"), inside
            elif kind == _NARROW:
                yield kind, data[begin:after].decode("latin-1"), inside
            at = after
