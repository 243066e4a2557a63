"""The tools themselves, in the process that reads a dossier: made once for all of its files, closed at the end."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from extractor.cache import Cache
from extractor.limits import Limits
from extractor.ocr.corrections import Corrections, corrections_file
from extractor.ocr.pool import Pool
from extractor.office.conversions import Conversions, Wish
from extractor.office.program import program
from extractor.registry import needed
from extractor.single import sha256
from extractor.sniff import sniff
from extractor.tools import Picture, Recognition
from model.problems import Problem, problem


class Toolbox:
    """Tools for the readers of one dossier; a context manager. Nothing is started before it is asked for."""

    def __init__(self, limits: Limits) -> None:
        self.cache = Cache()
        self._limits = limits
        self.corrections = Corrections(corrections_file())
        self._pool = Pool(limits, self.cache, self.corrections)
        self._conversions = Conversions(limits, self.cache)
        self.patient = True
        """Whether ``converted`` waits; else what is not ready is ``office_later``, and is asked for again."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._pool.close()
        self._conversions.close()
        self.cache.close()

    def recognise(self, pictures: Sequence[Picture]) -> list[Recognition | Problem]:
        """As in ``Tools``."""
        return self._pool.recognise(pictures)

    def converted(self, path: str, kind: str, target: str) -> bytes | Problem:
        """As in ``Tools``."""
        try:
            wish = _wish(Path(path), kind, target)
            if self.patient or program() is None:
                return self._conversions.get(wish)
            return self._conversions.ready(wish) or problem("office_later", "")
        except OSError as error:
            return problem("file_unreadable", "", reason=error.strerror or type(error).__name__)

    def expect(self, paths: Iterable[Path]) -> None:
        """Has LibreOffice begin with the files that will need it."""
        wishes = []
        for path in paths:
            with suppress(OSError):  # said where the file is read
                kind = sniff(path)
                wishes += [_wish(path, kind, target) for target in needed(kind, render=self._limits.render)]
        self._conversions.expect(wishes)


def _wish(path: Path, kind: str, target: str) -> Wish:
    return Wish(sha256=sha256(path), kind=kind, target=target, put=partial(shutil.copyfile, path))
