"""``pufa batch``: all dossiers of a cohort under one standard, and the checks across them."""

from __future__ import annotations

import argparse
import os
import sys

from commands.progress import Progress
from model.problems import PufaError, problem


def batch_command(options: argparse.Namespace) -> int:
    """Writes every dossier's results, summary.csv and findings.json; 1 where a dossier or a file failed."""
    from assess import check_out
    from bulk.batch import Outcome, batch, write_summary
    from bulk.cohort import entries
    from commands.integrity import compare
    from rubric_maps.load import load

    rubric = load(options.rubric)
    if not rubric.sections:
        raise PufaError(problem("no_criteria", rubric.id))
    cohort = entries(options.cohort)
    check_out(options.out)
    progress = Progress(options.progress)
    done = 0

    def told(outcome: Outcome) -> None:
        nonlocal done
        done += 1
        progress.file(f"{outcome.entry.year}/{outcome.entry.unit}", done, len(cohort),
                      "failed" if outcome.state == "failed" else "parsed")

    outcomes = batch(cohort, rubric, options.out, options.jobs or max(1, (os.cpu_count() or 2) // 2), told)
    path = write_summary(outcomes, options.out / "summary.csv")
    counts = {state: sum(one.state == state for one in outcomes) for state in ("done", "kept", "failed")}
    print(f"{rubric.name}：{len(outcomes)} 份卷宗，新评 {counts['done']}，未变 {counts['kept']}，"
          f"未评成 {counts['failed']}")
    print(f"汇总：{path}")
    for one in outcomes:
        if one.reason:
            print(f"{one.entry.year}/{one.entry.unit}：{one.reason}", file=sys.stderr)
    wrong = compare(options, progress)
    return 1 if wrong or any(one.state == "failed" or one.reason for one in outcomes) else 0
