"""Trains the vote on what became of a thing (``classifiers/learned/vote.py``) from the labelled sentences.

The models over characters and over signs learn from every line. The small model that weighs them against the rules
learns from scores that they gave to writers they had not seen; sentences on which the rules were tuned (``dev``) weigh
little there.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifiers.context import context_for
from classifiers.find import drafts_of
from classifiers.learned import reader
from classifiers.learned.vote import CLAUSE, SCALE, SENTENCE, SHARE, chosen, features, stacked, weighed
from classifiers.learned.wording import worded
from classifiers.voted import named_at, read_again, shown
from extractor import read_text
from model.evidence import STATUSES, Status
from scoring.engine import criteria_of
from training.labels import Labelled, fingerprint

FILE = "status.json"
FOLDS = 5
KEPT = 70_000
"""Weights kept, the largest ones."""
TUNED = 0.3
"""Weight of a sentence of ``dev`` in the model that weighs the vote against the rules."""
LEAST = 8
"""Fewest rows that a set of statuses needs to be voted for."""
ENOUGH = 300
"""Fewest rows of writers that the reader never saw to learn from what it is worth."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a sentence says of one kind, as the models see it.

    rule: the rules' statuses, none where they found nothing. labels: the right ones. kind, parts: for the reader.
    """

    writer: str
    tuned: bool
    clause: str
    sentence: str
    signs: tuple[str, ...]
    rule: frozenset[Status]
    labels: frozenset[Status]
    kind: str = ""
    parts: reader.Parts = ("", "", "")

    def read(self) -> tuple[float, ...]:
        """The reader's scores; none for a kind it does not know."""
        return reader.scores(self.parts, self.kind) if reader.known(self.kind) else ()


def read_rows(lines: Sequence[Labelled]) -> list[Row]:
    """What is certain of every kind in every sentence, and every sentence in which the rules find nothing."""
    return [row for line in lines for row in _rows_of(line)]


def _rows_of(line: Labelled) -> Iterator[Row]:
    raw, writer, tuned, rubric = line.raw, line.writer, line.tuned, line.standard
    document, context = read_text(raw["text"], writer), context_for(raw["unit"], int(raw["year"]), None, line.asked)
    gold = defaultdict(set)
    for entry in raw["gold"]:
        for criterion in entry["criteria"]:
            gold[criterion].add(entry["status"])
    told = [(piece.of(document.blocks[index].text), scene, drafts) for index, scene, piece, drafts in
            drafts_of(document, context, "other") if drafts]
    for words, scene, drafts in told:
        read = read_again(words, context, scene)
        for kind in dict.fromkeys(draft.kind for draft in drafts):
            labels = {frozenset(gold[c]) for c in criteria_of(rubric, kind) if c in gold}
            if len(labels) != 1:
                continue
            group = [draft for draft in drafts if draft.kind == kind]
            yield Row(writer, tuned, worded(words[group[0].start:group[0].end], context), worded(words, context),
                      tuple(shown(kind, drafts, read)[1]), frozenset(d.verdict.status for d in group), labels.pop(),
                      kind, reader.parts(words, *named_at(read, group[0]), context))
    if not told and raw["gold"]:
        text = worded(raw["text"], context)
        yield Row(writer, tuned, text, text, (), frozenset(), frozenset(e["status"] for e in raw["gold"]))


Part = tuple[list[dict[str, float]], float]
"""The features of every row with their share in a model."""


def text_parts(rows: Sequence[Row]) -> list[Part]:
    """The features of the model over characters."""
    return [([features(row.clause, CLAUSE) for row in rows], 1.0),
            ([features(row.sentence, SENTENCE) for row in rows], SHARE)]


def sign_parts(rows: Sequence[Row]) -> list[Part]:
    """The features of the model over signs."""
    return [([dict.fromkeys(row.signs, 1.0) for row in rows], 1.0)]


