"""All dossiers of a cohort under one standard: each in a process of its own, only what is new or changed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bulk.cohort import Entry
from classifiers.learned import place
from extractor.kept import installation
from model.corrections import FILE
from model.packing import code_digest
from model.rubric import Rubric
from reports.output import put_bytes, write_whole
from reports.words import word, word_list

_HOUSE = Path(__file__).resolve().parent.parent
_STAMP = "batch.json"
_FORMULA = re.compile(r"\s*[=+\-@]")
_LONGEST_REASON = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one dossier. state: ``done``, ``kept`` (nothing changed since the last run) or ``failed``.

    reason: what the assessment said on standard error, "" where nothing. told: assessment.json, {} where there is none.
    """

    entry: Entry
    state: str
    reason: str
    told: dict[str, Any]


def batch(entries: Sequence[Entry], rubric: Rubric, out: Path, jobs: int,
          on_done: Callable[[Outcome], None]) -> list[Outcome]:
    """Assesses every dossier into ``out/YEAR/UNIT``; one that crashes costs itself only. In the order of ``entries``.

    on_done: called in this thread after every dossier.
    """
    found: dict[Entry, Outcome] = {}
    with ThreadPoolExecutor(max(1, jobs)) as threads:
        pending = [threads.submit(_assessed, entry, rubric, out / str(entry.year) / entry.unit) for entry in entries]
        try:
            for future in as_completed(pending):
                outcome = future.result()
                found[outcome.entry] = outcome
                on_done(outcome)
        finally:
            for future in pending:
                future.cancel()
    return [found[entry] for entry in entries]


def _assessed(entry: Entry, rubric: Rubric, folder: Path) -> Outcome:
    decided = folder / FILE
    stamp = _stamp(entry, rubric, decided)
    told = _told(folder)
    if told and _stamped(folder) == stamp:
        return Outcome(entry=entry, state="kept", reason="", told=told)
    command = [sys.executable, "-m", "cli", "assess", str(entry.path.resolve()), "--rubric", rubric.id, "--unit",
               entry.unit, "--year", str(entry.year), "--out", str(folder.resolve()), "--progress", "none",
               *(["--corrections", str(decided.resolve())] if decided.is_file() else [])]
    ended = subprocess.run(command, cwd=_HOUSE, capture_output=True, text=True, encoding="utf-8", errors="replace",
                           check=False)
    reason = ended.stderr.strip()[-_LONGEST_REASON:]
    if ended.returncode not in (0, 1):
        return Outcome(entry=entry, state="failed", reason=reason or word("batch.crashed", code=ended.returncode),
                       told={})
    data = json.dumps({"stamp": stamp}).encode()
    write_whole(folder / _STAMP, lambda temporary: put_bytes(temporary, data))
    return Outcome(entry=entry, state="done", reason=reason, told=_told(folder))


def _stamp(entry: Entry, rubric: Rubric, decided: Path) -> str:
    """Names all that an assessment is made of: the files' bytes and names, the standard, what reviewers corrected, the
    code, the libraries."""
    digest = hashlib.sha256()
    base = entry.path
    for path in sorted(base.rglob("*")) if base.is_dir() else [base]:
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            digest.update(f"{path.relative_to(base.parent)}\0{content}\n".encode("utf-8", "surrogateescape"))
    made_by = (entry.unit, entry.year, asdict(rubric), place.stamp(), installation(),
               decided.read_bytes() if decided.is_file() else b"",
               code_digest("model", "extractor", "classifiers", "rubric_maps", "scoring", "formal", "integrity",
                           "reports", "assess"))
    digest.update(repr(made_by).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _stamped(folder: Path) -> str:
    try:
        return str(json.loads((folder / _STAMP).read_text("utf-8"))["stamp"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _told(folder: Path) -> dict[str, Any]:
    try:
        told = json.loads((folder / "assessment.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def write_summary(outcomes: Iterable[Outcome], path: Path) -> Path:
    """``summary.csv``, a row a dossier, made so that a spreadsheet takes no cell for a formula; the path."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(word_list("batch.columns"))
    for one in outcomes:
        rows.writerow([_plain(cell) for cell in _row(one)])
    data = text.getvalue().encode("utf-8-sig", "backslashreplace")
    write_whole(path, lambda temporary: put_bytes(temporary, data))
    return path


def _row(one: Outcome) -> list[object]:
    score: dict[str, Any] = one.told.get("score") or {}
    findings = one.told.get("findings") or []
    counts = [sum(found["severity"] == band for found in findings) if one.told else "" for band in ("high", "medium")]
    unread = sum(file["status"] == "failed" for file in one.told.get("files", ())) if one.told else ""
    figures = [score.get(name, "") for name in ("suggested", "low", "high", "max")]
    return [one.entry.year, one.entry.unit, *figures, score.get("grade") or "", *counts, unread,
            word(f"batch.states.{one.state}"), " ".join(one.reason.split())]


def _plain(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
