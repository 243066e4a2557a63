"""One activity counted twice: two rows of a register, two entries of a report or two papers that tell the same under
two days or two names.

Told in a report, a briefing, a register and a caption one event is one; a series with its ordinals, morning and
afternoon, and what comes back every month with its own numbers are several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from integrity.claims.apart import day_places
from integrity.claims.candidates import pairs_sharing
from integrity.claims.data import number, pattern
from integrity.claims.kinship import Figure, Telling, likeness, parts, same_place, shared
from integrity.claims.report import told
from integrity.finding import SEVERITIES, Severity
from model.results import Finding

_TOLD = frozenset({"briefing", "media", "web_page"})
"""Papers each of which tells an activity of its own."""


@dataclass(frozen=True, eq=False)
class _Activity:
    """All that a dossier tells under one name, or one row of a register. days: every day told for it."""

    name: str
    told: tuple[Telling, ...]

    @property
    def first(self) -> Telling:
        return self.told[0]

    @property
    def people(self) -> tuple[Figure, ...]:
        return tuple(dict.fromkeys(figure for one in self.told for figure in one.people))

    @property
    def copies(self) -> tuple[Figure, ...]:
        return tuple(dict.fromkeys(figure for one in self.told for figure in one.copies))

    @property
    def ordinals(self) -> frozenset[str]:
        return frozenset().union(*(one.ordinals for one in self.told))

    def place(self, other: _Activity) -> bool | None:
        """Whether some place of both is one; False where all told are others, None where one tells none."""
        known = [same_place(a.place, b.place) for a in self.told for b in other.told if a.place and b.place]
        return True if True in known else False if known and all(one is False for one in known) else None

    def day(self, other: _Activity) -> bool | None:
        """Whether both are of one day; None where one tells none."""
        known = [a.overlaps(b) for a in self.told for b in other.told if a.start and b.start]
        return any(known) if known else None


def counted_twice(found: Sequence[Telling]) -> Iterator[Finding]:
    """Every activity of a dossier that seems to be counted twice."""
    counted = [one for one in found if not one.aside]
    yield from _repeated(counted)
    yield from _renamed(_activities(counted))


def _repeated(found: Sequence[Telling]) -> Iterator[Finding]:
    """Two rows of one register, or two entries of one report, with the same name."""
    rows: dict[str, list[Telling]] = {}
    for one in found:
        if one.row is not None:
            rows.setdefault(one.path, []).append(one)
    grouped: dict[tuple[str, str], list[tuple[Severity, Telling, Telling]]] = {}
    for a, b in pairs_sharing(found, days=False):
        if a.path != b.path or likeness(a, b) < 85 or a.ordinals != b.ordinals or a.row and b.row and parts(a, b):
            continue
        grade = _same_row(a, b, rows[a.path]) if a.row is not None and b.row is not None else _same_entry(a, b)
        if grade is not None:
            grouped.setdefault((a.title or a.name, b.title or b.name), []).append((grade, a, b))
    for pairs in grouped.values():
        days = any(a.start != b.start for _, a, b in pairs)
        gravest = min((one for one, *_ in pairs), key=SEVERITIES.index)
        yield _finding("two_rows" if days else "twice_listed", gravest, [a for _, a, _ in pairs],
                       [b for *_, b in pairs])


def _same_row(a: Telling, b: Telling, rows: Sequence[Telling]) -> Severity | None:
    """How surely two rows of like names are one happening; None where something tells them apart. rows: of the file."""
    if a.start is None or b.start is None or a.start.year != b.start.year or pattern("twice", "fixed").search(a.text):
        return None
    place, people, copies = same_place(a.place, b.place), shared(a.people, b.people), shared(a.copies, b.copies)
    if place is False:
        return None
    if not (people or copies):
        return "low" if a.overlaps(b) and a.table is b.table and likeness(a, b) >= 95 else None
    if a.overlaps(b):
        return None if a.table is not b.table else "medium" if place or people and copies else "low"
    telling = any(figure is not None and not figure.round for figure in (people, copies))
    if not (telling and (place or people and copies) or place):
        return None
    series = sum(one.name == a.name for one in rows) > 3 or \
        sum(likeness(a, one) >= 75 for one in rows[:int(number("rows_most"))] if one is not a) > 2
    if series and not (people and copies and telling):
        return None
    if telling and (place or people and copies) or people and copies and place:
        return "medium"
    return "low" if place and not series else None


def _same_entry(a: Telling, b: Telling) -> Severity | None:
    """How surely two entries under one name are one happening counted twice: both must count it by themselves."""
    if not a.title or a.title != b.title or a.said.index == b.said.index or not a.may_be(b):
        return None
    if same_place(a.place, b.place) is False or not (a.overlaps(b) or shared(a.people, b.people)):
        return None
    words = [pattern("twice", "counted").search(one.text) is not None for one in (a, b)]
    return "medium" if all(words) or any(words) and not (a.row or b.row) else None


def _activities(found: Sequence[Telling]) -> list[_Activity]:
    """What is told under each name; a name told on many days is a series, and each day stands for itself."""
    by_name: dict[str, list[Telling]] = {}
    for one in found:
        name = one.title or (f"{one.path}|{one.name}" if one.sheet.paper in _TOLD else "")
        if name and not pattern("twice", "fixed").search(one.title or one.name):
            by_name.setdefault(name, []).append(one)
    found_: list[_Activity] = []
    for name, group in by_name.items():
        by_day: dict[date | None, list[Telling]] = {}
        for one in group:
            by_day.setdefault(one.start, []).append(one)
        parts = [group] if len(by_day) <= number("series_days") else list(by_day.values())
        found_ += [_Activity(name, tuple(part[:int(number("tellings_most"))])) for part in parts]
    return found_


def _renamed(activities: Sequence[_Activity]) -> Iterator[Finding]:
    """Two names for one happening: everything told of both agrees, but for the name and perhaps the day."""
    home = {id(one): activity for activity in activities for one in activity.told}
    told_ = [one for activity in activities for one in activity.told]
    pairs = dict.fromkeys((home[id(a)], home[id(b)]) for a, b in pairs_sharing(told_, days=False))
    for a, b in pairs:
        if a is b or (b, a) in pairs and a.name > b.name:
            continue
        rows = a.first.row is not None and b.first.row is not None
        grade = None if rows and likeness(a.first, b.first) >= 85 else _same_but_for_name(a, b)
        if grade is not None:
            yield _finding("two_names" if a.day(b) is not False else "other_day_and_name", grade, a.told, b.told)


def _same_but_for_name(a: _Activity, b: _Activity) -> Severity | None:
    people, copies = shared(a.people, b.people), shared(a.copies, b.copies)
    place, day = a.place(b), a.day(b)
    if place is False or not (people or copies) or a.ordinals != b.ordinals and a.ordinals and b.ordinals:
        return None
    if day is None and not any(one.may_be(other) for one in a.told for other in b.told):
        return None
    telling = any(figure is not None and not figure.round for figure in (people, copies))
    if a.first.row and b.first.row and parts(a.first, b.first):
        return None
    together = {one.path for one in a.told} & {one.path for one in b.told}
    if day is not False:
        if not together:
            return None
        if place and people and any(pattern("twice", "counted").search(one.text) for one in (*a.told, *b.told)
                                    if one.path in together and not one.row):
            return "medium"
        strong = bool(place) + bool(day) + bool(people) + bool(copies) >= (3 if telling else 4)
        return "medium" if strong or telling and people and (day or place) else None
    alike = likeness(a.first, b.first) >= 50 or _passage(a, b)
    near = min((abs((x.start - y.start).days) for x in a.told for y in b.told if x.start and y.start), default=999)
    papers = all(any(one.sheet.paper in _TOLD for one in side.told) for side in (a, b))
    if not place or not people or not (together or papers):
        return None
    return "medium" if _passage(a, b) or telling and (copies or alike and near <= 10) else None


def _passage(a: _Activity, b: _Activity) -> bool:
    """Whether both are told with one passage of words."""
    return any(len(x.shingles & y.shingles) >= number("same_passage") for x in a.told for y in b.told)


def _finding(name: str, grade: Severity, left: Sequence[Telling], right: Sequence[Telling]) -> Finding:
    a, b = left[0], right[0]
    return told("double_counting", name, grade, [one.said for one in (*left, *right)],
                places=[place for one in (*left, *right) for place in day_places(one)],
                measures={"written": f"{a.said.text[:30]} | {b.said.text[:30]}"}, left=_shown(a), right=_shown(b),
                shared=_shared(left, right))


def _shown(one: Telling) -> str:
    return f"{one.start.isoformat() if one.start else ''}{one.said.text[:40]}"


def _shared(left: Sequence[Telling], right: Sequence[Telling]) -> str:
    a, b = _Activity("", tuple(left)), _Activity("", tuple(right))
    people, copies = shared(a.people, b.people), shared(a.copies, b.copies)
    place = next((one.place for one in left if any(same_place(one.place, two.place) for two in right)), "")
    said = ["日期" if a.day(b) else "", f"地点{place}" if place else "", f"{people.value}人" if people else "",
            f"资料{copies.value}份" if copies else "", "一段原文" if _passage(a, b) else ""]
    return "、".join(filter(None, said))
