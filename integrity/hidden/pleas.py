"""Finds words that are meant for whoever or whatever gives the points: orders, pleas, other instructions.

The text is made plain first: compatibility forms (full-width, circled, mathematical letters) and accents go,
traditional characters become simplified ones, letters of the invisible tag alphabet become letters, signs between
characters are taken out. Where anything is found, its place in the original is looked up, to quote it verbatim.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("pleas.yaml")
_KEPT = frozenset("。；！？，：、“”‘’（）()【】[]\"'\n《》〈〉,;!?:=%")
_STOPS = frozenset("。；！？;!?\n")
_TAGS = range(0xE0020, 0xE007F)
_SINGLE = ("weak", "figure", "told_before", "told_after", "rule_before", "modal")
_AROUND, _NEAR = 18, 8
_LATIN_LEAST = 10
_MOST = 200_000


@dataclass(frozen=True, slots=True)
class Plea:
    """A hit: where it stands in the text that was looked through, and the words with those around them, verbatim."""

    start: int
    end: int
    quote: str


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    """The patterns, compiled, and the word lists of ``pleas.yaml``."""
    told = yaml.safe_load(_FILE.read_text("utf-8"))

    def filled(pattern: str) -> re.Pattern[str]:
        for name, words in told["lists"].items():
            pattern = pattern.replace(f"{{{name}}}", words)
        return re.compile(pattern)

    return {"strong": tuple(map(filled, told["strong"])), "latin": tuple(map(filled, told["latin"])),
            "blunt": tuple(map(filled, told["blunt"])), "stuffing": told["stuffing"],
            "simple": str.maketrans(told["traditional"]),
            **{name: filled(told[name]) for name in _SINGLE}}


def pleas(text: str, *, hidden: bool = False) -> tuple[Plea, ...]:
    """Orders and pleas in a text, in its order.

    hidden: nobody sees the words, so that they are nobody's account of a rule: nothing is put down to one.
    """
    text = text[:_MOST]
    words, letters = plain(text), text.translate(_LATIN)
    patterns = (*lexicon()["strong"], *(lexicon()["blunt"] if hidden else ()))
    found = [hit.span() for pattern in patterns for hit in pattern.finditer(words)
             if hit.end() > hit.start() and (hidden or not _is_account(words, *hit.span()))]
    spelt = [hit.span() for pattern in lexicon()["latin"] for hit in pattern.finditer(letters)
             if hit.end() - hit.start() >= _LATIN_LEAST] if len(letters) >= _LATIN_LEAST else []
    spans = [*_originals(text, _PLAIN, found), *_originals(text, _LATIN, spelt)]
    return tuple(Plea(start, end, _quote(text, start, end)) for start, end in _merged(spans))


def hints(text: str) -> bool:
    """Whether words that nobody sees are about points, grades or machines at all."""
    return lexicon()["weak"].search(plain(text[:_MOST])) is not None


def states_figures(text: str) -> bool:
    """Whether words that nobody sees state how much was done."""
    return lexicon()["figure"].search(plain(text[:_MOST])) is not None


def stuffed(text: str) -> int:
    """How often words of the scored work stand in a text; 0 where so few that they are not there to be counted."""
    words, table = plain(text[:_MOST]), lexicon()["stuffing"]
    count = sum(words.count(word) for word in table["words"])
    return count if count >= table["least"] else 0


def plain(text: str) -> str:
    """The text with only characters, stops, quotation marks and brackets, all in their usual form."""
    return text.translate(_PLAIN)


class _Plain(dict[int, str]):
    """What each character becomes in a plain text, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        usual = "".join(one for one in _usual(chr(code)) if one.isalnum() or one in _KEPT)
        self[code] = found = usual.translate(lexicon()["simple"])
        return found


class _Latin(dict[int, str]):
    """The same for the Latin letters of a text alone, small and without accents."""

    def __missing__(self, code: int) -> str:
        self[code] = found = "".join(one for one in _usual(chr(code)) if "a" <= one <= "z")
        return found


_PLAIN, _LATIN = _Plain(), _Latin()


def _originals(text: str, table: dict[int, str], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in a translated text as places in the original."""
    if not spans:
        return []
    places = [at for at, char in enumerate(text) for _ in table[ord(char)]]
    return [(places[start], places[end - 1] + 1) for start, end in spans]


def _usual(char: str) -> str:
    if "\u4e00" <= char <= "\u9fff":
        return char
    if ord(char) in _TAGS:
        char = chr(ord(char) - 0xE0000)
    return "".join(one for one in unicodedata.normalize("NFKD", char).lower() if not unicodedata.combining(one))


def _is_account(text: str, start: int, end: int) -> bool:
    """Whether a hit is told about, not said: forbidden, quoted as an example, or a rule with its condition."""
    begin = start
    while begin > 0 and text[begin - 1] not in _STOPS:
        begin -= 1
    table = lexicon()
    before = text[begin:start]
    if table["told_before"].search(before) or table["told_after"].match(text[end:end + _NEAR].lstrip("”’\"'）)，")):
        return True
    return bool(table["rule_before"].search(before) and table["modal"].match(text[start:end]))


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _quote(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - _AROUND):end + _AROUND].split())
