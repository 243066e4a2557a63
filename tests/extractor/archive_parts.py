"""Archives that no library here packs, byte by byte: rar 4 and 5 with stored members."""

from __future__ import annotations

import struct
import zlib

RAR4, RAR5 = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"


def rar4(members: dict[bytes, bytes], *, main_flags: int = 0, file_flags: int = 0) -> bytes:
    """A rar of version 4; names are bytes as they stand in the file."""
    data = RAR4 + _head4(0x73, main_flags, bytes(6))
    for name, content in members.items():
        fields = struct.pack("<LLBLLBBHL", len(content), len(content), 3, zlib.crc32(content), 0x5A21_0000, 29, 0x30,
                             len(name), 0o100644)
        data += _head4(0x74, 0x8000 | file_flags, fields + name) + content
    return data + _head4(0x7B, 0x4000, b"")


def _head4(kind: int, flags: int, rest: bytes) -> bytes:
    body = struct.pack("<BHH", kind, flags, 7 + len(rest)) + rest
    return struct.pack("<H", zlib.crc32(body) & 0xFFFF) + body


def rar5(members: dict[str, bytes], *, archive_flags: int = 0, locked: bool = False) -> bytes:
    """A rar of version 5; ``locked``: its directory is encrypted."""
    data = RAR5 + (_head5(4, 0, vint(0) + vint(0) + bytes(17)) if locked else b"")
    data += _head5(1, 0, vint(archive_flags))
    for name, content in members.items():
        raw = name.encode()
        fields = (vint(len(content)) + vint(4) + vint(len(content)) + vint(0o100644)
                  + struct.pack("<L", zlib.crc32(content)) + vint(0) + vint(1) + vint(len(raw)) + raw)
        data += _head5(2, 2, fields) + content
    return data + _head5(5, 0, vint(0))


def _head5(kind: int, flags: int, rest: bytes) -> bytes:
    body = vint(kind) + vint(flags) + rest
    sized = vint(len(body)) + body
    return struct.pack("<L", zlib.crc32(sized)) + sized


def vint(value: int) -> bytes:
    """A number of seven bits a byte."""
    found = b""
    while True:
        value, low = value >> 7, value & 0x7F
        found += bytes([low | (0x80 if value else 0)])
        if not value:
            return found
