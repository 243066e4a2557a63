"""Zip files that a stranger may hand in: bombs, escapes, lies. Each function writes one file."""

from __future__ import annotations

import io
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

MEGA = 1 << 20


def deflated(data: bytes) -> bytes:
    """Raw deflate data as zip members hold it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def local_head(name: bytes, crc: int, packed: int, size: int) -> bytes:
    """A local file header of a deflated member."""
    return struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0x800, 8, 0, 0x5821, crc, packed, size, len(name), 0) + name


def entry(name: bytes, crc: int, packed: int, size: int, offset: int) -> bytes:
    """The same member in the directory."""
    return struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0x800, 8, 0, 0x5821, crc, packed, size, len(name), 0, 0, 0, 0,
                       0, offset) + name


def joined(bodies: bytes, entries: Sequence[bytes]) -> bytes:
    """A zip file of its bodies and the entries of its directory."""
    directory = b"".join(entries)
    count = min(len(entries), 0xFFFF)
    return bodies + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(bodies), 0)


def packed(members: Sequence[tuple[str, bytes]], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An ordinary zip file of the members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packing) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, packing)
    return target.getvalue()


def ratio_bomb(path: Path) -> None:
    """One member of 64 MB of zeros."""
    path.write_bytes(packed([("大.txt", bytes(64 * MEGA)), ("好.txt", "法治讲座。".encode())]))


def small_zeros(path: Path) -> None:
    """Members of a little under 1 MB of zeros each, 300 MB in all, sharing their packed bytes' shape."""
    size = MEGA - 1024
    data, crc = deflated(bytes(size)), zlib.crc32(bytes(size))
    bodies, entries = [], []
    offset = 0
    for number in range(300):
        name = b"%03d.txt" % number
        body = local_head(name, crc, len(data), size) + data
        entries.append(entry(name, crc, len(data), size, offset))
        bodies.append(body)
        offset += len(body)
    path.write_bytes(joined(b"".join(bodies), entries))


def overlapping(path: Path, count: int = 200, size: int = 2 * MEGA) -> None:
    """Members that share one another's bytes: every member quotes the header of the next one and goes on into it."""
    kernel = bytes(size)
    body = deflated(kernel)
    name = b"%03d.txt" % (count - 1)
    crc, unpacked = zlib.crc32(kernel), size
    whole = local_head(name, crc, len(body), unpacked) + body
    made = [(name, crc, len(body), unpacked, len(whole))]
    head, quoted = whole[:len(whole) - len(body)], b""
    for number in range(count - 2, -1, -1):
        name = b"%03d.txt" % number
        quoted = head + quoted
        quote = struct.pack("<BHH", 0, len(head), len(head) ^ 0xFFFF)
        crc, unpacked = zlib.crc32(kernel, zlib.crc32(quoted)), unpacked + len(head)
        body = quote + whole
        head = local_head(name, crc, len(body), unpacked)
        whole = head + body
        made.append((name, crc, len(body), unpacked, len(whole)))
    path.write_bytes(joined(whole, [entry(*parts, len(whole) - before) for *parts, before in reversed(made)]))


def nested(path: Path, depth: int = 40) -> None:
    """Zips inside zips, each with a picture of the one below."""
    data = packed([("心.txt", "最里面。".encode())])
    for _ in range(depth):
        data = packed([("内.zip", data), ("再.zip", data)]) if len(data) < 40_000 else packed([("内.zip", data)])
    path.write_bytes(data)


def crowd(path: Path, count: int = 100_000) -> None:
    """A hundred thousand empty members."""
    entries = [entry(b"%06d.txt" % number, 0, 2, 0, 0) for number in range(count)]
    path.write_bytes(joined(local_head(b"000000.txt", 0, 2, 0) + b"\3\0", entries))


def lying_sizes(path: Path) -> None:
    """A member that says it has ten bytes and unpacks to 32 MB; another that says it has 4 GB and holds ten."""
    data = deflated(bytes(32 * MEGA))
    small = deflated(b"0123456789")
    first = local_head(b"less.txt", 0, len(data), 10) + data
    second = local_head(b"more.txt", zlib.crc32(b"0123456789"), len(small), 0xFFFFFFF0) + small
    path.write_bytes(joined(first + second, [entry(b"less.txt", 0, len(data), 10, 0), entry(
        b"more.txt", zlib.crc32(b"0123456789"), len(small), 0xFFFFFFF0, len(first))]))


ESCAPES = {"../../escaped.txt": "archive_unsafe_name", "/escaped.txt": "archive_unsafe_name",
           "C:/escaped.txt": "archive_unsafe_name", "a/../../escaped.txt": "archive_unsafe_name",
           "link": "archive_link"}


def escapes(path: Path) -> None:
    """Members that would land outside, a link, and one good member."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in ESCAPES:
            info = zipfile.ZipInfo(name)
            if name == "link":
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
        device = zipfile.ZipInfo("device")
        device.external_attr = (stat.S_IFCHR | 0o666) << 16
        archive.writestr(device, "字")
        archive.writestr("好.txt", "法治讲座。")
    path.write_bytes(target.getvalue())


ODD_NAMES = ("名" * 100 + ".txt", "a\x07\x1b[31mb.txt", "\u202etxt.exe.docx", "CON", "aux.txt",
             "a" * 5000 + ".txt", " ", "尾.txt. ", "换\n行.txt", "a:b.txt", "=cmd|' /C calc'!A0.txt")


def odd_names(path: Path) -> None:
    """Member names that are too long, hold control or right-to-left characters, or are devices elsewhere; one twice."""
    members = [(name, f"第{number}个。".encode()) for number, name in enumerate(ODD_NAMES)]
    data = packed([*members, ("同名.txt", b"one"), ("同名2.txt", b"two"), ("nul_.txt", b"three")], zipfile.ZIP_STORED)
    data = data.replace("同名2.txt".encode(), "同名.txt\0".encode()).replace(b"nul_.txt", b"nul\0.txt")
    path.write_bytes(data)


def cut(path: Path) -> None:
    """A zip without its directory."""
    data = packed([("甲.txt", "法治讲座。".encode() * 200)])
    path.write_bytes(data[:len(data) // 2])


def great_mimetype(path: Path) -> None:
    """A member ``mimetype`` of 100 MB."""
    path.write_bytes(packed([("mimetype", bytes(100 * MEGA))]))


def tar_links(path: Path) -> None:
    """A tar with a symbolic link, a hard link, a device and a name that escapes."""
    with tarfile.open(path, "w") as archive:
        for name, kind, link in (("sym", tarfile.SYMTYPE, "/etc/passwd"), ("hard", tarfile.LNKTYPE, "/etc/passwd"),
                                 ("device", tarfile.CHRTYPE, ""), ("../escaped.txt", tarfile.REGTYPE, "")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, link
            archive.addfile(info)


def gzip_bomb(path: Path) -> None:
    """64 MB of zeros in a gzip file."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    path.write_bytes(packer.compress(bytes(64 * MEGA)) + packer.flush())
