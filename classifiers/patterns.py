"""Regular expressions of the data files, each compiled when it is first asked."""

from __future__ import annotations

import re
from collections.abc import Iterator


class Pattern:
    """A regular expression that costs nothing until it is used: there are hundreds, and one paper needs few.

    Asks as ``re.Pattern`` does. Raises re.error at first use where the expression is broken.
    """

    __slots__ = ("_made", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._made: re.Pattern[str] | None = None

    def _compiled(self) -> re.Pattern[str]:
        if self._made is None:
            self._made = re.compile(self.pattern)
        return self._made

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in ``text[start:end]``."""
        return self._compiled().search(text, start, len(text) if end is None else end)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Every match in ``text[start:end]``, in order."""
        return self._compiled().finditer(text, start, len(text) if end is None else end)

    def sub(self, replacement: str, text: str) -> str:
        """The text with every match replaced."""
        return self._compiled().sub(replacement, text)
