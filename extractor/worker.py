"""The reading process: takes (path, name, readers) messages on standard input and answers each with a Document.

Started by ``extractor.sandbox`` with the memory limit in bytes and the time limit in seconds.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from extractor.asking import AskingTools
from extractor.limits import Limits
from extractor.piping import alarm, bounded, receive, send
from extractor.single import read_here


def main(memory: int, seconds: float) -> None:
    """Serves until standard input ends. A library's own prints go to standard error, not into the answers."""
    answers = bounded(memory)
    limits: Limits = pickle.loads(receive(sys.stdin.buffer))
    tools = AskingTools(answers, sys.stdin.buffer, seconds)
    while True:
        try:
            path, name, readers = pickle.loads(receive(sys.stdin.buffer))
        except EOFError:
            return
        alarm(int(seconds) + 10)
        document = read_here(Path(path), name, limits, tools, readers)
        alarm(0)
        send(answers, pickle.dumps(("done", document), protocol=5))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
