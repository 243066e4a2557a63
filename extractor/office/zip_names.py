"""Names in a zip file's directory, within bounds: to tell what a file is, nobody needs a million of them.

``zipfile`` makes an object of every entry, however many a hostile file has; here the directory is read up to a bound.
"""

from __future__ import annotations

import os
import struct
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

_END, _END64, _LOCATOR, _ENTRY, _LOCAL = b"PK\5\6", b"PK\6\6", b"PK\6\7", b"PK\1\2", b"PK\3\4"
_TAIL = 65_557
_DIRECTORY = 4 << 20
_SHORT = 200


@dataclass(slots=True)
class ZipNames:
    """names: of the first entries in the directory. mimetype: what the member of this name says, "" without one."""

    names: list[str] = field(default_factory=list)
    mimetype: str = ""


def zip_names(path: Path, most: int = 20_000) -> ZipNames | None:
    """The first ``most`` names of a zip file; None where it has no readable directory. Raises OSError."""
    with path.open("rb") as file:
        place = _directory(file)
        if place is None:
            return None
        start, size, moved = place
        file.seek(start)
        data = file.read(min(size, _DIRECTORY))
        found = ZipNames()
        at = 0
        while len(found.names) < most and data[at:at + 4] == _ENTRY and at + 46 <= len(data):
            flags, packing, packed, name_length, extra, comment, offset = struct.unpack_from(
                "<2xHH8xL4xHHH8xL", data, at + 6)
            name = data[at + 46:at + 46 + name_length].decode("utf-8" if flags & 0x800 else "cp437", "replace")
            found.names.append(name)
            if name == "mimetype" and not found.mimetype:
                found.mimetype = _member_start(file, offset + moved, packing, packed)
            at += 46 + name_length + extra + comment
    return found if found.names or size == 0 else None


def _directory(file: IO[bytes]) -> tuple[int, int, int] | None:
    """Where the directory begins, its size, and by how many bytes everything is moved by what stands before."""
    length = file.seek(0, os.SEEK_END)
    base = max(0, length - _TAIL)
    file.seek(base)
    tail = file.read(_TAIL)
    at = tail.rfind(_END)
    if at < 0 or at + 22 > len(tail):
        return None
    count, size, offset = struct.unpack_from("<HLL", tail, at + 10)
    end = base + at
    if (count == 0xFFFF or 0xFFFFFFFF in (size, offset)) and tail[max(at - 20, 0):at][:4] == _LOCATOR:
        file.seek(min(struct.unpack_from("<Q", tail, at - 12)[0], length))
        large = file.read(56)
        if len(large) == 56 and large.startswith(_END64):
            size, offset = struct.unpack_from("<QQ", large, 40)
            end -= 76
    start = end - size
    return (start, size, start - offset) if start >= 0 else None


def _member_start(file: IO[bytes], offset: int, packing: int, packed: int) -> str:
    """The first characters of a member, "" where they cannot be read."""
    if offset < 0:
        return ""
    file.seek(offset)
    head = file.read(30)
    if len(head) < 30 or not head.startswith(_LOCAL):
        return ""
    name_length, extra = struct.unpack_from("<HH", head, 26)
    file.seek(name_length + extra, os.SEEK_CUR)
    data = file.read(min(packed, _SHORT))
    if packing == 8:
        try:
            data = zlib.decompressobj(-15).decompress(data, _SHORT)
        except zlib.error:
            return ""
    return data.decode("ascii", "replace").strip() if packing in (0, 8) else ""
