"""Trains the model that proposes kinds (``classifiers/learned``) from labelled sentences.

Needs scikit-learn (extra ``train``); using the weights does not. The vote on what became of a thing is trained in
``status_model``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifiers.context import context_for
from classifiers.find import find_mentions
from classifiers.kinds import kinds
from classifiers.learned import LONGEST, SURE, plain
from classifiers.text import flat
from extractor import read_text
from model.rubric import Rubric, asks
from scoring.engine import criteria_of
from training.labels import Labelled, fingerprint

FILE = "weights.json"
LEAST = 8
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
    raw, writer, rubric, asked = line.raw, line.writer, line.standard, line.asked
    context = context_for(raw["unit"], int(raw["year"]), None, asked)
    mentions = find_mentions(read_text(raw["text"], writer), context, "other", second_opinion=False)[1]
    found = frozenset(m.kind for m in mentions)
    gold = frozenset(c for entry in raw["gold"] for c in entry["criteria"])
    labels = labels_of(raw["text"], found, gold, rubric)
    return Row(writer, rubric, asked, plain(raw["text"], context), found, labels, gold)


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


def fit(rows: Sequence[Row]) -> tuple[Any, dict[str, tuple[Any, float]]]:
    """The vectorizer, and for each kind its weights and intercept."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, LONGEST), sublinear_tf=True, min_df=2,
                                 lowercase=False)
    features = vectorizer.fit_transform([row.text for row in rows])
    models = {}
    for kind in sorted(kinds()):
        wanted = [kind in row.labels for row in rows]
        if LEAST <= sum(wanted) < len(wanted):
            model = LogisticRegression(C=20, class_weight="balanced", max_iter=400, solver="liblinear")
            model.fit(features, wanted)
            models[kind] = (model.coef_[0], float(model.intercept_[0]))
    return vectorizer, models


def export(vectorizer: Any, models: dict[str, Any], corpus: str, path: Path) -> None:
    """Writes the largest weights as JSON, rounded, in a fixed order."""
    runs, idf = vectorizer.get_feature_names_out(), vectorizer.idf_
    every = sorted(((abs(w), run, k, w) for k, model in enumerate(models.values()) for run, w in enumerate(model[0])),
                   key=lambda row: (-row[0], row[1], row[2]))[:KEPT]
    features: dict[str, list[float]] = {}
    for _, run, k, weight in sorted(every, key=lambda row: (row[1], row[2])):
        features.setdefault(runs[run], [round(float(idf[run]), 3)]).extend([k, round(float(weight), 3)])
    data = {"corpus": corpus, "kinds": list(models), "features": features,
            "intercepts": [round(intercept, 4) for _, intercept in models.values()]}
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def check(rows: Sequence[Row]) -> None:
    """Prints precision, recall and F1 of a line's criteria, writers' files kept whole."""
    files = sorted({row.file for row in rows})
    proposed: dict[int, set[str]] = {}
    for fold in range(min(FOLDS, len(files))):
        left = set(files[fold::FOLDS])
        vectorizer, models = fit([row for row in rows if row.file not in left])
        held = [i for i, row in enumerate(rows) if row.file in left]
        features = vectorizer.transform([rows[i].text for i in held])
        for kind, (weights, intercept) in models.items():
            for i, score in zip(held, features @ weights + intercept, strict=True):
                if score >= math.log(SURE / (1 - SURE)) and kind in rows[i].asked:
                    proposed.setdefault(i, set()).add(kind)
    for title, some in (("dev", [i for i, row in enumerate(rows) if row.file.startswith("dev/")]),
                        ("new writers", [i for i, row in enumerate(rows) if not row.file.startswith("dev/")])):
        print(title)
        _print("rules", ((rows[i].gold, _criteria(rows[i].found, rows[i].rubric)) for i in some))
        _print("model", ((rows[i].gold, _criteria(proposed.get(i, set()), rows[i].rubric)) for i in some))
        _print("rules, model where they find nothing", (
            (rows[i].gold, _criteria(rows[i].found or proposed.get(i, set()), rows[i].rubric)) for i in some))


def _criteria(found: Iterable[str], rubric: Rubric) -> set[str]:
    return {criterion for kind in found for criterion in criteria_of(rubric, kind)}


def _print(name: str, pairs: Iterable[tuple[frozenset[str], set[str]]]) -> None:
    right = extra = lost = 0
    for gold, found in pairs:
        right, extra, lost = right + len(gold & found), extra + len(found - gold), lost + len(gold - found)
    print(f"{name}: precision {right / (right + extra):.3f} recall {right / (right + lost):.3f} "
          f"F1 {2 * right / (2 * right + extra + lost):.3f}")


def train(lines: Sequence[Labelled], rows: Sequence[Row], path: Path) -> None:
    """Writes the weights that the lines give. rows: ``read_rows`` of the lines."""
    export(*fit(rows), fingerprint(lines), path)
