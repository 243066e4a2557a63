"""Numbers that cannot be: claims above lists, parts against wholes, tables that do not add up, rooms too small."""

from __future__ import annotations

import random

from ..papers import Dossier
from .base import Field, Sown, insert, place, recount, report_of, seal, sentence_with


def claimed_above_listed(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A number of lectures, and a list of fewer with no word of an excerpt."""
    pen, report = fld.pen(d), report_of(d)
    laws = list(d.facts.unit.laws)[:{"weak": 6, "middle": 5, "strong": 4}[strength]]
    days = sorted(rng.sample(range(2, 12), len(laws)))
    listed = "、".join(f"{m}月{rng.randint(2, 27)}日{law}" for m, law in zip(days, laws, strict=True))
    total = len(laws) + {"weak": 1, "middle": 3, "strong": 10}[strength]
    text = pen.fault("claimed_above_listed", {"总": total, "列": listed})
    insert(report, "training", text)
    return Sown([place(d, report, text)], note=f"{total} claimed, {len(laws)} listed")


def parts_not_whole(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A whole and its parts that sum to something else."""
    pen, report = fld.pen(d), report_of(d)
    parts = [rng.randint(4, 30) * 50 for _ in range(3)]
    whole = sum(parts) + {"weak": rng.choice((-50, 50)), "middle": 400, "strong": -max(parts) - 150}[strength]
    slots = {"全": pen.number(whole)} | {f"部{i}": pen.number(n) for i, n in enumerate(parts, 1)}
    text = pen.fault("parts_not_whole", slots)
    insert(report, "media", text)
    return Sown([place(d, report, text)], note=f"parts make {sum(parts)}, whole {whole}")


def table_sum(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A ledger whose line of totals is wrong."""
    ledger = d.paper("ledger")
    if not ledger or not ledger.sheet or "sum" in d.busy:
        return None
    rows = ledger.sheet.rows
    people, copies = sum(r[4] or 0 for r in rows), sum(r[5] or 0 for r in rows)
    wrong = people + {"weak": 10, "middle": 300, "strong": people * 2 + 1000}[strength]
    ledger.sheet.total = ["合计", "", f"{len(rows)}场次", "", wrong, copies, ""]
    d.busy.add("sum")
    for block in report_of(d).find("total"):
        block.sealed = True
    return Sown([place(d, ledger, str(wrong))], note=f"column sums to {people}")


def score_sum(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A score table whose own points do not add up to the total."""
    scores = d.paper("scores")
    if not scores or not scores.sheet or not scores.sheet.total or "score" in d.busy:
        return None
    own = sum(r[3] for r in scores.sheet.rows)
    wrong = own + {"weak": 1, "middle": 4, "strong": 13}[strength]
    scores.sheet.total[3] = wrong
    d.busy.add("score")
    return Sown([place(d, scores, str(wrong))], note=f"items make {own}")


def report_against_ledger(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """The report's number of activities above the ledger's rows."""
    ledger = d.paper("ledger")
    if not ledger or not ledger.sheet or "sum" in d.busy:
        return None
    count = len(d.facts.events)
    block = recount(fld, d, {"weak": 1, "middle": 4, "strong": count + 3}[strength])
    if block is None:
        return None
    d.busy.add("sum")
    return Sown([place(d, report_of(d), block.text), place(d, ledger, ledger.sheet.title)],
                note=f"ledger has {count} rows")


def report_against_briefing(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """Another number of copies in the report than in the activity's briefing."""
    pen, report = fld.pen(d), report_of(d)
    for paper in d.briefings():
        event = next((e for e in d.facts.of("story") if e.id == paper.event and e.copies), None)
        told = [b for b in report.find("story", paper.event) if event and pen.number(event.copies) in b.text]
        shown = [b for b in paper.find(event=paper.event) if event and pen.number(event.copies) in b.text]
        if event and told and shown and event.id not in d.busy:
            old = pen.number(event.copies)
            new = pen.number(event.copies * {"weak": 1, "middle": 2, "strong": 10}[strength]
                             + (50 if strength == "weak" else 0))
            head, _, tail = told[0].text.rpartition(old)
            seal(told[0], head + new + tail)
            shown[0].sealed = True
            d.busy.add(event.id)
            return Sown([place(d, report, sentence_with(told[0].text, new)),
                         place(d, paper, sentence_with(shown[0].text, old))], note=f"{new} against {old}")
    return None


def impossible_attendance(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """More people than staff or seats, more copies than hands can give."""
    pen, report = fld.pen(d), report_of(d)
    staff = d.facts.unit.staff
    more = {"多": staff + rng.randint(9, 30), "座": rng.choice((60, 80, 120)),
            "挤": pen.number(rng.randint(5, 9) * 100), "户口": rng.choice((640, 820, 900)),
            "万": pen.number(rng.randint(8, 15) * 1000), "万份": rng.randint(20, 60)}
    text = pen.fault(f"attendance_{strength}", more)
    insert(report, rng.choice(("training", "story", "day124")), text)
    return Sown([place(d, report, text)])


def all_with_absentees(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A hundred per cent beside people who were not there."""
    pen, report = fld.pen(d), report_of(d)
    due = d.facts.unit.staff
    away = {"weak": 1, "middle": 4, "strong": max(9, due // 5)}[strength]
    names = rng.sample(pen.half.city["people"], min(away, 4))
    text = pen.fault(f"absent_{strength}", {"应": due, "实": due - away, "缺": away, "缺名": "、".join(names)})
    insert(report, "training", text)
    return Sown([place(d, report, text)], note=f"{away} of {due} away")


def unreachable_rate(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A percentage no count of that base gives."""
    pen, report = fld.pen(d), report_of(d)
    base = {"weak": rng.randint(37, 48), "middle": rng.randint(21, 29), "strong": rng.randint(7, 9)}[strength]
    good = {round(k * 100 / base, 1) for k in range(base + 1)} | {int(k * 1000 / base) / 10 for k in range(base + 1)}
    rates = [r / 10 for r in range(810, 995) if all(abs(r / 10 - g) > 0.25 for g in good) and r % 10]
    rate = rng.choice(rates)
    text = pen.fault("rate", {"基": base, "率": rate})
    insert(report, "training", text)
    return Sown([place(d, report, text)], note=f"{rate} % of {base}")


PLANTERS = {
    "claimed_above_listed": claimed_above_listed, "parts_not_whole": parts_not_whole, "table_sum": table_sum,
    "report_against_ledger": report_against_ledger, "report_against_briefing": report_against_briefing,
    "impossible_attendance": impossible_attendance, "hundred_percent_with_absentees": all_with_absentees,
    "unreachable_percentage": unreachable_rate, "score_table_sum": score_sum,
}
