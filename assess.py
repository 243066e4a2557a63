"""One dossier, the whole way: read → find → merge → score → write. The rooms below know nothing of each other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from classifiers.added import additions
from classifiers.context import Context, Opinion, context_for
from classifiers.contradicted import denied_elsewhere
from classifiers.corrected import Corrected, found_again
from classifiers.kept import context_words, find_all, merge_once
from classifiers.kinds import asked_kinds, kinds
from classifiers.learned import place
from classifiers.score_table import score_rows
from extractor import Limits, read_dossier, read_file
from extractor.cache import Cache
from extractor.kept import installation
from formal.deadlines import check_deadlines
from formal.rectification import problem_papers, rectified
from integrity.run import findings
from integrity.submission import Settings, Submission
from model.corrections import Correction, in_force, read_corrections_file
from model.documents import Document, Dossier
from model.evidence import DateRange, Event, Mention, Paper
from model.packing import code_digest
from model.problems import Problem, PufaError, problem
from model.results import Adjustment, Assessment, CriterionResult, FileEntry
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
    they stand outside the dossier. assessed_on: today, unless a test wants another day. render: whether quotes of Word
    papers get page and box from a LibreOffice rendition. corrections: what reviewers decided about evidence.
    rules_only: the learned models are not asked.
    """

    dossier: Path
    rubric: Rubric
    unit: str
    year: int
    period: DateRange | None = None
    problems: Path | None = None
    assessed_on: date | None = None
    render: bool = False
    corrections: Path | None = None
    rules_only: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What finding yields for one review period: the kind of every file that was read, by path, and all mentions.

    context: in which they were found, in words.
    """

    papers: Mapping[str, Paper]
    mentions: tuple[Mention, ...]
    context: str


def assess(request: Request, *, on_file: OnFile | None = None, on_stage: OnStage | None = None) -> Assessment:
    """Reads, finds, merges and scores one dossier. Raises PufaError where the dossier is missing."""
    return assess_each((request,), on_file=on_file, on_stage=on_stage)[0]


def assess_each(requests: Sequence[Request], *, on_file: OnFile | None = None,
                on_stage: OnStage | None = None) -> tuple[Assessment, ...]:
    """One dossier under several standards: its files are read once, its mentions found once for each review period,
    for all kinds that any of the standards of that period asks for.

    What a sentence goes on about may be told apart better where more kinds are looked for: a mention or two may differ
    from those found for one standard alone. The requests differ in nothing but the standard and the period. Raises
    PufaError where the dossier is missing.
    """
    said = on_stage or (lambda name: None)
    said("reading")
    first = requests[0]
    dossier = read_dossier(first.dossier, on_file=on_file, limits=Limits(render=first.render), traces=True)
    told = (read_file(first.problems),) if first.problems else ()
    said("finding")
    found = {period: _find(dossier.documents, context_for(first.unit, first.year, period, _asked(requests, period),
                                                          _groups(requests, period)),
                           "rules" if first.rules_only else "points")
             for period in dict.fromkeys(map(_period, requests))}
    return tuple(assess_documents(dossier, request, found[_period(request)], said, told) for request in requests)


def _period(request: Request) -> DateRange:
    return request.period or request.rubric.period_of(request.year)


def _asked(requests: Sequence[Request], period: DateRange) -> frozenset[str]:
    """The kinds to look for in a period: what its standards ask for, what those yield to, and when papers came."""
    wanted = (request.rubric.kinds() for request in requests if _period(request) == period)
    return asked_kinds(FILING.union(*wanted))


def _groups(requests: Sequence[Request], period: DateRange) -> frozenset[frozenset[str]]:
    return frozenset().union(*(request.rubric.groups() for request in requests if _period(request) == period))


def assess_documents(dossier: Dossier, request: Request, found: Found, said: OnStage,
                     told: Sequence[Document] = ()) -> Assessment:
    """The way from mentions to an assessment. told: papers outside the dossier that tell last year's problems."""
    rubric, papers = request.rubric, found.papers
    wanted = rubric.kinds() | (FILING if rubric.deadlines else frozenset())
    decided, bad = _decided(request)
    corrected, known = _corrected(decided, dossier, found, request)
    mentions = [mention for mention in corrected.restated(known) if mention.kind in wanted]
    said("merging")
    mentions = corrected.restated(denied_elsewhere(mentions))
    key = _key(dossier, request, told, found.context, (decided, bad))
    events, trusting, doubting = _readings(mentions, rubric.long_kinds(), corrected, key)
    said("checking")
    untold: list[Problem] = []
    suspected = findings([_submission(dossier, request, found, doubting or events)], Settings(told=untold.append))
    said("scoring")
    readable = [d for d in dossier.documents if d.path in papers]
    rows = [row for d in dossier.documents if papers.get(d.path) == "score_table" for row in score_rows(d)]
    results, total = score(rubric, events, papers=papers, self_points=match_self_points(rubric, rows),
                           trusting=trusting, doubting=doubting, seen=corrected.seen)
    return Assessment(rubric=rubric.id, rubric_name=rubric.name, rubric_version=rubric.version,
                      engine=ENGINE, unit=request.unit, year=request.year, period=_period(request),
                      assessed_on=request.assessed_on or date.today(), score=total,
                      criteria=_adjusted(results, corrected), events=events,
                      findings=suspected,
                      files=tuple(FileEntry(document=d, paper=papers.get(d.path)) for d in dossier.documents),
                      problems=(*dossier.problems, *bad, *corrected.problems, *untold), notes=rubric.notes,
                      deadlines=check_deadlines(rubric.deadlines, request.year, readable, papers, mentions),
                      rectified=rectified(readable, told or problem_papers(readable, request.year)),
                      criteria_from=rubric.borrowed, key=key,
                      adjustments=_adjustments(results, corrected), adjustments_lost=corrected.stale)


