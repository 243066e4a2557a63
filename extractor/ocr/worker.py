"""The recognising process: takes a ``Picture`` a message on standard input and answers each with a ``Recognition``.

Started by ``extractor.ocr.pool`` with its limit of address space in bytes and the seconds a picture may take.
"""

from __future__ import annotations

import os
import pickle
import sys

from extractor.apart.piping import alarm, bounded, receive, send


def main(memory: int, seconds: float) -> None:
    """Serves until standard input ends."""
    os.environ["OMP_NUM_THREADS"] = "1"
    answers = bounded(memory)
    from extractor.ocr.engine import Engine

    engine = Engine()
    while True:
        try:
            picture = pickle.loads(receive(sys.stdin.buffer))
        except EOFError:
            return
        alarm(int(seconds) + 10)
        found = engine.read(picture)
        alarm(0)
        send(answers, pickle.dumps(found, protocol=5))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
