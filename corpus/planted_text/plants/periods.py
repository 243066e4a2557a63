"""Activities and papers of another year, and days that do not exist."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta

from ..facts import Event
from ..papers import Block, Dossier, Paper
from ..small_papers import briefing, long_day
from .base import Field, Sown, insert, place, report_of, resum, row_for, seal
from .dates import day_pattern

BAD_DAYS = {"weak": ((2, 29),), "middle": ((6, 31), (9, 31), (4, 31), (11, 31)), "strong": ((2, 30), (13, 5), (10, 34))}


def _old_event(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Event:
    """An activity of a year before, with everything but its date as if of this year."""
    pen = fld.pen(d)
    year = d.year - (1 if strength != "strong" else 2)
    late = strength == "weak"
    day = date(year, 12 if late else rng.randint(3, 11), rng.randint(20, 27) if late else rng.randint(2, 27))
    name = pen.fault("old_name")
    return Event(f"old{rng.randint(100, 999)}", "story", day, name, "", rng.choice(fld.half.city["places_far"]), "",
                 rng.randint(31, 160), rng.randint(2, 12) * 50, pen.fault("old_detail"))


def old_in_report(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """The report lists an activity of a former year among this year's."""
    pen, report = fld.pen(d), report_of(d)
    event = _old_event(fld, d, strength, rng)
    text = pen.fault("old_told", pen.of(event) | {"旧日": long_day(event.day)})
    insert(report, "story", text)
    return Sown([place(d, report, text)], note=f"held {event.day}")


def old_in_ledger(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A row of this year's ledger is dated in a former year."""
    ledger = d.paper("ledger")
    if not ledger or not ledger.sheet or "sum" in d.busy:
        return None
    event = _old_event(fld, d, strength, rng)
    day = event.day
    told = day.isoformat() if "-" in str(ledger.sheet.rows[0][1]) else f"{day.year}.{day.month}.{day.day}"
    at = rng.randint(1, len(ledger.sheet.rows) - 1)
    row = [0, told, event.name, event.place, event.people, event.copies, ""]
    row_for(ledger, ledger.sheet.days[at], row, event.id)
    resum(fld, d)
    return Sown([place(d, ledger, told)], note=f"held {event.day}")


def old_briefing(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A briefing of a former year handed in as this year's proof."""
    pen = fld.pen(d)
    event = _old_event(fld, d, strength, rng)
    paper = briefing(pen, event)
    for block in paper.blocks:
        block.sealed = True
    d.papers.append(paper)
    quote = next(b.text for b in paper.blocks if b.role == "open")
    return Sown([place(d, paper, quote)], note=f"held {event.day}")


def old_proof(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A certificate of a former year behind a claim of this year."""
    pen, report = fld.pen(d), report_of(d)
    year = d.year - {"weak": 1, "middle": 1, "strong": 3}[strength]
    day = date(year, 11 if strength == "weak" else 5, rng.randint(3, 26))
    prize = pen.fault("prize")
    text = pen.fault("prize_claim", {"奖": prize})
    if any(p.kind == "certificate" for p in d.papers):
        return None
    insert(report, "brand", text)
    blocks = [Block("title", "荣誉证书", "title", sealed=True), Block("plain", f"{d.unit}：", "address"),
              Block("p", pen.fault("prize_text", {"奖": prize, "奖年": year}), "open", sealed=True),
              Block("right", fld.half.city["prize_giver"], "sign"),
              Block("right", long_day(day), "signed", sealed=True)]
    paper = Paper("荣誉证书.docx", "certificate", day, blocks)
    d.papers.append(paper)
    return Sown([place(d, report, text), place(d, paper, long_day(day))], note=f"given {day}")


def bad_day_told(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A day that no calendar has, in the report or a briefing."""
    papers = [(p, b, e) for p in [*d.briefings(), report_of(d)] for b in p.blocks for e in d.facts.of("story")
              if not b.sealed and b.event == e.id and e.id not in d.busy and day_pattern(e.day).search(b.text)]
    if not papers:
        return None
    paper, block, event = rng.choice(papers)
    month, day = rng.choice(BAD_DAYS[strength])
    told = f"{d.year}年{month}月{day}日"
    seal(block, day_pattern(event.day).sub(told, block.text, count=1))
    d.busy.add(event.id)
    return Sown([place(d, paper, told)])


def bad_day_listed(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A day that no calendar has, in the ledger."""
    ledger = d.paper("ledger")
    if not ledger or not ledger.sheet:
        return None
    rows = [(r, o) for r, o in zip(ledger.sheet.rows, ledger.sheet.owners, strict=True)
            if o.startswith(("study", "training", "court")) and o not in d.busy]
    if not rows:
        return None
    row, owner = rng.choice(rows)
    month, day = rng.choice(BAD_DAYS[strength])
    told = str(row[1])
    row[1] = (f"{d.year}-{month:02}-{day:02}" if "-" in told else f"{d.year}.{month}.{day}" if "." in told
              else f"{month}月{day}日")
    d.busy.add(owner)
    return Sown([place(d, ledger, row[1])])


def after_submission(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """An activity told as done on a day after the report was signed."""
    pen, report = fld.pen(d), report_of(d)
    day = d.facts.handed_in + timedelta(days={"weak": 2, "middle": 9, "strong": 40}[strength])
    text = pen.fault("after_submission", {"后日": long_day(day), "多": rng.randint(23, 88)})
    insert(report, "day124", text)
    return Sown([place(d, report, text)], note=f"signed {d.facts.handed_in}")


def closing_first(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """An activity that ends before it begins."""
    paper = d.paper("notice")
    hours = {"weak": ("9:30", "9:10"), "middle": ("14:30", "11:30"), "strong": ("19:00", "8:00")}[strength]
    slots = {"起": hours[0], "止": hours[1]}
    if paper and "notice" not in d.busy and (blocks := paper.find("when")):
        event = next(e for e in d.facts.events if e.id == paper.event)
        text = seal(blocks[0], fld.pen(d).fault("hours_notice", fld.pen(d).of(event) | slots))
        d.busy.add("notice")
        return Sown([place(d, paper, text)])
    report = report_of(d)
    text = fld.pen(d).fault("hours_report", slots)
    insert(report, "media", text)
    return Sown([place(d, report, text)])


def bad_signature(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A plan or notice signed on a day that no calendar has."""
    papers = [p for p in (d.paper("plan"), d.paper("notice")) if p and p.kind not in d.busy]
    if not papers:
        return None
    paper = rng.choice(papers)
    block = next(b for b in paper.blocks if b.role == "signed")
    month, day = rng.choice(BAD_DAYS[strength])
    told = seal(block, re.sub(r"\d+月\d+日", f"{month}月{day}日", block.text))
    d.busy.add(paper.kind)
    return Sown([place(d, paper, told)])


OUT_OF_PERIOD = {"old_activity_in_report": old_in_report, "old_row_in_ledger": old_in_ledger,
                 "old_briefing_as_proof": old_briefing, "old_certificate_as_proof": old_proof}
IMPOSSIBLE = {"day_that_is_not_in_text": bad_day_told, "day_that_is_not_in_ledger": bad_day_listed,
              "day_after_submission": after_submission, "closing_before_opening": closing_first,
              "day_that_is_not_in_signature": bad_signature}
