"""Whether two pictures are one: laid over each other, held block by block, and what they share looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from integrity.photos.agreement import Agreement, compared
from integrity.photos.candidates import Near
from integrity.photos.laying import Laid, Look, Matrix, glanced, opened, ways
from integrity.photos.nature import is_photo
from integrity.photos.settings import limit
from model.boxes import BBox
from model.traces import PictureTrace

Sort = Literal["bytes", "pixels", "same", "covered"]
"""How two pictures are one: by their bytes; by what they show; registered and agreeing; the same under a watermark, a
strip or a date."""
Window = tuple[float, float, float]
_WHOLE: Window = (0.0, 0.0, 1.0)


@dataclass(frozen=True, kw_only=True)
class Proof:
    """That the pictures with these numbers are one. first < second; matrix: pixels of the first copy to the second's.

    mirrored: one is the other's mirror image. moment: people or things stand a little elsewhere, as in another frame of
    the same moment. photo: what they share has the colours of a photo.
    """

    first: int
    second: int
    sort: Sort
    distance: int
    inliers: int
    mirrored: bool
    moment: bool
    photo: bool
    matrix: Matrix
    agreement: Agreement


def likely(pictures: list[PictureTrace], near: Near) -> bool:
    """Whether a candidate is worth the work of proving it: the two are alike at a glance."""
    return glanced(*_looks(pictures, near), near.window)


def _looks(pictures: list[PictureTrace], near: Near) -> tuple[Look, Look]:
    one, other = pictures[near.one], pictures[near.other]
    return (Look(one.thumb, _part(one, near.part), near.orientation), Look(other.thumb, _part(other, near.other_part)))


def proven(pictures: list[PictureTrace], near: Near) -> Proof | None:
    """The proof that a candidate is one, None where there is none."""
    import numpy as np

    one, other = pictures[near.one], pictures[near.other]
    looks = _looks(pictures, near)
    parts = looks[0].part, looks[1].part
    swapped = near.one > near.other
    first, second = (other, one) if swapped else (one, other)
    found = None
    for laid in ways(*looks, near.window):
        matrix = np.linalg.inv(laid.matrix) if swapped else laid.matrix
        found = _held(first, second, Laid(matrix, laid.inliers), (parts[1], parts[0]) if swapped else parts)
        if found is not None or laid.inliers >= limit("proof", "settled"):
            break
    if found is None:
        return None
    laid, agreement, sort, photo = found
    return Proof(first=min(near.one, near.other), second=max(near.one, near.other), sort=sort, distance=near.distance,
                 inliers=laid.inliers, mirrored=bool(np.linalg.det(laid.matrix[:2, :2]) < 0),
                 moment=agreement.shifted >= max(limit("proof", "shifted_least"),
                                                 limit("proof", "shifted") * agreement.textured),
                 photo=photo, matrix=laid.matrix, agreement=agreement)


def _part(picture: PictureTrace, number: int | None) -> BBox | None:
    return None if number is None else picture.parts[number]


def _held(first: PictureTrace, second: PictureTrace, laid: Laid,
          parts: tuple[BBox | None, BBox | None]) -> tuple[Laid, Agreement, Sort, bool] | None:
    one, other = opened(first.thumb), opened(second.thumb)
    if one is None or other is None:
        return None
    agreement = compared(one, other, laid.matrix, parts)
    sort = None if agreement is None else decided(agreement)
    if agreement is None or sort is None:
        return None
    return laid, agreement, sort, is_photo(one, agreement.box)


def decided(agreement: Agreement) -> Sort | None:
    """What an agreement says; None where two pictures may as well be two."""
    if agreement.textured < limit("proof", "textured") or agreement.both < limit("proof", "both"):
        return None
    for name in ("same", "recoloured"):
        if agreement.common >= limit("proof", name) and agreement.tone <= limit("proof", f"{name}_tone"):
            return "same"
    if agreement.common >= limit("proof", "covered") and agreement.tone <= limit("proof", "covered_tone"):
        return "covered"
    return None


def equal(pictures: list[PictureTrace], first: int, second: int, sort: Sort) -> Proof | None:
    """The proof for two pictures with the same bytes or the same pixels; None for one that has no small copy."""
    import numpy as np

    picture = opened(pictures[first].thumb)
    if picture is None:
        return None
    agreement = compared(picture, picture, np.eye(3), (None, None))
    if agreement is None:
        return None
    return Proof(first=first, second=second, sort=sort, distance=0, inliers=0, mirrored=False, moment=False,
                 photo=is_photo(picture), matrix=np.eye(3), agreement=agreement)
