"""Rubrics by their id, or from a file. A map with an error of form or of sums is not loaded."""

from __future__ import annotations

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


def available() -> tuple[str, ...]:
    """Ids of the maps that stand in this folder, sorted."""
    return tuple(sorted(path.parent.name for path in _HOME.glob(f"*/{MAP_NAME}")))


def map_path(rubric_id: str) -> Path:
    """Where the map of an id stands. Raises PufaError for an unknown id, naming the known ones."""
    if rubric_id not in available():
        raise PufaError(problem("rubric_unknown", rubric_id, available="、".join(available())))
    return _HOME / rubric_id / MAP_NAME


@lru_cache(maxsize=32)
def load(rubric_id: str) -> Rubric:
    """The rubric of an id. Raises PufaError where there is none, or where its map is broken."""
    return load_file(map_path(rubric_id))


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
