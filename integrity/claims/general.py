"""General reading of a dossier's numbers, whatever words their writer has: what each way suspects, in one rank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from integrity.claims.accounts import told_differently
from integrity.claims.bounds import bounds
from integrity.claims.columns import broken_rows
from integrity.claims.compared import compared
from integrity.claims.divided import divided
from integrity.claims.enumerated import enumerated
from integrity.claims.guesses import Guess, surest
from integrity.claims.named import lists
from integrity.claims.registered import against_registers
from integrity.claims.sheets import Sheet
from integrity.claims.together import passages
from model.results import Finding

Places = set[tuple[str, str]]


def numbers_apart(sheets: Sequence[Sheet], told: Sequence[Finding]) -> Iterator[Finding]:
    """The numbers of a dossier that cannot all be, the surest few of those that nothing told of it speaks of yet."""
    known: dict[str, list[tuple[set[str], Places]]] = {}
    for one in told:
        if one.check == "count_contradiction":
            places = {(place.file, place.quote) for place in one.places}
            files = {file for file, _ in places}
            for file in files:
                known.setdefault(file, []).append((files, places))
    yield from surest(one for one in _guesses(sheets) if not _told(one, known))


def _told(guess: Guess, known: Mapping[str, Sequence[tuple[set[str], Places]]]) -> bool:
    """Whether some finding's places hold the words that a guess is about, and name all of its files. known: the places
    of findings by each of their files, with all of these files."""
    files = {said.sheet.document.path for said in guess.saids}
    near = [places for named, places in known.get(min(files, key=lambda file: len(known.get(file, ()))), ())
            if files <= named]
    mine = [(said.sheet.document.path, said.place().quote) for said in guess.saids] if near else []
    return any(file == path and (quote in words or words in quote)
               for places in near for file, quote in places for path, words in mine)


def _guesses(sheets: Sequence[Sheet]) -> Iterator[Guess]:
    for sheet in sheets:
        yield from passages(sheet)
        yield from broken_rows(sheet)
    yield from divided(sheets)
    yield from enumerated(sheets)
    yield from lists(sheets)
    yield from bounds(sheets)
    yield from compared(sheets)
    yield from told_differently(sheets)
    yield from against_registers(sheets)
