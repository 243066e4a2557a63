"""Do the points of a written assessment follow from its own evidence? Reads the contract's JSON, nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from model.evidence import CLAIM_PAPERS
from model.problems import Problem, problem
from model.rubric import Criterion, Rubric
from model.rules import Deduction, Penalty
from scoring.numbers import ZERO, plain
from scoring.outcome import status_of
from scoring.total import grade, total_points
from scoring.verify_points import Evidence, Expected, expected

JSON = Mapping[str, Any]


def points_follow(assessment_json: JSON, rubric: Rubric) -> list[Problem]:
    """Everything in an assessment that does not follow: counts, points, bounds, statuses, totals, grade; else [].

    A part that is absent or of the wrong type is named as such, and the rest is still checked.
    """
    if assessment_json.get("rubric") != rubric.id:
        return [problem("verify_rubric", "assessment.json", stated=assessment_json.get("rubric"), used=rubric.id)]
    rows = assessment_json.get("criteria")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return [problem("verify_format", "assessment.json", field="criteria")]
    by_id = {row.get("id"): row for row in rows}
    known = [criterion.id for criterion in rubric.criteria()]
    stray = [str(number) for number in by_id if number not in known] + [n for n in known if n not in by_id]
    if stray or len(rows) != len(known):
        return [problem("verify_criteria", "assessment.json", difference="、".join(stray) or "编号重复")]
    found: list[Problem] = []
    sound = True
    for criterion in rubric.criteria():
        problems = _Row(by_id[criterion.id], criterion).check()
        sound = sound and not any(said.message == "verify_format" for said in problems)
        found.extend(problems)
    return found + (_totals(assessment_json, rubric, by_id) if sound else [])


def number(value: object) -> Decimal | None:
    """A JSON number, exactly as written; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


class _Row:
    """One criterion of the JSON beside the criterion of the rubric."""

    def __init__(self, row: JSON, criterion: Criterion) -> None:
        self.row = row
        self.criterion = criterion
        self.found: list[Problem] = []

    def say(self, message: str, **params: object) -> None:
        """Adds a problem of this criterion."""
        self.found.append(problem(message, self.criterion.id, **params))

    def check(self) -> list[Problem]:
        """All problems of this criterion."""
        for field in ("max_points", "low", "high"):
            if number(self.row.get(field)) is None:
                self.say("verify_format", field=field)
        if self.row.get("suggested_points") is not None and number(self.row["suggested_points"]) is None:
            self.say("verify_format", field="suggested_points")
        evidence = _evidence(self.row.get("evidence"))
        measured = self.row.get("measured")
        if evidence is None or not isinstance(measured, dict):
            self.say("verify_format", field="measured" if evidence is not None else "evidence")
        if self.found or evidence is None or not isinstance(measured, dict):
            return self.found
        self._bounds()
        if self.row.get("status") == "not_applicable":
            self._exempt(evidence)
        else:
            self._points(expected(self.criterion, evidence, measured))
        return self.found

    def _exempt(self, evidence: list[Evidence]) -> None:
        """Not applicable: the dossier must say so, and the points are those that the map gives such a unit."""
        exemption = self.criterion.exemption
        said = exemption is not None and any(entry.counts and entry.kind in exemption.ask.kinds for entry in evidence)
        due = self.criterion.max_points if exemption is not None and exemption.full else ZERO
        if not said:
            self.say("verify_status", stated="not_applicable", expected="met、partial或missing")
        elif number(self.row.get("suggested_points")) != due:
            self.say("verify_points", stated=str(self.row.get("suggested_points")), expected=plain(due))

    def _bounds(self) -> None:
        full = number(self.row["max_points"])
        low, high = number(self.row["low"]) or ZERO, number(self.row["high"]) or ZERO
        suggested = number(self.row.get("suggested_points"))
        if full != self.criterion.max_points:
            self.say("verify_max", stated=plain(full or ZERO), expected=plain(self.criterion.max_points))
        between = low if suggested is None else suggested
        bottom, top = sorted((ZERO, self.criterion.max_points))
        if not bottom <= low <= between <= high <= top:
            self.say("verify_range", low=plain(low), high=plain(high), full=plain(self.criterion.max_points),
                     suggested="—" if suggested is None else plain(suggested))

    def _points(self, wanted: Expected) -> None:
        """Count, points and status against what the evidence gives."""
        suggested = number(self.row.get("suggested_points"))
        if self.criterion.max_points == ZERO:
            self._check_only(wanted)
            return
        if wanted.count is not None and wanted.stated_count not in wanted.count:
            self.say("verify_count", stated=wanted.stated_count, counted=wanted.count[0],
                     claimed=wanted.count[1] if len(wanted.count) > 1 else "无")
        if suggested is not None and suggested > ZERO and not wanted.cited:
            self.say("verify_uncited", stated=plain(suggested))
        if suggested not in wanted.points:
            self.say("verify_points", stated="—" if suggested is None else plain(suggested),
                     expected="或".join("—" if points is None else plain(points) for points in wanted.points))
        status = _status(self.criterion, suggested)
        if self.row.get("status") not in (status, "not_applicable"):
            self.say("verify_status", stated=self.row.get("status"), expected=status)


    def _check_only(self, wanted: Expected) -> None:
        """A check without points: its status follows from what it would earn of one point."""
        found = {"external" if points is None else status_of(points, Decimal(1)) for points in wanted.points}
        if self.row.get("status") not in found:
            self.say("verify_status", stated=self.row.get("status"), expected="或".join(sorted(found)))


