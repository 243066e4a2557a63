"""How a finding is made: one shape for all checks, with an id that is the same in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from model.results import Finding, Place

Severity = Literal["high", "medium", "low"]
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")
_LONGEST_QUOTE = 400


def finding(check: str, severity: Severity, places: Iterable[Place], explanation: str, *,
            measures: Mapping[str, object], innocent: Iterable[str] = ()) -> Finding:
    """A finding with its places in order and each once.

    explanation: what does not agree, in Chinese, with both sides. innocent: explanations that could not be ruled out,
    most likely first; they stand before all else in the text. measures: what was compared, plain values.
    """
    shown = in_order(places)
    known = list(innocent)
    text = f"先排除：{'；'.join(known)}。{explanation}" if known else explanation
    return Finding(id=_id(check, shown), check=check, severity=severity,
                   units=tuple(sorted({place.unit for place in shown})),
                   years=tuple(sorted({place.year for place in shown})), places=tuple(shown), explanation=text,
                   measures={**measures, "innocent": known})


def widened(one: Finding, more: Iterable[Place]) -> Finding:
    """A finding with further places, for one whose measures name no place by its number."""
    shown = in_order((*one.places, *more))
    if len(shown) == len(one.places):
        return one
    return replace(one, id=_id(one.check, shown), places=tuple(shown), units=tuple(sorted({p.unit for p in shown})),
                   years=tuple(sorted({p.year for p in shown})))


def in_order(places: Iterable[Place]) -> list[Place]:
    """The places as a finding tells them: each once, in order, quotes bounded. What ``measures`` counts by."""
    shown = list(dict.fromkeys(place if len(place.quote) <= _LONGEST_QUOTE
                               else replace(place, quote=place.quote[:_LONGEST_QUOTE]) for place in places))
    return sorted(shown, key=lambda place: (place.year, place.unit, place.file, place.page, place.quote))


def _id(check: str, places: Iterable[Place]) -> str:
    said = "|".join(f"{place.year}/{place.unit}/{place.file}#{place.page}#{place.quote}" for place in places)
    return f"{check}-{hashlib.sha256(f'{check}|{said}'.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
