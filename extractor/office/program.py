"""The one place that runs LibreOffice: files of a unit into docx, pptx or PDF, many a call, one after the other.

Every call has a profile of its own with macros, links, Java and active content off, an empty environment, no network
where the system lets a process leave it, bounds for memory and for the size of what it writes, and a process group
that is ended as a whole. Files come under neutral names; a file that kills or outlasts LibreOffice costs itself only.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractor.limits import Limits
from model.problems import Problem, problem

_POLL = 0.05
_REFUSED = b"could not be loaded"
_SYSTEM_FONTS = "/etc/fonts/fonts.conf"
_NO_PROXY = "http://127.0.0.1:9"
_SUFFIX = {"ole": "doc", "wps": "doc", "dps": "ppt"}
_OPTIONS = ("--headless", "--norestore", "--nologo", "--nofirststartwizard", "--nodefault", "--nolockcheck")
_BOUNDED = 'ulimit -c 0; ulimit -v "$1"; ulimit -f "$2"; shift 2; exec "$@"'
_COMMON, _INET = "org.openoffice.Office.Common/Security/Scripting", "org.openoffice.Inet/Settings"
_WRITER = "org.openoffice.Office.Writer/Content/Update"
_SETTINGS = (
    (_COMMON, "DisableMacrosExecution", "true"), (_COMMON, "MacroSecurityLevel", "3"),
    (_COMMON, "DisableActiveContent", "true"), (_COMMON, "BlockUntrustedRefererLinks", "true"),
    (_COMMON, "DisablePythonRuntime", "true"), (_COMMON, "DisableOLEAutomation", "true"),
    (_WRITER, "Link", "2"), (_WRITER, "Field", "false"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    (_INET, "ooInetProxyType", "2"), (_INET, "ooInetHTTPProxyName", "127.0.0.1"), (_INET, "ooInetHTTPProxyPort", "9"),
    (_INET, "ooInetHTTPSProxyName", "127.0.0.1"), (_INET, "ooInetHTTPSProxyPort", "9"), (_INET, "ooInetNoProxy", ""),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A file to convert. kind: its type by content; put: writes its bytes to the path it is given."""

    kind: str
    put: Callable[[Path], object]


OnMade = Callable[[int, Path | Problem], None]
"""Gets a paper's place in the batch and the new file, which lasts as long as the call, or why there is none."""


def program() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def version() -> str:
    """What tells one LibreOffice from another; "" where it is not installed."""
    office = program()
    return f"{_version(office)}-{chinese_font()}" if office else ""


@lru_cache(maxsize=4)
def _version(office: str) -> str:
    place = Path(office).resolve()
    told = str(place).encode()
    with contextlib.suppress(OSError):
        told += str(place.stat().st_mtime_ns).encode()
        told += place.with_name("versionrc").read_bytes()
    return hashlib.sha256(told).hexdigest()[:16]


@lru_cache(maxsize=1)
def apart() -> tuple[str, ...]:
    """The words before a command that take the network from it, () where this system does not allow it; tried once."""
    for words in (("unshare", "-rn"), ("unshare", "-n")):
        if shutil.which(words[0]):
            with contextlib.suppress(OSError, subprocess.TimeoutExpired):
                if subprocess.run([*words, "true"], capture_output=True, timeout=10, check=False).returncode == 0:
                    return words
    return ()


@lru_cache(maxsize=1)
def chinese_font() -> str:
    """The font that this system shows Chinese with, "" where it does not say."""
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        told = subprocess.run(["fc-match", "-f", "%{family[0]}", ":lang=zh-cn"], capture_output=True, timeout=10,
                              check=False, text=True)
        return told.stdout.strip() if told.returncode == 0 else ""
    return ""


def convert(papers: Sequence[Paper], target: str, limits: Limits, on_made: OnMade,
            stop: threading.Event | None = None) -> None:
    """Converts papers to ``target`` (``docx``, ``pptx``, ``pdf``) in as few calls as it takes.

    ``on_made`` is called once for every paper, as soon as it is done, in this thread. A paper may take
    ``limits.office_seconds``. What had not been made when a call broke off is tried again without the one that broke
    it. stop: ends the work when set; papers not done by then get no call.
    """
    office = program()
    if office is None:
        for number in range(len(papers)):
            on_made(number, problem("office_missing", ""))
        return
    with tempfile.TemporaryDirectory(prefix="pufa-office-", ignore_cleanup_errors=True) as name:
        groups = [_put(papers, Path(name), on_made)]
        while groups and not (stop and stop.is_set()):
            files = groups.pop()
            if files:
                call = _Call(office, files, target, Path(name), limits, on_made)
                groups.extend(call.run(stop or threading.Event()))


def _put(papers: Sequence[Paper], place: Path, on_made: OnMade) -> list[tuple[int, Path]]:
    """The papers as files with neutral names."""
    files = []
    for number, paper in enumerate(papers):
        file = place / f"paper{number}.{_SUFFIX.get(paper.kind, paper.kind)}"
        try:
            paper.put(file)
        except OSError as error:
            on_made(number, problem("file_unreadable", "", reason=error.strerror or type(error).__name__))
        else:
            files.append((number, file))
    return files


def _unopened() -> Problem:
    return problem("office_failed", "", reason="打不开")