def _status(criterion: Criterion, points: Decimal | None) -> str:
    if points is None:
        return "external"
    if isinstance(criterion.rule, Penalty):
        return "met" if points >= ZERO else "partial"
    if isinstance(criterion.rule, Deduction):
        return "met" if points >= criterion.max_points else "partial"
    return status_of(points, criterion.max_points)


def _evidence(value: object) -> list[Evidence] | None:
    """The evidence list; None where it has not the contract's form."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return None
    found = []
    for entry in value:
        if not isinstance(entry, dict) or not isinstance(entry.get("counts"), bool):
            return None
        quantity, status = number(entry.get("quantity")), str(entry.get("status"))
        found.append(Evidence(
            event=str(entry.get("event")), kind=str(entry.get("kind")), counts=entry["counts"],
            status="negated" if status == "done" and quantity == ZERO else status,
            level=entry.get("level"), quantity=quantity, claimed=entry.get("paper") in CLAIM_PAPERS))
    return found


def _totals(assessment: JSON, rubric: Rubric, rows: Mapping[str, JSON]) -> list[Problem]:
    """Score and grade against the criteria's figures."""
    score = assessment.get("score")
    if not isinstance(score, dict):
        return [problem("verify_format", "assessment.json", field="score")]
    found = []
    wanted = {"max": rubric.max_points}
    for field in ("suggested", "low", "high"):
        parts = {criterion_id: _figure(row, field) for criterion_id, row in rows.items()}
        wanted[field] = total_points(rubric, parts)
    for field, value in wanted.items():
        stated = number(score.get(field))
        if stated != value:
            found.append(problem("verify_total", f"score.{field}", field=field, expected=plain(value),
                                 stated="—" if stated is None else plain(stated)))
    band = grade(rubric, wanted["suggested"])
    if score.get("grade") != band:
        found.append(problem("verify_grade", "score.grade", stated=score.get("grade"), expected=band))
    return found


def _figure(row: JSON, field: str) -> Decimal:
    """A criterion's part in one of the totals; what only the office knows is suggested at its upper bound."""
    if field == "suggested":
        value = row.get("suggested_points")
        field = "high" if value is None else "suggested_points"
    return number(row.get(field)) or ZERO
