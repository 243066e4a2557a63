"""Document numbers and the order of papers: one number for two papers, a number of another year than its paper, a plan
or notice that came after what it announces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import fuzz

from classifiers.cues import cues
from integrity.claims.data import number, pattern
from integrity.claims.entries import pairs_of
from integrity.claims.kinship import Telling
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet, bare
from integrity.finding import Severity
from model.results import Finding

_NUMBER = re.compile(r"(?P<body>[一-龥]{1,12})\s?[〔\[【（(［]\s?(?P<year>(?:19|20)\d{2})\s?"
                     r"[〕\]】）)］]\s?第?\s?(?P<number>\d{1,4})\s?号")


@dataclass(frozen=True, slots=True, eq=False)
class _Numbered:
    """A document number with the paper that bears it or is named beside it. key: body, year, number."""

    said: Said
    key: tuple[str, int, int]
    title: str
    own: bool


def numbered_papers(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Numbers that two papers share, and numbers of another year than the paper's."""
    known: dict[tuple[str, int, int], list[_Numbered]] = defaultdict(list)
    for sheet in sheets:
        own = _own_number(sheet)
        if own is not None:
            known[own.key].append(own)
            yield from _year(sheet, own)
        for named in _named(sheet):
            known[named.key].append(named)
    for key, papers in known.items():
        yield from _shared(key, papers)


def _key(found: re.Match[str]) -> tuple[str, int, int]:
    return pattern("order", "before_body").sub("", bare(found["body"])), int(found["year"]), int(found["number"])


def _own_number(sheet: Sheet) -> _Numbered | None:
    """The number in a paper's head: alone in its line, or in the line with the body's name."""
    blocks = sheet.document.blocks
    for index in range(min(len(blocks), 8)):
        block = blocks[index]
        text = block.text.strip()
        if block.kind == "table_row" or len(text) > 60 or "。" in text or "《" in text:
            continue
        said = sheet.said(index)
        found = _NUMBER.search(said.text)
        if found and len(bare(said.text)) - len(bare(found.group())) <= 16:
            return _Numbered(said, _key(found), _title(sheet), True)
    return None


def _title(sheet: Sheet) -> str:
    """The paper's title; where its number stands in that place, the line after it."""
    if not _NUMBER.search(sheet.frame.title):
        return bare(sheet.frame.title)
    lines = (block.text.strip() for block in sheet.document.blocks[:6])
    return next((bare(line) for line in lines if len(line) >= 6 and not _NUMBER.search(line)), "")


def _named(sheet: Sheet) -> Iterator[_Numbered]:
    """Numbers with the title that stands before or after them: 《…》（X〔2020〕1号）, X〔2020〕1号 关于…."""
    for said in (*sheet.pieces, *(sheet.said(row.index) for table in sheet.tables for row in table.rows)):
        for found in _NUMBER.finditer(said.text) if "号" in said.text else ():
            before = re.search(r"《([^《》]{4,60})》[（(]\s*$", said.text[:found.start("body")])
            after = re.match(r"[）)]?[\s\t]*(?:《([^《》]{4,60})》|(关于[^，。；\t]{4,60}))", said.text[found.end():])
            title = (before[1] if before else "") or (after and (after[1] or after[2]) or "")
            if title:
                yield _Numbered(said, _key(found), bare(title), False)


def _shared(key: tuple[str, int, int], papers: Sequence[_Numbered]) -> Iterator[Finding]:
    """One finding for a number that stands for different papers: sure where two papers themselves bear it."""
    first = papers[0]
    others = [one for one in papers[1:] if _different(first, one)]
    if not others:
        return
    severity: Severity = "medium" if any(one.own for one in others) and any(one.own for one in papers[:1]) else "low"
    text = f"{key[0]}〔{key[1]}〕{key[2]}号"
    yield told("date_contradiction", "one_number", severity, [first.said, *(one.said for one in others)],
               measures={"written": text}, number=text, first=first.title[:40], second=others[0].title[:40])


def _different(a: _Numbered, b: _Numbered) -> bool:
    """Whether two papers are two: their titles are neither alike nor is one within the other; of two files that bear
    the number their words count too."""
    if a.said.sheet is b.said.sheet or any(_attached(one) for one in (a, b)):
        return False
    short, long = sorted((a.title, b.title), key=len)
    alike = len(short) < 4 or short in long or fuzz.partial_ratio(short, long) >= number("title_likeness")
    if not (a.own and b.own):
        return not alike
    texts = ["".join(bare(block.text) for block in one.said.sheet.document.blocks)[:1500] for one in (a, b)]
    same = fuzz.ratio(*texts) >= number("paper_likeness")
    within = len(short) >= 4 and short in long
    days = {one.said.sheet.dated for one in (a, b)} - {None}
    return not same and not within and (not alike or len(days) > 1)


def _attached(one: _Numbered) -> bool:
    """Whether a paper is an attachment, which bears the number of what it is attached to."""
    sheet = one.said.sheet
    head = "".join(block.text for block in sheet.document.blocks[:3])
    return pattern("order", "attached").search(sheet.document.path + head) is not None


def _year(sheet: Sheet, own: _Numbered) -> Iterator[Finding]:
    """A number's year held against the day under the paper; over New Year a number may wait for its paper."""
    if sheet.dated is None or sheet.dateline is None or own.key[1] == sheet.dated.year:
        return
    late = sheet.dated.year == own.key[1] + 1 and sheet.dated.month <= number("new_year_months")
    yield told("date_contradiction", "number_year", "low" if late else "medium", [own.said, sheet.dateline],
               measures={"written": own.key[1], "expected": sheet.dated.year}, year=own.key[1],
               day=sheet.dated.isoformat())


