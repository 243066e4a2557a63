"""Everything in a dossier that may be a happening of its own, whatever kind of paper it stands in: rows of registers,
parts of a report or of a score table, briefings, cases. Each with the days, place and numbers it tells.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from integrity.claims.data import number, pattern, value
from integrity.claims.entries import Entry, cases_of, day_span, figures_of, items, marks_of, pairs_of, rows, witnesses
from integrity.claims.sheets import Said, Sheet, bare

Sort = Literal["row", "part", "clause", "item", "paper", "case"]
SORTS: tuple[Sort, ...] = ("row", "part", "clause", "item", "paper", "case")


@dataclass(frozen=True, eq=False)
class Happening:
    """sort: where it is told: as a row of a register, a part of a report, a paper or a case of a list. said: its words
    as a place; words: all of them. spans: the days it may be of; sure: whether one is told to the day."""

    sort: Sort
    said: Said
    words: str
    spans: tuple[tuple[date, date], ...]
    sure: bool
    place: str
    people: int | None
    figures: frozenset[tuple[int, str]]
    marks: frozenset[str]

    @cached_property
    def grams(self) -> frozenset[str]:
        """Pairs of characters of its words."""
        return pairs_of(self.words)

    def meets(self, other: Happening) -> bool | None:
        """Whether both may be of one day; None where one tells none."""
        if not self.spans or not other.spans:
            return None
        return any(a[0] <= b[1] and b[0] <= a[1] for a in self.spans for b in other.spans)


@dataclass(frozen=True, eq=False)
class Told:
    """All happenings of a dossier, with how many of them, and of each sort, have each pair of characters or number."""

    all: tuple[Happening, ...]
    common: Counter[str]
    grams: dict[str, Counter[str]]
    figures: dict[str, Counter[tuple[int, str]]]

    def of(self, sort: Sort) -> list[Happening]:
        """Those of a sort, in their order."""
        return [one for one in self.all if one.sort == sort]

    @cached_property
    def rarity(self) -> dict[str, float]:
        """How telling each pair of characters is, 0–1, by how few happenings have it (inverse frequency)."""
        most = math.log(len(self.all) + 1)
        return {gram: math.log((len(self.all) + 1) / count) / most for gram, count in self.common.items()}

    @cached_property
    def by_identity(self) -> dict[int, Happening]:
        """Each of them by its ``id``."""
        return {id(one): one for one in self.all}

    def weight(self, grams: Iterable[str]) -> float:
        """How telling pairs of characters of this dossier are together, the same in whatever order they come."""
        return math.fsum(map(self.rarity.__getitem__, grams))


def everything_told(sheets: Sequence[Sheet]) -> Told:
    """Everything that the papers of a dossier tell one by one."""
    found = [_of_entry("row", one) for sheet in sheets for one in rows(sheet)]
    found += [one for sheet in sheets for one in _parts(sheet)]
    known = {(one.said.sheet.document.path, one.said.index, one.said.start) for one in found if one.sort == "item"}
    found += [_of_entry("item", one) for sheet in sheets for same in items(sheet) for one in same
              if (sheet.document.path, one.said.index, one.said.start) not in known
              and pattern("entries", "activity").search(one.words)]
    found += [Happening("paper", one.said, one.words, one.days, any(a == b for a, b in one.days), "", None, one.figures,
                        frozenset()) for one in witnesses(sheets)]
    found += [_of_entry("case", one) for sheet in sheets for one in cases_of(sheet)]
    figures: dict[str, Counter[tuple[int, str]]] = {}
    grams: dict[str, Counter[str]] = {}
    for one in found:
        grams.setdefault(one.sort, Counter()).update(one.grams)
        figures.setdefault(one.sort, Counter()).update(one.figures)
    return Told(tuple(found), Counter(gram for one in found for gram in one.grams), grams, figures)


def _of_entry(sort: Sort, one: Entry) -> Happening:
    spans = ((one.first, one.last),) if one.first and one.last else ()
    return Happening(sort, one.said, one.words, spans, one.sure, one.place, one.people, _counted(one.figures),
                     one.marks)


def _counted(figures: Iterable[tuple[int, str]]) -> frozenset[tuple[int, str]]:
    """Numbers with what they count; heads of a register may stand without a word for them (240余)."""
    unnamed = value("happenings", "unnamed")
    return frozenset((count, "人" if unit in unnamed else unit) for count, unit in figures)


def _parts(sheet: Sheet) -> Iterator[Happening]:
    """The parts of a report or score table, each up to the next mark that parts, or to the next day."""
    if sheet.paper not in value("happenings", "reports"):
        return
    pieces = [said for said in sheet.pieces if said is not sheet.dateline and said.block.kind != "heading"]
    for table in sheet.tables if sheet.paper != "ledger" else ():
        for row in table.rows:
            pieces += [sheet.said(row.index, cell.start, cell.end) for cell in row.block.cells]
    for said in pieces:
        for start, end in _cut_by("parts", said.text):
            one = Said(sheet, said.index, said.start + start, said.start + end, said.text[start:end], said.year)
            listed = _listed(one)
            yield from listed
            if len(one.text.strip()) >= number("part_least"):
                whole = _of_part("part", one)
                yield whole
                yield from _clauses(whole)


def _clauses(part: Happening) -> Iterator[Happening]:
    """The deeds of a part that tells several, each by its own clause and with the words up to the next deed; one
    without a day of its own may be of any day that the part tells."""
    said = part.said
    cuts = [at for at in (found.end() for found in pattern("happenings", "clauses").finditer(said.text))
            if pattern("happenings", "deed").search(said.text, at, at + int(number("deed_within")))]
    edges = [0, *cuts, len(said.text)]
    if said.sheet.paper == "ledger" or not cuts:
        return
    for start, stop in zip(edges, edges[1:], strict=False):
        first = pattern("happenings", "clauses").search(said.text, start, stop)
        for end in dict.fromkeys((first.end() if first else stop, stop)):
            one = _of_part("clause", Said(said.sheet, said.index, said.start + start, said.start + end,
                                          said.text[start:end], said.year))
            if len(one.grams) >= number("deed_words"):
                yield one if one.spans else replace(one, spans=part.spans)


def _listed(said: Said) -> list[Happening]:
    """The items of a part that enumerates what was done."""
    spans = [(start, end) for start, end in _cut_by("items", said.text)
             if len(bare(said.text[start:end])) >= number("item_least")]
    if len(spans) < 2:
        return []
    counted = pattern("happenings", "list_begins").search(said.text, 0, spans[0][1])
    if counted is None and said.sheet.paper != "score_table":
        return []
    spans[0] = (counted.end() if counted else spans[0][0], spans[0][1])
    return [_of_part("item", Said(said.sheet, said.index, said.start + a, said.start + b, said.text[a:b], said.year))
            for a, b in spans if pattern("entries", "activity").search(said.text[a:b])]


def _cut_by(marks: str, text: str) -> list[tuple[int, int]]:
    cuts = [0, *(found.end() for found in pattern("happenings", marks).finditer(text)), len(text)]
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if b > a]


def _of_part(sort: Sort, said: Said) -> Happening:
    days = day_span(pattern("happenings", "amounts").sub(" ", said.text), said.year)
    people = {count for count, unit in figures_of(said.text) if unit == "人"}
    return Happening(sort, said, said.text, (days[:2],) if days else (), bool(days and days[2]), "",
                     next(iter(people)) if len(people) == 1 else None, figures_of(said.text), marks_of(said.text))
