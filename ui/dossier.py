"""Bytes of a dossier's files: in a folder, in a zip, or in a zip inside it (``outer.zip!/inner.docx``)."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path, PurePosixPath

from extractor.archives import BROKEN_ZIP, list_members
from extractor.limits import Limits

MOST_BYTES = 300_000_000


def load(dossier: Path, path: str, sha256: str | None = None) -> bytes | None:
    """The bytes of one file of a dossier; None where it is not there, too large, or no longer the file assessed."""
    outer, *inner = path.split("!/")
    try:
        if dossier.is_dir():
            data = _from_folder(dossier, outer)
        else:
            whole = dossier.read_bytes()
            data = whole if inner and outer == dossier.name else _from_zip(whole, outer)
        for name in inner:
            data = _from_zip(data, name) if data is not None else None
    except (*BROKEN_ZIP, OSError):
        return None
    if data is None or (sha256 and hashlib.sha256(data).hexdigest() != sha256):
        return None
    return data


def _from_folder(folder: Path, path: str) -> bytes | None:
    """A file below a folder; nothing above it can be reached."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts:
        return None
    place = folder.joinpath(*parts)
    if not place.resolve().is_relative_to(folder.resolve()) or not place.is_file():
        return None
    return place.read_bytes() if place.stat().st_size <= MOST_BYTES else None


def _from_zip(data: bytes, name: str) -> bytes | None:
    """A member of a zip by the name the receipt gives it, its size bounded as declared and as read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in list_members(archive, "", Limits()):
            if member.name == name and member.refusal is None and member.info.file_size <= MOST_BYTES:
                with archive.open(member.info) as stream:
                    found = stream.read(MOST_BYTES + 1)
                return found if len(found) <= MOST_BYTES else None
    return None
