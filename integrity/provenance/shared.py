"""What the checks of provenance have in common: times as files write them, the days of papers, the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from integrity.claims.sheets import Said, sheets
from integrity.submission import Submission
from integrity.words import words
from model.documents import Document
from model.results import Place

CHECK = "metadata_anomaly"
_OPENING, _LINE, _SENTENCE = 4, 60, 400
_DAY = re.compile(r"(\d{4})[-:/](\d{1,2})[-:/](\d{1,2})")


def said(name: str, /, **values: object) -> str:
    """A text of this family."""
    return words(f"provenance.{name}", **values)


def day_of(text: str) -> date | None:
    """The day of a time as files write it, None for what is none."""
    found = _DAY.match(text.strip())
    with suppress(ValueError):
        return None if found is None else date(*map(int, found.groups()))
    return None


def told(document: Document) -> Mapping[str, str]:
    """What a file says of its making, by ``family.name``."""
    return dict(document.traces.properties) if document.traces is not None else {}


def dated(one: Submission, wanted: frozenset[str]) -> Iterator[tuple[Document, date, Place]]:
    """The papers among ``wanted`` that bear a day, with that day and where it stands; the latest day that they tell of
    where they gather several papers."""
    some = replace(one, documents=tuple(document for document in one.documents if document.path in wanted), mentions=())
    for sheet in sheets(some):
        line = (sheet.dated, sheet.dateline.place()) if sheet.dated is not None and sheet.dateline is not None \
            else _latest(sheet.pieces[:_OPENING], _LINE)
        if line is not None:
            yield sheet.document, *max(line, _latest(sheet.pieces, _SENTENCE) or line, key=lambda pair: pair[0])


def _latest(pieces: Sequence[Said], longest: int) -> tuple[date, Place] | None:
    """The latest whole day in pieces of no more characters than ``longest``."""
    found = [(day.range.start, said) for said in pieces if len(said.text.strip()) <= longest
             for day in said.dates() if day.range and day.precision == "day" and day.year_given and day.range.days == 1]
    latest = max(found, key=lambda pair: pair[0], default=None)
    return None if latest is None else (latest[0], latest[1].place())
