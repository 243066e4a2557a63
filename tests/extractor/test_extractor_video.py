"""Videos are listed with length, size and date, from headers made by hand."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from extractor import read_file
from extractor.sniff import sniff

DAY = 86400
UNTIL_1970 = 24107 * DAY


def box(name: bytes, body: bytes) -> bytes:
    """An MP4 box."""
    return struct.pack(">L4s", len(body) + 8, name) + body


def mp4(created: int, *, large: bool = False) -> bytes:
    """A film of 90.5 seconds after a megabyte of pictures."""
    if large:
        head = b"\1\0\0\0" + struct.pack(">QQLQ", created, created, 1000, 90500)
    else:
        head = b"\0\0\0\0" + struct.pack(">LLLL", created, created, 1000, 90500)
    track = box(b"trak", box(b"tkhd", bytes(76) + struct.pack(">LL", 1920 << 16, 1080 << 16)))
    return box(b"ftyp", b"isom" + bytes(8)) + box(b"mdat", bytes(1 << 20)) + box(
        b"moov", box(b"mvhd", head.ljust(100, b"\0")) + track)


def element(key: str, body: bytes) -> bytes:
    """A Matroska element."""
    return bytes.fromhex(key) + struct.pack(">Q", len(body) | 1 << 56) + body


def mkv(date: int) -> bytes:
    """A film of 90.5 seconds."""
    info = element("2ad7b1", b"\x0f\x42\x40") + element("4489", struct.pack(">d", 90500.0)) + element(
        "4461", struct.pack(">q", date))
    picture = element("e0", element("b0", b"\x07\x80") + element("ba", b"\x04\x38"))
    return element("1a45dfa3", b"") + element("18538067", element("1549a966", info) + element(
        "1654ae6b", element("ae", picture)))


def avi() -> bytes:
    """A film of 90.5 seconds."""
    head = struct.pack("<LLLLLLLLLL", 40000, 0, 0, 0, 2262, 0, 1, 0, 1920, 1080).ljust(56, b"\0")
    date = b"Mon Dec 04 09:00:00 2023\n\0"
    return b"RIFF\0\0\0\0AVI LIST\0\0\0\0hdrlavih" + struct.pack("<L", 56) + head + b"IDIT" + struct.pack(
        "<L", len(date)) + date


def wmv(created: int) -> bytes:
    """A film of 90.5 seconds after a lead of three."""
    body = bytes(24) + struct.pack("<QQQQQ", created, 0, 935_000_000, 0, 3000) + bytes(16)
    picture = bytes(54) + struct.pack("<LL", 1920, 1080)
    parts = b"".join(bytes.fromhex(key) + struct.pack("<Q", len(data) + 24) + data for key, data in (
        ("a1dcab8c47a9cf118ee400c00c205365", body), ("9107dcb7b7a9cf118ee600c00c205365", picture)))
    return bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + struct.pack("<QLH", 30 + len(parts), 2, 0x0201) + parts


def flv() -> bytes:
    """A film of 90.5 seconds."""
    values = b"".join(struct.pack(">H", len(name)) + name + b"\0" + struct.pack(">d", value) for name, value in (
        (b"duration", 90.5), (b"width", 1920.0), (b"height", 1080.0)))
    return b"FLV\1\5" + bytes(30) + b"onMetaData" + values


SECONDS = 1_701_680_400  # 4 December 2023, 9 o'clock


@pytest.mark.parametrize(("data", "dated"), [
    (mp4(SECONDS + UNTIL_1970), True), (mp4(SECONDS + UNTIL_1970, large=True), True), (mp4(0), False),
    (mkv((SECONDS - 11323 * DAY) * 10 ** 9), True), (avi(), True), (wmv((SECONDS + 134774 * DAY) * 10 ** 7), True),
    (flv(), False)], ids=["mp4", "mp4 large", "mp4 undated", "mkv", "avi", "wmv", "flv"])
def test_what_a_video_says_of_itself(tmp_path: Path, data: bytes, dated: bool) -> None:
    (tmp_path / "a.dat").write_bytes(data)
    document = read_file(tmp_path / "a.dat")
    assert sniff(tmp_path / "a.dat") == "video" and document.status == "partial"
    when = {"created": "2023-12-04 09:00:00"} if dated else {}
    told = dict(document.properties)
    assert float(told.pop("duration_seconds")) == pytest.approx(90.5, abs=0.1)
    assert told == {**when, "width": "1920", "height": "1080"}
    said = document.problems[0].text()
    assert "00:01:30" in said and ("2023-12-04" if dated else "未知") in said and "只登记不读取" in said


@pytest.mark.parametrize("data", [mp4(5)[:40], mkv(5)[:30], avi()[:70], wmv(5)[:50], flv()[:60],
                                  box(b"ftyp", b"isom" + bytes(8)) + box(b"moov", struct.pack(">L4s", 3, b"trak") * 99),
                                  bytes.fromhex("1a45dfa3") + b"\xff" * 400])
def test_a_cut_or_false_header_tells_nothing_and_ends(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.mp4").write_bytes(data)
    assert "时长 未知" in read_file(tmp_path / "a.mp4").problems[0].text()
