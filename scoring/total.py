"""Totals: caps of items and sections, bonus sections on top, and the grade after rounding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from model.results import CriterionResult, Score
from model.rubric import Item, Rubric
from scoring.numbers import ZERO, clamp, rounded


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """The three figures of one criterion, as they enter the totals."""

    suggested: Decimal
    low: Decimal
    high: Decimal


def figures(result: CriterionResult) -> Figures:
    """A criterion's part in the totals: what only the office knows is suggested in full."""
    suggested = result.high if result.suggested is None else result.suggested
    return Figures(suggested=suggested, low=result.low, high=result.high)


def item_points(item: Item, points: Mapping[str, Decimal]) -> Decimal:
    """An item's points: its criteria's, up to its cap (a penalty's: down to it). points: by criterion id."""
    got = sum((points.get(criterion.id, ZERO) for criterion in item.criteria), ZERO)
    return max(got, item.cap) if item.cap < ZERO else clamp(got, item.cap)


def total_points(rubric: Rubric, points: Mapping[str, Decimal]) -> Decimal:
    """The total: base sections up to the base total, and bonus sections on top, each up to its own cap; at least 0."""
    base, bonus = ZERO, ZERO
    for section in rubric.sections:
        got = sum((item_points(item, points) for item in section.items), ZERO)
        if section.bonus:
            bonus += min(got, section.points) if section.points else got
        else:
            base += clamp(got, section.points)
    return rounded(max(clamp(base, rubric.max_points) + bonus, ZERO))


def grade(rubric: Rubric, total: Decimal, *, confirmed_falsification: bool = False) -> str | None:
    """The grade of a total, rounded half up first; the veto's grade where falsification is confirmed by a person.

    None where the standard has no bands, or none with bounds, and no veto acts.
    """
    if confirmed_falsification:
        veto = next((veto for veto in rubric.vetoes if "弄虚作假" in veto.case), None)
        if veto is not None:
            return veto.grade
    at = rounded(total, rubric.grade_places)
    return next((band.name for band in rubric.bands if band.lower is not None and band.lower <= at), None)


def total(rubric: Rubric, results: Sequence[CriterionResult], *, confirmed_falsification: bool = False) -> Score:
    """All criteria added up. The unit's own total is given only where it scored every criterion."""
    parts = {result.id: figures(result) for result in results}
    suggested = total_points(rubric, {key: part.suggested for key, part in parts.items()})
    own = [result.self_points for result in results]
    stated = [points for points in own if points is not None]
    return Score(
        suggested=suggested,
        low=total_points(rubric, {key: part.low for key, part in parts.items()}),
        high=total_points(rubric, {key: part.high for key, part in parts.items()}),
        max_points=rubric.max_points,
        grade=grade(rubric, suggested, confirmed_falsification=confirmed_falsification),
        self_points=sum(stated, ZERO) if results and len(stated) == len(own) else None)
