"""What there is bounds what is told of it: so many villages, judges, copies or seats, and more of them elsewhere.

A number beside words of having (现有, 辖, 在册, 编印, 限) says how many there are of what it counts; a larger number of the
same thing anywhere in the dossier is held against it, the rarer and longer the common name the surer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from integrity.claims.amounts import Amount, amounts_of
from integrity.claims.data import number, pattern
from integrity.claims.guesses import Guess
from integrity.claims.sheets import Sheet, bare

_HAN = re.compile(r"[一-龥]+")


def bounds(sheets: Sequence[Sheet]) -> Iterator[Guess]:
    """Every number above what the dossier says there is of its sort."""
    papers = [sheet for sheet in sheets if sheet.own and sheet.paper not in ("case", "certificate", "media")]
    found = [one for sheet in papers for one in amounts_of(sheet) if one.plain and one.unit not in ("%", "元", "分")]
    stocks = [(noun, one) for one in found if (noun := _stock(one))]
    for noun, stock in stocks:
        most = max(one.value for name, one in stocks if name == noun and one.unit == stock.unit)
        over = [one for one in found if stock.value == most < one.value and one.unit == stock.unit
                and one.said is not stock.said and _of(one, noun) and not _aside(one)]
        if over and not pattern("printed", "more").search("".join(one.said.text for one in (*over, stock))):
            first = over[0]
            far = float(first.value / most)
            points = 1.2 + 0.4 * min(len(noun), 4) + (0.5 if first.exact else 0.0) - (1.0 if far > 4 else 0.0)
            yield Guess(points, "above_stock", (first.said, stock.said),
                        {"written": first.text, "expected": stock.text},
                        {"noun": noun, "written": first.text, "stock": stock.text})


def _stock(one: Amount) -> str:
    """What there is so many of, "" where the words tell no such thing."""
    clause = one.said.text[max(0, one.match.start - 24):one.match.start]
    clause = re.split("[，。；：]", clause)[-1]
    if not one.exact or one.match.is_part or one.value < 3 or not pattern("amounts", "having").search(clause) or \
            pattern("totals", "other_time").search(one.said.text):
        return ""
    noun = _noun(one)
    return "" if len(noun) < 1 or pattern("amounts", "no_stock").fullmatch(noun) else noun


def _noun(one: Amount) -> str:
    """What a number counts: the words behind it, else those before it."""
    after = pattern("amounts", "noun_ends").split(one.after)[0]
    if after:
        return after[-4:] if len(after) <= 6 else after[:4]
    runs = _HAN.findall(pattern("amounts", "having").sub("，", one.before))
    before = bare(pattern("amounts", "filler").sub("，", runs[-1])) if runs else ""
    return before[-4:]


def _of(one: Amount, noun: str) -> bool:
    """Whether a number counts what the noun names: the words right behind it or right before it."""
    after = pattern("amounts", "noun_ends").split(one.after)[0]
    if len(noun) == 1:
        return after == noun
    return after[:len(noun)] == noun or after.endswith(noun) or (not after and one.name.endswith(noun))


def _aside(one: Amount) -> bool:
    """Whether a larger number has a reason: others among them, times counted, other years, all over the region."""
    text = one.said.text
    clause = re.split("[。；]", text[:one.match.start])[-1] + text[one.match.start:one.match.end + 12]
    return one.match.unit_text.endswith("次") or pattern("presence", "others").search(clause) is not None or \
        pattern("amounts", "wider").search(clause) is not None or \
        pattern("totals", "other_time").search(clause) is not None or one.value < number("few_people") / 2
