"""Folding of full-width forms, character for character, so that places in the folded text are places in the text."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

_FOLD = str.maketrans({
    **{chr(0xFF10 + i): str(i) for i in range(10)},
    **{chr(0xFF21 + i): chr(0x41 + i) for i in range(26)},
    **{chr(0xFF41 + i): chr(0x61 + i) for i in range(26)},
    "（": "(", "）": ")", "．": ".", "％": "%", "：": ":", "／": "/", "＋": "+", "－": "-", "–": "—", "―": "—",
    "～": "~", "〜": "~", "•": "·", "・": "·", "∙": "·", "‧": "·", "○": "〇", "﹪": "%", "\u3000": " ", "\u00a0": " ",
})


_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_CAPITAL_SUM = re.compile(r"[零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{1,40}(?=[元圆块])")
"""Numerals as sums are written on vouchers (壹佰伍拾元)."""
_MISREAD = re.compile(r"[lIOo〇曰末己戈竟]|[0-9]，[0-9]")
_MENDS = (
    (re.compile(r"(?<![A-Za-z])[lI](?=[\d.,]{0,3}\d|[lI]?(?:次|场|期|处|篇|个|件|部|份|条|名|人|块|项|台|家|起|例|月|日|曰|万))"
                r"|(?<=\d)[lI](?![A-Za-z])"), "1"),
    (re.compile(r"(?<![A-Za-z])[Oo](?=[\d.]*\d|元|起|件|次|%)|(?<=\d)[Oo](?![A-Za-z])"), "0"),
    (re.compile(r"曰(?![：:“「])"), "日"),
    (re.compile(r"(?<=\d)〇|〇(?=\d)"), "0"),
    (re.compile(r"竟(?=赛|答)"), "竞"),
    (re.compile(r"(?<![年月周季期岁旬底学始本])末"
                r"(?=获|能|报|参|发|建|开|组|按|完成|落实|出台|列入|纳入|达|设|公|制|举|得|收|接|通过)"), "未"),
    (re.compile(r"(?<![自知异利律克舍为惟于私损立由])己(?=于|经|报|完|开|建|印|发|按|上|召|制|列|纳|落|配|公|组|设|举|获|成|全|向|达"
                r"|归|录|更|签|聘|审|备|出|送|挂|有)"), "已"),
    (re.compile(r"(?<=计)戈"), "划"),
    (re.compile(r"(?<=(?<![0-9])[1-9])，(?=[0-9]{3}(?:[，,][0-9]{3})*(?![0-9]))"
                r"|(?<=(?<![0-9])[1-9][0-9])，(?=[0-9]{3}(?:[，,][0-9]{3})*(?![0-9]))"
                r"|(?<=(?<![0-9])[1-9][0-9]{2})，(?=[0-9]{3}(?:[，,][0-9]{3})*(?![0-9]))"), ","),
)
"""What recognition of scanned pages takes for another character, where its neighbours tell which (3l篇, 12月4曰)."""


def mended(text: str) -> str:
    """The text with misread digits and characters put right; its length does not change."""
    if "元" in text or "圆" in text or "块" in text:
        text = _CAPITAL_SUM.sub(lambda found: found.group().translate(_CAPITALS), text)
    if _MISREAD.search(text):
        for pattern, right in _MENDS:
            text = pattern.sub(right, text)
    return text


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """The text with full-width digits, letters and marks as their plain forms; its length does not change."""
    return mended(text.translate(_FOLD))


@lru_cache(maxsize=8)
def load(name: str) -> dict[str, Any]:
    """The tables of one data file that stands beside this module."""
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


def sentence_start(text: str, at: int, *, marks: str = "。！？；!?;\n", reach: int = 160) -> int:
    """Where the sentence (by other marks: the clause) that holds a place begins, no further back than reach."""
    low = max(0, at - reach)
    return max([low, *(text.rfind(mark, low, at) + 1 for mark in marks)])
