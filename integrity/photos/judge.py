"""How grave it is that one picture stands at several places, and what would explain it innocently."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

from integrity.finding import SEVERITIES, Severity
from integrity.photos.claims import Shot, apart, days_in, one_day, pattern, unlike
from integrity.photos.settings import limit
from integrity.submission import Submission
from integrity.texts.names import inside, names

Relation = Literal["units", "years", "dossier"]
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？\n]?")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """relation: between what. innocent: names of explanations (``words.toml``) that could not be ruled out. days:
    between the claimed days, None where they are not at odds."""

    severity: Severity
    relation: Relation
    innocent: tuple[str, ...]
    days: int | None = None


def judged(shots: Sequence[Shot], *, sure: bool, moment: bool) -> Verdict | None:
    """What a picture's places say; None where it is only one event's photo shown twice.

    sure: the pictures are equal or agree everywhere; else one is covered in part. moment: another frame of the moment.
    """
    units = {one.submission.unit for one in shots}
    gap = _gap(shots)
    if len(units) > 1:
        return _between_units(shots, len(units), gap, sure=sure)
    if len({one.owner for one in shots}) > 1:
        return _between_years(shots, gap, sure=sure)
    return _within(shots, gap, sure=sure and not moment)


def _gap(shots: Sequence[Shot]) -> int | None:
    gaps = [gap for a, b in combinations(_few(shots), 2) if (gap := apart(a.claim, b.claim)) is not None]
    return max(gaps, default=None)


def _few(shots: Sequence[Shot]) -> Sequence[Shot]:
    return shots[:40]


def _between_units(shots: Sequence[Shot], units: int, gap: int | None, *, sure: bool) -> Verdict:
    severity: Severity = "high" if sure else "medium"
    innocent: list[str] = []
    if _joint(shots):
        severity, innocent = "low", ["joint"]
    elif units >= limit("cases", "many"):
        severity, innocent = ("medium" if gap is not None else "low"), ["superior"]
    elif _said(shots, "handed_out"):
        severity, innocent = _at_most(severity, "medium"), ["superior"]
    elif _attached(shots):
        severity, innocent = _at_most(severity, "medium"), ["attached"]
    if not innocent and gap is None:
        innocent = ["joint_open"]
    return Verdict(severity=severity, relation="units", innocent=tuple(innocent), days=gap)


def _attached(shots: Sequence[Shot]) -> bool:
    """Whether some of the places lie in a folder or archive that is named after another of the units, and without
    those only one unit is left."""
    units = {one.submission.unit for one in shots}
    own = {one.submission.unit for one in shots if not any(
        inside(one.document.path, unit, one.submission.unit) for unit in units - {one.submission.unit})}
    return len(own) < 2


def _between_years(shots: Sequence[Shot], gap: int | None, *, sure: bool) -> Verdict | None:
    severity: Severity = "high" if sure else "medium"
    innocent: list[str] = []
    pairs = [(a, b) for a, b in combinations(_few(shots), 2) if a.submission.year != b.submission.year]
    if gap is None and any(one_day(a.claim, b.claim) for a, b in pairs):
        return Verdict(severity="low", relation="years", innocent=("retold",))
    if _said(shots, "site"):
        severity, innocent = _at_most(severity, "medium" if gap is not None else "low"), ["site"]
    return Verdict(severity=severity, relation="years", innocent=tuple(innocent), days=gap)


def _within(shots: Sequence[Shot], gap: int | None, *, sure: bool) -> Verdict | None:
    if gap is not None:
        site = _said(shots, "site")
        return Verdict(severity="medium" if site or not sure else "high", relation="dossier",
                       innocent=("site",) if site else ("one_event",), days=gap)
    if any(unlike(a.claim, b.claim) and not one_day(a.claim, b.claim) for a, b in combinations(_few(shots), 2)):
        return Verdict(severity="low", relation="dossier", innocent=("one_event",))
    return None


def _at_most(severity: Severity, most: Severity) -> Severity:
    return max(severity, most, key=SEVERITIES.index)


def _said(shots: Sequence[Shot], name: str) -> bool:
    """Whether the words beside every one of the places that say anything speak of this."""
    told = [one.claim.text for one in shots if one.claim.text]
    return bool(told) and all(pattern(name).search(text) for text in told)


def _joint(shots: Sequence[Shot]) -> bool:
    """Whether every two units tell that they acted together: each of them names the other, in a sentence of acting
    together, on a day that the photo is said to be of where it is said."""
    by_unit: dict[str, list[Shot]] = {}
    for one in shots:
        by_unit.setdefault(one.submission.unit, []).append(one)
    if len({one.submission.year for one in shots}) > 1 or _gap(shots) is not None:
        return False
    return all(_names(a, b[0].submission.unit) and _names(b, a[0].submission.unit)
               for a, b in combinations(by_unit.values(), 2))


def _names(shots: Sequence[Shot], other: str) -> bool:
    """Whether a unit's dossier tells of acting together with the other, on a day of the photo where it has one."""
    one = shots[0].submission
    days = [day for shot in shots for day in shot.claim.days]
    for sentence in _together(one):
        if names(sentence, other, one.unit):
            told = days_in(sentence, one)
            if not days or not told or any(a.overlaps(b) for a in days for b in told):
                return True
    return False


@lru_cache(maxsize=1024)
def _of(owner: tuple[int, str, int], texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(found[0] for text in texts if pattern("together").search(text)
                 for found in _SENTENCE.finditer(text) if pattern("together").search(found[0]))


def _together(submission: Submission) -> tuple[str, ...]:
    """The dossier's sentences of acting together."""
    texts = tuple(block.text for document in submission.documents for block in document.blocks if block.text)
    return _of((submission.year, submission.unit, len(texts)), texts)
