"""Which pictures of an archive may be one: nearest fingerprints, looked up in faiss's flat index of bits.

The useful distance is a third of all bits, where no index can leave anything out: looking at all is what is fastest
(1.6 ns a pair; numpy 3.7). Every picture is looked for as a whole, in eight orientations, among wholes and parts, and,
as it is and mirrored, among windows; so each of two finds the other whichever was cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from integrity.photos.settings import limit
from model.traces import CODE, ORIENTATIONS, WINDOWS, PictureTrace

PLAIN, MIRRORED = 0, 5
"""Orientations: as it is, and left for right."""
_WHOLE = (0.0, 0.0, 1.0)


@dataclass(frozen=True, kw_only=True)
class Near:
    """Two pictures, by their numbers, whose fingerprints are near: ``one`` in this orientation, or the part of it,
    is like the window (left, top and side, as shares) of ``other``, or of the part of it. part: number, None: whole."""

    one: int
    other: int
    distance: int
    orientation: int
    part: int | None
    other_part: int | None
    window: tuple[float, float, float]


def near(pictures: Sequence[PictureTrace], new: int = 0, owners: Sequence[object] = ()) -> list[Near]:
    """For every pair of pictures the way in which they are nearest, at most so many a picture as ``thresholds.toml``
    says; the nearest first. new: pictures from this number on are looked for, and looked into with all.
    owners: whose each is; copies of one's own take no place from what others have."""
    kept: dict[tuple[int, int], Near] = {}
    wholes, windows = _Index(pictures, wholes=True), _Index(pictures, wholes=False)
    for one in _searched(pictures, range(new, len(pictures)), wholes, windows, owners):
        _keep(kept, one)
    if new:
        fresh = _Index(pictures, wholes=True, start=new), _Index(pictures, wholes=False, start=new)
        for one in _searched(pictures, range(new), *fresh, owners):
            _keep(kept, one)
    return sorted(kept.values(), key=lambda one: (one.distance, one.one, one.other))


def _keep(kept: dict[tuple[int, int], Near], one: Near) -> None:
    pair = min(one.one, one.other), max(one.one, one.other)
    if pair not in kept or (one.distance, one.one) < (kept[pair].distance, kept[pair].one):
        kept[pair] = one


def _searched(pictures: Sequence[PictureTrace], asked: range, wholes: _Index, windows: _Index,
              owners: Sequence[object]) -> Iterator[Near]:
    chunk = int(limit("candidates", "chunk"))
    for start in range(asked.start, asked.stop, chunk):
        best: dict[tuple[int, int], Near] = {}
        for number in range(start, min(start + chunk, asked.stop)):
            for one in (*wholes.ask(pictures, number, range(ORIENTATIONS)),
                        *windows.ask(pictures, number, (PLAIN, MIRRORED))):
                known = best.get((one.one, one.other))
                if known is None or one.distance < known.distance:
                    best[one.one, one.other] = one
        by_picture: dict[int, list[Near]] = {}
        for one in best.values():
            by_picture.setdefault(one.one, []).append(one)
        for found in by_picture.values():
            ordered = sorted(found, key=lambda one: (one.distance, one.other))
            for own in (True, False):
                some = [one for one in ordered if own == bool(owners and owners[one.one] == owners[one.other])]
                yield from some[:int(limit("candidates", "each"))]


class _Index:
    """Codes of many pictures: of wholes and parts as they are, or of windows."""

    def __init__(self, pictures: Sequence[PictureTrace], *, wholes: bool, start: int = 0) -> None:
        import faiss
        import numpy as np

        self._wholes = wholes
        self._codes = faiss.IndexBinaryFlat(8 * CODE)
        owners: list[tuple[int, int]] = []
        for number in range(start, len(pictures)):
            codes = codes_of(pictures[number])
            if codes is None:
                continue
            shown = ORIENTATIONS * (1 + len(pictures[number].parts))
            taken = codes[:shown:ORIENTATIONS] if wholes else codes[shown:]
            self._codes.add(np.ascontiguousarray(taken))
            owners += [(number, place) for place in range(len(taken))]
        self._owners = owners

    def ask(self, pictures: Sequence[PictureTrace], number: int, orientations: Sequence[int]) -> Iterator[Near]:
        """What is near to a picture, itself left out."""
        import numpy as np

        codes = codes_of(pictures[number])
        if codes is None or not self._owners:
            return
        rows = [(part, orientation) for part in range(1 + len(pictures[number].parts)) for orientation in orientations]
        asked = np.ascontiguousarray(codes[[part * ORIENTATIONS + orientation for part, orientation in rows]])
        ends, distances, found = self._codes.range_search(asked, int(limit("candidates", "distance")) + 1)
        for row, (part, orientation) in enumerate(rows):
            for at in range(int(ends[row]), int(ends[row + 1])):
                other, place = self._owners[int(found[at])]
                if other != number:
                    yield Near(one=number, other=other, distance=int(distances[at]), orientation=orientation,
                               part=part - 1 if part else None, **self._place(pictures[other], place))

    def _place(self, other: PictureTrace, place: int) -> dict[str, Any]:
        if self._wholes:
            return {"other_part": place - 1 if place else None, "window": _WHOLE}
        return {"other_part": 0 if other.parts else None, "window": WINDOWS[place]}


def codes_of(picture: PictureTrace) -> Any:
    """A row a code; None for a picture that shows too little."""
    import numpy as np

    wanted = CODE * (ORIENTATIONS * (1 + len(picture.parts)) + len(WINDOWS))
    if len(picture.codes) != wanted or picture.quality < limit("candidates", "quality"):
        return None
    return np.frombuffer(picture.codes, np.uint8).reshape(-1, CODE)
