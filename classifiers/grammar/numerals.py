"""Numerals as official papers write them: 1,200, 1.5万, 3万余, 一百二十三, 二十余, 数十, 上百, 8000余万."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Bound = Literal["exact", "at_least", "about", "only"]

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
          "廿": 20}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_ALL = {**_SMALL, **_LARGE}
CHINESE = "零〇一二两三四五六七八九十百千万亿"
ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}(?![0-9])(?:\.[0-9]{1,6})?|[0-9]{1,15}(?:\.[0-9]{1,6})?)"
_MORE = "余多几来"
_MIXED = r"(?:[0-9]{1,4}[万亿千百十]零?){2,6}[0-9]{0,4}(?:[万亿](?![余多]))?|[0-9]{1,4}千零[0-9]{1,3}[万亿]?"
NUMBER = (rf"(?:{_MIXED}|(?:[0-9]{{1,4}}[万亿])?{ARABIC}[{_MORE}]?[十百千万亿]{{0,2}}[{_MORE}]?"
          rf"|[数几]?[{CHINESE}]{{1,40}}(?:点[零〇一二三四五六七八九]{{1,4}})?[{_MORE}]?[十百千万亿]{{0,2}}[余多]?"
          r"|上[百千万亿][万亿]?[余多]?)")
_ARABIC_FULL = re.compile(rf"(?:(?P<head>[0-9]{{1,4}})(?P<scale>[万亿]))?(?P<n>{ARABIC})(?P<mags>[十百千万亿]*)")
_MIXED_FULL = re.compile(_MIXED)
_MORE_RE = re.compile(rf"[{_MORE}]")
_ROUGH = re.compile(r"^([一二两三四五六七八])([二两三四五六七八九])([十百千万亿]*)$")
_CHINESE_FULL = re.compile(rf"^[{CHINESE}廿]+$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """A parsed numeral and what its own words say of its bound."""

    value: Decimal
    bound: Bound = "exact"


def _magnitude(marks: str) -> int:
    """The product of 百, 千, 万 … written behind a number."""
    product = 1
    for mark in marks:
        product *= _ALL[mark]
    return product


def _section(text: str) -> int:
    """Below ten thousand: 一百零五, 十五, 三千二."""
    total, digit, last = 0, None, 0
    for char in text:
        if char in _SMALL:
            last = _SMALL[char]
            total += (1 if digit is None else digit) * last
            digit = None
        elif DIGITS[char] == 0:
            digit, last = None, 0
        else:
            digit = DIGITS[char]
    if digit is not None:
        total += digit * (last // 10 if last >= 100 else 1)
    return total


def chinese_integer(text: str) -> int | None:
    """The value of a Chinese numeral, positional (二〇二〇) or with its magnitudes (一百二十三), or None."""
    if not text or not _CHINESE_FULL.match(text):
        return None
    if not any(char in _ALL for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    for mark, size in (("亿", _LARGE["亿"]), ("万", _LARGE["万"])):
        head, found, tail = text.rpartition(mark)
        if found:
            left = chinese_integer(head) if head else 1
            return None if left is None else left * size + _tail(tail, size)
    return _section(text)


def _tail(text: str, size: int) -> int:
    """What follows 万 or 亿: 三万五 is 35,000, 三万零五 is 30,005."""
    if len(text) == 1 and DIGITS.get(text):
        return DIGITS[text] * size // 10
    return (chinese_integer(text) or 0) if text else 0


def _mixed(text: str) -> int:
    """5万4千6百 is 54,600, 2千零30万 is 20,300,000."""
    for mark in ("亿", "万"):
        head, found, tail = text.rpartition(mark)
        if found:
            return _mixed(head or "1") * _LARGE[mark] + (_mixed(tail) if tail else 0)
    total = 0
    for digits, mark in re.findall("([0-9]+)([十百千]?)零?", text):
        total += int(digits) * _SMALL.get(mark, 1)
    return total


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Number | None:
    """The value of one numeral, Arabic, Chinese or mixed; None where the text is none."""
    more = bool(_MORE_RE.search(text)) or text[:1] in ("数", "上")
    bare = _MORE_RE.sub("", text.lstrip("数几上"))
    bound: Bound = "at_least" if more or text[:1] == "几" else "exact"
    if _MIXED_FULL.fullmatch(bare) and not re.fullmatch("[0-9]+[万亿][0-9]", bare):
        return Number(value=Decimal(_mixed(bare)), bound=bound)
    if found := _ARABIC_FULL.fullmatch(bare):
        value = Decimal(found["n"].replace(",", "")) * _magnitude(found["mags"])
        if found["head"]:
            if len(found["n"]) == 1 and found["n"] != "0" and not found["mags"]:
                value = value / 10 * _LARGE[found["scale"]]
            value += int(found["head"]) * _LARGE[found["scale"]]
        return Number(value=Decimal(int(value)) if value == int(value) else value, bound=bound)
    if (rough := _ROUGH.match(bare)) and DIGITS[rough[2]] == DIGITS[rough[1]] + 1:
        return Number(value=Decimal(DIGITS[rough[1]] * _magnitude(rough[3])), bound="about")
    whole, _, part = bare.partition("点")
    number = chinese_integer(whole)
    if number is None:
        return None
    fraction = "".join(str(DIGITS[char]) for char in part if char in DIGITS)
    return Number(value=Decimal(f"{number}.{fraction}") if fraction else Decimal(number), bound=bound)


def small_integer(text: str) -> int | None:
    """A whole number in either script, for days, months, years and ordinals."""
    if text.isascii() and text.isdigit():
        return int(text)
    if text.startswith("廿"):
        return 20 + (chinese_integer(text[1:]) or 0)
    return chinese_integer(text.replace("元", "一").replace("正", "一"))
