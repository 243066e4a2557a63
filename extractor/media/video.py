"""Length, picture size and recording date out of the headers of a video, without reading the film itself.

Only boxes that describe are read, each within a bound; what they say is checked for sense.
"""

from __future__ import annotations

import datetime
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_MOST_BOXES = 2000
_MOST_BYTES = 1 << 20
_LONGEST = 30 * 24 * 3600.0
_EARLIEST, _LATEST = 1990, 2100
_SEGMENT, _INFO, _TRACKS, _TRACK, _PICTURE = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0
_SCALE, _LENGTH, _DATE, _ACROSS, _DOWN = 0x2AD7B1, 0x4489, 0x4461, 0xB0, 0xBA
_FILE_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
_STREAM_PROPERTIES = bytes.fromhex("9107dcb7b7a9cf118ee600c00c205365")


@dataclass(slots=True)
class Film:
    """What a video says of itself; None where it does not say, or not credibly. seconds: its length. created: when it
    was recorded, in UTC. width, height: of the picture in pixels."""

    seconds: float | None = None
    created: datetime.datetime | None = None
    width: int | None = None
    height: int | None = None

    def last(self, seconds: float) -> None:
        """Notes a length."""
        if 0 < seconds <= _LONGEST:
            self.seconds = seconds

    def made(self, epoch: int, seconds: float) -> None:
        """Notes a date as seconds since New Year of a year."""
        try:
            found = datetime.datetime(epoch, 1, 1) + datetime.timedelta(seconds=seconds)
        except OverflowError:
            return
        if seconds > 0 and _EARLIEST <= found.year < _LATEST:
            self.created = found

    def shows(self, width: int, height: int) -> None:
        """Notes a picture size; the largest counts."""
        if 16 <= width <= 20_000 and 16 <= height <= 20_000 and width * height > (self.width or 0) * (self.height or 0):
            self.width, self.height = width, height


def film(path: Path) -> Film:
    """What the file says of itself. Raises OSError."""
    found = Film()
    with path.open("rb") as file:
        head = file.read(16)
        size = file.seek(0, os.SEEK_END)
        try:
            if head.startswith(b"RIFF"):
                _avi(file, found)
            elif head.startswith(b"\x1aE\xdf\xa3"):
                _matroska(file, found, 0, size, 0)
            elif head.startswith(b"0&\xb2u"):
                _asf(file, found)
            elif head.startswith(b"FLV"):
                _flv(file, found)
            elif head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free"):
                _boxes(file, found, 0, size, 0)
        except (struct.error, IndexError, ValueError, OverflowError):
            return found
    return found


def _part(file: IO[bytes], at: int, size: int) -> bytes:
    file.seek(at)
    return file.read(min(max(size, 0), _MOST_BYTES))


def _boxes(file: IO[bytes], found: Film, at: int, end: int, depth: int) -> None:
    """MP4 and MOV: boxes of a size and a name; those that hold others are gone into."""
    for _ in range(_MOST_BOXES):
        if at + 8 > end:
            return
        size, name = struct.unpack(">L4s", _part(file, at, 8))
        body = at + 8
        if size == 1:
            size, body = struct.unpack(">Q", _part(file, at + 8, 8))[0], at + 16
        size = end - at if size == 0 else size
        if size < body - at:
            return
        after = min(at + size, end)
        if name in (b"moov", b"trak") and depth < 3:
            _boxes(file, found, body, after, depth + 1)
        elif name == b"mvhd":
            data = _part(file, body, 40)
            created, scale, length = struct.unpack_from(">Q8xLQ" if data[0] == 1 else ">L4xLL", data, 4)
            found.made(1904, created)
            found.last(length / max(scale, 1))
        elif name == b"tkhd":
            data = _part(file, body, 96)
            wide, high = struct.unpack_from(">LL", data, 88 if data[0] == 1 else 76)
            found.shows(wide >> 16, high >> 16)
        at = after


