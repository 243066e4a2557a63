"""File names for people: what cannot be seen, or turns the reading direction, is written out; see ``visible``."""

from __future__ import annotations

import os
import re
import unicodedata

_HIDDEN = ("Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn")
_TURNING = re.compile(r"\[U\+(?:202[A-E]|206[6-9]|200[EF]|061C)\]")


def visible(name: str) -> str:
    """A name with control signs as their pictures (␊) and other invisible ones as ``[U+202E]``: nothing is hidden,
    and different names stay different."""
    if name.isprintable():
        return name
    return "".join(_shown(char) for char in name)


def _shown(char: str) -> str:
    if unicodedata.category(char) not in _HIDDEN:
        return char
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"[U+{code:04X}]"


def turns_direction(name: str) -> bool:
    """Whether a ``visible`` name holds signs that show its parts in another order than they stand (false suffixes)."""
    return bool(_TURNING.search(name))


def shown_name(relative: str) -> str:
    """The name of a file on disk for people: one that is not UTF-8 is decoded as GB18030."""
    try:
        relative.encode("utf-8")
    except UnicodeEncodeError:
        relative = os.fsencode(relative).decode("gb18030", "replace")
    return visible(relative)
