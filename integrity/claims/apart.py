"""One happening told in two papers with two days, two places or two numbers.

A telling in one paper is held against the other paper only where that has nothing on its day: what both tell on one day
agrees, and what one of them tells besides may simply be left out by the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from integrity.claims.candidates import pairs_sharing
from integrity.claims.data import number
from integrity.claims.entries import marks_of
from integrity.claims.kinship import Figure, Telling, apart, bearing, kin, likeness, parts, same_place, shared
from integrity.claims.report import told
from model.results import Finding, Place

Pair = tuple[Telling, Telling]
_TOLD = frozenset({"briefing", "media", "web_page"})
"""Papers each of which tells an activity of its own: two of them with two names are two tellings of nothing common."""


def told_apart(found: Sequence[Telling]) -> Iterator[Finding]:
    """Every happening of a dossier that two papers tell with different days, places or numbers."""
    by_files: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    by_file: dict[str, _File] = defaultdict(_File)
    counted = [one for one in found if not one.aside]
    for one in counted:
        by_file[one.path].told.append(one)
    for a, b in pairs_sharing(counted, days=True):
        if a.path != b.path:
            left, right = (a, b) if a.path < b.path else (b, a)
            by_files[left.path, right.path].append((left, right))
    days: list[Pair] = []
    same: list[Pair] = []
    for (left_path, right_path), pairs in sorted(by_files.items()):
        matched = _matched([pair for pair in pairs if pair[0].may_be(pair[1])])
        same += matched
        taken = {id(one) for pair in matched for one in pair}
        days += _days([pair for pair in pairs if not pair[0].may_be(pair[1]) and not {id(one) for one in pair} & taken],
                      by_file[left_path], by_file[right_path])
    agreed = _companions(same)
    for group in _groups(days):
        yield _two_days([*group, *(other for one in group for other in agreed.get(id(one), ())
                                   if not any(other is member for member in group))])
    yield from _figures(same, counted, [pair for pairs in by_files.values() for pair in pairs])
    yield from _places(same)


def _companions(same: Sequence[Pair]) -> dict[int, list[Telling]]:
    """For every telling those of other papers that surely tell the same on the same day."""
    found: dict[int, list[Telling]] = defaultdict(list)
    for a, b in same:
        if a.overlaps(b) and kin(a, b) >= number("kin_figures"):
            found[id(a)].append(b)
            found[id(b)].append(a)
    return found


def _matched(pairs: Sequence[Pair]) -> list[Pair]:
    """Of the pairs of two papers that may be of one day those that are one happening, the likest first, each telling
    once."""
    ranked = sorted(((-max(bearing(a, b), kin(a, b)) - 0.5 * a.overlaps(b), at) for at, (a, b) in enumerate(pairs)))
    used: set[int] = set()
    found = []
    for points, at in ranked:
        a, b = pairs[at]
        if -points >= number("kin_same_day") and id(a) not in used and id(b) not in used:
            used |= {id(a), id(b)}
            found.append((a, b))
    return found


@dataclass(eq=False)
class _File:
    """All that one paper tells."""

    told: list[Telling] = field(default_factory=list)
    _series: dict[Telling, bool] = field(default_factory=dict)

    def series(self, one: Telling) -> bool:
        """Whether the paper tells several happenings like this one of it or of another paper."""
        if one not in self._series:
            least = 1 if any(other is one for other in self.told) else 2
            alike = (other for other in self.told if other is not one and likeness(one, other) >= 75)
            self._series[one] = len(list(islice(alike, least))) == least
        return self._series[one]


def _days(pairs: Sequence[Pair], left: _File, right: _File) -> Iterator[Pair]:
    """Pairs that are one happening for sure but for the day, each the likest of the other."""
    points = [_one_but_for_day(a, b, left, right) if not a.pairs.isdisjoint(b.pairs) else 0.0 for a, b in pairs]
    lefts: dict[int, list[float]] = defaultdict(list)
    rights: dict[int, list[float]] = defaultdict(list)
    for value, (a, b) in zip(points, pairs, strict=True):
        lefts[id(a)].append(value)
        rights[id(b)].append(value)
    for value, (a, b) in zip(points, pairs, strict=True):
        if value >= number("kin_other_day") and _first(value, lefts[id(a)]) and _first(value, rights[id(b)]):
            yield a, b


def _first(value: float, among: Sequence[float]) -> bool:
    """Whether nothing else is as much."""
    return value == max(among) and among.count(value) == 1


def _one_but_for_day(a: Telling, b: Telling, left: _File, right: _File) -> float:
    if a.start is None or b.start is None or a.start.year != b.start.year or \
            a.ordinals != b.ordinals and a.ordinals and b.ordinals:
        return 0.0
    if a.sheet.paper in _TOLD and b.sheet.paper in _TOLD and likeness(a, b) < 90:
        return 0.0
    marks = [marks_of(one.path + one.sheet.frame.title) for one in (a, b)]
    if all(marks) and marks[0] != marks[1]:
        return 0.0
    points = kin(a, b)
    if points < number("kin_other_day") - 2:
        return 0.0
    near = abs((a.start - b.start).days)
    points += 0.5 if a.start.month == b.start.month or a.start.day == b.start.day else 0.0
    points -= 1.0 if near > 60 and a.start.day != b.start.day and not (a.title and a.title == b.title) else 0.0
    if likeness(a, b) >= 85 and not any(file.series(one) for file in (left, right) for one in (a, b)):
        points += 1.5
    return points


def _groups(pairs: Sequence[Pair]) -> list[list[Telling]]:
    """Tellings of one happening: those that pairs link, in order."""
    home: dict[int, list[Telling]] = {}
    for a, b in pairs:
        left, right = home.get(id(a), [a]), home.get(id(b), [b])
        joined = left if left is right else [*left, *right]
        for one in joined:
            home[id(one)] = joined
    groups: list[list[Telling]] = []
    for group in home.values():
        if not any(group is other for other in groups):
            groups.append(group)
    return groups


def day_places(one: Telling) -> list[Place]:
    """Where the happening is told, and its day where that stands in a cell of its own."""
    places = [one.said.place()]
    if one.day_place is not None and one.day_place[0] is not one.said:
        said, start, end = one.day_place
        places.append(said.place(start, end))
    return places


def _two_days(group: Sequence[Telling]) -> Finding:
    ordered = sorted(group, key=lambda one: (one.start or date.min, one.path))
    written = [(one, one.start.isoformat()) for one in ordered if one.start]
    return told("date_contradiction", "two_days", "medium", [one.said for one in ordered],
                places=[place for one in ordered for place in day_places(one)],
                measures={"written": "、".join(dict.fromkeys(day for _, day in written))},
                days=[(day_places(one)[-1], day) for one, day in written],
                what=ordered[0].said.text[:40], told_days="、".join(f"{one.file}写{day}" for one, day in written))


def _figures(same: Sequence[Pair], found: Sequence[Telling], every: Sequence[Pair]) -> Iterator[Finding]:
    """The same happening with another number of people or copies: one finding for all papers that tell it."""
    on_day = Counter((one.path, one.start) for one in found if one.start)
    one_thing = [*(pair for pair in same if _one(*pair)), *(pair for pair in every if _alone(*pair, on_day))]
    for what in ("people", "copies"):
        pairs = [(a, b) for a, b in dict.fromkeys(one_thing) if apart(_numbers(a, what), _numbers(b, what))]
        for group in _groups(pairs):
            told_ = sorted(((_numbers(one, what)[0], one) for one in group), key=lambda row: (row[0].value,
                                                                                              row[1].path))
            less, more = told_[0][0], told_[-1][0]
            if not less.value:
                continue
            sure = more.value >= less.value * number("figures_far" if less.exact and more.exact else "figures_farther")
            agreed = [one for one in _agreeing(same, group) if len(_numbers(one, what)) == 1]
            unit = "人" if what == "people" else "份"
            told_ += [(_numbers(one, what)[0], one) for one in agreed]
            yield told("count_contradiction", "two_figures", "medium" if sure else "low",
                       [one.said for _, one in told_], measures={"written": _shown(less), "expected": _shown(more)},
                       figures=[(one.said.place(), f"{_shown(figure)}{unit}") for figure, one in told_],
                       what=group[0].said.text[:40],
                       numbers="、".join(f"{one.file}写{_shown(figure)}{unit}" for figure, one in told_))


def _one(a: Telling, b: Telling) -> bool:
    """Whether two tellings that were matched are of one happening for sure, whatever their numbers."""
    same_name, same_hall = likeness(a, b) >= 75, same_place(a.place, b.place)
    if not (same_name or same_hall and (likeness(a, b) >= 50 or kin(a, b) >= number("kin_figures"))):
        return False
    return a.overlaps(b) or bool(a.title) and a.title == b.title


def _alone(a: Telling, b: Telling, on_day: Counter[tuple[str, date]]) -> bool:
    """Whether each is all that its paper tells of the day, and one names the other's place or both share words."""
    if a.start is None or a.start != b.start or a.start != a.end or b.start != b.end or \
            any(on_day[one.path, a.start] > 1 for one in (a, b)) or same_place(a.place, b.place) is False or \
            parts(a, b) or a.ordinals != b.ordinals and a.ordinals and b.ordinals:
        return False
    named = any(len(one.place) >= 4 and one.place in other.text for one, other in ((a, b), (b, a)))
    return named or len(a.pairs & b.pairs) >= number("alone_shared")


