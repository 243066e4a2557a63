"""What a reader hands back, and how it says that a file cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.limits import Limits
from extractor.tools import Tools
from model.documents import Block, FileStatus, PageSource
from model.problems import Problem, problem
from model.traces import HiddenText, Traces

_SHOWN = 120


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """The contents of one file as a reader found them; the fields mean what they mean in ``Document``.

    traces: the words that the reader left out because nobody sees them; the rest of them is taken elsewhere.
    """

    blocks: tuple[Block, ...]
    pages: int | None = 1
    status: FileStatus = "parsed"
    furniture: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    sources: tuple[PageSource, ...] = ()
    traces: Traces | None = None


class UnreadableError(Exception):
    """Raised by a reader for a file that yields nothing; carries the Problem for the Document."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def hidden_note(name: str, unseen: Sequence[HiddenText]) -> Problem:
    """That words which nobody sees were not read as part of the paper."""
    return problem("hidden_text", name, text="".join(one.text for one in unseen)[:_SHOWN])


Reader = Callable[[Path, str, Limits, Tools], Reading]
"""A reader gets the file, its name inside the dossier (for messages), the limits and the tools."""
