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


def numbers_apart(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """The numbers of a dossier that cannot all be, the surest few."""
    yield from surest(_guesses(sheets))


def _guesses(sheets: Sequence[Sheet]) -> Iterator[Guess]:
    for sheet in sheets:
        yield from passages(sheet)
        yield from broken_rows(sheet)
    yield from lists(sheets)
    yield from bounds(sheets)
    yield from compared(sheets)
    yield from told_differently(sheets)
    yield from against_registers(sheets)
