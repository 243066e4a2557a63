"""A mention before it has a file."""

from __future__ import annotations

from collections.abc import Sequence
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


def by_rule(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """The drafts that rules found, and those that only the learned model sees: what follows from a draft for its
    neighbours follows from the rules' alone."""
    ruled = [draft for draft in drafts if draft.detector == "rule:"]
    return ruled, [draft for draft in drafts if draft.detector != "rule:"]


def with_seen(ruled: list[Draft], seen: Sequence[Draft]) -> list[Draft]:
    """The rules' drafts and the model's of other kinds."""
    have = {draft.kind for draft in ruled}
    return [*ruled, *(draft for draft in seen if draft.kind not in have)]
