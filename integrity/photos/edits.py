"""Photos that may have been altered: a part of one standing in it twice, and a date or a banner in it that is not the
claimed event's.

Aids to looking, never more than ``low``: uniforms, chairs and windows repeat by themselves, every chat program's saving
again wipes traces, and a camera's clock or an old poster may tell another day. Copied parts: SIFT features of a picture
matched with themselves (Amerini et al. 2011), held by correlation of what lies there.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from classifiers.grammar import find_dates
from integrity.finding import finding
from integrity.photos.banners import banners
from integrity.photos.check import shots_of
from integrity.photos.claims import Shot
from integrity.photos.laying import opened
from integrity.photos.nature import is_photo
from integrity.photos.settings import limit
from integrity.submission import Settings, Submission
from integrity.words import words
from model.documents import Block, Document
from model.evidence import DateRange
from model.results import Finding

CHECK = "image_edit"
_FEATURES = 1200
_DAY_OF_LAW = (12, 4)
_STAMP = re.compile(r"(?<!\d)(20\d\d)[ ./\-]?(\d\d)[ ./\-]?(\d\d)(?!\d)")


@dataclass(frozen=True, kw_only=True)
class Copied:
    """A part that stands in a picture twice. matrix: 2 × 3, pixels of the one to those of the other. regions: corners
    of both, as shares. inliers: features that fit. alike: correlation of the two."""

    matrix: list[list[float]]
    regions: tuple[tuple[tuple[float, float], ...], ...]
    inliers: int
    alike: float


def image_edits(cohort: Sequence[Submission], settings: Settings) -> Iterator[Finding]:
    """What is odd in the photos of the dossiers, each picture once."""
    seen: set[str] = set()
    for one in shots_of(cohort):
        if one.picture.pixels not in seen and not one.picture.scan:
            seen.add(one.picture.pixels)
            yield from _copy(one)
    for submission in cohort:
        for document in submission.documents:
            yield from _dates(submission, document)
            yield from banners(submission, document)


def _copy(one: Shot) -> Iterator[Finding]:
    picture = opened(one.picture.thumb)
    found = copied(picture) if picture is not None and is_photo(picture) else None
    if found is not None:
        yield finding(CHECK, "low", [one.place], words("photos.edit.copied", share=round(100 * found.alike)),
                      innocent=[words("photos.edit.repeats")],
                      measures={"pictures": [[0, one.picture.number]] * 2, "sub": "copied", "inliers": found.inliers,
                                "agreement": round(found.alike, 3), "pair": {"matrix": found.matrix, "region": [
                                    [list(corner) for corner in corners] for corners in found.regions]}})


def copied(picture: Any) -> Copied | None:
    """The part of a picture (BGR) that stands in it a second time; None where nothing does."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    finder = cv2.SIFT_create(_FEATURES)  # type: ignore[attr-defined]
    points, described = finder.detectAndCompute(grey, None)
    if described is None or len(points) < limit("copied", "inliers"):
        return None
    places = np.array([point.pt for point in points], dtype=np.float32)
    good = [(found[0].queryIdx, found[1].trainIdx)
            for found in cv2.BFMatcher(cv2.NORM_L2).knnMatch(described, described, k=3) if len(found) == 3
            and found[1].distance < limit("copied", "ratio") * found[2].distance]
    pairs = [(a, b) for a, b in good if np.hypot(*(places[a] - places[b])) > limit("copied", "apart")]
    pairs = [(a, b) for a, b in pairs if tuple(places[a]) < tuple(places[b])] or pairs
    if len(pairs) < limit("copied", "inliers"):
        return None
    start, end = (places[[pair[at] for pair in pairs]] for at in (0, 1))
    held = (_held(grey, matrix, start[inside], int(inside.sum())) for matrix, inside in _moves(start, end)
            if inside.sum() >= limit("copied", "inliers"))
    return next((one for one in held if one is not None), None)


