"""What many units share: set aside when two papers are compared, and told once to a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from integrity.texts.paper import Text, covered

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNITS = 5
"""A fingerprint of this many units is nobody's own."""


@dataclass(frozen=True)
class Postings:
    """All fingerprints of many papers, those of one hash side by side. papers: index of the paper; each hash is told
    once a paper. common: hashes of UNITS and more units, sorted."""

    hashes: NDArray[np.uint64]
    papers: NDArray[np.int32]
    common: NDArray[np.uint64]


def postings(texts: Sequence[Text], known_common: NDArray[np.uint64] | None = None) -> Postings:
    """Every paper's fingerprints. known_common: hashes of which an archive says that many units have them."""
    import numpy as np

    hashes = np.concatenate([np.zeros(0, np.uint64), *(text.hashes for text in texts)])
    papers = np.repeat(np.arange(len(texts), dtype=np.int32), [len(text.hashes) for text in texts])
    order = np.argsort(hashes, kind="stable")
    hashes, papers = hashes[order], papers[order]
    first = np.ones(len(hashes), np.bool_)
    first[1:] = (hashes[1:] != hashes[:-1]) | (papers[1:] != papers[:-1])
    hashes, papers = hashes[first], papers[first]
    names = {unit: at for at, unit in enumerate(dict.fromkeys(text.unit for text in texts))}
    unit_of = np.array([names[text.unit] for text in texts], np.int32)
    return Postings(hashes, papers, np.union1d(_widespread(hashes, unit_of[papers] if len(papers) else papers),
                                               np.zeros(0, np.uint64) if known_common is None else known_common))


def _widespread(hashes: NDArray[np.uint64], units: NDArray[np.int32]) -> NDArray[np.uint64]:
    """The hashes that UNITS different units have; ``hashes`` are sorted."""
    import numpy as np

    order = np.lexsort((units, hashes))
    hashes, units = hashes[order], units[order]
    first = np.ones(len(hashes), np.bool_)
    first[1:] = (hashes[1:] != hashes[:-1]) | (units[1:] != units[:-1])
    once = hashes[first]
    values, counts = np.unique(once, return_counts=True)
    return values[counts >= UNITS]


def among(values: NDArray[np.uint64], some: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which of ``values`` are in ``some``, which is sorted."""
    import numpy as np

    if not len(some):
        return np.zeros(len(values), np.bool_)
    return np.asarray(some[np.minimum(np.searchsorted(some, values), len(some) - 1)] == values, np.bool_)


def own_letters(text: Text, common: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which letters of a paper are its own: neither official nor in a fingerprint that many units share."""
    return ~(text.official | covered(len(text.masked.letters), text.places[among(text.hashes, common)]))
