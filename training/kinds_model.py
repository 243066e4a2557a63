"""Trains the model that proposes kinds (``classifiers/learned/kinds.py``) from labelled sentences.

Needs scikit-learn (extra ``train``); using the weights does not. The vote on what became of a thing is trained in
``status_model``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from classifiers.context import context_for
from classifiers.find import find_mentions
from classifiers.kinds import asked_kinds, kinds
from classifiers.learned.features import LONGEST, meaning, plain, runs
from classifiers.learned.kinds import SHORTEST, packed
from classifiers.learned.words import known, table
from classifiers.text import flat
from extractor import read_text
from model.rubric import Rubric, asks
from rubric_maps.load import load
from scoring.engine import criteria_of
from training.labels import Labelled, fingerprint

FILE = "kinds.json"
LEAST = 4
"""Fewest sentences a kind needs to be learned."""
RUNS = 28_000
"""Runs of characters kept: those in the most sentences."""
FOLDS = 4
STRENGTH = 20.0
"""Inverse of the penalty on weights."""
PRECISE, LOWEST, HIGHEST = 0.75, 0.4, 0.95
"""A kind is proposed from the least probability on at which the model was right so often, between these bounds."""
_DEFAULTS = {"9.1": "law_practice", "15.1": "superior_commendation", "7.1": "case_published",
             "6.1": "administrative_fault", "1.2": "responsible_leader", "12.1": "law_contest"}
"""Where a criterion asks for several kinds and no word tells which: the commonest."""
Array = np.ndarray[Any, np.dtype[np.float32]]
Scores = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled sentence. asked: kinds its standard asks for; found: kinds the rules find; labels: kinds it speaks of;
    gold: its criteria."""

    file: str
    rubric: Rubric
    asked: frozenset[str]
    text: str
    found: frozenset[str]
    labels: frozenset[str]
    gold: frozenset[str]


def read_rows(lines: Sequence[Labelled]) -> list[Row]:
    """All training sentences with the kinds they speak of."""
    return [_row(line) for line in lines]


def _row(line: Labelled) -> Row:
    raw, writer, rubric = line.raw, line.writer, line.standard
    context = context_for(raw["unit"], int(raw["year"]), None, asked_kinds(rubric.kinds()))
    mentions = find_mentions(read_text(raw["text"], writer), context, "other", opinion="rules")[1]
    found = frozenset(m.kind for m in mentions)
    gold = frozenset(c for entry in raw["gold"] for c in entry["criteria"])
    labels = labels_of(raw["text"], found, gold, rubric)
    return Row(writer, rubric, rubric.kinds(), plain(raw["text"], context), found, labels, gold)


def labels_of(text: str, found: frozenset[str], gold: frozenset[str], rubric: Rubric) -> frozenset[str]:
    """Kinds for a sentence's criteria: those the rules found, else those whose words it has, else the commonest."""
    labels: set[str] = set()
    for criterion in rubric.criteria():
        asked = [kind for ask in asks(criterion) for kind in ask.kinds]
        if criterion.id not in gold or not asked:
            continue
        named = [k for k in asked if k in found] or [k for k in asked if kinds()[k].quick.search(flat(text))]
        default = _DEFAULTS.get(criterion.id, asked[0]) if rubric.id == "jiangyin-2020" else asked[0]
        labels.update(named or [default])
    return frozenset(labels)


@dataclass(frozen=True)
class Fitted:
    """A trained model: vectorizer of runs, rarity of words, and for each kind its weights and intercept."""

    vectorizer: Any
    rarity: Array
    models: dict[str, tuple[Any, float]]

    def scores(self, rows: Sequence[Row]) -> dict[str, Any]:
        """Scores of all rows by kind."""
        features = _features(self.vectorizer, self.rarity, rows)
        return {kind: features @ weights + intercept for kind, (weights, intercept) in self.models.items()}


