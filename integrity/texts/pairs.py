"""Which papers share so many fingerprints of their own that they are held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from integrity.texts.common import Postings, among

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 4
"""Fingerprints that two papers share at least; about 20 letters."""
_NEAR = 16
"""Of more papers than this with one fingerprint, each is held against so many next to it."""


def candidates(posted: Postings, allowed: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Pairs of papers (lower index first) that share LEAST hashes that are not common. allowed: by paper, whether it
    may be one of a pair with a paper of which that is not so; two papers of which it is False are never paired."""
    import numpy as np

    own = ~among(posted.hashes, posted.common)
    hashes, papers = posted.hashes[own], posted.papers[own].astype(np.int64)
    count = len(allowed)
    keys = [np.zeros(0, np.int64)]
    for step in range(1, _NEAR):
        if len(hashes) <= step:
            break
        same = hashes[step:] == hashes[:-step]
        if not same.any():
            break
        left, right = papers[:-step][same], papers[step:][same]
        met = allowed[left] | allowed[right]
        keys.append((left * count + right)[met])
    pairs, shared = np.unique(np.concatenate(keys), return_counts=True)
    for key in pairs[shared >= LEAST]:
        yield divmod(int(key), count)
