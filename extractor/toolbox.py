"""The tools themselves, in the process that reads a dossier: made once for all of its files, closed at the end."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from extractor.cache import Cache
from extractor.limits import Limits
from extractor.ocr.corrections import Corrections, corrections_file
from extractor.ocr.pool import Pool
from extractor.tools import Picture, Recognition
from model.problems import Problem, problem


class Toolbox:
    """Tools for the readers of one dossier; a context manager. Nothing is started before it is asked for."""

    def __init__(self, limits: Limits) -> None:
        self.cache = Cache()
        self.corrections = Corrections(corrections_file())
        self._pool = Pool(limits, self.cache, self.corrections)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._pool.close()
        self.cache.close()

    def recognise(self, pictures: Sequence[Picture]) -> list[Recognition | Problem]:
        """As in ``Tools``."""
        return self._pool.recognise(pictures)

    def converted(self, path: str, kind: str, target: str) -> bytes | Problem:
        """As in ``Tools``."""
        return problem("office_missing", "")
