"""Word papers as pages: LibreOffice turns them into PDF in the background, once each, kept by their hash.

A private profile with macros off and no link updates, a time limit, one process at a time.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ui import runs

ENDINGS = frozenset({"docx", "doc", "wps", "rtf", "odt", "pptx", "ppt", "odp"})
SECONDS = 90
BATCH = 4
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
_turn = threading.Lock()
_pending: set[str] = set()
_failed: set[str] = set()
_guard = threading.Lock()


def program() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def cache() -> Path:
    """Where PDFs are kept: a private folder in the work folder."""
    place = runs.home() / ".cache" / "pages"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def pdf_of(data: bytes, sha256: str, ending: str) -> bytes | None:
    """The PDF of a Word paper where it is ready; else starts making it and returns None."""
    kept = cache() / f"{sha256}.pdf"
    if kept.is_file():
        return kept.read_bytes()
    with _guard:
        if sha256 in _pending or sha256 in _failed or program() is None:
            return None
        _pending.add(sha256)
    threading.Thread(target=_make, args=(data, sha256, ending), daemon=True).start()
    return None


def pending(sha256: str) -> bool:
    """True while a paper's PDF is being made."""
    return sha256 in _pending


def warm(papers: Sequence[tuple[str, str, Callable[[], bytes | None]]]) -> None:
    """Makes the pages of several papers ahead of being asked: (sha256, ending, loader) of each, a few at a time."""
    with _guard:
        todo = [p for p in papers if p[1] in ENDINGS and p[0] not in _pending | _failed
                and not (cache() / f"{p[0]}.pdf").is_file()]
        if program() is None or not todo:
            return
        _pending.update(sha for sha, _, _ in todo)
    threading.Thread(target=_warm, args=(todo,), daemon=True).start()


def _warm(todo: Sequence[tuple[str, str, Callable[[], bytes | None]]]) -> None:
    """Works through the papers in batches; what did not turn out is left to be tried alone when it is opened."""
    for at in range(0, len(todo), BATCH):
        part = todo[at:at + BATCH]
        try:
            loaded = {sha: (data, ending) for sha, ending, load in part if (data := load()) is not None}
            with _turn:
                made = convert_all(loaded)
            for sha, pdf in made.items():
                _keep(sha, pdf)
        finally:
            _pending.difference_update(sha for sha, _, _ in part)


def _make(data: bytes, sha256: str, ending: str) -> None:
    """Makes one PDF and keeps it; a paper that does not turn into one is remembered as such."""
    try:
        with _turn:
            pdf = convert_all({sha256: (data, ending)}).get(sha256)
        if pdf is None:
            _failed.add(sha256)
        else:
            _keep(sha256, pdf)
    finally:
        _pending.discard(sha256)


def _keep(sha256: str, pdf: bytes) -> None:
    """Puts a PDF into the cache in one step."""
    draft = cache() / f"{sha256}.{threading.get_ident()}.part"
    draft.write_bytes(pdf)
    draft.replace(cache() / f"{sha256}.pdf")


def convert_all(papers: Mapping[str, tuple[bytes, str]]) -> dict[str, bytes]:
    """PDFs of papers (name → bytes and ending); those LibreOffice fails on, or takes too long for, are left out."""
    office = program()
    if office is None or not papers:
        return {}
    with tempfile.TemporaryDirectory(prefix="pufa-office-") as name:
        place = Path(name)
        profile = place / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
        files = []
        for n, (data, ending) in enumerate(papers.values()):
            files.append(place / f"paper{n}.{ending}")
            files[-1].write_bytes(data)
        _run([office, "--headless", "--norestore", "--nologo", "--nofirststartwizard",
              f"-env:UserInstallation={(place / 'profile').as_uri()}",
              "--convert-to", "pdf", "--outdir", str(place), *map(str, files)], place)
        made = {key: file.with_suffix(".pdf") for key, file in zip(papers, files, strict=True)}
        return {key: file.read_bytes() for key, file in made.items() if file.is_file()}


def _run(line: list[str], place: Path) -> None:
    """Runs LibreOffice in a group of its own, ended as a whole when time is up."""
    kept = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    child = subprocess.Popen(line, cwd=place, stdin=subprocess.DEVNULL,  # noqa: S603 - fixed program, no shell
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
                             env={**kept, "HOME": str(place)})
    try:
        child.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
