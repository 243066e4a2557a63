"""What is counted one by one, as a careful reader takes it: rows of a register, items of an enumeration with its total,
and the papers that tell a single happening at length, against which both are held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from classifiers.grammar import find_dates, find_quantities
from integrity.claims.data import number, pattern, value
from integrity.claims.sheets import Said, Sheet, bare
from integrity.claims.tables import Row, Table

_HAN = re.compile(r"[^一-龥]+")
_DOTTED = re.compile(r"(?<![\d.])(?:(?P<year>20\d\d|\d\d)[./])?(?P<month>1[0-2]|0?[1-9])[./]"
                     r"(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.%])")
_TO = re.compile(r"(\d月\d{1,2}日\s?[—\-~～至到]{1,2}\s?)(\d{1,2})(?![\d月日号.])")
_LUNAR = re.compile(r"(腊月|正月)(?:初|廿|二十|三十|十)?[一二三四五六七八九十]{0,2}")
_COUNTED = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+|\d{1,6})(?:余|多|来)?([一-龥])(?<![年月日号时点分])")
_NUMBERED = re.compile(r"第?[\d一二三四五六七八九十]{1,3}[期次场批号]?")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_CIRCLED = re.compile("[①②③④⑤⑥⑦⑧⑨⑩]")


@dataclass(frozen=True, eq=False)
class Entry:
    """Something counted by itself. words: all its words; name: what it is called. first, last: the days it may be of,
    None where none is told; sure: the day itself is told. people: heads, where one exact number is told.
    figures: every number with its unit. whole: all that is counted with it."""

    said: Said
    words: str
    name: str
    first: date | None = None
    last: date | None = None
    sure: bool = False
    place: str = ""
    people: int | None = None
    figures: frozenset[tuple[int, str]] = frozenset()
    marks: frozenset[str] = frozenset()
    day_said: Said | None = None

    @cached_property
    def grams(self) -> frozenset[str]:
        """Pairs of characters of its words."""
        return pairs_of(self.words)

    def meets(self, first: date | None, last: date | None) -> bool:
        """Whether it may be of one of these days; False where one side tells none."""
        return None not in (self.first, self.last, first, last) and \
            self.first <= last and first <= self.last  # type: ignore[operator]

    @cached_property
    def bare(self) -> str:
        """Its words without marks."""
        return bare(self.words)

    @cached_property
    def title(self) -> str:
        """A name of its own in quotation marks, "" where it bears none."""
        found = re.search("“([^“”]{4,24})”", self.words)
        return bare(found[1]) if found else ""


@dataclass(frozen=True, eq=False)
class Witness:
    """A paper, or a part of a long one, that tells a happening: all its words and days."""

    said: Said
    words: str
    days: tuple[tuple[date, date], ...]
    figures: frozenset[tuple[int, str]]

    @cached_property
    def grams(self) -> frozenset[str]:
        """Pairs of characters of its words."""
        return pairs_of(self.words)

    @cached_property
    def bare(self) -> str:
        """Its words without marks."""
        return bare(self.words)


@lru_cache(maxsize=8192)
def pairs_of(text: str) -> frozenset[str]:
    """Pairs of characters of a text, numerals and what every activity is called left out."""
    plain = pattern("entries", "noise").sub(" ", text)
    return frozenset(run[at:at + 2] for run in _HAN.split(plain) for at in range(len(run) - 1))


def rows(sheet: Sheet) -> list[Entry]:
    """The rows of a paper's registers that tell a happening of a day."""
    if sheet.paper in ("plan", "duty_list", "notice", "score_table", "certificate", "work"):
        return []
    return [one for table in sheet.tables
            if not pattern("tellings", "publishing").search(table.title + "".join(table.heads.values()))
            for row in table.rows if (one := _row(sheet, table, row))]


def _row(sheet: Sheet, table: Table, row: Row) -> Entry | None:
    days = [column for column, role in sorted(table.roles.items()) if role == "day"]
    names = [column for column, role in table.roles.items() if role == "name" and row.span(column)]
    if not days or not names or row.total or row.filled < 2 or row.set_aside:
        return None
    main = row.span(max(names, key=lambda one: len(row.cells[one])))
    span = day_span("".join(row.cells.get(column, "").strip() for column in days), sheet.said(row.index).year)
    if main is None or span is None:
        return None
    first, last, sure = span
    day_cell = next((one for column in days if (one := row.span(column))), None)
    said = sheet.said(row.index, *main)
    others = "，".join(cell for column, cell in sorted(row.cells.items()) if column not in days)
    heads = table.cell(row, "people")
    counted = re.fullmatch(r"[^\d]{0,6}(\d[\d,]*)\s*(?:[人名户家位]|$)[^\d]{0,4}", heads)
    vague = re.search("余|多|来|约|近|左右|上下|几", heads)
    people = int(counted[1].replace(",", "")) if counted and not vague else None
    papers = re.fullmatch(r"\d[\d,]*", table.cell(row, "copies"))
    figures = figures_of(others) | ({(people, "人")} if people else frozenset()) | (
        {(int(papers.group().replace(",", "")), "份")} if papers else frozenset())
    return Entry(said, others, said.text, first, last, sure, bare(table.cell(row, "place")), people, figures,
                 marks_of("，".join(cell for cell in row.cells.values() if not _NUMBERED.fullmatch(cell.strip()))),
                 sheet.said(row.index, *day_cell) if day_cell else None)


