"""Trains the vote on what became of a thing (``classifiers/learned/vote.py``) from the labelled sentences.

The model over characters learns from every line. The small model that weighs it against the rules learns from scores
that the first gave to writers it had not seen; sentences on which the rules were tuned (``dev``) weigh little there.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifiers.context import context_for
from classifiers.find import drafts_of
from classifiers.learned.vote import CLAUSE, SCALE, SENTENCE, SHARE, features, stacked, worded
from extractor import read_text
from model.evidence import STATUSES, Status
from scoring.engine import criteria_of
from training.labels import Labelled, fingerprint

FILE = "status.json"
FOLDS = 5
KEPT = 70_000
"""Weights kept, the largest ones."""
TUNED = 0.15
"""Weight of a sentence of ``dev`` in the model that weighs the vote against the rules."""
SURENESS = (0.0, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Row:
    """A draft of a labelled sentence, as the model sees it. rule: the rules' status, None where they found nothing."""

    writer: str
    tuned: bool
    clause: str
    sentence: str
    rule: Status | None
    label: Status


def read_rows(lines: Sequence[Labelled]) -> list[Row]:
    """All drafts with one certain status, and every sentence of one status in which the rules find nothing."""
    return [row for line in lines for row in _rows_of(line)]


def _rows_of(line: Labelled) -> Iterator[Row]:
    raw, writer, tuned, rubric = line.raw, line.writer, line.tuned, line.standard
    document, context = read_text(raw["text"], writer), context_for(raw["unit"], int(raw["year"]), None, line.asked)
    gold, found = defaultdict(set), defaultdict(set)
    for entry in raw["gold"]:
        for criterion in entry["criteria"]:
            gold[criterion].add(entry["status"])
    told = [(piece.of(document.blocks[index].text), draft) for index, _, piece, drafts in
            drafts_of(document, context, "other") for draft in drafts]
    for _, draft in told:
        for criterion in criteria_of(rubric, draft.kind):
            found[criterion].add(draft.verdict.status)
    empty = True
    for words, draft in told:
        asked = [c for c in criteria_of(rubric, draft.kind) if c in gold]
        label = _label(draft.verdict.status, [(gold[c], found[c]) for c in asked])
        if label:
            empty = False
            yield Row(writer, tuned, worded(words[draft.start:draft.end], context), worded(words, context),
                      draft.verdict.status, label)
    statuses = {entry["status"] for entry in raw["gold"]}
    if empty and len(statuses) == 1:
        text = worded(raw["text"], context)
        yield Row(writer, tuned, text, text, None, statuses.pop())


def _label(rule: Status, pairs: Sequence[tuple[set[Status], set[Status]]]) -> Status | None:
    """The one status that the labels give, or the rules' own where they give the same several; None where unsure."""
    for gold, found in pairs:
        if len(gold) == 1:
            return next(iter(gold))
        if gold == found:
            return rule
    return None


