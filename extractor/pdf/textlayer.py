"""Whether the text layer of a page says what is printed on it.

A layer can be garbage: characters without a known meaning, fonts mapped to wrong characters, the wrong encoding, or
what a recogniser made of a scan in a language that it did not know. Such pages are read as pictures. The measures look
at the characters only; a real text in Chinese, English or another language and a table of numbers pass all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

ODD_SHARE = 0.3
_FEW, _SOME = 20, 40
_LATIN_1 = re.compile("[\u0080-\u009f\u00a1-\u00a6\u00a8\u00aa\u00ac\u00ae\u00af\u00b4\u00b8\u00ba\u00bc-\u00d6"
                      "\u00d8-\u00f6\u00f8-\u00ff]")
_FOREIGN = re.compile("[\u0100-\u02ff\u0370-\u1fff]")
_WORD = re.compile("[A-Za-z]+")
_STRANGE = re.compile(r"[^\w\s，。、；：！？“”‘’（）《》〈〉【】〔〕—…·,.;:!?()\[\]%/×+\-\"'√○●□■→±≤≥℃=&@#*°～~①-⑳]")
_PAIRS = frozenset(re.findall("[a-z]{2}", (
    "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi "
    "ri ro ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc "
    "et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow pa im mi ai sh ir su id os iv "
    "ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ex ke fr oo av ag if ap gr od bo sp rd do "
    "uc bu ei ov by rm ep tt oc fa ef cu rn sc gi da yo cr cl du ga qu ue ff ba ey ls va um pp ua up lu go ht "
    "ru ug ds lt pi rc rr eg au ck ew mu br bi zh xi ji an ao ")))
"""Pairs of letters that make up most of English text, and of Chinese names in Latin letters."""


def is_garbage(text: str, odd: int, *, over_scan: bool) -> bool:
    """Whether the characters of a page make no sense.

    odd: how many more there are without a known meaning. over_scan: a picture covers the page, so that the layer was
    recognised by somebody and is measured more strictly: nothing is lost where it is recognised anew.
    """
    if not (over_scan or odd) and _is_plain(text):
        return False
    counts = Counter(text)
    kinds: Counter[str] = Counter()
    for char, count in counts.items():
        kinds[_kind(char)] += count
    solid = kinds.total() - kinds["blank"]
    if odd > ODD_SHARE * (solid + odd):
        return True
    if solid < _FEW:
        return False
    han = kinds["han"] + kinds["rare"]
    return (_one_character(counts, solid)
            or kinds["latin-1"] > 0.3 * solid
            or kinds["foreign"] > 0.25 * solid and _script_soup(counts)
            or han >= _FEW and kinds["rare"] > (0.2 if over_scan else 0.3) * han
            or over_scan and (kinds["strange"] > 0.12 * solid or _wordless(text, solid)))


def _is_plain(text: str) -> bool:
    """Quick test that most pages pass: hardly any character but the common ones, and no one of them everywhere."""
    return len(_not_plain().findall(text)) < 0.1 * len(text) and 3 * max(
        (text.count(text[len(text) * part // 7]) for part in range(1, 7)), default=0) < len(text)


@cache
def _not_plain() -> re.Pattern[str]:
    plain = _common_han() | {chr(code) for code in range(0x7F)} | set("，。、；：！？“”‘’（）《》—…·")
    return re.compile(f"[^{re.escape(''.join(sorted(plain)))}]")


@cache
def _kind(char: str) -> str:
    """What a character speaks for: ``latin-1`` for Chinese bytes shown as Latin letters (``ÖÐ¹ú``), of which no
    language has so many; ``rare`` for Chinese characters that hardly occur, which a font mapped to wrong places gives.
    """
    if char.isspace():
        return "blank"
    if "\u3400" <= char <= "\u9fff":
        return "han" if char in _common_han() else "rare"
    if _LATIN_1.match(char):
        return "latin-1"
    if _FOREIGN.match(char):
        return "foreign"
    return "strange" if _STRANGE.match(char) else "plain"


def _one_character(counts: Counter[str], solid: int) -> bool:
    """All glyphs mapped to one letter or character."""
    char, count = next((pair for pair in counts.most_common(2) if not pair[0].isspace()), ("", 0))
    return solid >= _SOME and count > 0.8 * solid and char.isalpha()


def _script_soup(counts: Counter[str]) -> bool:
    """Letters of several foreign scripts side by side; a text in one of them has hardly any of another."""
    scripts: Counter[str] = Counter()
    for char, count in counts.items():
        if char.isalpha():
            scripts[unicodedata.name(char, "NONE").split()[0]] += count
    return scripts.most_common(1)[0][1] < 0.85 * scripts.total()


@cache
def _common_han() -> frozenset[str]:
    """The characters of everyday Chinese, simplified and traditional: first levels of GB 2312 and Big5."""
    simple = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    full = (bytes((high, low)) for high in range(0xA4, 0xC7) for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    return frozenset((b"\n".join(simple).decode("gb2312", "ignore") + b"\n".join(full).decode("big5", "ignore"))
                     .replace("\n", ""))


def _wordless(text: str, solid: int) -> bool:
    """Mostly Latin letters that make no words: what recognition of the wrong language leaves."""
    words = [word.lower() for word in _WORD.findall(text)]
    letters = sum(map(len, words))
    if letters < max(_SOME, 0.5 * solid):
        return False
    pairs = [word[at:at + 2] for word in words for at in range(len(word) - 1)]
    known = sum(pair in _PAIRS for pair in pairs)
    return not pairs or known < 0.72 * len(pairs) or sum(len(word) <= 2 for word in words) > 0.6 * len(words)