@lru_cache(maxsize=8192)
def figures_of(text: str) -> frozenset[tuple[int, str]]:
    """Every whole number of a text with what it counts: people of every word for them are 人, papers 份."""
    units, most = value("entries", "units"), number("figure_most")
    found = [(int(one.quantity.value), str(one.quantity.unit)) for one in find_quantities(text)
             if one.quantity.value == int(one.quantity.value)]
    found += [(int(hit[1].replace(",", "")), hit[2]) for hit in _COUNTED.finditer(text)]
    return frozenset((count, units.get(unit, unit)) for count, unit in found if 0 < count <= most)


@lru_cache(maxsize=8192)
def marks_of(text: str) -> frozenset[str]:
    """What tells members of a series apart: its ordinals, halves of a day, quarters."""
    return frozenset(found.group() for found in pattern("entries", "marks").finditer(text))


@lru_cache(maxsize=8192)
def day_span(text: str, year: int) -> tuple[date, date, bool] | None:
    """The first and last day a cell or phrase may be of, and whether it names the day itself; None where it tells none
    or more than a month."""
    lunar = _lunar(text, year)
    if lunar is not None:
        return lunar
    written = _TO.sub(r"\1\2日", _DOTTED.sub(_plain, text))
    found = [day for day in find_dates(written, year=year, period=None) if day.range and not day.in_title
             and day.precision in ("day", "month") and day.range.days <= number("vague_days")]
    if not found or found[0].range is None:
        return None
    sure = found[0].precision == "day" and found[0].named_day is None
    start, end = found[0].range.start, found[0].range.end
    if not sure and pattern("entries", "begun").search(written):
        end = start + timedelta(days=int(number("begun_days")))
    slack = timedelta(days=0 if sure else number("named_slack" if found[0].named_day else "vague_slack"))
    return start - slack, end + slack, sure


def _plain(found: re.Match[str]) -> str:
    year = found["year"] and (found["year"] if len(found["year"]) == 4 else f"20{found['year']}")
    return (f"{year}年" if year else "") + f"{int(found['month'])}月{int(found['day'])}日"


def _lunar(text: str, year: int) -> tuple[date, date, bool] | None:
    """Days of the last and first month of the lunar calendar, about New Year's day; of the last month two days are
    possible, for it has 29 or 30."""
    found = _LUNAR.search(text)
    new_year = value("entries", "new_years").get(str(year))
    if found is None or new_year is None:
        return None
    first = date.fromisoformat(new_year)
    day = _lunar_day(found.group()[2:])
    if day is None:
        return (first - timedelta(days=30), first - timedelta(days=1), False) if found[1] == "腊月" else (
            first, first + timedelta(days=29), False)
    if found[1] == "正月":
        return first + timedelta(days=day - 1), first + timedelta(days=day - 1), True
    return first - timedelta(days=31 - day), first - timedelta(days=30 - day), True


def _lunar_day(text: str) -> int | None:
    text = text.removeprefix("初").replace("廿", "二十")
    numbers = "一二三四五六七八九"
    tens, mark, ones = text.rpartition("十")
    value_ = (numbers.find(tens) + 1 if tens else 1) * 10 if mark else 0
    value_ += numbers.find(ones) + 1 if ones else 0
    return value_ if 1 <= value_ <= 30 else None


def witnesses(sheets: Sequence[Sheet]) -> list[Witness]:
    """Papers that tell a happening at length: short ones whole, of long ones each paragraph."""
    found: list[Witness] = []
    for sheet in sheets:
        if sheet.paper in value("entries", "witnesses"):
            pieces = [said for said in sheet.pieces if said is not sheet.dateline]
            pieces += [sheet.said(row.index) for table in sheet.tables for row in table.rows]
            whole = sum(len(said.text) for said in pieces) <= number("witness_whole") and _one_time(_days(pieces))
            parts: dict[int, list[Said]] = {}
            for said in pieces:
                parts.setdefault(0 if whole else said.index, []).append(said)
            found += [one for part in parts.values() if (one := _witness(part))]
    return found


