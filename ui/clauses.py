"""The official clause beside each criterion: by the line that its citation names, else by number, title and words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from model.rubric import Citation, Criterion, Item, Rubric
from rubric_maps.alike import Bag, alike, bag, weights

_LEAST = 0.22
"""Likeness from which a passage is taken for a criterion's clause."""
_NUMBERED, _PAGED, _TITLE, _PART, _ALSO = 0.25, 0.05, 2, 0.8, 0.75
_SENTENCE = re.compile(r"[^，,。；;\n]+[，,。；;]?")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a table row of an official text. line: its number there, 0 where lines have none."""

    text: str
    page: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """The passage for a criterion, cut in three: ``told`` is the part that speaks of it most.

    by: ``line`` (the citation names it) or ``words``.
    """

    before: str
    told: str
    after: str
    page: int
    line: int
    by: str


@dataclass(frozen=True, slots=True)
class _Read:
    """A passage with its bag, and its sentence parts with theirs."""

    passage: Passage
    bag: Bag
    parts: tuple[tuple[int, int, Bag], ...]


def clauses(rubric: Rubric, texts: Mapping[str, Sequence[Passage]]) -> dict[str, Clause]:
    """Criterion → its clause, for those found. texts: the passages of the official texts, by source key."""
    found: dict[str, Clause] = {}
    for key, passages in texts.items():
        read = [_Read(p, bag([(p.text, 1)]), tuple((m.start(), m.end(), bag([(m.group(), 1)]))
                                                   for m in _SENTENCE.finditer(p.text))) for p in passages]
        mine = [(item, c) for item in rubric.items() for c in item.criteria if c.citation.source == key]
        telling = weights([*(one.bag for one in read), *(_bag(item, c) for item, c in mine)])
        for item, criterion in mine:
            clause = _by_line(item, criterion, read, telling) or _by_words(item, criterion, read, telling)
            if clause is not None:
                found[criterion.id] = clause
    return found


def _bag(item: Item, criterion: Criterion) -> Bag:
    return bag([(criterion.title, _TITLE), (criterion.short, 1), (item.title, 1)])


def _by_line(item: Item, criterion: Criterion, read: Sequence[_Read], telling: Mapping[str, float]) -> Clause | None:
    """The passage whose line the citation names (第33行)."""
    named = re.search(r"第(\d+)行", criterion.citation.place)
    one = next((one for one in read if named and one.passage.line == int(named[1])), None)
    return _cut(one, _bag(item, criterion), telling, "line") if one else None


def _by_words(item: Item, criterion: Criterion, read: Sequence[_Read], telling: Mapping[str, float]) -> Clause | None:
    """The passage that is most alike, the first of several."""
    own = _bag(item, criterion)
    best, place = max(((_score(item, criterion, own, one, telling), -at) for at, one in enumerate(read)),
                      default=(0.0, 0))
    return _cut(read[-place], own, telling, "words") if best >= _LEAST else None


def _score(item: Item, criterion: Criterion, own: Bag, one: _Read, telling: Mapping[str, float]) -> float:
    """Likeness of a passage, or of the part of it that is most alike; one that begins with the item's number, stands on
    the cited page or prints points (2分) goes before others."""
    likeness = max([alike(own, one.bag, telling), *(_PART * alike(own, part, telling) for _, _, part in one.parts)])
    if likeness < _LEAST / 2:
        return 0.0
    number, text = number_of(criterion.citation, item.number), one.passage.text
    numbered = re.search(rf"(?:^|[\t\n])\W{{0,2}}第?{number}\s*[.．、，,）)|\t 项]", text) is not None
    paged = criterion.citation.page > 0 and one.passage.page == criterion.citation.page
    pointed = re.search(r"\d+\s*分", text) is not None
    return likeness + _NUMBERED * numbered + _PAGED * paged + _PAGED * pointed


def number_of(citation: Citation, item: str) -> str:
    """The number that a clause may begin with: the one of the citation's place (附件第7项), else the item's."""
    named = re.search(r"第(\d+)项", citation.place)
    return named[1] if named else re.escape(item)


def _cut(one: _Read, own: Bag, telling: Mapping[str, float], by: str) -> Clause:
    """The passage with the run of its sentence parts that speaks of the criterion most."""
    scored = [(alike(own, part, telling), a, b) for a, b, part in one.parts]
    text, page, line = one.passage.text, one.passage.page, one.passage.line
    best = max(scored, default=(0.0, 0, len(text)))
    start, end = best[1], best[2]
    at = next((i for i, row in enumerate(scored) if row == best), 0)
    for likeness, _, b in scored[at + 1:]:
        if likeness < _ALSO * best[0]:
            break
        end = b
    for likeness, a, _ in reversed(scored[:at]):
        if likeness < _ALSO * best[0]:
            break
        start = a
    return Clause(text[:start], text[start:end], text[end:], page, line, by)
