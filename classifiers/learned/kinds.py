"""Which kinds a text speaks of, by a linear model over its characters and its words' meanings.

One logistic model a kind; all weights in ``kinds.json``, kept as bytes of eight bits with a scale a kind. The scores of
all kinds are brought to one probability scale by a line fitted on writers that the model had not seen (Platt 1999).
Trained by ``training/kinds_model.py``.
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from classifiers.learned.features import characters, meaning
from classifiers.learned.place import file

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float32]]

FILE = "kinds.json"
SHORTEST = 6
"""Texts of fewer characters are not judged."""


@dataclass(frozen=True)
class Model:
    """The trained model.

    kinds: the classes. sure: least probability at which each is right often enough by itself (``PRECISE`` of training).
    runs, names, idf: the known runs of characters with their rows and their rarity. rarity: that of each word of the
    table. weights: runs × kinds, in ``scales`` of each kind. senses: dimensions × kinds. intercepts: by kind. slope,
    offset: from a score to the logit of its probability. corpus: hash of what it was trained on.
    """

    kinds: tuple[str, ...]
    sure: tuple[float, ...]
    runs: dict[str, int]
    names: tuple[str, ...]
    idf: Array
    rarity: Array
    weights: np.ndarray[Any, np.dtype[np.int8]]
    scales: Array
    senses: Array
    intercepts: Array
    slope: float
    offset: float
    corpus: str


def packed(array: Any) -> str:
    """An array's bytes, compressed, as text."""
    return base64.b64encode(zlib.compress(array.tobytes(), 9)).decode("ascii")


@lru_cache(maxsize=1)
def model() -> Model:
    """The trained weights. Raises FileNotFoundError where they were never trained."""
    import numpy as np

    raw: dict[str, Any] = json.loads(file(FILE).read_text("utf-8"))

    def read(name: str, kind: type[Any]) -> Any:
        return np.frombuffer(zlib.decompress(base64.b64decode(raw[name])), dtype=kind)

    names, runs = tuple(raw["kinds"]), raw["runs"].split("\n")
    weights = read("weights", np.int8).reshape(len(runs), len(names))
    return Model(kinds=names, sure=tuple(raw["sure"]), names=tuple(runs),
                 runs={run: row for row, run in enumerate(runs)},
                 idf=read("idf", np.float16).astype(np.float32), rarity=read("rarity", np.float16).astype(np.float32),
                 weights=weights, scales=read("scales", np.float32),
                 senses=read("senses", np.float32).reshape(-1, len(names)),
                 intercepts=read("intercepts", np.float32), slope=raw["slope"], offset=raw["offset"],
                 corpus=raw["corpus"])


@lru_cache(maxsize=4096)
def probabilities(text: str) -> Array:
    """The probability of each of the model's kinds, not to be written to; zeros for a text (as ``plain`` makes it) too
    short to judge."""
    import numpy as np

    made = model()
    if len(text) < SHORTEST:
        found: Array = np.zeros(len(made.kinds), dtype=np.float32)
    else:
        rows, values = characters(text, made.runs, made.idf)
        scores = (values @ made.weights[rows].astype(np.float32)) * made.scales
        scores = scores + meaning(text, made.rarity) @ made.senses + made.intercepts
        found = 1 / (1 + np.exp(-(made.slope * scores + made.offset)))
    found.setflags(write=False)
    return found
