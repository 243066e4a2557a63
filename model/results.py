"""What scoring yields: a ledger for every criterion, what is missing, and the whole assessment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from model.documents import BBox, Document
from model.evidence import DateRange, Event, Mention
from model.problems import Problem

CriterionStatus = Literal["met", "partial", "missing", "external", "not_applicable"]
MissingSort = Literal["nothing", "too_few", "claim_only", "external", "advice"]


@dataclass(frozen=True, kw_only=True, slots=True)
class PointEntry:
    """One line of a criterion's ledger: points and the events they rest on. ``sum(entries) == points``, always."""

    points: Decimal
    events: tuple[str, ...]
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """An event (or one mention of it) that speaks of the criterion and does not count, with the reason in Chinese.

    code: ``planned``, ``negated``, ``other_period``, ``other_unit``, ``boilerplate``, ``total_claim``, ``level``,
    ``beyond``, ``doubtful`` (raises only the upper bound until a person looks).
    """

    event: str
    mentions: tuple[str, ...]
    code: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MissingEvidence:
    """What is missing, what to hand in, and the points it is worth (``gain``; 0 where it earns none)."""

    sort: MissingSort
    what: str
    gain: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class ProofCheck:
    """The papers that the standard accepts for a criterion and which of them support a counted event.

    claimed_only: the counted events are told by the self-report or the score table alone.
    """

    required: tuple[str, ...]
    found: tuple[str, ...]
    claimed_only: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionResult:
    """One criterion's suggestion with its ledger.

    suggested is None for ``external``. low counts only what another paper supports, high adds the doubtful.
    measured: what the rule measured, JSON-ready (contract). counted: ids of counted events. evidence: every mention
    that speaks of the criterion, counted first. claims: stated totals in words, beside the count.
    arithmetic: such as ``12 × 3/4 = 9``. why: one sentence in Chinese. counterfactual: ``再补1个：+3``.
    """

    id: str
    item: str
    title: str
    max_points: Decimal
    status: CriterionStatus
    suggested: Decimal | None
    low: Decimal
    high: Decimal
    confidence: float
    self_points: Decimal | None
    measured: dict[str, object]
    entries: tuple[PointEntry, ...]
    refusals: tuple[Refusal, ...]
    evidence: tuple[Mention, ...]
    event_of: tuple[tuple[str, str], ...]
    counted: tuple[str, ...]
    proof: ProofCheck
    missing: tuple[MissingEvidence, ...]
    claims: tuple[str, ...]
    arithmetic: str
    why: str
    counterfactuals: tuple[str, ...] = ()
    reading: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """Totals. grade: None where the standard has no bands."""

    suggested: Decimal
    low: Decimal
    high: Decimal
    max_points: Decimal
    grade: str | None
    self_points: Decimal | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a finding stands, in the words of findings.json."""

    year: int
    unit: str
    file: str
    page: int
    bbox: BBox | None
    quote: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A reason for a person to look, never a verdict; it changes no score."""

    id: str
    check: str
    severity: Literal["high", "medium", "low"]
    units: tuple[str, ...]
    years: tuple[int, ...]
    places: tuple[Place, ...]
    explanation: str
    measures: dict[str, object]


@dataclass(frozen=True, kw_only=True, slots=True)
class DeadlineCheck:
    """A paper that the standard wants by a day, and whether the dossier has it in time.

    due: the last day. file: the paper, None where there is none. dated: the day that decides, None where none is
    written; by: ``filed`` where a paper says when it was handed in, ``paper`` for the paper's own date. quote: where
    that day stands.
    """

    name: str
    due: date
    state: Literal["on_time", "late", "undated", "missing"]
    citation: str
    file: str | None = None
    dated: date | None = None
    by: Literal["filed", "paper"] | None = None
    quote: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rectified:
    """One of last year's problems and what this year's papers say of it.

    problem_file, problem: where it was told and in which words. state: ``answered``, ``promised`` (only a plan),
    ``missing``. file, page, quote: the passage that answers it best, None and "" where there is none. likeness: how
    much of the problem's wording the passage takes up, 0..1.
    """

    problem_file: str
    problem: str
    state: Literal["answered", "promised", "missing"]
    file: str | None = None
    page: int = 1
    quote: str = ""
    likeness: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Adjustment:
    """One correction of a reviewer that this assessment carries out.

    what: deed, author, day and reason in Chinese. quotes: the places it speaks of. criteria: ids of those it touches.
    """

    what: str
    quotes: tuple[str, ...]
    criteria: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FileEntry:
    """A line of the intake receipt: one file of the dossier and what became of it."""

    document: Document
    paper: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Assessment:
    """One dossier assessed under one rubric. deadlines, rectified: formal checks; they earn and cost no points.

    criteria_from: the standard whose criteria a procedure borrowed, "" where they are its own.
    adjustments: what reviewers corrected; adjustments_lost: how many corrections could not be carried out any more.
    key: equal for assessments made of equal content in the same way by the same code.
    """

    rubric: str
    rubric_name: str
    rubric_version: str
    engine: str
    unit: str
    year: int
    period: DateRange
    assessed_on: date
    score: Score
    criteria: tuple[CriterionResult, ...]
    events: tuple[Event, ...]
    findings: tuple[Finding, ...]
    files: tuple[FileEntry, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    deadlines: tuple[DeadlineCheck, ...] = ()
    rectified: tuple[Rectified, ...] = ()
    criteria_from: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    adjustments_lost: int = 0
    key: str = field(default="", compare=False)

    def used_twice(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Events that count for more than one criterion, with the criteria, in the order of the standard."""
        users: dict[str, list[str]] = {}
        for result in self.criteria:
            for event in result.counted:
                users.setdefault(event, []).append(result.id)
        return tuple((event, tuple(ids)) for event, ids in users.items() if len(ids) > 1)
