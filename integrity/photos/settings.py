"""The thresholds of this family, read from ``thresholds.toml`` beside this file."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, float]]:
    return tomllib.loads(Path(__file__).with_name("thresholds.toml").read_text("utf-8"))


def limit(group: str, name: str) -> float:
    """A threshold by its name. Raises KeyError: a bug of ours."""
    return _table()[group][name]
