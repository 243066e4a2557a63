"""Which tellings are held against each other: those that share a day, a name, a place or a telling number.

Joins without comparing everything with everything; what very many share (the hall of every meeting) joins nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from integrity.claims.data import number
from integrity.claims.kinship import Telling


def pairs_sharing(found: Sequence[Telling], *, days: bool) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of tellings that share something, in their order, each once. days: whether a common day suffices."""
    shelves: dict[Hashable, list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        for key in {*_keys(one), *(_days(one) if days else ())}:
            shelves[key].append(at)
    together = {pair for key, shelf in shelves.items() if len(shelf) <= _most(key) for pair in combinations(shelf, 2)}
    for left, right in sorted(together):
        yield found[left], found[right]


def _most(key: Hashable) -> float:
    return number("same_day_most" if isinstance(key, tuple) and key[0] == "day" else "shared_most")


def _keys(one: Telling) -> Iterator[Hashable]:
    if one.title:
        yield "name", one.title
    if one.place:
        yield "place", one.place
    if len(one.name) >= 4:
        yield "start", one.name[:4]
        yield "end", one.name[-4:]
    yield from (("people", figure.value) for figure in one.people if figure.value >= number("few_people"))
    yield from (("copies", figure.value) for figure in one.copies)


def _days(one: Telling) -> Iterator[Hashable]:
    if one.start and one.end:
        yield from (("day", one.start + timedelta(days=n)) for n in range(min((one.end - one.start).days, 10) + 1))
