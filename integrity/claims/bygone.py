"""What another year's calendar shows: a picture's day, a certificate's day, a law's first day, an anniversary, what was
over by then, a case of an earlier number."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from classifiers.grammar import find_dates
from classifiers.grammar.numerals import chinese_integer
from integrity.claims.data import number, pattern, times
from integrity.claims.entries import pairs_of
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet, bare
from model.evidence import DateRange
from model.results import Finding, Place

_OWN = frozenset({"self_report", "summary", "score_table"})
_DEEDS = frozenset({"self_report", "summary", "score_table", "ledger", "record", "briefing"})
_NUMBER = re.compile(r"[〔\[(（](20\d\d)[〕\])）]第?\d{1,4}号")
_TITLE = re.compile("《([^《》]{2,30})》")


def bygone(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Everything of a dossier that a day or a fact of another year gives away."""
    if not sheets:
        return
    period = sheets[0].submission.period
    claims = [said for sheet in sheets if sheet.paper in _OWN for said in sheet.every()
              if not _words("back").search(said.text) and not years_of(said, period)]
    for sheet in sheets:
        yield from _pictures(sheet, period)
        yield from _numbers(sheet, period, claims)
        yield from _awards(sheet, period)
    yield from _facts(sheets, period)
    yield from _certificates(sheets, period, claims)


@dataclass(frozen=True)
class _Fact:
    """Words that a fact of the calendar puts into another year. name: of what is said about it; key: of the fact.
    words: that tell it; fact: the day or year they belong to."""

    name: str
    key: str
    said: Said
    words: str
    fact: str


def _facts(sheets: Sequence[Sheet], period: DateRange) -> Iterator[Finding]:
    """One finding a fact, with all words that it puts into another year and what else tells the same happening."""
    found: dict[tuple[str, str], list[_Fact]] = defaultdict(list)
    for sheet in sheets:
        for said in sheet.every() if sheet.paper in _DEEDS else ():
            for one in (*_laws(said, period), *_anniversaries(said, period), *_passed(said, period)):
                found[one.name, one.key].append(one)
    for (name, key), same in found.items():
        first = same[0]
        places = [one.said.place() for one in same]
        beside = [said.place() for said in _beside(sheets, first.said, first.words)]
        yield told("out_of_period", name, "medium", [one.said for one in same], places=[*places, *beside],
                   measures={"written": key}, what=first.said.text[:60], words=first.words, fact=first.fact)


def _beside(sheets: Sequence[Sheet], said: Said, words: str) -> list[Said]:
    """Where other papers tell the happening: the same day with some of the words, or the same name of its own."""
    row = said.sheet.said(said.index) if said.block.kind == "table_row" else said
    days = {day.range.start for day in row.dates() if day.range and day.precision == "day"}
    titles = {bare(one) for one in re.findall("“([^“”]{4,24})”", row.text)}
    grams = pairs_of(row.text)
    jubilee = re.search("[一二三四五六七八九十百\\d]+周年$", words)
    found = []
    for sheet in sheets:
        if sheet is said.sheet or sheet.paper not in _DEEDS:
            continue
        lines = [*sheet.pieces, *(sheet.said(one.index) for table in sheet.tables for one in table.rows)]
        for line in lines:
            same_day = days and any(day.range and day.range.start in days for day in line.dates())
            if same_day and len(grams & pairs_of(line.text)) >= number("beside_words") or \
                    any(one in bare(line.text) for one in titles) or jubilee and jubilee.group() in line.text:
                found.append(line)
                break
    return found


@lru_cache(maxsize=64)
def _words(name: str) -> re.Pattern[str]:
    found = times()["words"][name]
    return re.compile("|".join(found) if isinstance(found, list) else found)


def years_of(said: Said, period: DateRange) -> list[date]:
    """Days of another time that bear their year, in the words."""
    return [day.range.start for day in said.dates() if day.range and day.year_given and not day.in_title
            and not _near(day.range, period)]


