"""Findings to look into: of a cohort (``findings.json`` of ``pufa integrity``) or of the open run, and decisions.

Decisions are lines of ``decisions.jsonl`` beside the findings, only ever added to. They change no score.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from model.problems import PufaError, problem
from ui import runs
from ui.runs import Run
from ui.words import Json

STATES = {"open": "待核实", "dismissed": "排除", "doubtful": "存疑"}
"""What a single person may decide; 属实 needs the unit's answer and a second person, which the full desk will ask."""
REASONS = ("联合活动", "统一发图或上级材料", "误配", "同场地的另一次活动", "笔误或识别错误", "其他")
_LOG = "decisions.jsonl"


@dataclass(frozen=True, slots=True)
class CaseBook:
    """Findings that belong together. folder: where decisions and small pictures lie. dossiers, files: how many were
    compared, None where that is not known. untold: what was not looked at, in sentences."""

    id: str
    title: str
    folder: Path
    findings: Sequence[Json]
    dossiers: int | None = None
    files: int | None = None
    expected: Mapping[str, Sequence[float]] | None = None
    untold: Sequence[str] = ()

    def finding(self, wanted: str) -> Json | None:
        """The finding of that id."""
        return next((one for one in self.findings if one["id"] == wanted), None)

    def number(self, wanted: str) -> int:
        """Its place in the list, from 1."""
        return next((n for n, one in enumerate(self.findings, 1) if one["id"] == wanted), 0)


def listed() -> list[tuple[str, Path]]:
    """Ids and folders of all cohorts' findings known here, the newest first."""
    root = runs.home()
    found = [path.parent for depth in ("*", "*/*", "*/*/*") for path in root.glob(f"{depth}/findings.json")
             if not any(part.startswith(".") for part in path.relative_to(root).parts)]
    found.sort(key=lambda folder: (folder / "findings.json").stat().st_mtime, reverse=True)
    books = [(folder.relative_to(root).as_posix(), folder) for folder in found]
    start = runs.started_for("findings.json")
    if start is not None and start not in found:
        books.insert(0, (start.name, start))
    return books


def read(book_id: str, folder: Path) -> CaseBook:
    """Reads a cohort's findings. Raises PufaError where they cannot be read."""
    try:
        told = json.loads((folder / "findings.json").read_text("utf-8"))
        about = json.loads((folder / "run.json").read_text("utf-8")) if (folder / "run.json").is_file() else {}
    except (OSError, ValueError) as error:
        raise PufaError(problem("run_unreadable", book_id, error=type(error).__name__)) from error
    if not isinstance(told, dict) or told.get("schema") != "pufa.findings/1":
        raise PufaError(problem("run_not_assessment", book_id, schema=told.get("schema") if isinstance(told, dict)
                                else None))
    return CaseBook(id=book_id, title=str(about.get("cohort") or book_id).rsplit("/", 1)[-1], folder=folder,
                    findings=told["findings"], dossiers=about.get("dossiers"), files=about.get("files"),
                    expected=about.get("expected"), untold=about.get("not_looked_at") or ())


def of_run(run: Run) -> CaseBook:
    """The findings of one assessed dossier."""
    return CaseBook(id="", title=f"{run.assessment['unit']} {run.assessment['year']}年度", folder=run.folder,
                    findings=run.assessment.get("findings") or (), dossiers=1, files=len(run.assessment["files"]))


def decide(book: CaseBook, finding: str, state: str, by: str, why: str) -> None:
    """Adds a decision. Raises PufaError where it has no name, no known state or no reason, or cannot be written."""
    if state not in STATES or not by.strip() or (state != "open" and not why.strip()):
        raise PufaError(problem("decision_incomplete", finding))
    note(book, finding, by, action="decide", state=state, why=why.strip())


def note(book: CaseBook, finding: str, by: str, **told: str) -> None:
    """Adds a line to the log: a decision, or that somebody looked at the names."""
    row = {"finding": finding, "by": by.strip(), "when": datetime.now().astimezone().isoformat(timespec="seconds"),
           **told}
    try:
        with (book.folder / _LOG).open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    except OSError as error:
        raise PufaError(problem("decision_unwritable", str(book.folder / _LOG), reason=error.strerror)) from error


def log(book: CaseBook) -> list[dict[str, Any]]:
    """All lines of the log in their order; a line that is no object is passed over, the rest stay."""
    try:
        lines = (book.folder / _LOG).read_text("utf-8").splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict) and row.get("finding"):
            found.append(row)
    return found


def states(book: CaseBook) -> dict[str, dict[str, Any]]:
    """The decision that holds for each finding that has one: the last."""
    return {str(row["finding"]): row for row in log(book) if row.get("action") == "decide"}
