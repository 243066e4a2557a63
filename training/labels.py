"""Labelled sentences as JSONL: read, checked and written. The format is explained in ``training/README.md``."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from classifiers.kinds import asked_kinds
from model.corrections import days_fault, level_fault
from model.evidence import STATUSES
from model.problems import Problem, PufaError, problem
from model.rubric import Rubric
from rubric_maps.load import available, load

Raw = Mapping[str, Any]
_NEEDED = ("id", "text", "unit", "year", "gold")


@dataclass(frozen=True)
class Labelled:
    """A labelled sentence. writer: whose style it is, kept whole when a model is tried; rubric: id of its standard;
    raw: the line as it was read.
    """

    writer: str
    rubric: str
    raw: Raw

    @property
    def name(self) -> str:
        """Its file and id, for messages."""
        return f"{self.writer}#{self.raw['id']}"

    @property
    def tuned(self) -> bool:
        """Whether the rules were made looking at this very line (the open set ``dev``)."""
        return self.writer.startswith("dev/")

    @cached_property
    def standard(self) -> Rubric:
        """Its standard."""
        return load(self.rubric)

    @cached_property
    def asked(self) -> frozenset[str]:
        """The kinds that its standard asks for."""
        return asked_kinds(self.standard.kinds())


def read_labels(paths: Sequence[Path], rubric: str | None = None) -> tuple[list[Labelled], list[Problem]]:
    """All labelled lines of files and folders (not of folders inside them), and a problem for every line left out.

    A file is JSONL, or a JSON array as Label Studio exports it. The standard of a line is its own ``rubric``, else the
    one its folder is named after (``train_nanchang-2023``), else ``rubric``. Raises PufaError for a path that is not
    there, and where nothing is left.
    """
    if rubric is not None:
        load(rubric)
    lines: list[Labelled] = []
    problems: list[Problem] = []
    for path in _files(paths):
        standard = _named(path.resolve().parent.name) or rubric
        for number, raw in rows(path):
            fault = raw if isinstance(raw, str) else check(raw, standard)
            if fault or isinstance(raw, str):
                problems.append(problem("label_bad", str(path), line=number, reason=fault))
            else:
                writer = str(raw.get("writer") or f"{path.resolve().parent.name}/{path.stem}")
                lines.append(Labelled(writer, str(raw.get("rubric") or standard), raw))
    if not lines:
        raise PufaError(problems[0] if problems else problem("labels_empty", "、".join(map(str, paths))))
    return lines, problems


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise PufaError(problem("lines_file_missing", str(path)))
        if path.is_dir():
            yield from sorted(one for one in path.iterdir() if one.suffix in (".jsonl", ".json"))
        else:
            yield path


def _named(folder: str) -> str | None:
    """The standard that a folder is named after."""
    return next((name for name in available() if folder == name or folder.endswith(f"_{name}")), None)


def rows(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Number and content of every line of a file, or what is wrong with it. Raises PufaError for a file of no use."""
    from training.label_studio import from_task

    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PufaError(problem("labels_unreadable", str(path), reason=error)) from error
    if text.lstrip().startswith("["):
        try:
            tasks = json.loads(text)
        except ValueError as error:
            raise PufaError(problem("labels_unreadable", str(path), reason="不是 JSON")) from error
        made = ((number, from_task(task)) for number, task in enumerate(tasks, 1))
        yield from ((number, line) for number, line in made if line is not None)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                found = json.loads(line)
            except ValueError:
                found = None
            yield number, found if isinstance(found, dict) else "不是花括号里的一组值"


def check(raw: Raw, standard: str | None) -> str:
    """What is wrong with a labelled line, in Chinese; "" where nothing is."""
    if lost := [name for name in _NEEDED if raw.get(name) is None]:
        return f"缺少 {'、'.join(lost)}"
    if not re.fullmatch(r"20\d\d", str(raw["year"])) or not str(raw["unit"]).strip() or not str(raw["text"]).strip():
        return "text、unit 是空的，或 year 不是年份"
    name = raw.get("rubric") or standard
    if not name:
        return "没有写按哪个标准标注，请加 --rubric"
    if name not in available():
        return f"没有“{name}”这个标准"
    if not isinstance(raw["gold"], list):
        return "gold 不是方括号里的一列"
    known = {criterion.id for criterion in load(str(name)).criteria()}
    return next((fault for entry in raw["gold"] if (fault := _entry_fault(entry, known))), "")


def _entry_fault(entry: Any, known: set[str]) -> str:
    if not isinstance(entry, dict) or not isinstance(entry.get("criteria"), list) or not entry["criteria"]:
        return "gold 里有一条没有写评分项 criteria"
    if lost := [str(one) for one in entry["criteria"] if one not in known]:
        return f"标准里没有评分项 {'、'.join(lost)}"
    if entry.get("status") not in STATUSES:
        return f"status 要写 {'、'.join(STATUSES)} 之一"
    quantity, level = entry.get("quantity"), entry.get("level")
    if quantity is not None and (isinstance(quantity, bool) or not isinstance(quantity, int | float)):
        return "quantity 不是数"
    return level_fault(level) or days_fault(entry.get("date"))


def written(raw: Raw) -> str:
    """One line of JSONL, as the corpus has it."""
    return json.dumps(raw, ensure_ascii=False)


def fingerprint(lines: Iterable[Labelled]) -> str:
    """SHA-256 over the lines in their order, for the weights that are made of them."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(f"{line.writer}\0{line.rubric}\0{written(line.raw)}\n".encode())
    return digest.hexdigest()
