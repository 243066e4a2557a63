"""What weights are worth on labelled lines: per kind, status and criterion, with intervals over writers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.engine import criteria_of
from training.figures import Counts, Figure, Reading, add_sets, changes, f1, intervals, precision, recall, total
from training.kinds_model import labels_of
from training.labels import Labelled
from training.measure import Line, base, count_line, criteria, headline

GROUPS = ("kind", "status", "criterion")
MAIN = {"criteria F1": "评分项F1", "deed F1": "已做之事F1", "status accuracy": "状态正确率"}
"""The figures by which one version is worse than another, with what the office calls them."""
SLACK = 0.002
"""How far a main figure may fall before a version is called worse for it."""
DRAWS = 500
FEW = 5
"""Fewest writers to draw from; with fewer, lines are drawn."""
_PARTS: dict[str, Callable[[Counts, str], float | None]] = {"precision": precision, "recall": recall, "f1": f1}


@dataclass(frozen=True, slots=True)
class Measured:
    """What was counted. rows: sums of each writer (or line), in the same order for every version; lines: how many."""

    rows: tuple[Counts, ...]
    lines: int
    writers: int

    @property
    def by_writer(self) -> bool:
        """Whether writers are drawn, not lines."""
        return self.writers >= FEW


def counted(lines: Sequence[Labelled], found: Sequence[Sequence[Mapping[str, Any]]]) -> Measured:
    """The counts of what was found in each line against its labels."""
    by: dict[str, list[Counter[str]]] = defaultdict(list)
    for line, mentions in zip(lines, found, strict=True):
        by[line.writer].append(_count(line, mentions))
    rows = [total(some) for some in by.values()] if len(by) >= FEW else [row for some in by.values() for row in some]
    return Measured(tuple(rows), len(lines), len(by))


def _count(line: Labelled, mentions: Sequence[Mapping[str, Any]]) -> Counter[str]:
    gold, told = tuple(line.raw["gold"]), tuple(mentions)
    counts: Counter[str] = Counter()
    for key, value in count_line(Line(str(line.raw["id"]), line.raw["text"], gold, told)).items():
        group, _, rest = key.partition(" ")
        counts[f"criterion {line.rubric} {rest}" if group == "criterion" else key] += value
    wanted, kinds = criteria(gold), {str(one["kind"]) for one in told}
    right = {kind for kind in kinds if wanted & set(criteria_of(line.standard, kind))}
    lost = labels_of(line.raw["text"], frozenset(), frozenset(wanted - criteria(told)), line.standard)
    for kind in kinds | lost:
        add_sets(counts, f"kind {kind}", (right | lost) & {kind}, kinds & {kind})
    return counts


def readings(rows: Iterable[Counts]) -> dict[str, Reading]:
    """All figures: those of the head, and precision, recall and F1 of every kind, status and criterion that occurs."""
    made = dict(headline())
    for name in names(rows):
        for part, of in _PARTS.items():
            made[f"{name} {part}"] = _reading(of, name)
    return made


def _reading(of: Callable[[Counts, str], float | None], name: str) -> Reading:
    return lambda counts: of(counts, name)


def names(rows: Iterable[Counts]) -> list[str]:
    """``kind x``, ``status x``, ``criterion STANDARD x`` of everything that occurs, in a natural order."""
    seen = {key.rpartition(".")[0] for row in rows for key, value in row.items()
            if value and key.partition(" ")[0] in GROUPS}
    return sorted(seen, key=lambda name: [(part.isdigit(), part.zfill(4)) for part in name.replace(".", " ").split()])


def figures(measured: Measured, draws: int = DRAWS) -> dict[str, Figure]:
    """Every figure with its interval and base."""
    asked, counts = readings(measured.rows), total(measured.rows)
    spans = intervals(measured.rows, asked, draws) if draws else {}
    made = {}
    for name, reading in asked.items():
        low, high = spans.get(name) or (None, None)
        about = name.rpartition(" ")[0]
        size = base(counts, name) if name in headline() else counts[f"{about}.tp"] + counts[f"{about}.fn"]
        made[name] = Figure(reading(counts), low, high, size)
    return made


def compared(old: Measured, new: Measured, draws: int = DRAWS) -> dict[str, Figure]:
    """Every figure's change from old to new with its interval; both were counted on the same lines."""
    asked = readings((*old.rows, *new.rows))
    spans = changes(old.rows, new.rows, asked, draws) if draws else {}
    before, after = total(old.rows), total(new.rows)
    made = {}
    for name, reading in asked.items():
        first, second = reading(before), reading(after)
        low, high = spans.get(name) or (None, None)
        made[name] = Figure(None if first is None or second is None else second - first, low, high, new.lines)
    return made


def worse(change: Mapping[str, Figure]) -> list[str]:
    """The main figures in which the new version falls behind: by more than the slack, or surely."""
    return [name for name in MAIN if (one := change[name]).value is not None
            and (one.value < -SLACK or one.high is not None and one.high < 0)]
