"""``pufa mentions``: a mention a line on stdout, as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from classifiers.context import Context, context_for
from classifiers.find import find_mentions
from commands.options import unit_of, year_of
from extractor import read_file, read_text
from model.documents import Document
from model.evidence import Mention
from model.problems import Problem, PufaError, problem
from model.rubric import Rubric
from reports.assessment_json import mention_json
from rubric_maps.load import load
from scoring.engine import criteria_of


def mentions_command(options: argparse.Namespace) -> int:
    """Lists the mentions of files, or of every line of JSONL files; 1 where a file or a line failed."""
    rubric = load(options.rubric) if options.rubric else None
    for path in options.files:
        if not path.exists():
            raise PufaError(problem("lines_file_missing", str(path)))
    if options.jsonl_text:
        return _lines(options.files, rubric)
    if not options.unit or not options.year:
        raise PufaError(problem("need_unit_year", "pufa mentions"))
    context = context_for(unit_of(options.unit), year_of(options.year))
    failed = False
    for path in options.files:
        document = read_file(path)
        failed = failed or document.status == "failed"
        _report(document.problems)
        for row in _rows(document, context, rubric):
            print(json.dumps(row, ensure_ascii=False))
    return 1 if failed else 0


def _lines(paths: list[Path], rubric: Rubric | None) -> int:
    """Each line of a JSONL file is a document of its own; a bad line is named and the rest go on."""
    failed = False
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
            if not line.strip():
                continue
            try:
                asked = json.loads(line)
                context = context_for(str(asked["unit"]), int(asked["year"]))
                text, line_id = str(asked["text"]), asked["id"]
            except (ValueError, KeyError, TypeError) as error:
                _report((problem("line_bad", str(path), line=number, reason=repr(error)),))
                failed = True
                continue
            for row in _rows(read_text(text, path.name), context, rubric, paper_known=False):
                print(json.dumps({**row, "line_id": line_id}, ensure_ascii=False))
    return 1 if failed else 0


def _rows(document: Document, context: Context, rubric: Rubric | None, paper_known: bool = True) -> Iterator[dict[str, object]]:
    if document.status in ("failed", "ignored"):
        return
    _, mentions = find_mentions(document, context, None if paper_known else "other")
    for mention in mentions:
        row = mention_json(_in(mention, document))
        if rubric is not None:
            criteria = criteria_of(rubric, mention.kind)
            if not criteria:
                continue
            row["criteria"] = list(criteria)
        yield row


def _in(mention: Mention, document: Document) -> Mention:
    return replace(mention, span=replace(mention.span, document=document.path))


def _report(problems: tuple[Problem, ...]) -> None:
    for one in problems:
        print(one.text(), file=sys.stderr)
