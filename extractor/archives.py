"""Zip archives from strangers: names decided one by one, bombs and escapes refused, members written by number."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from extractor.limits import MEGA, Limits
from model.problems import Problem, problem

_CHUNK = 1 << 18
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error)
"""What zipfile raises on archives that are cut, garbled, locked or packed in a way it does not know."""


@dataclass(slots=True)
class Budget:
    """What may still be unpacked in this dossier: bytes and members over all archives together."""

    bytes_left: int
    entries_left: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """One file inside an archive: its name in the dossier; refusal says why it is not unpacked, None where it is."""

    name: str
    info: zipfile.ZipInfo = field(compare=False)
    refusal: Problem | None = None


def member_name(info: zipfile.ZipInfo) -> str:
    """The member's name: UTF-8 where flagged, else UTF-8 where it decodes, else GB18030, else as Python reads it."""
    if info.flag_bits & 0x800:
        name = info.orig_filename
    else:
        raw = info.orig_filename.encode("cp437", "replace")
        name = _unicode_path(info.extra) or _first_decoding(raw) or info.orig_filename
    return name.split("\0", 1)[0].replace("\\", "/")


def _first_decoding(raw: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _unicode_path(extra: bytes) -> str | None:
    """The Info-ZIP Unicode path field (0x7075), where there is one."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == 0x7075 and size > 5:
            return _first_decoding(extra[9:4 + size])
        extra = extra[4 + size:]
    return None


def list_members(archive: zipfile.ZipFile, prefix: str, limits: Limits) -> list[Member]:
    """Every file of the archive with its name in the dossier, in name order; a name given twice gets ``#2``.

    prefix: ``""`` for the dossier itself, ``outer.zip!/`` inside another.
    """
    members: list[Member] = []
    seen: dict[str, int] = {}
    for info in archive.infolist():
        name = member_name(info)
        if name.endswith("/"):
            continue
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            name = f"{name}#{seen[name]}"
        members.append(Member(name=prefix + name, info=info, refusal=_refusal(info, name, prefix + name, limits)))
    return sorted(members, key=lambda member: member.name)


def _refusal(info: zipfile.ZipInfo, name: str, shown: str, limits: Limits) -> Problem | None:
    if name.startswith("/") or name[1:2] == ":" or ".." in PurePosixPath(name).parts or "!/" in name or not name:
        return problem("archive_unsafe_name", shown)
    if stat.S_ISLNK(info.external_attr >> 16):
        return problem("archive_link", shown)
    if info.flag_bits & 0x1:
        return problem("archive_encrypted", shown)
    if info.file_size > MEGA and info.file_size > limits.ratio * max(info.compress_size, 1):
        return problem("archive_ratio", shown, limit=limits.ratio)
    return None


def open_archive(path: Path, name: str, limits: Limits) -> tuple[zipfile.ZipFile | None, Problem | None]:
    """The opened archive, or the reason why it is not opened."""
    try:
        archive = zipfile.ZipFile(path)
    except (*BROKEN_ZIP, OSError) as error:
        return None, problem("archive_damaged", name, reason=reason_of(error))
    count = len(archive.infolist())
    if count > limits.entries:
        archive.close()
        return None, problem("archive_entries", name, count=count, limit=limits.entries)
    return archive, None


def unpack(archive: zipfile.ZipFile, member: Member, target: Path, limits: Limits, budget: Budget) -> Problem | None:
    """Writes the member to ``target``; counts real bytes, not the ones declared. Returns why it failed, None if not."""
    if budget.entries_left <= 0:
        return problem("archive_entries", member.name, count=f"{limits.entries} 以上", limit=limits.entries)
    budget.entries_left -= 1
    ceiling = max(MEGA, limits.ratio * max(member.info.compress_size, 1))
    written = 0
    try:
        with archive.open(member.info) as source, target.open("wb") as sink:
            while chunk := source.read(_CHUNK):
                written += len(chunk)
                budget.bytes_left -= len(chunk)
                if budget.bytes_left < 0:
                    budget.bytes_left += written
                    return _drop(target, problem("archive_total", member.name, limit=limits.total_bytes // MEGA))
                if written > ceiling:
                    budget.bytes_left += written
                    return _drop(target, problem("archive_ratio", member.name, limit=limits.ratio))
                sink.write(chunk)
    except (*BROKEN_ZIP, OSError) as error:
        return _drop(target, problem("archive_damaged", member.name, reason=reason_of(error)))
    return None


def _drop(target: Path, why: Problem) -> Problem:
    target.unlink(missing_ok=True)
    return why


def reason_of(error: BaseException) -> str:
    """A short reason for people from a library's error."""
    return f"{type(error).__name__}: {str(error)[:120]}" if str(error) else type(error).__name__


def read_part(archive: zipfile.ZipFile, name: str, limit: int) -> bytes | None:
    """A part of an office file, None where it has none.

    Raises ValueError for a part over ``limit`` bytes and whatever zipfile raises for a broken one.
    """
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    with archive.open(info) as source:
        data = source.read(limit + 1)
    if len(data) > limit:
        raise ValueError(f"{name} > {limit >> 20} MB")
    return data
