"""Text → its letters with names, dates and figures masked, and what was masked.

Only Chinese characters and Latin letters are left: no spaces, marks, figures, numerals or words that are put in and
left out freely (的, 了). Width and what a recogniser confuses make no difference. A mask is a rule on the words
around, never a look-up of who takes part: the same words give the same letters in every run and in every archive.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from classifiers.grammar.text import fold
from classifiers.words import read_yaml, table
from model.expressions import regex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TokenKind = Literal["date", "figure", "name"]
_TOP = 0x30000
"""Characters beyond are none of Chinese or Latin writing."""
_UNSEEN = frozenset({"Zs", "Cf", "Mn", "Me", "Cc"})
"""Sorts of Unicode: blanks of any width, signs without width, marks over the letter before."""
_HAN = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, _TOP))
_N = r"[0-9〇零一二三四五六七八九十]"
_TO = "[至到—~-]"
_DATE = (r"(?:(?:19|20)[0-9]{2}|[二一][〇零一二三四五六七八九]{3})年?"
         rf"(?:度|{_TO}?{_N}{{1,3}}月(?:份|底|初)?(?:{_N}{{1,3}}[日号])?)?"
         rf"(?:{_TO}{_N}{{1,3}}(?:月{_N}{{1,3}})?[日号])?"
         rf"|{_N}{{1,3}}月(?:份|底|初|{_N}{{1,3}}[日号]?)?(?:[至到—~、-]{_N}{{1,3}}[月日号])?|{_N}{{1,3}}[日号]"
         r"|(?:19|20)[0-9]{2}[./-][0-9]{1,2}(?:[./-][0-9]{1,2})?|[0-9]{1,2}[/-][0-9]{1,2}"
         r"|(?:星期|周)[一二三四五六日天]|[0-9]{1,2}(?::[0-9]{2}|[时点](?:[0-9]{1,2}分|半|许)?)")
_FIGURE = (r"[0-9][0-9,]*(?:\.[0-9]+)?[百千万亿]*[余多]?%?"
           r"|[一二三四五六七八九十百千万两]{1,8}(?=余?多?[场次份人名期件条块张篇幅户家处册部起例课讲])")


@dataclass(frozen=True, slots=True)
class Token:
    """Something masked: characters ``[start, end)`` of the text."""

    start: int
    end: int
    kind: TokenKind


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """The lists of ``masks.yaml``."""
    found: dict[str, Any] = read_yaml(Path(__file__).with_name("masks.yaml"))
    return found


def _any(*lists: list[str]) -> str:
    """One of the words, the longest first; they are tried only where the first character of one stands."""
    words = sorted({word for words in lists for word in words}, key=len, reverse=True)
    first = "".join(sorted({re.escape(word[0]) for word in words}))
    return f"(?=[{first}])(?:{'|'.join(map(re.escape, words))})"


@lru_cache(maxsize=1)
def _masks() -> re.Pattern[str]:
    """One pattern for all that is masked; the group's name is the kind."""
    data, bodies = rules(), table("bodies")
    systems = _any([name for names in bodies["简称"] for name in names])
    own = _any([word for word in bodies["自称"][0] if len(word) > 1], data["自称"])
    surname = f"[{data['姓']}]"
    name = "|".join(("《[^《》\n]{1,60}》", f"{_any(data['称谓前'])}{surname}[一-龥]{{1,2}}",
                     f"{surname}[一-龥]{{0,2}}?{_any(data['称谓后'])}", data["房间"],
                     f"(?:[一-龥]{{2}}[省市县区州]){{0,2}}[省市县区镇]?{systems}", own,
                     "(?<=[^一-龥])[一-龥]{2,10}?(?:有限公司|公司|集团)",
                     f"[一-龥]{{2}}{_any(data['机构'])}(?![街镇乡村社区县])"))
    dates = f"{_DATE}|{_any(data['时间词'])}"
    return regex(f"(?P<date>{dates})|(?P<name>{name})|(?P<figure>{_FIGURE})")


@lru_cache(maxsize=1)
def _classes() -> NDArray[np.uint32]:
    """By character code: the letter it counts as, 0 where it is left out."""
    import numpy as np

    known = np.zeros(0x110000, np.uint32)
    for start, end in _HAN:
        known[start:end] = np.arange(start, end)
    for code in (*range(0x41, 0x5B), *range(0x61, 0x7B)):
        known[code] = code | 0x20
    for code in (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)):
        plain = unicodedata.normalize("NFKC", chr(code))
        known[code] = ord(plain) if len(plain) == 1 else 0
    for code in range(0x2E80, 0x3000):
        plain = unicodedata.normalize("NFKC", chr(code))
        known[code] = ord(plain) if len(plain) == 1 and 0x4E00 <= ord(plain) < 0xA000 else 0
    for group in rules()["混同"]:
        for other in group[1:]:
            known[ord(other)] = ord(group[0])
    for letter in rules()["略去的字"]:
        known[ord(letter)] = 0
    return known


@dataclass(frozen=True, slots=True)
class Masked:
    """A text's letters, where in the text each stands, and what was masked, in order, none overlapping another."""

    letters: NDArray[np.uint32]
    at: NDArray[np.int32]
    tokens: tuple[Token, ...]


def masked(text: str) -> Masked:
    """The letters of a text that are compared. Blanks inside words make no difference; line breaks part names."""
    import numpy as np

    codes = np.frombuffer(fold(text).encode("utf-32-le", "surrogatepass"), np.uint32)
    at = np.flatnonzero(~_blanks()[np.minimum(codes, _TOP)]).astype(np.int32)
    codes = codes[at]
    tight = codes.tobytes().decode("utf-32-le", "surrogatepass")
    spans = [(found.start(), found.end(), found.lastgroup) for found in _masks().finditer(tight)]
    edges = np.zeros(len(codes) + 1, np.int8)
    for start, end, _ in spans:
        edges[start] += 1
        edges[end] -= 1
    known = np.where(np.cumsum(edges[:-1]) > 0, 0, _classes()[codes])
    kept = np.flatnonzero(known)
    return Masked(known[kept], at[kept], tuple(Token(int(at[start]), int(at[end - 1]) + 1, kind)  # type: ignore[arg-type]
                                               for start, end, kind in spans))


@lru_cache(maxsize=1)
def _blanks() -> NDArray[np.bool_]:
    import numpy as np

    found = np.array([sort in _UNSEEN for sort in map(unicodedata.category, map(chr, range(_TOP)))] + [True])
    found[ord("\n")] = False
    return found
