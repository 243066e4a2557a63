"""Which kinds of evidence a standard's sentence may ask for, by the kinds' triggers, names and examples.

For drafting a map, where a person decides. Nothing of a dossier is read here.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache

from classifiers.kinds import find_hits, kinds
from classifiers.text import Piece, clauses, flat

_WIDE = str.maketrans({",": "，", ";": "；", "(": "（", ")": "）", ":": "："})
_SIGNS = re.compile(r"[^一-龥A-Za-z]+")
_COMMON = re.compile(r"[每年本单位部门开展组织落实积极认真工作及时相关并的]")
_HIT, _NAME, _EXAMPLE = 0.45, 0.4, 0.3
_MEASURE = 0.2
_MEASURES = ("学时", "课时", "小时", "%")
_LEAST = 0.2


def propose(text: str, most: int = 3) -> tuple[tuple[str, float], ...]:
    """Kinds that ``text`` (a clause of a standard) may ask for, each with a confidence 0..1, the likeliest first."""
    sentence = flat(text.translate(_WIDE))
    edges = [(piece.start, piece.end) for piece in clauses(sentence, Piece(0, len(sentence)))]
    hits = {hit.kind for hit in find_hits(sentence, edges)}
    asked = _weighted(_pairs(sentence))
    measured = {unit for unit in _MEASURES if unit in sentence}
    rated = []
    for kind in kinds().values():
        name, examples = _profile(kind.id)
        score = _HIT * (kind.id in hits) + _NAME * _share(name, asked) \
            + _EXAMPLE * max((_cosine(asked, example) for example in examples), default=0.0)
        if score >= _LEAST and measured & kind.units:
            score += _MEASURE
        if score >= _LEAST:
            rated.append((round(min(score, 0.95), 2), kind.id))
    return tuple((kind, score) for score, kind in sorted(rated, key=lambda pair: (-pair[0], pair[1]))[:most])


def _pairs(text: str) -> Counter[str]:
    """Pairs of neighbouring characters; words that every standard uses are left out."""
    body = [part for part in _COMMON.sub(" ", _SIGNS.sub(" ", text)).split() if part]
    return Counter(part[at:at + 2] for part in body for at in range(len(part) - 1))


@lru_cache(maxsize=1)
def _rarity() -> dict[str, float]:
    """Weight of every pair of the kinds' names and examples: rarer is heavier."""
    documents = [set(_pairs(" ".join((kind.name, *kind.examples)))) for kind in kinds().values()]
    counts = Counter(pair for document in documents for pair in document)
    return {pair: math.log(1 + len(documents) / count) for pair, count in counts.items()}


def _weighted(pairs: Counter[str]) -> dict[str, float]:
    rarity = _rarity()
    rare = math.log(1 + len(kinds()))
    return {pair: count * rarity.get(pair, rare * 0.5) for pair, count in pairs.items()}


@lru_cache(maxsize=512)
def _profile(kind_id: str) -> tuple[dict[str, float], tuple[dict[str, float], ...]]:
    kind = kinds()[kind_id]
    return _weighted(_pairs(kind.name)), tuple(_weighted(_pairs(example)) for example in kind.examples)


def _share(name: dict[str, float], asked: dict[str, float]) -> float:
    """How much of the kind's name stands in the text, by weight."""
    whole = sum(name.values())
    return sum(weight for pair, weight in name.items() if pair in asked) / whole if whole else 0.0


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    dot = sum(weight * other.get(pair, 0.0) for pair, weight in one.items())
    norm = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return dot / norm if norm else 0.0
