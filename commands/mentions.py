"""``pufa mentions``: a mention a line on stdout, as JSON."""

from __future__ import annotations

import argparse
import codecs
import json
import re
import sys
from pathlib import Path
from typing import Any

from commands.options import unit_of, year_of
from extractor import Limits, read_file, read_text
from model.problems import Problem, PufaError, problem
from model.rubric import Rubric
from rubric_maps.load import load
from training.found import context_of, mention_rows


def mentions_command(options: argparse.Namespace) -> int:
    """Lists the mentions of files, or of every line of JSONL files; 1 where a file or a line failed."""
    rubric = load(options.rubric) if options.rubric else None
    for path in options.files:
        if not path.exists() or options.jsonl_text and path.is_dir():
            raise PufaError(problem("lines_file_missing", str(path)))
    if options.jsonl_text:
        return _lines(options.files, rubric)
    if not options.unit or not options.year:
        raise PufaError(problem("need_unit_year", "pufa mentions"))
    context = context_of(unit_of(options.unit), year_of(options.year), rubric)
    failed = False
    for path in options.files:
        document = read_file(path, limits=Limits(render=options.render))
        failed = failed or document.status == "failed"
        _report(document.problems)
        for row in mention_rows(document, context, rubric):
            print(json.dumps(row, ensure_ascii=False))
    return 1 if failed else 0


def _lines(paths: list[Path], rubric: Rubric | None) -> int:
    """Each line of a JSONL file is a document of its own; a bad line is named and the rest go on."""
    failed = False
    for path in paths:
        for number, line in enumerate(path.read_bytes().removeprefix(codecs.BOM_UTF8).splitlines(), 1):
            if not line.strip():
                continue
            try:
                asked = _asked(line)
            except ValueError as error:
                _report((problem("line_bad", str(path), line=number, reason=error),))
                failed = True
                continue
            context = context_of(str(asked["unit"]), int(asked["year"]), rubric)
            for row in mention_rows(read_text(str(asked["text"]), path.name), context, rubric, paper_known=False):
                print(json.dumps({**row, "line_id": asked["id"]}, ensure_ascii=False))
    return 1 if failed else 0


def _asked(line: bytes) -> dict[str, Any]:
    """The object of one line. Raises ValueError that says in Chinese what is wrong with it."""
    try:
        asked = json.loads(line.decode("utf-8"))
    except ValueError as error:
        raise ValueError("不是 UTF-8 的 JSON") from error
    if not isinstance(asked, dict):
        raise ValueError("不是花括号里的一组值")
    if lost := [name for name in ("id", "text", "unit", "year") if asked.get(name) is None]:
        raise ValueError(f"缺少 {'、'.join(lost)}")
    if not str(asked["unit"]).strip():
        raise ValueError("unit 是空的")
    if not re.fullmatch(r"20\d\d", str(asked["year"])):
        raise ValueError("year 不是 2000 到 2099 的年份")
    return asked


def _report(problems: tuple[Problem, ...]) -> None:
    for one in problems:
        print(one.text(), file=sys.stderr)
