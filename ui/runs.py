"""Assessed folders on this machine: where they are, and reading one of them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.problems import PufaError, problem

_HOUSE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """One assessed dossier. dossier: where its files are, None where that is not known or they are gone."""

    id: str
    folder: Path
    assessment: Mapping[str, Any]
    dossier: Path | None = None
    events: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def criteria(self) -> list[Mapping[str, Any]]:
        """The criteria in the order of the standard."""
        return list(self.assessment["criteria"])

    def criterion(self, wanted: str | None) -> Mapping[str, Any]:
        """The criterion of that id, else the first."""
        return next((c for c in self.criteria if c["id"] == wanted), self.criteria[0])


def home() -> Path:
    """The work folder: ``PUFA_HOME``, else ``out`` of the project."""
    return Path(os.environ.get("PUFA_HOME") or _HOUSE / "out").expanduser().resolve()


def opened() -> Path | None:
    """The run the app was started for (``PUFA_OPEN``; a relative path is taken from the project), if it is there."""
    return started_for("assessment.json")


def started_for(file: str) -> Path | None:
    """The folder the app was started for, if that file is in it."""
    named = os.environ.get("PUFA_OPEN")
    if not named:
        return None
    folder = Path(named).expanduser()
    folder = folder if folder.is_absolute() else _HOUSE / folder
    return folder.resolve() if (folder / file).is_file() else None


def listed() -> list[tuple[str, Path]]:
    """Ids and folders of all runs known here, the newest first; an id is its path inside the work folder."""
    root = home()
    found = [p.parent for depth in ("*", "*/*", "*/*/*") for p in root.glob(f"{depth}/assessment.json")
             if not any(part.startswith(".") for part in p.relative_to(root).parts)]
    found.sort(key=lambda p: (p / "assessment.json").stat().st_mtime, reverse=True)
    runs = [(p.relative_to(root).as_posix(), p) for p in found]
    start = opened()
    if start is not None and start not in found:
        runs.insert(0, (start.name, start))
    return runs


def named(run_id: str, folder: Path) -> str:
    """What a person calls a run: unit and year, from what was asked; its id where that is not known."""
    try:
        asked = json.loads((folder / "run.json").read_text("utf-8"))
        return f"{asked['unit']}　{int(asked['year'])}年度"
    except (OSError, ValueError, KeyError, TypeError):
        return run_id


def folder_of(run_id: str) -> Path | None:
    """The folder of a run by its id; None for anything that is not in the list (an address cannot lead elsewhere)."""
    return dict(listed()).get(run_id)


def id_of(folder: Path) -> str | None:
    """The id under which a folder is listed."""
    return next((i for i, p in listed() if p == folder.resolve()), None)


def read(run_id: str, folder: Path) -> Run:
    """Reads ``assessment.json`` and, where it is there, ``run.json``.

    Raises PufaError where the assessment cannot be read or is not one.
    """
    try:
        assessment = json.loads((folder / "assessment.json").read_text("utf-8"))
    except (OSError, ValueError) as exc:
        raise PufaError(problem("run_unreadable", run_id, error=type(exc).__name__)) from exc
    schema = assessment.get("schema") if isinstance(assessment, dict) else None
    if schema != "pufa.assessment/1" or not assessment.get("criteria"):
        raise PufaError(problem("run_not_assessment", run_id, schema=schema))
    events = {str(e.get("id")): e for e in assessment.get("events", ()) if isinstance(e, dict)}
    return Run(id=run_id, folder=folder, assessment=assessment, dossier=_dossier(folder), events=events)


def _dossier(folder: Path) -> Path | None:
    """Where the files of a run are, by its ``run.json``."""
    try:
        told = json.loads((folder / "run.json").read_text("utf-8")).get("dossier")
    except (OSError, ValueError, AttributeError):
        return None
    path = Path(str(told)) if told else None
    return path if path is not None and path.exists() else None
