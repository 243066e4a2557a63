"""Letters → fingerprints. Schleimer, Wilkerson, Aiken, Winnowing (2003): hashes of k letters, the least of every w.

Two texts that share a run of ``SURE`` letters share a fingerprint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

K, W = 8, 6
SURE = K + W - 1
_BASE, _MIX = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9


def grams(letters: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """A hash of every K letters in a row, in order; empty where there are fewer than K."""
    import numpy as np

    count = len(letters) - K + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    wide = letters.astype(np.uint64)
    found = np.zeros(count, np.uint64)
    for i in range(K):
        found = found * np.uint64(_BASE) + wide[i:i + count]
    found ^= found >> np.uint64(31)
    found *= np.uint64(_MIX)
    found ^= found >> np.uint64(29)
    return found


def fingerprints(letters: NDArray[np.uint32]) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """The chosen hashes and where each begins among the letters, by place."""
    import numpy as np

    every = grams(letters)
    if len(every) <= W:
        chosen = np.array([int(every.argmin())] if len(every) else [], np.int32)
        return every[chosen], chosen
    windows = np.lib.stride_tricks.sliding_window_view(every, W)
    chosen = np.unique(windows.argmin(axis=1) + np.arange(len(windows))).astype(np.int32)
    return every[chosen], chosen
