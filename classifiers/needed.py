"""What a text must contain for a regular expression to match it: cheap to ask before the expression is tried, or made.

A walk over the parsed expression, as code search does it before it opens a file (Cox 2012, "Regular Expression Matching
with a Trigram Index"): words in a row are joined, alternatives united, what is optional or looked around is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Words = frozenset[str]
_EMPTY: Words = frozenset({""})
_MOST_JOINED, _MOST_UNITED = 48, 400
"""Most texts of words in a row that are joined, and most of alternatives that are united."""
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_NOWHERE = (op.AT, op.ASSERT, op.ASSERT_NOT)


@dataclass(frozen=True, slots=True)
class _Told:
    """exact: all texts that match, None where they are too many. every: of each of these sets a match has one."""

    exact: Words | None
    every: tuple[Words, ...] = ()

    def sets(self) -> tuple[Words, ...]:
        """What a match must have, with the texts that it is."""
        own = (self.exact,) if self.exact and "" not in self.exact else ()
        return (*self.every, *own)


_ANYTHING = _Told(None)


@lru_cache(maxsize=None)
def needed(pattern: str) -> tuple[Words, ...]:
    """Sets of texts, the most telling first: every match contains at least one text of each set; () where no words
    are sure. What stands in a look-around is not counted. Raises re.error for a broken expression.
    """
    parsed = parser.parse(pattern)
    if parsed.state.flags & re.IGNORECASE:
        return ()
    return tuple(sorted(set(_row(parsed).sets()), key=_worth))


def holds(text: str, sets: Sequence[Words]) -> bool:
    """True where a text has at least one text of every set."""
    for words in sets:
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


def _worth(words: Words) -> tuple[int, int, list[str]]:
    """Longer words before single characters, few before many."""
    return -min(2, *map(len, words)), len(words), sorted(words)


def _row(nodes: Iterable[tuple[Any, Any]]) -> _Told:
    """Nodes one after the other."""
    run: Words = _EMPTY
    every: list[Words] = []
    whole = True
    for kind, value in nodes:
        told = _node(kind, value)
        if told.exact is not None and len(run) * len(told.exact) <= _MOST_JOINED:
            run = frozenset(a + b for a in run for b in told.exact) if told.exact != _EMPTY else run
            continue
        whole = whole and run == _EMPTY and told.exact is not None
        if "" not in run:
            every.append(run)
        every.extend(told.every)
        run = _EMPTY if told.exact is None else told.exact
    if whole:
        return _Told(run)
    return _Told(None, (*every, run) if "" not in run else tuple(every))


def _node(kind: Any, value: Any) -> _Told:
    if kind is op.LITERAL:
        return _Told(frozenset({chr(value)}))
    if kind is op.IN:
        return _of_class(value)
    if kind is op.BRANCH:
        return _either([_row(branch) for branch in value[1]])
    if kind is op.SUBPATTERN:
        return _ANYTHING if value[1] & re.IGNORECASE else _row(value[3])
    if kind in _REPEATS:
        return _repeated(*value)
    return _Told(_EMPTY) if kind in _NOWHERE else _ANYTHING


def _of_class(items: list[tuple[Any, Any]]) -> _Told:
    """A class of single characters; one with ranges or ruled out matches too many."""
    if all(kind is op.LITERAL for kind, _ in items):
        return _Told(frozenset(chr(value) for _, value in items))
    return _ANYTHING


def _either(branches: list[_Told]) -> _Told:
    """Alternatives: of each its best set."""
    if all(one.exact is not None for one in branches):
        united = frozenset().union(*(one.exact or () for one in branches))
        return _Told(united) if len(united) <= _MOST_UNITED else _ANYTHING
    best = [min(one.sets(), key=_worth, default=None) for one in branches]
    if any(one is None for one in best):
        return _ANYTHING
    united = frozenset().union(*(one for one in best if one))
    return _Told(None, (united,)) if len(united) <= _MOST_UNITED else _ANYTHING


def _repeated(least: int, most: Any, inner: Iterable[tuple[Any, Any]]) -> _Told:
    """What may be absent adds the empty text where it is short, else nothing."""
    told = _row(inner)
    if least == most == 1:
        return told
    if least == 0:
        return _Told(told.exact | _EMPTY) if most == 1 and told.exact is not None else _ANYTHING
    return _Told(None, told.sets())
