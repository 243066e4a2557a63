"""The same regular expression, spelled so that it is tried only where it can begin.

``re`` skips to a first character by itself where an expression begins with one; where it begins with a look-behind or
something optional, it tries every alternative at every place. A look-ahead at the possible first characters stops that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_CATEGORIES = {op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s", op.CATEGORY_WORD: r"\w"}
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_NOWHERE = (op.AT, op.ASSERT, op.ASSERT_NOT)
_WIDEST = 64
"""Longest range of characters that is named: making a wider one costs more than it saves."""


class _AnywhereError(Exception):
    """An expression may begin with more characters than are worth naming."""


def swift(pattern: str) -> str:
    """An expression that matches where and what ``pattern`` does; ``pattern`` itself where it is quick as it is."""
    parsed = parser.parse(pattern)
    if parsed.state.flags != re.UNICODE or _quick(list(parsed)):
        return pattern
    try:
        openings, absent = _openings(parsed)
    except _AnywhereError:
        return pattern
    return pattern if absent else f"(?=[{''.join(sorted(openings))}])(?:{pattern})"


def parted(alternatives: Iterable[str]) -> list[str]:
    """Alternatives as several expressions, in their order: neighbours whose first characters are known as one, so that
    those that may begin anywhere do not slow them."""
    return [swift(f"(?:{'|'.join(run)})") for _, run in groupby(alternatives, key=_anywhere)]


def _anywhere(pattern: str) -> bool:
    try:
        return _openings(parser.parse(pattern))[1]
    except _AnywhereError:
        return True


def _quick(nodes: list[tuple[Any, Any]]) -> bool:
    """True where ``re`` itself knows the first characters."""
    if not nodes:
        return True
    kind, value = nodes[0]
    if kind is op.SUBPATTERN:
        return _quick(list(value[3]))
    if kind is op.BRANCH:
        return all(branch and branch[0][0] is op.LITERAL for branch in value[1])
    return kind in (op.LITERAL, op.IN)


def _openings(nodes: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool]:
    """What nodes in a row may begin with, as parts of a class, and whether all of them may be absent."""
    found: set[str] = set()
    for kind, value in nodes:
        if kind in _NOWHERE:
            continue
        more, absent = _opening(kind, value)
        found |= more
        if not absent:
            return found, False
    return found, True


def _opening(kind: Any, value: Any) -> tuple[set[str], bool]:
    if kind is op.LITERAL:
        return {_named(value)}, False
    if kind is op.IN:
        return {_item(*item) for item in value}, False
    if kind is op.SUBPATTERN and not value[1] and not value[2]:
        return _openings(value[3])
    if kind is op.BRANCH:
        rows = [_openings(branch) for branch in value[1]]
        return set().union(*(row[0] for row in rows)), any(row[1] for row in rows)
    if kind in _REPEATS:
        found, absent = _openings(value[2])
        return found, absent or value[0] == 0
    raise _AnywhereError


def _item(kind: Any, value: Any) -> str:
    """A part of a class as it is written."""
    if kind is op.LITERAL:
        return _named(value)
    if kind is op.RANGE and value[1] - value[0] < _WIDEST:
        return f"{_named(value[0])}-{_named(value[1])}"
    if kind is op.CATEGORY and value in _CATEGORIES:
        return _CATEGORIES[value]
    raise _AnywhereError


def _named(code: int) -> str:
    return re.escape(chr(code)) if code < 128 else chr(code)
