"""A reader's tools inside a reading process: every wish goes to the parent, which has the pool and the caches.

A worker's messages to its parent are pickled pairs: ``("done", Document)`` or ``("ask", (name, arguments))``; the
parent answers the second with the pickled result and the reader goes on.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from typing import IO, Any

from extractor.piping import alarm, receive, send
from extractor.tools import Picture, Recognition
from model.problems import Problem

WISHES = ("recognise", "converted")
"""The tools that may be asked for over the pipe."""


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


def answered(wish: str, arguments: tuple[Any, ...], tools: object) -> bytes:
    """The parent's side: what the named tool gives, pickled. Raises ValueError for a wish that there is no tool for."""
    if wish not in WISHES:
        raise ValueError(wish)
    tool: Callable[..., object] = getattr(tools, wish)
    return pickle.dumps(tool(*arguments), protocol=5)
