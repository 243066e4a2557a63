"""How alike two tellings are: by name, place, numbers and titles, whatever their days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from integrity.claims.data import number, pattern, value
from integrity.claims.sheets import Said, Sheet, bare
from integrity.claims.tables import Row, Table

_NOISE = re.compile(r"我局|本局|我委|我镇|组织|开展|活动|举办|举行|召开|干部|职工|全体|工作"
                    r"|\d+[年月日号余名人份册期次]*|上午|下午|第[一二三四五六七八九十]+[期场次批讲]")
_SHINGLE = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as told; exact unless 余, 近 or the like stand by it."""

    value: int
    exact: bool

    @property
    def round(self) -> bool:
        """Whether many things are counted so: tens, or very few."""
        return self.value % 10 == 0 or self.value < number("few_people")

    def fits(self, other: Figure) -> bool:
        """Whether both can be one number."""
        if self.exact and other.exact:
            return self.value == other.value
        low, high = sorted((self.value, other.value))
        return high <= low * number("rounded_within")


@dataclass(frozen=True, eq=False)
class Telling:
    """One telling of one happening. name: what was held, without marks; text: all its words; title: its own name.
    people: every number of people told; came: those told as having come.

    start, end: its days, None where none is told; month: where only that is. year_given: the year stands beside the
    day. table: of which it is a row. aside: marked as another year's or not held. ordinals: which of a series.
    """

    said: Said
    name: str
    text: str
    start: date | None = None
    end: date | None = None
    month: int | None = None
    year_given: bool = False
    place: str = ""
    people: tuple[Figure, ...] = ()
    came: tuple[Figure, ...] = ()
    copies: tuple[Figure, ...] = ()
    topics: frozenset[str] = frozenset()
    title: str = ""
    table: Table | None = None
    row: Row | None = None
    aside: bool = False
    ordinals: frozenset[str] = frozenset()
    day_place: tuple[Said, int, int] | None = None

    @property
    def sheet(self) -> Sheet:
        """The paper in which it is told."""
        return self.said.sheet

    @property
    def path(self) -> str:
        """The paper's path."""
        return self.said.sheet.document.path

    @property
    def file(self) -> str:
        """The file's own name."""
        return self.path.rpartition("/")[2]

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Its name's pairs of characters, for a first look."""
        return _pairs(self.name)

    @cached_property
    def shingles(self) -> frozenset[str]:
        """Runs of its words, to know a passage again."""
        words = bare(re.sub(r"\d+", "", self.text))
        return frozenset(words[at:at + _SHINGLE] for at in range(len(words) - _SHINGLE + 1))

    def overlaps(self, other: Telling) -> bool:
        """Whether both share a day; False where one tells none."""
        return None not in (self.start, self.end, other.start, other.end) and \
            self.start <= other.end and other.start <= self.end  # type: ignore[operator]

    def may_be(self, other: Telling) -> bool:
        """Whether the days do not speak against it: one is told without, or only by its month."""
        if self.start is None or other.start is None:
            months = [one.month or (one.start.month if one.start else None) for one in (self, other)]
            return None in months or months[0] == months[1]
        return self.overlaps(other)


@lru_cache(maxsize=8192)
def stripped(text: str) -> str:
    """A name without marks, days and the words that every activity has."""
    return _NOISE.sub("", bare(text))


def parts(a: Telling, b: Telling) -> bool:
    """Whether the names tell two parts of one thing: the course and its examination, the opening and the close."""
    return any((re.search(one, a.said.text) is None) != (re.search(one, b.said.text) is None)
               for one in value("twice", "part"))


def likeness(a: Telling, b: Telling) -> float:
    """How like the names of two tellings are, 0–100; 0 where too little is told."""
    if a.title and a.title == b.title:
        return 100.0
    return _alike(a.name, b.name)


@lru_cache(maxsize=32768)
def _alike(a: str, b: str) -> float:
    """How like two names are, 0–100; 0 where one is too short or no two characters stand side by side in both."""
    short, long = sorted((a, b), key=len)
    if len(short) < 4 or _pairs(short).isdisjoint(_pairs(long)):
        return 0.0
    if len(long) > 2 * len(short) and len(short) < 6:
        return fuzz.ratio(short, long)
    return fuzz.partial_ratio(short, long)


@lru_cache(maxsize=8192)
def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[at:at + 2] for at in range(len(name) - 1))


@lru_cache(maxsize=8192)
def same_place(a: str, b: str) -> bool | None:
    """Whether two places are one; None where one is not told."""
    if not a or not b:
        return None
    short, long = sorted((a, b), key=len)
    stems = sorted((pattern("tellings", "place_ends").sub("", one) or one for one in (a, b)), key=len)
    if short in long or stems[0] in stems[1] or fuzz.partial_ratio(short, long) >= 80:
        return True
    return False if fuzz.partial_ratio(*stems) <= 50 else None


def shared(a: Sequence[Figure], b: Sequence[Figure]) -> Figure | None:
    """The most telling number that both name exactly: one that is not round before one that is."""
    both = [one for one in a if one.exact and any(one == other for other in b)]
    return min(both, key=lambda one: (one.round, -one.value), default=None)


def apart(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether both name one number and these cannot be one."""
    return len(a) == 1 == len(b) and not a[0].fits(b[0])


def kin(a: Telling, b: Telling) -> float:
    """How much speaks for two tellings being one happening, whatever their days: name, place, people, copies, titles.

    About 4 is certain enough to ask, below 2 nothing.
    """
    people, copies = shared(a.people, b.people), shared(a.copies, b.copies)
    points = bearing(a, b)
    points += (1.0 if people.round else 2.0) if people else -1.5 if apart(a.people, b.people) else 0.0
    return points + ((0.8 if copies.round else 1.5) if copies else -0.7 if apart(a.copies, b.copies) else 0.0)


def bearing(a: Telling, b: Telling) -> float:
    """The part of ``kin`` that no number bears: name, place, titles."""
    like = likeness(a, b)
    points = 2.5 if like >= 90 else 1.5 if like >= 75 else 0.5 if like >= 60 else 0.0 if like >= 40 else -1.5
    points += 1.0 if a.title and a.title == b.title and len(a.title) >= 6 else 0.0
    points += {True: 1.0, False: -2.5, None: 0.0}[same_place(a.place, b.place)]
    return points + (0.7 if any(len(one) >= 6 for one in a.topics & b.topics) else 0.0)
