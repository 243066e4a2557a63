"""What a text must contain for a regular expression to match it: cheap to ask before the expression is tried, or made.

A walk over the parsed expression, as code search does it before it opens a file (Cox 2012, "Regular Expression Matching
with a Trigram Index"): words in a row are joined, alternatives united, what is optional or looked around is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Words = frozenset[str]
_EMPTY: Words = frozenset({""})
_MOST_JOINED, _MOST_UNITED = 48, 400
"""Most texts of words in a row that are joined, and most of alternatives that are united."""
_FEW = 16
"""Longest range of characters that is taken for the characters themselves."""
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


_ANYTHING, _NOTHING = _Told(None), _Told(_EMPTY)


class Needs:
    """What expressions need that are written with shared groups, each of which is looked through once.

    groups: expression of each group, a ``unit``, by the one character that stands for it.
    """

    def __init__(self, groups: Mapping[str, str]) -> None:
        self._groups = groups
        self._told: dict[str, _Told] = {}

    def of(self, pattern: str) -> tuple[Words, ...]:
        """Sets of texts, the most telling first: every match contains at least one text of each set; () where no words
        are sure. What stands in a look-around is not counted. Raises re.error for a broken expression.
        """
        parsed = parser.parse(pattern)
        if parsed.state.flags & re.IGNORECASE:
            return ()
        return tuple(sorted(set(self._row(parsed).sets()), key=_worth))

    def _row(self, nodes: Iterable[tuple[Any, Any]]) -> _Told:
        """Nodes one after the other."""
        run, said = _EMPTY, ""          # the texts so far, and the plain words after them
        every: list[Words] = []
        whole = True
        for kind, value in nodes:
            if kind is op.LITERAL and (char := chr(value)) not in self._groups:
                said += char
                continue
            told = self._node(kind, value)
            if told.exact == _EMPTY:
                continue
            run, said = _joined(run, said), ""
            if told.exact is not None and len(run) * len(told.exact) <= _MOST_JOINED:
                run = frozenset([a + b for a in run for b in told.exact])
                continue
            whole = whole and run == _EMPTY and told.exact is not None
            if "" not in run:
                every.append(run)
            every.extend(told.every)
            run = _EMPTY if told.exact is None else told.exact
        run = _joined(run, said)
        if whole:
            return _Told(run)
        return _Told(None, (*every, run) if "" not in run else tuple(every))

    def _node(self, kind: Any, value: Any) -> _Told:
        if kind is op.LITERAL:
            return self._character(chr(value))
        if kind in _NOWHERE:
            return _NOTHING
        if kind is op.IN:
            return self._class(value)
        if kind is op.BRANCH:
            return _either([self._row(branch) for branch in value[1]])
        if kind is op.SUBPATTERN:
            return _ANYTHING if value[1] & re.IGNORECASE else self._row(value[3])
        if kind in _REPEATS:
            return self._repeated(*value)
        return _ANYTHING

    def _character(self, name: str) -> _Told:
        """A character, or the group that it stands for."""
        if name not in self._groups:
            return _Told(frozenset({name}))
        if name not in self._told:
            self._told[name] = self._row(parser.parse(self._groups[name]))
        return self._told[name]

    def _class(self, items: list[tuple[Any, Any]]) -> _Told:
        """A class of single characters (alternatives of one character each are parsed as one); one with wide ranges or
        ruled out matches too many."""
        found: list[_Told] = []
        for kind, value in items:
            if kind is op.LITERAL:
                found.append(self._character(chr(value)))
            elif kind is op.RANGE and value[1] - value[0] < _FEW:
                found.append(_Told(frozenset(map(chr, range(value[0], value[1] + 1)))))
            else:
                return _ANYTHING
        return _either(found)

    def _repeated(self, least: int, most: Any, inner: Iterable[tuple[Any, Any]]) -> _Told:
        """What may be absent adds the empty text where it is short, else nothing."""
        told = self._row(inner)
        if least == most == 1:
            return told
        if least == 0:
            return _Told(told.exact | _EMPTY) if most == 1 and told.exact is not None else _ANYTHING
        return _Told(None, told.sets())


def holds(text: str, sets: Sequence[Words]) -> bool:
    """True where a text has at least one text of every set."""
    for words in sets:
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


def unit(pattern: str) -> bool:
    """True for an expression without alternatives outside brackets: in a row with others it may be one character."""
    bare = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "", pattern)
    depths = accumulate((char == "(") - (char == ")") for char in bare)
    return not any(char == "|" and depth == 0 for char, depth in zip(bare, depths, strict=True))


def _worth(words: Words) -> tuple[int, int, str]:
    """Longer words before single characters, few before many."""
    return -min(2, *map(len, words)), len(words), min(words)


def _joined(run: Words, said: str) -> Words:
    return frozenset([text + said for text in run]) if said else run


def _either(branches: list[_Told]) -> _Told:
    """Alternatives: of each its best set."""
    exact = [one.exact for one in branches if one.exact is not None]
    if len(exact) == len(branches):
        united = frozenset().union(*exact)
        return _Told(united) if len(united) <= _MOST_UNITED else _ANYTHING
    best = [min(sets, key=_worth) for one in branches if (sets := one.sets())]
    united = frozenset().union(*best)
    return _Told(None, (united,)) if len(best) == len(branches) and len(united) <= _MOST_UNITED else _ANYTHING
