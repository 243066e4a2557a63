"""Which pictures of an archive may be one: nearest fingerprints, looked up in faiss's flat index of bits.

The useful distance is a third of all bits, where no index can leave anything out: looking at all is what is fastest
(1.6 ns a pair; numpy 3.7). Every picture is looked for as a whole, in eight orientations, among wholes and parts, and,
as it is and mirrored, among windows; so each of two finds the other whichever was cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
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
    whose = _numbered(owners) if owners else None
    indexes = _Index(pictures, wholes=True), _Index(pictures, wholes=False)
    asked = [(number, indexes) for number in range(new, len(pictures))]
    if new:
        fresh = _Index(pictures, wholes=True, start=new), _Index(pictures, wholes=False, start=new)
        asked += [(number, fresh) for number in range(new)]
    with _one_thread():
        for number, (wholes, windows) in asked:
            for one in _nearest(pictures, number, wholes, windows, whose):
                pair = min(one.one, one.other), max(one.one, one.other)
                if pair not in kept or (one.distance, one.one) < (kept[pair].distance, kept[pair].one):
                    kept[pair] = one
    return sorted(kept.values(), key=lambda one: (one.distance, one.one, one.other))


@contextmanager
def _one_thread() -> Iterator[None]:
    """faiss shares out even the few rows that are asked for at once, and its threads wait for each other in a spin:
    fifty times the work on two busy cores."""
    import faiss

    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def ranked(found: Iterable[Near], owners: Sequence[object]) -> list[Near]:
    """The candidates in the order in which they are to be proven: every picture's nearest before any picture's second,
    so that many alike take nothing from the rest; among those, other dossiers' first, then the nearest.
    owners: whose each picture is."""
    def order(one: Near) -> tuple[bool, int, int, int]:
        return owners[one.one] == owners[one.other], one.distance, one.one, one.other

    had: Counter[int] = Counter()
    rounds = []
    for one in sorted(found, key=order):
        rounds.append((min(had[one.one], had[one.other]), *order(one), one))
        had.update((one.one, one.other))
    return [row[-1] for row in sorted(rounds, key=lambda row: row[:-1])]


def _numbered(owners: Sequence[object]) -> Any:
    import numpy as np

    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(one, len(numbers)) for one in owners])


def _nearest(pictures: Sequence[PictureTrace], number: int, wholes: _Index, windows: _Index,
             whose: Any) -> Iterator[Near]:
    """Of what is near to a picture every other once, as it is nearest: so many of others' and so many of one's own."""
    import numpy as np

    hits = [wholes.ask(pictures, number, range(ORIENTATIONS)), windows.ask(pictures, number, (PLAIN, MIRRORED))]
    distances, others, rows, places = (np.concatenate(part) for part in zip(*hits, strict=True))
    whole = np.arange(len(others)) < len(hits[0][0])
    order = np.lexsort((distances, others))
    _, starts = np.unique(others[order], return_index=True)
    best = order[starts]
    best = best[np.lexsort((others[best], distances[best]))]
    own = np.zeros(len(best), bool) if whose is None else whose[others[best]] == whose[number]
    for some in (best[own], best[~own]):
        for at in some[:int(limit("candidates", "each"))]:
            shown = wholes if whole[at] else windows
            asked = _rows(pictures[number], range(ORIENTATIONS) if whole[at] else (PLAIN, MIRRORED))[rows[at]]
            yield Near(one=number, other=int(others[at]), distance=int(distances[at]), orientation=asked[1],
                       part=asked[0] - 1 if asked[0] else None,
                       **shown.place(pictures[int(others[at])], int(places[at])))


def _rows(picture: PictureTrace, orientations: Sequence[int]) -> list[tuple[int, int]]:
    """The codes by which a picture is looked for: part (0: the whole) and orientation."""
    return [(part, orientation) for part in range(1 + len(picture.parts)) for orientation in orientations]


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
        self._owners = np.array(owners, dtype=np.int64).reshape(-1, 2)

    def ask(self, pictures: Sequence[PictureTrace], number: int, orientations: Sequence[int]) -> tuple[Any, ...]:
        """What is near to a picture, itself left out: distance, number of the other, which of ``_rows``, which code of
        the other, side by side."""
        import numpy as np

        codes = codes_of(pictures[number])
        if codes is None or not len(self._owners):
            return (np.zeros(0, np.int64),) * 4
        asked = np.ascontiguousarray(codes[[part * ORIENTATIONS + orientation
                                            for part, orientation in _rows(pictures[number], orientations)]])
        ends, distances, found = self._codes.range_search(asked, int(limit("candidates", "distance")) + 1)
        rows = np.repeat(np.arange(len(asked)), np.diff(ends.astype(np.int64)))
        others, places = self._owners[found].T
        kept = others != number
        return distances[kept].astype(np.int64), others[kept], rows[kept], places[kept]

    def place(self, other: PictureTrace, place: int) -> dict[str, Any]:
        """What a code of a picture stands for: ``other_part`` and ``window`` of ``Near``."""
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