def _moves(start: Any, end: Any) -> Iterator[tuple[Any, Any]]:
    """How a part may have been moved, with what fits: straight, as most features say; then turned and scaled too, where
    a few that fit by chance pull the fit askew if there are other repeats."""
    import cv2
    import numpy as np

    moved = end - start
    near = np.hypot(*(moved[:, None] - moved[None]).transpose(2, 0, 1)) < limit("copied", "straight")
    inside = near[near.sum(1).argmax()]
    yield np.column_stack([np.eye(2), moved[inside].mean(0)]), inside
    cv2.setRNGSeed(1)
    matrix, fits = cv2.estimateAffinePartial2D(start, end, method=cv2.RANSAC, ransacReprojThreshold=2.0)
    if matrix is not None:
        yield matrix, fits.ravel() > 0


def _held(grey: Any, matrix: Any, start: Any, inliers: int) -> Copied | None:
    """Whether what the features span is alike in both places, and large enough to be seen."""
    import cv2
    import numpy as np

    high, wide = grey.shape
    hull = cv2.convexHull(start)
    if cv2.contourArea(hull) < limit("copied", "area") * high * wide:
        return None
    mask = cv2.fillConvexPoly(np.zeros_like(grey), hull.astype(np.int32), 1) > 0
    over = cv2.warpAffine(grey, matrix, (wide, high), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    one, other = grey[mask].astype(np.float64), over[mask].astype(np.float64)
    if one.std() < 1 or other.std() < 1:
        return None
    alike = float(np.corrcoef(one, other)[0, 1])
    if alike < limit("copied", "alike"):
        return None
    x, y, across, down = cv2.boundingRect(hull)
    corners = np.array([[x, y], [x + across, y], [x + across, y + down], [x, y + down]], dtype=float)
    there = corners @ matrix[:, :2].T + matrix[:, 2]
    moved = [[round(float(value), 5) for value in row] for row in matrix]
    return Copied(matrix=moved, inliers=inliers, alike=alike, regions=tuple(
        tuple((round(float(px) / wide, 4), round(float(py) / high, 4)) for px, py in place)
        for place in (corners, there)))


def _dates(submission: Submission, document: Document) -> Iterator[Finding]:
    """Days that words in a picture tell, against what is said of the picture."""
    pictures = [one for one in shots_of([replace(submission, documents=(document,))]) if not one.picture.scan]
    if not pictures:
        return
    claimed = [day for one in pictures for day in one.claim.days] or [submission.period]
    for block in document.blocks:
        for days, text in _written(block, submission) if block.recognised is not None else ():
            gap = min(0 if day.overlaps(one) else max((day.start - one.end).days, (one.start - day.end).days)
                      for one in claimed for day in days)
            if gap > limit("copied", "days"):
                said = "、".join(str(one.start) for one in claimed[:3]) if claimed != [submission.period] else \
                    words("photos.edit.year", year=submission.year)
                yield finding(CHECK, "low", [submission.place(document.path, block.page, block.bbox, text)],
                              words("photos.edit.date", written=text, claimed=said, days=gap),
                              innocent=[words("photos.edit.clock")],
                              measures={"pictures": [[0, pictures[0].picture.number]], "sub": "date_in_picture",
                                        "days_off": gap})


def _written(block: Block, submission: Submission) -> Iterator[tuple[list[DateRange], str]]:
    """Days in a block of recognised words; those without a year in the year reviewed and the years about it. The day of
    the constitution (12月4日) stands on posters all year."""
    stamps = list(_STAMP.finditer(block.text))
    for stamp in stamps:
        with suppress(ValueError):  # no such day: no stamp of a camera
            day = date(*(int(part) for part in stamp.groups()))
            yield [DateRange(start=day, end=day)], stamp[0]
    for one in find_dates(block.text, year=submission.year, period=None):
        if any(stamp.start() < one.end and one.start < stamp.end() for stamp in stamps):
            continue
        if one.range is None or one.range.days != 1 or one.named_day is not None or one.relative is not None:
            continue
        if one.year_given:
            yield [one.range], one.text
        elif (one.range.start.month, one.range.start.day) != _DAY_OF_LAW and "月" in one.text:
            yield [DateRange(start=day, end=day) for day in _about(one.range.start)], one.text


def _about(day: date) -> Iterator[date]:
    for year in (day.year - 1, day.year, day.year + 1):
        if (day.month, day.day) != (2, 29) or isleap(year):
            yield day.replace(year=year)
