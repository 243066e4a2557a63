"""Drafts of the office's own standards: begun from a paper or another map, linted, saved as a map of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from classifiers.kinds import kinds
from model.problems import Problem, PufaError, problem
from rubric_maps import load
from rubric_maps.lint import lint
from scoring.cases import run_cases
from ui import runs, texts
from ui.uploads import Upload

TYPES = ("docx", "pdf", "html", "htm", "txt")
SECONDS = 180
MOST_TEXT = 400_000
_HOUSE = Path(__file__).resolve().parent.parent
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft. own: it changes the own map of this id; else its id must still be free when it is saved."""

    id: str
    folder: Path
    own: bool

    @property
    def map(self) -> Path:
        """Its map."""
        return self.folder / load.MAP_NAME

    @property
    def cases(self) -> Path:
        """Its cases."""
        return self.folder / load.CASES_NAME


def home() -> Path:
    """Where drafts are kept, one folder each."""
    return runs.home() / "drafts"


def listed() -> list[Draft]:
    """All drafts, the one written last first."""
    found = sorted(home().glob(f"*/{load.MAP_NAME}"), key=lambda path: -path.stat().st_mtime)
    return [_draft(path.parent.name) for path in found]


def find(draft_id: str) -> Draft | None:
    """The draft of an id; None for anything that is not one."""
    return next((one for one in listed() if one.id == draft_id), None)


def _draft(draft_id: str) -> Draft:
    folder = home() / draft_id
    told: object = None
    with suppress(OSError, ValueError):
        told = json.loads((folder / "draft.json").read_text("utf-8"))
    return Draft(draft_id, folder, isinstance(told, dict) and told.get("own") is True)


def check_id(draft_id: str) -> None:
    """Raises PufaError for an id that is no ``place-year``, belongs to a map, or has a draft already."""
    if not _ID.fullmatch(draft_id) or len(draft_id) > 60:
        raise PufaError(problem("draft_id_bad", draft_id or "编号"))
    if draft_id in load.available():
        raise PufaError(problem("draft_id_taken", draft_id))
    if (home() / draft_id).exists():
        raise PufaError(problem("draft_exists", draft_id))


def from_map(base: str, draft_id: str) -> Draft:
    """A draft with the map and cases of another standard under a new id. Raises PufaError where the id is not free."""
    check_id(draft_id)
    return _copied(load.map_path(base).parent, draft_id, own=False)


def from_own(rubric_id: str) -> Draft:
    """A draft that changes an own map; the one begun before, where there is one. Raises PufaError for another's id."""
    if rubric_id not in load.own():
        raise PufaError(problem("draft_id_taken", rubric_id))
    return find(rubric_id) or _copied(load.map_path(rubric_id).parent, rubric_id, own=True)


def _copied(source: Path, draft_id: str, own: bool) -> Draft:
    folder = _made(draft_id, own)
    for name in (load.MAP_NAME, load.CASES_NAME, texts.NUMBERED):
        if (source / name).is_file():
            (folder / name).write_text((source / name).read_text("utf-8-sig"), "utf-8")
    text = (folder / load.MAP_NAME).read_text("utf-8")
    (folder / load.MAP_NAME).write_text(re.sub(r"(?m)^标准:.*$", f"标准: {draft_id}", text, count=1), "utf-8")
    return _draft(draft_id)


def _made(draft_id: str, own: bool) -> Path:
    folder = home() / draft_id
    folder.mkdir(parents=True, mode=0o700)
    (folder / "draft.json").write_text(json.dumps({"own": own}), "utf-8")
    return folder


