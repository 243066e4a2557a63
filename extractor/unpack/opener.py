"""This side of opening a container: decides what is unpacked, writes members by number and counts real bytes.

The process that opens may have been taken over by what it opens: its names are judged here, its sizes are only hints.
"""

from __future__ import annotations

import pickle
import re
import subprocess
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any, Self, cast

from extractor.apart.piping import end, receive, send, started, unpickled
from extractor.limits import MEGA, Limits
from extractor.naming import visible
from extractor.registry import FORMAT_NAMES
from extractor.unpack.entries import CHUNK
from model.problems import Problem, problem

_LONGEST_NAME = 4096
_VOLUME = re.compile(r"\.(?:part\d+\.rar|r\d\d|z\d\d|(?:7z|zip|rar)\.\d{3})$", re.IGNORECASE)
_REASONS = ("archive_damaged",)
_PLAIN = ("archive_encrypted", "archive_link", "archive_volume", "archive_unsafe_name")


@dataclass(slots=True)
class Budget:
    """What may still be unpacked in this dossier: bytes and members over all containers together."""

    bytes_left: int
    entries_left: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A file inside a container. name: in the dossier. path: where its bytes lie now, None where they were not wanted
    or refused. refusal: why they were refused."""

    name: str
    path: Path | None = None
    refusal: Problem | None = None


@dataclass(slots=True)
class _Task:
    """One container while it is opened."""

    path: Path
    kind: str
    name: str
    prefix: str
    target: Callable[[str], Path | None]
    budget: Budget
    size: int
    seen: dict[str, int] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)


class Opener:
    """Opens containers one after the other in a process of its own; a context manager."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._close()
        if self._folder is not None:
            self._folder.cleanup()

    def open(self, path: Path, kind: str, name: str, prefix: str, budget: Budget,
             target: Callable[[str], Path | None]) -> tuple[list[Member], Problem | None]:
        """The members of a container in its own order, and why it could not be opened or not to its end.

        prefix: what stands before the members' names. target: where a member of this name is written, None to leave
        it out. A name given twice gets ``#2``.
        """
        task = _Task(path, kind, name, prefix, target, budget, path.stat().st_size)
        process = self._running()
        late = threading.Event()

        def stop() -> None:
            late.set()
            end(process)

        timer = threading.Timer(self._limits.seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            send(cast(IO[bytes], process.stdin), pickle.dumps((str(path), kind, name)))
            message, reason = self._serve(process, task)
            why = self._problem(message, name, reason, kind) if message else None
        except (EOFError, OSError, ValueError, TypeError, pickle.UnpicklingError) as error:
            self._close()
            why = problem("read_timeout", name, seconds=f"{self._limits.seconds:g}") if late.is_set() else \
                problem("archive_damaged", name, reason=f"展开程序意外退出：{type(error).__name__}")
        finally:
            timer.cancel()
        return task.members, why

    def _serve(self, process: subprocess.Popen[bytes], task: _Task) -> tuple[str, str]:
        while True:
            what, content = self._heard(process)
            if what == "done":
                return str(content[0]), str(content[1])
            if what != "member" or len(task.members) > self._limits.entries:
                raise ValueError(what)
            self._member(process, task, content)

    def _heard(self, process: subprocess.Popen[bytes]) -> tuple[str, Any]:
        message = unpickled(receive(cast(IO[bytes], process.stdout), 2 * CHUNK), frozenset())
        if type(message) is not tuple or len(message) != 2:
            raise ValueError("message")
        return str(message[0]), message[1]

    def _member(self, process: subprocess.Popen[bytes], task: _Task, content: Any) -> None:
        """Takes one member or declines it."""
        raw, packed, refusal = content
        inner = visible(str(raw)[:_LONGEST_NAME])
        task.seen[inner] = task.seen.get(inner, 0) + 1
        if task.seen[inner] > 1:
            inner = f"{inner}#{task.seen[inner]}"
        name = task.prefix + inner
        why = problem("archive_unsafe_name", name) if _unsafe(inner) else \
            self._problem(str(refusal), name, "", task.kind) if refusal else None
        place = task.target(name) if why is None else None
        if place is not None and task.budget.entries_left <= 0:
            why, place = problem("archive_entries", name, count=f"{self._limits.entries} 以上",
                                 limit=self._limits.entries), None
        if place is None:
            send(cast(IO[bytes], process.stdin), b"0")
            task.members.append(Member(name=name, refusal=why))
            return
        task.budget.entries_left -= 1
        send(cast(IO[bytes], process.stdin), b"1")
        hint = packed if isinstance(packed, int) and 0 < packed <= task.size else task.size
        why = self._written(process, task, name, place, max(MEGA, self._limits.ratio * hint))
        if why is not None:
            place.unlink(missing_ok=True)
        task.members.append(Member(name=name, path=None if why else place, refusal=why))

    def _written(self, process: subprocess.Popen[bytes], task: _Task, name: str, place: Path,
                 ceiling: int) -> Problem | None:
        """Writes a member; why it failed, None where it did not. What was written of it is given back then."""
        written, why = 0, None
        with place.open("wb") as sink:
            while True:
                what, content = self._heard(process)
                if what == "end":
                    why = why or (self._problem(str(content[0]), name, str(content[1]), task.kind)
                                  if content[0] else None)
                    break
                if what != "data" or type(content) is not bytes:
                    raise ValueError(what)
                written += len(content)
                if why is None and written > task.budget.bytes_left:
                    why = problem("archive_total", name, limit=self._limits.total_bytes // MEGA)
                elif why is None and written > ceiling:
                    why = problem("archive_ratio", name, limit=self._limits.ratio)
                if why is None:
                    sink.write(content)
                send(cast(IO[bytes], process.stdin), b"0" if why else b"1")
        if why is None:
            task.budget.bytes_left -= written
        return why

    def _problem(self, message: str, name: str, reason: str, kind: str) -> Problem:
        """A Problem of what the other side says; a message that it may not send counts as a broken archive."""
        if message == "archive_entries":
            return problem(message, name, count=f"{self._limits.entries} 以上", limit=self._limits.entries)
        if message == "archive_ratio":
            return problem(message, name, limit=self._limits.ratio)
        if message == "archive_library_missing":
            return problem(message, name, format=FORMAT_NAMES.get(kind, kind))
        if message == "read_memory":
            return problem(message, name, limit=self._limits.memory // MEGA)
        if _VOLUME.search(name) and message in _REASONS:
            return problem("archive_volume", name)
        if message in _PLAIN:
            return problem(message, name)
        return problem("archive_damaged", name, reason=visible(reason[:160]))

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._close()
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="pufa-open-")
            self._process = started("extractor.unpack.worker", folder=Path(self._folder.name))
            with suppress(OSError):  # one that dies at once is noticed when it is asked
                send(cast(IO[bytes], self._process.stdin), pickle.dumps((self._limits, Path(self._folder.name))))
        return self._process

    def _close(self) -> None:
        if self._process is not None:
            end(self._process)
            with suppress(OSError, ValueError):
                self._process.communicate()
            self._process = None


def _unsafe(name: str) -> bool:
    """Whether a name leaves its container, or could be taken for a place inside another."""
    return not name or name.startswith("/") or name[1:2] == ":" or ".." in PurePosixPath(name).parts or "!/" in name
