"""What a line of words says: rapidocr's recognition network, one line at a time and no wider than the line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from extractor.ocr.models import session

_HAN = "\u4e00-\u9fff》”"
_AFTER = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_HEIGHT, _WIDEST, _NARROWEST = 48, 3200, 16


@dataclass(frozen=True, slots=True)
class Spelt:
    """A line's text, how sure it is (0..1), and the right edge of each character as a share of the line's width."""

    text: str
    confidence: float
    ends: tuple[float, ...]

    @property
    def weight(self) -> float:
        """Characters, each by how sure it is: much more upright than upside down."""
        return self.confidence * len(self.text)


class Speller:
    """Loads its network once; ``spell`` takes one line after another."""

    def __init__(self) -> None:
        self._net = session("rec")
        self._input = self._net.get_inputs()[0].name
        characters = self._net.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._characters = ["", *characters, " "]

    def spell(self, line: Any) -> Spelt:
        """The text of an array of height × width × 3 that holds one line."""
        import cv2
        import numpy as np

        height, width = line.shape[:2]
        wide = min(_WIDEST, max(_NARROWEST, -(-_HEIGHT * width // height)))
        fit = cv2.resize(line, (wide, _HEIGHT), interpolation=cv2.INTER_AREA if height > 96 else cv2.INTER_LINEAR)
        ready = np.ascontiguousarray((fit.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)[None])
        sure = self._net.run(None, {self._input: ready})[0][0]
        best = sure.argmax(axis=1)
        return self._read(best, sure[np.arange(len(best)), best])

    def _read(self, best: Any, sure: Any) -> Spelt:
        """Joins equal neighbours and leaves out the blanks between; a character ends halfway to the next one."""
        text, scores, middles = [], [], []
        start = 0
        for at in range(1, len(best) + 1):
            if at < len(best) and best[at] == best[start]:
                continue
            if best[start]:
                text.append(self._characters[best[start]])
                scores.append(float(sure[start]))
                middles.append((start + at) / 2 / len(best))
            start = at
        ends = [(a + b) / 2 for a, b in zip(middles, middles[1:], strict=False)]
        return _stripped(text, scores, [*ends, 1.0] if text else [])


def _stripped(text: list[str], scores: list[float], ends: list[float]) -> Spelt:
    """Without white space at either end; one end for each character even where a class stands for more than one."""
    while text and not text[-1].strip():
        text, scores, ends = text[:-1], scores[:-1], ends[:-1]
    while text and not text[0].strip():
        text, scores, ends = text[1:], scores[1:], ends[1:]
    spread = tuple(end for part, end in zip(text, ends, strict=True) for _ in part)
    return Spelt(wide_signs("".join(text)), sum(scores) / len(scores) if scores else 0.0, spread)


def wide_signs(text: str) -> str:
    """The text with the signs beside Chinese characters in their Chinese form: a line 48 pixels high shows no width.

    A sign between digits or letters stays as it is (``14:30``, ``3,500``).
    """
    for narrow, wide in _AFTER.items():
        text = re.sub(rf"(?<=[{_HAN}]){re.escape(narrow)}", wide, text)
    text = re.sub(rf"\((?=[{_HAN}])", "（", text)
    for opened, narrow, wide in (("（", ")", "）"), ("(", "）", ")")):
        text = re.sub(rf"(?<={re.escape(opened)})([^()（）]*){re.escape(narrow)}", rf"\1{wide}", text)
    return text
