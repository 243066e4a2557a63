"""An assessment's criteria in the order and the sections of their standard, with sums under its caps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from model.results import Assessment, CriterionResult
from model.rubric import Criterion, Rubric
from reports.words import word

PointsOf = Callable[[CriterionResult], Decimal]


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemGroup:
    """One item's results. cap: the limit on their sum, None where the criteria cannot pass it."""

    title: str
    cap: Decimal | None
    results: tuple[CriterionResult, ...]

    def total(self, points: PointsOf) -> Decimal:
        """Sum of ``points`` over the criteria, at most the cap."""
        return _capped(sum(map(points, self.results), Decimal(0)), self.cap)


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionGroup:
    """One section's items. points: its sum in the standard. cap: a bonus section's own limit, None elsewhere."""

    title: str
    points: Decimal
    bonus: bool
    cap: Decimal | None
    items: tuple[ItemGroup, ...]

    def results(self) -> tuple[CriterionResult, ...]:
        """All results of the section in order."""
        return tuple(result for item in self.items for result in item.results)

    def total(self, points: PointsOf) -> Decimal:
        """Sum over the items, at most the cap."""
        return _capped(sum((item.total(points) for item in self.items), Decimal(0)), self.cap)


def sections(assessment: Assessment, rubric: Rubric) -> tuple[SectionGroup, ...]:
    """The results by section and item of the standard; what the rubric does not know comes last, in its own section."""
    by_id = {result.id: result for result in assessment.criteria}
    groups = []
    for section in rubric.sections:
        items = []
        for item in section.items:
            known = tuple(by_id.pop(c.id) for c in item.criteria if c.id in by_id)
            if known:
                items.append(ItemGroup(title=item.title, results=known, cap=_binding(item.cap, known)))
        if items:
            cap = section.points if section.bonus and section.points > 0 else None
            groups.append(SectionGroup(title=section.title, points=section.points, bonus=section.bonus, cap=cap,
                                       items=tuple(items)))
    if by_id:
        rest = tuple(by_id.values())
        points = sum((result.max_points for result in rest), Decimal(0))
        item_group = ItemGroup(title="", cap=None, results=rest)
        groups.append(SectionGroup(title=word("common.other_section"), points=points, bonus=False, cap=None,
                                   items=(item_group,)))
    return tuple(groups)


def criteria_by_id(rubric: Rubric) -> dict[str, Criterion]:
    """The standard's criteria by id."""
    return {criterion.id: criterion for criterion in rubric.criteria()}


def counted_as(result: CriterionResult) -> Decimal:
    """What a criterion adds to the suggested total: its suggestion, or its upper bound while records are awaited."""
    return result.high if result.suggested is None else result.suggested


def _binding(cap: Decimal, results: tuple[CriterionResult, ...]) -> Decimal | None:
    reachable = sum((max(result.max_points, Decimal(0)) for result in results), Decimal(0))
    return cap if 0 < cap < reachable else None


def _capped(total: Decimal, cap: Decimal | None) -> Decimal:
    return total if cap is None else min(cap, total)
