"""Rar (4 and 5), 7z, tar and single packed files through libarchive, the formats and filters named one by one.

Not all that the library knows: some of its formats refer to other files, some of its filters start programs.
"""

from __future__ import annotations

import ctypes
import locale
import os
import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from extractor.unpack.entries import CHUNK, ContainerError, Entry, decoded, nothing

_FORMATS = {"rar": (("rar", "rar5"),), "7z": (("7zip",),), "tar": (("tar",),), "gz": (("tar", "raw"), ("raw",))}
"""Tried one set after the other while nothing is found: a packed file of zeros looks like an empty tar."""
_FILTERS = {"gz": ("gzip", "bzip2", "xz", "lzma", "zstd")}
_SONAMES = ("libarchive.so.13", "libarchive.13.dylib", "archive.dll", "libarchive.dll")
_TYPES, _REGULAR, _FOLDER = 0o170000, 0o100000, 0o040000
_LOCKED = re.compile(r"encrypt|crypto|passphrase|password", re.IGNORECASE)
_PACKED_SUFFIX = re.compile(r"\.(gz|bz2|xz|lzma|zst)$", re.IGNORECASE)
_RAR4, _RAR5 = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"


def entries(path: Path, name: str, kind: str) -> Iterator[Entry | None]:
    """The members; None for a folder. Raises ContainerError for an archive that cannot be opened."""
    if kind == "rar":
        _look_at_rar(path)
    library, error_type = _library()
    empty = True
    for formats in _FORMATS[kind]:
        archive = library.read_new()
        try:
            for one in _FILTERS.get(kind, ("none",)):
                library.get_read_filter_function(one)(archive)
            for one in formats:
                library.get_read_format_function(one)(archive)
            library.read_open_filename_w(archive, str(path), 1 << 16)
            for entry in _members(library, archive, name):
                empty = False
                yield entry
        except error_type as error:
            raise _told(error) from error
        finally:
            library.read_free(archive)
        if not empty:
            return


def _library() -> tuple[Any, type[Exception]]:
    """libarchive's functions and its error. Raises ContainerError where it is not installed."""
    with suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    for soname in _SONAMES if "LIBARCHIVE" not in os.environ else ():
        with suppress(OSError):
            ctypes.CDLL(soname)
            os.environ["LIBARCHIVE"] = soname  # so that the wrapper need not start programs to look for it
            break
    try:
        from libarchive import ffi
        from libarchive.exception import ArchiveError
    except (ImportError, OSError, AttributeError, TypeError) as error:
        raise ContainerError("archive_library_missing") from error
    return ffi, ArchiveError


def _members(library: Any, archive: Any, name: str) -> Iterator[Entry | None]:
    from libarchive.read import ArchiveRead

    is_locked = library.ffi("entry_is_encrypted", [ctypes.c_void_p], ctypes.c_int)
    for entry in ArchiveRead(archive):
        raw = library.entry_pathname(entry._entry_p)
        shown = decoded(raw) if raw else library.entry_pathname_w(entry._entry_p) or ""
        if library.format_name(archive) == b"raw":
            shown = _PACKED_SUFFIX.sub("", PurePosixPath(name).name) or "data"
        kind = entry.filetype & _TYPES
        if kind == _FOLDER:
            yield None
            continue
        refusal = "archive_link" if kind not in (0, _REGULAR) or entry.islnk else \
            "archive_encrypted" if is_locked(entry._entry_p) else ""
        yield Entry(name=shown.replace("\\", "/"), refusal=refusal,
                    chunks=nothing if refusal else lambda: _chunks(library, archive))


def _chunks(library: Any, archive: Any) -> Iterator[bytes]:
    from libarchive.exception import ArchiveError

    buffer = ctypes.create_string_buffer(CHUNK)
    try:
        while (count := library.read_data(archive, buffer, CHUNK)) > 0:
            yield buffer.raw[:count]
    except ArchiveError as error:
        raise _told(error) from error


def _told(error: Exception) -> ContainerError:
    text = str(getattr(error, "msg", None) or "结构不完整")
    return ContainerError("archive_encrypted" if _LOCKED.search(text) else "archive_damaged", text[:120])


def _look_at_rar(path: Path) -> None:
    """Raises ContainerError for one volume of several and for a locked directory, which the library calls broken."""
    with path.open("rb") as file:
        head = file.read(64)
    flags = 0
    if head.startswith(_RAR4) and len(head) >= 12 and head[9] == 0x73:
        flags = struct.unpack_from("<H", head, 10)[0]
        if flags & 0x80:
            raise ContainerError("archive_encrypted")
    elif head.startswith(_RAR5):
        at = len(_RAR5) + 4
        _, at = _vint(head, at)
        kind, at = _vint(head, at)
        if kind == 4:
            raise ContainerError("archive_encrypted")
        header_flags, at = _vint(head, at)
        if header_flags & 1:
            _, at = _vint(head, at)
        flags = _vint(head, at)[0] if kind == 1 else 0
    if flags & 1:
        raise ContainerError("archive_volume")


def _vint(data: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where the next begins."""
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            break
        value |= (data[at] & 0x7F) << shift
        at += 1
        if not data[at - 1] & 0x80:
            break
    return value, at
