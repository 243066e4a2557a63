"""Memory of a process and all it started, looked at while it runs (Linux)."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

_PROC = Path("/proc")


def peak_of_tree(command: Sequence[str], folder: Path, every: float = 0.1) -> tuple[float, float]:
    """Runs a command; the highest sums over its processes in MB: (RSS, PSS). PSS shares out common pages."""
    rss = pss = 0.0
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        now = memory_of_tree(process.pid)
        rss, pss = max(rss, now[0]), max(pss, now[1])
        time.sleep(every)
    return rss, pss


def memory_of_tree(pid: int) -> tuple[float, float]:
    """What a process and its descendants take now, in MB: (RSS, PSS)."""
    seen = [memory_of(one) for one in _tree(pid)]
    return sum(one[0] for one in seen), sum(one[1] for one in seen)


def _tree(pid: int) -> Iterator[int]:
    """The process and its descendants."""
    yield pid
    for children in (_PROC / str(pid) / "task").glob("*/children"):
        for child in _read(children).split():
            yield from _tree(int(child))


def memory_of(pid: int) -> tuple[float, float]:
    """What one process takes now, in MB: (RSS, PSS); zeros where it has ended."""
    text = _read(_PROC / str(pid) / "smaps_rollup")
    found = [re.search(rf"^{name}:\s+(\d+) kB", text, re.M) for name in ("Rss", "Pss")]
    rss, pss = (int(match.group(1)) / 1024 if match else 0.0 for match in found)
    return rss, pss


def _read(path: Path) -> str:
    """The file's text, "" where the process has ended meanwhile."""
    try:
        return path.read_text("ascii", "replace")
    except OSError:
        return ""
