"""Ranks of a cohort: by the year's composite where outside scores are there, each way apart, else by the suggestion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from model.rubric import Rubric
from scoring.composite import CompositeResult, composite
from scoring.outside import OutsideRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranked:
    """One unit's place. rank: from 1, equal totals share one (1, 2, 2, 4); None for a unit that is not ranked.

    mode: the way its total was formed, "" for a suggested total. result: the composite, None for an absent unit or a
    suggested total. low and high: bounds of a suggested total. note: why it is not ranked, or what set its grade.
    """

    rank: int | None
    unit: str
    mode: str
    total: Decimal | None
    grade: str | None
    result: CompositeResult | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """A unit's assessed total: suggested, and between which bounds."""

    unit: str
    total: Decimal
    low: Decimal
    high: Decimal
    grade: str | None


def rank_outside(rubric: Rubric, rows: Sequence[OutsideRow]) -> tuple[Ranked, ...]:
    """The ranks of every way apart, in the order of the rubric's ways.

    A unit whose falsification a person has confirmed has the veto's grade and is not ranked; neither is an absent one.
    """
    found: list[Ranked] = []
    for mode in rubric.composites:
        own = [row for row in rows if row.mode == mode.mode]
        scored = [(row, composite(rubric, row.mode, dict(row.scores), falsified=row.falsified)) for row in own
                  if not row.absent]
        fair = sorted((pair for pair in scored if not pair[0].falsified),
                      key=lambda pair: (-pair[1].total, pair[0].unit))
        totals = [result.total for _, result in fair]
        found += [Ranked(rank=totals.index(result.total) + 1, unit=row.unit, mode=row.mode, total=result.total,
                         grade=result.grade, result=result, note=row.note) for row, result in fair]
        found += [Ranked(rank=None, unit=row.unit, mode=row.mode, total=result.total, grade=result.grade,
                         result=result, note="弄虚作假已查实，不参加排名") for row, result in scored if row.falsified]
        absent = rubric.absence.treatment if rubric.absence else "不参加排名"
        found += [Ranked(rank=None, unit=row.unit, mode=row.mode, total=None, grade=None,
                         note=f"缺席评议：{absent}") for row in own if row.absent]
    return tuple(found)


def rank_suggested(totals: Sequence[Suggestion]) -> tuple[Ranked, ...]:
    """Ranks by the suggested total alone: an order for the desk, no result."""
    ordered = sorted(totals, key=lambda one: (-one.total, one.unit))
    figures = [one.total for one in ordered]
    return tuple(Ranked(rank=figures.index(one.total) + 1, unit=one.unit, mode="", total=one.total, grade=one.grade,
                        low=one.low, high=one.high, note=_overlap(one, ordered)) for one in ordered)


def _overlap(one: Suggestion, ordered: Sequence[Suggestion]) -> str:
    """Where the bounds of units overlap, evidence still out may turn the order round."""
    close = [other.unit for other in ordered if other is not one and other.low <= one.high and one.low <= other.high]
    return f"与{len(close)}个单位的分数区间重叠，名次未定" if close else ""
