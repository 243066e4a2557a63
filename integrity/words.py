"""The words of findings, read from ``words.toml`` beside this file."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("words.toml")


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def words(name: str, /, **values: object) -> str:
    """The text by its dotted name (``checks.photo_reuse``), with ``{…}`` filled in. Raises KeyError: a bug of ours."""
    found: Any = _table()
    for part in name.split("."):
        found = found[part]
    return str(found).format(**values)


def entries(name: str) -> dict[str, str]:
    """A whole table of texts by its dotted name, in its order."""
    found: Any = _table()
    for part in name.split("."):
        found = found[part]
    return {key: str(text) for key, text in found.items()}