def near_period(day: date, period: DateRange) -> bool:
    """Whether a day lies in the period or so near that its papers may be of that day."""
    return _near(DateRange(start=day, end=day), period)


def _near(day: DateRange, period: DateRange) -> bool:
    return day.end >= period.start - timedelta(days=number("grace_before")) and \
        day.start <= period.end + timedelta(days=number("grace_after"))


def _pictures(sheet: Sheet, period: DateRange) -> Iterator[Finding]:
    """A picture of another year under what is told of this one."""
    if sheet.paper not in _DEEDS | {"other"} or not _first(sheet, period):
        return
    for said in sheet.pieces:
        days = years_of(said, period) if _words("taken").search(said.text) else []
        if days and len(said.text) <= number("caption_most") and not _words("back").search(said.text):
            yield told("out_of_period", "picture_of_other_year", "medium", [said],
                       places=[said.place(), *_first(sheet, period)],
                       measures={"written": days[0].isoformat(), "expected": sheet.submission.year},
                       what=said.text[:50], day=days[0].isoformat())


def _first(sheet: Sheet, period: DateRange) -> list[Place]:
    """Where the paper tells its own day: of the period, or without a year."""
    return [said.place() for said in sheet.pieces if any(
        day.range and day.precision in ("day", "month", "period") and (_near(day.range, period) or not day.year_given)
        for day in said.dates())][:1]


def _numbers(sheet: Sheet, period: DateRange, claims: Sequence[Said]) -> Iterator[Finding]:
    """A case with an earlier year's number among those of this year."""
    for table in sheet.tables:
        found = [(row, int(hit[1])) for row in table.rows if not row.total
                 for hit in [_NUMBER.search(row.block.text)] if hit]
        old = [(row, year) for row, year in found if year < period.start.year]
        if not old or 2 * len(old) > len(found) or len(found) < 3:
            continue
        counted = [said for said in claims if "案" in said.text and _words("this_year").search(said.text)
                   and re.search(rf"(?<!\d){len(table.rows)}[件个起宗]", said.text)]
        yield told("out_of_period", "case_of_other_year", "medium" if counted else "low",
                   [sheet.said(row.index) for row, _ in old],
                   places=[*(sheet.said(row.index).place() for row, _ in old), *(one.place() for one in counted[:2])],
                   measures={"written": str(old[0][1]), "expected": period.start.year},
                   what=sheet.said(old[0][0].index).text[:50], year=old[0][1])


def _awards(sheet: Sheet, period: DateRange) -> Iterator[Finding]:
    """A line of a score table that rests on a certificate of an earlier year."""
    for table in sheet.tables if sheet.paper == "score_table" else ():
        for row in table.rows:
            for cell in row.block.cells:
                said = sheet.said(row.index, cell.start, cell.end)
                days = [day for day in years_of(said, period) if day < period.start]
                if days and _words("claims_award").search(said.text) and not _words("back").search(said.text):
                    yield told("out_of_period", "award_of_other_year", "medium", [said],
                               measures={"written": days[0].isoformat()}, what=said.text[:50], day=days[0].isoformat())


def _laws(said: Said, period: DateRange) -> Iterator[_Fact]:
    """Something held on a law's first day, or before it, in a year in which the law was in force long since."""
    if not re.search("施行|实施|生效", said.text) or _words("back").search(said.text) or years_of(said, period):
        return
    shapes = [times()["words"]["first_day"], *times()["words"]["before"]]
    for law, first_day in times()["laws"].items():
        if law in said.text and date.fromisoformat(first_day) < period.start - timedelta(
                days=number("grace_before")) and any(re.search(one.replace("{law}", law), said.text) for one in shapes):
            yield _Fact("law_of_other_year", law, said, law, first_day)


