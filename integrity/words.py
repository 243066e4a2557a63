"""The words of findings: ``words.toml`` beside this file, and that of each family's folder under the folder's name."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    told: dict[str, Any] = tomllib.loads((_FOLDER / "words.toml").read_text("utf-8"))
    return told | {file.parent.name: tomllib.loads(file.read_text("utf-8"))
                   for file in sorted(_FOLDER.glob("*/words.toml"))}


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
