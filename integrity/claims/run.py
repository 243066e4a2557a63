"""All checks of claims, over the dossiers of a cohort."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from integrity.claims.absent import all_but_some
from integrity.claims.added import added_once
from integrity.claims.afterwards import ordered_afterwards
from integrity.claims.apart import told_apart
from integrity.claims.behind import behind, with_claims
from integrity.claims.borrowed import borrowed
from integrity.claims.bygone import bygone
from integrity.claims.counted import with_counts
from integrity.claims.days import slips
from integrity.claims.diverging import diverging, files_of
from integrity.claims.doubled import doubled
from integrity.claims.editions import editions_of_other_years
from integrity.claims.foreign import foreign
from integrity.claims.general import numbers_apart
from integrity.claims.happenings import everything_told
from integrity.claims.leftover import left_over
from integrity.claims.numbers import held_before, numbered_papers, order_of_papers
from integrity.claims.onething import one_thing
from integrity.claims.otherwhen import otherwhen
from integrity.claims.period import out_of_period
from integrity.claims.presence import impossible_presence
from integrity.claims.printed import above_printed
from integrity.claims.reckoning import wrong_reckonings
from integrity.claims.registers import totals_beside
from integrity.claims.repeats import same_numbers
from integrity.claims.residue import residues
from integrity.claims.retold import retold
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
    remains = [*residues(papers), *strangers(papers, units), *borrowed(papers)]
    remains += left_over(papers, remains)
    yield from remains
    yield from foreign(papers, units, frozenset(place for one in remains for place in one.places))
    yield from numbered_papers(papers)
    yield from order_of_papers(papers)
    happenings = tellings(papers)
    yield from held_before(papers, happenings)
    yield from ordered_afterwards(papers)
    apart = list(told_apart(happenings))
    apart += diverging(happenings, files_of(apart))
    yield from apart
    twice = [*counted_twice(happenings), *doubled(papers)]
    every = everything_told(papers)
    yield from with_counts([*twice, *one_thing(every, twice)], every)
    yield from added_once(papers)
    yield from beyond_lists(submission, papers)
    yield from two_totals(submission, papers)
    yield from totals_beside(papers, happenings)
    yield from same_numbers(happenings)
    last = sheets(before) if before else []
    earlier = everything_told(last) if last else None
    dated = [*out_of_period(papers, happenings), *bygone(papers)]
    dated += behind(papers, every, dated)
    dated += otherwhen(papers, frozenset(place.file for one in dated for place in one.places))
    dated += [*editions_of_other_years(papers), *as_last_year(papers, last)]
    yield from with_claims(dated, papers, every, earlier)
    yield from retold(every, earlier, [*apart, *dated])
