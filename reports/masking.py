"""Personal data and unprintable characters, taken out of what people print and pass on.

Used for review.docx, scores.xlsx and the printed table. assessment.json is not masked: its quotes must stay
verbatim, for ``pufa verify`` looks them up in the files.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MOBILE = re.compile(r"(?<!\d)((?:\+?86[- ]?)?)(1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})(?!\d)", re.ASCII)
_MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ID_CARD = re.compile(rf"(?<!\d)([1-9]\d{{5}})(?:18|19|20)\d{{2}}{_MONTH_DAY}\d{{2}}(\d[\dXx])(?![\dXx])", re.ASCII)
_OLD_ID_CARD = re.compile(rf"(?<!\d)([1-9]\d{{5}})\d{{2}}{_MONTH_DAY}\d(\d{{2}})(?!\d)", re.ASCII)
_LONG = re.compile(r"[\d -]{11}", re.ASCII)
"""Every number that is covered has at least so many signs in a row."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ－", "0123456789Xx-")
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff"
_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_UNPRINTABLE = re.compile(f"[{_CONTROL}{_INVISIBLE}]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def mask(text: str) -> str:
    """``text`` with mobile numbers (``138****1234``) and ID card numbers (first six, last two) covered."""
    narrow = text.translate(_FULL_WIDTH)  # same length, so the places agree
    if not _LONG.search(narrow):
        return text
    for pattern, cover in ((_ID_CARD, _cover_id), (_OLD_ID_CARD, _cover_id), (_MOBILE, _cover_mobile)):
        for match in reversed(list(pattern.finditer(narrow))):
            text = text[:match.start()] + cover(match) + text[match.end():]
            narrow = narrow[:match.start()] + cover(match) + narrow[match.end():]
    return text


@lru_cache(maxsize=1 << 14)
def clean(text: str) -> str:
    """``text`` masked, and without what XML or a terminal cannot take (control and direction marks)."""
    return mask(_SURROGATE.sub("\ufffd", _UNPRINTABLE.sub("", text)))


def one_line(text: str) -> str:
    """``text`` cleaned, with every run of white space as one blank."""
    return " ".join(clean(text).split())


def _cover_mobile(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}****{match[3]}"


def _cover_id(match: re.Match[str]) -> str:
    hidden = len(match[0]) - len(match[1]) - len(match[2])
    return match[1] + "*" * hidden + match[2]
