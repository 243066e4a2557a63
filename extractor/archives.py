"""Zip files from strangers: what the standard library raises on them, and parts of office files within bounds."""

from __future__ import annotations

import struct
import zipfile
import zlib

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error)
"""What zipfile raises on archives that are cut, garbled, locked or packed in a way it does not know."""


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
