"""General reading of a dossier's numbers, whatever words their writer has: what each way suspects, in one rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from integrity.claims.accounts import told_differently
from integrity.claims.bounds import bounds
from integrity.claims.columns import broken_rows
from integrity.claims.compared import compared
from integrity.claims.guesses import Guess, surest
from integrity.claims.named import lists
from integrity.claims.registered import against_registers
from integrity.claims.sheets import Sheet
from integrity.claims.together import passages
from model.results import Finding


def numbers_apart(sheets: Sequence[Sheet], told: Sequence[Finding]) -> Iterator[Finding]:
    """The numbers of a dossier that cannot all be, the surest few of those that nothing told of it speaks of yet."""
    known = [{(place.file, place.quote) for place in one.places} for one in told if one.check == "count_contradiction"]
    yield from surest(one for one in _guesses(sheets) if not any(_told(one, places) for places in known))


def _told(guess: Guess, places: set[tuple[str, str]]) -> bool:
    """Whether a finding's places hold the words that a guess is about, and name all of its files."""
    files = {said.sheet.document.path for said in guess.saids}
    return files <= {file for file, _ in places} and any(
        file == said.sheet.document.path and (quote in (mine := said.place().quote) or mine in quote)
        for file, quote in places for said in guess.saids)


def _guesses(sheets: Sequence[Sheet]) -> Iterator[Guess]:
    for sheet in sheets:
        yield from passages(sheet)
        yield from broken_rows(sheet)
    yield from lists(sheets)
    yield from bounds(sheets)
    yield from compared(sheets)
    yield from told_differently(sheets)
    yield from against_registers(sheets)
