"""The time that a photo carries against the day that it is said to show.

The day is the one in the caption or the file's name. Photos without a time say nothing; nor does a clock that was never
set, or one that is off by the same number of days in several photos of a dossier.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from classifiers.grammar import find_dates
from integrity.finding import finding
from integrity.provenance.data import limit
from integrity.provenance.shared import CHECK, day_of, said
from integrity.submission import Submission
from model.documents import Document
from model.results import Finding
from model.traces import PictureTrace

_TAKEN = ("DateTimeOriginal", "DateTimeDigitized")
_PACKED = re.compile(r"(?<!\d)(20[0-3]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class _Shot:
    """A photo with the day that it was taken and the day that is claimed, with the words that claim it."""

    document: Document
    picture: PictureTrace
    taken: date
    claimed: date
    words: str

    @property
    def off(self) -> int:
        """Days from the claim to the shot."""
        return (self.taken - self.claimed).days


def photos(one: Submission) -> Iterator[Finding]:
    """Low findings, one a photo."""
    shots = [shot for document in one.documents for shot in _shots(one, document)]
    errors = Counter(shot.off for shot in shots)
    for shot in shots:
        if abs(shot.off) <= limit("days", "photo") or errors[shot.off] >= limit("photo", "same_error"):
            continue
        outside = not one.period.start <= shot.taken <= one.period.end
        place = one.place(shot.document.path, shot.picture.page, shot.picture.bbox, shot.words)
        yield finding(CHECK, "low", [place], said("photo", taken=shot.taken, claimed=shot.claimed, days=abs(shot.off)),
                      measures={"days_off": abs(shot.off), "outside_year": outside,
                                "pictures": ((0, shot.picture.number),),
                                "dates": ({"place": 0, "what": "活动", "date": shot.claimed.isoformat()},
                                          {"place": 0, "what": "拍摄", "date": shot.taken.isoformat()})},
                      innocent=[said("innocent.clock"), said("innocent.caption")])


def _shots(one: Submission, document: Document) -> Iterator[_Shot]:
    for picture in document.traces.pictures if document.traces is not None else ():
        tags = dict(picture.exif)
        taken = next((day for name in _TAKEN if (day := day_of(tags.get(name, ""))) is not None), None)
        if taken is None or _is_unset(taken):
            continue
        name = document.path.rpartition("/")[2].rpartition(".")[0] if document.media_type == "image" else ""
        for words in (picture.beside, name):
            claimed = _claimed(words, one.year)
            if claimed is not None:
                yield _Shot(document, picture, taken, claimed, words)
                break


def _claimed(words: str, year: int) -> date | None:
    """The one day that words name; None where they name none or several."""
    packed = {day for found in _PACKED.finditer(words) if (day := day_of("-".join(found.groups()))) is not None}
    if packed:
        return packed.pop() if len(packed) == 1 else None
    days = {found.range.start for found in find_dates(words, year=year, period=None)
            if found.range is not None and found.precision == "day" and found.range.days == 1}
    return days.pop() if len(days) == 1 else None


def _is_unset(taken: date) -> bool:
    return taken.year in limit("photo", "unset_years") or taken.isoformat() in limit("photo", "unset_days")
