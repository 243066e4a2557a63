"""Happenings as they are told: a row of a register or the sentences under a day, with place, people and copies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from classifiers.cues import cues
from classifiers.grammar import DateMatch
from classifiers.slots import place_of
from integrity.claims.data import number, pattern
from integrity.claims.sheets import Said, Sheet, bare
from integrity.claims.tables import Row, Table, is_total

_PEOPLE = re.compile(r"(?P<near>近|约|逾|超过?)?(?P<value>\d{1,6})(?P<more>余|多)?(?:名|人(?!次|均|民|大|社|力|才|事))")
_COPIES = re.compile(r"(?P<near>近|约|逾|超过?)?(?P<value>\d{1,7})(?P<more>余|多)?(?:[余多]?)(?:份|册|张|本|套)")
_TITLE = re.compile(r"[《“]([^》”]{4,40})[》”]")
_NOISE = re.compile(r"我局|本局|我委|我镇|组织|开展|活动|举办|举行|召开|干部|职工|全体|工作|\d+[年月日号余名人份册期次]*"
                    r"|上午|下午|第[一二三四五六七八九十]+[期场次批讲]")
_ORDINAL = re.compile(r"第?([一二三四五六七八九十\d]{1,3})[期场次批讲轮站季]|[（(]([一二三四五六七八九十\d]{1,2})[)）]|"
                      r"(上午|下午|上半年|下半年|[一二三四]季度)")
_MINUTES = re.compile(r"时间\s?[:：]")
_WHERE = re.compile(r"地点\s?[:：]\s?([^\s，。；　]{2,20})")
_LONGEST = 160


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
    """One telling of one happening. name: what was held, without marks; text: all its words.

    start, end: its days. year_given: the year stands beside the day. table: of which it is a row. aside: marked as
    another year's or not held. ordinals: which of a series (第二期, 下午).
    """

    said: Said
    start: date
    end: date
    year_given: bool
    name: str
    text: str
    place: str = ""
    people: tuple[Figure, ...] = ()
    copies: tuple[Figure, ...] = ()
    topics: frozenset[str] = frozenset()
    table: Table | None = None
    row: Row | None = None
    aside: bool = False
    ordinals: frozenset[str] = frozenset()
    day_place: tuple[Said, int, int] | None = field(default=None)

    @property
    def sheet(self) -> Sheet:
        """The paper in which it is told."""
        return self.said.sheet

    @property
    def path(self) -> str:
        """The paper's path."""
        return self.said.sheet.document.path

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Its name's pairs of characters, for a first look."""
        return frozenset(self.name[at:at + 2] for at in range(len(self.name) - 1))

    def overlaps(self, other: Telling) -> bool:
        """Whether both share a day."""
        return self.start <= other.end and other.start <= self.end


def tellings(sheets: Sequence[Sheet]) -> list[Telling]:
    """Everything told as done under a day, paper by paper."""
    found: list[Telling] = []
    for sheet in sheets:
        if sheet.paper in ("plan", "duty_list", "notice", "case", "score_table", "certificate", "work"):
            continue
        found += _prose(sheet)
        for table in sheet.tables:
            if not pattern("tellings", "publishing").search(table.title + "".join(table.heads.values())):
                found += filter(None, (_of_row(sheet, table, row) for row in table.rows))
    return found


def _of_row(sheet: Sheet, table: Table, row: Row) -> Telling | None:
    column = table.column("day")
    if column is None or is_total(row) or row.filled < 2:
        return None
    day_span = row.span(column)
    day_words = sheet.said(row.index, *day_span) if day_span else None
    day = _day(day_words) if day_words else None
    if day is None or day.range is None or day_words is None:
        return None
    main = _name_column(table, row, column)
    span = row.span(main) if main is not None else None
    if span is None:
        return None
    said = sheet.said(row.index, *span)
    text = row.block.text
    if _undone(sheet, row.index, None, text):
        return None
    people, copies = _row_figures(table, row)
    return Telling(said, day.range.start, day.range.end, day.year_given, _name(said.text), text,
                   place=bare(table.cell(row, "place")), people=people, copies=copies,
                   topics=_topics(text), table=table, row=row,
                   aside=pattern("sums", "set_aside").search(text) is not None,
                   ordinals=_ordinals(said.text), day_place=(day_words, day.start, day.end))


def _name_column(table: Table, row: Row, day: int) -> int | None:
    """The column that says what was held: the longest of those that name things, else of those without a role."""
    for roles in (("name",), ("other", "note", "host")):
        columns = [column for column, role in table.roles.items() if role in roles and column != day
                   and row.span(column) and len(row.cells.get(column, "").strip()) >= 4]
        if columns:
            return max(columns, key=lambda one: len(row.cells[one]))
    return None


