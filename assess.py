"""One dossier, the whole way: read → find → merge → score → write. The rooms below know nothing of each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from classifiers.context import Context, context_for
from classifiers.events import merge_events
from classifiers.find import find_mentions
from classifiers.kinds import asked_kinds
from classifiers.score_table import score_rows
from extractor import read_dossier, read_file
from formal.deadlines import check_deadlines
from formal.rectification import problem_papers, rectified
from model.documents import Document, Dossier
from model.evidence import DateRange, Mention, Paper
from model.problems import PufaError, problem
from model.results import Assessment, FileEntry
from model.rubric import Rubric
from model.version import ENGINE
from scoring import score
from scoring.self_points import match_self_points

OnStage = Callable[[str], None]
OnFile = Callable[[str, int, int, str], None]


FILING = frozenset({"filed_with_office"})
"""Kinds that say when a paper was handed in, for the deadlines."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What to assess.

    period: None for the one that the rubric names, else the calendar year. problems: last year's problems, where
    they stand outside the dossier. assessed_on: today, unless a test wants another day.
    """

    dossier: Path
    rubric: Rubric
    unit: str
    year: int
    period: DateRange | None = None
    problems: Path | None = None
    assessed_on: date | None = None


def assess(request: Request, *, on_file: OnFile | None = None, on_stage: OnStage | None = None) -> Assessment:
    """Reads, finds, merges and scores one dossier. Raises PufaError where the dossier is missing."""
    said = on_stage or (lambda name: None)
    said("reading")
    dossier = read_dossier(request.dossier, on_file=on_file)
    told = (read_file(request.problems),) if request.problems else ()
    return assess_documents(dossier, request, said, told)


def assess_documents(dossier: Dossier, request: Request, said: OnStage,
                     told: Sequence[Document] = ()) -> Assessment:
    """The way from documents to an assessment. told: papers outside the dossier that tell last year's problems."""
    rubric = request.rubric
    context = context_for(request.unit, request.year, request.period or rubric.period_of(request.year),
                          asked_kinds(rubric.kinds() | FILING))
    said("finding")
    papers, mentions = _find(dossier.documents, context, rubric)
    said("merging")
    events = merge_events(mentions, rubric.long_kinds())
    said("scoring")
    readable = [d for d in dossier.documents if d.path in papers]
    rows = [row for d in dossier.documents if papers.get(d.path) == "score_table" for row in score_rows(d)]
    results, total = score(rubric, events, papers=papers, self_points=match_self_points(rubric, rows))
    return Assessment(rubric=rubric.id, rubric_name=rubric.name, rubric_version=rubric.version,
                      engine=ENGINE, unit=request.unit, year=request.year, period=context.period,
                      assessed_on=request.assessed_on or date.today(), score=total, criteria=results, events=events,
                      findings=(),
                      files=tuple(FileEntry(document=d, paper=papers.get(d.path)) for d in dossier.documents),
                      problems=dossier.problems, notes=rubric.notes,
                      deadlines=check_deadlines(rubric.deadlines, request.year, readable, papers, mentions),
                      rectified=rectified(readable, told or problem_papers(readable, request.year)),
                      criteria_from=rubric.borrowed)


def _find(documents: Iterable[Document], context: Context, rubric: Rubric) -> tuple[dict[str, Paper], list[Mention]]:
    """The kind of every file that was read, and all mentions of kinds the rubric speaks of.

    Points rest on the rules alone: each can be read and corrected. The learned model only proposes (``pufa mentions``).
    """
    papers: dict[str, Paper] = {}
    mentions: list[Mention] = []
    wanted = rubric.kinds() | (FILING if rubric.deadlines else frozenset())
    for document in documents:
        if document.status in ("failed", "ignored"):
            continue
        papers[document.path], found = find_mentions(document, context, second_opinion=False)
        mentions.extend(m for m in found if m.kind in wanted)
    return papers, mentions


def write(assessment: Assessment, request: Request, out: Path) -> tuple[Path, Path, Path]:
    """Writes assessment.json, review.docx, scores.xlsx and run.json (what was asked) into ``out``; gives three of them.

    Raises PufaError where ``out`` is a file or cannot be written.
    """
    from reports.assessment_json import write_json
    from reports.review_docx import write_review
    from reports.scores_xlsx import write_scores

    check_out(out)
    paths = out / "assessment.json", out / "review.docx", out / "scores.xlsx"
    write_json(assessment, paths[0])
    write_review(assessment, request.rubric, paths[1])
    write_scores(assessment, request.rubric, paths[2])
    period = f"{assessment.period.start.isoformat()}..{assessment.period.end.isoformat()}"
    asked = {"dossier": str(request.dossier.resolve()), "rubric": request.rubric.id, "unit": request.unit,
             "year": request.year, "period": period}
    (out / "run.json").write_text(json.dumps(asked, ensure_ascii=False, indent=1), "utf-8")
    return paths


def check_out(out: Path) -> None:
    """Makes the output folder. Raises PufaError where it is a file or cannot be made."""
    if out.exists() and not out.is_dir():
        raise PufaError(problem("out_is_file", str(out)))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PufaError(problem("out_unwritable", str(out), reason=error.strerror or error)) from error
