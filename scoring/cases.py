"""Runs the worked examples beside a map: made-up events go through the engine, and what comes out is compared."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from model.documents import Span
from model.evidence import Event, Mention, Quantity, Slots
from model.problems import Problem, PufaError, problem
from model.rubric import CaseEvidence, Rubric, RubricCase
from scoring.composite import composite
from scoring.engine import score
from scoring.numbers import plain
from scoring.total import figures, grade, item_points


def run_cases(rubric: Rubric, cases: Sequence[RubricCase]) -> list[Problem]:
    """Every case whose points or grade do not come out, with both figures; [] where all are well."""
    return [found for case in cases for found in run_case(rubric, case)]


def run_case(rubric: Rubric, case: RubricCase) -> list[Problem]:
    """What does not come out in one case."""
    where = f"{rubric.id}/cases.yaml:{case.line}"
    wrong: list[tuple[str, str]] = []
    if case.mode is not None:
        wrong.extend(_composite(rubric, case))
    elif case.grade is not None and case.total is not None:
        got = grade(rubric, case.total, confirmed_falsification=case.falsified)
        if got != case.grade:
            wrong.append((f"等次{case.grade}", f"{got}"))
    if case.expected or case.statuses:
        wrong.extend(_points(rubric, case))
    return [problem("case_failed", where, name=case.name, expected=expected, got=got) for expected, got in wrong]


def _points(rubric: Rubric, case: RubricCase) -> list[tuple[str, str]]:
    results, _ = score(rubric, events_of(case.evidence), papers={}, self_points={},
                       confirmed_falsification=case.falsified)
    points = {result.id: figures(result).suggested for result in results}
    points.update((item.number, item_points(item, points)) for item in rubric.items())
    wrong = []
    for name, expected in case.expected:
        got = points.get(name)
        if got != expected:
            shown = "没有这个编号" if got is None else f"{plain(got)}分"
            wrong.append((f"{name}得{plain(expected)}分", shown))
    standing = {result.id: result.status for result in results}
    wrong.extend((f"{name}为{status}", str(standing.get(name, "没有这个编号"))) for name, status in case.statuses
                 if standing.get(name) != status)
    return wrong


def _composite(rubric: Rubric, case: RubricCase) -> list[tuple[str, str]]:
    try:
        got = composite(rubric, case.mode or "", dict(case.parts), falsified=case.falsified)
    except PufaError as error:
        return [("综合成绩", str(error))]
    wrong = []
    if case.total is not None and got.total != case.total:
        wrong.append((f"综合{plain(case.total)}分", f"{plain(got.total)}分"))
    if case.grade is not None and got.grade != case.grade:
        wrong.append((f"等次{case.grade}", f"{got.grade}"))
    return wrong


def events_of(evidence: Sequence[CaseEvidence]) -> tuple[Event, ...]:
    """Made-up events: as many of each kind as the case says, each with one mention."""
    return tuple(_event(f"e{row}.{number}", part)
                 for row, part in enumerate(evidence, start=1) for number in range(1, part.number + 1))


def _event(event_id: str, part: CaseEvidence) -> Event:
    quantity = None if part.value is None else Quantity(value=Decimal(part.value), unit="", bound=part.bound,
                                                          claimed_total=True)
    slots = Slots(quantity=quantity, level=part.level, prize=part.prize)
    span = Span(document=f"{part.paper}.txt", block=0, start=0, end=0)
    mention = Mention(id=f"m{event_id}", kind=part.kind, span=span, page=1, bbox=None, quote=part.kind,
                      status=part.status, slots=slots, confidence=1.0, detector="case", paper=part.paper)
    return Event(id=event_id, kind=part.kind, mentions=(mention,), slots=slots, claim=part.value is not None)
