"""Pictures of an archive that may be one with a dossier's: looked up slot by slot, so that only one slot of all codes
is in memory at a time, and given as ``Shot``s like those of the cohort."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from integrity.photos.candidates import MIRRORED, PLAIN, codes_of
from integrity.photos.claims import Shot, shot
from integrity.photos.settings import limit
from integrity.submission import Known, Submission
from model.boxes import BBox
from model.documents import Document
from model.evidence import DateRange
from model.known import KnownPicture
from model.traces import CODE, ORIENTATIONS, WINDOWS, PictureTrace, Traces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_IMAGES = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".heic", ".heif", ".jfif"}


def parts_as_text(parts: Iterable[BBox]) -> str:
    """The boxes of ``PictureTrace.parts`` as an archive keeps them among a picture's facts."""
    return ";".join(f"{part.x0},{part.top},{part.x1},{part.bottom}" for part in parts)


def known_shots(pictures: Sequence[PictureTrace], known: Known) -> list[Shot]:
    """The archive's pictures whose fingerprints are near to one of these, for each as many as ``thresholds.toml``
    says."""
    best: list[dict[int, int]] = [{} for _ in pictures]
    for slot in known.slots():
        asked, owners = _asked(pictures, slot)
        if owners:
            numbers, codes = known.codes(slot)
            for owner, number, distance in _within(asked, owners, numbers, codes):
                best[owner][number] = min(distance, best[owner].get(number, distance))
    each = int(limit("candidates", "each"))
    wanted = sorted({number for found in best
                     for number, _ in sorted(found.items(), key=lambda item: (item[1], item[0]))[:each]})
    kept = _codes(known, wanted)
    shots = (_shot(known.picture(number), kept.get(number, b"")) for number in wanted)
    return [one for one in shots if one is not None]


def _asked(pictures: Sequence[PictureTrace], slot: int) -> tuple[Any, list[int]]:
    """The codes that are held against a slot of the archive's pictures, and whose they are.

    Against wholes (slot 0) the wholes and parts in all orientations; against wholes plain and mirrored the windows;
    against all else wholes and parts, plain and mirrored.
    """
    import numpy as np

    rows, owners = [np.zeros((0, CODE), np.uint8)], list[int]()
    for number, picture in enumerate(pictures):
        codes = codes_of(picture)
        if codes is None:
            continue
        shown = ORIENTATIONS * (1 + len(picture.parts))
        chosen = [at for at in range(shown) if slot == PLAIN or slot >= ORIENTATIONS and at % ORIENTATIONS in (
            PLAIN, MIRRORED)]
        chosen += range(shown, len(codes)) if slot in (PLAIN, MIRRORED) else ()
        rows.append(codes[chosen])
        owners += [number] * len(chosen)
    return np.concatenate(rows), owners


def _within(asked: Any, owners: Sequence[int], numbers: NDArray[np.int64],
            codes: NDArray[np.uint8]) -> Iterator[tuple[int, int, int]]:
    """Owner, number and distance of all that are near."""
    import faiss
    import numpy as np

    index = faiss.IndexBinaryFlat(8 * CODE)
    index.add(np.ascontiguousarray(codes))
    ends, distances, found = index.range_search(np.ascontiguousarray(asked), int(limit("candidates", "distance")) + 1)
    for row, owner in enumerate(owners):
        for at in range(int(ends[row]), int(ends[row + 1])):
            yield owner, int(numbers[found[at]]), int(distances[at])


def _codes(known: Known, wanted: Sequence[int]) -> dict[int, bytes]:
    """All codes of these pictures."""
    import numpy as np

    found: dict[int, bytes] = {}
    if not wanted:
        return found
    for slot in known.slots():
        numbers, codes = known.codes(slot)
        for at in np.flatnonzero(np.isin(numbers, wanted)):
            found[int(numbers[at])] = found.get(int(numbers[at]), b"") + codes[at].tobytes()
    return found


def _shot(one: KnownPicture, codes: bytes) -> Shot | None:
    facts = dict(one.facts)
    parts = tuple(BBox(x0=x0, top=top, x1=x1, bottom=bottom) for x0, top, x1, bottom in (
        map(float, part.split(",")) for part in facts.get("parts", "").split(";") if part.count(",") == 3))
    if len(codes) != CODE * (ORIENTATIONS * (1 + len(parts)) + len(WINDOWS)) or not one.thumb:
        return None
    picture = PictureTrace(number=one.number, page=one.page, bbox=one.bbox, coded=one.coded, pixels=one.pixels,
                           quality=one.quality, parts=parts, codes=codes, thumb=one.thumb,
                           beside=facts.get("beside", ""))
    year = DateRange(start=date(one.year, 1, 1), end=date(one.year, 12, 31))
    submission = Submission(unit=one.unit, year=one.year, period=year, documents=(), papers={})
    kind = "image" if PurePosixPath(one.file).suffix.lower() in _IMAGES else ""
    return shot(submission, Document(path=one.file, sha256="", media_type=kind, status="parsed",
                                     traces=Traces(pictures=(picture,))), picture)
