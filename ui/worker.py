"""Assessing in a process of its own: start, follow file by file, cancel. The web app never parses for a score."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from ui import office

_HOUSE = Path(__file__).resolve().parent.parent
STAGES = {"reading": "读取文件", "finding": "查找证据", "merging": "合并同一事件", "scoring": "对照标准计分",
          "checking": "核对引文", "writing": "写出结果"}


@dataclass(frozen=True, slots=True)
class Order:
    """What to assess, as the form gives it.

    problems: a file of last year's, "" for none. render: whether Word papers are laid out; None where this machine
    decides. rules_only: the learned models are not asked.
    """

    run_id: str
    dossier: Path
    rubric: str
    unit: str
    year: int
    out: Path
    period: str = ""
    criteria: str = ""
    problems: str = ""
    render: bool | None = None
    rules_only: bool = False

    def command(self) -> list[str]:
        """The command line; each value is one argument, no shell sees it."""
        line = [sys.executable, "-m", "cli", "assess", str(self.dossier), "--rubric", self.rubric,
                f"--unit={self.unit}", "--year", str(self.year), "--out", str(self.out),
                *(["--render"] if self.render or self.render is None and office.ready() else []),
                *(["--problems", self.problems] if self.problems else []), "--progress", "json",
                *(["--rules-only"] if self.rules_only else [])]
        line += ["--period", self.period] if self.period else []
        return [*line, "--criteria", self.criteria] if self.criteria else line


@dataclass(slots=True)
class Progress:
    """What the worker has said so far. files: (path, status) in the order they were finished."""

    files: list[tuple[str, str]] = field(default_factory=list)
    total: int = 0
    stage: str = "reading"
    said: list[str] = field(default_factory=list)
    finished: bool = False

    def take(self, line: str) -> None:
        """Takes in one line of the worker's stderr: a progress line in JSON, or words for people."""
        text = line.strip()
        if not text:
            return
        try:
            told = json.loads(text)
        except ValueError:
            told = None
        if not isinstance(told, dict) or "event" not in told:
            self.said.append(text)
            return
        if told["event"] == "file":
            self.files.append((str(told.get("path")), str(told.get("status"))))
            self.total = int(told.get("total") or self.total)
        elif told["event"] == "stage":
            self.stage = str(told.get("name"))
        elif told["event"] == "done":
            self.finished = True

    def share(self) -> float:
        """How far it is, 0 … 1: reading is taken as four fifths of the work."""
        if self.finished:
            return 1.0
        names = list(STAGES)
        step = names.index(self.stage) if self.stage in names else 0
        if step == 0:
            return 0.8 * min(1.0, len(self.files) / self.total) if self.total else 0.0
        return 0.8 + 0.2 * step / len(names)


class Worker:
    """One running assessment."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.progress = Progress()
        self.cancelled = False
        self.began = time.monotonic()
        self._child = subprocess.Popen(  # noqa: S603 - our own command line, no shell
            order.command(), cwd=_HOUSE, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, start_new_session=True, text=True, encoding="utf-8", errors="replace",
            env={**os.environ, "PYTHONUTF8": "1"})
        self._reader = threading.Thread(target=self._follow, daemon=True)
        self._reader.start()

    def _follow(self) -> None:
        """Reads stderr to its end; a word that floods it is cut."""
        assert self._child.stderr is not None
        for line in self._child.stderr:
            self.progress.take(line[:4000])
            del self.progress.said[:-200]

    @property
    def code(self) -> int | None:
        """Exit status, None while it runs."""
        code = self._child.poll()
        if code is not None:
            self._reader.join(timeout=2)
        return code

    @property
    def good(self) -> bool:
        """True once a result is there (exit 1 means: done, with exceptions named)."""
        return self.code in (0, 1) and (self.order.out / "assessment.json").is_file()

    def cancel(self) -> None:
        """Ends the worker and everything it started."""
        self.cancelled = True
        if self._child.poll() is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._child.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(timeout=3)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._child.pid, signal.SIGKILL)


_workers: dict[str, Worker] = {}
_lock = threading.Lock()
MOST_AT_ONCE = 2


def start(order: Order) -> Worker | None:
    """Starts an assessment; None where as many as may run at once are running."""
    with _lock:
        if sum(1 for w in _workers.values() if w.code is None) >= MOST_AT_ONCE:
            return None
        worker = _workers[order.run_id] = Worker(order)
        return worker


def find(run_id: str) -> Worker | None:
    """The worker of a run started by this app, running or ended."""
    return _workers.get(run_id)
