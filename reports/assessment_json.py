"""assessment.json: the contract's shape, with keys of our own added.

Quotes and paths stand here verbatim, personal data included: ``pufa verify`` looks every quote up in its file.
What people print and pass on (review.docx, scores.xlsx) is masked.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from model.evidence import DateRange, Event, Mention
from model.problems import Problem, PufaError, problem
from model.results import Assessment, CriterionResult, DeadlineCheck, FileEntry, Finding, Refusal
from reports.event_title import event_title
from reports.figures import json_number, json_value
from reports.intake import file_row, intake
from reports.output import put_bytes, write_whole

SCHEMA = "pufa.assessment/1"
_BROKEN_LEVELS = 4
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def to_json(assessment: Assessment) -> dict[str, Any]:
    """The assessment as the contract writes it, in JSON's own types."""
    titles = {event.id: event_title(event) for event in assessment.events}
    score = assessment.score
    return {
        "schema": SCHEMA, "rubric": assessment.rubric, "unit": assessment.unit, "year": assessment.year,
        "period": _days(assessment.period),
        "score": {"suggested": json_number(score.suggested), "low": json_number(score.low),
                  "high": json_number(score.high), "max": json_number(score.max_points), "grade": score.grade,
                  "self_points": json_number(score.self_points)},
        "criteria": [_criterion(result, titles) for result in assessment.criteria],
        "findings": [finding_json(finding) for finding in assessment.findings],
        "files": [_file(entry) for entry in assessment.files],
        "intake": intake(assessment.files),
        "rubric_name": assessment.rubric_name,
        "engine": {"version": assessment.engine, "rubric_version": assessment.rubric_version},
        "assessed_on": assessment.assessed_on.isoformat(),
        "events": [_event(event, titles[event.id]) for event in assessment.events],
        "problems": [_problem(one) for one in assessment.problems],
        "notes": list(assessment.notes),
        "criteria_from": assessment.criteria_from or None,
        "deadlines": [_deadline(check) for check in assessment.deadlines],
        "rectified": [{"problem": one.problem, "problem_file": one.problem_file, "state": one.state, "file": one.file,
                       "page": one.page, "quote": one.quote, "likeness": one.likeness}
                      for one in assessment.rectified],
        "used_twice": [{"event": event, "criteria": list(ids)} for event, ids in assessment.used_twice()],
    }


def _deadline(check: DeadlineCheck) -> dict[str, Any]:
    return {"name": check.name, "due": check.due.isoformat(), "state": check.state, "file": check.file,
            "dated": check.dated.isoformat() if check.dated else None, "by": check.by, "quote": check.quote,
            "citation": check.citation}


def write_json(assessment: Assessment, path: Path) -> str:
    """Write assessment.json in one step (UTF-8) and give the SHA-256 of its bytes; the same assessment gives the same.

    Raises PufaError where the file cannot be written.
    """
    text = written(to_json(assessment)) + "\n"
    content = text.encode("utf-8", "backslashreplace")
    # A file name with bytes of no known encoding holds lone surrogates; as JSON escapes they survive the trip.
    write_whole(path, lambda temporary: put_bytes(temporary, content))
    return hashlib.sha256(content).hexdigest()


def written(value: Any, depth: int = 0) -> str:
    """JSON in which a mention, an event or a file has a line or a few of its own: the first four levels are broken
    into lines, what is deeper stands in one."""
    if depth == _BROKEN_LEVELS or not value or not isinstance(value, (dict, list)):
        return _ENCODER.encode(value)
    inside = "\n" + " " * (depth + 1)
    if isinstance(value, dict):
        parts = (f"{_ENCODER.encode(str(key))}: {written(one, depth + 1)}" for key, one in value.items())
        return "{" + inside + f",{inside}".join(parts) + inside[:-1] + "}"
    return "[" + inside + f",{inside}".join(written(one, depth + 1) for one in value) + inside[:-1] + "]"


def read_json(path: Path) -> dict[str, Any]:
    """A written assessment. Raises PufaError for a file that cannot be read or is no assessment of this schema."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise PufaError(problem("assessment_unreadable", str(path), reason=error)) from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise PufaError(problem("assessment_unreadable", str(path), reason=f"schema 不是 {SCHEMA}"))
    return data


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding in the shape of findings.json."""
    places = [{"year": place.year, "unit": place.unit, "file": place.file, "page": place.page,
               "bbox": place.bbox.as_list() if place.bbox else None, "quote": place.quote}
              for place in finding.places]
    return {"id": finding.id, "check": finding.check, "severity": finding.severity, "units": list(finding.units),
            "years": list(finding.years), "places": places, "explanation": finding.explanation,
            "measures": json_value(finding.measures)}


