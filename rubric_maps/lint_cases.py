"""Are the cases beside a map enough: N and N−1 of every count, every cap, every band's edge from both sides?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from model.problems import Problem, problem
from model.rubric import Ask, Bonus, Count, Criterion, Hours, Rate, Rubric, RubricCase, Shortfall, Tiers, asks

_ZERO = Decimal(0)


def lint_cases(rubric: Rubric, cases: Sequence[RubricCase], where: str) -> list[Problem]:
    """What the cases lack, and names in them that the map does not have. ``where``: name of the cases file."""
    found = [said for case in cases for said in _names(rubric, case, where)]
    for criterion in rubric.criteria():
        found.extend(_criterion(criterion, cases, where))
    found.extend(_bands(rubric, cases, where))
    return found


def _names(rubric: Rubric, case: RubricCase, where: str) -> list[Problem]:
    place = f"{where}:{case.line}"
    numbers = {criterion.id for criterion in rubric.criteria()} | {item.number for item in rubric.items()}
    kinds = rubric.kinds()
    grades = {band.name for band in rubric.bands} | {veto.grade for veto in rubric.vetoes}
    unknown = [name for name, _ in case.expected if name not in numbers]
    unknown += [part.kind for part in case.evidence if part.kind not in kinds]
    unknown += [case.grade] if case.grade is not None and case.grade not in grades else []
    found = [problem("case_unknown", place, name=name) for name in unknown]
    if not case.expected and case.grade is None and not (case.mode and case.total is not None):
        found.append(problem("case_empty", place, name=case.name))
    return found


def _number(case: RubricCase, ask: Ask) -> Decimal:
    """How many pieces (or which figure) a case supposes of what an ask wants."""
    meeting = [part for part in case.evidence if part.kind in ask.kinds and part.status in ask.statuses]
    listed = sum((Decimal(part.number) for part in meeting if part.value is None), _ZERO)
    return listed or max((part.value for part in meeting if part.value is not None), default=_ZERO)


def _raw(case: RubricCase, criterion: Criterion, rule: Tiers | Bonus) -> Decimal:
    """What a case's works or honours would be worth without the cap."""
    worth = {tier.level: tier.points for tier in rule.tiers}
    kinds = {kind for ask in asks(criterion) for kind in ask.kinds}
    each = rule.each if isinstance(rule, Bonus) and not rule.tiers else None
    return sum((part.number * (each if each is not None else worth.get(part.level, _ZERO) if part.level else _ZERO)
                for part in case.evidence if part.kind in kinds), _ZERO)


def _criterion(criterion: Criterion, cases: Sequence[RubricCase], where: str) -> list[Problem]:
    about = [(case, dict(case.expected)[criterion.id]) for case in cases if criterion.id in dict(case.expected)]
    rule, full, ask = criterion.rule, criterion.max_points, criterion.ask
    if isinstance(rule, Tiers | Bonus):
        if isinstance(rule, Tiers) and not rule.add_up:
            return []
        capped = any(expected == full and _raw(case, criterion, rule) > full for case, expected in about)
        return [] if capped else [problem("case_cap", where, criterion=criterion.id, points=full)]
    if not isinstance(rule, Count | Shortfall | Hours | Rate) or ask is None:
        return []
    wanted = Decimal(rule.gate if isinstance(rule, Rate) else rule.threshold)
    numbers = [(_number(case, ask), expected) for case, expected in about]
    found = []
    if not any(number == wanted and expected == full for number, expected in numbers):
        found.append(problem("case_full", where, criterion=criterion.id, number=wanted, points=full))
    if not any(wanted - 1 <= number < wanted for number, _ in numbers):
        found.append(problem("case_less", where, criterion=criterion.id, number=wanted - 1))
    return found


def _bands(rubric: Rubric, cases: Sequence[RubricCase], where: str) -> list[Problem]:
    graded = [(case.total, case.grade) for case in cases
              if case.total is not None and case.mode is None and not case.falsified]
    found = []
    for band in rubric.bands:
        if band.lower <= 0:
            continue
        if (band.lower, band.name) not in graded:
            found.append(problem("case_band", where, band=band.name, lower=band.lower))
        if not any(band.lower - 1 <= total < band.lower and grade != band.name for total, grade in graded):
            found.append(problem("case_band_below", where, band=band.name, lower=band.lower))
    return found
