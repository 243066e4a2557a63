"""What another year's day gives away in what stands behind a claim: the line under a picture, a commendation, a paper
of a former year's course, a row of last December at the head of a register kept in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classifiers.grammar import carry_year
from integrity.claims.bygone import years_of
from integrity.claims.data import number, pattern, times
from integrity.claims.entries import pairs_of
from integrity.claims.happenings import Happening, Told
from integrity.claims.report import told
from integrity.claims.retold import claims_of
from integrity.claims.sheets import Said, Sheet
from integrity.finding import widened
from model.results import Finding

_CLAIMING = frozenset({"self_report", "summary", "score_table"})
_TELLING = _CLAIMING | {"ledger", "record", "briefing"}
_ASIDE = _CLAIMING | {"plan", "notice", "duty_list", "case"}
_DIGITS = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")
_WRITTEN_YEAR = re.compile("二[〇零○Ｏ][一二三四五六七八九〇零][一二三四五六七八九〇零]年")


def behind(sheets: Sequence[Sheet], every: Told, known: Sequence[Finding]) -> Iterator[Finding]:
    """Such signs of a dossier. known: what is told of it already; its files are left alone."""
    seen = {place.file for one in known if one.check == "out_of_period" for place in one.places}
    for sheet in sheets:
        if sheet.document.path in seen:
            continue
        if sheet.paper == "ledger":
            yield from _before_first(sheet, sheets)
        head = sheet.frame.title + sheet.document.path
        if sheet.paper not in _ASIDE and not pattern("period", "openly").search(head):
            yield from _pictures(sheet, every)
            yield from _course(sheet, sheets)
            yield from _honours(sheet, sheets)


def with_claims(found: Sequence[Finding], sheets: Sequence[Sheet], every: Told, before: Told | None) -> list[Finding]:
    """Findings of another time that name one file alone, with what rests on it in another paper of the dossier, or
    tells it already in last year's. before: last year's dossier of the unit."""
    known = {sheet.document.path: sheet for sheet in sheets}
    more: list[Finding] = []
    for one in found:
        files = {place.file for place in one.places}
        sheet = known.get(one.places[0].file)
        if one.check != "out_of_period" or len(files) > 1 or "dates" in one.measures or sheet is None:
            more.append(one)
            continue
        said = [said for said in sheet.every() if any(place.quote and place.quote in said.text for place in one.places)]
        rows = [sheet.said(line.index).text if line.block.kind == "table_row" else line.text for line in said]
        words = max(rows, key=len, default="")
        days = {(day.range.start.month, day.range.start.day) for line in said for day in sheet.said(line.index).dates()
                if day.range and day.precision == "day"}
        more.append(widened(one, [link.said.place() for told_ in (every, before) if told_
                                  for link in _rests(pairs_of(words), days, sheet, told_, told_ is before)]))
    return more


def _rests(words: frozenset[str], days: set[tuple[int, int]], sheet: Sheet, every: Told,
           older: bool) -> list[Happening]:
    """The account of another paper, or of last year's dossier, that has most of the rare words, and the day if any."""
    found = []
    for one in every.all:
        if one.said.sheet.document is sheet.document or not older and one.said.sheet.paper not in _TELLING:
            continue
        shared = every.weight(sorted(one.grams & words))
        whole = max(min(every.weight(sorted(one.grams)), every.weight(sorted(words & every.common.keys()))), 4.0)
        same = bool(days & {(first.month, first.day) for first, last in one.spans if first == last})
        least = number("rests_day") if same else number("rests_link") if not older else number("rests_last_year")
        if shared >= number("rests_words") and shared / whole >= least:
            found.append((shared / whole + (number("retold_month") if same else 0.0), one))
    found.sort(key=lambda pair: (-round(pair[0], 6), pair[1].said.sheet.document.path, pair[1].said.index,
                                 pair[1].said.start))
    return [one for _, one in found[:1]]