def from_paper(file: Upload, draft_id: str, part: int | None) -> Draft:
    """A draft read out of an official paper by ``pufa rubric import`` in a process of its own.

    Raises PufaError for an id that is not free, and with the importer's own words where it could not do it.
    """
    check_id(draft_id)
    ending = file.name.rsplit(".", 1)[-1].lower()
    if ending not in TYPES or file.size > texts.MOST_BYTES:
        raise PufaError(problem("paper_refused", file.name[-60:], limit=texts.MOST_BYTES // 1_000_000))
    folder = _made(draft_id, own=False)
    paper = folder / f"paper.{ending}"
    with os.fdopen(os.open(paper, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(file.getbuffer())
    code, said = _imported(paper, draft_id, folder, part)
    if code != 0 or not (folder / load.MAP_NAME).is_file():
        shutil.rmtree(folder, ignore_errors=True)
        raise PufaError(problem("import_failed", file.name[-60:], said=said[-600:].strip() or "没有说明原因"))
    return _draft(draft_id)


def _imported(paper: Path, draft_id: str, folder: Path, part: int | None) -> tuple[int, str]:
    """Exit status and error text of the importer; it and what it started are ended when time is up."""
    line = [sys.executable, "-m", "cli", "rubric", "import", str(paper), "--id", draft_id, "--out", str(folder)]
    child = subprocess.Popen(  # noqa: S603 - our own command line, no shell
        [*line, "--part", str(part)] if part else line, cwd=_HOUSE, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, text=True, encoding="utf-8",
        errors="replace", env={**os.environ, "PYTHONUTF8": "1"})
    try:
        said = child.communicate(timeout=SECONDS)[1]
        return child.returncode, said
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        return 1, f"超过{SECONDS}秒没有读完"


def write(draft: Draft, text: str, cases: str | None = None) -> None:
    """Keeps the draft's text, and its cases where given. Raises PufaError where one is too long."""
    for path, new in ((draft.map, text), (draft.cases, cases)):
        if new is None:
            continue
        if len(new) > MOST_TEXT:
            raise PufaError(problem("draft_too_long", draft.id, limit=MOST_TEXT))
        new = new.replace("\r\n", "\n").encode("utf-8", "replace").decode("utf-8")
        if not path.is_file() or path.read_text("utf-8") != new:
            path.write_text(new, "utf-8")


def faults(folder: Path) -> list[Problem]:
    """What the linter says of the map in a folder, and which cases do not come out."""
    paths = (folder / load.MAP_NAME, folder / load.CASES_NAME)
    return list(_faults(folder, tuple(path.stat().st_mtime_ns if path.is_file() else 0 for path in paths)))


@lru_cache(maxsize=32)
def _faults(folder: Path, written: tuple[int, ...]) -> tuple[Problem, ...]:
    found = lint(folder, frozenset(kinds()))
    path = folder / load.MAP_NAME
    with suppress(PufaError):
        found += run_cases(load.load_file(path), load.load_cases(path))
    return tuple(found)


def of_cases(one: Problem) -> bool:
    """True for a problem of the cases, which does not keep a map from being used."""
    return load.CASES_NAME in one.where or one.message == "cases_absent"


def save(draft: Draft) -> Path:
    """Makes the draft an own map and forgets the draft.

    Raises PufaError where the map still has faults, or where the id is a shipped one's or another map's.
    """
    folder = load.own_folder() or runs.home() / "rubrics"
    if draft.id in load.shipped() or (not draft.own and (folder / draft.id).exists()):
        raise PufaError(problem("draft_id_taken", draft.id))
    wrong = [one for one in faults(draft.folder) if one.severity == "error" and not of_cases(one)]
    if wrong:
        raise PufaError(problem("draft_faults", draft.id, number=len(wrong), first=wrong[0].text()))
    target = folder / draft.id
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in (load.CASES_NAME, texts.NUMBERED, load.MAP_NAME):
        if (draft.folder / name).is_file():
            part = target / f".{name}.part"
            shutil.copyfile(draft.folder / name, part)
            part.replace(target / name)
    forget(draft)
    return target


def forget(draft: Draft) -> None:
    """Removes a draft; nothing outside the folder of drafts is touched."""
    if draft.folder.resolve().parent == home().resolve():
        shutil.rmtree(draft.folder, ignore_errors=True)
