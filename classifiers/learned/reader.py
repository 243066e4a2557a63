"""What a small language model reads of kinds and fates in neighbouring sentences or rows, which it sees together.

Six layers of multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672), trained further on labelled sentences and on
papers with gold by ``training/reader_model.py``: it says how surely each sentence speaks of each kind, and what became
of a kind in a clause; among the numbers and days of a sentence it chooses those of a kind (``choices.py``). The
``reader*.onnx`` have the weights with eight bits each (``Files``), ``reader_words.model`` the words it knows
(SentencePiece). It takes some milliseconds a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from classifiers.context import Context
from classifiers.learned.wording import told


class Files(NamedTuple):
    """Where the reader is kept: what reads, what tells fates, what chooses numbers and days, the words."""

    weights: Path
    fates: Path
    numbers: Path
    days: Path
    words: Path


def files(folder: Path, name: str = "reader") -> Files:
    """The files of a reader in a folder, all beginning with its name."""
    return Files(*(folder / f"{name}{end}" for end in (
        ".onnx", "_fates.onnx", "_numbers.onnx", "_days.onnx", "_words.model")))


FILES = files(Path(__file__).parent)
CLASSES = 7
"""Scores given: one a status, in the order of ``STATUSES``, and the last for a kind that is not spoken of at all."""
ROUND = 120
"""Characters read before and after the clause, and half of those read of a clause."""
MOST_WORDS = 300
_START, _END = 0, 2
_SLOWER = "SkipLayerNormFusion"
"""An optimization of onnxruntime that makes reading a quarter slower (measured with 1.31 on 64 to 200 words)."""


@lru_cache(maxsize=1)
def _session() -> tuple[Any, dict[str, int]]:
    """What reads, and the number of each kind in it."""
    import json

    session = _opened(FILES.weights)
    kinds = json.loads(session.get_modelmeta().custom_metadata_map["kinds"])
    return session, {kind: at for at, kind in enumerate(kinds)}


@lru_cache(maxsize=1)
def _teller() -> Any:
    """What tells fates of what was read."""
    return _opened(FILES.fates)


def _opened(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"],
                                        disabled_optimizers=[_SLOWER])


@lru_cache(maxsize=2)
def _chooser(of_days: bool) -> Any:
    """What chooses days, or numbers."""
    return _opened(FILES.days if of_days else FILES.numbers)


@lru_cache(maxsize=1)
def _words() -> Any:
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(FILES.words))


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


Scores = tuple[float, ...]
"""Log odds by ``CLASSES``."""


@lru_cache(maxsize=4096)
def scores(shown: Parts, kind: str) -> Scores:
    """The scores of a kind in the clause of a sentence. Raises KeyError for one that is not ``known``."""
    before, clause, after = shown
    text = before + clause + after
    return Reading(text, ((0, len(text)),)).fates(0, ((len(before), len(before) + len(clause)),), kind)[0]


class Reading:
    """A text as the reader has read it. pieces: start and end of each of its sentences or rows, as ``told`` makes them.

    spoken: pieces × kinds, how surely each speaks of each kind (log odds), in the order of ``kinds_known``.
    """

    def __init__(self, text: str, pieces_: Sequence[tuple[int, int]]) -> None:
        import numpy as np

        read, self.places = pieces(text)
        self.own = np.array([self._mask(start, end) for start, end in pieces_], dtype=np.float32)
        self.states, self.spoken = _session()[0].run(
            None, {"ids": np.array([[_START, *read, _END]], dtype=np.int64), "own": self.own})

    def fates(self, piece: int, clauses: Sequence[tuple[int, int]], kind: str) -> list[Scores]:
        """The scores of a kind in each of a piece's clauses (start, end in the text)."""
        told_ = _teller().run(["fates"], self._asked(piece, clauses, kind))[0]
        return [tuple(float(one) for one in row) for row in told_]

    def chosen(self, piece: int, clause: tuple[int, int], kind: str, spans: Sequence[tuple[int, int]],
               facts: Sequence[Sequence[float]], of_days: bool) -> list[float]:
        """The probability of each option for the number, or the days, of a kind in a clause of a piece.

        spans: start and end of each option's words in the text, equal for one without words.
        """
        import numpy as np

        told_ = _teller().run(["seen"], self._asked(piece, [clause], kind))[0]
        masks = [self._mask(start, end) if end > start else self._mask(0, 0) for start, end in spans]
        scores_ = _chooser(of_days).run(None, {
            "states": self.states, "seen": told_, "spans": np.array(masks, dtype=np.float32),
            "facts": np.array(facts, dtype=np.float32)})[0]
        odds = np.exp(scores_ - scores_.max())
        return [float(one) for one in odds / odds.sum()]

    def _asked(self, piece: int, clauses: Sequence[tuple[int, int]], kind: str) -> dict[str, Any]:
        import numpy as np

        spans = np.array([self._mask(start, end) for start, end in clauses], dtype=np.float32)
        return {"states": self.states, "own": np.repeat(self.own[piece:piece + 1], len(clauses), axis=0),
                "spans": spans, "kinds": np.full(len(clauses), _session()[1][kind], dtype=np.int64)}

    def _mask(self, start: int, end: int) -> list[float]:
        """1 for every word that reaches into ``start`` to ``end``."""
        return [0.0, *(float(first < end and last > start) for first, last in self.places), 0.0]


@lru_cache(maxsize=64)
def read_once(text: str, pieces_: tuple[tuple[int, int], ...]) -> Reading:
    """A text's ``Reading``; the last ones are kept, since papers of a dossier repeat each other."""
    return Reading(text, pieces_)


def kinds_known() -> Mapping[str, int]:
    """The kinds that the model learned of, with the number of each."""
    return _session()[1]
