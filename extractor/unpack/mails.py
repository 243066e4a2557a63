"""Attachments of mails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractor.limits import Limits
from extractor.unpack.entries import Entry


def entries(path: Path, kind: str, limits: Limits) -> Iterator[Entry | None]:
    """placeholder"""
    return iter(())
