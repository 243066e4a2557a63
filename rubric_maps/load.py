"""Rubrics by their id, or from a file. A map with an error of form or of sums is not loaded.

Beside the maps of this folder there may be the office's own, in the folder that ``PUFA_RUBRICS`` names.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from model.problems import Problem, PufaError, problem
from model.rubric import Rubric, RubricCase
from rubric_maps.build import build_cases, build_rubric
from rubric_maps.check import check_cases, check_map
from rubric_maps.slips import slips
from rubric_maps.tree import EMPTY, Table, Tree, parse

_HOME = Path(__file__).parent
MAP_NAME = "rubric.yaml"
CASES_NAME = "cases.yaml"


def own_folder() -> Path | None:
    """The office's own maps: in ``PUFA_RUBRICS``, else in ``rubrics`` of ``PUFA_HOME``; None where neither is set."""
    named, home = os.environ.get("PUFA_RUBRICS"), os.environ.get("PUFA_HOME")
    if named:
        return Path(named).expanduser().resolve()
    return Path(home).expanduser().resolve() / "rubrics" if home else None


def shipped() -> tuple[str, ...]:
    """Ids of the maps that stand in this folder, sorted."""
    return _ids(_HOME)


def own() -> tuple[str, ...]:
    """Ids of the office's own maps, sorted; one with the id of a shipped map is none (``refused``)."""
    folder = own_folder()
    return tuple(name for name in _ids(folder) if name not in shipped()) if folder else ()


def refused() -> list[Problem]:
    """A problem for every own map that has the id of a shipped one and is therefore left out."""
    folder = own_folder()
    return [problem("own_map_shipped", str(folder / name), id=name) for name in _ids(folder)
            if name in shipped()] if folder else []


def available() -> tuple[str, ...]:
    """Ids of all maps, the shipped ones first."""
    return shipped() + own()


def map_path(rubric_id: str) -> Path:
    """Where the map of an id stands. Raises PufaError for an unknown id, naming the known ones."""
    if rubric_id in shipped():
        return _HOME / rubric_id / MAP_NAME
    folder = own_folder()
    if folder is None or rubric_id not in own():
        raise PufaError(problem("rubric_unknown", rubric_id, available="、".join(available())))
    return folder / rubric_id / MAP_NAME


def stamp(rubric_id: str) -> int:
    """When the map of an id was last written (ns): whoever keeps a rubric asks this. Raises PufaError where unknown."""
    return _written(map_path(rubric_id))


def load(rubric_id: str) -> Rubric:
    """The rubric of an id. Raises PufaError where there is none, or where its map is broken."""
    path = map_path(rubric_id)
    return _load(path, _written(path))


@lru_cache(maxsize=32)
def _load(path: Path, written: int) -> Rubric:
    """A map, read once for as long as its file does not change."""
    return load_file(path)


def _written(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError as error:
        raise PufaError(problem("map_unreadable", str(path))) from error


def _ids(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{MAP_NAME}")))


def load_file(path: Path) -> Rubric:
    """The rubric in a map file. Raises PufaError with the first thing that is wrong with its form."""
    tree, problems = read_map(path)
    if problems or not isinstance(tree, Table):
        raise PufaError(problems[0])
    return build_rubric(tree)


def borrowed(procedure: Rubric, other: Rubric) -> Rubric:
    """A standard that only lays down a procedure, with the criteria of another.

    Grades, vetoes, weights and deadlines stay its own. Raises PufaError where it has criteria itself.
    """
    if procedure.sections or not other.sections:
        raise PufaError(problem("borrow_refused", procedure.id, other=other.id))
    note = f"本标准没有公布评分项，评分项借用“{other.name}”"
    return replace(procedure, sections=other.sections, max_points=other.max_points, reuse=other.reuse,
                   sources=(*procedure.sources, *other.sources), notes=(*procedure.notes, note, *other.notes),
                   borrowed=other.id)


def load_cases(path: Path) -> tuple[RubricCase, ...]:
    """The cases beside the map at ``path`` (() where there are none). Raises PufaError where they are broken."""
    beside = path.with_name(CASES_NAME)
    if not beside.exists():
        return ()
    tree, problems = read_cases(beside)
    if problems:
        raise PufaError(problems[0])
    return build_cases(tree)


def read_map(path: Path) -> tuple[Tree, list[Problem]]:
    """The tree of a map file and every problem of its form."""
    tree, problems = _read(path)
    return tree, problems or check_map(tree, path.name)


def read_cases(path: Path) -> tuple[Tree, list[Problem]]:
    """The tree of a cases file and every problem of its form."""
    tree, problems = _read(path)
    return tree, problems or check_cases(tree, path.name)


def _read(path: Path) -> tuple[Tree, list[Problem]]:
    try:
        content = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return EMPTY, [problem("map_unreadable", str(path))]
    found = slips(content, path.name)
    if found:
        return EMPTY, found
    tree, problems = parse(content, path.name)
    return tree, list(problems)
