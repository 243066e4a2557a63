"""One happening told in two papers with two days, two places or two numbers.

A telling in one paper is held against the other paper only where that has nothing on its day: what both tell on one day
agrees, and what one of them tells besides may simply be left out by the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from integrity.claims.data import number
from integrity.claims.report import told
from integrity.claims.tellings import Figure, Telling, apart, bearing, kin, likeness, same_place
from model.results import Finding, Place


def told_apart(found: Sequence[Telling]) -> Iterator[Finding]:
    """Every happening of a dossier that two papers tell with different days, places or numbers."""
    by_file: dict[str, list[Telling]] = defaultdict(list)
    for one in found:
        if not one.aside:
            by_file[one.path].append(one)
    days: list[tuple[Telling, Telling]] = []
    same: list[tuple[Telling, Telling]] = []
    for left, right in combinations(sorted(by_file), 2):
        matched = _matched(by_file[left], by_file[right])
        same += matched
        taken = {id(one) for pair in matched for one in pair}
        days += _days([one for one in by_file[left] if id(one) not in taken],
                      [one for one in by_file[right] if id(one) not in taken], by_file[left], by_file[right])
    for group in _groups(days):
        yield _two_days(group)
    yield from _figures(same)
    yield from _places(same)


def _matched(left: Sequence[Telling], right: Sequence[Telling]) -> list[tuple[Telling, Telling]]:
    """The tellings of two papers that are of one day and may be of one happening, the likest first, each once."""
    pairs = sorted(((max(bearing(a, b), kin(a, b)), i, j) for i, a in enumerate(left) for j,
                    b in enumerate(right) if a.overlaps(b)),
                   key=lambda one: (-one[0], one[1], one[2]))
    used: tuple[set[int], set[int]] = (set(), set())
    found = []
    for points, i, j in pairs:
        if points >= number("kin_same_day") and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            found.append((left[i], right[j]))
    return found


def _days(left: Sequence[Telling], right: Sequence[Telling], all_left: Sequence[Telling],
          all_right: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs that are one happening for sure but for the day, each the likest of the other."""
    points = {(i, j): _one_but_for_day(a, b, all_left, all_right) for i, a in enumerate(left)
              for j, b in enumerate(right) if not a.overlaps(b) and a.pairs & b.pairs}
    for (i, j), value in points.items():
        rivals = [other for (k, m), other in points.items() if (k == i) != (m == j)]
        if value >= number("kin_other_day") and all(other < value for other in rivals):
            yield left[i], right[j]


def _one_but_for_day(a: Telling, b: Telling, all_left: Sequence[Telling], all_right: Sequence[Telling]) -> float:
    if a.start.year != b.start.year or a.ordinals != b.ordinals and a.ordinals and b.ordinals:
        return 0.0
    points = kin(a, b)
    if points < number("kin_other_day") - 2:
        return 0.0
    near = abs((a.start - b.start).days)
    points += 0.5 if a.start.month == b.start.month or a.start.day == b.start.day else 0.0
    points -= 1.0 if near > 60 and a.start.day != b.start.day else 0.0
    if likeness(a, b) >= 85 and not _series(a, all_right) and not _series(b, all_left) and \
            not _series(a, all_left) and not _series(b, all_right):
        points += 1.5
    return points


def _series(one: Telling, others: Sequence[Telling]) -> bool:
    """Whether a paper tells several happenings of the like."""
    return sum(likeness(one, other) >= 75 for other in others if other is not one) > 1 - any(
        other is one for other in others)


def _groups(pairs: Sequence[tuple[Telling, Telling]]) -> list[list[Telling]]:
    """Tellings of one happening: those that pairs link, in order."""
    home: dict[int, list[Telling]] = {}
    for a, b in pairs:
        joined = home.get(id(a), [a]) if home.get(id(a)) is home.get(id(b), 0) else [
            *home.get(id(a), [a]), *home.get(id(b), [b])]
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
    ordered = sorted(group, key=lambda one: (one.start, one.path))
    written = list(dict.fromkeys(one.start.isoformat() for one in ordered))
    return told("date_contradiction", "two_days", "medium", [one.said for one in ordered],
                places=[place for one in ordered for place in day_places(one)],
                measures={"written": "、".join(written)}, what=ordered[0].said.text[:40],
                days="、".join(f"{one.path.rpartition('/')[2]}写{one.start.isoformat()}" for one in ordered))


def _figures(same: Sequence[tuple[Telling, Telling]]) -> Iterator[Finding]:
    """The same happening of the same day with another number of people or copies."""
    for a, b in same:
        same_name, same_hall = likeness(a, b) >= 75, same_place(a.place, b.place)
        if not (same_name or same_hall and (likeness(a, b) >= 50 or kin(a, b) >= number("kin_figures"))):
            continue
        for what, left, right in (("人", a.people, b.people), ("份", a.copies, b.copies)):
            if not apart(left, right):
                continue
            one, other = sorted((left[0], right[0]), key=lambda figure: figure.value)
            far = other.value >= one.value * number("figures_far")
            yield told("count_contradiction", "two_figures", "medium" if far and one.exact and other.exact else "low",
                       [a.said, b.said], measures={"written": _shown(left[0]), "expected": _shown(right[0])},
                       what=a.said.text[:40], left=f"{_shown(left[0])}{what}", right=f"{_shown(right[0])}{what}",
                       first=a.path.rpartition("/")[2], second=b.path.rpartition("/")[2])


def _shown(figure: Figure) -> str:
    return str(figure.value) if figure.exact else f"约{figure.value}"


def _places(same: Sequence[tuple[Telling, Telling]]) -> Iterator[Finding]:
    """The same happening of the same day at another place."""
    for a, b in same:
        if same_place(a.place, b.place) is False and likeness(a, b) >= number("place_likeness"):
            yield told("date_contradiction", "two_places", "medium", [a.said, b.said],
                       measures={"written": f"{a.place}、{b.place}"}, what=a.said.text[:40], left=a.place,
                       right=b.place,
                       first=a.path.rpartition("/")[2], second=b.path.rpartition("/")[2])
