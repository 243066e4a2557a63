"""All checks of claims, over the dossiers of a cohort."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from integrity.claims.days import slips
from integrity.claims.sheets import sheets
from integrity.submission import Settings, Submission
from model.results import Finding


def claims(cohort: Sequence[Submission], settings: Settings) -> Iterator[Finding]:
    """What the claims of each dossier cannot all be, dossier by dossier."""
    for submission in cohort:
        papers = sheets(submission)
        yield from slips(papers, settings)