def _numbers(one: Telling, what: str) -> tuple[Figure, ...]:
    return one.came if what == "people" else one.copies


def _agreeing(same: Sequence[Pair], group: Sequence[Telling]) -> list[Telling]:
    """Further tellings of the same happening, in papers of which the group has none."""
    known, members = {one.path for one in group}, set(map(id, group))
    found: dict[str, Telling] = {}
    for a, b in same:
        for one, other in ((a, b), (b, a)):
            if id(one) in members and other.path not in known and _one(a, b):
                found.setdefault(other.path, other)
    return [found[path] for path in sorted(found)]


def _shown(figure: Figure) -> str:
    return str(figure.value) if figure.exact else f"约{figure.value}"


def _one_crowd(a: Telling, b: Telling) -> bool:
    """Whether both tell of one exact number of people, in some of the same words."""
    return shared(a.people, b.people) is not None and len(a.pairs & b.pairs) >= number("same_day_words")


def _places(same: Sequence[Pair]) -> Iterator[Finding]:
    """The same happening of the same day at another place."""
    pairs = [(a, b) for a, b in same if a.overlaps(b) and same_place(a.place, b.place) is False
             and (likeness(a, b) >= number("place_likeness") or _one_crowd(a, b))
             and a.place not in b.text and b.place not in a.text]
    for group in _groups(pairs):
        known = [*group, *(one for one in _agreeing(same, group) if one.place)]
        yield told("date_contradiction", "two_places", "medium", [one.said for one in known],
                   measures={"written": "、".join(dict.fromkeys(one.place for one in known))},
                   what=group[0].said.text[:40], places_told="、".join(f"{one.file}写{one.place}" for one in known))