def _pictures(sheet: Sheet, every: Told) -> Iterator[Finding]:
    """A picture of another year in a paper that tells no day of its own, held against what rests on it."""
    period = sheet.submission.period
    taken = re.compile("|".join(times()["words"]["taken"]))
    for said in sheet.pieces:
        days = years_of(said, period) if len(said.text) <= number("caption_most") and taken.search(said.text) else []
        if not days or days[0] > period.start or pattern("period", "history").search(said.text):
            continue
        words = pairs_of("。".join(one.text for one in sheet.pieces))
        claims = [one.said for one in claims_of(words, days[0], sheet.document.path, every)]
        yield told("out_of_period", "picture_of_other_year", "medium" if claims else "low", [said, *claims],
                   measures={"written": days[0].isoformat(), "expected": sheet.submission.year}, what=said.text[:50],
                   day=days[0].isoformat())
        return


def _course(sheet: Sheet, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """A paper whose title bears a former year in numerals of any form, beside what it tells again as this year's."""
    at = sheet.frame.title_block
    title = sheet.frame.title
    found = _WRITTEN_YEAR.search(title)
    if at is None or found is None or carry_year(title) == sheet.submission.year or \
            pattern("period", "several_years").search(title):
        return
    year = int(found.group()[:4].translate(_DIGITS))
    if not sheet.submission.year - 4 <= year < sheet.submission.year:
        return
    claims = [claim for said in sheet.pieces for claim in _on_day(said, sheets)]
    yield told("out_of_period", "paper_of_other_year", "medium" if claims else "low", [sheet.said(at), *claims[:2]],
               measures={"written": str(year), "expected": sheet.submission.year}, title=title[:40], day=str(year),
               year=sheet.submission.year)


def _on_day(said: Said, sheets: Sequence[Sheet]) -> list[Said]:
    """What other papers tell of the same day of the year with some of the paragraph's words."""
    days = {(day.range.start.month, day.range.start.day) for day in said.dates()
            if day.range and day.precision == "day"}
    words = pairs_of(said.sheet.said(said.index).text)
    lines = [line for sheet in sheets if sheet is not said.sheet and days
             for line in (*sheet.pieces, *(sheet.said(row.index) for table in sheet.tables for row in table.rows))]
    return [line for line in lines if len(words & pairs_of(line.text)) >= number("beside_words") and any(
        day.range and (day.range.start.month, day.range.start.day) in days for day in line.dates())]


def _honours(sheet: Sheet, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """A commendation of an earlier day than the report's, which tells it as of this year."""
    period = sheet.submission.period
    honour = pattern("retold", "honour")
    dated = [(said, days[0]) for said in sheet.every() if honour.search(said.text)
             and (days := [day for day in years_of(said, period) if day < period.start])]
    for said, day in dated[:int(number("otherwhen_lines"))]:
        mine = pairs_of(said.text + "。" + "。".join(one.text for one in sheet.pieces if honour.search(one.text)))
        claims = [(len(common), one) for other in sheets if other.paper in _CLAIMING for one in other.every()
                  if honour.search(one.text) and not years_of(one, period)
                  and not pattern("period", "history").search(one.text) and one.dates()
                  and len(common := pairs_of(one.text) & mine) >= number("certificate_words")]
        if claims:
            _, claim = max(claims, key=lambda pair: pair[0])
            yield told("out_of_period", "honour_dated_otherwise", "low", [claim, said],
                       measures={"written": day.isoformat()}, what=claim.text[:50], day=day.isoformat())
            return


def _before_first(sheet: Sheet, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """A first row of late in a year, before rows that go on in order from its beginning."""
    for table in sheet.tables:
        column = table.column("day")
        rows = [row for row in table.rows if column is not None and not row.total]
        saids = [sheet.said(row.index, *span) for row in rows if (span := row.span(column or 0))]
        days = [next((day for day in said.dates() if day.range and day.precision == "day"), None) for said in saids]
        known = [(said, day.range.start) for said, day in zip(saids, days, strict=True) if day and day.range
                 and not day.year_given]
        if len(known) < number("register_rows") or len(known) < len(rows):
            continue
        told_ = [day for _, day in known]
        if told_[0].month >= number("over_new_year") and told_[0] > told_[-1] and told_[1:] == sorted(told_[1:]):
            signed = [other.dateline for other in sheets if other.paper in _CLAIMING and other.dateline and other.dated
                      and other.dated < told_[0]]
            yield told("out_of_period", "before_first", "low", [known[0][0], sheet.said(rows[0].index), *signed[:1]],
                       measures={"written": known[0][0].text}, title=table.title or sheet.frame.title,
                       day=known[0][0].text, next=known[1][0].text)
