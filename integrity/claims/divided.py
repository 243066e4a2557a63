"""A whole among so many, and then the share of each over the sentences that follow: shares that do not make it.

The whole names how many it is divided among (四个社区共办38场); where the passage then tells just so many numbers of
the same sort, they are its shares, whatever words join them. After the consistency tests of published figures (GRIM,
Brown & Heathers 2017).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from classifiers.grammar import find_quantities
from integrity.claims.amounts import Amount, amounts, paragraphs
from integrity.claims.data import number, pattern
from integrity.claims.guesses import Guess
from integrity.claims.sheets import Said, Sheet
from integrity.claims.sums import plain

_DIGITS = {one: at + 2 for at, one in enumerate("两三四五六七八九十")}


def divided(sheets: Sequence[Sheet]) -> Iterator[Guess]:
    """Every whole of a dossier whose shares, told one by one after it, come to another number."""
    for sheet in sheets:
        if sheet.paper in ("plan", "duty_list", "notice", "case"):
            continue
        for paragraph in paragraphs(sheet):
            yield from _above(paragraph)
            found = [one for said in paragraph for one in amounts(said)]
            for at, whole in enumerate(found):
                many = _among(whole)
                if many and whole.plain and whole.exact:
                    yield from _shares(whole, many, found[at + 1:])


def _above(paragraph: Sequence[Said]) -> Iterator[Guess]:
    """A number, and then, as some of it, more than it: parts that cannot all be of the whole."""
    for before, said in pairwise(paragraph):
        if not pattern("divided", "of_them").search(said.text):
            continue
        wholes = [one for one in amounts(before) if one.plain and one.exact and one.unit != "%"]
        here = amounts(said)
        if wholes:
            whole = wholes[-1]
            parts = [one for one in here if one.unit == whole.unit and not one.match.is_change
                     and one.match.unit_text[-1:] == whole.match.unit_text[-1:]]
            made = sum((one.value for one in parts), Decimal(0))
            if len(parts) > 1 and made > whole.value and all(one.value < whole.value for one in parts):
                yield Guess(number("guess_sure") - (0.0 if len(parts) > 2 else 0.5), "parts_whole", (before, said),
                            {"written": whole.text, "made": plain(made)},
                            {"made": plain(made), "written": whole.text, "parts": "、".join(one.text for one in parts)})


def _among(whole: Amount) -> int:
    """Among how many a number is divided; 0 where it does not say so."""
    told = pattern("divided", "whole").search(whole.said.text[:whole.match.start])
    if told is None:
        return 0
    many = told["many"]
    if many.isdigit():
        return int(many)
    return _DIGITS.get(many) or next((int(one.quantity.value) for one in find_quantities(many + "个")), 0)


def _shares(whole: Amount, many: int, after: Sequence[Amount]) -> Iterator[Guess]:
    """The numbers of its sort after a whole, as many as it has shares, up to the next whole."""
    shares: list[Amount] = []
    for one in after:
        if one.unit != whole.unit or one.match.unit_text[-1:] != whole.match.unit_text[-1:]:
            continue
        if any(pattern("divided", word).search(one.before) for word in ("shared", "other")) or not one.plain:
            break
        shares.append(one)
    made = sum((one.value for one in shares[:many]), Decimal(0))
    if many < 3 or len(shares) < many or made == whole.value or any(not one.exact for one in shares[:many]):
        return
    if pattern("totals", "open_list").search(whole.said.text[whole.match.end:]):
        return
    points = number("guess_sure") - (0.0 if len(shares) == many else 0.5)
    shares = shares[:many]
    yield Guess(points, "parts_whole", tuple(dict.fromkeys((whole.said, *(one.said for one in shares)))),
                {"written": whole.text, "made": plain(made)},
                {"made": plain(made), "written": whole.text, "parts": "、".join(one.text for one in shares)})
