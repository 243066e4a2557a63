"""Reads many files, each in a process of its own, so that a crash, a hang or a flood of memory costs that file only.

Each worker is a fresh interpreter (``python -m extractor.apart.worker``) that takes one file after another over its
standard input. Not a fork, because the web app is full of threads, and not multiprocessing, because its workers may
have no children (the bulk room reads inside one) and because it imports the caller's main script again.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, cast

from extractor.apart.asking import answered
from extractor.apart.checking import ForgedError, checked_document
from extractor.apart.piping import end, receive, send, started, unpickled
from extractor.limits import MEGA, Limits
from extractor.registry import READERS
from extractor.single import failed
from extractor.sniff import sniff
from extractor.tools import Tools
from model.documents import Document
from model.problems import problem

_MAX_TASKS = 200
_ABORTED = f"退出码 -{int(getattr(signal, 'SIGABRT', 6))}"
_SPENT = ("read_memory", "read_error", "file_unreadable")
"""What may have left a process without memory or open files, so that the next file gets a new one."""
_TYPES = {("model.documents", "Document"), ("model.documents", "Block"), ("model.boxes", "BBox"),
          ("model.documents", "Line"), ("model.documents", "Cell"), ("model.documents", "PageSource"),
          ("model.problems", "Problem"), ("extractor.tools", "Picture"), ("model.traces", "Traces"),
          ("model.traces", "PictureTrace"), ("model.traces", "HiddenText"), ("model.traces", "Revision")}


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A file to read: where it lies, what it is called in the dossier, and which functions read which type."""

    path: Path
    name: str
    readers: Mapping[str, str] = field(default_factory=lambda: READERS)


class _Worker:
    """One reading process, started when first needed and again after it died or did its share of files.

    folder: the one place that the process may write to.
    """

    def __init__(self, limits: Limits, tools: Tools, folder: Path) -> None:
        self._limits = limits
        self._tools = tools
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0

    def read(self, job: Job) -> Document:
        """Reads one file; a worker that dies, takes too long or answers nonsense is a failed Document."""
        process = self._running()
        clock = _Clock(process, self._limits.seconds)
        clock.go()
        document, forged = None, ""
        try:
            document = self._ask(process, job, clock)
        except (ForgedError, pickle.UnpicklingError) as error:
            forged = str(error)[:80] or type(error).__name__
        except (EOFError, OSError, ValueError, TypeError, MemoryError):
            document = None
        finally:
            clock.pause()
        self._done += 1
        if document is not None and not clock.late:
            if any(why.message in _SPENT for why in document.problems):
                self.close()
            return document
        if not forged:
            with suppress(subprocess.TimeoutExpired):  # one that is dying says by itself of what
                process.wait(1)
        self.close()
        return replace(self._lost(job, process, clock.late, forged), seconds=round(clock.used(), 4))

    def _ask(self, process: subprocess.Popen[bytes], job: Job, clock: _Clock) -> Document:
        """Sends the job and answers what the reader asks for on the way; its clock stands still meanwhile."""
        stdin, stdout = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
        send(stdin, pickle.dumps((str(job.path), job.name, dict(job.readers))))
        for _ in range(self._limits.asks + 1):
            message = unpickled(receive(stdout, self._limits.output), _TYPES)
            if type(message) is not tuple or len(message) != 2 or message[0] not in ("done", "ask"):
                raise ForgedError("message")
            what, content = message
            if what == "done":
                return checked_document(content, job.name)
            clock.pause()
            answer = answered(content, str(job.path), self._limits, self._tools)
            clock.go()
            send(stdin, answer)
        raise ForgedError("asks")

    def _lost(self, job: Job, process: subprocess.Popen[bytes], late: bool, forged: str) -> Document:
        late = late or process.returncode == -getattr(signal, "SIGXCPU", 0)
        if late:
            why = problem("read_timeout", job.name, seconds=f"{self._limits.seconds:g}")
        elif forged:
            why = problem("read_forged", job.name, reason=forged)
        else:
            why = problem("read_crashed", job.name, reason=f"退出码 {process.returncode}")
        try:
            kind = sniff(job.path)
        except OSError:
            kind = "unknown"
        return failed(job.name, why, media_type=kind, path=job.path)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._process.poll() is not None or self._done >= _MAX_TASKS):
            self.close()
        if self._process is None:
            self._folder.mkdir(exist_ok=True)
            self._process = started("extractor.apart.worker", folder=self._folder)
            self._done = 0
            with suppress(OSError):  # a worker that dies at once is noticed when it is asked
                send(cast(IO[bytes], self._process.stdin), pickle.dumps((self._limits, self._folder)))
        return self._process

    def close(self) -> None:
        """Ends the process, if any, and whatever it started."""
        if self._process is not None:
            end(self._process)
            with suppress(OSError, ValueError):
                self._process.communicate()
            self._process = None


