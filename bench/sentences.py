"""Labelled sentences against what ``pufa mentions --jsonl-text`` says of them."""

from __future__ import annotations

import contextlib
import io
import json
from collections import defaultdict
from pathlib import Path

from training.measure import STATUSES, Entry, Line, criteria, disagreements, measure

__all__ = ["RUBRIC", "STATUSES", "Line", "all_done", "disagreements", "measure", "read_lines"]

RUBRIC = "jiangyin-2020"


def read_lines(folder: Path, rubric: str = RUBRIC) -> list[Line]:
    """All lines of a folder's JSONL files with the mentions found in them under a standard."""
    lines: list[Line] = []
    for path in sorted(folder.glob("*.jsonl")):
        found = mentions_of(path, rubric)
        for raw in path.read_text("utf-8").splitlines():
            if raw.strip():
                row = json.loads(raw)
                lines.append(Line(row["id"], row["text"], tuple(row["gold"]), tuple(found.get(row["id"], ()))))
    return lines


def mentions_of(path: Path, rubric: str = RUBRIC) -> dict[str, list[Entry]]:
    """The output of ``pufa mentions --jsonl-text --rubric RUBRIC PATH`` by line id, run in this process."""
    from cli import main

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        status = main(["mentions", "--jsonl-text", "--rubric", rubric, str(path)])
    if status:
        raise SystemExit(f"pufa mentions ended with {status} on {path}")
    found: dict[str, list[Entry]] = defaultdict(list)
    for raw in out.getvalue().splitlines():
        row = json.loads(raw)
        found[row["line_id"]].append(row)
    return found


def all_done(line: Line) -> Line:
    """The baseline: every keyword of a kind is a deed (the criteria found, each ``done``, quantity 1, no date)."""
    found = tuple({"criteria": [criterion], "status": "done", "quantity": 1, "lower_bound": False, "date": None,
                   "level": None} for criterion in sorted(criteria(line.found)))
    return Line(line.id, line.text, line.gold, found)