class Model:
    """A yes or no for each status: weights with the rarity of each feature and its part's share folded in."""

    def __init__(self, rows: Sequence[Row], parts: list[Part], strength: float) -> None:
        from scipy.sparse import hstack
        from sklearn.linear_model import LogisticRegression

        made = [self._part(counted) for counted, _ in parts]
        matrix = hstack([block * share for (_, _, block), (_, share) in zip(made, parts, strict=True)]).tocsr()
        fitted = [LogisticRegression(C=strength, solver="liblinear", max_iter=300).fit(
            matrix, [status in row.labels for row in rows]) for status in STATUSES]
        self.intercepts = [float(one.intercept_[0]) for one in fitted]
        self.shares = [share for _, share in parts]
        self.weights: list[dict[str, list[float]]] = []
        at = 0
        for names, scale, block in made:
            columns = [one.coef_[0][at:at + block.shape[1]] * scale for one in fitted]
            self.weights.append({name: [float(v) for v in row] for name, *row in zip(names, *columns, strict=True)})
            at += block.shape[1]

    @staticmethod
    def _part(counted: list[dict[str, float]]) -> tuple[Any, Any, Any]:
        """Names, what a feature's weight is multiplied by in use, and the matrix of the features that occur twice."""
        import numpy
        from scipy.sparse import diags
        from sklearn.feature_extraction import DictVectorizer

        vectorizer = DictVectorizer()
        matrix = vectorizer.fit_transform(counted)
        seen = numpy.asarray((matrix > 0).sum(axis=0)).ravel()
        kept = numpy.flatnonzero(seen >= 2)
        matrix, rarity = matrix[:, kept], numpy.log((1 + len(counted)) / (1 + seen[kept])) + 1
        matrix = matrix @ diags(rarity)
        size = 1 / math.sqrt(matrix.multiply(matrix).sum(axis=1).mean())
        return numpy.asarray(vectorizer.get_feature_names_out())[kept], rarity * size, matrix * size

    def scores(self, row: Row, parts: Callable[[Sequence[Row]], list[Part]]) -> list[float]:
        """The score of each status for a row."""
        total = list(self.intercepts)
        for ((counted,), share), weights in zip(parts([row]), self.weights, strict=True):
            for name, value in counted.items():
                if (of_name := weights.get(name)) is not None:
                    total = [a + share * value * b for a, b in zip(total, of_name, strict=True)]
        return total


def fold_of(rows: Sequence[Row]) -> dict[str, int]:
    """The fold of every writer."""
    writers = sorted({(row.tuned, row.writer) for row in rows})
    return {writer: at % FOLDS for at, (_, writer) in enumerate(writers)}


Scores = tuple[list[float], list[float]]
"""What the model over characters and the one over signs give a row."""


def _job(job: tuple[Sequence[Row], tuple[int, ...]]) -> tuple[tuple[int, ...], dict[int, Scores]]:
    rows, left = job
    fold = fold_of(rows)
    known = [row for row in rows if fold[row.writer] not in left]
    text, signs = Model(known, text_parts(known), TEXT_STRENGTH), Model(known, sign_parts(known), 1.0)
    return left, {i: (text.scores(row, text_parts), signs.scores(row, sign_parts))
                  for i, row in enumerate(rows) if fold[row.writer] in left and row.rule}


def unseen(rows: Sequence[Row], pairs: bool) -> dict[tuple[int, ...], dict[int, Scores]]:
    """Scores of rows by models that never saw their writers: by the folds left out (with ``pairs`` two as well)."""
    from concurrent.futures import ProcessPoolExecutor

    left = [(a,) for a in range(FOLDS)]
    left += [(a, b) for a in range(FOLDS) for b in range(a + 1, FOLDS)] if pairs else []
    with ProcessPoolExecutor(2) as pool:
        return dict(pool.map(_job, [(rows, one) for one in left]))


TEXT_STRENGTH = 30.0
"""How freely the model over characters may follow its sentences."""
MISSED = 0.2
"""Share of what is no deed in which the rules see nothing but a deed, at writers on whose papers nobody tuned them."""


