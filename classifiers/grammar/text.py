"""Folding of full-width forms, character for character, so that places in the folded text are places in the text."""

from __future__ import annotations

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


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """The text with full-width digits, letters and marks as their plain forms; its length does not change."""
    return text.translate(_FOLD)


@lru_cache(maxsize=8)
def load(name: str) -> dict[str, Any]:
    """The tables of one data file that stands beside this module."""
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


def sentence_start(text: str, at: int, *, marks: str = "。！？；!?;\n", reach: int = 160) -> int:
    """Where the sentence (by other marks: the clause) that holds a place begins, no further back than reach."""
    low = max(0, at - reach)
    return max([low, *(text.rfind(mark, low, at) + 1 for mark in marks)])
