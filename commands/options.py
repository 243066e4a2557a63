"""The words of a call made into values, each refused with a sentence that says what to write."""

from __future__ import annotations

import re
from datetime import date

from model.evidence import DateRange
from model.problems import PufaError, problem


def year_of(text: str) -> int:
    """The review's year. Raises PufaError for what is no year from 2000 to 2099."""
    if not re.fullmatch(r"20\d\d", text.strip()):
        raise PufaError(problem("year_bad", text))
    return int(text)


def unit_of(text: str) -> str:
    """The unit's name. Raises PufaError for an empty one."""
    if not text.strip():
        raise PufaError(problem("unit_empty", "--unit"))
    return text.strip()


def period_of(text: str | None) -> DateRange | None:
    """``FROM..TO`` as days. Raises PufaError for anything else; None where nothing was said."""
    if text is None:
        return None
    try:
        first, last = (date.fromisoformat(part.strip()) for part in text.split(".."))
    except ValueError as error:
        raise PufaError(problem("period_bad", text)) from error
    if last < first:
        raise PufaError(problem("period_bad", text))
    return DateRange(start=first, end=last)
