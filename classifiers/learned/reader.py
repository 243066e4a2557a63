"""What a small language model reads of a thing's fate in its sentence, for sentences that words alone leave open.

Six layers of multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672), trained further on the labelled sentences by
``training/reader_model.py``: it sees the sentence, the clause that names the thing and the kind, and gives a score to
each status. ``reader.onnx`` has the weights with eight bits each, ``reader_words.model`` the words it knows
(SentencePiece). It is asked
where the vote (``vote.py``) is in doubt, since it takes some milliseconds a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from classifiers.context import Context
from classifiers.learned.wording import told

WEIGHTS = Path(__file__).with_name("reader.onnx")
WORDS = Path(__file__).with_name("reader_words.model")
CLASSES = 7
"""Scores given: one a status, in the order of ``STATUSES``, and the last for a kind that is not spoken of at all."""
ROUND = 120
"""Characters read before and after the clause, and half of those read of a clause."""
MOST_WORDS = 220
_START, _END = 0, 2


@lru_cache(maxsize=1)
def _session() -> tuple[Any, dict[str, int]]:
    """The model and the number of each kind in it."""
    import json

    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(WEIGHTS), options, providers=["CPUExecutionProvider"])
    kinds = json.loads(session.get_modelmeta().custom_metadata_map["kinds"])
    return session, {kind: at for at, kind in enumerate(kinds)}


@lru_cache(maxsize=1)
def _words() -> Any:
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(WORDS))


def pieces(text: str, words: Any = None) -> tuple[list[int], list[tuple[int, int]]]:
    """The numbers of a text's words and where each stands in it. words: another SentencePiece processor."""
    found = (words or _words()).encode(text, return_type="proto").pieces[:MOST_WORDS]
    ends = list(accumulate(len(one.surface) for one in found))
    return [one.id for one in found], list(zip([0, *ends], ends, strict=False))


def known(kind: str) -> bool:
    """Whether the model learned of a kind."""
    return kind in _session()[1]


def seen_writers() -> frozenset[str]:
    """The writers of labelled sentences from whom the model learned: what it is worth is measured on others."""
    import json

    return frozenset(json.loads(_session()[0].get_modelmeta().custom_metadata_map["seen"]))


Parts = tuple[str, str, str]
"""A sentence as the model reads it: what stands before the clause, the clause, what stands after it."""


def parts(sentence: str, start: int, end: int, context: Context) -> Parts:
    """The parts of a sentence whose clause ``sentence[start:end]`` names the thing, cut to what is read."""
    return (told(sentence[:start], context)[-ROUND:], told(sentence[start:end], context)[:2 * ROUND],
            told(sentence[end:], context)[:ROUND])


@lru_cache(maxsize=4096)
def scores(shown: Parts, kind: str) -> tuple[float, ...]:
    """The scores (log odds) of ``CLASSES`` for a kind. Raises KeyError for one that is not ``known``."""
    before, clause, after = shown
    return fates("", before + clause + after, ((len(before), len(before) + len(clause)),), kind)[0]


Scores = tuple[float, ...]


def fates(around: str, sentence: str, clauses: Sequence[tuple[int, int]], kind: str) -> list[Scores]:
    """The scores (log odds) of ``CLASSES`` for a kind in each of a sentence's clauses (start, end).

    around: what stands around the sentence; both texts as ``told`` makes them.
    """
    import numpy as np

    ids, places = _read(around + sentence)
    begin = len(around)
    spans = np.array([[0.0, *_inside(places, begin + start, begin + end), 0.0] for start, end in clauses],
                     dtype=np.float32)
    number = _session()[1][kind]
    found = _run(ids, _own(places, begin), spans, [number] * len(clauses))[0]
    return [tuple(float(one) for one in row) for row in found]


@lru_cache(maxsize=4096)
def spoken(around: str, sentence: str) -> Mapping[str, float]:
    """How surely a sentence speaks of each kind (log odds). Texts as for ``fates``."""
    import numpy as np

    ids, places = _read(around + sentence)
    own = _own(places, len(around))
    found = _run(ids, own, np.array([own], dtype=np.float32), [0])[1]
    return dict(zip(_session()[1], found.tolist(), strict=True))


def _read(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    read, places = pieces(text)
    return [_START, *read, _END], places


def _own(places: Sequence[tuple[int, int]], begin: int) -> list[float]:
    """1 for every word of the sentence itself, with the first and the last sign, which are of neither."""
    return [0.0, *(float(end > begin) for _, end in places), 0.0]


def _run(ids: list[int], own: list[float], spans: Any, kinds: list[int]) -> tuple[Any, Any]:
    import numpy as np

    given = {"ids": np.array([ids], dtype=np.int64), "own": np.array([own], dtype=np.float32), "spans": spans,
             "kinds": np.array(kinds, dtype=np.int64)}
    told, speaking = _session()[0].run(None, given)
    return told, speaking


def _inside(places: Sequence[tuple[int, int]], start: int, end: int) -> list[float]:
    """1 for every word that reaches into ``start`` to ``end``."""
    return [float(first < end and last > start) for first, last in places]