class TextModel:
    """The model over characters: weights with the rarity of each run folded in."""

    def __init__(self, rows: Sequence[Row]) -> None:
        from scipy.sparse import hstack
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression

        self.parts = [self._part(DictVectorizer(), [features(text, longest) for text in texts], share)
                      for texts, longest, share in (([row.clause for row in rows], CLAUSE, 1.0),
                                                    ([row.sentence for row in rows], SENTENCE, SHARE))]
        matrix = hstack([part[2] for part in self.parts]).tocsr()
        model = LogisticRegression(C=20, class_weight="balanced", max_iter=300)
        model.fit(matrix, [STATUSES.index(row.label) for row in rows])
        self.intercepts = [float(value) for value in model.intercept_]
        self.weights: list[dict[str, Any]] = []
        at = 0
        for names, scale, part in self.parts:
            block = model.coef_[:, at:at + part.shape[1]] * scale
            self.weights.append(dict(zip(names, block.T, strict=True)))
            at += part.shape[1]
        del self.parts

    @staticmethod
    def _part(vectorizer: Any, counted: list[dict[str, float]], share: float) -> tuple[Any, Any, Any]:
        """Names, what a feature's weight is multiplied by in use, and the matrix of the runs that occur twice."""
        import numpy
        from scipy.sparse import diags

        matrix = vectorizer.fit_transform(counted)
        seen = numpy.asarray((matrix > 0).sum(axis=0)).ravel()
        kept = numpy.flatnonzero(seen >= 2)
        matrix, rarity = matrix[:, kept], numpy.log((1 + len(counted)) / (1 + seen[kept])) + 1
        matrix = matrix @ diags(rarity)
        size = 1 / math.sqrt(matrix.multiply(matrix).sum(axis=1).mean())
        return numpy.asarray(vectorizer.get_feature_names_out())[kept], rarity * size, matrix * (size * share)

    def scores(self, row: Row) -> list[float]:
        """The score of each status."""
        total = list(self.intercepts)
        for text, longest, share, weights in ((row.clause, CLAUSE, 1.0, self.weights[0]),
                                              (row.sentence, SENTENCE, SHARE, self.weights[1])):
            for run, value in features(text, longest).items():
                if (row_weights := weights.get(run)) is not None:
                    total = [a + share * value * b for a, b in zip(total, row_weights, strict=True)]
        return [float(value) for value in total]


def fold_of(rows: Sequence[Row]) -> dict[str, int]:
    """The fold of every writer."""
    writers = sorted({(row.tuned, row.writer) for row in rows})
    return {writer: at % FOLDS for at, (_, writer) in enumerate(writers)}


def _job(job: tuple[Sequence[Row], tuple[int, ...]]) -> tuple[tuple[int, ...], dict[int, list[float]]]:
    rows, left = job
    fold = fold_of(rows)
    model = TextModel([row for row in rows if fold[row.writer] not in left])
    return left, {i: model.scores(row) for i, row in enumerate(rows) if fold[row.writer] in left and row.rule}


def unseen(rows: Sequence[Row], pairs: bool) -> dict[tuple[int, ...], dict[int, list[float]]]:
    """Scores of drafts by models that never saw their writers: by the folds left out (with ``pairs`` two as well)."""
    from concurrent.futures import ProcessPoolExecutor

    left = [(a,) for a in range(FOLDS)]
    left += [(a, b) for a in range(FOLDS) for b in range(a + 1, FOLDS)] if pairs else []
    with ProcessPoolExecutor(2) as pool:
        return dict(pool.map(_job, [(rows, one) for one in left]))


MISSED = 0.4
"""Share of what is no deed in which the rules see nothing but a deed, at writers on whose papers nobody tuned them."""


def fit_stack(rows: Sequence[Row], scores: Sequence[Sequence[float]]) -> Any:
    """The model that weighs the scores against the rules.

    The rules were tuned on these very papers; at others they miss more, which the same drafts told as deeds stand for.
    """
    from sklearn.linear_model import LogisticRegression

    seen, labels, weights = [], [], []
    for row, score in zip(rows, scores, strict=True):
        weight, label = TUNED if row.tuned else 1.0, STATUSES.index(row.label)
        hidden = MISSED if row.label == row.rule != "done" and not row.tuned else 0.0
        for rule, part in ((row.rule or "done", 1 - hidden), ("done", hidden)):
            seen.append(stacked(score, rule, STATUSES))
            labels.append(label)
            weights.append(weight * part)
    return LogisticRegression(C=0.1, max_iter=2000).fit(seen, labels, sample_weight=weights)


def chances(stack: Any, rows: Sequence[Row], scores: Sequence[Sequence[float]]) -> Any:
    """The probability of every status for every draft."""
    return stack.predict_proba([stacked(s, row.rule or "done", STATUSES) for row, s in zip(rows, scores, strict=True)])


def sureness(rows: Sequence[Row], odds: Any) -> list[float]:
    """For each status the least probability at which it may take the place of the rules' (over unseen writers)."""
    chosen = []
    for at, status in enumerate(STATUSES):
        votes = [(float(chance[at]), row) for chance, row in zip(odds, rows, strict=True)
                 if chance.argmax() == at and row.rule != status]
        gains = [(sum((TUNED if row.tuned else 1.0) * ((row.label == status) - (row.label == row.rule))
                      for chance, row in votes if chance >= least), -least) for least in SURENESS]
        chosen.append(-max(gains)[1])
    return chosen


