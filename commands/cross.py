"""``pufa rubric cross``: one dossier under several standards."""

from __future__ import annotations

import argparse
import re
import sys

from commands.assessing import kept_corrections, say_corrections
from commands.options import unit_of, year_of
from commands.progress import Progress
from model.problems import PufaError, problem
from model.rubric import Rubric
from rubric_maps.load import load


def cross_command(options: argparse.Namespace) -> int:
    """Assesses one dossier under each standard and prints both tables; 1 where a file failed."""
    from assess import Request, assess_each, check_out, write
    from classifiers.kinds import kinds
    from reports.cross import cross_table, kind_rows, write_cross

    year, unit, rubrics = year_of(options.year), unit_of(options.unit), _rubrics(options.rubrics)
    if not options.dossier.exists():
        raise PufaError(problem("no_such_dossier", str(options.dossier)))
    check_out(options.out)
    progress = Progress(options.progress)
    requests = [Request(dossier=options.dossier, rubric=rubric, unit=unit, year=year,
                        corrections=kept_corrections(options.out / rubric.id)) for rubric in rubrics]
    found = assess_each(requests, on_file=progress.file, on_stage=progress.stage)
    progress.stage("writing")
    for assessment, request in zip(found, requests, strict=True):
        write(assessment, request, options.out / request.rubric.id)
        say_corrections(request, assessment)
    rows = kind_rows(found, rubrics, {kind.id: kind.name for kind in kinds().values()})
    write_cross(found, rows, options.out / "cross.xlsx")
    progress.done(str(options.out))
    print(f"{unit} {year}年 · {len(rubrics)}个标准")
    print(cross_table(found, rows))
    print("结果：" + "\n      ".join(str(options.out / name) for name in (*(r.id for r in rubrics), "cross.xlsx")))
    failed = [entry.document for entry in found[0].files if entry.document.status == "failed"]
    problems = list(dict.fromkeys(p for assessment in found for p in assessment.problems))
    for one in (*problems, *(p for d in failed for p in d.problems)):
        print(one.text(), file=sys.stderr)
    return 1 if failed or any(p.severity == "error" for p in problems) else 0


def _rubrics(text: str) -> list[Rubric]:
    """The standards named, each once. Raises PufaError for fewer than two, an unknown one, one without criteria."""
    names = list(dict.fromkeys(part for part in re.split(r"[,，、\s]+", text) if part))
    if len(names) < 2:
        raise PufaError(problem("cross_few", text.strip() or "空"))
    rubrics = [load(name) for name in names]
    for rubric in rubrics:
        if not rubric.sections:
            raise PufaError(problem("cross_procedure", rubric.id))
    return rubrics
