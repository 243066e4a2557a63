"""Provenance: runs its checks over a cohort."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from integrity.provenance.origin import origins
from integrity.provenance.photos import photos
from integrity.provenance.revisions import revisions
from integrity.provenance.times import times
from integrity.submission import Settings, Submission
from model.results import Finding


def provenance(cohort: Sequence[Submission], settings: Settings) -> Iterator[Finding]:
    """What files say of their making that does not agree with their papers; all of it low but a changed figure."""
    for one in cohort:
        yield from revisions(one)
        yield from times(one)
        yield from photos(one)
    yield from origins(cohort)
