"""``pufa integrity``: the checks across the dossiers of a cohort."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from commands.progress import Progress
from model.problems import Problem, PufaError, problem
from model.results import Finding

if TYPE_CHECKING:
    from pathlib import Path

    from integrity.submission import Settings, Submission
    from store.archive import Archive


def integrity_command(options: argparse.Namespace) -> int:
    """Writes findings.json and prints how many findings each band has; 1 where a file of a dossier failed."""
    return compare(options, Progress(options.progress))


def compare(options: argparse.Namespace, progress: Progress) -> int:
    """The checks across ``options.cohort``, written to ``options.out``; 1 where a file of a dossier failed."""
    from assess import check_out
    from bulk.cohort import Entry, submissions
    from integrity.calibration import expected
    from integrity.submission import Settings
    from integrity.words import entries
    from reports.case_docx import write_case
    from reports.findings_json import write_findings

    deadline = _day(options.deadline) if options.deadline else None
    check_out(options.out)

    def told(entry: Entry, done: int, total: int) -> None:
        progress.file(f"{entry.year}/{entry.unit}", done, total, "parsed")

    with archive_of(options) as archive:
        cohort, lost = submissions(options.cohort, on_dossier=told)
        progress.stage("checking")
        untold: list[Problem] = []
        found = _found(cohort, Settings(deadline=deadline, told=untold.append), archive, options.out)
    files = [document for one in cohort for document in one.documents]
    about = {"cohort": str(options.cohort.resolve()), "dossiers": len(cohort), "files": len(files),
             "expected": expected(found, len(cohort)), "not_looked_at": [one.text() for one in untold]}
    path = write_findings(found, options.out / "findings.json", about)
    sheet = write_case(found, about, entries("checks"), options.out, date.today())
    progress.done(str(options.out))
    print(f"比对了 {len(cohort)} 份卷宗、{len(files)} 个文件")
    _tell(found, len(cohort), untold)
    print(f"结果：{path}\n      {sheet}")
    failed = [(one, document) for one in cohort for document in one.documents if document.status == "failed"]
    for whole in lost:
        print(whole.text(), file=sys.stderr)
    for one, document in failed:
        for why in document.problems:
            print(f"{one.name}：{why.text()}", file=sys.stderr)
    return 1 if failed or lost else 0


def _found(cohort: Sequence[Submission], settings: Settings, archive: Archive | None, out: Path) -> tuple[Finding, ...]:
    """The findings with their pictures in ``out``; afterwards the archive keeps the cohort."""
    from bulk.archive import known_beside, remember
    from bulk.proof import with_proof
    from integrity.run import findings

    known = None if archive is None else known_beside(archive, cohort)
    found = with_proof(findings(cohort, replace(settings, known=known)), cohort, out, known)
    if archive is not None:
        remember(archive, cohort)
    return found


def _tell(found: Sequence[Finding], dossiers: int, untold: Sequence[Problem]) -> None:
    """How many findings each band has, of which checks, how many are to be expected to be wrong, and what was not
    looked at."""
    from integrity.calibration import expected
    from integrity.words import entries, words

    for band, name in entries("bands").items():
        checks = sorted({one.check for one in found if one.severity == band})
        count = sum(one.severity == band for one in found)
        named = "、".join(words(f"checks.{check}") for check in checks)
        print(f"{name}：{count} 条" + (f"（{named}）" if named else ""))
    for band, (mean, most) in expected(found, dossiers).items():
        print(f"按标定，{words(f'bands.{band}')}一档在这样一批卷宗里预计有 {mean:.1f} 条是误报，至多 {most:.1f} 条")
    for one in untold:
        print(one.text())
    print("疑点只是请人看一看的理由，不是结论，也不影响得分。" if found else
          "没有需要说明的疑点；这不等于证明全部属实。")


@contextmanager
def archive_of(options: argparse.Namespace) -> Iterator[Archive | None]:
    """The archive that the call names, with what it says to forget forgotten; None where it names none.

    Raises PufaError where it cannot be used, or does not hold what is to be forgotten.
    """
    if options.index is None:
        if options.forget:
            raise PufaError(problem("command_usage", "pufa", detail="--forget 要和 --index 一起写"))
        yield None
        return
    from store.archive import Archive

    with Archive(options.index) as archive:
        for named in options.forget:
            year, _, unit = named.partition("/")
            if not year.isdigit() or not archive.forget(int(year), unit):
                raise PufaError(problem("archive_no_dossier", named))
        yield archive


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        detail = f"--deadline 写成 2023-12-31 这样的日期，不是“{text}”"
        raise PufaError(problem("command_usage", "pufa integrity", detail=detail)) from error
