"""What was recognised as JSON for the cache, and the key that names all it depends on."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path

from extractor.ocr.models import engine_version
from extractor.tools import Recognition, Ruling, Words


def key_of(digest: str) -> str:
    """The cache's key for a picture: its digest, the engine and models, and the code of this package."""
    return f"ocr/{digest}/{stamp()}"


@cache
def stamp() -> str:
    """Changes with everything that a recognition depends on besides the picture."""
    here = Path(__file__).parent
    code = b"".join(path.read_bytes() for path in (here.parent / "tools.py", *sorted(here.glob("*.py"))))
    return hashlib.sha256(engine_version().encode() + code).hexdigest()[:24]


def to_json(found: Recognition) -> bytes:
    """The recognition as JSON."""
    return json.dumps(asdict(found), ensure_ascii=False, separators=(",", ":")).encode()


def from_json(value: bytes) -> Recognition | None:
    """The recognition again, None where the bytes do not hold one."""
    with suppress(ValueError, KeyError, TypeError):
        rows = json.loads(value)
        words = tuple(Words(**{**row, "ends": tuple(row["ends"])}) for row in rows.pop("words"))
        return Recognition(words=words, rulings=tuple(Ruling(**row) for row in rows.pop("rulings")), **rows)
    return None
