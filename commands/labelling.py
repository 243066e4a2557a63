"""``pufa label``: what to label next, and labels in the shape of Label Studio."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from commands.options import unit_of, year_of
from extractor import Limits, read_dossier, read_file
from model.documents import Document
from model.problems import Problem, PufaError, problem
from model.rubric import Rubric
from rubric_maps.load import load
from training.label_studio import config, restored, to_task
from training.labels import Labelled, check, read_labels, rows, written
from training.learn import sketches
from training.queue import WAYS, Chosen, candidates, queue
from training.versions import in_use, put, shown


def queue_command(options: argparse.Namespace) -> int:
    """Writes the tasks; 1 where a file could not be read or a label not be used."""
    unit, year, rubric = unit_of(options.unit), year_of(options.year), load(options.rubric)
    if options.count < 1:
        raise PufaError(problem("count_bad", str(options.count)))
    labelled, problems = read_labels(options.labels, rubric.id) if options.labels else ([], [])
    documents = list(_documents(options.files))
    found = list(candidates(documents, unit, year, rubric))
    made = queue(found, options.count, unit, year, seed=options.seed, labelled=sketches(labelled).values())
    tasks = [_task(number, one, unit, year, rubric) for number, one in enumerate(made, 1)]
    _put_tasks(options.out, tasks)
    _put_config(options.config, [rubric])
    ways = "，".join(f"{words} {sum(one.way == way for one in made)}" for way, words in WAYS.items())
    print(f"从 {len(documents)} 份材料的 {len(found)} 句里挑了 {len(made)} 句：{ways}。写到 {options.out}")
    failed = [p for document in documents if document.status == "failed" for p in document.problems]
    report((*problems, *failed))
    return 1 if problems or failed else 0


def _documents(paths: Sequence[Path]) -> Iterator[Document]:
    for path in paths:
        if not path.exists():
            raise PufaError(problem("lines_file_missing", str(path)))
        if path.is_dir() or path.suffix.lower() in (".zip", ".rar", ".7z"):
            yield from read_dossier(path).documents
        else:
            yield read_file(path, limits=Limits())


def _task(number: int, one: Chosen, unit: str, year: int, rubric: Rubric) -> dict[str, Any]:
    """The task of a chosen sentence; what was found in it stands there as a prediction."""
    candidate = one.candidate
    line = {"id": f"q-{number:04d}", "text": candidate.text, "unit": unit, "year": year, "rubric": rubric.id,
            "file": candidate.file, "page": candidate.page, "reason": one.why}
    told = [_placed(entry, candidate.text) for entry in candidate.told]
    return to_task(line, (shown(in_use()), candidate.confidence, told))


def _placed(entry: Mapping[str, Any], text: str) -> dict[str, Any]:
    """A mention as an entry of labels, at the place of its quote."""
    start = text.find(entry["quote"])
    return {**entry, "span": [start, start + len(entry["quote"])]} if start >= 0 else dict(entry)


def import_command(options: argparse.Namespace) -> int:
    """Writes JSONL; 1 where a task was left out."""
    before = _originals(options.original)
    lines, problems = [], []
    for number, raw in _rows(options.file):
        standard = raw.get("rubric") or options.rubric if isinstance(raw, dict) else None
        fault = raw if isinstance(raw, str) else check(raw, standard) if standard else _loose(raw)
        if fault or isinstance(raw, str):
            problems.append(problem("label_bad", str(options.file), line=number, reason=fault))
        else:
            lines.append(written(restored(raw, before.get(str(raw["id"])))))
    put(options.out, "".join(f"{line}\n" for line in lines))
    print(f"{len(lines)} 条标注写到 {options.out}")
    report(problems)
    return 1 if problems else 0


def _loose(raw: Mapping[str, Any]) -> str:
    """What is wrong with a line whose standard is not known."""
    lost = [name for name in ("id", "text", "unit", "year") if raw.get(name) is None]
    entries = all(entry["criteria"] and entry["status"] for entry in raw.get("gold", ()))
    return f"缺少 {'、'.join(lost)}" if lost else "" if entries else "有一处没有选评分项或状态"


def _originals(path: Path | None) -> dict[str, dict[str, Any]]:
    return {str(raw.get("id")): raw for _, raw in _rows(path) if isinstance(raw, dict)} if path else {}


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    if not path.is_file():
        raise PufaError(problem("lines_file_missing", str(path)))
    return rows(path)


def export_command(options: argparse.Namespace) -> int:
    """Writes tasks; 1 where a line was left out."""
    lines, problems = read_labels([options.file], options.rubric)
    _put_tasks(options.out, [to_task(line.raw) for line in lines])
    _put_config(options.config, _standards(lines))
    print(f"{len(lines)} 条标注写到 {options.out}")
    report(problems)
    return 1 if problems else 0


def _standards(lines: Iterable[Labelled]) -> list[Rubric]:
    return [load(name) for name in sorted({line.rubric for line in lines})]


def _put_tasks(path: Path, tasks: Sequence[Mapping[str, Any]]) -> None:
    put(path, "[\n" + ",\n".join(json.dumps(task, ensure_ascii=False) for task in tasks) + "\n]\n")


def _put_config(path: Path | None, rubrics: Sequence[Rubric]) -> None:
    if path is not None:
        put(path, config(rubrics))


def report(problems: Iterable[Problem]) -> None:
    """Problems on stderr."""
    for one in problems:
        print(one.text(), file=sys.stderr)
