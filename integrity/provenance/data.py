"""Thresholds, lists and days of programs, read from the files beside this one."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def _limits() -> dict[str, Any]:
    return tomllib.loads((_FOLDER / "limits.toml").read_text("utf-8"))


def limit(group: str, name: str) -> Any:
    """An entry of ``limits.toml``. Raises KeyError: a bug of ours."""
    return _limits()[group][name]


@lru_cache(maxsize=8)
def pattern(group: str, name: str) -> re.Pattern[str]:
    """An entry of ``limits.toml`` that is a pattern."""
    return re.compile(str(limit(group, name)), re.IGNORECASE)


@lru_cache(maxsize=1)
def _programs() -> tuple[tuple[str, re.Pattern[str], tuple[tuple[tuple[int, int, int], date], ...]], ...]:
    told = tomllib.loads((_FOLDER / "programs.toml").read_text("utf-8"))
    return tuple((row["name"], re.compile(row["pattern"]),
                  tuple(((main, second, build), date.fromisoformat(day)) for main, second, build, day in row["builds"]))
                 for row in told["program"])


def program_since(text: str) -> tuple[str, date] | None:
    """The program that a file names and the first day it could be had; None for one that is not known."""
    for name, shape, builds in _programs():
        found = shape.search(text)
        if found is None:
            continue
        numbers = [int(part) if part and part.isdigit() else 0 for part in found.groups()]
        version = (numbers + [0, 0, 0])[:3]
        since = [day for least, day in builds if least <= (version[0], version[1], version[2])]
        if since:
            shown = ".".join(part for part in found.groups() if part)
            return f"{name} {shown}".strip(), since[-1]
    return None
