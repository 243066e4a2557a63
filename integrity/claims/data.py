"""Words, lists and thresholds of this family, read from ``claims.toml`` beside this file."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from model.expressions import regex

_FILE = Path(__file__).with_name("claims.toml")


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def value(group: str, name: str) -> Any:
    """An entry of ``claims.toml``. Raises KeyError: a bug of ours."""
    return _table()[group][name]


@lru_cache(maxsize=256)
def number(name: str) -> float:
    """A threshold of the table ``thresholds``."""
    return float(_table()["thresholds"][name])


@lru_cache(maxsize=1024)
def pattern(group: str, name: str) -> re.Pattern[str]:
    """An entry as one pattern: a text, or a list of alternatives."""
    found = value(group, name)
    return regex("|".join(found) if isinstance(found, list) else str(found))


@lru_cache(maxsize=1)
def times() -> dict[str, Any]:
    """What the calendar knows, as ``times.toml`` beside this file has it: laws, beginnings, what was over when."""
    return tomllib.loads(_FILE.with_name("times.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def bodies() -> tuple[tuple[re.Pattern[str], int, str], ...]:
    """Bodies that are no more: how they are written, the last year they were there, what took their place."""
    return tuple((re.compile(row["words"]), int(row["until"]), str(row["now"])) for row in _table()["bodies"])
