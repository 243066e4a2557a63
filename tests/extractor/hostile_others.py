"""Texts, web pages, mails, old office files and things that are no files. Each function writes one."""

from __future__ import annotations

import os
import struct
from pathlib import Path

MEGA = 1 << 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def one_line(path: Path) -> None:
    """A text of one line of 200 MB."""
    part = ("今年共开展法治讲座3场" * 1000).encode()
    with path.open("wb") as file:
        for _ in range(200 * MEGA // len(part)):
            file.write(part)


def binary(path: Path) -> None:
    """Noise under the name of a text."""
    path.write_bytes(bytes(n * n * 31 % 256 for n in range(20_000)))


def utf16(path: Path) -> None:
    """UTF-16 without a byte order mark."""
    path.write_bytes("本年度开展法治讲座3场。\n".encode("utf-16-le") * 50)


def empty(path: Path) -> None:
    """A file of no byte."""
    path.write_bytes(b"")


def scripts(path: Path) -> None:
    """A page with scripts, a form, frames and pictures from the disk and the net."""
    path.write_text(
        "<html><head><meta http-equiv='refresh' content='0;url=http://127.0.0.1:9/'><base href='file:///etc/'>"
        "<script>document.write('坏')</script><link rel=stylesheet href='http://127.0.0.1:9/a.css'></head><body "
        "onload='alert(1)'><p>开展法治讲座3场，发放资料500份。</p><img src='file:///etc/passwd'>"
        "<img src='http://127.0.0.1:9/a.png'><iframe src='file:///etc/passwd'></iframe>"
        "<object data='file:///etc/passwd'></object><a href='javascript:alert(1)'>链接</a></body></html>", "utf-8")


def spans(path: Path) -> None:
    """A table whose every cell spans as far as it may, with a long text."""
    cell = f"<td rowspan=99999999 colspan=9999999>{'格' * 1000}</td>"
    path.write_text("<html><body><table>" + f"<tr>{cell * 30}</tr>" * 30 + "</table></body></html>", "utf-8")


def deep_mail(path: Path, depth: int = 1000) -> None:
    """A mail inside a mail, a thousand deep."""
    lines = ["From: a@example.com", "Subject: nested", "MIME-Version: 1.0"]
    for level in range(depth):
        lines += [f'Content-Type: multipart/mixed; boundary="b{level}"', "", f"--b{level}",
                  "Content-Type: message/rfc822", "", "From: a@example.com", "MIME-Version: 1.0"]
    path.write_text("\n".join([*lines, "Content-Type: text/plain", "", "inside"]), "utf-8")


def deep_rtf(path: Path, depth: int = 200_000) -> None:
    """Groups inside groups."""
    path.write_text("{\\rtf1 " + "{" * depth + "text" + "}" * depth + "}", "ascii")


def ole_loop(path: Path) -> None:
    """An OLE2 file whose directory leads back to itself."""
    head = bytearray(512)
    head[:8] = OLE
    struct.pack_into("<5H", head, 24, 62, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", head, 44, 1)
    struct.pack_into("<I", head, 48, 1)
    struct.pack_into("<II", head, 60, 0, 0)
    struct.pack_into("<109I", head, 76, *([0] + [0xFFFFFFFF] * 108))
    table = struct.pack("<128I", 1, 1, *([1] * 126))
    name = "WordDocument".encode("utf-16-le") + b"\0\0"
    folder = name.ljust(64, b"\0") + struct.pack("<H", len(name)) + b"\2\1" + bytes(60)
    path.write_bytes(bytes(head) + table + folder * 4 + bytes(4096))


def ole_noise(path: Path) -> None:
    """An OLE2 head and noise."""
    path.write_bytes(OLE + bytes(n * n * 31 % 256 for n in range(8000)))


def pipe(path: Path) -> None:
    """A named pipe: who opens it waits for ever."""
    os.mkfifo(path)


def device_link(path: Path) -> None:
    """A link to a device that never ends."""
    path.symlink_to("/dev/zero")


def link_out(path: Path) -> None:
    """A link to a file outside the dossier."""
    path.symlink_to("/etc/passwd")


def link_round(path: Path) -> None:
    """A link to the folder that it lies in."""
    path.symlink_to(".", target_is_directory=True)


def sparse(path: Path) -> None:
    """Six hundred megabytes that take no room."""
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(600 * MEGA)


def program(path: Path) -> None:
    """A program under the name of a Word paper."""
    path.write_bytes(b"MZ" + bytes(3000))


def good(path: Path) -> None:
    """A text that has nothing wrong but its name."""
    path.write_text("开展法治讲座3场。", "utf-8")


def noisy_video(path: Path) -> None:
    """A video whose boxes say that they are larger than the world."""
    path.write_bytes(b"\0\0\0\x20ftypisom" + bytes(20) + (b"\0\0\0\1moov" + b"\xff" * 8) * 2000)
