"""What was left in from another paper: blanks of a template, bodies that are no more, another year in the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from classifiers.grammar import carry_year
from integrity.claims.data import bodies, number, pattern
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet, clause
from integrity.finding import Severity
from model.results import Finding, Place

_REPORTS = frozenset({"self_report", "score_table", "summary", "duty_list", "ledger"})
_BLANK_PAPERS = frozenset({"self_report", "summary", "briefing", "ledger", "record", "plan", "duty_list",
                           "score_table"})
_YEAR = re.compile(r"(20\d\d)年")
_NAMED = re.compile(r"《[^》]*》|“[^”]*”")
_TITLES = re.compile(r"《[^》]*》")


def residues(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Everything of a dossier that a template, an older paper or an older time left behind."""
    for sheet in sheets:
        yield from _blanks(sheet)
        yield from _unfilled(sheet)
        yield from _other_year(sheet)
    yield from _old_bodies(sheets)


def _blanks(sheet: Sheet) -> Iterator[Finding]:
    """Places of a template that nobody filled in; all of a paper are one finding."""
    if sheet.paper in ("case", "certificate", "media", "web_page", "work"):
        return
    if pattern("residue", "form").search(sheet.document.path + sheet.frame.title):
        return
    hits: list[tuple[Said, re.Match[str]]] = []
    for said in sheet.every():
        text = said.text
        if "《" in text or "“" in text:
            text = _NAMED.sub(lambda found: "　" * len(found.group()), text)
        blanks = [(said, hit) for hit in pattern("residue", "blank").finditer(text)]
        if blanks and not pattern("residue", "anonymous").search(said.text):
            hits += blanks
    if hits:
        severity: Severity = "medium" if sheet.paper in _BLANK_PAPERS else "low"
        yield told("template_residue", "blank", severity, [said for said, _ in hits],
                   places=[said.place(*clause(said.text, *hit.span())) for said, hit in hits],
                   measures={"written": hits[0][1].group(), "count": len(hits)},
                   written="”“".join(dict.fromkeys(hit.group() for _, hit in hits)))


def _unfilled(sheet: Sheet) -> Iterator[Finding]:
    """A number or a day that a paper was issued without; often they were written in by hand."""
    if sheet.paper not in ("notice", "plan", "summary", "self_report") or \
            pattern("residue", "form").search(sheet.document.path + sheet.frame.title):
        return
    hits = [(said, hit) for said in sheet.pieces for hit in pattern("residue", "unfilled").finditer(said.text)]
    if hits:
        yield told("template_residue", "unfilled", "low", [said for said, _ in hits],
                   places=[said.place(*hit.span()) for said, hit in hits], measures={"count": len(hits)},
                   written="”“".join(dict.fromkeys(re.sub(r"\s+", "　", hit.group()) for _, hit in hits)))


