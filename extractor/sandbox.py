"""Reads many files, each in a process of its own, so that a crash, a hang or a flood of memory costs that file only.

Each worker is a fresh interpreter (``python -m extractor.worker``) that takes one file after another over its standard
input. Not a fork, because the web app is full of threads, and not multiprocessing, because its workers may have no
children (the bulk room reads inside one) and because it imports the caller's main script again.
"""

from __future__ import annotations

import pickle
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, cast

from extractor.asking import answered
from extractor.limits import Limits
from extractor.piping import receive, send, started, unpickled
from extractor.registry import READERS
from extractor.single import failed
from extractor.sniff import sniff
from extractor.tools import Tools
from model.documents import Document
from model.problems import problem

_MAX_TASKS = 200
_TYPES = {("model.documents", "Document"), ("model.documents", "Block"), ("model.documents", "BBox"),
          ("model.documents", "Line"), ("model.documents", "Cell"), ("model.documents", "PageSource"),
          ("model.problems", "Problem"), ("extractor.tools", "Picture")}


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A file to read: where it lies and what it is called in the dossier."""

    path: Path
    name: str


class _Worker:
    """One reading process, started when first needed and again after it died or did its share of files."""

    def __init__(self, limits: Limits, tools: Tools) -> None:
        self._limits = limits
        self._tools = tools
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0

    def read(self, job: Job) -> Document:
        """Reads one file; a worker that dies or takes too long is a failed Document."""
        process = self._running()
        clock = _Clock(process, self._limits.seconds)
        clock.go()
        try:
            document = self._ask(process, job, clock)
        except (EOFError, OSError, pickle.UnpicklingError, ValueError, TypeError):
            document = None
        finally:
            clock.pause()
        self._done += 1
        if document is not None and not clock.late:
            if any(why.message == "read_memory" for why in document.problems):
                self.close()
            return document
        self.close()
        return self._lost(job, process, clock.late)

    def _ask(self, process: subprocess.Popen[bytes], job: Job, clock: _Clock) -> Document:
        """Sends the job and answers what the reader asks for on the way; its clock stands still meanwhile."""
        stdin, stdout = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
        send(stdin, pickle.dumps((str(job.path), job.name, READERS)))
        while True:
            what, content = cast(tuple[str, Any], unpickled(receive(stdout, self._limits.output), _TYPES))
            if what == "done":
                return cast(Document, content)
            clock.pause()
            wish, arguments = content
            answer = answered(wish, arguments, self._tools)
            clock.go()
            send(stdin, answer)

    def _lost(self, job: Job, process: subprocess.Popen[bytes], late: bool) -> Document:
        if late:
            why = problem("read_timeout", job.name, seconds=f"{self._limits.seconds:g}")
        else:
            why = problem("read_crashed", job.name, reason=f"退出码 {process.returncode}")
        try:
            kind = sniff(job.path)
        except OSError:
            kind = "unknown"
        document = failed(job.name, why, media_type=kind, path=job.path)
        return replace(document, seconds=self._limits.seconds) if late else document

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._process.poll() is not None or self._done >= _MAX_TASKS):
            self.close()
        if self._process is None:
            limits = self._limits
            self._process = started("extractor.worker", limits.memory, limits.seconds)
            self._done = 0
            with suppress(OSError):  # a worker that dies at once is noticed when it is asked
                send(cast(IO[bytes], self._process.stdin), pickle.dumps(limits))
        return self._process

    def close(self) -> None:
        """Ends the process, if any."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


class _Clock:
    """Kills a process once it has run for so many seconds; pauses do not count. late: whether it did."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._left = seconds
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

    def _stop(self) -> None:
        self.late = True
        self._process.kill()


def read_all(jobs: Sequence[Job], limits: Limits, workers: int, on_done: Callable[[Document], None],
             tools: Tools) -> dict[str, Document]:
    """Reads every job in ``workers`` processes; ``on_done`` gets each Document in the calling thread."""
    found: dict[str, Document] = {}
    if not jobs:
        return found
    idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
    team = [_Worker(limits, tools) for _ in range(max(1, min(workers, len(jobs))))]
    for worker in team:
        idle.put(worker)

    def task(job: Job) -> Document:
        worker = idle.get()
        try:
            return worker.read(job)
        finally:
            idle.put(worker)

    try:
        with ThreadPoolExecutor(len(team)) as threads:
            for document in _finished(threads, task, jobs):
                found[document.path] = document
                on_done(document)
    finally:
        for worker in team:
            worker.close()
    return found


def _finished(threads: ThreadPoolExecutor, task: Callable[[Job], Document], jobs: Sequence[Job]) -> Iterator[Document]:
    pending = [threads.submit(task, job) for job in jobs]
    try:
        for future in as_completed(pending):
            yield future.result()
    finally:
        for future in pending:
            future.cancel()
