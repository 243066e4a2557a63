"""What the checks look at: one unit's dossier of one year, read and searched, and what else they may know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from integrity.words import words
from model.boxes import BBox
from model.documents import Document
from model.evidence import DateRange, Event, Mention, Paper
from model.known import KnownPicture, KnownText
from model.problems import Problem
from model.results import Finding, Place

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True, slots=True)
class Submission:
    """One dossier of a cohort. documents: with their traces, unread ones too. papers: kind of every paper, by path.

    mentions, events: all that was found for all kinds (or for one standard's, inside an assessment); other_period,
    planned … as they are.
    """

    unit: str
    year: int
    period: DateRange
    documents: tuple[Document, ...]
    papers: Mapping[str, Paper]
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def name(self) -> str:
        """``year/unit``, as in a cohort's folder."""
        return f"{self.year}/{self.unit}"

    def place(self, file: str, page: int = 1, bbox: BBox | None = None, quote: str = "") -> Place:
        """A place in this dossier, for a finding."""
        return Place(year=self.year, unit=self.unit, file=file, page=page, bbox=bbox, quote=quote)


def all_named(cohort: Sequence[Submission]) -> str:
    """What a message about the whole of a cohort calls it: the one dossier by its name, more by how many they are."""
    return cohort[0].name if len(cohort) == 1 else words("cohort", count=len(cohort))


class Known(Protocol):
    """An archive of earlier dossiers, the cohort's left out. Numbers name its papers and pictures for one run."""

    def shared(self, hashes: NDArray[np.uint64], units: int) -> tuple[NDArray[np.int64], NDArray[np.uint64],
                                                                     NDArray[np.uint64]]:
        """Which papers have which of these fingerprints (sorted): numbers and hashes side by side, and the hashes that
        at least so many units have, which are told no more."""
        ...

    def text(self, number: int) -> KnownText:
        """A paper by its number. Raises KeyError where there is none."""
        ...

    def codes(self, slot: int) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """The fingerprints at one place of ``PictureTrace.codes`` (orientation or window) of all pictures that have
        it: numbers and an array of as many rows of ``model.traces.CODE`` bytes."""
        ...

    def slots(self) -> tuple[int, ...]:
        """Which places of ``PictureTrace.codes`` any picture has."""
        ...

    def picture(self, number: int) -> KnownPicture:
        """A picture by its number. Raises KeyError where there is none."""
        ...

    def thumb(self, year: int, unit: str, file: str, number: int) -> bytes:
        """The small copy of a picture by its place, b"" where there is none."""
        ...

    def same_pictures(self, hashes: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
        """Numbers of the pictures by SHA-256 of their bytes or pixels, for those of these that are known."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What a run knows besides the dossiers. deadline: the last day for handing in, None where nobody said.

    known: earlier dossiers as the other side of a comparison, None where there are none. told: called with whatever was
    not looked at, for people to know.
    """

    deadline: date | None = None
    known: Known | None = None
    told: Callable[[Problem], None] = lambda _: None


Check = Callable[[Sequence[Submission], Settings], Iterable[Finding]]
"""A check gets all dossiers of a cohort (one, inside an assessment) and gives what it finds, in a fixed order."""
