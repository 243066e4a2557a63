"""The tools themselves, in the process that reads a dossier: made once for all of its files, closed at the end."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from extractor.cache import Cache
from extractor.conversions import Conversions, Wish
from extractor.limits import Limits
from extractor.ocr.corrections import Corrections, corrections_file
from extractor.ocr.pool import Pool
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
            return self._conversions.get(_wish(Path(path), kind, target))
        except OSError as error:
            return problem("file_unreadable", "", reason=error.strerror or type(error).__name__)

    def expect(self, paths: Iterable[Path]) -> set[Path]:
        """Has LibreOffice begin with the files that will need it; gives those files."""
        wishes: dict[Path, list[Wish]] = {}
        for path in paths:
            try:
                kind = sniff(path)
                made = [_wish(path, kind, target) for target in needed(kind, render=self._limits.render)]
            except OSError:
                continue  # said where the file is read
            if made:
                wishes[path] = made
        self._conversions.expect([wish for made in wishes.values() for wish in made])
        return set(wishes)


def _wish(path: Path, kind: str, target: str) -> Wish:
    return Wish(sha256=sha256(path), kind=kind, target=target, put=partial(shutil.copyfile, path))