@dataclass(frozen=True, slots=True)
class Stack:
    """The model that weighs the scores of both models against the rules: weights and offset of each status."""

    weights: list[list[float]]
    offsets: list[float]

    def odds(self, row: Row, scores: Scores, read: Sequence[float] = ()) -> list[float]:
        """The log odds of every status for a row. read: the reader's scores, where the model weighs them."""
        return weighed(stacked(*scores, row.rule, STATUSES, read), self.weights, self.offsets)


def fit_stack(rows: Sequence[Row], scores: Sequence[Scores], reading: bool = False,
              fresh: frozenset[str] = frozenset()) -> Stack:
    """The weighing model, from rows of writers that the models before it had not seen. reading: weighs the reader too.

    The rules were tuned on these very papers, but for those of ``fresh`` writers; at others they miss more, which the
    same rows told as deeds stand for.
    """
    from sklearn.linear_model import LogisticRegression

    seen, labels, weights = [], [], []
    deed: frozenset[Status] = frozenset({"done"})
    for row, score in zip(rows, scores, strict=True):
        weight = TUNED if row.tuned else 1.0
        hidden = MISSED if row.labels == row.rule != deed and not row.tuned and row.writer not in fresh else 0.0
        read = row.read() if reading else ()
        for rule, part in ((row.rule, 1 - hidden), (deed, hidden)):
            if part:
                seen.append(stacked(*score, rule, STATUSES, read))
                labels.append(row.labels)
                weights.append(weight * part)
    fitted = [LogisticRegression(C=0.3, max_iter=2000).fit(seen, [status in one for one in labels],
                                                            sample_weight=weights) for status in STATUSES]
    return Stack([[round(float(v), 4) for v in one.coef_[0]] for one in fitted],
                 [round(float(one.intercept_[0]), 4) for one in fitted])


def likely_sets(rows: Sequence[Row]) -> list[frozenset[Status]]:
    """The sets of at most two statuses that occur often enough to be voted for."""
    counts = Counter(row.labels for row in rows)
    return sorted((one for one, count in counts.items() if len(one) <= 2 and count >= LEAST), key=sorted)


def train(lines: Sequence[Labelled], rows: Sequence[Row], path: Path, fresh: frozenset[str] = frozenset()) -> None:
    """Writes the weights that the lines give. rows: ``read_rows`` of the lines; fresh: writers whom nobody had read
    when the rules were made."""
    cross = {i: score for one in unseen(rows, pairs=False).values() for i, score in one.items()}
    at = sorted(cross)
    stacks = (fit_stack([rows[i] for i in at], [cross[i] for i in at], fresh=fresh), fit_reading(rows, cross, fresh))
    export(Model(rows, text_parts(rows), TEXT_STRENGTH), Model(rows, sign_parts(rows), 1.0), stacks, likely_sets(rows),
           fingerprint(lines), path)


def fit_reading(rows: Sequence[Row], cross: Mapping[int, Scores], fresh: frozenset[str] = frozenset()) -> Stack:
    """The model that weighs the reader too, from writers whom the reader never saw; empty where they are too few."""
    seen = reader.seen_writers()
    at = [i for i in sorted(cross) if rows[i].writer not in seen and reader.known(rows[i].kind)]
    told = Counter(status for i in at for status in rows[i].labels)
    if min(told[status] for status in STATUSES) < LEAST or len(at) < ENOUGH:
        return Stack([], [])
    return fit_stack([rows[i] for i in at], [cross[i] for i in at], reading=True, fresh=fresh)


