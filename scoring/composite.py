"""The year's total out of several parts' scores, by the weights of a mode."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from model.problems import PufaError, problem
from model.rubric import Composite, Rubric
from scoring.numbers import ZERO, plain, rounded
from scoring.total import grade

_TOP = Decimal(100)


@dataclass(frozen=True, kw_only=True, slots=True)
class PartScore:
    """One part of a composite. weight in per cent; points: what it adds to the total, not rounded."""

    part: str
    name: str
    score: Decimal
    weight: Decimal
    points: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class CompositeResult:
    """A composite total, rounded half up to two places, and its grade (None where the standard has no bands)."""

    total: Decimal
    grade: str | None
    parts: tuple[PartScore, ...]


def composite(rubric: Rubric, mode: str, scores: Mapping[str, Decimal], *, falsified: bool = False) -> CompositeResult:
    """The weighted total of ``scores`` (part → points of 100) in ``mode``.

    falsified: the veto's grade, whatever the total.

    Raises PufaError for a mode the rubric does not have, for a part that is missing or unknown, and for points outside
    0 … 100.
    """
    weights = _mode(rubric, mode)
    known = [weight.part for weight in weights.weights]
    for part in known:
        if part not in scores:
            raise PufaError(problem("composite_part_missing", mode, part=part, wanted="、".join(known)))
    for part, points in scores.items():
        if part not in known:
            raise PufaError(problem("composite_part_unknown", mode, part=part, wanted="、".join(known)))
        if not ZERO <= points <= _TOP:
            raise PufaError(problem("composite_score_range", mode, part=part, value=plain(points)))
    parts = tuple(PartScore(part=weight.part, name=weight.name, score=scores[weight.part], weight=weight.weight,
                            points=scores[weight.part] * weight.weight / _TOP) for weight in weights.weights)
    total = rounded(sum((part.points for part in parts), ZERO))
    return CompositeResult(total=total, grade=grade(rubric, total, confirmed_falsification=falsified), parts=parts)


def _mode(rubric: Rubric, mode: str) -> Composite:
    found = next((composite for composite in rubric.composites if composite.mode == mode), None)
    if found is None:
        modes = "、".join(composite.mode for composite in rubric.composites) or "无（本标准没有综合成绩）"
        raise PufaError(problem("composite_mode_unknown", mode, rubric=rubric.id, modes=modes))
    return found
