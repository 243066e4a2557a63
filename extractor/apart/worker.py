"""The reading process: takes (path, name, readers) messages on standard input and answers each with a Document.

Started by ``extractor.apart.sandbox``, which sends the limits and the folder to write to first of all.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from extractor.apart.asking import AskingTools
from extractor.apart.confinement import allow_processor_time
from extractor.apart.piping import alarm, bounded, receive, send
from extractor.single import read_here
from model.problems import messages


def main() -> None:
    """Serves until standard input ends. A library's own prints go to standard error, not into the answers."""
    limits, folder = pickle.loads(receive(sys.stdin.buffer))
    answers = bounded(limits.memory, folder, limits)
    messages()  # read now: what a file does to this process must not keep it from saying what went wrong
    tools = AskingTools(answers, sys.stdin.buffer, limits.seconds)
    while True:
        try:
            path, name, readers = pickle.loads(receive(sys.stdin.buffer))
        except EOFError:
            return
        alarm(int(limits.seconds) + 10)
        allow_processor_time(2 * limits.seconds)
        document = read_here(Path(path), name, limits, tools, readers)
        alarm(0)
        send(answers, pickle.dumps(("done", document), protocol=5))


if __name__ == "__main__":
    main()
