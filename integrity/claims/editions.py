"""What belongs to other years than the one told: a programme that was over, a slogan of another year's day, a law that
was no more or not yet made. The years are facts of the calendar (``editions.toml``), none is taken from a dossier."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from integrity.claims.data import editions
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet, bare, clause
from integrity.finding import Severity
from model.results import Finding

_SPEAKING = frozenset({"self_report", "summary", "plan", "notice", "duty_list", "briefing", "record", "ledger",
                       "score_table"})
_AHEAD = frozenset({"plan", "notice", "duty_list"})
"""Papers that tell no deed: what is of another year there is an older paper's."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")


@dataclass(frozen=True)
class _Alien:
    """Words of another time. name: of what is said about them; fact: the year or day that tells it."""

    name: str
    said: Said
    span: tuple[int, int]
    words: str
    fact: str
    medium: bool


def editions_of_other_years(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """One finding for each such thing of a dossier, with all places that name it; nothing where the words tell it as a
    thing of its own time."""
    found: dict[tuple[str, str], list[_Alien]] = defaultdict(list)
    for sheet in sheets:
        for said in sheet.every() if sheet.paper in _SPEAKING else ():
            for one in (*_programmes(said), *_slogans(said), *_gone(said), *_unmade(said)):
                found[one.name, one.words].append(one)
    for (name, words), same in found.items():
        ahead = all(one.said.sheet.paper in _AHEAD for one in same)
        left = name in ("programme", "law_gone") or name == "slogan_of_other_year" and ahead
        check = "template_residue" if left else "out_of_period"
        severity: Severity = "medium" if any(one.medium for one in same) else "low"
        yield told(check, name, severity, [one.said for one in same],
                   places=[one.said.place(*clause(one.said.text, *one.span)) for one in same],
                   measures={"written": words, "expected": same[0].fact}, written=words, fact=same[0].fact,
                   year=same[0].said.sheet.submission.year)


def _of_then(said: Said, span: tuple[int, int], years: range) -> bool:
    """Whether the words about it tell it as of its own time: a year of those beside it, or words of looking back."""
    left, right = clause(said.text, *span)
    near = said.text[max(0, left - 12):right]
    return editions("aside").search(near) is not None or any(int(year) in years for year in _YEAR.findall(said.text)) \
        or any(day.range and day.year_given and day.range.start.year in years for day in said.dates())


def _programmes(said: Said) -> Iterator[_Alien]:
    year = said.sheet.submission.year
    for row in editions("programmes"):
        if year <= row["last"]:
            continue
        hit = row["words"].search(said.text)
        left, right = clause(said.text, *hit.span()) if hit else (0, 0)
        if hit and editions("now").search(said.text[left:hit.start()] + said.text[hit.end():right]) and \
                not _of_then(said, hit.span(), range(row["first"], row["last"] + 1)):
            fact = f"{row['first']}—{row['last']}"
            yield _Alien("programme", said, hit.span(), hit.group(), fact, abs(year - row["last"]) > 1)


def _slogans(said: Said) -> Iterator[_Alien]:
    if len(said.text) < 8:
        return
    plain, year = bare(said.text), said.sheet.submission.year
    for words, held in editions("slogans").items():
        if held != year and words in plain and not _of_then(said, (0, len(said.text)), range(held, held + 1)):
            start = max(said.text.find(words[:2]), 0)
            span = start, min(start + len(words), len(said.text))
            yield _Alien("slogan_of_other_year", said, span, words, str(held), True)


def _gone(said: Said) -> Iterator[_Alien]:
    start = said.sheet.submission.period.start
    if said.sheet.paper == "record" or "法" not in said.text and "条例" not in said.text:
        return
    for words, since, now in editions("gone"):
        for hit in words.finditer(said.text) if since < start else ():
            law = hit["law"]
            if not _of_then(said, hit.span(), range(2000, since.year)):
                yield _Alien("law_gone", said, hit.span(), law, f"{since.isoformat()}（{now}）", False)


def _unmade(said: Said) -> Iterator[_Alien]:
    last = said.sheet.submission.period.end
    for law, made in editions("made").items():
        at = said.text.find(law) if last < made else -1
        if at < 0:
            continue
        span = at, at + len(law)
        around = said.text[max(0, at - 1):at] + "|" + said.text[span[1]:span[1] + 1]
        if editions("named").fullmatch(around) and not _of_then(said, span, range(made.year, made.year + 20)):
            yield _Alien("law_unmade", said, span, law, made.isoformat(), True)
