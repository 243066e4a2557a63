"""What the checks look at: one unit's dossier of one year, read and searched, and what else they may know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from model.boxes import BBox
from model.documents import Document
from model.evidence import DateRange, Event, Mention, Paper
from model.results import Finding, Place


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What a run knows besides the dossiers. deadline: the last day for handing in, None where nobody said."""

    deadline: date | None = None


Check = Callable[[Sequence[Submission], Settings], Iterable[Finding]]
"""A check gets all dossiers of a cohort (one, inside an assessment) and gives what it finds, in a fixed order."""
