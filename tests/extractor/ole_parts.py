"""OLE2 files for the tests: streams and one level of storages, everything in ordinary sectors."""

from __future__ import annotations

import struct

_NONE, _LAST, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _SMALLEST = 512, 4096


def ole(streams: dict[str, bytes | dict[str, bytes]]) -> bytes:
    """A file with these streams; short ones are padded with zeros, so that none needs the small sectors."""
    entries: list[list[object]] = [["Root Entry", 5, _NONE, 1, _LAST, 0]]
    bodies: list[bytes] = []

    def add(level: dict[str, bytes] | dict[str, bytes | dict[str, bytes]]) -> None:
        places = []
        for name, content in level.items():
            places.append(len(entries))
            entries.append([name, 1 if isinstance(content, dict) else 2, _NONE, _NONE, _LAST, 0])
        for place, following in zip(places, [*places[1:], _NONE], strict=True):
            entries[place][2] = following
        for place, content in zip(places, level.values(), strict=True):
            if isinstance(content, dict):
                entries[place][3] = len(entries)
                add(content)
            else:
                entries[place][4], entries[place][5] = len(bodies), max(len(content), _SMALLEST)
                bodies.append(content.ljust(_SMALLEST, b"\0"))

    add(streams)
    directory_size = -(-len(entries) * 128 // _SECTOR)
    table = [_TABLE, *range(2, 1 + directory_size), _LAST]
    starts, data = [], b""
    for body in bodies:
        count = -(-len(body) // _SECTOR)
        starts.append(len(table))
        table += [*range(len(table) + 1, len(table) + count), _LAST]
        data += body.ljust(count * _SECTOR, b"\0")
    directory = b"".join(_entry(entry, starts) for entry in entries).ljust(directory_size * _SECTOR, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack(
        "<HHHHH6xLLLLLLLLL", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, _SMALLEST, _LAST, 0, _LAST, 0)
    fat = struct.pack(f"<{len(table)}L", *table).ljust(_SECTOR, b"\xff")
    return head + struct.pack("<109L", 0, *[_NONE] * 108) + fat + directory + data


def _entry(entry: list[object], starts: list[int]) -> bytes:
    name, kind, right, child, start, size = entry
    raw = str(name).encode("utf-16-le") + b"\0\0"
    place = starts[int(str(start))] if kind == 2 else start
    return raw.ljust(64, b"\0") + struct.pack("<HBBLLL36xLQ", len(raw), kind, 1, _NONE, right, child, place, size)