def _criterion(result: CriterionResult, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "id": result.id, "item": result.item, "title": result.title,
        "max_points": json_number(result.max_points), "status": result.status,
        "suggested_points": json_number(result.suggested), "low": json_number(result.low),
        "high": json_number(result.high), "confidence": round(result.confidence, 4),
        "self_points": json_number(result.self_points), "measured": json_value(result.measured),
        "evidence": _evidence(result, titles),
        "proof": {"required": list(result.proof.required), "found": list(result.proof.found),
                  "claimed_only": result.proof.claimed_only},
        "missing": [{"what": gap.what, "gain": json_number(gap.gain), "sort": gap.sort} for gap in result.missing],
        "why": result.why,
        "refused": [{"event": refusal.event, "mentions": list(refusal.mentions), "code": refusal.code,
                     "reason": refusal.reason} for refusal in result.refusals],
        "ledger": [{"points": json_number(entry.points), "events": list(entry.events), "words": entry.words}
                   for entry in result.entries],
        "claims": list(result.claims), "arithmetic": result.arithmetic,
        "counterfactuals": list(result.counterfactuals), "reading": result.reading,
    }


def _evidence(result: CriterionResult, titles: dict[str, str]) -> list[dict[str, Any]]:
    event_of = dict(result.event_of)
    counting = counting_mentions(result)
    refused = {mention: refusal for refusal in result.refusals for mention in refusal.mentions}
    return [_mention(mention, event_of.get(mention.id), mention.id in counting, refused.get(mention.id), titles)
            for mention in result.evidence]


def counting_mentions(result: CriterionResult) -> frozenset[str]:
    """Ids of the mentions that count: those of counted events, but for single mentions that were refused."""
    event_of = dict(result.event_of)
    refused = {mention for refusal in result.refusals for mention in refusal.mentions}
    return frozenset(mention.id for mention in result.evidence
                     if event_of.get(mention.id) in result.counted and mention.id not in refused)


def _mention(mention: Mention, event: str | None, counts: bool, refusal: Refusal | None,
             titles: dict[str, str]) -> dict[str, Any]:
    slots = mention.slots
    why_not = refusal.reason if refusal else ""
    return {
        "id": mention.id, "kind": mention.kind, "status": mention.status, "event": event, "counts": counts,
        "file": mention.span.document, "page": mention.page,
        "bbox": mention.bbox.as_list() if mention.bbox else None, "quote": mention.quote,
        "date": _days(slots.date), "quantity": json_number(slots.quantity.value) if slots.quantity else None,
        "level": slots.level, "paper": mention.paper, "confidence": round(mention.confidence, 4),
        "reason": why_not or mention.reason, "event_title": titles.get(event or "", ""),
        "ocr_confidence": _share(mention.recognised),
        **({"added": True} if mention.added else {}),
    }


def mention_json(mention: Mention) -> dict[str, Any]:
    """A mention as a line of ``pufa mentions`` (contract); the caller adds ``criteria`` where a rubric is asked for."""
    slots = mention.slots
    quantity = slots.quantity
    return {
        "id": mention.id, "file": mention.span.document, "page": mention.page,
        "bbox": mention.bbox.as_list() if mention.bbox else None, "quote": mention.quote, "kind": mention.kind,
        "status": mention.status, "quantity": json_number(quantity.value) if quantity else None,
        "lower_bound": bool(quantity and quantity.bound == "at_least"), "date": _days(slots.date), "level": slots.level,
        "confidence": round(mention.confidence, 4), "ocr_confidence": _share(mention.recognised),
    }


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _event(event: Event, title: str) -> dict[str, Any]:
    return {"id": event.id, "kind": event.kind, "title": title, "date": _days(event.slots.date),
            "mentions": [mention.id for mention in event.mentions], "merge_reason": event.merge_reason,
            "conflicts": list(event.conflicts), "claim": event.claim}


def _file(entry: FileEntry) -> dict[str, Any]:
    return file_row(entry) | {"problems": [_problem(one) for one in entry.document.problems]}


def _problem(problem: Problem) -> dict[str, str]:
    return {"code": problem.code, "severity": problem.severity, "where": problem.where, "text": problem.text()}


def _days(days: DateRange | None) -> dict[str, str] | None:
    return {"from": days.start.isoformat(), "to": days.end.isoformat()} if days else None
