"""One happening told by two papers on two days, or of one day at two places, where only rare particulars say that it
is one: a number that is not round, words that hardly another paper has. The likeliest of a dossier are told,
for reference alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from integrity.claims.candidates import pairs_sharing
from integrity.claims.data import number, pattern
from integrity.claims.kinship import Telling, parts, same_place, shared
from integrity.claims.report import told
from model.results import Finding


@dataclass(frozen=True)
class _Pair:
    """Two tellings that may be of one happening. name: what differs; worth: how surely."""

    name: str
    left: Telling
    right: Telling
    worth: float


def diverging(found: Sequence[Telling], known: frozenset[frozenset[str]]) -> Iterator[Finding]:
    """The likeliest happenings of a dossier told with two days or at two places. known: pairs of files of which another
    check has said so."""
    one_day = [one for one in found if not one.aside and one.start and one.start == one.end]
    on_day: dict[str, Counter[date]] = defaultdict(Counter)
    for one in one_day:
        if one.start:
            on_day[one.path][one.start] += 1
    spread = Counter(pair for _, pair in {(one.path, pair) for one in one_day for pair in one.pairs})
    pairs = [made for a, b in pairs_sharing(one_day, days=True) if a.path != b.path
             and frozenset((a.path, b.path)) not in known and (made := _pair(a, b, on_day, spread)) is not None]
    pairs.sort(key=lambda one: (-one.worth, one.left.path, one.right.path, one.left.text))
    used: set[int] = set()
    for pair in pairs:
        if {id(pair.left), id(pair.right)} & used or len(used) >= 2 * number("diverging_most"):
            continue
        used |= {id(pair.left), id(pair.right)}
        yield _finding(pair, one_day)


def _companions(one: Telling, other: Telling, every: Sequence[Telling]) -> list[Telling]:
    """Tellings of further papers that agree with one of two in its day, a number and, where both tell it, its place.
    """
    return [more for more in every if more.path not in (one.path, other.path) and more.start == one.start
            and (shared(more.people, one.people) or shared(more.copies, one.copies))
            and same_place(more.place, one.place) is not False][:2]


def _finding(pair: _Pair, every: Sequence[Telling]) -> Finding:
    both: tuple[Telling, ...] = (pair.left, pair.right)
    if pair.name == "two_days":
        both = (*both, *_companions(pair.left, pair.right, every),
                *_companions(pair.right, pair.left, every))
    else:
        both = (*both, *(more for more in _companions(pair.left, pair.right, every)
                         if _venues(more) & _venues(pair.left)
                         or any(same_place(more.place, one.place) for one in (pair.left, pair.right))))
    if pair.name == "two_days":
        days = [str(one.start) for one in both]
        return told("date_contradiction", "two_days", "low", [one.said for one in both],
                    measures={"written": "、".join(days)}, what=pair.left.said.text[:40],
                    days=[(one.said.place(), str(one.start)) for one in both],
                    told_days="、".join(f"{one.file}写{one.start}" for one in both))
    places = ["、".join(sorted(_venues(one))) for one in both]
    return told("date_contradiction", "two_places", "low", [one.said for one in both],
                measures={"written": "；".join(places)}, what=pair.left.said.text[:40],
                places_told="、".join(f"{one.file}写{place}" for one, place in zip(both, places, strict=True) if place))


def _pair(a: Telling, b: Telling, on_day: dict[str, Counter[date]], spread: Counter[str]) -> _Pair | None:
    """What two tellings differ in, None where too little says that they are one or nothing differs."""
    if a.start is None or b.start is None or parts(a, b) or a.ordinals and b.ordinals and a.ordinals != b.ordinals:
        return None
    people = shared(a.people, b.people)
    copies = shared(a.copies, b.copies)
    figure = sum(0.7 if one.round else 1.5 for one in (people, copies) if one)
    if a.came and b.came and not shared(a.came, b.came) and not any(x.fits(y) for x in a.came for y in b.came):
        return None
    rare = [pair for pair in a.pairs & b.pairs if spread[pair] <= number("diverging_spread")]
    worth = figure + min(len(rare), 6) * 0.4 + (1.0 if a.title and a.title == b.title else 0.0)
    if a.start == b.start:
        alone = on_day[a.path][a.start] == 1 == on_day[b.path][b.start]
        left, right = _venues(a), _venues(b)
        differ = left and right and not any(same_place(x, y) is not False for x in left for y in right)
        apart = alone and differ and figure and worth >= number("diverging_place")
        return _Pair("two_places", a, b, worth) if apart else None
    near = abs((a.start - b.start).days) <= number("diverging_days") or a.start.day == b.start.day
    free = not on_day[a.path][b.start] and not on_day[b.path][a.start] and a.start.year == b.start.year
    worth += 1.0 if same_place(a.place, b.place) else 0.0
    return _Pair("two_days", a, b, worth) if near and free and figure and len(rare) >= 3 and \
        same_place(a.place, b.place) is not False and worth >= number("diverging_day") else None


def _venues(one: Telling) -> frozenset[str]:
    """The places named in the words of a telling: its own, or whatever is called like one."""
    if one.place and (one.row is not None or pattern("diverging", "venue").search(one.place)):
        return frozenset((one.place,))
    text = re.sub("“[^”]*”|《[^》]*》", "，", one.said.text)
    return frozenset(found["place"] for found in pattern("diverging", "venue").finditer(text))


def files_of(findings: Sequence[Finding]) -> frozenset[frozenset[str]]:
    """The pairs of files that findings hold against each other."""
    return frozenset(frozenset((a.file, b.file)) for one in findings for a in one.places for b in one.places)
