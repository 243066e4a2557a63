"""A sentence as the models of its fate see it: names and years made alike."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from classifiers.context import Context
from classifiers.text import flat

_YEAR = re.compile(r"(20[0-4]\d)(?=年|\D?版|[.\-/])")
_YEARS = {-1: "去年", 0: "今年", 1: "明年"}


def worded(text: str, context: Context) -> str:
    """The text as the vote sees it: the unit's names, years and numbers made alike, blanks dropped, tabs as bars."""
    return _joined(re.sub(r"\d+(?:[.,]\d+)*", "0", _unnamed(text, context)))


def told(text: str, context: Context) -> str:
    """The text as the reader sees it: the same, with its numbers, each sign in its common form (NFKC)."""
    return "".join(map(_common, _joined(_unnamed(text, context))))


@lru_cache(maxsize=4096)
def _common(sign: str) -> str:
    """A sign's common form, where that is one sign too: places in the text stay what they are."""
    made = unicodedata.normalize("NFKC", sign)
    return made if len(made) == 1 else sign


def _unnamed(text: str, context: Context) -> str:
    text = flat(text)
    for name in (context.unit, *context.trades):
        text = text.replace(name, "我局")
    return _YEAR.sub(lambda found: _year(int(found[1]) - context.year), text)


def _joined(text: str) -> str:
    return re.sub(r"\s+", lambda found: "|" if "\t" in found[0] else "", text)


def _year(distance: int) -> str:
    return _YEARS.get(distance) or ("前年" if distance < 0 else "后年")
