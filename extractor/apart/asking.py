"""A reader's tools inside a reading process: every wish goes to the parent, which has the pool and the caches.

A worker's messages to its parent are pickled pairs: ``("done", Document)`` or ``("ask", (name, arguments))``; the
parent answers the second with the pickled result and the reader goes on.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Sequence
from typing import IO, Any

from extractor.apart.checking import ForgedError, checked_pictures
from extractor.apart.piping import alarm, receive, send
from extractor.limits import Limits
from extractor.tools import Picture, Recognition, Tools
from model.problems import Problem

_FORMAT = re.compile(r"[a-z0-9]{2,8}")


class AskingTools:
    """Tools that live in the parent. Raises EOFError where the parent is gone.

    seconds: how long this process may run between two answers before the system ends it.
    """

    def __init__(self, questions: IO[bytes], answers: IO[bytes], seconds: float) -> None:
        self._seconds = seconds
        self._questions = questions
        self._answers = answers

    def recognise(self, pictures: Sequence[Picture]) -> list[Recognition | Problem]:
        """As in ``Tools``."""
        return list(self._ask("recognise", tuple(pictures))) if pictures else []

    def converted(self, path: str, kind: str, target: str) -> bytes | Problem:
        """As in ``Tools``."""
        found: bytes | Problem = self._ask("converted", path, kind, target)
        return found

    def _ask(self, wish: str, *arguments: object) -> Any:
        alarm(0)
        send(self._questions, pickle.dumps(("ask", (wish, arguments)), protocol=5))
        answer = receive(self._answers)
        alarm(int(self._seconds) + 10)
        return pickle.loads(answer)


def answered(wish: object, own_path: str, limits: Limits, tools: Tools) -> bytes:
    """The parent's side: what the named tool gives to a reader of ``own_path``, pickled.

    The reader may have been taken over by what it reads: it gets words for pictures that are whole and another format
    of its own file. Raises ForgedError for any other wish.
    """
    if not isinstance(wish, tuple) or len(wish) != 2 or not isinstance(wish[1], tuple):
        raise ForgedError("wish")
    name, arguments = wish
    if name == "recognise" and len(arguments) == 1:
        return pickle.dumps(tools.recognise(checked_pictures(arguments[0], limits)), protocol=5)
    if name == "converted" and len(arguments) == 3 and all(type(value) is str for value in arguments):
        path, kind, target = arguments
        if path == own_path and _FORMAT.fullmatch(kind) and _FORMAT.fullmatch(target):
            return pickle.dumps(tools.converted(own_path, kind, target), protocol=5)
    raise ForgedError(f"{name}"[:40])
