"""``pufa assess``."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from commands.options import period_of, unit_of, year_of
from commands.progress import Progress
from model.corrections import FILE
from model.problems import PufaError, problem
from rubric_maps.load import borrowed, load

if TYPE_CHECKING:
    from assess import Request
    from model.results import Assessment


def assess_command(options: argparse.Namespace) -> int:
    """Assesses one dossier, prints the table and where the outputs are; 1 where a file failed."""
    from assess import Request, assess, check_out, write
    from reports.table_text import criteria_table

    request_year, unit, period = year_of(options.year), unit_of(options.unit), period_of(options.period)
    rubric = load(options.rubric)
    if options.criteria:
        rubric = borrowed(rubric, load(options.criteria))
    if not rubric.sections:
        print(problem("no_criteria", rubric.id).text(), file=sys.stderr)
    if not options.dossier.exists():
        raise PufaError(problem("no_such_dossier", str(options.dossier)))
    if options.problems and not options.problems.is_file():
        raise PufaError(problem("lines_file_missing", str(options.problems)))
    check_out(options.out)
    progress = Progress(options.progress)
    request = Request(dossier=options.dossier, rubric=rubric, unit=unit, year=request_year, period=period,
                      problems=options.problems, render=options.render, rules_only=options.rules_only,
                      corrections=_corrections(options.corrections, options.out))
    assessment = assess(request, on_file=progress.file, on_stage=progress.stage)
    progress.stage("writing")
    paths = write(assessment, request, options.out)
    progress.done(str(options.out))
    print(f"{unit} {request_year}年 · {rubric.name}")
    print(criteria_table(assessment))
    if request.corrections:
        print(f"人工调整：采用 {len(assessment.adjustments)} 条，对不上 {assessment.adjustments_lost} 条")
    print("结果：" + "\n      ".join(str(path) for path in paths))
    if not options.corrections:
        say_corrections(request, assessment)
    failed = [entry.document for entry in assessment.files if entry.document.status == "failed"]
    for one in (*assessment.problems, *(p for d in failed for p in d.problems)):
        print(one.text(), file=sys.stderr)
    return 1 if failed or any(p.severity == "error" for p in assessment.problems) else 0


def kept_corrections(out: Path) -> Path | None:
    """The corrections that an output folder holds from an earlier run, None where it holds none."""
    return out / FILE if (out / FILE).is_file() else None


def say_corrections(request: Request, assessment: Assessment) -> None:
    """Says on stderr that corrections nobody named were found and carried out, and how many."""
    if request.corrections:
        print(problem("corrections_taken", str(request.corrections), applied=len(assessment.adjustments),
                      stale=assessment.adjustments_lost).text(), file=sys.stderr)


def _corrections(named: Path | None, out: Path) -> Path | None:
    """The corrections to carry out: the file that was named (a copy is put into the output folder where that has none,
    so that the review desk goes on from it), else the one in the output folder, else none. Raises PufaError where the
    named one is not there."""
    kept = out / FILE
    if named is None:
        return kept_corrections(out)
    if not named.is_file():
        raise PufaError(problem("lines_file_missing", str(named)))
    if not kept.exists():
        try:
            shutil.copyfile(named, kept)
        except OSError as error:
            raise PufaError(problem("corrections_unwritable", str(kept), reason=error.strerror or error)) from error
    return named
