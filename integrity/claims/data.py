"""Words, lists and thresholds of this family, read from ``claims.toml`` beside this file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
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


@lru_cache(maxsize=8)
def editions(name: str) -> Any:
    """A table of ``editions.toml`` beside this file, its words as patterns and its days as dates: programmes (rows),
    slogans (words: year), gone (pattern, first day without it, what took its place), made (law: day); aside, now: one
    pattern."""
    table = tomllib.loads(_FILE.with_name("editions.toml").read_text("utf-8"))
    if name in table["words"]:
        return re.compile("|".join(table["words"][name]))
    if name == "programmes":
        return [{**row, "words": re.compile(row["words"])} for row in table[name]]
    if name == "gone":
        around = "(?:《(?:中华人民共和国)?|(?<=[，、和及与传习]))(?P<law>", ")(?=[》、，。和及与等])"
        return [(re.compile(row["law"].join(around)),
                 date.fromisoformat(row["since"]), row["now"]) for row in table[name]]
    if name == "made":
        return {law: date.fromisoformat(day) for law, day in table[name].items()}
    return table[name]


@dataclass(frozen=True)
class Trade:
    """A trade by its name. home: how units of it are called. own: its staff, sections, duties and those it governs.
    also: what it deals with."""

    name: str
    home: re.Pattern[str]
    own: re.Pattern[str]
    also: re.Pattern[str]


@dataclass(frozen=True)
class Trades:
    """All trades. of_all: units that do a little of each. beside: words beside which another trade is told as another;
    own: by which a unit speaks of what it does itself; polices: of what it polices; of_everybody:
    sentences that stand in every unit's papers."""

    trades: tuple[Trade, ...]
    of_all: re.Pattern[str]
    beside: re.Pattern[str]
    own: re.Pattern[str]
    polices: re.Pattern[str]
    of_everybody: re.Pattern[str]


@lru_cache(maxsize=1)
def trades() -> Trades:
    """What ``trades.toml`` beside this file says."""
    table = tomllib.loads(_FILE.with_name("trades.toml").read_text("utf-8"))
    named = tuple(Trade(row["name"], re.compile(row["home"]), re.compile(row["own"]),
                        re.compile(row.get("also", "(?!)"))) for row in table["trades"])
    words = {name: re.compile("|".join(found)) for name, found in table["words"].items()}
    return Trades(named, words["of_all"], words["beside"], words["own"], words["polices"],
                  words["of_everybody"])