def _anniversaries(said: Said, period: DateRange) -> Iterator[_Fact]:
    """An anniversary that fell in an earlier year."""
    if "周年" not in said.text or re.search("上年|去年|前年", said.text):
        return
    for found in _words("anniversary").finditer(said.text):
        count = int(found["n"]) if found["n"].isdigit() else chinese_integer(found["n"].replace("两", "二"))
        began = next((year for words, year in times()["beginnings"].items() if re.search(words, found["what"])), None)
        if _words("enacted").search(found["what"]):
            began = began or next((year for law, year in times()["passed_in"].items() if law in found["what"]), None)
        began = began or next((int(day[:4]) for law, day in times()["laws"].items() if law in found["what"]), None)
        if began and count and began + count < period.start.year:
            yield _Fact("anniversary_of_other_year", found.group()[-24:], said, found.group()[-24:],
                        str(began + count))


def _passed(said: Said, period: DateRange) -> Iterator[_Fact]:
    """What is told as going on though it was over before the period."""
    for row in times()["passed"]:
        if date.fromisoformat(row["until"]) >= period.start:
            continue
        found = re.search(row["words"], said.text)
        if found and not any(_words(one).search(said.text) for one in ("back", "of_its_own")) and \
                not years_of(said, period):
            yield _Fact("over_by_then", row["words"], said, found.group(), row["until"])


def _certificates(sheets: Sequence[Sheet], period: DateRange, claims: Sequence[Said]) -> Iterator[Finding]:
    """A training or an honour told as this year's whose certificate bears another year."""
    for sheet in sheets:
        if sheet.paper in _OWN or sheet.paper in ("plan", "notice", "duty_list", "case"):
            continue
        head = sheet.document.path + sheet.frame.title
        if sheet.paper != "certificate" and not _words("certificate").search(head):
            continue
        for words, dated in _dated(sheet, period):
            best = max(((same_matter(said, words, dated.text), -at) for at, said in enumerate(claims)
                        if not (sheet.dateline and pattern("period", "honour").search(said.text))), default=None)
            if best and best[0] >= number("certificate_share"):
                claim = claims[-best[1]]
                yield told("out_of_period", "certificate_of_other_year", "medium", [claim, dated],
                           measures={"written": years_of(dated, period)[0].isoformat()}, what=claim.text[:60],
                           title=sheet.document.path.rpartition("/")[2], day=years_of(dated, period)[0].isoformat())


def _dated(sheet: Sheet, period: DateRange) -> Iterator[tuple[str, Said]]:
    """What a certificate says with the words that date it: a whole paper, or each row of a list of honours."""
    rows = [sheet.said(row.index) for table in sheet.tables for row in table.rows]
    for said in rows:
        if years_of(said, period):
            yield said.text, said
    pieces = sheet.pieces
    days = [day for said in pieces for day in said.dates() if day.range and day.year_given and not day.in_title]
    old = [said for said in pieces if years_of(said, period)]
    if old and not rows and not any(_near(day.range, period) for day in days if day.range):
        yield "。".join(said.text for said in pieces), old[0]


def same_matter(said: Said, words: str, line: str) -> float:
    """How surely a sentence of a report tells what a certificate is about, 0..1."""
    titles = {one for one in _TITLE.findall(said.text) if len(one) >= 3 and f"《{one}》" in words}
    if titles and not any(law in one for one in titles for law in times()["laws"]) and \
            not any(one.endswith(("法", "条例", "法典")) for one in titles):
        return 1.0
    theirs = pairs_of(words)
    best, size = 0.0, int(number("certificate_run"))
    for part in re.split("[，。；：]", _TITLE.sub("，", said.text.replace(said.sheet.submission.unit, "，"))):
        if any(part[at:at + size] in words for at in range(len(part) - size + 1)):
            best = max(best, number("certificate_share"))
        grams = pairs_of(part)
        common = grams & theirs
        if len(common) >= number("certificate_words"):
            best = max(best, len(common) / len(grams))
    days = Counter((day.range.start.month, day.range.start.day) for day in said.dates()
                   if day.range and day.precision == "day")
    same = any(days[day.range.start.month, day.range.start.day] for text in (words, line)
               for day in find_dates(text, year=said.year, period=None) if day.range and day.precision == "day")
    return best + (number("certificate_day") if same and best > 0 else 0.0)
