"""Random numbers that depend on nothing but the words they are asked for by."""

from __future__ import annotations

import hashlib
import random

import numpy as np


def number(*words: object) -> int:
    """A 63-bit number of the words: the same on every machine and in every run."""
    text = "\x1f".join(str(w) for w in words).encode("utf-8")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big") >> 1


def dice(*words: object) -> random.Random:
    """Python's random numbers, started by the words."""
    return random.Random(number(*words))


def field(*words: object) -> np.random.Generator:
    """numpy's random numbers, started by the words."""
    return np.random.Generator(np.random.PCG64(number(*words)))
