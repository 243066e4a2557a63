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


def cases(proofs: Sequence[Proof]) -> list[Case]:
    """The cases that proofs make up, in the order of their first pictures."""
    home = list(range(len(proofs)))

    def root(at: int) -> int:
        while home[at] != at:
            home[at] = home[home[at]]
            at = home[at]
        return at

    by_picture: dict[int, list[int]] = {}
    for number, proof in enumerate(proofs):
        for picture in (proof.first, proof.second):
            here = _corners(proof, picture)
            for earlier in by_picture.setdefault(picture, []):
                if root(earlier) != root(number) and _meet(_corners(proofs[earlier], picture), here):
                    home[root(number)] = root(earlier)
            by_picture[picture].append(number)
    grouped: dict[int, list[Proof]] = {}
    for number, proof in enumerate(proofs):
        grouped.setdefault(root(number), []).append(proof)
    made = [Case(pictures=tuple(sorted({picture for one in group for picture in (one.first, one.second)})),
                 proofs=tuple(sorted(group, key=lambda one: (-one.agreement.share, one.distance, one.first))))
            for group in grouped.values()]
    return sorted(made, key=lambda one: one.pictures)


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
