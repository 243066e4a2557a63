"""A cohort: a folder ``YEAR/UNIT/…`` that holds many dossiers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assess import read_submission
from integrity.submission import Submission
from model.problems import Problem, PufaError, problem

_YEAR = re.compile(r"20\d\d")
_ARCHIVES = (".zip", ".rar", ".7z")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One dossier of a cohort: whose it is and where it lies (a folder or an archive)."""

    year: int
    unit: str
    path: Path


def entries(cohort: Path) -> tuple[Entry, ...]:
    """The dossiers of a cohort, by year and unit. Raises PufaError where there are none."""
    if not cohort.is_dir():
        raise PufaError(problem("dossiers_missing", str(cohort)))
    found = tuple(sorted(_entries(cohort), key=lambda one: (one.year, one.unit)))
    if not found:
        raise PufaError(problem("dossiers_none", str(cohort)))
    return found


def _entries(cohort: Path) -> Iterator[Entry]:
    for year in cohort.iterdir():
        if not year.is_dir() or not _YEAR.fullmatch(year.name):
            continue
        for unit in year.iterdir():
            if unit.name.startswith((".", "~")):
                continue
            if unit.is_dir():
                yield Entry(year=int(year.name), unit=unit.name, path=unit)
            elif unit.suffix.lower() in _ARCHIVES:
                yield Entry(year=int(year.name), unit=unit.stem, path=unit)


def submissions(cohort: Path, *, on_dossier: Callable[[Entry, int, int], None] | None = None,
                ) -> tuple[tuple[Submission, ...], tuple[Problem, ...]]:
    """Every dossier of a cohort, read and searched, by year and unit, and why others could not be.

    on_dossier: called after every dossier with how many are done and how many there are. Raises PufaError where there
    are none.
    """
    found: list[Submission] = []
    lost: list[Problem] = []
    all_of_them = entries(cohort)
    for done, entry in enumerate(all_of_them, 1):
        try:
            found.append(read_submission(entry.path, entry.unit, entry.year))
        except PufaError as error:
            lost.append(error.problem)
        if on_dossier is not None:
            on_dossier(entry, done, len(all_of_them))
    return tuple(found), tuple(lost)
