"""Dates that contradict each other: two days or places of one event, orders of papers that cannot be, wrong numbers."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta

from ..facts import WEEKDAYS, Event, chinese_number, workday
from ..papers import Block, Dossier, Paper
from ..small_papers import ledger_day, long_day, notice, plan
from .base import Field, Sown, insert, place, report_of, seal, sentence_with

_DAY = r"(?:20\d\d年)?{m}月{d}日(?:（(?:星期|周).）)?"


def day_pattern(day: date) -> re.Pattern[str]:
    """Matches the day as any office writes it in running text."""
    return re.compile(r"(?<!\d)" + _DAY.format(m=day.month, d=day.day))


def told_twice(d: Dossier) -> list[tuple[Event, Paper, Block]]:
    """Activities with a briefing whose opening names the day and that no other fault has touched."""
    found = []
    for paper in d.briefings():
        event = next((e for e in d.facts.events if e.id == paper.event and e.kind in ("story", "day124")), None)
        blocks = [b for b in paper.find("open") if event and day_pattern(event.day).search(b.text)]
        if event and blocks and event.id not in d.busy:
            found.append((event, paper, blocks[0]))
    return found


def _ledger_row(d: Dossier, event: Event) -> tuple[Paper, list[object]] | None:
    ledger = d.paper("ledger")
    if not ledger or not ledger.sheet:
        return None
    for row, owner in zip(ledger.sheet.rows, ledger.sheet.owners, strict=True):
        if owner == event.id:
            return ledger, row
    return None


def _shifted(event: Event, strength: str, rng: random.Random) -> date:
    days = {"weak": 1, "middle": rng.randint(5, 9), "strong": rng.randint(33, 61)}[strength]
    moved = event.day - timedelta(days=days)
    return moved if moved.year == event.day.year else event.day + timedelta(days=days)


def two_dates(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """One activity on two days: the ledger or the report against the briefing."""
    pen, report = fld.pen(d), report_of(d)
    for event, paper, shown in told_twice(d):
        other = _shifted(event, strength, rng)
        told = [b for b in report.find(event=event.id) if day_pattern(event.day).search(b.text)]
        row = _ledger_row(d, event)
        if told and rng.random() < 0.6:
            text = day_pattern(event.day).sub(f"{other.month}月{other.day}日", told[0].text, count=1)
            first = place(d, report, sentence_with(seal(told[0], text), f"{other.month}月{other.day}日"))
        elif row:
            row[1][1] = ledger_day(pen, other)
            first = place(d, row[0], str(row[1][1]))
        else:
            continue
        shown.sealed = True
        d.busy.add(event.id)
        return Sown([first, place(d, paper, sentence_with(shown.text, event.place))],
                    note=f"{event.day} against {other}")
    return None


def two_places(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """One activity in two places."""
    report = report_of(d)
    for event, paper, shown in told_twice(d):
        told = [b for b in report.find(event=event.id) if event.place in b.text]
        row = _ledger_row(d, event)
        pool = "near" if strength == "weak" else "far"
        other = rng.choice([p for p in fld.half.city["places_" + pool] if p not in event.place])
        if told and strength != "middle":
            first = place(d, report, sentence_with(seal(told[0], told[0].text.replace(event.place, other)), other))
        elif row:
            row[1][3] = other
            first = place(d, row[0], other)
        else:
            continue
        if event.place not in shown.text:
            continue
        shown.sealed = True
        d.busy.add(event.id)
        return Sown([first, place(d, paper, sentence_with(shown.text, event.place))],
                    note=f"{event.place} against {other}")
    return None


def wrong_weekday(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A day of the week that this date is not."""
    report = report_of(d)
    papers = [(p, b, e) for p in [*d.briefings(), report] for b in p.blocks for e in d.facts.events
              if not b.sealed and b.event == e.id and day_pattern(e.day).search(b.text)]
    if not papers:
        return None
    paper, block, event = rng.choice(papers)
    step = {"weak": rng.choice((1, 6)), "middle": rng.choice((2, 5)), "strong": rng.choice((3, 4))}[strength]
    wrong = WEEKDAYS[(event.day.weekday() + step) % 7]
    told = f"{event.day.month}月{event.day.day}日（星期{wrong}）"
    seal(block, day_pattern(event.day).sub(f"{event.day.year}年{told}", block.text, count=1))
    return Sown([place(d, paper, sentence_with(block.text, told))], "low" if strength == "weak" else "medium",
                note=f"{event.day} is {WEEKDAYS[event.day.weekday()]}")