def export(text: Model, signs: Model, stacks: tuple[Stack, Stack], sets: Sequence[frozenset[Status]],
           corpus: str, path: Path) -> None:
    """Writes the largest weights as JSON, as whole thousandths, in a fixed order."""
    every = sorted(((abs(w), part, run, k) for part, weights in enumerate(text.weights)
                    for run, row in weights.items() for k, w in enumerate(row)),
                   key=lambda one: (-one[0], *one[1:]))[:KEPT]
    parts: list[dict[str, list[int]]] = [{}, {}, {}]
    for _, part, run, k in sorted(every, key=lambda one: one[1:]):
        parts[part].setdefault(run, []).extend([k, round(SCALE * text.weights[part][run][k])])
    for name, row in sorted(signs.weights[0].items()):
        parts[2][name] = [value for k, w in enumerate(row) for value in (k, round(SCALE * w))]
    stack, reading = stacks
    data = {"corpus": corpus, "statuses": STATUSES, "intercepts": [round(v, 4) for v in text.intercepts],
            "clause": parts[0], "sentence": parts[1], "sign_intercepts": [round(v, 4) for v in signs.intercepts],
            "signs": parts[2], "stack": stack.weights, "offsets": stack.offsets,
            "read_stack": reading.weights, "read_offsets": reading.offsets,
            "sets": [sorted(one) for one in sets]}
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def check(lines: Sequence[Labelled]) -> None:
    """Prints what rules, models and vote get right on writers that no model saw, overall and by status; then the same
    with the reader's word, on writers whom it never saw."""
    rows = read_rows(lines)
    fold, scores, sets = fold_of(rows), unseen(rows, pairs=True), likely_sets(rows)
    votes: dict[int, tuple[frozenset[Status], frozenset[Status]]] = {}
    for k in range(FOLDS):
        inner = [i for i, row in enumerate(rows) if row.rule and fold[row.writer] != k]
        stack = fit_stack([rows[i] for i in inner],
                          [scores[tuple(sorted((k, fold[rows[i].writer])))][i] for i in inner])
        for i, (text, signs) in scores[k,].items():
            alone = chosen(text, frozenset(), sets, STATUSES)
            votes[i] = alone, chosen(stack.odds(rows[i], (text, signs)), rows[i].rule, sets, STATUSES)
    for title, some in (("new writers", [i for i in votes if not rows[i].tuned]),
                        ("dev", [i for i in votes if rows[i].tuned])):
        _print(title, [(rows[i].labels, rows[i].rule, *votes[i]) for i in some])
    cross = {i: score for k in range(FOLDS) for i, score in scores[k,].items()}
    told = _with_reader(rows, cross, sets)
    _print("new writers, with the reader for the vote", [
        (rows[i].labels, rows[i].rule, votes[i][1], one) for i, one in told.items() if not rows[i].tuned])


def _with_reader(rows: Sequence[Row], cross: Mapping[int, Scores],
                 sets: Sequence[frozenset[Status]]) -> dict[int, frozenset[Status]]:
    """The vote with the reader's word on writers whom it never saw, each judged by what the others taught."""
    seen = reader.seen_writers()
    strange = [i for i in sorted(cross) if rows[i].writer not in seen and reader.known(rows[i].kind)]
    writers = sorted({rows[i].writer for i in strange})
    told = {}
    for k in range(FOLDS):
        out = set(writers[k::FOLDS])
        rest = [i for i in strange if rows[i].writer not in out]
        stack = fit_stack([rows[i] for i in rest], [cross[i] for i in rest], reading=True)
        told.update({i: chosen(stack.odds(rows[i], cross[i], rows[i].read()), rows[i].rule, sets, STATUSES)
                     for i in strange if rows[i].writer in out})
    return told


def _print(title: str, told: Sequence[tuple[frozenset[Status], ...]]) -> None:
    """Share wholly right of rules, model and vote, and F1 by status."""
    names = ("rules", "model", "vote")
    print(title, len(told), *(f"{name} {sum(row[0] == row[n + 1] for row in told) / len(told):.3f}"
                              for n, name in enumerate(names)))
    for status in STATUSES:
        given = []
        for n, name in enumerate(names):
            hits = sum(status in row[0] and status in row[n + 1] for row in told)
            both = sum((status in row[0]) + (status in row[n + 1]) for row in told)
            given.append(f"{name} {2 * hits / both if both else 0:.3f}")
        print(f"  {status} {sum(status in row[0] for row in told)}:", *given)
