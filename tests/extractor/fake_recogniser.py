"""Stands in for the recognising process in tests: the first byte of a picture says what happens to it."""

from __future__ import annotations

import os
import pickle
import sys
import time

from extractor.apart.piping import bounded, receive, send
from extractor.tools import Recognition, Ruling, Words

ANSWER, CRASH, HANG, FLOOD, RAISE, SLOW = range(6)


def main() -> None:
    """Answers with its process id, how many pictures it had, and the size of the picture."""
    answers = bounded(int(sys.argv[1]))
    count = 0
    while True:
        try:
            picture = pickle.loads(receive(sys.stdin.buffer))
        except EOFError:
            return
        count += 1
        what = picture.data[0]
        if what == CRASH:
            os._exit(7)
        if what == HANG:
            time.sleep(60)
        if what == FLOOD:
            bytearray(1 << 40)
        if what == RAISE:
            raise ValueError("broken")
        if what == SLOW:
            time.sleep(0.5)
        text = f"{os.getpid()} {count} {picture.width}x{picture.height}"
        words = Words(text=text, x0=0, top=0, x1=picture.width, bottom=10, confidence=0.9,
                      ends=tuple(float(i + 1) for i in range(len(text))))
        found = Recognition(width=picture.width, height=picture.height, turned=0, words=(words,), engine="fake",
                            rulings=(Ruling(x0=0, top=5, x1=picture.width, bottom=5),))
        send(answers, pickle.dumps(found, protocol=5))


if __name__ == "__main__":
    main()
