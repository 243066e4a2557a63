"""Column widths of text with Chinese in it: a Chinese character is two columns wide."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, east_asian_width

ELLIPSIS = "…"


def display_width(text: str) -> int:
    """Columns that ``text`` takes in a terminal."""
    return sum(map(_columns, text))


@lru_cache(maxsize=1 << 14)
def _columns(character: str) -> int:
    return 0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1


def clip(text: str, columns: int) -> str:
    """``text`` cut to at most ``columns``, the cut shown by an ellipsis."""
    if display_width(text) <= columns:
        return text
    kept, used = "", 0
    for character in text:
        used += display_width(character)
        if used > columns - 1:
            break
        kept += character
    return kept + ELLIPSIS


def pad(text: str, columns: int, right: bool = False) -> str:
    """``text`` cut or filled with blanks to exactly ``columns``; ``right`` puts the blanks before it."""
    text = clip(text, columns)
    blanks = " " * (columns - display_width(text))
    return blanks + text if right else text + blanks
