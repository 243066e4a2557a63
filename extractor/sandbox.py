"""Reads many files, each in a process of its own, so that a crash, a hang or a flood of memory costs that file only.

Each worker is a fresh interpreter (``python -m extractor.worker``) that takes one file after another over its standard
input. Not a fork, because the web app is full of threads, and not multiprocessing, because its workers may have no
children (the bulk room reads inside one) and because it imports the caller's main script again.
"""

from __future__ import annotations

import io
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence, Set
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, cast

from extractor.limits import Limits
from extractor.registry import READERS
from extractor.single import failed
from extractor.sniff import sniff
from model.documents import Document
from model.problems import problem

_MAX_TASKS = 200
_TYPES = {("model.documents", "Document"), ("model.documents", "Block"), ("model.documents", "BBox"),
          ("model.documents", "Line"), ("model.documents", "Cell"), ("model.problems", "Problem")}


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A file to read: where it lies and what it is called in the dossier."""

    path: Path
    name: str


class _Only(pickle.Unpickler):
    """Unpickles the named types and nothing else: a worker that a hostile file took over cannot run code here."""

    def __init__(self, data: bytes, types: Set[tuple[str, str]]) -> None:
        super().__init__(io.BytesIO(data))
        self._types = types

    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in self._types:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


def unpickled(data: bytes, types: Set[tuple[str, str]]) -> object:
    """What a worker sent: plain values and the (module, name) types. Raises pickle.UnpicklingError for any other."""
    return _Only(data, types).load()


class _Worker:
    """One reading process, started when first needed and again after it died or did its share of files."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0

    def read(self, job: Job) -> Document:
        """Reads one file; a worker that dies or takes too long is a failed Document."""
        process = self._running()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._limits.seconds, stop)
        timer.start()
        try:
            document = self._ask(process, job)
        except (EOFError, OSError, pickle.UnpicklingError, ValueError):
            document = None
        finally:
            timer.cancel()
        self._done += 1
        if document is not None and not late.is_set():
            if any(why.message == "read_memory" for why in document.problems):
                self.close()
            return document
        self.close()
        return self._lost(job, process, late.is_set())

    def _ask(self, process: subprocess.Popen[bytes], job: Job) -> Document:
        stdin, stdout = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
        send(stdin, pickle.dumps((str(job.path), job.name, READERS)))
        return cast(Document, unpickled(receive(stdout), _TYPES))

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
            self._process = started("extractor.worker", limits)
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


def started(module: str, limits: Limits) -> subprocess.Popen[bytes]:
    """A fresh interpreter that runs ``module`` with the memory limit in bytes and the time limit in seconds.

    It finds this package first of all, and whatever else this process imports from.
    """
    path = [str(Path(__file__).resolve().parent.parent), *sys.path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(place for place in path if place)}
    return subprocess.Popen([sys.executable, "-m", module, str(limits.memory), str(limits.seconds)],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)


def send(stream: IO[bytes], data: bytes) -> None:
    """Writes one message: eight bytes of length, then the data."""
    stream.write(len(data).to_bytes(8, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """The next message. Raises EOFError where the other side is gone."""
    head = stream.read(8)
    if len(head) < 8:
        raise EOFError
    data = stream.read(int.from_bytes(head, "big"))
    if len(data) < int.from_bytes(head, "big"):
        raise EOFError
    return data


def read_all(jobs: Sequence[Job], limits: Limits, workers: int,
             on_done: Callable[[Document], None]) -> dict[str, Document]:
    """Reads every job in ``workers`` processes; ``on_done`` gets each Document in the calling thread."""
    found: dict[str, Document] = {}
    if not jobs:
        return found
    idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
    team = [_Worker(limits) for _ in range(max(1, min(workers, len(jobs))))]
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
