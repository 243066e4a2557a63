"""What the rules' own words show of a kind in one sentence, as names that a learned model can weigh.

For every clause: which cues of ``status.yaml`` stand there, who does it, where its date lies against the period,
whether it has a number; each with where the clause stands: ``k`` has the kind's words, ``b`` comes before it, ``r``
after it and before the words of another kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from classifiers.cues import NAMES, cues
from classifiers.kinds import Kind
from classifiers.reading import Read
from model.evidence import DateRange

_ENDS = (("ask", re.compile("[？?]$")), ("cell", re.compile("[｜│\t]$")), ("colon", re.compile("[：:]$")))


def regions(own: frozenset[int], others: frozenset[int], count: int) -> list[str]:
    """The place of each of ``count`` clauses: "k", "b", "r", or "" for what belongs to another kind.

    own: the clauses with the kind's words; others: those with another kind's words alone.
    """
    first, mine = min(own), True
    places = []
    for at in range(count):
        if at == first:
            places.append("k")
        elif at < first:
            places.append("" if at in others else "b")
        else:
            mine = at in own or mine and at not in others
            places.append("r" if mine else "")
    return places


def signs(read: Read, kind: Kind, places: list[str]) -> list[str]:
    """The names of everything that the sentence shows, sorted. places: of its clauses, from ``regions``."""
    found = {f"{place}:{name}" for at, place in enumerate(places) if place for name in _of_clause(read, at, kind)}
    found |= {f"s:{name}" for name in _cues_in(read.text)}
    first = places.index("k")
    found |= {f"adverse:{kind.adverse}", f"graded:{kind.graded}", f"merge:{kind.merge}",
              f"clauses:{min(6, len(places))}", f"first:{min(3, first)}", f"reach:{min(4, places.count('r'))}"}
    return sorted(found | {f"A{name}" for name in found} if kind.adverse else found)


def _of_clause(read: Read, at: int, kind: Kind) -> Iterator[str]:
    part, doing, when = read.parts[at], read.who[at], read.when[at]
    text = part.of(read.text)
    yield from _cues_in(text)
    yield f"who:{doing.doer}"
    flags = {"named": bool(doing.name) and doing.name in text, "attends": doing.attends, "active": doing.active,
             "hosted": bool(doing.hosted)}
    yield from (name for name, holds in flags.items() if holds)
    if when and when.range:
        own = part.start <= when.start < part.end
        yield f"date:{_lies(when.range, read.scene.period)}:{'own' if own else 'carried'}"
        if own:
            yield f"precision:{when.precision}"
    counted = [q.quantity for q in read.found.quantities if part.start <= q.start < part.end]
    told = {"number": bool(counted), "count": any(q.unit in kind.units for q in counted),
            "zero": any(q.value == 0 for q in counted)}
    yield from (name for name, holds in told.items() if holds)
    yield from (name for name, pattern in _ENDS if pattern.search(text))


@lru_cache(maxsize=512)
def _cues_in(text: str) -> tuple[str, ...]:
    words = cues()
    return tuple(name for name in NAMES if getattr(words, name).search(text))


def _lies(days: DateRange, period: DateRange) -> str:
    if days.end < period.start:
        return "before"
    if days.start > period.end:
        return "after"
    return "in" if days.within(period) else "over"
