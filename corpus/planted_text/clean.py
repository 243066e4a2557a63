"""Hard but honest situations: what looks like a fault to a careless check and is none."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from .facts import Event, weekday
from .papers import Block, Dossier, Paper, Pen
from .plants.base import insert, report_of, row_for
from .small_papers import briefing, ledger_day, long_day, passed_on

Situation = Callable[[Pen, Dossier, random.Random], None]


def _say(topic: str, after: str = "media") -> Situation:
    def add(pen: Pen, d: Dossier, rng: random.Random) -> None:
        insert(report_of(d), after, pen.say(topic), "clean")
    return add


def _weekend(pen: Pen, d: Dossier, rng: random.Random) -> None:
    day = date(d.year, rng.randint(3, 11), rng.randint(2, 26))
    day += timedelta(days=5 - day.weekday() if day.weekday() < 5 else 0)
    slots = {"周日期": f"{day.month}月{day.day}日", "周几": weekday(day), "地": rng.choice(pen.half.city["squares"])}
    insert(report_of(d), "media", pen.say("clean_weekend", slots), "clean")


def _compare(pen: Pen, d: Dossier, rng: random.Random) -> None:
    before = rng.randint(210, 860)
    more = rng.randint(20, 190)
    slots = {"今数": pen.number(before + more), "昨数": pen.number(before), "差": more}
    insert(report_of(d), "media", pen.say("clean_compare", slots), "clean")


def _rounding(pen: Pen, d: Dossier, rng: random.Random) -> None:
    base = rng.choice((3, 6, 7, 9, 13)) * rng.randint(11, 17)
    good = int(base * 0.83)
    fair = (base - good) * 2 // 3
    parts = (good, fair, base - good - fair)
    slots: dict[str, Any] = {"卷": base, "满": parts[0], "基": parts[1], "不": parts[2]}
    slots |= {k: f"{n * 100 / base:.1f}" for k, n in zip(("满率", "基率", "不率"), parts, strict=True)}
    insert(report_of(d), "media", pen.say("clean_rounding", slots), "clean")


def _whole(pen: Pen, d: Dossier, rng: random.Random) -> None:
    parts = [rng.randint(31, 190) for _ in range(3)]
    slots = {"全": sum(parts)} | {f"部{i}": n for i, n in enumerate(parts, 1)}
    insert(report_of(d), "media", pen.say("clean_whole", slots), "clean")


def _old_paper(pen: Pen, d: Dossier, rng: random.Random) -> None:
    number = f"{pen.half.city['mark']}{d.facts.unit.mark}发〔{d.year - 1}〕{rng.randint(11, 60)}号"
    insert(report_of(d), "plan", pen.say("clean_old_paper", {"旧号": number}), "clean")


def _duty(pen: Pen, d: Dossier, rng: random.Random) -> None:
    slots = {"责": d.facts.unit.duty, "数": rng.randint(180, 900)}
    insert(report_of(d), "social", pen.say("clean_duty", slots), "clean")


def _halves(pen: Pen, d: Dossier, rng: random.Random) -> None:
    event = rng.choice(d.facts.of("story"))
    insert(report_of(d), "story", pen.say("clean_halves", pen.of(event)), "clean")


def _learn(pen: Pen, d: Dossier, rng: random.Random) -> None:
    insert(report_of(d), "brand", pen.say("clean_learn", {"月2": f"{rng.randint(4, 10)}月"}), "clean")


def _postponed(pen: Pen, d: Dossier, rng: random.Random) -> None:
    called = {p.event for p in d.papers if p.kind == "notice"}
    event = rng.choice([e for e in d.facts.of("story") if e.id not in called])
    planned = event.day - timedelta(days=rng.randint(3, 8))
    slots = pen.of(event) | {"原日": f"{planned.month}月{planned.day}日"}
    insert(report_of(d), "story", pen.say("clean_postponed", slots), "clean")


def _passed(pen: Pen, d: Dossier, rng: random.Random) -> None:
    if not d.paper("passed_on"):
        d.papers.append(passed_on(pen))


def _monthly(pen: Pen, d: Dossier, rng: random.Random) -> None:
    """A regular day each month: the briefings of two months look alike and tell two events."""
    insert(report_of(d), "social", pen.say("clean_monthly"), "clean")


def _attachments(pen: Pen, d: Dossier, rng: random.Random) -> None:
    """A notice with its attachments under one number, one of them a blank form."""
    event = rng.choice(d.facts.of("story"))
    day = event.day - timedelta(days=8)
    number = f"{pen.half.city['mark']}{d.facts.unit.mark}办〔{day.year}〕{d.facts.numbers['notice'] + 3}号"
    title = f"关于做好“{event.name}”准备工作的通知"
    head = [Block("docno", number, "number"), Block("title", title, "title"),
            Block("p", pen.say("notice_open", pen.of(event)), "open"),
            Block("plain", pen.half.city["form"]["note"], "rule"),
            Block("right", d.unit, "sign"), Block("right", long_day(day), "signed")]
    form = [Block("plain", f"{number}附件2", "number"), Block("title", pen.half.city["form"]["title"], "title")]
    form += [Block("plain", line, "form") for line in pen.half.city["form"]["lines"]]
    d.papers.append(Paper(f"通知/{title}.docx", "notice2", day, head))
    d.papers.append(Paper("通知/附件2 报名表.docx", "form", day, form))


def _noise(pen: Pen, d: Dossier, rng: random.Random) -> None:
    """A scanned briefing read badly: letters for digits, stray blanks, marks of dirt."""
    papers = d.briefings()
    if not papers:
        return
    for block in papers[-1].blocks:
        if block.kind == "p":
            chars = [c + (" " if rng.random() < 0.03 else "") for c in block.text]
            text = "".join(chars)
            for old, new in (("0", "O"), ("未", "末"), ("己", "已"), ("。", "．")):
                text = text.replace(old, new, 1) if rng.random() < 0.7 else text
            block.text = text
    papers[-1].path = papers[-1].path.rsplit(".", 1)[0] + "（扫描识别）." + papers[-1].path.rsplit(".", 1)[1]


def _late(pen: Pen, d: Dossier, rng: random.Random) -> None:
    """The report is signed in January, before the deadline, as the notice allows."""
    day = date(d.year + 1, 1, rng.randint(5, 11))
    for paper in (p for p in d.papers if p.day == d.facts.handed_in):
        paper.day = day
        for block in paper.blocks:
            if block.role == "signed":
                block.text = long_day(day)
    d.facts.handed_in = day


def _new_year(pen: Pen, d: Dossier, rng: random.Random) -> None:
    """An activity that runs over New Year, told in a report signed after its beginning."""
    _late(pen, d, rng)
    insert(report_of(d), "day124", pen.say("clean_newyear"), "clean")


def _renamed(pen: Pen, d: Dossier, rng: random.Random) -> None:
    """The unit changed its name within the year, and says so."""
    unit = d.facts.unit
    if not unit.renamed or unit.renamed[1] != d.year:
        return
    old, _, month, day, old_short, old_mark = unit.renamed
    city = pen.half.city["mark"]
    text = (f"按照机构改革部署，{old}于{d.year}年{month}月{day}日更名为{unit.name}，"
            f"此前的文件、签到表仍用原名{old}，人员和职责未变。")
    insert(report_of(d), "lead", text, "clean")
    for paper in d.papers:
        if paper.day < date(d.year, month, day) and paper.kind in ("plan", "briefing", "notice"):
            for block in paper.blocks:
                block.text = block.text.replace(unit.name, old).replace(unit.short, old_short)
                block.text = block.text.replace(city + unit.mark, city + old_mark)
            paper.number = paper.number.replace(city + unit.mark, city + old_mark)


def renamed(pen: Pen, d: Dossier) -> bool:
    """Tells of the unit's change of name where it falls into this year."""
    if not pen.facts.unit.renamed or pen.facts.unit.renamed[1] != d.year:
        return False
    _renamed(pen, d, pen.rng)
    return True


