"""All checks of claims, over the dossiers of a cohort."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from integrity.claims.absent import all_but_some
from integrity.claims.apart import told_apart
from integrity.claims.borrowed import borrowed
from integrity.claims.bygone import bygone
from integrity.claims.days import slips
from integrity.claims.doubled import doubled
from integrity.claims.general import numbers_apart
from integrity.claims.numbers import held_before, numbered_papers, order_of_papers
from integrity.claims.period import out_of_period
from integrity.claims.presence import impossible_presence
from integrity.claims.printed import above_printed
from integrity.claims.reckoning import wrong_reckonings
from integrity.claims.registers import totals_beside
from integrity.claims.repeats import same_numbers
from integrity.claims.residue import residues
from integrity.claims.sheets import Sheet, cohort_names, sheets
from integrity.claims.strangers import strangers
from integrity.claims.sums import wrong_totals
from integrity.claims.tellings import tellings
from integrity.claims.totals import beyond_lists, two_totals
from integrity.claims.twice import counted_twice
from integrity.claims.yearly import as_last_year
from integrity.submission import Settings, Submission
from model.results import Finding


def claims(cohort: Sequence[Submission], settings: Settings) -> Iterator[Finding]:
    """What the claims of each dossier cannot all be, dossier by dossier."""
    units = cohort_names(cohort)
    years = {(one.unit, one.year): one for one in cohort}
    for submission in cohort:
        before = years.get((submission.unit, submission.year - 1))
        papers = sheets(submission)
        told = list(_of_one(submission, papers, before, units, settings))
        yield from told
        yield from numbers_apart(papers, told)


def _of_one(submission: Submission, papers: Sequence[Sheet], before: Submission | None, units: frozenset[str],
            settings: Settings) -> Iterator[Finding]:
    """What each way of checking finds in one dossier. before: the unit's dossier of last year."""
    yield from slips(papers, settings)
    yield from wrong_totals(papers)
    yield from wrong_reckonings(papers)
    yield from impossible_presence(papers)
    yield from all_but_some(papers)
    yield from above_printed(papers)
    yield from residues(papers)
    yield from strangers(papers, units)
    yield from borrowed(papers)
    yield from numbered_papers(papers)
    yield from order_of_papers(papers)
    happenings = tellings(papers)
    yield from held_before(papers, happenings)
    yield from told_apart(happenings)
    yield from counted_twice(happenings)
    yield from doubled(papers)
    yield from beyond_lists(submission, papers)
    yield from two_totals(submission, papers)
    yield from totals_beside(papers, happenings)
    yield from same_numbers(happenings)
    yield from out_of_period(papers, happenings)
    yield from bygone(papers)
    yield from as_last_year(papers, sheets(before) if before else [])