def _sign(paper: Paper, day: date) -> None:
    for block in paper.blocks:
        if block.role == "signed":
            seal(block, long_day(day))
    paper.day = day


def plan_after(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A plan signed after an activity it still schedules."""
    paper = d.paper("plan")
    if not paper or "plan" in d.busy:
        return None
    first = min((e for e in d.facts.of("story") if e.id not in d.busy), key=lambda e: e.day, default=None)
    items = paper.find("item", first.id) if first else []
    if not items or not first:
        return None
    day = workday(first.day + timedelta(days={"weak": 3, "middle": 16, "strong": 75}[strength]))
    exact = f"{first.day.month}月{first.day.day}日"
    seal(items[0], re.sub(rf"{first.day.month}月", exact, items[0].text, count=1))
    _sign(paper, day)
    d.busy |= {"plan", first.id}
    return Sown([place(d, paper, items[0].text), place(d, paper, long_day(day))], note=f"held {first.day}")


def notice_after(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A notice signed after the day it calls people to."""
    paper = d.paper("notice")
    event = next((e for e in d.facts.events if paper and e.id == paper.event), None)
    if not paper or not event or "notice" in d.busy:
        return None
    day = event.day + timedelta(days={"weak": 1, "middle": 6, "strong": 34}[strength])
    _sign(paper, day)
    opening = paper.find("open", free=False)[0]
    opening.sealed = True
    d.busy.add("notice")
    return Sown([place(d, paper, opening.text), place(d, paper, long_day(day))], note=f"held {event.day}")


def _numbered(paper: Paper) -> Block:
    return next(b for b in paper.blocks if b.role == "number")


def same_number(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """Two different documents under one number."""
    pen = fld.pen(d)
    first, second = d.paper("plan"), d.paper("notice")
    if "plan" in d.busy or "notice" in d.busy:
        return None
    if not first:
        first = plan(pen)
        d.papers.append(first)
    if not second:
        second = notice(pen, rng.choice(d.facts.of("story")))
        d.papers.append(second)
    if first.day.year != second.day.year:
        return None
    _numbered(second).text = _numbered(first).text
    d.busy |= {"plan", "notice"}
    return Sown([place(d, first, _numbered(first).text), place(d, second, _numbered(first).text)])


def nth_day(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """The constitution day counted wrong for its year (2014 was the first)."""
    right = d.year - 2013
    wrong = right + {"weak": -1, "middle": rng.choice((-2, 2)), "strong": rng.choice((-4, 4))}[strength]
    if "nth" in d.busy:
        return None
    d.busy.add("nth")
    report, told = report_of(d), f"第{chinese_number(right)}个国家宪法日"
    new = f"第{chinese_number(wrong)}个国家宪法日"
    hits = [b for b in report.blocks if told in b.text and not b.sealed]
    if hits:
        seal(hits[0], hits[0].text.replace(told, new))
        return Sown([place(d, report, sentence_with(hits[0].text, new))], note=f"{d.year} is the {right}th")
    text = fld.pen(d).fault("nth_day", {"错届": chinese_number(wrong)})
    insert(report, "day124", text)
    return Sown([place(d, report, text)], note=f"{d.year} is the {right}th")


def number_year(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A document number of another year than the document's date."""
    papers = [p for p in (d.paper("notice"), d.paper("plan")) if p and p.kind not in d.busy]
    if not papers:
        return None
    paper = papers[0]
    block = _numbered(paper)
    wrong = paper.day.year - {"weak": 1, "middle": 1, "strong": 3}[strength]
    seal(block, re.sub(r"〔\d{4}〕", f"〔{wrong}〕", block.text))
    d.busy.add(paper.kind)
    return Sown([place(d, paper, block.text), place(d, paper, long_day(paper.day))])


PLANTERS = {
    "two_dates_of_one_event": two_dates, "two_places_of_one_event": two_places, "wrong_weekday": wrong_weekday,
    "plan_after_activity": plan_after, "notice_after_activity": notice_after, "one_number_two_documents": same_number,
    "nth_constitution_day": nth_day, "number_year_against_date": number_year,
}