def fit(rows: Sequence[Row]) -> Fitted:
    """The model of the commonest runs of characters and of the words' meanings."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    seen: Counter[str] = Counter()
    for row in rows:
        seen.update(runs(row.text).keys())
    common = sorted((-count, run) for run, count in seen.items() if count > 1)[:RUNS]
    vectorizer = TfidfVectorizer(vocabulary=sorted(run for _, run in common), analyzer="char",
                                 ngram_range=(1, LONGEST), sublinear_tf=True, lowercase=False)
    vectorizer.fit([row.text for row in rows])
    rarity = _rarity(rows)
    return Fitted(vectorizer, rarity, _fit(_features(vectorizer, rarity, rows), rows))


def _rarity(rows: Sequence[Row]) -> Array:
    """Weight of every word of the table: the fewer sentences it stands in, the heavier."""
    frequency = np.zeros(len(table().index), dtype=np.float32)
    for row in rows:
        frequency[list(known(row.text))] += 1
    rare: Array = np.log((len(rows) + 1) / (frequency + 1)).astype(np.float16).astype(np.float32)
    return rare


def _features(vectorizer: Any, rarity: Array, rows: Sequence[Row]) -> Any:
    from scipy.sparse import csr_matrix, hstack

    senses = np.stack([meaning(row.text, rarity) for row in rows])
    return hstack([vectorizer.transform([row.text for row in rows]), csr_matrix(senses)]).tocsr()


def _fit(features: Any, rows: Sequence[Row]) -> dict[str, tuple[Any, float]]:
    """One model a kind, trained on the sentences of all standards that ask for it."""
    from sklearn.linear_model import LogisticRegression

    models = {}
    for kind in sorted(kinds()):
        about = [at for at, row in enumerate(rows) if kind in row.asked]
        wanted = [kind in rows[at].labels for at in about]
        if LEAST <= sum(wanted) < len(wanted):
            model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=400, solver="liblinear")
            model.fit(features[about], wanted)
            models[kind] = (model.coef_[0], float(model.intercept_[0]))
    return models


def unseen(rows: Sequence[Row]) -> list[dict[str, float]]:
    """Scores by asked kind of every row, from a model that did not see its writer; nothing for a single writer."""
    files = sorted({row.file for row in rows})
    found: list[dict[str, float]] = [{} for _ in rows]
    for fold in range(min(FOLDS, len(files)) if len(files) > 1 else 0):
        left = set(files[fold::FOLDS])
        held = [at for at, row in enumerate(rows) if row.file in left]
        fitted = fit([row for row in rows if row.file not in left])
        for kind, scores in fitted.scores([rows[at] for at in held]).items():
            for at, score in zip(held, scores, strict=True):
                if kind in rows[at].asked:
                    found[at][kind] = float(score)
    return found


def calibrate(rows: Sequence[Row], scores: Sequence[Scores]) -> tuple[float, float]:
    """Slope and offset that turn a score into the logit of its probability (Platt 1999)."""
    from sklearn.linear_model import LogisticRegression

    pairs = [(score, kind in row.labels) for row, by in zip(rows, scores, strict=True) for kind, score in by.items()]
    if len({hit for _, hit in pairs}) < 2:
        return 1.0, 0.0
    scored, right = np.array([[score] for score, _ in pairs]), [hit for _, hit in pairs]
    line = LogisticRegression(C=1e6, max_iter=1000).fit(scored, right)
    return float(line.coef_[0][0]), float(line.intercept_[0])


def thresholds(rows: Sequence[Row], scores: Sequence[Scores], line: tuple[float, float]) -> dict[str, float]:
    """For each kind the least probability at which the model, on writers it had not seen, named a right criterion in
    ``PRECISE`` of the cases, smoothed by two right and one wrong case that nobody saw."""
    tried: dict[str, list[tuple[float, bool]]] = {}
    for row, by in zip(rows, scores, strict=True):
        if len(row.text) >= SHORTEST:
            for kind, score in by.items():
                right = bool(row.gold & _criteria((kind,), row.rubric))
                tried.setdefault(kind, []).append((probability(score, line), right))
    return {kind: _least(sorted(pairs, reverse=True)) for kind, pairs in tried.items()}


def probability(score: float, line: tuple[float, float]) -> float:
    """The calibrated probability of a score."""
    return float(1 / (1 + np.exp(-(line[0] * score + line[1]))))


def _least(pairs: Sequence[tuple[float, bool]]) -> float:
    best, right = 1.0, 2
    for count, (chance, hit) in enumerate(pairs, 1):
        right += hit
        if chance < LOWEST:
            break
        if right / (count + 3) >= PRECISE:
            best = chance
    return max(LOWEST, min(best, HIGHEST))


def export(fitted: Fitted, line: tuple[float, float], sure: Mapping[str, float], corpus: str, path: Path) -> None:
    """Writes the weights as bytes of eight bits, with a scale a kind."""
    names, characters = list(fitted.models), list(fitted.vectorizer.get_feature_names_out())
    weights = np.stack([fitted.models[name][0] for name in names], axis=1)
    told = weights[:len(characters)]
    scales = (np.maximum(np.abs(told).max(axis=0), 1e-6) / 127).astype(np.float32)
    data = {"corpus": corpus, "kinds": names, "sure": [round(sure.get(name, HIGHEST), 3) for name in names],
            "slope": round(line[0], 4), "offset": round(line[1], 4), "runs": "\n".join(characters),
            "idf": packed(fitted.vectorizer.idf_.astype(np.float16)),
            "rarity": packed(fitted.rarity.astype(np.float16)),
            "scales": packed(scales), "weights": packed(np.round(told / scales).astype(np.int8)),
            "senses": packed(weights[len(characters):].astype(np.float32)),
            "intercepts": packed(np.array([fitted.models[name][1] for name in names], dtype=np.float32))}
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def train(lines: Sequence[Labelled], rows: Sequence[Row], path: Path) -> None:
    """Writes the weights that the lines give. rows: ``read_rows`` of the lines."""
    scores = unseen(rows)
    line = calibrate(rows, scores)
    export(fit(rows), line, thresholds(rows, scores, line), fingerprint(lines), path)


def check(rows: Sequence[Row]) -> None:
    """Prints precision, recall and F1 of a line's criteria by standard, writers' files kept whole."""
    scores = unseen(rows)
    line = calibrate(rows, scores)
    sure = thresholds(rows, scores, line)
    proposed = [{kind for kind, score in by.items() if probability(score, line) >= sure[kind]} for by in scores]
    for name in sorted({row.rubric.id for row in rows}):
        some = [at for at, row in enumerate(rows) if row.rubric.id == name and not row.file.startswith("dev/")]
        print(f"{name}: {len(some)} lines")
        sides: dict[str, Callable[[int], set[str]]] = {
            "rules": lambda at: _criteria(rows[at].found, rows[at].rubric),
            "model": lambda at: _criteria(proposed[at], rows[at].rubric),
            "rules and model": lambda at: _criteria({*rows[at].found, *proposed[at]}, rows[at].rubric)}
        for side, told in sides.items():
            _print(side, ((rows[at].gold, told(at)) for at in some))


@lru_cache(maxsize=100_000)
def _criteria_of(kind: str, rubric: str) -> frozenset[str]:
    return frozenset(criteria_of(load(rubric), kind))


def _criteria(found: Iterable[str], rubric: Rubric) -> set[str]:
    return {criterion for kind in found for criterion in _criteria_of(kind, rubric.id)}


def _print(name: str, pairs: Iterable[tuple[frozenset[str], set[str]]]) -> None:
    right = extra = lost = 0
    for gold, found in pairs:
        right, extra, lost = right + len(gold & found), extra + len(found - gold), lost + len(gold - found)
    print(f"  {name}: precision {right / (right + extra or 1):.3f} recall {right / (right + lost or 1):.3f} "
          f"F1 {2 * right / (2 * right + extra + lost or 1):.3f}")
