"""A cohort: a folder ``YEAR/UNIT/…`` that holds many dossiers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assess import read_submission
from integrity.submission import Submission
from model.problems import Problem, PufaError, problem

_YEAR = re.compile(r"20\d\d")
_ARCHIVES = (".zip", ".rar", ".7z")
_UNSEEN = ("Cc", "Cf", "Cs")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One dossier of a cohort: whose it is and where it lies (a folder or an archive)."""

    year: int
    unit: str
    path: Path


def entries(cohort: Path) -> tuple[Entry, ...]:
    """The dossiers of a cohort, by year and unit. Raises PufaError where there are none.

    Two that look alike by name are told apart: what one of them holds is never shown as the other's.
    """
    if not cohort.is_dir():
        raise PufaError(problem("dossiers_missing", str(cohort)))
    found = tuple(sorted(_apart(list(_entries(cohort))), key=lambda one: (one.year, one.unit, one.path.name)))
    if not found:
        raise PufaError(problem("dossiers_none", str(cohort)))
    return found


def _apart(found: list[Entry]) -> list[Entry]:
    """A folder keeps its unit's name, an archive of the same name is called by its own; what still is one is numbered.
    """
    twice = Counter(map(_key, found))
    found = [replace(one, unit=_shown(one.path.name)) if twice[_key(one)] > 1 else one for one in found]
    seen: Counter[tuple[int, str]] = Counter()
    told = []
    for one in sorted(found, key=lambda one: (one.unit != one.path.name, one.path.name)):
        seen[_key(one)] += 1
        told.append(one if seen[_key(one)] == 1 else replace(one, unit=f"{one.unit}（{seen[_key(one)]}）"))
    return told


def _key(one: Entry) -> tuple[int, str]:
    return one.year, one.unit.casefold()


def _shown(name: str) -> str:
    """A name as it looks: composed, without signs that nobody sees and blanks around it; never a way out of a folder.
    """
    seen = "".join(char for char in unicodedata.normalize("NFC", name)
                   if char.isspace() or unicodedata.category(char) not in _UNSEEN)
    plain = " ".join(seen.split())
    return plain if plain.strip(".") else f"_{plain}"


def _entries(cohort: Path) -> Iterator[Entry]:
    for year in cohort.iterdir():
        if not year.is_dir() or not _YEAR.fullmatch(year.name):
            continue
        for unit in year.iterdir():
            if unit.name.startswith((".", "~")):
                continue
            if unit.is_dir():
                yield Entry(year=int(year.name), unit=_shown(unit.name), path=unit)
            elif unit.suffix.lower() in _ARCHIVES:
                yield Entry(year=int(year.name), unit=_shown(unit.stem), path=unit)


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
