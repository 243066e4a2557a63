"""A mention before it has a file."""

from __future__ import annotations

from dataclasses import dataclass

from classifiers.status import Verdict
from model.evidence import Slots


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention before it has a file: offsets are of the sentence. anchor: where the kind's words stand.

    detector: what found it: a rule, or the learned model (how the mention's own ``detector`` begins).
    listed: one entry of several that a sentence lists.
    """

    kind: str
    start: int
    end: int
    anchor: int
    verdict: Verdict
    slots: Slots
    confidence: float
    detector: str = "rule:"
    listed: bool = False

