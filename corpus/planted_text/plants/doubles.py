"""One activity that becomes two: under another name, another item, another month."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from ..facts import Event, workday
from ..papers import Dossier
from ..small_papers import briefing, ledger_day
from .base import Field, Sown, insert, place, recount, report_of, resum, row_for, sentence_with


def _pick(d: Dossier, rng: random.Random, briefed: bool = False) -> Event | None:
    events = [e for e in d.facts.of("story") if e.alias and e.id not in d.busy
              and (not briefed or any(p.event == e.id for p in d.briefings()))
              and all(not b.sealed for b in report_of(d).find("story", e.id, free=False))]
    return rng.choice(events) if events else None


def _second_row(fld: Field, d: Dossier, event: Event, name: str, day: date) -> None:
    ledger = d.paper("ledger")
    if not ledger or not ledger.sheet or "sum" in d.busy:
        return
    row = [0, ledger_day(fld.pen(d), day), name, event.place, event.people, event.copies or "", ""]
    row_for(ledger, day, row, event.id)
    resum(fld, d)


def two_indicators(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """The report tells one activity under two heads by two names and counts both."""
    event = _pick(d, rng)
    if event is None:
        return None
    pen, report = fld.pen(d), report_of(d)
    name = event.alias if strength != "strong" else event.name
    text = pen.fault(f"second_telling_{strength}", pen.of(event) | {"别": name, "日短": pen.day(event.day, "short")})
    insert(report, "brand", text)
    if d.paper("ledger"):
        _second_row(fld, d, event, name, event.day)
    elif (block := recount(fld, d, 1)) is not None:
        block.sealed = True
    first = report.find("story", event.id)[0]
    first.sealed = True
    d.busy.add(event.id)
    return Sown([place(d, report, first.text), place(d, report, text)], note=f"{event.name} = {name}")


def ledger_twice(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """The ledger has one activity in two rows, the second in other words."""
    ledger, event = d.paper("ledger"), _pick(d, rng)
    if event is None or not ledger or not ledger.sheet or "sum" in d.busy:
        return None
    day = event.day + timedelta(days=1 if strength == "weak" else 0)
    name = event.name if strength == "strong" else event.alias
    _second_row(fld, d, event, name, day)
    d.busy.add(event.id)
    return Sown([place(d, ledger, event.name), place(d, ledger, name)], note="one activity, two rows")


def two_briefings(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """Last month's activity comes again in a new briefing as a new one."""
    event = _pick(d, rng, briefed=True)
    if event is None:
        return None
    pen = fld.pen(d)
    later = workday(event.day + timedelta(days=rng.randint(27, 45)))
    if later.year != d.year or later >= d.facts.handed_in:
        return None
    sentences = [s + "。" for s in event.detail.split("。") if s]
    keep = {"weak": sentences[-1:], "middle": sentences[:2], "strong": sentences}[strength]
    again = replace(event, day=later, name=event.alias, detail="".join(keep))
    paper = briefing(pen, again)
    first = next(p for p in d.briefings() if p.event == event.id)
    for block in [*paper.blocks, *first.blocks]:
        block.sealed = True
    d.papers.append(paper)
    _second_row(fld, d, event, event.alias, later)
    d.busy.add(event.id)
    told = f"{later.year}年{later.month}月{later.day}日"
    return Sown([place(d, first, next(b.text for b in first.blocks if b.role == "open")),
                 place(d, paper, sentence_with(next(b.text for b in paper.blocks if b.role == "open"), told))],
                note=f"{event.day} told again as {later}")


def score_twice(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """The score table rests two items on one activity and counts it in both."""
    scores, event = d.paper("scores"), _pick(d, rng)
    if event is None or not scores or not scores.sheet:
        return None
    pen = fld.pen(d)
    name = event.name if strength == "strong" else event.alias
    slots = pen.of(event) | {"别": name, "日短": pen.day(event.day, "short")}
    one, two = pen.fault("score_first", slots), pen.fault(f"score_second_{strength}", slots)
    rows = scores.sheet.rows
    rows[4][4] += one
    rows[5][4] += two
    d.busy.add(event.id)
    return Sown([place(d, scores, one), place(d, scores, two)], note=f"{event.name} = {name}")


PLANTERS = {"one_event_two_indicators": two_indicators, "ledger_same_activity_twice": ledger_twice,
            "one_event_two_months_briefings": two_briefings, "score_table_same_activity_twice": score_twice}