def decided(row: Row, chance: Any, sure: Sequence[float]) -> Status:
    """The status by vote."""
    at = int(chance.argmax())
    return STATUSES[at] if chance[at] >= sure[at] or row.rule is None else row.rule


def train(lines: Sequence[Labelled], rows: Sequence[Row], path: Path) -> None:
    """Writes the weights that the lines give. rows: ``read_rows`` of the lines."""
    cross = {i: score for one in unseen(rows, pairs=False).values() for i, score in one.items()}
    at = sorted(cross)
    ruled, scores = [rows[i] for i in at], [cross[i] for i in at]
    stack = fit_stack(ruled, scores)
    export(TextModel(rows), stack, sureness(ruled, chances(stack, ruled, scores)), fingerprint(lines), path)


def export(model: TextModel, stack: Any, sure: Sequence[float], corpus: str, path: Path) -> None:
    """Writes the largest weights as JSON, as whole thousandths, in a fixed order."""
    every = sorted(((abs(float(w)), part, run, k) for part, weights in enumerate(model.weights)
                    for run, row in weights.items() for k, w in enumerate(row)),
                   key=lambda one: (-one[0], *one[1:]))[:KEPT]
    parts: list[dict[str, list[int]]] = [{}, {}]
    for _, part, run, k in sorted(every, key=lambda one: one[1:]):
        parts[part].setdefault(run, []).extend([k, round(SCALE * float(model.weights[part][run][k]))])
    data = {"corpus": corpus, "statuses": STATUSES, "intercepts": [round(v, 4) for v in model.intercepts],
            "clause": parts[0], "sentence": parts[1], "sure": list(sure),
            "stack": [[round(float(v), 4) for v in row] for row in stack.coef_],
            "offsets": [round(float(v), 4) for v in stack.intercept_]}
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def check(lines: Sequence[Labelled]) -> None:
    """Prints what rules, model and vote get right on writers that neither model saw, overall and by status."""
    rows = read_rows(lines)
    fold, scores = fold_of(rows), unseen(rows, pairs=True)
    votes: dict[int, tuple[Status, Status]] = {}
    for k in range(FOLDS):
        inner = [i for i, row in enumerate(rows) if row.rule and fold[row.writer] != k]
        held = [i for i, row in enumerate(rows) if row.rule and fold[row.writer] == k]
        known, told = [rows[i] for i in inner], [scores[tuple(sorted((k, fold[rows[i].writer])))][i] for i in inner]
        stack = fit_stack(known, told)
        sure = sureness(known, chances(stack, known, told))
        alone = [scores[k,][i] for i in held]
        for i, score, chance in zip(held, alone, chances(stack, [rows[i] for i in held], alone), strict=True):
            votes[i] = STATUSES[max(range(len(score)), key=score.__getitem__)], decided(rows[i], chance, sure)
    for title, some in (("new writers", [i for i in votes if not rows[i].tuned]),
                        ("dev", [i for i in votes if rows[i].tuned])):
        _print(title, [(rows[i].label, rows[i].rule or "done", *votes[i]) for i in some])


def _print(title: str, told: Sequence[tuple[Status, Status, Status, Status]]) -> None:
    """Share right of rules, model and vote, and F1 by status."""
    names = ("rules", "model", "vote")
    print(title, len(told), *(f"{name} {sum(row[0] == row[n + 1] for row in told) / len(told):.3f}"
                              for n, name in enumerate(names)))
    for status in STATUSES:
        shown = []
        for n, name in enumerate(names):
            hits = sum(row[0] == row[n + 1] == status for row in told)
            both = sum((row[0] == status) + (row[n + 1] == status) for row in told)
            shown.append(f"{name} {2 * hits / both if both else 0:.3f}")
        print(f"  {status} {sum(row[0] == status for row in told)}:", *shown)