SITUATIONS: dict[str, Situation] = {
    "superiors_notice_pasted": _passed, "standing_duty_repeated": _duty,
    "fixed_committee_attendance": _say("clean_committee", "lead"), "weekend_activity": _weekend,
    "comparison_with_last_year": _compare, "five_year_plan_years": _say("clean_five", "plan"),
    "experience_of_another_place": _learn, "excerpt_of_a_longer_list": _say("clean_excerpt", "training"),
    "rounded_percentages": _rounding, "whole_and_parts_right": _whole, "paper_of_last_year_still_valid": _old_paper,
    "notice_and_attachments_one_number": _attachments, "morning_and_afternoon_parts": _halves,
    "monthly_event_alike": _monthly, "award_for_last_year": _say("clean_award", "brand"), "ocr_noise": _noise,
    "signed_in_january": _late, "postponed_with_reason": _postponed,
    "former_body_named_as_former": _say("clean_former", "casework"), "over_new_year": _new_year,
}


def joint_event(joint: dict[str, str], first: tuple[Pen, Dossier], second: tuple[Pen, Dossier],
                rng: random.Random) -> None:
    """Two units tell one activity they held together, each in its own report, briefing and ledger."""
    names = [d.facts.unit.short for _, d in (first, second)]
    year = first[1].year
    day = date(year, rng.randint(4, 10), rng.randint(3, 26))
    people, copies = rng.randint(60, 320), rng.randint(4, 18) * 50
    for (pen, d), partner in zip((first, second), reversed(names), strict=True):
        event = Event("joint", "story", day, joint["name"], "", joint["place"], partner, people, copies,
                      joint["detail"])
        slots = pen.of(event) | {"甲": pen.facts.unit.short, "乙": partner}
        text = pen.say("clean_joint", slots) + joint["detail"]
        insert(report_of(d), "story", text, "clean")
        d.papers.append(briefing(pen, event))
        _row(pen, d, event)


def _row(pen: Pen, d: Dossier, event: Event) -> None:
    d.facts.events.append(event)
    ledger = d.paper("ledger")
    if ledger and ledger.sheet:
        row = [0, ledger_day(pen, event.day), event.name, event.place, event.people, event.copies,
               f"与{event.partner}共同开展"]
        row_for(ledger, event.day, row, event.id)
