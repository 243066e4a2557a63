"""Happenings as they are told: a row of a register or the sentences about one activity, with day, place and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from classifiers.cues import cues
from classifiers.grammar import DateMatch
from integrity.claims.data import number, pattern
from integrity.claims.entries import day_span
from integrity.claims.kinship import Figure, Telling, stripped
from integrity.claims.sheets import Said, Sheet, bare
from integrity.claims.tables import Row, Table

_NUMBER = r"(?P<near>近|约|逾|超过?)?(?<![\d.])(?<!\d[,，])(?P<value>\d{1,3}(?:[,，]\d{3})+|\d{1,7})(?P<more>余|多)?"
_PEOPLE = re.compile(_NUMBER + r"(?:名|位(?![置于])|人(?!次|均|民|大|社|力|才|事))")
_COPIES = re.compile(_NUMBER + r"(?:份|册|张|本|套)")
_CELL = re.compile(_NUMBER)
_TITLE = re.compile(r"[《“]([^》”]{4,40})[》”]")
_ACTIVITY = re.compile(r"“([^“”]{4,24})”")
_ORDINAL = re.compile(r"第([一二三四五六七八九十\d]{1,3})[期场次批讲轮站季]|[（(]([一二三四五六七八九十\d]{1,2})[)）]|"
                      r"(上午|下午|上半年|下半年|[一二三四]季度)")
_MINUTES = re.compile(r"时间\s?[:：]")
_WHERE = re.compile(r"地点\s?[:：]\s?([^\s，。；　]{2,20})")
_MONTH = re.compile(r"(?<![\d年])(1[0-2]|[1-9])月(?!\d)")
_LONGEST = 240
_REPORTS = frozenset({"self_report", "summary", "ledger", "score_table"})


def tellings(sheets: Sequence[Sheet]) -> list[Telling]:
    """Everything told as done with a day, or by a name with a place or a number, paper by paper."""
    found: list[Telling] = []
    for sheet in sheets:
        if sheet.paper in ("plan", "duty_list", "notice", "case", "certificate", "work"):
            continue
        found += _prose(sheet, sheet.pieces)
        for table in sheet.tables:
            if not pattern("tellings", "publishing").search(table.title + "".join(table.heads.values())):
                found += _table(sheet, table)
    return found


def _table(sheet: Sheet, table: Table) -> Iterator[Telling]:
    for row in table.rows:
        one = _of_row(sheet, table, row)
        if one is not None:
            yield one
        elif sheet.paper in _REPORTS and "“" in row.block.text:
            for cell in row.block.cells:
                yield from _prose(sheet, [sheet.said(row.index, cell.start, cell.end)])


def _of_row(sheet: Sheet, table: Table, row: Row) -> Telling | None:
    column = table.column("day")
    if column is None or row.total or row.filled < 2:
        return None
    day_span = row.span(column)
    day_words = sheet.said(row.index, *day_span) if day_span else None
    day = _day(day_words) if day_words else None
    main = _name_column(table, row, column)
    span = row.span(main) if main is not None else None
    when = _when(day, day_words)
    if when is None or day_words is None or span is None:
        return None
    said, text = sheet.said(row.index, *span), row.block.text
    if _undone(sheet, row.index, None, text):
        return None
    people, copies = _row_figures(table, row)
    return Telling(said, stripped(said.text), text, start=when[0], end=when[1],
                   year_given=day is not None and day.year_given, place=bare(table.cell(row, "place")),
                   people=people, came=people, copies=copies, topics=_topics(text), table=table, row=row,
                   title=bare(said.text),
                   aside=row.set_aside,
                   ordinals=_ordinals(said.text),
                   day_place=(day_words, day.start, day.end) if day else (day_words, 0, len(day_words.text)))


def _when(day: DateMatch | None, words: Said | None) -> tuple[date, date] | None:
    """The days of a row: as found, or written with a dot alone (3.17), as in many registers."""
    if day is not None and day.range is not None:
        return day.range.start, day.range.end
    span = day_span(words.text.strip(), words.year) if words is not None and "." in words.text else None
    return span[:2] if span and span[2] else None


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
        if role in found and (cell := _CELL.search(row.cells.get(column, ""))):
            found[role].append(_figure(cell))
    return tuple(found["people"]), tuple(found["copies"])


def _figure(found: re.Match[str]) -> Figure:
    return Figure(int(re.sub("[,，]", "", found["value"])), not (found["near"] or found["more"]))


def _day(said: Said) -> DateMatch | None:
    """The one day, or few days on end, that the words name."""
    days = [day for day in said.dates() if day.range and day.precision == "day" and not day.in_title
            and day.range.days <= number("days_on_end") and day.relative not in ("until", "since")]
    plain = [day for day in days if day.named_day is None]
    return plain[0] if plain else None


@lru_cache(maxsize=64)
def _attended(text: str) -> bool:
    """Asked for every sentence of a paragraph: remembered, so that one of a thousand sentences costs no square."""
    return pattern("tellings", "attended").search(text) is not None


def _undone(sheet: Sheet, index: int, span: tuple[int, int] | None, text: str) -> bool:
    """Whether the words tell nothing done by the unit: so finding says, or their own words where it says nothing."""
    statuses = set() if sheet.paper == "score_table" else {
        one.status for one in sheet.mentions.get(index, ())
        if span is None or one.span.start < span[1] and one.span.end > span[0]}
    if statuses & {"done", "other_period"}:
        return False
    held = _attended(sheet.document.blocks[index].text)
    if statuses and not (held and statuses <= {"planned", "boilerplate"}):
        return True
    return pattern("days", "not_yet").search(text) is not None or cues().lapsed.search(text) is not None


def _prose(sheet: Sheet, pieces: Sequence[Said]) -> Iterator[Telling]:
    """The sentences from one activity to the next: a day or another name begins one, a heading ends it, and so does a
    paragraph of a report."""
    open_: list[Said] = []
    day: DateMatch | None = None
    title = ""
    for said in pieces:
        fresh = bool(open_) and said.index != open_[-1].index and sheet.paper in _REPORTS
        if said.block.kind == "heading" or fresh:
            yield from _of_words(open_, day, title)
            open_, day, title = [], None, ""
        if said.block.kind == "heading" or said is sheet.dateline:
            continue
        listed = _listed(sheet, said)
        if listed:
            yield from _of_words(open_, day, title)
            yield from listed
            open_, day, title = [], None, ""
            continue
        found, name = _begins(sheet, said)
        within = bool(open_) and said.index == open_[-1].index and found is None and not _place(said.text) and \
            not pattern("twice", "counted").search(said.text)
        if found is not None and day is None and title and not name and len(open_) == 1 and \
                said.index == open_[0].index and not _place(open_[0].text):
            open_, day = [*open_, said], found
        elif found is not None or name and name != title and not within:
            yield from _of_words(open_, day, title)
            open_, day, title = [said], found, name
        elif open_ and not cues().planned.search(said.text) and sum(len(one.text) for one in open_) < _LONGEST:
            open_.append(said)
            title = title or name
    yield from _of_words(open_, day, title)


def _listed(sheet: Sheet, said: Said) -> list[Telling]:
    """The happenings of a sentence that lists several days, each with the words up to the next day."""
    days = [day for day in said.dates() if day.range and day.precision == "day" and not day.in_title
            and day.named_day is None and day.range.days <= number("days_on_end")]
    if len(days) < 3 or _undone(sheet, said.index, (said.start, said.end), said.text):
        return []
    ends = [*(day.start for day in days[1:]), len(said.text)]
    parts = [sheet.said(said.index, said.start + day.start, said.start + end) for day, end in zip(days, ends,
                                                                                                  strict=True)]
    return [one for part in parts for day in part.dates()[:1] for one in _of_words([part], day, "")]


def _begins(sheet: Sheet, said: Said) -> tuple[DateMatch | None, str]:
    """The day and the name of the activity that the words begin to tell, None and "" where they tell none."""
    if _undone(sheet, said.index, (said.start, said.end), said.text) or \
            pattern("tellings", "not_ours").search(said.text):
        return None, ""
    day = _day(said)
    if day is not None and len(said.text) - len(day.text) < 8 and "时间" not in said.text:
        day = None
    names = [one for one in _ACTIVITY.findall(said.text) if not pattern("tellings", "no_activity").search(one)]
    told_ = day is not None or _PEOPLE.search(said.text) or _COPIES.search(said.text) or _place(said.text) or \
        pattern("tellings", "held").search(said.text)
    return day, bare(names[0]) if names and told_ else ""


def _of_words(open_: Sequence[Said], day: DateMatch | None, title: str) -> Iterator[Telling]:
    """A telling of the sentences gathered, where they say enough to know it again."""
    if not open_ or day is None and not title:
        return
    first, text = open_[0], "".join(one.text for one in open_)
    place = _place(first.text) or (_place(text) if len(open_) > 1 else "")
    name = title or _plain_name(first, day, place)
    minutes = _MINUTES.search(first.text)
    if minutes and first.block.section_path:
        name = stripped(first.block.section_path[-1] + "".join(one.text for one in open_[1:])[:50])
    elif len(name) < 4 and len(open_) > 1:
        name = stripped(open_[1].text[:60])
    if minutes and (where := _WHERE.search(first.text)):
        place = where[1]
    people = tuple(_figure(one) for one in _PEOPLE.finditer(text))
    copies = tuple(_figure(one) for one in _COPIES.finditer(text))
    if len(name) < 4 or day is None and not (place or people or copies):
        return
    span = day.range if day else None
    month = None if day else _MONTH.search(first.text)
    yield Telling(first, stripped(name) if title else name, text, start=span.start if span else None,
                  end=span.end if span else None, month=int(month[1]) if month else None,
                  year_given=day is not None and day.year_given, place=bare(place), people=tuple(dict.fromkeys(people)),
                  came=_came("".join(one.text for one in _of_first(open_))),
                  copies=tuple(dict.fromkeys(copies)), topics=_topics(text), title=title,
                  aside=pattern("tellings", "earlier").search(first.text) is not None, ordinals=_ordinals(first.text),
                  day_place=(first, day.start, day.end) if day and day.text in first.text else None)


def _of_first(open_: Sequence[Said]) -> Iterator[Said]:
    """The sentences up to one that begins to tell something else held."""
    for at, said in enumerate(open_):
        if at and pattern("tellings", "another").search(said.text):
            return
        yield said


def _came(text: str) -> tuple[Figure, ...]:
    """The numbers of people told as having come, else those who are no helpers, each once."""
    found = [Figure(int(hit["value"] or hit["value2"]), not (hit["more"] or hit["more2"]))
             for hit in pattern("tellings", "came").finditer(text)] or [
                 _figure(hit) for hit in _PEOPLE.finditer(text) if not pattern("tellings", "helpers").match(text,
                                                                                                        hit.end())]
    return tuple(one for one in dict.fromkeys(found) if one.value >= number("few_people"))


def _plain_name(said: Said, day: DateMatch | None, place: str) -> str:
    """What was held where it bears no name of its own: the words before 于 and the day, else those after it, without
    the place and the unit."""
    text = said.text
    before = text[:day.start].rstrip() if day else ""
    if before.endswith(("于", "在")) and len(stripped(before[:-1])) >= 4:
        return stripped(re.sub(r"^[\s\d一二三四五六七八九十（）()、.．]+", "", before[:-1])[-40:])
    after = text[day.end:day.end + 80] if day else text[:60]
    for word in (place, said.sheet.submission.unit):
        after = after.replace(word, "") if word else after
    return stripped(after[:60]) or stripped(text[:60])


def _place(text: str) -> str:
    """Where it was held, as written: after 设在, 来到 and the like, else as finding reads it."""
    text = _ACTIVITY.sub("，", pattern("tellings", "times").sub("，", text))
    for found in pattern("tellings", "place").finditer(text):
        place = next(filter(None, found.groups()))
        if not pattern("tellings", "no_place").search(place):
            return str(place)
    return ""


def _topics(text: str) -> frozenset[str]:
    return frozenset(bare(found) for found in _TITLE.findall(text))


def _ordinals(text: str) -> frozenset[str]:
    return frozenset(next(filter(None, found)) for found in _ORDINAL.findall(text))


def day_of(one: Telling) -> date:
    """The day of a dated telling. Raises ValueError for one without a day: a bug of ours."""
    if one.start is None:
        raise ValueError(one.name)
    return one.start
