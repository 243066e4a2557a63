"""Labelled lines and corrections → a folder of weights with its record and its card.

Needs scikit-learn (extra ``train``). The same lines give the same bytes: nothing of the time or the machine is written.
"""

from __future__ import annotations

import importlib.util
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifiers.learned.place import fingerprint
from model.evidence import STATUSES
from model.problems import Problem, PufaError, problem
from model.version import VERSION
from training.card import card
from training.corrections import TWICE
from training.evaluate import Measured, counted, figures
from training.found import found_by
from training.labels import Labelled
from training.labels import fingerprint as of_lines
from training.near import Sketch, masked, near, sketch
from training.versions import CARD, RECORD, SCHEMA, TRAINED_ON, put, put_json, put_sketches

LEAST, WRITERS = 10, 5
"""Fewest entries of every status, and fewest writers, that can be learned from."""
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Given:
    """What there is to learn from. lines: labelled by hand; corrected: made of corrections."""

    lines: tuple[Labelled, ...]
    corrected: tuple[Labelled, ...] = ()

    def all(self) -> list[Labelled]:
        """Every line as often as it stands in training."""
        return [*self.lines, *(line for line in self.corrected for _ in range(TWICE))]


def sketches(lines: Iterable[Labelled]) -> dict[str, Sketch]:
    """What the lines are like, by their names."""
    return {line.name: sketch(masked(line.raw["text"], line.raw["unit"], int(line.raw["year"]))) for line in lines}


def apart(lines: Sequence[Labelled], others: Mapping[str, Sketch]) -> tuple[list[Labelled], list[Problem]]:
    """The lines that none of the others is nearly like, and a problem for each that is left out."""
    same = {pair.one: pair for pair in near(sketches(lines), others)}
    names = {f"{line.rubric}|{line.raw['text']}" for line in lines if line.name in same}
    kept = [line for line in lines if f"{line.rubric}|{line.raw['text']}" not in names]
    return kept, [problem("label_near", pair.one, other=pair.other, likeness=f"{pair.likeness:.0%}")
                  for pair in same.values()]


def needed() -> None:
    """Raises PufaError where scikit-learn is not there."""
    if importlib.util.find_spec("sklearn") is None:
        raise PufaError(problem("train_library", "scikit-learn"))


def enough(lines: Sequence[Labelled], least_writers: int = WRITERS) -> None:
    """Raises PufaError where the lines are too few, of too few writers lack a status or tell of one thing only."""
    seen = Counter(entry["status"] for line in lines for entry in line.raw["gold"])
    writers = len({line.writer for line in lines})
    asked = {(line.rubric, name) for line in lines for entry in line.raw["gold"] for name in entry["criteria"]}
    lost = [f"{status}（{seen[status]}）" for status in STATUSES if seen[status] < LEAST]
    lost += [f"评分项（{len(asked)}，至少2）"] if len(asked) < 2 else []
    if lost or writers < least_writers:
        raise PufaError(problem("labels_few", f"{len(lines)} 条", writers=writers, least_writers=least_writers,
                                least=LEAST, lost="、".join(lost) or "无"))


class Trainer:
    """Trains both models; what the rules say of a line is asked once, however often it is learned from."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], list[Any]] = {}

    def train(self, given: Given, folder: Path) -> None:
        """Writes the weights of both models."""
        from training import kinds_model, status_model

        lines = given.all()
        with _single_threaded():
            for model in (kinds_model, status_model):
                model.train(lines, self._read(model.FILE, model.read_rows, lines), folder / model.FILE)

    def _read(self, name: str, read: Callable[[Sequence[Labelled]], Sequence[Any]],
              lines: Sequence[Labelled]) -> list[Any]:
        rows = []
        for line in lines:
            key = name, id(line)
            if key not in self._rows:
                self._rows[key] = list(read([line]))
            rows += self._rows[key]
        return rows


def _single_threaded() -> AbstractContextManager[Any]:
    """Sums in one order, whatever the machine."""
    from threadpoolctl import threadpool_limits

    limits: AbstractContextManager[Any] = threadpool_limits(1)
    return limits


def crossed(trainer: Trainer, given: Given, folds: int, say: Say) -> Measured | None:
    """What weights are worth on writers they never saw: every writer left out once. None for fewer than 2 folds."""
    if folds < 2:
        return None
    writers = sorted({line.writer for line in given.lines})
    told: dict[int, Sequence[Mapping[str, Any]]] = {}
    for fold in range(folds):
        out = set(writers[fold::folds])
        held = [at for at, line in enumerate(given.lines) if line.writer in out]
        rest = Given(tuple(line for line in given.lines if line.writer not in out), given.corrected)
        if not held:
            continue
        say(f"交叉验证 {fold + 1}/{folds}")
        enough(rest.all(), 1)
        with tempfile.TemporaryDirectory() as place:
            trainer.train(rest, Path(place))
            told.update(zip(held, found_by([given.lines[at] for at in held], Path(place)), strict=True))
    return counted(given.lines, [told[at] for at in range(len(given.lines))])


def learn(given: Given, folder: Path, *, folds: int, say: Say) -> dict[str, Any]:
    """Writes a version into ``folder``: weights, ``record.json``, what it was trained on, and the card."""
    needed()
    enough(given.all())
    trainer = Trainer()
    measured = crossed(trainer, given, folds, say)
    say("训练")
    folder.mkdir(parents=True, exist_ok=True)
    trainer.train(given, folder)
    shown = figures(measured) if measured else {}
    by: dict[str, int] = defaultdict(int)
    for line in given.lines:
        by[line.rubric] += 1
    record = {"schema": SCHEMA, "engine": VERSION, "fingerprint": fingerprint(folder), "labels": of_lines(given.lines),
              "corrections": of_lines(given.corrected), "lines": len(given.lines), "corrected": len(given.corrected),
              "writers": len({line.writer for line in given.lines}), "rubrics": dict(sorted(by.items())),
              "folds": folds if measured else 0,
              "figures": {name: figure.as_json() for name, figure in shown.items()}}
    put_json(folder / RECORD, record)
    put_sketches(folder / TRAINED_ON, sketches((*given.lines, *given.corrected)))
    put(folder / CARD, card(record, given.lines))
    return record
