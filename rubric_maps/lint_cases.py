"""Are the cases beside a map enough: N and N−1 of every count, every cap, every band's edge from both sides?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from model.problems import Problem, problem
from model.rubric import CaseEvidence, Criterion, Rubric, RubricCase, asks
from model.rules import Ask, Bonus, Count, Deduction, Hours, Penalty, Rate, Shortfall, Tiers

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
    unknown = [name for name, _ in (*case.expected, *case.statuses) if name not in numbers]
    unknown += [part.kind for part in case.evidence if part.kind not in kinds]
    unknown += [case.grade] if case.grade is not None and case.grade not in grades else []
    found = [problem("case_unknown", place, name=name) for name in unknown]
    if not case.expected and not case.statuses and case.grade is None and not (case.mode and case.total is not None):
        found.append(problem("case_empty", place, name=case.name))
    return found


def _number(case: RubricCase, ask: Ask) -> Decimal:
    """How many pieces (or which figure) a case supposes of what an ask wants."""
    meeting = [part for part in case.evidence if part.kind in ask.kinds and part.status in ask.statuses]
    listed = sum((Decimal(part.number) for part in meeting if part.value is None), _ZERO)
    return listed or max((part.value for part in meeting if part.value is not None), default=_ZERO)


def _raw(case: RubricCase, criterion: Criterion, rule: Tiers | Bonus) -> Decimal:
    """What a case's works or honours would be worth without the cap."""
    if isinstance(rule, Bonus) and rule.sorts:
        return sum((sort.each * _number(case, sort.ask) for sort in rule.sorts), _ZERO)
    kinds = {kind for ask in asks(criterion) for kind in ask.kinds}
    each = rule.each if isinstance(rule, Bonus) and not rule.tiers else None
    return sum((part.number * (each if each is not None else _tier(rule, part))
                for part in case.evidence if part.kind in kinds), _ZERO)


def _tier(rule: Tiers | Bonus, part: CaseEvidence) -> Decimal:
    """What a supposed work or honour is worth by its level and prize."""
    return next((tier.points for tier in rule.tiers if tier.level == part.level
                 and tier.prize in (None, part.prize)), _ZERO)


def _criterion(criterion: Criterion, cases: Sequence[RubricCase], where: str) -> list[Problem]:
    about = [(case, dict(case.expected)[criterion.id]) for case in cases if criterion.id in dict(case.expected)]
    rule, full = criterion.rule, criterion.max_points
    if isinstance(rule, Tiers | Bonus):
        if isinstance(rule, Tiers) and not rule.add_up:
            return []
        capped = any(expected == full and _raw(case, criterion, rule) > full for case, expected in about)
        return [] if capped else [problem("case_cap", where, criterion=criterion.id, points=full)]
    if isinstance(rule, Deduction | Penalty):
        return _adverse(criterion, rule, about, where)
    if full == 0 or not isinstance(rule, Count | Shortfall | Hours | Rate):
        return []
    wanted = Decimal(rule.gate if isinstance(rule, Rate) else rule.threshold)
    numbers = [(_least(case, criterion), expected) for case, expected in about]
    found = []
    if not any(number == wanted and expected == full for number, expected in numbers):
        found.append(problem("case_full", where, criterion=criterion.id, number=wanted, points=full))
    if not any(wanted - 1 <= number < wanted for number, _ in numbers):
        found.append(problem("case_less", where, criterion=criterion.id, number=wanted - 1))
    return found


def _least(case: RubricCase, criterion: Criterion) -> Decimal:
    """How many a case supposes: of the class that has the fewest, where each needs its own."""
    classes = criterion.rule.classes if isinstance(criterion.rule, Count | Rate) else ()
    asked = [part.ask for part in classes] or [criterion.ask or Ask(kinds=())]
    return min(_number(case, ask) for ask in asked)


def _adverse(criterion: Criterion, rule: Deduction | Penalty, about: Sequence[tuple[RubricCase, Decimal]],
             where: str) -> list[Problem]:
    """One case that takes everything, and each rate's edge from both sides."""
    bottom = criterion.max_points if isinstance(rule, Penalty) else _ZERO
    found = []
    if not any(expected == bottom for _, expected in about):
        found.append(problem("case_floor", where, criterion=criterion.id, points=bottom))
    for indicator in rule.indicators if isinstance(rule, Deduction) else ():
        values = [_number(case, indicator.ask) for case, _ in about]
        about_it = {"criterion": criterion.id, "indicator": indicator.name, "lower": indicator.lower}
        if indicator.lower not in values:
            found.append(problem("case_edge", where, **about_it))
        if not any(indicator.lower - 2 <= value < indicator.lower for value in values):
            found.append(problem("case_edge_below", where, **about_it))
    return found


def _bands(rubric: Rubric, cases: Sequence[RubricCase], where: str) -> list[Problem]:
    graded = [(case.total, case.grade) for case in cases
              if case.total is not None and case.mode is None and not case.falsified]
    found = []
    for band in rubric.bands:
        if band.lower is None or band.lower <= 0:
            continue
        if (band.lower, band.name) not in graded:
            found.append(problem("case_band", where, band=band.name, lower=band.lower))
        lower = band.lower
        if not any(lower - 1 <= total < lower and grade != band.name for total, grade in graded):
            found.append(problem("case_band_below", where, band=band.name, lower=band.lower))
    return found