def ran_out(document: Document) -> bool:
    """Whether reading stopped because it needed more memory than it was given; workbooks' native code just gives up."""
    return any(why.message == "read_memory" or (why.message == "read_crashed" and ("reason", _ABORTED) in why.params
                                                and document.media_type in ("xlsx", "xls", "ods"))
               for why in document.problems)


class _Clock:
    """Kills a process once it has run for so many seconds; pauses do not count. late: whether it did."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._seconds = self._left = seconds
        self._begun = 0.0
        self._timer: threading.Timer | None = None
        self.late = False

    def go(self) -> None:
        """Starts or goes on."""
        self._begun = time.monotonic()
        self._timer = threading.Timer(max(self._left, 0.1), self._stop)
        self._timer.daemon = True
        self._timer.start()

    def pause(self) -> None:
        """Stands still; a second call changes nothing."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self._left -= time.monotonic() - self._begun

    def used(self) -> float:
        """Seconds that it ran, at the last pause."""
        return self._seconds - self._left

    def _stop(self) -> None:
        self.late = True
        end(self._process)


class _Room:
    """Lets many read at once, or one that needs much memory alone."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._inside = 0
        self._waiting = 0

    def enter(self, *, alone: bool) -> None:
        """Waits until there is room; who needs to be alone goes first."""
        with self._turn:
            self._waiting += alone
            self._turn.wait_for(lambda: self._inside == 0 if alone else self._inside >= 0 and not self._waiting)
            self._waiting -= alone
            self._inside = -1 if alone else self._inside + 1

    def leave(self) -> None:
        """Makes room."""
        with self._turn:
            self._inside = max(self._inside - 1, 0)
            self._turn.notify_all()


class _Team:
    """The reading processes of one dossier."""

    def __init__(self, limits: Limits, size: int, tools: Tools, folder: Path) -> None:
        self._limits = limits
        self._tools = tools
        self._folder = folder
        self._room = _Room()
        self._all = [_Worker(limits, tools, folder / f"{number}") for number in range(size)]
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        for worker in self._all:
            self._idle.put(worker)

    def read(self, job: Job) -> Document:
        """Reads one file; one that ran out of memory is read once more, alone and with more of it."""
        self._room.enter(alone=False)
        worker = self._idle.get()
        try:
            document = worker.read(job)
        finally:
            self._idle.put(worker)
            self._room.leave()
        more = self._limits.memory_alone
        return self._read_alone(job, more) if ran_out(document) and more > self._limits.memory else document

    def _read_alone(self, job: Job, memory: int) -> Document:
        self._room.enter(alone=True)
        worker = _Worker(replace(self._limits, memory=memory), self._tools, self._folder / "alone")
        try:
            return worker.read(job)
        finally:
            worker.close()
            self._room.leave()

    def close(self) -> None:
        """Ends all processes."""
        for worker in self._all:
            worker.close()


def read_all(jobs: Sequence[Job], limits: Limits, workers: int, on_done: Callable[[Document], None],
             tools: Tools) -> dict[str, Document]:
    """Reads every job in at most ``workers`` processes; ``on_done`` gets each Document in the calling thread."""
    found: dict[str, Document] = {}
    if not jobs:
        return found
    size = max(1, min(workers, len(jobs), _room_for(limits)))
    with tempfile.TemporaryDirectory(prefix="pufa-read-", ignore_cleanup_errors=True) as folder:
        team = _Team(limits, size, tools, Path(folder))
        try:
            with ThreadPoolExecutor(size) as threads:
                for document in _finished(threads, team.read, jobs):
                    found[document.path] = document
                    on_done(document)
        finally:
            team.close()
    return found


def _room_for(limits: Limits) -> int:
    """How many reading processes may fill their memory at once: half of the machine's, two at least."""
    try:
        machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        machine = 4096 * MEGA
    return max(2, machine // 2 // limits.memory)


def _finished(threads: ThreadPoolExecutor, task: Callable[[Job], Document], jobs: Sequence[Job]) -> Iterator[Document]:
    pending = [threads.submit(task, job) for job in jobs]
    try:
        for future in as_completed(pending):
            yield future.result()
    finally:
        for future in pending:
            future.cancel()
