"""Trains the second opinions (``classifiers/learned``) from the labelled sentences, but for the untouched tests.

``python -m bench.train`` writes the weights; ``python -m bench.train --check`` prints, by cross-validation that keeps
each writer's file whole, what rules, model and both together find. Needs scikit-learn (extra ``dev``).
Kinds are trained here, the vote on what became of them in ``bench.train_status``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from bench import train_status
from bench.train_status import fingerprint, folders
from classifiers.context import context_for
from classifiers.find import find_mentions
from classifiers.kinds import asked_kinds, kinds
from classifiers.learned.features import LONGEST, meaning, plain
from classifiers.learned.kinds import SHORTEST, WEIGHTS, packed
from classifiers.learned.words import known, table
from classifiers.text import flat
from extractor import read_text
from model.rubric import Rubric, asks
from rubric_maps.load import load
from scoring.engine import criteria_of

LEAST = 4
"""Fewest sentences a kind needs to be learned."""
RUNS = 24_000
"""Runs of characters kept: those with the largest weights in a first training."""
FOLDS = 6
STRENGTH = 20.0
"""Inverse of the penalty on weights."""
PRECISE, LOWEST = 0.75, 0.4
"""A kind is proposed from the least probability on at which the model was right so often, never under ``LOWEST``."""
_DEFAULTS = {"9.1": "law_practice", "15.1": "superior_commendation", "7.1": "case_published",
             "6.1": "administrative_fault", "1.2": "responsible_leader", "12.1": "law_contest"}
"""Where a criterion asks for several kinds and no word tells which: the commonest."""


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled sentence. found: kinds the rules find; labels: kinds it speaks of; gold: its criteria."""

    file: str
    rubric: Rubric
    asked: frozenset[str]
    text: str
    found: frozenset[str]
    labels: frozenset[str]
    gold: frozenset[str]


def read_rows() -> list[Row]:
    """All training sentences with the kinds they speak of."""
    rows = []
    for name, folder in folders():
        rubric = load(name)
        for path in sorted(folder.glob("*.jsonl")):
            for line in path.read_text("utf-8").splitlines():
                rows.append(_row(json.loads(line), f"{folder.name}/{path.stem}", rubric))
    return rows


def _row(raw: dict[str, Any], writer: str, rubric: Rubric) -> Row:
    context = context_for(raw["unit"], raw["year"], None, asked_kinds(rubric.kinds()), rubric.groups())
    mentions = find_mentions(read_text(raw["text"], writer), context, "other", opinion="rules")[1]
    found = frozenset(m.kind for m in mentions)
    gold = frozenset(c for entry in raw["gold"] for c in entry["criteria"])
    labels = _labels(raw["text"], found, gold, rubric)
    return Row(writer, rubric, rubric.kinds(), plain(raw["text"], context), found, labels, gold)


def _labels(text: str, found: frozenset[str], gold: frozenset[str], rubric: Rubric) -> frozenset[str]:
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
    rarity: np.ndarray[Any, np.dtype[np.float32]]
    models: dict[str, tuple[Any, float]]

    def scores(self, rows: Sequence[Row]) -> dict[str, Any]:
        """Scores of all rows by kind."""
        features = _features(self.vectorizer, self.rarity, rows)
        return {kind: features @ weights + intercept for kind, (weights, intercept) in self.models.items()}


def fit(rows: Sequence[Row]) -> Fitted:
    """Trains twice: on all runs of characters, then on those that mattered."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    shape = {"analyzer": "char", "ngram_range": (1, LONGEST), "sublinear_tf": True, "lowercase": False}
    texts = [row.text for row in rows]
    rarity = _rarity(rows)
    vectorizer = TfidfVectorizer(min_df=2, **shape).fit(texts)
    first = _fit(_features(vectorizer, rarity, rows), rows)
    names = vectorizer.get_feature_names_out()
    heavy = sum(np.abs(weights[:len(names)]) for weights, _ in first.values())
    kept = sorted(names[at] for at in np.argsort(-heavy, kind="stable")[:RUNS])
    vectorizer = TfidfVectorizer(vocabulary=kept, **shape).fit(texts)
    return Fitted(vectorizer, rarity, _fit(_features(vectorizer, rarity, rows), rows))


def _rarity(rows: Sequence[Row]) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Weight of every word of the table: the fewer sentences it stands in, the heavier."""
    frequency = np.zeros(len(table().index), dtype=np.float32)
    for row in rows:
        frequency[list(known(row.text))] += 1
    return np.log((len(rows) + 1) / (frequency + 1)).astype(np.float16).astype(np.float32)


def _features(vectorizer: Any, rarity: np.ndarray[Any, np.dtype[np.float32]], rows: Sequence[Row]) -> Any:
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
        if sum(wanted) >= LEAST:
            model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=400, solver="liblinear")
            model.fit(features[about], wanted)
            models[kind] = (model.coef_[0], float(model.intercept_[0]))
    return models