def _old_bodies(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Bodies told as doing something in a year in which they were no more; each body is one finding."""
    found: dict[str, list[tuple[Said, re.Match[str], int, str]]] = {}
    for sheet in sheets:
        if sheet.paper in ("case", "certificate", "work", "other"):
            continue
        for said in sheet.every():
            text = _TITLES.sub(lambda m: "　" * len(m.group()), said.text) if "《" in said.text else said.text
            for words, until, now in bodies():
                hit = words.search(text) if said.year > until else None
                if hit and not _told_of_old(said, hit, until):
                    found.setdefault(now, []).append((said, hit, until, now))
    for rows in found.values():
        said, hit, until, now = rows[0]
        formal = any(pattern("residue", "formal_body").search(one.text[max(0, match.start() - 3):match.end() + 4])
                     for one, match, *_ in rows)
        yield told("template_residue", "old_body", "medium" if formal else "low", [one for one, *_ in rows],
                   places=[one.place(*clause(one.text, *match.span())) for one, match, *_ in rows],
                   measures={"written": hit.group(), "limit": until},
                   written=hit.group(), year=said.year, until=until, now=now)


def _told_of_old(said: Said, hit: re.Match[str], until: int) -> bool:
    """Whether the words are about the time when the body was there, or name it as a former one."""
    if pattern("residue", "former").search(said.text[max(0, hit.start() - 12):hit.end() + 12]):
        return True
    text = said.block.text if said.block.kind == "table_row" else said.text
    return any(int(year) <= until for year in _YEAR.findall(text))


def _other_year(sheet: Sheet) -> Iterator[Finding]:
    """Another year than the paper's own in its title, its opening words or its outlook."""
    year = sheet.submission.year
    if sheet.paper in _REPORTS and sheet.own:
        yield from _title_year(sheet, year)
    if sheet.paper in ("self_report", "summary") and sheet.own:
        yield from _opening_year(sheet, year)
        yield from _outlook_year(sheet, year)
        yield from _closing_year(sheet, year)
    if sheet.paper == "plan" and sheet.own:
        yield from _planned_year(sheet, year)


def _title(sheet: Sheet) -> Said | None:
    return None if sheet.frame.title_block is None else sheet.said(sheet.frame.title_block)


def _title_year(sheet: Sheet, year: int) -> Iterator[Finding]:
    """A title of an earlier year over a paper of this one: signed late in it, or telling of it throughout."""
    title = _title(sheet)
    named = carry_year(sheet.frame.title) if title else None
    if title is None or named is None or named == year:
        return
    years = Counter(int(found) for said in sheet.every() if said.index != title.index
                    for found in _YEAR.findall(_TITLES.sub("", said.text)))
    signed = sheet.dated
    late = signed is not None and (signed.year > named + 1 or signed.year == named + 1 and
                                   signed.month >= number("late_month") and years[year] > years[named])
    early = signed is not None and signed.year < named
    inside = signed is None and years[year] >= 2 and years[year] > 2 * years[named] or \
        sheet.paper in ("ledger", "score_table") and named == year - 1 and not years[named] and (
            years[year] > 0 or sheet.paper == "score_table" and sheet.alone)
    if late or early or inside:
        places: list[Place] = [title.place(), *([sheet.dateline.place()] if sheet.dateline else [])]
        yield told("template_residue", "title_year", "medium", [title], places=places,
                   measures={"written": named, "expected": year}, written=named, year=signed.year if signed else year)


def _opening_year(sheet: Sheet, year: int) -> Iterator[Finding]:
    """Opening words that report on another year than the title and the dossier do."""
    title = _title(sheet)
    titled = carry_year(sheet.frame.title) if title else None
    if titled != year and (titled or pattern("residue", "several_years").search(sheet.frame.title)):
        return
    for said in sheet.pieces[:int(number("opening_sentences"))]:
        if pattern("residue", "not_opening").search(said.text):
            continue
        for found in pattern("residue", "opening").finditer(said.text):
            named = int(next(filter(None, found.groups())))
            if named != year and not (title and said.index == title.index) and abs(named - year) <= 3:
                yield told("template_residue", "opening_year", "medium", [said],
                           places=[said.place(*clause(said.text, *found.span())), *([title.place()] if title else [])],
                           measures={"written": named, "expected": year}, written=found.group(), year=year)
                return


def _outlook_year(sheet: Sheet, year: int) -> Iterator[Finding]:
    """An outlook that promises things for a year that is over."""
    yield from _same_year(sheet, year)
    for said in sheet.pieces:
        found = pattern("residue", "outlook").search(said.text)
        if found is None:
            continue
        named = int(next(filter(None, found.groups())))
        if year - 3 <= named < year:
            yield told("template_residue", "outlook_year", "medium", [said],
                       places=[said.place(*clause(said.text, *found.span()))], measures={"written": named,
                                                                                         "expected": year + 1},
                       written=found.group(), year=year)


def _same_year(sheet: Sheet, year: int) -> Iterator[Finding]:
    """A heading of what is to come that bears the year of the report, signed when that year was over or ending."""
    if sheet.dated is None or (sheet.dated.year, sheet.dated.month) < (year, int(number("close_month"))):
        return
    for said in sheet.pieces:
        found = pattern("residue", "outlook_head").search(said.text)
        if found and said.block.kind == "heading" and int(found[1]) == year and said.index != sheet.frame.title_block:
            yield told("template_residue", "outlook_year", "low", [said], measures={"written": year,
                                                                                     "expected": year + 1},
                       written=found.group(), year=year)


def _closing_year(sheet: Sheet, year: int) -> Iterator[Finding]:
    """Sentences that judge, close or file the year's work under another year's number."""
    hits: list[tuple[Said, re.Match[str]]] = []
    for said in sheet.pieces:
        text = _TITLES.sub(lambda found: "　" * len(found.group()), said.text)
        found = pattern("residue", "year_of_work").search(text)
        if found is None or said.index == sheet.frame.title_block:
            continue
        around = text[max(0, found.start() - int(number("looking_within"))):clause(text, *found.span())[1]]
        if pattern("residue", "looking_back").search(around):
            continue
        years = {int(one) for one in _YEAR.findall(text)}
        if len(years) == 1 and year not in years and year - 4 <= min(years) <= year + 1:
            hits.append((said, found))
    if hits:
        yield told("template_residue", "closing_year", "medium", [said for said, _ in hits],
                   places=[said.place() for said, _ in hits],
                   measures={"written": hits[0][1].group(), "expected": year}, written=hits[0][0].text[:40], year=year)


def _planned_year(sheet: Sheet, year: int) -> Iterator[Finding]:
    """Tasks of this year's plan that are to be done by a month of last year."""
    titled = carry_year(sheet.frame.title)
    if titled is not None and titled != year:
        return
    hits = [(said, found) for said in sheet.every() if said is not sheet.dateline
            for found in pattern("residue", "task_day").finditer(said.text) if int(found[1]) == year - 1]
    if hits:
        yield told("template_residue", "planned_year", "medium", [said for said, _ in hits],
                   places=[said.place(*clause(said.text, *found.span())) for said, found in hits],
                   measures={"written": hits[0][1].group(), "expected": year}, written=hits[0][1].group(), year=year)
