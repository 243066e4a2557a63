"""Pictures that lie about their size, hold bombs or break off. Each function writes one file."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

from PIL import Image

SIDE = 60_000


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, data: bytes, *more: bytes) -> bytes:
    """A PNG of the size and packed rows, with further chunks before them."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def png_bomb(path: Path) -> None:
    """3,600 megapixels in a few bytes."""
    path.write_bytes(png(SIDE, SIDE, zlib.compress(bytes(1000))))


def png_text_bomb(path: Path) -> None:
    """A small PNG whose packed text chunks unpack to 100 MB each."""
    packed = zlib.compress(bytes(100 << 20), 9)
    text = chunk(b"zTXt", b"Comment\0\0" + packed) + chunk(b"iTXt", b"Title\0\1\0\0\0" + packed)
    path.write_bytes(png(4, 4, zlib.compress(bytes(20)), text))


def png_rows_bomb(path: Path) -> None:
    """190 megapixels of zeros, within the limit, in 190 KB."""
    packer = zlib.compressobj(9)
    row = bytes(19_001)
    data = b"".join(packer.compress(row * 100) for _ in range(100)) + packer.flush()
    path.write_bytes(png(19_000, 10_000, data))


def jpeg_bomb(path: Path) -> None:
    """A JPEG whose frame header says 65,500 by 65,500."""
    target = io.BytesIO()
    Image.new("L", (16, 16)).save(target, "JPEG")
    data = bytearray(target.getvalue())
    at = data.index(b"\xff\xc0")
    data[at + 5:at + 9] = struct.pack(">HH", 65_500, 65_500)
    path.write_bytes(data)


def gif_bomb(path: Path) -> None:
    """A GIF whose screen is 65,535 by 65,535."""
    target = io.BytesIO()
    Image.new("P", (16, 16)).save(target, "GIF")
    data = bytearray(target.getvalue())
    data[6:10] = struct.pack("<HH", 65_535, 65_535)
    path.write_bytes(data)


def tiff_bomb(path: Path) -> None:
    """A TIFF of 60,000 by 60,000 with one strip of four bytes."""
    tags = [(256, 4, 1, SIDE), (257, 4, 1, SIDE), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8),
            (277, 3, 1, 1), (278, 4, 1, SIDE), (279, 4, 1, 4)]
    body = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHLL", *tag) for tag in tags) + bytes(4)
    path.write_bytes(b"II*\0" + struct.pack("<L", 12) + bytes(4) + body)


def tiff_loop(path: Path) -> None:
    """A TIFF whose list of pages ends where it begins."""
    tags = [(256, 4, 1, 4), (257, 4, 1, 4), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8),
            (277, 3, 1, 1), (278, 4, 1, 4), (279, 4, 1, 16)]
    body = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHLL", *tag) for tag in tags)
    path.write_bytes(b"II*\0" + struct.pack("<L", 24) + bytes(16) + body + struct.pack("<L", 24))


def bmp_bomb(path: Path) -> None:
    """A BMP of 60,000 by 60,000."""
    head = struct.pack("<IiiHHIIiiII", 40, SIDE, SIDE, 1, 24, 0, 0, 2835, 2835, 0, 0)
    path.write_bytes(b"BM" + struct.pack("<IHHI", 54 + 100, 0, 0, 54) + head + bytes(100))


def many_frames(path: Path, count: int = 100_000) -> None:
    """A GIF of a hundred thousand frames of one pixel."""
    frame = b"!\xf9\4\0\1\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0"
    path.write_bytes(b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff" + frame * count + b";")


def truncated(path: Path) -> None:
    """The first half of a picture of the kind that the name says."""
    kind = {"jpg": "JPEG", "tif": "TIFF"}.get(path.suffix[1:], path.suffix[1:].upper())
    target = io.BytesIO()
    noise = Image.frombytes("L", (64, 64), bytes(n * n * 7 % 251 for n in range(4096))).convert("RGB")
    noise.save(target, kind)
    data = target.getvalue()
    path.write_bytes(data[:len(data) // 2])
