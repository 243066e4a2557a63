"""One activity counted twice: two rows of a register, or two papers, that tell the same under two days or two names.

Told in a report, a briefing, a register and a caption one event is one; a series with its ordinals, morning and
afternoon, and what comes back every month with its own numbers are several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from integrity.claims.apart import day_places
from integrity.claims.data import number, pattern
from integrity.claims.report import told
from integrity.claims.sheets import Sheet, bare
from integrity.claims.tellings import Telling, kin, likeness, same_place, shared
from integrity.finding import Severity
from model.results import Finding


def counted_twice(found: Sequence[Telling], sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Every activity of a dossier that seems to be counted twice."""
    yield from _rows(found)
    yield from _papers(sheets)


def _rows(found: Sequence[Telling]) -> Iterator[Finding]:
    """Rows of one file's registers that are one happening but for the day or the name."""
    by_file: dict[str, list[Telling]] = {}
    for one in found:
        if one.row is not None and not one.aside:
            by_file.setdefault(one.path, []).append(one)
    for rows in by_file.values():
        for a, b in combinations(rows, 2):
            grade = _same_row(a, b, rows)
            if grade is not None:
                name = "two_rows" if a.start != b.start else "two_names"
                yield told("double_counting", name, grade, [a.said, b.said],
                           places=[*day_places(a), *day_places(b)],
                           measures={"points": round(kin(a, b), 1)}, left=_shown(a), right=_shown(b),
                           shared=_shared(a, b))


def _same_row(a: Telling, b: Telling, rows: Sequence[Telling]) -> Severity | None:
    """How surely two rows are one happening; None where something tells them apart."""
    if a.ordinals != b.ordinals or a.start.year != b.start.year:
        return None
    place, people, copies = same_place(a.place, b.place), shared(a.people, b.people), shared(a.copies, b.copies)
    like = likeness(a, b)
    if place is False or not (people or copies):
        return None
    telling = any(figure is not None and not figure.round for figure in (people, copies))
    fixed = pattern("twice", "fixed").search(a.said.text) is not None
    series = sum(likeness(a, one) >= 75 for one in rows if one is not a) > 2
    if a.overlaps(b):
        if a.table is not b.table and like >= 75:
            return None                                          # one event in two registers of a file
        if like >= 90 or telling and place:
            return "medium" if place or people and copies else "low"
        return None
    if like < 85 or fixed or series and not (people and copies and telling):
        return None
    if telling and (place or people and copies) or people and copies and place:
        return "medium"
    return "low" if place and not series else None


def _shown(one: Telling) -> str:
    return f"{one.start.isoformat()} {one.said.text[:30]}"


def _shared(a: Telling, b: Telling) -> str:
    people, copies = shared(a.people, b.people), shared(a.copies, b.copies)
    told_ = [f"地点{a.place}" if same_place(a.place, b.place) else "", f"{people.value}人" if people else "",
             f"资料{copies.value}份" if copies else "", "名称相近" if likeness(a, b) >= 75 else ""]
    return "、".join(filter(None, told_))


def _papers(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Two papers whose bodies are one but for the day or the title."""
    bodies = [(sheet, _body(sheet), _days(sheet)) for sheet in sheets
              if sheet.paper in ("briefing", "record", "web_page", "media")]
    for (a, left, days_a), (b, right, days_b) in combinations(bodies, 2):
        if min(len(left), len(right)) < number("body_least") or days_a & days_b or not (days_a and days_b):
            continue
        if fuzz.ratio(left, right) < number("body_likeness"):
            continue
        first, second = (next(one for one in sheet.pieces if one.dates() and len(one.text) > 12) for sheet in (a, b))
        yield told("double_counting", "two_papers", "medium", [first, second],
                   measures={"likeness": round(fuzz.ratio(left, right))},
                   left=a.document.path.rpartition("/")[2], right=b.document.path.rpartition("/")[2],
                   days="、".join(sorted(day for day in days_a | days_b)))


def _body(sheet: Sheet) -> str:
    """The words of a paper without days and marks."""
    return bare("".join(pattern("twice", "masked").sub("", said.text) for said in sheet.pieces
                        if said.block.kind != "heading" and len(said.text) > 12))


def _days(sheet: Sheet) -> set[str]:
    """The days in the sentences of a paper."""
    return {day.range.start.isoformat() for said in sheet.pieces if len(said.text) > 12 and said is not sheet.dateline
            for day in said.dates() if day.range and day.precision == "day" and not day.named_day}
