"""One happening in several accounts: a sentence of a report, a row of a register, the paper that tells it at length.

What belongs together is told by coverage: how much of the shorter account's rare words the longer one has too (weights
by inverse document frequency over the dossier's accounts), whether their days agree, and that no other account of that
paper covers it as well. Then every number of the one is looked for in the other; where the other has numbers of the
sort, and not this one, both are shown.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from math import fsum, log

from integrity.claims.amounts import Amount, amounts, family, one_slip
from integrity.claims.data import number, pattern
from integrity.claims.entries import marks_of, pairs_of, rows, witnesses
from integrity.claims.guesses import Guess
from integrity.claims.sheets import Said, Sheet

_TELLING = ("self_report", "summary", "score_table")
_DIGITS = re.compile(r"\d+")
_COUNTED = frozenset({"人", "份", "户", "家", "件", "所", "个", "处", "元"})
_Figure = tuple[Decimal, Said, str]
"""A number, where it is told, and as it is written."""


@dataclass(frozen=True, eq=False)
class Account:
    """A telling of one happening. long: a paper that tells it at length. figures: its numbers by family of
    measure words, each with the words that hold it."""

    said: Said
    words: str
    long: bool
    days: frozenset[date]
    figures: Mapping[str, tuple[_Figure, ...]]

    @property
    def path(self) -> str:
        """The file it stands in."""
        return self.said.sheet.document.path

    @cached_property
    def grams(self) -> frozenset[str]:
        """Pairs of characters of its words."""
        return pairs_of(self.words)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every number in its words, whatever it counts."""
        return frozenset(_DIGITS.findall(self.words.replace(",", "")))

    @cached_property
    def marks(self) -> frozenset[str]:
        """Its ordinals and halves of a day."""
        return marks_of(self.words[:200])


def told_differently(sheets: Sequence[Sheet]) -> Iterator[Guess]:
    """Numbers of one happening that two papers tell differently."""
    found = list(_accounts(sheets))
    counts = Counter(gram for one in found for gram in one.grams)
    whole = max(len(found), int(number("account_least")))
    rare = {gram: log((1 + whole) / (1 + times)) for gram, times in counts.items()}
    by_gram: dict[str, list[Account]] = defaultdict(list)
    for one in found:
        for gram in one.grams:
            if counts[gram] <= number("compared_shelf"):
                by_gram[gram].append(one)
    for one in found:
        if not one.long and one.figures:
            near = Counter(other for gram in one.grams if gram in by_gram for other in by_gram[gram]
                           if other.path != one.path)
            yield from _against(one, [other for other, shared in near.most_common(12) if shared >= 3], rare)


def _accounts(sheets: Sequence[Sheet]) -> Iterator[Account]:
    for sheet in sheets:
        if sheet.paper in _TELLING:
            for said in (*sheet.pieces, *_cells(sheet)):
                if len(said.text) >= 12 and not pattern("totals", "other_time").search(said.text):
                    yield Account(said, said.text, False, _days(said), _figures([said]))
        for row in rows(sheet):
            numbers: dict[str, tuple[_Figure, ...]] = {}
            whole = sheet.said(row.said.index)
            for count, unit in row.figures:
                numbers[unit] = (*numbers.get(unit, ()), (Decimal(count), whole, f"{count}{unit}"))
            days = frozenset({row.first}) if row.sure and row.first else frozenset()
            yield Account(row.said, row.words, False, days, numbers)
    for told in witnesses(sheets):
        sheet = told.said.sheet
        part = len(told.words) > number("witness_whole") or len(sheet.pieces) > number("witness_pieces")
        pieces = [said for said in sheet.pieces if (said.index == told.said.index if part else said.text in told.words)]
        yield Account(told.said, sheet.frame.title + "。" + told.words, True,
                      frozenset(day for first, last in told.days if first == last for day in (first,)),
                      _figures(pieces))


def _cells(sheet: Sheet) -> Iterator[Said]:
    for table in sheet.tables:
        for row in table.rows:
            for cell in row.block.cells:
                if cell.end - cell.start >= 12:
                    yield sheet.said(row.index, cell.start, cell.end)


def _days(said: Said) -> frozenset[date]:
    return frozenset(day.range.start for day in said.dates() if day.range and day.precision == "day"
                     and not day.in_title and not day.named_day)


def _figures(pieces: Sequence[Said]) -> dict[str, tuple[_Figure, ...]]:
    found: dict[str, list[_Figure]] = defaultdict(list)
    for said in pieces:
        for one in amounts(said):
            if _counts(one):
                found[one.unit].append((one.value, said, one.text))
    return {unit: tuple(figures) for unit, figures in found.items()}


def _counts(one: Amount) -> bool:
    return one.plain and one.unit in _COUNTED and one.value >= 2


