"""Trains the second opinion (``classifiers/learned``) from the labelled development sentences.

``python -m bench.train`` writes the weights; ``python -m bench.train --check`` prints, by cross-validation that keeps
each writer's file whole, what rules, model and both together find. Needs scikit-learn (extra ``dev``); using the
weights does not.
The untouched test sentences are never read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifiers.context import context_for
from classifiers.find import find_mentions
from classifiers.kinds import kinds
from classifiers.learned import LONGEST, STATUS, SURE, WEIGHTS, plain
from classifiers.text import flat
from extractor import read_text
from model.rubric import Rubric, asks
from rubric_maps.load import load
from scoring.engine import criteria_of

CORPUS = Path(__file__).parent.parent / "corpus" / "sentences" / "dev"
RUBRIC = "jiangyin-2020"
LEAST = 20
"""Fewest sentences a kind needs to be learned."""
KEPT = 55_000
"""Weights kept, the largest ones; the rest changes no score that matters."""
FOLDS = 6
_DEFAULTS = {"9.1": "law_practice", "15.1": "superior_commendation", "7.1": "case_published",
             "6.1": "administrative_fault", "1.2": "responsible_leader", "12.1": "law_contest"}
"""Where a criterion asks for several kinds and no word tells which: the commonest."""


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled sentence. found: kinds the rules find; labels: kinds it speaks of; gold: its criteria."""

    file: str
    text: str
    found: frozenset[str]
    labels: frozenset[str]
    gold: frozenset[str]
    statuses: frozenset[str]


def fingerprint() -> str:
    """SHA-256 over the training sentences, kept in the weights so that a test sees when they are stale."""
    digest = hashlib.sha256()
    for path in sorted(CORPUS.glob("*.jsonl")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def read_rows(rubric: Rubric) -> list[Row]:
    """All training sentences with the kinds they speak of."""
    rows = []
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            raw = json.loads(line)
            context = context_for(raw["unit"], raw["year"])
            mentions = find_mentions(read_text(raw["text"], path.name), context, "other", second_opinion=False)[1]
            found = frozenset(m.kind for m in mentions)
            gold = frozenset(c for entry in raw["gold"] for c in entry["criteria"])
            labels = _labels(raw["text"], found, gold, rubric)
            statuses = frozenset(entry["status"] for entry in raw["gold"])
            rows.append(Row(path.stem, plain(raw["text"], context), found, labels, gold, statuses))
    return rows


def _labels(text: str, found: frozenset[str], gold: frozenset[str], rubric: Rubric) -> frozenset[str]:
    """Kinds for a sentence's criteria: those the rules found, else those whose words it has, else the commonest."""
    labels: set[str] = set()
    for criterion in rubric.criteria():
        if criterion.id not in gold:
            continue
        asked = [kind for ask in asks(criterion) for kind in ask.kinds]
        named = [k for k in asked if k in found] or [k for k in asked if kinds()[k].quick.search(flat(text))]
        labels.update(named or [_DEFAULTS.get(criterion.id, asked[0])])
    return frozenset(labels)


def fit(rows: Sequence[Row]) -> tuple[Any, dict[str, tuple[Any, float]]]:
    """The vectorizer, and for each kind and status its weights and intercept."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, LONGEST), sublinear_tf=True, min_df=2,
                                 lowercase=False)
    features = vectorizer.fit_transform([row.text for row in rows])
    models = {}
    for kind in sorted(kinds()):
        wanted = [kind in row.labels for row in rows]
        if sum(wanted) >= LEAST:
            model = LogisticRegression(C=20, class_weight="balanced", max_iter=400, solver="liblinear")
            model.fit(features, wanted)
            models[kind] = (model.coef_[0], float(model.intercept_[0]))
    single = [i for i, row in enumerate(rows) if len(row.statuses) == 1]
    status = LogisticRegression(C=10, class_weight="balanced", max_iter=600).fit(
        features[single], [next(iter(rows[i].statuses)) for i in single])
    for name, weights, intercept in zip(status.classes_, status.coef_, status.intercept_, strict=True):
        models[STATUS + name] = (weights, float(intercept))
    return vectorizer, models


def export(vectorizer: Any, models: dict[str, Any]) -> None:
    """Writes the largest weights as JSON, rounded, in a fixed order."""
    runs, idf = vectorizer.get_feature_names_out(), vectorizer.idf_
    every = sorted(((abs(w), run, k, w) for k, model in enumerate(models.values()) for run, w in enumerate(model[0])),
                   key=lambda row: (-row[0], row[1], row[2]))[:KEPT]
    features: dict[str, list[float]] = {}
    for _, run, k, weight in sorted(every, key=lambda row: (row[1], row[2])):
        features.setdefault(runs[run], [round(float(idf[run]), 3)]).extend([k, round(float(weight), 3)])
    data = {"corpus": fingerprint(), "kinds": list(models), "features": features,
            "intercepts": [round(intercept, 4) for _, intercept in models.values()]}
    WEIGHTS.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def check(rows: Sequence[Row], rubric: Rubric) -> None:
    """Prints precision, recall and F1 of a line's criteria, writers' files kept whole."""
    files = sorted({row.file for row in rows})
    proposed: dict[int, set[str]] = {}
    for fold in range(FOLDS):
        left = set(files[fold::FOLDS])
        vectorizer, models = fit([row for row in rows if row.file not in left])
        held = [i for i, row in enumerate(rows) if row.file in left]
        features = vectorizer.transform([rows[i].text for i in held])
        for kind, (weights, intercept) in models.items():
            for i, score in zip(held, features @ weights + intercept, strict=True):
                if not kind.startswith(STATUS) and score >= math.log(SURE / (1 - SURE)):
                    proposed.setdefault(i, set()).add(kind)
    _print("rules", ((row.gold, _criteria(row.found, rubric)) for row in rows))
    _print("model", ((row.gold, _criteria(proposed.get(i, set()), rubric)) for i, row in enumerate(rows)))
    _print("rules, model where they find nothing",
           ((row.gold, _criteria(row.found or proposed.get(i, set()), rubric)) for i, row in enumerate(rows)))


def _criteria(found: Iterable[str], rubric: Rubric) -> set[str]:
    return {criterion for kind in found for criterion in criteria_of(rubric, kind)}


def _print(name: str, pairs: Iterable[tuple[frozenset[str], set[str]]]) -> None:
    right = extra = lost = 0
    for gold, found in pairs:
        right, extra, lost = right + len(gold & found), extra + len(found - gold), lost + len(gold - found)
    print(f"{name}: precision {right / (right + extra):.3f} recall {right / (right + lost):.3f} "
          f"F1 {2 * right / (2 * right + extra + lost):.3f}")


def main() -> int:
    """Trains, or checks."""
    parser = argparse.ArgumentParser(prog="python -m bench.train", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="cross-validate instead of writing weights")
    rubric = load(RUBRIC)
    rows = read_rows(rubric)
    if parser.parse_args().check:
        check(rows, rubric)
        return 0
    export(*fit(rows))
    print(f"{WEIGHTS}: {WEIGHTS.stat().st_size // 1024} KB from {len(rows)} sentences")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
