"""Tools for readers under test: pictures are looked up in answers written by hand."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.tools import Picture, Recognition, Ruling, Words
from model.problems import Problem, problem


class FakeTools:
    """Gives the answers in order, the last one again and again; keeps how many pictures came at a time."""

    def __init__(self, *answers: Recognition | Problem) -> None:
        self._answers = list(answers)
        self.batches: list[int] = []
        self.pictures: list[Picture] = []

    def recognise(self, pictures: Sequence[Picture]) -> list[Recognition | Problem]:
        """As in ``Tools``."""
        self.batches.append(len(pictures))
        self.pictures.extend(pictures)
        return [self._answers.pop(0) if len(self._answers) > 1 else self._answers[0] for _ in pictures]

    def converted(self, path: str, kind: str, target: str) -> bytes | Problem:
        """As in ``Tools``."""
        return problem("office_missing", path)


def line(text: str, x0: float, top: float, *, size: float = 33.0, confidence: float = 0.9) -> Words:
    """A recognised line of type of ``size`` pixels (33 pixels are 12 points at 200 dpi)."""
    wide = sum(1.0 if ord(char) > 0x2000 else 0.5 for char in text)
    return Words(text=text, x0=x0, top=top, x1=x0 + wide * size, bottom=top + size, confidence=confidence)


def page(words: Sequence[Words], rulings: Sequence[Ruling] = (), *, turned: int = 0, width: int = 1654,
         height: int = 2339) -> Recognition:
    """A page of A4 at 200 dots to an inch, as read upright."""
    return Recognition(width=width, height=height, turned=turned, words=tuple(words), rulings=tuple(rulings),
                       engine="fake")


def ruled(columns: Sequence[float], tops: Sequence[float]) -> list[Ruling]:
    """The ruling lines of a grid."""
    return [*(Ruling(x0=columns[0], top=y, x1=columns[-1], bottom=y) for y in tops),
            *(Ruling(x0=x, top=tops[0], x1=x, bottom=tops[-1]) for x in columns)]
