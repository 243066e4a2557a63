"""One recogniser: rapidocr with the models in its package. Runs inside the processes of ``extractor.ocr.pool`` only."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from typing import Any

from extractor.tools import Picture, Recognition, Words

NAME = "rapidocr"


def installed() -> bool:
    """Whether recognition can work on this installation."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


class Engine:
    """Loads its models once; ``read`` takes one picture after another."""

    def __init__(self, threads: int = 1) -> None:
        import onnxruntime
        from rapidocr import RapidOCR

        onnxruntime.set_default_logger_severity(3)
        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        self._ocr = RapidOCR(params={"Global.use_cls": False, "Global.log_level": "error",
                                     "EngineConfig.onnxruntime.intra_op_num_threads": threads})

    def read(self, picture: Picture) -> Recognition:
        """The lines of a picture, top to bottom."""
        found = self._ocr(pixels(picture))
        words = tuple(_line(box, text, score) for box, text, score in zip(
            found.boxes if found.boxes is not None else (), found.txts or (), found.scores or (), strict=True)
            if text.strip())
        return Recognition(width=picture.width, height=picture.height, turned=0, words=words, engine=NAME)


def pixels(picture: Picture) -> Any:
    """A picture as an array of height × width × 3, blue first as the engine wants it."""
    import numpy as np

    flat = np.frombuffer(picture.data, dtype=np.uint8)
    if picture.mode == "L":
        return np.repeat(flat.reshape(picture.height, picture.width, 1), 3, axis=2)
    return flat.reshape(picture.height, picture.width, 3)[:, :, ::-1]


def _line(box: Any, text: str, score: float) -> Words:
    xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
    return Words(text=text.strip(), x0=min(xs), top=min(ys), x1=max(xs), bottom=max(ys), confidence=float(score))
