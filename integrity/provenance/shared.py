"""What the checks of provenance have in common: times as files write them, the days of papers, the words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from integrity.claims.sheets import Sheet, sheets
from integrity.submission import Submission
from integrity.words import words
from model.documents import Document

CHECK = "metadata_anomaly"
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


def dated(one: Submission, wanted: frozenset[str]) -> dict[str, Sheet]:
    """The papers among ``wanted`` that bear a day, by path."""
    some = replace(one, documents=tuple(document for document in one.documents if document.path in wanted), mentions=())
    return {sheet.document.path: sheet for sheet in sheets(some) if sheet.dated is not None}
