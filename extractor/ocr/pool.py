"""Recognises pictures in a few processes of one thread each, as many as cores and the memory budget allow."""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import IO, cast

from extractor.limits import MEGA, Limits
from extractor.ocr.engine import installed
from extractor.piping import receive, send, started, unpickled
from extractor.tools import Picture, Recognition
from model.problems import Problem, problem

A_PROCESS = 1024 * MEGA
"""Resident memory that one recognising process is reckoned to take, in bytes."""
_ADDRESSES = 4096 * MEGA
_MAX_TASKS = 400
_TYPES = {("extractor.tools", "Recognition"), ("extractor.tools", "Words"), ("extractor.tools", "Ruling")}


class Pool:
    """Processes are started when the first picture comes; ``close`` ends them. May be used from many threads."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._size = max(1, min(os.cpu_count() or 1, limits.ocr_memory // A_PROCESS))
        self._idle: queue.LifoQueue[_Process] = queue.LifoQueue()
        self._team = [_Process(limits) for _ in range(self._size)]
        for process in self._team:
            self._idle.put(process)
        self._threads = ThreadPoolExecutor(self._size)

    def recognise(self, pictures: Sequence[Picture]) -> list[Recognition | Problem]:
        """As in ``Tools``; a Problem's place is left empty for the reader to fill in."""
        if not installed():
            return [problem("ocr_missing", "") for _ in pictures]
        return list(self._threads.map(self._one, pictures))

    def _one(self, picture: Picture) -> Recognition | Problem:
        process = self._idle.get()
        try:
            return process.recognise(picture)
        finally:
            self._idle.put(process)

    def close(self) -> None:
        """Ends all processes."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._team:
            process.close()


class _Process:
    """One recognising process, started when needed and again after it died or did its share."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0

    def recognise(self, picture: Picture) -> Recognition | Problem:
        """One picture; a process that dies or takes too long is a Problem."""
        process = self._running()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._limits.ocr_seconds, stop)
        timer.daemon = True
        timer.start()
        found: Recognition | None = None
        with suppress(EOFError, OSError, pickle.UnpicklingError, ValueError):
            send(cast(IO[bytes], process.stdin), pickle.dumps(picture, protocol=5))
            found = cast(Recognition, unpickled(receive(cast(IO[bytes], process.stdout)), _TYPES))
        timer.cancel()
        self._done += 1
        if found is not None:
            return found
        self.close()
        if late.is_set():
            return problem("ocr_timeout", "", seconds=f"{self._limits.ocr_seconds:g}")
        return problem("ocr_crashed", "", reason=f"退出码 {process.returncode}")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._process.poll() is not None or self._done >= _MAX_TASKS):
            self.close()
        if self._process is None:
            self._process = started("extractor.ocr.worker", _ADDRESSES, self._limits.ocr_seconds)
            self._done = 0
        return self._process

    def close(self) -> None:
        """Ends the process, if any."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
