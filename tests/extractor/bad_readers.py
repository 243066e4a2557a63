"""Readers that misbehave, registered by the sandbox tests only."""

from __future__ import annotations

import os
import time
from pathlib import Path

from extractor.limits import Limits
from extractor.plain.read_txt import read_txt
from extractor.reading import Reading
from extractor.tools import Tools


def misbehave(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Does what the file's text says: hang, crash, flood, raise, print; reads any other file."""
    word = path.read_text("utf-8", "replace")[:5]
    if word == "hang!":
        time.sleep(60)
    if word == "crash":
        os.abort()
    if word == "flood":
        bytearray(8 << 30)
    if word == "raise":
        raise ZeroDivisionError("planted")
    if word == "print":
        print("noise" * 10_000)
    return read_txt(path, name, limits, tools)
