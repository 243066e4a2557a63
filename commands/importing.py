"""``pufa rubric import``: an official paper becomes the draft of a map, and every doubt is told."""

from __future__ import annotations

import argparse
import re
import sys
from itertools import groupby
from pathlib import Path

from classifiers.kinds import kinds
from classifiers.propose import propose
from extractor import read_apart
from model.documents import Document
from model.problems import PufaError, problem
from reports.figures import number_text
from rubric_maps.importer import Drafted, draft_map
from rubric_maps.lint import lint
from rubric_maps.load import CASES_NAME, MAP_NAME, available, load_cases, load_file
from scoring.cases import run_cases

SOURCE_NAME = "source.txt"
_SHOWN = 40


def import_rubric(options: argparse.Namespace) -> int:
    """Reads the paper, writes the draft's three files and lists what a person must check; 0 where it was written."""
    _check_id(options.id)
    target = _target(options.out, options.force)
    document = _read(options.file)
    drafted = draft_map(document, options.id, _proposed, options.part)
    _write(target, drafted)
    for one in document.problems:
        print(one.text(), file=sys.stderr)
    _report(drafted, target)
    return 0


def _proposed(text: str) -> tuple[tuple[str, str, float], ...]:
    return tuple((kind, kinds()[kind].name, confidence) for kind, confidence in propose(text))


def _check_id(rubric_id: str) -> None:
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", rubric_id):
        raise PufaError(problem("import_id", f"--id {rubric_id}", example=available()[0]))


def _target(out: Path, force: bool) -> Path:
    """Where the map goes: the file itself, or ``rubric.yaml`` in the folder. Raises PufaError where one is there."""
    target = out if out.suffix.lower() in (".yaml", ".yml") else out / MAP_NAME
    if target.parent.exists() and not target.parent.is_dir():
        raise PufaError(problem("out_is_file", str(target.parent)))
    there = [path for path in _files(target) if path.exists()]
    if there and not force:
        raise PufaError(problem("import_exists", str(there[0])))
    return target


def _files(target: Path) -> tuple[Path, Path, Path]:
    """The map, its cases and its source text."""
    return target, target.with_name(CASES_NAME), target.with_name(SOURCE_NAME)


def _read(path: Path) -> Document:
    if not path.exists():
        raise PufaError(problem("lines_file_missing", str(path)))
    document = read_apart(path)
    if document.status in ("failed", "ignored") or not document.blocks:
        raise PufaError(document.problems[0] if document.problems else problem("import_no_criteria", str(path)))
    return document


def _write(target: Path, drafted: Drafted) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for path, text in zip(_files(target), (drafted.rubric, drafted.cases, drafted.source), strict=True):
            path.write_text(text, "utf-8")
    except OSError as error:
        raise PufaError(problem("out_unwritable", str(target.parent), reason=error.strerror or error)) from error


def _report(drafted: Drafted, target: Path) -> None:
    """What was drafted, what must be checked under its line of the source, and what the linter still misses."""
    draft = drafted.draft
    items = [item for section in draft.sections for item in section.items]
    told = draft.procedure
    print(f"{draft.id}  {draft.name}  {len(draft.sections)}部分{len(items)}项{len(draft.criteria())}分项"
          f"  总分{number_text(draft.total)}  等次{len(told.bands)}个  综合成绩{len(told.weights)}种")
    doubts = draft.all_doubts()
    lines = drafted.lines
    for number, group in groupby(doubts, key=lambda doubt: doubt.line):
        shown = lines[number - 1] if 0 < number <= len(lines) else ""
        print(f"第{number}行  {shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}")
        for doubt in group:
            print(f"    {doubt.problem.text()}")
    left = lint(target, frozenset(kinds()))
    left += [] if any(one.severity == "error" and one.code < "E330" for one in left) else _cases(target)
    if left:
        print("检查还剩：")
        for one in left:
            print(f"    {one.text()}")
    print(f"请核对{len(doubts)}处。草稿：" + "、".join(str(path) for path in _files(target)))


def _cases(target: Path) -> list:
    return run_cases(load_file(target), load_cases(target))