def order_of_papers(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Plans and notices that bear a later day than what they announce, and papers that name one not yet written."""
    for sheet in sheets:
        if sheet.paper in ("plan", "notice") and sheet.dated and sheet.dateline:
            yield from _announced(sheet, sheet.dated, sheet.dateline)
    yield from _carried_out(sheets)


def _announced(sheet: Sheet, dated: date, line: Said) -> Iterator[Finding]:
    """Days that the paper sets for what is to come, before its own."""
    ahead: list[Said] = []
    behind: list[tuple[Said, date]] = []
    for said in sheet.pieces:
        if said is line or said.index == line.index:
            continue
        for day in said.dates():
            if day.range is None or day.precision != "day" or day.in_title or day.relative or \
                    not _sets(said) or day.range.start.year != dated.year:
                continue
            if day.range.end < dated:
                behind.append((said, day.range.start))
            else:
                ahead.append(said)
    if not behind and sheet.paper == "plan":
        yield from _months(sheet, dated, line)
    if behind and len(behind) >= len(ahead):
        gap = (dated - min(day for _, day in behind)).days
        name = "plan_after" if sheet.paper == "plan" else "notice_after"
        yield told("date_contradiction", name, "medium" if gap >= number("order_days") else "low",
                   [line, *(said for said, _ in behind)],
                   measures={"written": dated.isoformat(), "expected": min(day for _, day in behind).isoformat()},
                   title=sheet.frame.title[:40], day=dated.isoformat(), first=min(day for _, day in behind).isoformat())


def held_before(sheets: Sequence[Sheet], found: Sequence[Telling]) -> Iterator[Finding]:
    """Notices of a happening, known by its place and words, that bear a later day than it."""
    for sheet in sheets:
        text = "".join(said.text for said in sheet.pieces)
        if sheet.paper != "notice" or not sheet.dated or not sheet.dateline or \
                pattern("order", "of_the_past").search(text):
            continue
        days = [day.range.start for said in sheet.pieces if said is not sheet.dateline for day in said.dates()
                if day.range and day.precision == "day" and not day.in_title]
        if any(day >= sheet.dated for day in days):
            continue
        for one in found:
            if one.start and one.end and one.sheet is not sheet and sheet.dated - timedelta(
                    days=number("notice_within")) <= one.start and one.end < sheet.dated and len(one.place) >= 4 and \
                    one.place in text and len(one.pairs & pairs_of(text)) >= number("notice_words") * len(one.pairs):
                same = [other.said for other in found if other is not one and other.sheet is not one.sheet
                        and other.start == one.start and (other.place in (one.place, "") and one.pairs & other.pairs)]
                yield told("date_contradiction", "notice_after", "medium", [one.said, sheet.dateline, *same[:2]],
                           measures={"written": sheet.dated.isoformat(), "expected": one.start.isoformat()},
                           title=_title(sheet)[:40], day=sheet.dated.isoformat(), first=one.start.isoformat())
                break


def _months(sheet: Sheet, dated: date, line: Said) -> Iterator[Finding]:
    """Tasks of a plan by their months, most of them over when it was signed."""
    months = [(said, day.range) for said in sheet.pieces if said is not line for day in said.dates()
              if day.range and day.precision in ("month", "day") and not day.in_title
              and day.range.start.year == dated.year and day.range.days < 40]
    over = [(said, span) for said, span in months if span.end < dated]
    if len(over) >= number("plan_tasks") and len(over) >= number("plan_share") * len(months):
        first = min(span.start for _, span in over)
        yield told("date_contradiction", "plan_after", "medium", [line, *dict.fromkeys(said for said, _ in over)],
                   measures={"written": dated.isoformat(), "expected": first.isoformat()},
                   title=sheet.frame.title[:40], day=dated.isoformat(), first=first.isoformat())


def _sets(said: Said) -> bool:
    """Whether the words set a day for what is to come, and do not tell what has been."""
    if pattern("order", "was").search(said.text):
        return False
    return pattern("order", "sets").search(said.text) is not None or cues().planned.search(said.text) is not None


def _carried_out(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """A deed told as done by order of a paper of the dossier that bears a later day."""
    dated = {own.key: (sheet, own) for sheet in sheets if (own := _own_number(sheet)) and sheet.dated}
    by_title = {bare(sheet.frame.title): sheet for sheet in sheets if sheet.paper in ("plan", "notice") and sheet.dated
                and len(bare(sheet.frame.title)) >= 10}
    for sheet in sheets:
        for said in sheet.pieces if sheet.paper in ("briefing", "summary", "self_report", "record") else ():
            if not pattern("order", "by_order").search(said.text):
                continue
            orders = [dated[_key(found)][0] for found in _NUMBER.finditer(said.text) if _key(found) in dated]
            orders += [one for title in re.findall(r"《([^《》]{8,60})》", said.text) for name, one in by_title.items()
                       if bare(title) in name]
            days = [day.range.start for day in said.dates()
                    if day.range and day.precision == "day" and not day.in_title]
            for order in orders:
                if order is not sheet and order.dated and order.dateline and days and max(days) < order.dated:
                    yield told("date_contradiction", "notice_after", "medium", [said, order.dateline],
                               measures={"written": order.dated.isoformat(), "expected": max(days).isoformat()},
                               title=order.frame.title[:40], day=order.dated.isoformat(), first=max(days).isoformat())