def _witness(part: Sequence[Said]) -> Witness | None:
    words = "。".join(said.text for said in part)
    if len(words) < number("witness_least"):
        return None
    days = _days(part)
    if not _one_time(days):
        return None
    dated = part[0].sheet.dated
    if not days and dated:
        days = ((dated - timedelta(days=number("told_within")), dated),)
    longest = max(part, key=lambda said: len(said.text))
    return Witness(longest, words, days, figures_of(words))


def cases_of(sheet: Sheet) -> list[Entry]:
    """The cases that a paper lists one by one: rows of a table of cases, or passages that begin with a number."""
    found: list[Entry] = []
    for table in sheet.tables:
        heads = "".join(table.heads.values())
        if pattern("entries", "case_list").search(heads + table.title + sheet.frame.title):
            for row in table.rows:
                cells = [cell for cell in row.block.cells if len(row.block.text[cell.start:cell.end].strip()) >= 4]
                if cells and not row.total:
                    said = sheet.said(row.index, cells[0].start, cells[0].end)
                    found.append(_case(said, "，".join(text for _, text in sorted(row.cells.items()))))
    parts: list[list[Said]] = []
    listed = not sheet.tables and pattern("entries", "case_titled").search(sheet.frame.title)
    for said in sheet.pieces:
        if pattern("entries", "case_begins").match(said.text) or \
                listed and pattern("entries", "numbered").match(said.text):
            parts.append([said])
        elif parts:
            parts[-1].append(said)
    return [*found, *(_case(part[0], "。".join(one.text for one in part)) for part in parts)]


def _case(said: Said, words: str) -> Entry:
    return Entry(said, words, said.text, figures=figures_of(words))


def _days(part: Sequence[Said]) -> tuple[tuple[date, date], ...]:
    """The days told, that of the paper itself left out."""
    return tuple(dict.fromkeys((day.range.start, day.range.end) for said in part for day in said.dates()
                               if day.range and day.precision == "day" and not day.in_title and not day.named_day
                               and day.range.start != said.sheet.dated))


def _one_time(days: Sequence[tuple[date, date]]) -> bool:
    """Whether they are of one happening: its days lie together."""
    return not days or (max(day for _, day in days) - min(day for day, _ in days)).days <= number("one_time_days")


def items(sheet: Sheet) -> Iterator[list[Entry]]:
    """Enumerations that count: a number of happenings and as many names after it, or numbered ones in a cell."""
    if sheet.paper in ("self_report", "summary"):
        blocks: dict[int, list[Said]] = {}
        for said in sheet.pieces:
            blocks.setdefault(said.index, []).append(said)
        for index in blocks:
            yield from _enumerated(sheet.said(index))
    for table in sheet.tables if sheet.paper in ("score_table", "self_report", "summary") else ():
        for row in table.rows:
            for cell in row.block.cells:
                said = sheet.said(row.index, cell.start, cell.end)
                if _CIRCLED.search(said.text):
                    yield [_item(said, *span) for span in _spans(said.text, _CIRCLED, 0, len(said.text))]
                elif "；" in said.text:
                    yield [_item(said, *span) for span in _spans(said.text, re.compile("；"), 0, len(said.text))]


def _enumerated(said: Said) -> Iterator[list[Entry]]:
    """Lists of a paragraph after a number of happenings: as many parts as it says, by the marks that part them."""
    for found in pattern("entries", "counted").finditer(said.text):
        count = _count(found["value"])
        if not 2 <= count <= number("items_most"):
            continue
        start = found.end()
        sentence = said.text.find("。", start)
        ends = [sentence if sentence >= 0 else len(said.text)]
        if sentence == start:
            start, after = sentence + 1, said.text.find("。", sentence + 1)
            ends = [after if after >= 0 else len(said.text)]
        for end in ends:
            for mark in ("；", "、", "，"):
                text = _ASIDE.sub(lambda one: "　" * len(one.group()), said.text)
                spans = [span for span in _spans(text, re.compile(mark), start, end) if span[1] - span[0] >= 3]
                if len(spans) == count or mark == "；" and len(spans) > count:
                    yield [_item(said, *span) for span in spans[:count]]
                    break


def _count(text: str) -> int:
    return int(text) if text.isdigit() else "零一二三四五六七八九十".find("二" if text == "两" else text)


def _spans(text: str, mark: re.Pattern[str], start: int, end: int) -> list[tuple[int, int]]:
    cuts = [found.span() for found in mark.finditer(text, start, end)]
    edges = [(start, start), *cuts, (end, end)]
    spans = [(edges[at][1], edges[at + 1][0]) for at in range(len(edges) - 1)]
    return [span for span in spans if len(text[slice(*span)].strip()) >= 3]


def _item(said: Said, start: int, end: int) -> Entry:
    text = said.text[start:end]
    part = Said(said.sheet, said.index, said.start + start, said.start + end, text, said.year)
    days = day_span(text, said.year)
    first, last, sure = days if days else (None, None, False)
    return Entry(part, text, text, first, last, sure, "", None, figures_of(text), marks_of(text))
