"""The fixed Chinese words of the reports, read from ``words.toml`` beside this file."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from model.problems import PufaError, problem

_FILE = Path(__file__).with_name("words.toml")


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def _look_up(name: str) -> Any:
    found: Any = _table()
    for part in name.split("."):
        if not isinstance(found, dict) or part not in found:
            raise PufaError(problem("report_words_missing", _FILE.name, name=name))
        found = found[part]
    return found


def word(name: str, /, **values: object) -> str:
    """The text by its dotted name (``docx.title``), with ``{…}`` filled in.

    Raises PufaError where the words file lacks it or names a value that is not given.
    """
    text = str(_look_up(name))
    if not values:
        return text
    try:
        return text.format(**values)
    except (KeyError, IndexError, ValueError) as error:
        raise PufaError(problem("report_words_missing", _FILE.name, name=name)) from error


def word_list(name: str) -> tuple[str, ...]:
    """The list of texts by its dotted name."""
    return tuple(str(text) for text in _look_up(name))


def rows(name: str) -> tuple[tuple[Any, ...], ...]:
    """The list of lists by its dotted name."""
    return tuple(tuple(row) for row in _look_up(name))


def word_or(name: str, default: str) -> str:
    """The text by its dotted name, or ``default`` where the words file has none (a value from a newer room)."""
    try:
        return word(name)
    except PufaError:
        return default


def status_words(status: str) -> str:
    """Glyph and word of a criterion's status, such as ``◐ 部分``."""
    return f"{word(f'status.{status}.glyph')} {word(f'status.{status}.word')}"
