"""Saying the same thing differently every time: honest papers must not share wording because a bank is small."""

from __future__ import annotations

import random
import re
from typing import Any

from .bank import Half, choose, fill

GRAM = 15
TRIES = 120
_DIGITS = re.compile(r"[0-9０-９一二三四五六七八九十百千]+")


def masked(text: str) -> str:
    """The text without blanks, every number as one sign."""
    return _DIGITS.sub("0", re.sub(r"\s+", "", text))


def grams(text: str) -> set[str]:
    """All runs of ``GRAM`` signs of the masked text."""
    flat = masked(text)
    return {flat[i:i + GRAM] for i in range(len(flat) - GRAM + 1)}


class Speech:
    """Draws sentences of one half and remembers every run of signs already used, whoever used it."""

    def __init__(self, half: Half) -> None:
        self.half = half
        self.used: set[str] = set()

    def note(self, text: str) -> str:
        """Marks a text as used and returns it."""
        self.used |= grams(text)
        return text

    def say(self, topic: str, slots: dict[str, Any], rng: random.Random, told: set[str], planted: bool = False) -> str:
        """A sentence about ``topic``, the least used of many drawn; ``planted`` looks into the bank of faults.

        told: the patterns this dossier has used already; they come last, and the one chosen is added.
        """
        bank = (self.half.plants if planted else self.half.phrases)[topic]
        best, fewest, pattern = "", 2.0, ""
        order = [p for p in rng.sample(bank, len(bank)) if p not in told] or rng.sample(bank, len(bank))
        for turn in range(TRIES):
            text = fill(choose(order[turn % len(order)], rng), slots)
            runs = grams(text)
            shared = len(runs & self.used) / max(1, len(runs))
            if shared < fewest:
                best, fewest, pattern = text, shared, order[turn % len(order)]
            if shared == 0:
                break
        told.add(pattern)
        return self.note(best)
