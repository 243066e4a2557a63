"""Photos that may have been altered: a part of one standing in it twice, and a date in it that is not the claimed one.

Aids to looking, never more than ``low``: uniforms, chairs and windows repeat by themselves, every chat program's saving
again wipes traces, and a camera's clock or an old poster may tell another day. Copied parts: SIFT features of a picture
matched with themselves (Amerini et al. 2011), held by correlation of what lies there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from classifiers.grammar import find_dates
from integrity.finding import finding
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


@dataclass(frozen=True, kw_only=True)
class Copied:
    """A part that stands in a picture twice: corners of both, as shares; features that fit; correlation there."""

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


def _copy(one: Shot) -> Iterator[Finding]:
    picture = opened(one.picture.thumb)
    found = copied(picture) if picture is not None and is_photo(picture) else None
    if found is not None:
        yield finding(CHECK, "low", [one.place], words("photos.edit.copied", share=round(100 * found.alike)),
                      innocent=[words("photos.edit.repeats")],
                      measures={"pictures": [[0, one.picture.number]], "sub": "copied", "inliers": found.inliers,
                                "agreement": round(found.alike, 3),
                                "regions": [[list(corner) for corner in corners] for corners in found.regions]})


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
    cv2.setRNGSeed(1)
    start, end = (places[[pair[at] for pair in pairs]] for at in (0, 1))
    matrix, inside = cv2.estimateAffinePartial2D(start, end, method=cv2.RANSAC, ransacReprojThreshold=2.0)
    if matrix is None or inside.sum() < limit("copied", "inliers"):
        return None
    return _held(grey, matrix, start[inside.ravel() > 0], int(inside.sum()))


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
    return Copied(inliers=inliers, alike=alike, regions=tuple(
        tuple((round(float(px) / wide, 4), round(float(py) / high, 4)) for px, py in place)
        for place in (corners, there)))


def _dates(submission: Submission, document: Document) -> Iterator[Finding]:
    """Days that words in a picture tell, against what is said of the picture."""
    pictures = [one for one in shots_of([replace(submission, documents=(document,))]) if not one.picture.scan]
    if not pictures:
        return
    claimed = [day for one in pictures for day in one.claim.days] or [submission.period]
    for block in document.blocks:
        for day, text in _written(block) if block.recognised is not None else ():
            gap = min(0 if day.overlaps(one) else max((day.start - one.end).days, (one.start - day.end).days)
                      for one in claimed)
            if gap > limit("copied", "days"):
                said = "、".join(str(one.start) for one in claimed[:3]) if claimed != [submission.period] else \
                    words("photos.edit.year", year=submission.year)
                yield finding(CHECK, "low", [submission.place(document.path, block.page, block.bbox, text)],
                              words("photos.edit.date", written=text, claimed=said, days=gap),
                              innocent=[words("photos.edit.clock")],
                              measures={"pictures": [[0, pictures[0].picture.number]], "sub": "date_in_picture",
                                        "days_off": gap})


def _written(block: Block) -> Iterator[tuple[DateRange, str]]:
    """Whole days with their year in a block of recognised words."""
    for one in find_dates(block.text, year=None, period=None):
        if one.range is not None and one.year_given and one.range.days == 1 and one.named_day is None:
            yield one.range, one.text