def _decided(request: Request) -> tuple[list[Correction], list[Problem]]:
    """The corrections of this unit, year and standard that nobody took back, and what is wrong in their file."""
    if request.corrections is None:
        return [], []
    lines, bad = read_corrections_file(request.corrections)
    about = request.unit, request.year, request.rubric.id
    return [one for one in in_force(one for _, one in lines) if (one.unit, one.year, one.rubric) == about], bad


def _corrected(decided: Sequence[Correction], dossier: Dossier, found: Found,
               request: Request) -> tuple[Corrected, tuple[Mention, ...]]:
    """The corrections found again, and the mentions with those that people added."""
    context = context_for(request.unit, request.year, _period(request))
    more = additions(decided, found.mentions, dossier.documents, found.papers, context)
    known = (*found.mentions, *more.mentions)
    return found_again(decided, known, dossier.documents, more.placed), known


def _adjusted(results: Sequence[CriterionResult], corrected: Corrected) -> tuple[CriterionResult, ...]:
    """The results; where corrections touch a criterion, ``why`` says how many."""
    counts = [sum(one.touches(result.id, result.evidence) for one in corrected.carried) for result in results]
    return tuple(replace(result, why=f"{result.why}；人工调整{count}处") if count else result
                 for result, count in zip(results, counts, strict=True))


def _adjustments(results: Sequence[CriterionResult], corrected: Corrected) -> tuple[Adjustment, ...]:
    return tuple(Adjustment(what=one.words, quotes=tuple(mark.quote for mark in one.correction.mentions),
                            criteria=tuple(r.id for r in results if one.touches(r.id, r.evidence)))
                 for one in corrected.carried)


def read_submission(dossier: Path, unit: str, year: int, period: DateRange | None = None, *,
                    on_file: OnFile | None = None) -> Submission:
    """One dossier as the checks of ``integrity`` look at it, whatever standard it is scored by. Raises PufaError where
    it is missing."""
    read = read_dossier(dossier, on_file=on_file, traces=True)
    context = context_for(unit, year, period)
    found = _find(read.documents, context, "rules")
    with closing(Cache()) as cache:
        key = hashlib.sha256("|".join((context_words(context), *(d.key or d.sha256 for d in read.documents))).encode())
        events = merge_once(found.mentions, frozenset(), cache, key.hexdigest())
    return Submission(unit=unit, year=year, period=context.period, documents=read.documents, papers=found.papers,
                      mentions=found.mentions, events=events)


def _submission(dossier: Dossier, request: Request, found: Found, events: tuple[Event, ...]) -> Submission:
    ruled = tuple(mention for mention in found.mentions if not mention.by_model_alone)
    return Submission(unit=request.unit, year=request.year, period=_period(request), documents=dossier.documents,
                      papers=found.papers, mentions=ruled, events=events)


def _readings(mentions: Sequence[Mention], long_kinds: frozenset[str], corrected: Corrected,
              key: str) -> tuple[tuple[Event, ...], tuple[Event, ...] | None, tuple[Event, ...] | None]:
    """The events of what rules and models tell; with what a model alone suspects; without what it alone sees. The last
    two are None where they are no other."""
    told = [mention for mention in mentions if not mention.suspected]
    ruled = [mention for mention in told if not mention.by_model_alone]
    more = {mention.kind for mention in mentions if mention.suspected}
    less = {mention.kind for mention in told if mention.by_model_alone}
    with closing(Cache()) as cache:
        events = merge_once(told, long_kinds, cache, key)
        trusting = _anew(mentions, more, events, long_kinds, cache, f"{key}|+")
        doubting = _anew(ruled, less, events, long_kinds, cache, f"{key}|-")
    return corrected.regrouped(events), trusting and corrected.regrouped(trusting), \
        doubting and corrected.regrouped(doubting)


