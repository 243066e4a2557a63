"""Bytes of a dossier's files: in a folder, in an archive, or inside another file (``outer.zip!/inner.docx``)."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extractor import resolve
from extractor.limits import Limits
from model.problems import PufaError

MOST_BYTES = 300_000_000


def load(dossier: Path, path: str, sha256: str | None = None) -> bytes | None:
    """The bytes of one file of a dossier; None where it is not there, too large, or no longer the file assessed."""
    outer, _, inner = path.partition("!/")
    if dossier.is_file() and inner and outer == dossier.name:
        path = inner
    try:
        data = resolve(dossier, path, Limits(total_bytes=MOST_BYTES))
    except (PufaError, OSError):
        return None
    if len(data) > MOST_BYTES or (sha256 and hashlib.sha256(data).hexdigest() != sha256):
        return None
    return data
