"""The reading process: takes (path, name, readers) messages on standard input and answers each with a Document.

Started by ``extractor.sandbox`` with the memory limit in bytes and the time limit in seconds.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from extractor.limits import Limits
from extractor.sandbox import receive, send
from extractor.single import read_here


def main(memory: int, seconds: float) -> None:
    """Serves until standard input ends. A library's own prints go to standard error, not into the answers."""
    answers = bounded(memory)
    limits: Limits = pickle.loads(receive(sys.stdin.buffer))
    while True:
        try:
            path, name, readers = pickle.loads(receive(sys.stdin.buffer))
        except EOFError:
            return
        alarm(int(seconds) + 10)
        document = read_here(Path(path), name, limits, readers)
        alarm(0)
        send(answers, pickle.dumps(document))


def bounded(memory: int) -> IO[bytes]:
    """Sets the address space limit, where the system has one, and returns the stream for answers.

    No core files of crashed readers either; from here on what a library prints goes to standard error.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(ImportError):
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return answers


def alarm(seconds: int) -> None:
    """Lets the system end this process where its parent is gone and a reader hangs."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
