"""Column widths of text with Chinese in it: a Chinese character is two columns wide."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

ELLIPSIS = "…"


def display_width(text: str) -> int:
    """Columns that ``text`` takes in a terminal."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


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
