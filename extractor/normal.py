"""Small text rules that every reader shares: cleaning, joining printed lines, table rows."""

from __future__ import annotations

import re
import unicodedata

_DROP = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xAD,
                       0x200B, 0x200C, 0x200D, 0x2060, *range(0xD800, 0xE000), 0xFEFF, 0xFFFE, 0xFFFF])
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code))
             for code in [*range(0x2E80, 0x2FE0)] if len(unicodedata.normalize("NFKC", chr(code))) == 1}
_TABLE = {**_DROP, **_RADICALS}
_SPACES = re.compile(r"\s+")
_HAS_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b-\u200d\u2060\ud800-\udfff\ufeff\ufffe\uffff"
                      "\u2e80-\u2fdf]")
SENTENCE_END = "。！？；!?;…"


def clean(text: str) -> str:
    """``text`` without control and zero-width characters and halves of pairs; radicals (⼀) become characters (一).

    Both the blocks and the raw page texts go through it, so that a quote can be found again.
    """
    return text.translate(_TABLE) if _HAS_ODD.search(text) else text


def is_cjk(char: str) -> bool:
    """Whether ``char`` is a Chinese character or full-width sign, next to which a line break leaves no space."""
    code = ord(char)
    return (0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFE30 <= code <= 0xFE4F
            or 0xFF00 <= code <= 0xFFEF or code >= 0x20000 or char in "“”‘’—…·《》〈〉〔〕×")


def glue(before: str, after: str) -> str:
    """What stands between two printed lines once joined: a space where Latin words or numbers would run together."""
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return ""
    last, first = before[-1], after[0]
    if is_cjk(last) or is_cjk(first) or last in "-/(" or first in "-/).,%":
        return ""
    return " "


def join_lines(lines: list[str]) -> str:
    """Printed lines as one text; no space between Chinese characters."""
    text = ""
    for line in lines:
        part = line.strip()
        if part:
            text += glue(text, part) + part
    return text


def one_line(text: str) -> str:
    """A cell's text on one line: every run of white space, line breaks too, becomes one space."""
    return _SPACES.sub(" ", text).strip()


def whole_number(text: object, default: int = 0, most: int = 1_000_000) -> int:
    """The number that an attribute states, at most ``most``; ``default`` where it states none.

    Not everything that ``str.isdigit`` takes for a digit is one for ``int``, nor are numbers of strangers short.
    """
    value = str(text).strip()
    return min(int(value), most) if value.isascii() and value.isdigit() and len(value) <= 18 else default


def squeeze(text: str) -> str:
    """``text`` without any white space: the form in which quotes are compared."""
    return _SPACES.sub("", text)