def _avi(file: IO[bytes], found: Film) -> None:
    """AVI: the main header, and the chunk with the date that cameras write."""
    data = _part(file, 0, 1 << 16)
    at = data.find(b"avih")
    if at >= 0:
        pace, frames, wide, high = struct.unpack_from("<L12xL12xLL", data, at + 8)
        found.last(pace * frames / 1_000_000)
        found.shows(wide, high)
    at = data.find(b"IDIT")
    if at >= 0:
        size = struct.unpack_from("<L", data, at + 4)[0]
        words = data[at + 8:at + 8 + min(size, 64)].decode("ascii", "replace").strip("\0 \n")
        for form in ("%a %b %d %H:%M:%S %Y", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d/ %H:%M"):
            try:
                when = datetime.datetime.strptime(words, form)
            except ValueError:
                continue
            found.made(1970, (when - datetime.datetime(1970, 1, 1)).total_seconds())


def _matroska(file: IO[bytes], found: Film, at: int, end: int, depth: int) -> None:
    """MKV and WebM: elements of an id and a size; clusters (the film itself) are stepped over."""
    scale, length = 1_000_000, 0.0
    wide = high = 0
    for key, body, after in _elements(file, at, end):
        if key in (_SEGMENT, _INFO, _TRACKS, _TRACK, _PICTURE) and depth < 5:
            _matroska(file, found, body, after, depth + 1)
        elif key == _SCALE:
            scale = int.from_bytes(_part(file, body, min(after - body, 8)), "big")
        elif key == _LENGTH:
            length = struct.unpack(">d" if after - body == 8 else ">f", _part(file, body, min(after - body, 8)))[0]
        elif key == _DATE:
            found.made(2001, struct.unpack(">q", _part(file, body, 8))[0] / 1e9)
        elif key in (_ACROSS, _DOWN):
            value = int.from_bytes(_part(file, body, min(after - body, 4)), "big")
            wide, high = (value, high) if key == _ACROSS else (wide, value)
    found.last(length * scale / 1e9)
    found.shows(wide, high)


def _elements(file: IO[bytes], at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Id, begin and end of the body of every element."""
    for _ in range(_MOST_BOXES):
        head = _part(file, at, 16)
        if at >= end or len(head) < 2 or not head[0] or not head[1:]:
            return
        key_size = 9 - head[0].bit_length()
        first = head[key_size] if key_size < len(head) else 0
        if key_size > 4 or not first:
            return
        size_size = 9 - first.bit_length()
        size = int.from_bytes(head[key_size:key_size + size_size], "big") - (1 << 7 * size_size)
        if size < 0:
            return
        body = at + key_size + size_size
        unknown = size == (1 << 7 * size_size) - 1
        after = end if unknown else min(body + size, end)
        yield int.from_bytes(head[:key_size], "big"), body, after
        at = after


def _asf(file: IO[bytes], found: Film) -> None:
    """WMV: the file's and the streams' properties in the header."""
    head = _part(file, 0, 30)
    end = min(struct.unpack_from("<Q", head, 16)[0], _MOST_BYTES)
    at = 30
    for _ in range(_MOST_BOXES):
        data = _part(file, at, 24)
        if at >= end or len(data) < 24:
            return
        size = struct.unpack_from("<Q", data, 16)[0]
        body = _part(file, at + 24, min(size, 4096))
        if data[:16] == _FILE_PROPERTIES:
            created, _, length, _, before = struct.unpack_from("<QQQQQ", body, 24)
            found.made(1601, created / 1e7)
            found.last(length / 1e7 - before / 1e3)
        elif data[:16] == _STREAM_PROPERTIES and len(body) >= 62:
            wide, high = struct.unpack_from("<LL", body, 54)
            found.shows(wide, high)
        if size < 24:
            return
        at += size


def _flv(file: IO[bytes], found: Film) -> None:
    """FLV: numbers by name in the first script tag."""
    data = _part(file, 0, 1 << 16)
    values = {}
    for name in (b"duration", b"width", b"height"):
        at = data.find(struct.pack(">H", len(name)) + name + b"\0")
        if at >= 0:
            values[name] = struct.unpack_from(">d", data, at + 3 + len(name))[0]
    found.last(values.get(b"duration", 0.0))
    found.shows(int(values.get(b"width", 0)), int(values.get(b"height", 0)))
