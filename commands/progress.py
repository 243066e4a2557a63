"""Progress on stderr: a bar on a terminal, JSON lines for the web app, plain lines elsewhere."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

STAGES = {"reading": "读取文件", "finding": "查找证据", "merging": "合并事件",
          "checking": "比对疑点", "scoring": "计算建议分", "writing": "写出结果"}


class Progress:
    """mode: ``auto`` (a bar on a terminal, a line a stage once a second has gone by), ``json`` or ``none``."""

    def __init__(self, mode: str) -> None:
        self.mode = mode
        self.started = time.monotonic()
        self.bar: Any = None

    def file(self, path: str, done: int, total: int, status: str) -> None:
        """One file has been read."""
        if self.mode == "json":
            self._json(event="file", path=path, done=done, total=total, status=status)
        elif self.mode == "auto" and sys.stderr.isatty():
            if self.bar is None:
                from tqdm import tqdm

                self.bar = tqdm(total=total, desc=STAGES["reading"], unit="份", file=sys.stderr, leave=False)
            self.bar.update(1)

    def stage(self, name: str) -> None:
        """A stage begins."""
        if self.bar is not None and name != "reading":
            self.bar.close()
            self.bar = None
        if self.mode == "json":
            self._json(event="stage", name=name)
        elif self.mode == "auto" and (sys.stderr.isatty() or time.monotonic() - self.started > 1):
            print(f"{STAGES[name]}……", file=sys.stderr)

    def done(self, out: str) -> None:
        """All is written."""
        if self.mode == "json":
            self._json(event="done", out=out)

    def _json(self, **row: object) -> None:
        print(json.dumps(row, ensure_ascii=False), file=sys.stderr, flush=True)
