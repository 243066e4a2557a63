"""Files on their way through LibreOffice: what is asked for, in batches, in the background, kept by content.

A wish is one file in one other format. What is known to be needed is said ahead (``expect``), so that it is being made
while other files are read; ``get`` waits for it, ``ready`` does not.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor.cache import Cache
from extractor.limits import Limits
from extractor.office import program as office
from model.problems import Problem, problem

BATCH = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """A file wanted in another format. sha256: of its bytes; kind: its type by content; target: ``docx``, ``pdf`` …

    put: writes its bytes to the path it is given; may raise OSError.
    """

    sha256: str
    kind: str
    target: str
    put: Callable[[Path], object] = field(compare=False)

    @property
    def key(self) -> str:
        """What the new file depends on: the bytes, their type, the format and the program."""
        return f"office:{office.version()}:{self.kind}:{self.target}:{self.sha256}"


class Conversions:
    """Wishes and what came of them; safe for threads. Nothing is started before the first wish."""

    def __init__(self, limits: Limits, cache: Cache) -> None:
        self._limits = limits
        self._cache = cache
        self._turn = threading.Condition()
        self._queue: list[Wish] = []
        self._found: dict[str, Path | Problem | None] = {}
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._place: tempfile.TemporaryDirectory[str] | None = None

    def expect(self, wishes: Sequence[Wish]) -> None:
        """Begins to make what is not there yet. Without LibreOffice nothing happens."""
        if office.program() is None:
            return
        for wish in wishes:
            kept = self._cache.get(wish.key)
            with self._turn:
                if kept is None and wish.key not in self._found:
                    self._found[wish.key] = None
                    self._queue.append(wish)
        with self._turn:
            if self._queue and self._thread is None and not self._stop.is_set():
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()

    def get(self, wish: Wish) -> bytes | Problem:
        """The new file, waited for, or why there is none."""
        if office.program() is None:
            return problem("office_missing", "")
        while (found := self.ready(wish)) is None:
            with self._turn:
                if wish in self._queue:
                    self._queue.remove(wish)
                    self._queue.insert(0, wish)
                self._turn.wait_for(lambda: self._stop.is_set() or self._found.get(wish.key) is not None, timeout=1.0)
                if self._stop.is_set():
                    return problem("office_crashed", "", reason="已中止")
        return found

    def ready(self, wish: Wish) -> bytes | Problem | None:
        """The new file where it is there, or why there is none; None while it is being made, which this begins."""
        with self._turn:
            found = self._found.get(wish.key)
        if isinstance(found, Path):
            return found.read_bytes()
        if isinstance(found, Problem):
            return found
        kept = self._cache.get(wish.key)
        if kept is None:
            self.expect([wish])
        return kept

    def making(self, sha256: str, target: str) -> bool:
        """Whether a file of these bytes is being made in a format or about to be."""
        with self._turn:
            return any(found is None and f":{target}:{sha256}" in key for key, found in self._found.items())

    def close(self) -> None:
        """Ends a running call and takes away what was made but not kept."""
        self._stop.set()
        with self._turn:
            thread = self._thread
            self._queue.clear()
            self._turn.notify_all()
        if thread is not None:
            thread.join()
        if self._place is not None:
            self._place.cleanup()

    def _work(self) -> None:
        """Makes batch after batch until nothing is wanted."""
        while True:
            with self._turn:
                if not self._queue or self._stop.is_set():
                    self._thread = None
                    return
                target = self._queue[0].target
                batch = [wish for wish in self._queue if wish.target == target][:BATCH]
                self._queue = [wish for wish in self._queue if wish not in batch]
            self._make(batch, target)

    def _make(self, batch: Sequence[Wish], target: str) -> None:
        papers = [office.Paper(kind=wish.kind, put=wish.put) for wish in batch]
        reason = "已中止"
        try:
            office.convert(papers, target, self._limits, lambda at, made: self._keep(batch[at], made), self._stop)
        except OSError as error:
            reason = error.strerror or type(error).__name__
        for wish in batch:
            self._settle(wish, problem("office_crashed", "", reason=reason))

    def _keep(self, wish: Wish, made: Path | Problem) -> None:
        """Puts a new file into the cache and into a folder of this run, which goes with it."""
        if isinstance(made, Problem):
            self._settle(wish, made)
            return
        data = made.read_bytes()
        self._cache.put(wish.key, data)
        if self._place is None:
            self._place = tempfile.TemporaryDirectory(prefix="pufa-made-", ignore_cleanup_errors=True)
        kept = Path(self._place.name) / f"{wish.sha256}-{wish.kind}.{wish.target}"
        kept.write_bytes(data)
        self._settle(wish, kept)

    def _settle(self, wish: Wish, found: Path | Problem) -> None:
        with self._turn:
            if self._found.get(wish.key) is None:
                self._found[wish.key] = found
            self._turn.notify_all()
