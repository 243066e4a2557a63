"""Regular expressions of the data files, each compiled only when a text comes that may match it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from classifiers.needed import Needs, Words, holds
from model.expressions import regex

_PLAIN = Needs({})


class Pattern:
    """A regular expression that costs nothing until it is used: there are thousands, and one paper needs few.

    Asks as ``re.Pattern`` does, and is made only for a text with the words that every match has. Raises re.error at
    first use where the expression is broken.

    needs: works out what it needs, where that is known in a quicker way than by reading it.
    """

    __slots__ = ("_made", "_needed", "_needs", "pattern")

    def __init__(self, pattern: str, needs: Callable[[], tuple[Words, ...]] | None = None) -> None:
        self.pattern = pattern
        self._needs = needs
        self._needed: tuple[Words, ...] | None = None
        self._made: re.Pattern[str] | None = None

    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        if self._made is None:
            self._made = regex(self.pattern)
        return self._made

    def needed(self) -> tuple[Words, ...]:
        """Sets of words, the most telling first: every match has at least one word of each."""
        if self._needed is None:
            self._needed = self._needs() if self._needs else _PLAIN.of(self.pattern)
        return self._needed

    def may(self, text: str) -> bool:
        """False where a text lacks words without which nothing matches."""
        return holds(text, self.needed())

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in ``text[start:end]``."""
        if self._made is None and not self.may(text):
            return None
        return self.compiled().search(text, start, len(text) if end is None else end)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Every match in ``text[start:end]``, in order."""
        if self._made is None and not self.may(text):
            return iter(())
        return self.compiled().finditer(text, start, len(text) if end is None else end)

    def sub(self, replacement: str, text: str) -> str:
        """The text with every match replaced."""
        return self.compiled().sub(replacement, text) if self._made or self.may(text) else text


class Together:
    """Expressions asked as the alternatives of one, none of which matches the empty text."""

    __slots__ = ("_patterns",)

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._patterns = tuple(patterns)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in ``text[start:end]``; of those that begin at one place, that of the first alternative."""
        return _first(self._patterns, text, start, end)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Every match in ``text[start:end]``, in order, none overlapping another."""
        left = [pattern for pattern in self._patterns if pattern.may(text)]
        while left and (found := _first(left, text, start, end)):
            yield found
            start = max(found.end(), start + 1)


def _first(patterns: Sequence[Pattern], text: str, start: int, end: int | None) -> re.Match[str] | None:
    best: re.Match[str] | None = None
    for pattern in patterns:
        found = pattern.search(text, start, end)
        if found and (best is None or found.start() < best.start()):
            best = found
    return best