def unseen(rows: Sequence[Row]) -> list[dict[str, float]]:
    """Scores by asked kind of every row, from a model that did not see its writer."""
    files = sorted({row.file for row in rows})
    found: list[dict[str, float]] = [{} for _ in rows]
    for fold in range(FOLDS):
        left = set(files[fold::FOLDS])
        held = [at for at, row in enumerate(rows) if row.file in left]
        fitted = fit([row for row in rows if row.file not in left])
        for kind, scores in fitted.scores([rows[at] for at in held]).items():
            for at, score in zip(held, scores, strict=True):
                if kind in rows[at].asked:
                    found[at][kind] = float(score)
    return found


def calibrate(rows: Sequence[Row], scores: Sequence[dict[str, float]]) -> tuple[float, float]:
    """Slope and offset that turn a score into the logit of its probability (Platt 1999)."""
    from sklearn.linear_model import LogisticRegression

    pairs = [(score, kind in row.labels) for row, by in zip(rows, scores, strict=True) for kind, score in by.items()]
    scored, right = np.array([[score] for score, _ in pairs]), [hit for _, hit in pairs]
    line = LogisticRegression(C=1e6, max_iter=1000).fit(scored, right)
    return float(line.coef_[0][0]), float(line.intercept_[0])


def thresholds(rows: Sequence[Row], scores: Sequence[dict[str, float]], line: tuple[float, float]) -> dict[str, float]:
    """For each kind the least probability at which the model, on writers it had not seen, named a right criterion in
    ``PRECISE`` of the cases, smoothed by two right and one wrong case that nobody saw."""
    tried: dict[str, list[tuple[float, bool]]] = {}
    for row, by in zip(rows, scores, strict=True):
        if len(row.text) >= SHORTEST:
            for kind, score in by.items():
                right = bool(row.gold & set(_criteria((kind,), row.rubric)))
                tried.setdefault(kind, []).append((float(_probability(score, line)), right))
    return {kind: _least(sorted(pairs, reverse=True)) for kind, pairs in tried.items()}


def _probability(score: float, line: tuple[float, float]) -> float:
    return float(1 / (1 + np.exp(-(line[0] * score + line[1]))))


def _least(pairs: Sequence[tuple[float, bool]]) -> float:
    best, right = 1.0, 2
    for count, (probability, hit) in enumerate(pairs, 1):
        right += hit
        if probability < LOWEST:
            break
        if right / (count + 3) >= PRECISE:
            best = probability
    return max(LOWEST, min(best, 0.95))


def export(fitted: Fitted, line: tuple[float, float], sure: dict[str, float]) -> None:
    """Writes the weights as bytes of eight bits, with a scale a kind."""
    names = list(fitted.models)
    runs = list(fitted.vectorizer.get_feature_names_out())
    weights = np.stack([fitted.models[name][0] for name in names], axis=1)
    characters = weights[:len(runs)]
    scales = (np.abs(characters).max(axis=0) / 127).astype(np.float32)
    data = {"corpus": fingerprint(), "kinds": names, "sure": [round(sure.get(name, 0.95), 3) for name in names],
            "slope": round(line[0], 4), "offset": round(line[1], 4), "runs": "\n".join(runs),
            "idf": packed(fitted.vectorizer.idf_.astype(np.float16)),
            "rarity": packed(fitted.rarity.astype(np.float16)),
            "scales": packed(scales), "weights": packed(np.round(characters / scales).astype(np.int8)),
            "senses": packed(weights[len(runs):].astype(np.float32)),
            "intercepts": packed(np.array([fitted.models[name][1] for name in names], dtype=np.float32))}
    WEIGHTS.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def check(rows: Sequence[Row], scores: Sequence[dict[str, float]], line: tuple[float, float],
          sure: dict[str, float]) -> None:
    """Prints precision, recall and F1 of a line's criteria, writers' files kept whole."""
    proposed = [{kind for kind, score in by.items() if _probability(score, line) >= sure[kind]} for by in scores]
    for name in sorted({row.rubric.id for row in rows}):
        some = [at for at, row in enumerate(rows) if row.rubric.id == name and not row.file.startswith("dev/")]
        print(f"{name}: {len(some)} lines")
        gold: Callable[[int], frozenset[str]] = lambda at: rows[at].gold  # noqa: E731
        ruled, learned = (lambda at: _criteria(rows[at].found, rows[at].rubric)), (
            lambda at: _criteria(proposed[at], rows[at].rubric))
        _print("rules", ((gold(at), ruled(at)) for at in some))
        _print("model", ((gold(at), learned(at)) for at in some))
        _print("rules and model", ((gold(at), ruled(at) | learned(at)) for at in some))


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


def main() -> int:
    """Trains, or checks."""
    parser = argparse.ArgumentParser(prog="python -m bench.train", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="cross-validate instead of writing weights")
    checked = parser.parse_args().check
    rows = read_rows()
    scores = unseen(rows)
    line = calibrate(rows, scores)
    sure = thresholds(rows, scores, line)
    check(rows, scores, line, sure)
    if checked:
        train_status.check()
        return 0
    export(fit(rows), line, sure)
    print(f"{WEIGHTS}: {WEIGHTS.stat().st_size // 1024} KB from {len(rows)} sentences")
    train_status.train()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
