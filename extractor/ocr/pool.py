"""Recognises pictures in a few processes of one thread each, as many as cores and the memory budget allow."""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import IO, cast

from extractor.apart.piping import receive, send, started, unpickled
from extractor.cache import Cache
from extractor.limits import MEGA, Limits
from extractor.ocr.corrections import Corrections
from extractor.ocr.keeping import from_json, key_of, to_json
from extractor.ocr.models import installed
from extractor.ocr.sizes import MOST_PIXELS, at_scale, is_sound, shrunk
from extractor.tools import Picture, Recognition
from model.problems import Problem, problem

A_PROCESS = 640 * MEGA
"""Resident memory of one recognising process in bytes: 350 MB for a page, 600 MB for one of very small print."""
_ADDRESSES = 4096 * MEGA
_MAX_TASKS = 400
_LEAST_SIDE = 12
_REMEMBERED = 256
_TYPES = {("extractor.tools", "Recognition"), ("extractor.tools", "Words"), ("extractor.tools", "Ruling")}
WORKER = "extractor.ocr.worker"

Answer = Recognition | Problem


class Pool:
    """Processes are started when there is a picture for them; ``close`` ends them. May be used from many threads.

    A picture that was recognised before by the same code and models comes from the cache; one that is being recognised
    is waited for and not recognised twice. worker: the module that a process runs.
    """

    def __init__(self, limits: Limits, cache: Cache | None = None, corrections: Corrections | None = None,
                 worker: str = WORKER) -> None:
        self._cache = cache
        self._corrections = corrections
        self._idle: queue.LifoQueue[_Process] = queue.LifoQueue()
        self._team = [_Process(limits, worker) for _ in range(team_size(limits))]
        for process in reversed(self._team):
            self._idle.put(process)
        self._threads = ThreadPoolExecutor(len(self._team))
        self._turn = threading.Lock()
        self._asked_for: dict[str, Future[Answer]] = {}

    def recognise(self, pictures: Sequence[Picture]) -> list[Answer]:
        """As in ``Tools``; a Problem's place is left empty for the reader to fill in."""
        if not installed():
            return [problem("ocr_missing", "") for _ in pictures]
        pending = [self._asked(picture) for picture in pictures]
        return [self._corrected(digest, answer.result()) for digest, answer in pending]

    def _asked(self, picture: Picture) -> tuple[str, Future[Answer]]:
        """The picture's digest and what will be its answer: kept, under way, or begun now."""
        if not is_sound(picture):
            return "", _settled(problem("ocr_crashed", "", reason="图片数据不完整"))
        digest = picture.digest
        if min(picture.width, picture.height) < _LEAST_SIDE:
            return digest, _settled(Recognition(width=picture.width, height=picture.height, turned=0, words=()))
        with self._turn:
            found = self._asked_for.pop(digest, None)
            if found is None:
                kept = self._kept(digest)
                found = _settled(kept) if kept is not None else self._threads.submit(self._one, picture, digest)
            self._asked_for[digest] = found
            for old in list(self._asked_for)[:-_REMEMBERED]:
                if self._asked_for[old].done():
                    del self._asked_for[old]
        return digest, found

    def _kept(self, digest: str) -> Recognition | None:
        value = self._cache.get(key_of(digest)) if self._cache is not None else None
        return from_json(value) if value is not None else None

    def _one(self, picture: Picture, digest: str) -> Answer:
        process = self._idle.get()
        answer: Answer = problem("ocr_crashed", "", reason="")
        try:
            scale = min(1.0, (MOST_PIXELS / (picture.width * picture.height)) ** 0.5)
            answer = process.recognise(picture if scale == 1 else shrunk(picture, scale))
            if isinstance(answer, Recognition):
                answer = answer if scale == 1 else at_scale(answer, picture)
                if self._cache is not None:
                    self._cache.put(key_of(digest), to_json(answer))
            return answer
        finally:
            self._idle.put(process)
            if not isinstance(answer, Recognition):
                with self._turn:
                    self._asked_for.pop(digest, None)

    def _corrected(self, digest: str, answer: Answer) -> Answer:
        return self._corrections.applied(digest, answer) if self._corrections is not None and isinstance(
            answer, Recognition) else answer

    def close(self) -> None:
        """Ends all processes."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._team:
            process.close()


def team_size(limits: Limits) -> int:
    """How many processes recognise at the same time: one a core that this process may use, within the budget."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, limits.ocr_memory // A_PROCESS))


def _settled(answer: Answer) -> Future[Answer]:
    found: Future[Answer] = Future()
    found.set_result(answer)
    return found


class _Process:
    """One recognising process, started when needed and again after it died or did its share."""

    def __init__(self, limits: Limits, worker: str) -> None:
        self._limits = limits
        self._worker = worker
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0

    def recognise(self, picture: Picture) -> Answer:
        """One picture; a process that dies or takes too long is a Problem."""
        process = self._running()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._limits.ocr_seconds, stop)
        timer.daemon = True
        timer.start()
        found: object = None
        with suppress(EOFError, OSError, pickle.UnpicklingError, ValueError, TypeError):
            send(cast(IO[bytes], process.stdin), pickle.dumps(picture, protocol=5))
            found = unpickled(receive(cast(IO[bytes], process.stdout), self._limits.output), _TYPES)
        timer.cancel()
        self._done += 1
        if isinstance(found, Recognition):
            return found
        self.close()
        if late.is_set():
            return problem("ocr_timeout", "", seconds=f"{self._limits.ocr_seconds:g}")
        return problem("ocr_crashed", "", reason=f"退出码 {process.returncode}")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._process.poll() is not None or self._done >= _MAX_TASKS):
            self.close()
        if self._process is None:
            self._process = started(self._worker, _ADDRESSES, self._limits.ocr_seconds)
            self._done = 0
        return self._process

    def close(self) -> None:
        """Ends the process, if any."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
