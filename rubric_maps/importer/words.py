"""The words that the importer looks for: ``words.yaml`` read once, its patterns filled in and compiled."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("words.yaml")
_WIDE = {ord(wide): narrow for wide, narrow in zip(
    "０１２３４５６７８９．％（）：，；－＋／＝＜＞［］【】", "0123456789.%():,;-+/=<>()()", strict=True)}
_SPACE = re.compile(r"(?<=[^\x00-\x7f])[ \t\u3000\xa0]+|[ \t\u3000\xa0]+(?=[^\x00-\x7f])")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,20}>|\[bookmark:[^\]]*\]")
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return data


def table(name: str) -> Any:
    """A group of ``words.yaml`` as it stands there. Raises KeyError for a group that is not there."""
    return _data()[name]


def choice(name: str) -> str:
    """The alternatives of an entry of 词 as one group. Raises KeyError where there is none."""
    return f"(?:{'|'.join(_fill(word) for word in _data()['词'][name])})"


def _fill(text: str) -> str:
    return re.sub(r"\{([一-龥]+)\}", lambda found: choice(found.group(1)), text)


@lru_cache(maxsize=256)
def pattern(name: str) -> re.Pattern[str]:
    """A sentence form of 式 (or the alternatives of an entry of 词), compiled. Raises KeyError where there is none."""
    forms = _data()["式"]
    return re.compile(_fill(forms[name]) if name in forms else choice(name))


@lru_cache(maxsize=256)
def matcher(text: str) -> re.Pattern[str]:
    """A pattern that stands in one of the tables, compiled."""
    return re.compile(_fill(text))


def plain(text: str) -> str:
    """``text`` as it is searched: half-width digits and brackets, no markup, no blanks beside Chinese characters."""
    return _SPACE.sub("", _MARKUP.sub("", text).translate(_WIDE)).strip()


def value(text: str | None) -> Decimal | None:
    """The number that ``text`` says, in digits or Chinese numerals below 1000; None for anything else."""
    if not text:
        return None
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return Decimal(text)
    total = part = 0
    for sign in text:
        if sign in _DIGITS:
            part = _DIGITS[sign]
        elif sign in "十百":
            total += (part or 1) * (10 if sign == "十" else 100)
            part = 0
        else:
            return None
    return Decimal(total + part)


def figure(number: Decimal) -> str:
    """A number as the map writes it: no exponent, no needless zeros."""
    text = f"{number.normalize():f}"
    return text if text != "-0" else "0"


def say(name: str, **fields: object) -> str:
    """A sentence of 解读 or 提示 with its fields filled in."""
    group = _data()["解读"] if name in _data()["解读"] else _data()["提示"]
    return str(group[name]).format(**{key: figure(item) if isinstance(item, Decimal) else item
                                      for key, item in fields.items()})