def _anew(mentions: Sequence[Mention], touched: set[str], events: tuple[Event, ...], long_kinds: frozenset[str],
          cache: Cache, key: str) -> tuple[Event, ...] | None:
    """The events of another reading: those of the kinds it touches made anew of its mentions; None where it touches
    none."""
    if not touched:
        return None
    anew = merge_once([mention for mention in mentions if mention.kind in touched], long_kinds, cache, key)
    return (*(event for event in events if event.kind not in touched), *anew)


def _key(dossier: Dossier, request: Request, told: Sequence[Document], context: str, decided: object) -> str:
    """Names all that an assessment is made of: the documents by their keys (whole where they have none), what was
    asked and looked for, what people decided, the standard, the code and the libraries."""
    asked = (context, place.stamp(), request.rules_only, request.unit, request.year, _period(request),
             request.assessed_on or date.today(),
             asdict(request.rubric), dossier.problems, decided)
    documents = [(d.path, d.key) if d.key else replace(d, seconds=0.0) for d in (*dossier.documents, *told)]
    code = code_digest("model", "extractor", "classifiers", "rubric_maps", "scoring", "formal", "reports", "assess")
    text = f"{asked}|{documents}|{code}|{installation()}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _find(documents: Iterable[Document], context: Context, opinion: Opinion = "points") -> Found:
    """What every file says of the context's kinds.

    What the rules find and what the learned models are sure of earns points; without the models' part a criterion's
    lower bound stands, with what they only suspect its upper one. What a model alone sees is never a fault.
    """
    readable = [document for document in documents if document.status not in ("failed", "ignored")]
    with closing(Cache()) as cache:
        told = find_all(readable, context, cache, opinion=opinion)
    return Found(papers={document.path: one.paper for document, one in zip(readable, told, strict=True)},
                 mentions=tuple(mention for one in told for mention in one.mentions if _may_count(mention)),
                 context=context_words(context))


def _may_count(mention: Mention) -> bool:
    return not (mention.by_model_alone and kinds()[mention.kind].adverse)


def write(assessment: Assessment, request: Request, out: Path) -> tuple[Path, Path, Path]:
    """Writes assessment.json, review.docx, scores.xlsx and run.json (what was asked) into ``out``; gives three of them.

    Raises PufaError where ``out`` is a file or cannot be written.
    """
    from reports.assessment_json import write_json
    from reports.review_docx import write_review
    from reports.scores_xlsx import write_scores

    check_out(out)
    paths = out / "assessment.json", out / "review.docx", out / "scores.xlsx"
    told = write_json(assessment, paths[0])
    with closing(Cache()) as cache:
        for path, make in ((paths[1], write_review), (paths[2], write_scores)):
            _written_once(path, partial(make, assessment, request.rubric), f"{assessment.key}|{told}", cache)
    period = f"{assessment.period.start.isoformat()}..{assessment.period.end.isoformat()}"
    asked = {"dossier": str(request.dossier.resolve()), "rubric": request.rubric.id, "unit": request.unit,
             "year": request.year, "period": period, "criteria": assessment.criteria_from or None,
             "problems": str(request.problems.resolve()) if request.problems else None, "render": request.render,
             "rules_only": request.rules_only,
             "corrections": {"applied": len(assessment.adjustments), "lost": assessment.adjustments_lost}}
    (out / "run.json").write_text(json.dumps(asked, ensure_ascii=False, indent=1), "utf-8")
    return paths


def _written_once(path: Path, make: Callable[[Path], None], content: str, cache: Cache) -> None:
    """Makes a report, or puts there what was made of the same content before."""
    from reports.output import put_bytes, write_whole

    key = hashlib.sha256(f"{path.name}|{content}".encode()).hexdigest()
    data = cache.get(key)
    if data is not None:
        write_whole(path, lambda temporary: put_bytes(temporary, data))
    else:
        make(path)
        cache.put(key, path.read_bytes())


def check_out(out: Path) -> None:
    """Makes the output folder. Raises PufaError where it is a file or cannot be made."""
    if out.exists() and not out.is_dir():
        raise PufaError(problem("out_is_file", str(out)))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PufaError(problem("out_unwritable", str(out), reason=error.strerror or error)) from error