class _Call:
    """One run of LibreOffice over some files, which it takes in order."""

    def __init__(self, office: str, files: list[tuple[int, Path]], target: str, place: Path, limits: Limits,
                 on_made: OnMade) -> None:
        self._office = office
        self._files = files
        self._target = target
        self._place = place
        self._limits = limits
        self._on_made = on_made
        self._told: set[int] = set()
        self._errors = place / "errors.txt"

    def run(self, stop: threading.Event) -> list[list[tuple[int, Path]]]:
        """Runs to the end and tells of every file that is settled; gives the groups of files to try again."""
        code, late = self._watch(stop)
        at = self._settled()
        self._tell(len(self._files))
        left = [(place, file) for place, file in enumerate(self._files) if file[0] not in self._told]
        if stop.is_set() or not left:
            return []
        if not late and (code == 0 and at >= len(self._files) or len(self._files) == 1):
            why = problem("office_crashed", "", reason=f"退出码 {code}") if code else _unopened()
            self._refuse([file for _, file in left], why)
            return []
        broken = next((place for place, _ in left if place >= at), left[-1][0])
        self._refuse([file for place, file in left if place < broken], _unopened())
        after = [file for place, file in left if place > broken]
        if not late:
            return [after, [self._files[broken]]]
        self._on_made(self._files[broken][0], problem("office_timeout", "", seconds=f"{self._limits.office_seconds:g}"))
        return [after]

    def _refuse(self, files: Sequence[tuple[int, Path]], why: Problem) -> None:
        for number, _ in files:
            self._on_made(number, why)

    def _made(self, file: Path) -> Path:
        return self._place / "made" / f"{file.stem}.{self._target}"

    def _settled(self) -> int:
        """How many of the files LibreOffice is done with: made or refused."""
        made = sum(1 for _, file in self._files if self._made(file).exists())
        try:
            return made + self._errors.read_bytes().count(_REFUSED)
        except OSError:
            return made

    def _tell(self, upto: int) -> None:
        """Tells of the files that are made, of the first ``upto``."""
        for number, file in self._files[:upto]:
            made = self._made(file)
            if number not in self._told and made.exists() and _whole(made):
                self._told.add(number)
                self._on_made(number, made)
                made.write_bytes(b"")

    def _watch(self, stop: threading.Event) -> tuple[int, bool]:
        """Follows one process group until it ends or a file outlasts its time: exit status, and whether it was late."""
        with self._errors.open("wb") as errors:
            child = subprocess.Popen(self._line(), cwd=self._place, env=_environment(self._place), stderr=errors,
                                     stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
        begun, done = time.monotonic(), 0
        try:
            while child.poll() is None:
                if time.monotonic() - begun > self._limits.office_seconds or stop.is_set():
                    return -signal.SIGKILL, True
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.wait(_POLL)
                if (now := self._settled()) > done:
                    done, begun = now, time.monotonic()
                    self._tell(now - 1)
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            _forget(self._place / "profile")
        return child.returncode, False

    def _line(self) -> list[str]:
        profile = self._place / "profile"
        shutil.rmtree(profile, ignore_errors=True)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_profile(), "utf-8")
        for _, file in self._files:
            self._made(file).unlink(missing_ok=True)
        memory, size = self._limits.office_memory // 1024, self._limits.file_bytes // 512
        return ["/bin/sh", "-c", _BOUNDED, "sh", str(memory), str(size), *apart(), self._office, *_OPTIONS,
                f"-env:UserInstallation={profile.as_uri()}", "--convert-to", self._target,
                "--outdir", str(self._place / "made"), *(str(file) for _, file in self._files)]


def _forget(profile: Path) -> None:
    """Takes away the socket that a killed LibreOffice leaves in the system's own folder, named by its profile."""
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    for left in Path("/tmp").glob("OSL_PIPE_*_SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest)):
        with contextlib.suppress(OSError):
            left.unlink()


def _whole(made: Path) -> bool:
    """Whether a new file is there to its end."""
    if made.suffix == ".pdf":
        with made.open("rb") as file:
            file.seek(max(0, made.stat().st_size - 1024))
            return b"%%EOF" in file.read()
    return zipfile.is_zipfile(made) if made.suffix in (".docx", ".pptx", ".xlsx") else made.stat().st_size > 0


def _profile() -> str:
    items = "".join(f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse">'
                    f"<value>{value}</value></prop></item>" for path, name, value in _SETTINGS)
    return ('<?xml version="1.0" encoding="UTF-8"?><oor:items '
            f'xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>')


def _fonts(place: Path) -> Path:
    """Settings by which the Chinese font stands for all that are missing.

    Otherwise LibreOffice takes a Latin one and looks for every Chinese character anew: twelve times the time.
    """
    from xml.sax.saxutils import escape

    file = place / "fonts.conf"
    file.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
                    f'<include ignore_missing="yes">{_SYSTEM_FONTS}</include><match target="pattern">'
                    '<edit name="family" mode="append" binding="strong">'
                    f"<string>{escape(chinese_font())}</string></edit></match></fontconfig>", "utf-8")
    return file


def _environment(place: Path) -> dict[str, str]:
    """All that LibreOffice learns of this machine: programs, fonts, a home that is thrown away, a dead proxy."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE")}
    if chinese_font() and "FONTCONFIG_FILE" not in kept and Path(_SYSTEM_FONTS).exists():
        kept["FONTCONFIG_FILE"] = str(_fonts(place))
    dead = {f"{scheme}_proxy": _NO_PROXY for scheme in ("http", "https", "ftp", "all")}
    return {**kept, **dead, "HOME": str(place), "TMPDIR": str(place), "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
