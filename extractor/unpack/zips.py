"""Zip archives: names decided one by one; the directory is counted before the standard library makes objects of it."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from extractor.archives import BROKEN_ZIP, reason_of
from extractor.limits import MEGA, Limits
from extractor.office.zip_names import zip_names
from extractor.unpack.entries import CHUNK, ContainerError, Entry, decoded, nothing


def entries(path: Path, name: str, limits: Limits) -> Iterator[Entry | None]:
    """The members; None for a folder. Raises ContainerError for an archive that cannot be opened."""
    directory = zip_names(path, most=limits.entries + 1)
    if directory is not None and len(directory.names) > limits.entries:
        raise ContainerError("archive_entries")
    try:
        archive = zipfile.ZipFile(path)
    except (*BROKEN_ZIP, OSError) as error:
        raise ContainerError("archive_damaged", reason_of(error)) from error
    with archive:
        for info in archive.infolist():
            shown = member_name(info)
            yield None if shown.endswith("/") else _entry(archive, info, shown, limits)


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, limits: Limits) -> Entry:
    def chunks() -> Iterator[bytes]:
        try:
            with archive.open(info) as source:
                while chunk := source.read(CHUNK):
                    yield chunk
        except (*BROKEN_ZIP, OSError) as error:
            raise ContainerError("archive_damaged", reason_of(error)) from error

    refusal = _refusal(info, limits)
    return Entry(name=name, packed=max(info.compress_size, 1), refusal=refusal, chunks=nothing if refusal else chunks)


def _refusal(info: zipfile.ZipInfo, limits: Limits) -> str:
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "archive_link"
    if info.flag_bits & 0x1:
        return "archive_encrypted"
    if info.file_size > MEGA and info.file_size > limits.ratio * max(info.compress_size, 1):
        return "archive_ratio"
    return ""


def member_name(info: zipfile.ZipInfo) -> str:
    """The member's name: UTF-8 where flagged, else UTF-8 where it decodes, else GB18030, else as Python reads it."""
    if info.flag_bits & 0x800:
        name = info.orig_filename
    else:
        raw = info.orig_filename.encode("cp437", "replace")
        name = _unicode_path(info.extra) or decoded(raw)
    return name.split("\0", 1)[0].replace("\\", "/")


def _unicode_path(extra: bytes) -> str | None:
    """The Info-ZIP Unicode path field (0x7075), where there is one."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == 0x7075 and size > 5:
            return decoded(extra[9:4 + size])
        extra = extra[4 + size:]
    return None
