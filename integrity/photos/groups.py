"""Proofs about pairs → cases: all places at which one picture was handed in.

Two proofs that share a picture are one case where they speak of the same part of it; so an album page does not make one
case of all photos on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from integrity.photos.proof import Proof

_COMMON = 0.3
Corners = Sequence[tuple[float, float]]


@dataclass(frozen=True, kw_only=True)
class Case:
    """pictures: numbers of the pictures that are one, in order. proofs: of pairs among them, the strongest first."""

    pictures: tuple[int, ...]
    proofs: tuple[Proof, ...]


class Cases:
    """Cases as proofs come in."""

    def __init__(self) -> None:
        self._proofs: list[Proof] = []
        self._home: list[int] = []
        self._by_picture: dict[int, list[int]] = {}

    def add(self, proof: Proof) -> None:
        """One more proof."""
        number = len(self._proofs)
        self._proofs.append(proof)
        self._home.append(number)
        for picture in (proof.first, proof.second):
            here = _corners(proof, picture)
            known = self._by_picture.setdefault(picture, [])
            for earlier in known:
                if self._root(earlier) != self._root(number) and _meet(_corners(self._proofs[earlier], picture), here):
                    self._home[self._root(number)] = self._root(earlier)
            known.append(number)

    def joined(self, one: int, other: int) -> bool:
        """Whether two pictures are of one case already, so that a proof of the pair would say nothing new."""
        there = {self._root(number) for number in self._by_picture.get(other, ())}
        return any(self._root(number) in there for number in self._by_picture.get(one, ()))

    def all(self) -> list[Case]:
        """The cases that the proofs make up, in the order of their first pictures."""
        grouped: dict[int, list[Proof]] = {}
        for number, proof in enumerate(self._proofs):
            grouped.setdefault(self._root(number), []).append(proof)
        made = [Case(pictures=tuple(sorted({picture for one in group for picture in (one.first, one.second)})),
                     proofs=tuple(sorted(group, key=lambda one: (-one.agreement.share, one.distance, one.first,
                                                                 one.second))))
                for group in grouped.values()]
        return sorted(made, key=lambda one: one.pictures)

    def _root(self, at: int) -> int:
        while self._home[at] != at:
            self._home[at] = self._home[self._home[at]]
            at = self._home[at]
        return at


def _corners(proof: Proof, picture: int) -> Corners:
    return proof.agreement.region[0 if picture == proof.first else 1]


def _meet(one: Corners, other: Corners) -> bool:
    """Whether the smaller of two regions (by their bounding boxes) lies in the other for a good part."""
    a, b = _box(one), _box(other)
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (a, b))
    return across > 0 and down > 0 and across * down >= _COMMON * smaller


def _box(corners: Corners) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
