"""Which of many regular expressions may match a text, asked by pairs of its characters in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from classifiers.needed import Words
from classifiers.patterns import Pattern

PLANES = 2
"""How many of the sets of words that an expression needs are asked by pairs of characters."""


class Sieve:
    """Regular expressions by the words that they need (``needed.py``).

    Every pair of characters (a single character, where a needed word is no longer) has a mask of the expressions that
    it may let through, a bit each; a text's masks are united for each plane, and an expression must pass all planes.
    """

    def __init__(self, patterns: Sequence[Pattern],
                 pairs: Mapping[Words, Sequence[str]] = MappingProxyType({})) -> None:
        """pairs: ``rarest`` of sets of words, as far as they are known."""
        self._patterns = patterns
        wanted = [pattern.needed() for pattern in patterns]
        fresh = rarest([[words for words in sets[:PLANES] if words not in pairs] for sets in wanted])
        self._planes: list[tuple[dict[str, int], int]] = []
        for plane in range(PLANES):
            masks: dict[str, int] = {}
            free = 0
            for at, sets in enumerate(wanted):
                if plane >= len(sets):
                    free |= 1 << at
                    continue
                for pair in pairs.get(sets[plane]) or fresh[sets[plane]]:
                    masks[pair] = masks.get(pair, 0) | 1 << at
            self._planes.append((masks, free))

    def may(self, text: str) -> Iterator[int]:
        """The places, in order, of the expressions that may match a text; every other certainly does not."""
        pairs = {*text, *map("".join, zip(text, text[1:], strict=False))}
        found = -1
        for masks, free in self._planes:
            passed = free
            for pair in masks.keys() & pairs:
                passed |= masks[pair]
            found &= passed
        while found:
            lowest = found & -found
            found ^= lowest
            at = lowest.bit_length() - 1
            if self._patterns[at].may(text):
                yield at


def rarest(needs: Iterable[Sequence[Words]]) -> dict[Words, tuple[str, ...]]:
    """For each set of words that is asked by pairs, the pair of each word that the fewest words of all have.

    needs: the sets that each expression needs. One of these pairs stands in every text that has a word of the set.
    """
    asked = [words for sets in needs for words in sets[:PLANES]]
    counts = Counter(pair for words in asked for word in words for pair in _pairs(word))
    return {words: tuple(sorted({min(_pairs(word), key=lambda one: (counts[one], one)) for word in words}))
            for words in dict.fromkeys(asked)}


def _pairs(word: str) -> list[str]:
    return [word[at:at + 2] for at in range(len(word) - 1)] or [word]