def _against(one: Account, others: Sequence[Account], rare: Mapping[str, float]) -> Iterator[Guess]:
    """An account against the likeliest account of each other paper."""
    covers = {id(other): _cover(one, other, rare) for other in others}
    best: dict[str, Account] = {}
    for other in others:
        known = best.get(other.path)
        if known is None or covers[id(other)] > covers[id(known)]:
            best[other.path] = other
    apart: dict[tuple[str, Decimal], list[_Apart]] = defaultdict(list)
    for other in best.values():
        cover = covers[id(other)] + (number("account_day") if one.days & other.days else 0.0)
        if max(len(one.days), len(other.days)) < 2 and cover >= number("account_cover") and _may_be(one, other):
            for found in _differing(one, other, cover):
                apart[found.unit, found.value].append(found)
    for group in apart.values():
        first = max(group, key=lambda found: found.points)
        more = [(said, text) for other in others if covers[id(other)] >= number("account_beside")
                for value, said, text in other.figures.get(first.unit, ()) if value == first.there]
        told_ = dict.fromkeys((first.where, *(said for said, _ in more)))
        names = [path.rpartition("/")[2] for path in (one.path, first.where.sheet.document.path)]
        yield Guess(first.points + 0.4 * (len({said.sheet for said in told_}) - 1), "compared",
                    (first.said, *told_), {"written": first.text, "expected": first.shown},
                    {"first": names[0], "second": names[1], "left": _shown(first.said, first.text),
                     "right": _shown(first.where, first.shown)})


def _may_be(one: Account, other: Account) -> bool:
    """Whether nothing parts two accounts: their ordinals, their days."""
    return not (one.marks and other.marks and not one.marks & other.marks) and \
        not (one.days and other.days and not one.days & other.days)


def _cover(one: Account, other: Account, rare: Mapping[str, float]) -> float:
    """How much of the shorter account's rare words the other has, 0 to 1; short accounts prove little."""
    least, most = (one, other) if len(one.grams) <= len(other.grams) else (other, one)
    whole = fsum(rare[gram] for gram in least.grams)
    return fsum(rare[gram] for gram in least.grams & most.grams) / max(number("account_words"), whole)


@dataclass(frozen=True, eq=False)
class _Apart:
    """A number of an account that another tells otherwise. said, text: here; where, there, shown: there."""

    points: float
    unit: str
    value: Decimal
    said: Said
    text: str
    there: Decimal
    where: Said
    shown: str


def _differing(one: Account, other: Account, cover: float) -> Iterator[_Apart]:
    """The numbers of an account that the other tells otherwise: of each sort at most one, the nearest."""
    same = {value for unit, figures in one.figures.items() for value, *_ in figures} & {
        value for unit, figures in other.figures.items() for value, *_ in figures}
    for unit, mine in one.figures.items():
        theirs = other.figures.get(family(unit), ())
        if not theirs or {value for value, *_ in mine} & {value for value, *_ in theirs}:
            continue
        if any(_rounded(a, b) for a in mine for b in theirs) or _whole_of(mine, theirs) or _whole_of(theirs, mine):
            continue
        (value, said, text), (there, where, shown) = min(
            ((a, b) for a in mine for b in theirs), key=lambda pair: abs(float(pair[0][0] / pair[1][0]) - 1))
        if any(str(value) in other.numbers for value, *_ in mine) or any(str(value) in one.numbers
                                                                           for value, *_ in theirs):
            continue
        slip = one_slip(value, there)
        slips = [(a, b) for a in mine for b in theirs if one_slip(a[0], b[0]) and min(a[0], b[0]) >= 20]
        if slips:
            (value, said, text), (there, where, shown) = slips[0]
            slip = True
        if pattern("totals", "whole_year").search(said.text.split(text)[0]) and not slip:
            continue
        far = max(value, there) / min(value, there)
        if far > int(number("account_far")) and not slip:
            continue
        points = 4.0 * cover + (1.0 if slip else 0.0) + 0.4 * len(same)
        points -= 0.5 * (len(theirs) - 1) if not slip else 0.2 * (len(theirs) - 1)
        yield _Apart(points, unit, value, said, text, there, where, shown)


def _rounded(a: _Figure, b: _Figure) -> bool:
    """Whether one of two numbers is told as about so many, and the other lies as near as that."""
    vague = any(pattern("amounts", "vague").search(said.text) for _, said, _ in (a, b))
    return vague and max(a[0], b[0]) <= min(a[0], b[0]) * Decimal(str(number("rounded_within")))


def _whole_of(some: Sequence[_Figure], parts: Sequence[_Figure]) -> bool:
    """Whether one of some numbers is the sum of several others, of all or of all but one."""
    whole = sum((value for value, *_ in parts), Decimal(0))
    return len(parts) > 1 and bool({value for value, *_ in some} & {whole, *(whole - value for value, *_ in parts)})


def _shown(said: Said, text: str) -> str:
    at = said.text.find(text)
    return text if at < 0 else said.text[max(0, at - 14):at + len(text)].lstrip("，。；：、")