def _row_figures(table: Table, row: Row) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    found: dict[str, list[Figure]] = {"people": [], "copies": []}
    for column, role in table.roles.items():
        if role in found:
            cell = re.search(r"(?P<near>近|约|逾|超过?)?(?P<value>\d{1,7})(?P<more>余|多)?", row.cells.get(column, ""))
            if cell:
                found[role].append(_figure(cell))
    return tuple(found["people"]), tuple(found["copies"])


def _figure(found: re.Match[str]) -> Figure:
    return Figure(int(found["value"]), not (found["near"] or found["more"]))


def _day(said: Said) -> DateMatch | None:
    """The one day, or few days on end, that the words name."""
    days = [day for day in said.dates() if day.range and day.precision == "day" and not day.in_title
            and day.range.days <= number("days_on_end") and day.relative not in ("until", "since")]
    plain = [day for day in days if day.named_day is None]
    return plain[0] if plain else None


def _undone(sheet: Sheet, index: int, span: tuple[int, int] | None, text: str) -> bool:
    """Whether the words tell nothing done by the unit: so finding says, or their own words where it says nothing."""
    statuses = {one.status for one in sheet.mentions.get(index, ())
                if span is None or one.span.start < span[1] and one.span.end > span[0]}
    if statuses:
        return not statuses & {"done", "other_period"}
    return pattern("days", "not_yet").search(text) is not None or cues().lapsed.search(text) is not None


def _prose(sheet: Sheet) -> Iterator[Telling]:
    """The sentences from one day to the next, or to the next heading."""
    open_: list[Said] = []
    day: DateMatch | None = None
    for said in sheet.pieces:
        if said.block.kind == "heading":
            if day is not None:
                yield from _of_words(open_, day)
            open_, day = [], None
            continue
        found = None if said is sheet.dateline else _told_day(sheet, said)
        if found is not None:
            if day is not None:
                yield from _of_words(open_, day)
            open_, day = [said], found
        elif day is not None and not cues().planned.search(said.text) and \
                sum(len(one.text) for one in open_) < _LONGEST:
            open_.append(said)
    if day is not None:
        yield from _of_words(open_, day)


def _told_day(sheet: Sheet, said: Said) -> DateMatch | None:
    if _undone(sheet, said.index, (said.start, said.end), said.text) or \
            pattern("tellings", "not_ours").search(said.text):
        return None
    day = _day(said)
    return day if day is not None and len(said.text) - len(day.text) >= 8 or day and "时间" in said.text else None


def _of_words(open_: Sequence[Said], day: DateMatch) -> Iterator[Telling]:
    """A telling of the first sentence and those after it; further days in it are left to the grammar of lists."""
    first = open_[0]
    if day.range is None:
        return
    text = "".join(one.text for one in open_)
    name, place = _name(first.text[day.end:day.end + 60] or first.text[:60]), place_of(text) or ""
    minutes = _MINUTES.search(first.text)
    if minutes and first.block.section_path:
        name = _name(first.block.section_path[-1] + "".join(one.text for one in open_[1:])[:50])
    elif len(name) < 4 and len(open_) > 1:
        name = _name(open_[1].text[:60])
    if minutes and (where := _WHERE.search(first.text)):
        place = where[1]
    if len(name) < 4:
        return
    yield Telling(first, day.range.start, day.range.end, day.year_given, name, text, place=bare(place),
                  people=tuple(_figure(one) for one in _PEOPLE.finditer(text)),
                  copies=tuple(_figure(one) for one in _COPIES.finditer(text)), topics=_topics(text),
                  aside=pattern("tellings", "earlier").search(first.text) is not None,
                  ordinals=_ordinals(first.text), day_place=(first, day.start, day.end))


def _topics(text: str) -> frozenset[str]:
    return frozenset(bare(found) for found in _TITLE.findall(text))


def _ordinals(text: str) -> frozenset[str]:
    return frozenset(next(filter(None, found)) for found in _ORDINAL.findall(text))


@lru_cache(maxsize=8192)
def _name(text: str) -> str:
    return _NOISE.sub("", bare(text))


def likeness(a: Telling, b: Telling) -> float:
    """How like the names of two tellings are, 0–100; 0 where too little is told."""
    short, long = sorted((a.name, b.name), key=len)
    if len(short) < 4 or not a.pairs & b.pairs:
        return 0.0
    if len(long) > 2 * len(short) and len(short) < 6:
        return fuzz.ratio(short, long)
    return fuzz.partial_ratio(short, long)


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
    points += {True: 1.0, False: -2.5, None: 0.0}[same_place(a.place, b.place)]
    return points + (0.7 if any(len(one) >= 6 for one in a.topics & b.topics) else 0.0)
