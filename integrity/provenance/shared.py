"""What the checks of provenance have in common: times as files write them, the days of papers, the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from integrity.claims.sheets import Sheet, sheets
from integrity.submission import Submission
from integrity.words import words
from model.documents import Document
from model.results import Place

CHECK = "metadata_anomaly"
_OPENING, _LINE = 4, 60
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
    """The papers among ``wanted`` that bear a day, with that day and where it stands."""
    some = replace(one, documents=tuple(document for document in one.documents if document.path in wanted), mentions=())
    for sheet in sheets(some):
        if sheet.dated is not None and sheet.dateline is not None:
            yield sheet.document, sheet.dated, sheet.dateline.place()
        elif (line := _headed(sheet)) is not None:
            yield sheet.document, *line


def _headed(sheet: Sheet) -> tuple[date, Place] | None:
    """The latest whole day in the short lines of a paper's head, where no line holds just its day."""
    found = [(day.range.start, said) for said in sheet.pieces[:_OPENING] if len(said.text.strip()) <= _LINE
             for day in said.dates() if day.range and day.precision == "day" and day.year_given and day.range.days == 1]
    latest = max(found, key=lambda pair: pair[0], default=None)
    return None if latest is None else (latest[0], latest[1].place())
