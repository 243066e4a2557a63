"""The papers beside the report: briefings, plan, notice, ledger, scores, cases, the superior's notice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from .facts import Event, workday
from .papers import Block, Paper, Pen, Sheet


def long_day(day: date) -> str:
    """A date in full, as papers are signed."""
    return f"{day.year}年{day.month}月{day.day}日"


def briefing(pen: Pen, event: Event) -> Paper:
    """A briefing of one activity, issued within some days of it."""
    slots = pen.of(event)
    issued = workday(event.day + timedelta(days=pen.rng.randint(1, 5)))
    issue = pen.issue(issued)
    number = f"{issued.year}年第{issue}期"
    blocks = []
    if pen.rng.random() < 0.7:
        blocks += [Block("redhead", pen.say("brief_head"), "head"),
                   Block("docno", f"{number}　　{long_day(issued)}", "number")]
    blocks.append(Block("title", pen.say("brief_title", slots), "title"))
    blocks.append(Block("p", pen.say("brief_open", slots), "open", event.id))
    if event.detail and event.kind == "story":
        blocks.append(Block("p", slots["详"] + pen.say("brief_scene", slots), "detail", event.id))
    else:
        blocks.append(Block("p", pen.say("brief_scene", slots) + pen.say("brief_scene", slots), "detail", event.id))
    counted = pen.say("brief_give", slots) if event.copies else pen.say("brief_people", slots)
    blocks.append(Block("p", counted + pen.say("brief_close", slots), "close", event.id))
    if not any(b.role == "number" for b in blocks):
        blocks.append(Block("right", f"（{pen.say('byline')}　{long_day(issued)}）", "number"))
    suffix = ".pdf" if pen.style["pdf"] and pen.rng.random() < 0.6 else ".docx"
    folder = pen.half.city["briefing_folder"] + "/" if pen.style["folders"] else ""
    name = pen.rng.choice((f"简报第{issue}期", f"{issued:%m%d}{event.name}", f"信息{issue}-{event.name}"))
    return Paper(f"{folder}{name}{suffix}", "briefing", issued, blocks, event=event.id, number=number)


def plan(pen: Pen) -> Paper:
    """The year's plan, issued before the first activity."""
    facts = pen.facts
    first = min(e.day for e in facts.events)
    day = workday(min(date(facts.year, 1, pen.rng.randint(8, 27)), first - timedelta(days=9)))
    number = f"{pen.half.city['mark']}{facts.unit.mark}发〔{day.year}〕{facts.numbers['plan']}号"
    title = f"{facts.unit.name}\n{facts.year}年普法工作计划"
    blocks = [Block("docno", number, "number"), Block("title", title, "title"),
              Block("p", pen.say("plan_open"), "open")]
    items = facts.of("story") + facts.of("training") + facts.of("day124")
    for i, event in enumerate(items, 1):
        slots = pen.of(event) | {"月": f"{event.day.month}月"}
        blocks.append(Block("p", f"{i}．" + pen.say("plan_item", slots), "item", event.id))
    blocks.append(Block("p", pen.say("plan_close"), "close"))
    blocks += [Block("right", facts.unit.name, "sign"), Block("right", long_day(day), "signed")]
    return Paper(f"{facts.year}年普法工作计划.docx", "plan", day, blocks, number=number)


def notice(pen: Pen, event: Event) -> Paper:
    """A notice that orders one activity, issued a week or so before it."""
    facts = pen.facts
    day = event.day - timedelta(days=pen.rng.randint(6, 15))
    day -= timedelta(days=max(0, day.weekday() - 4))
    number = f"{pen.half.city['mark']}{facts.unit.mark}办〔{day.year}〕{facts.numbers['notice']}号"
    slots = pen.of(event) | {"日": pen.day(event.day, "short")}
    blocks = [Block("docno", number, "number"),
              Block("title", f"关于开展“{event.name}”活动的通知", "title"),
              Block("plain", pen.say("notice_to"), "address"),
              Block("p", pen.say("notice_open", slots), "open"),
              Block("p", pen.say("notice_when", slots), "when", event.id),
              Block("p", pen.say("notice_rule", slots), "rule"),
              Block("right", facts.unit.name, "sign"), Block("right", long_day(day), "signed")]
    return Paper(f"通知-{event.name}.docx", "notice", day, blocks, event=event.id, number=number)


def ledger_day(pen: Pen, day: date) -> str:
    """A date as it stands in this office's ledger."""
    return {"date": day.isoformat(), "dot": f"{day.year}.{day.month}.{day.day}",
            "cn": f"{day.month}月{day.day}日"}[pen.style["ledger"]]


def ledger(pen: Pen) -> Paper:
    """The ledger: every activity of the year one row, with or without a row of totals."""
    facts = pen.facts
    header = ["序号", "日期", "活动名称", "地点", "参加人数", "发放资料（份）", "备注"]
    rows: list[list[Any]] = []
    for i, e in enumerate(facts.events, 1):
        note = f"与{e.partner}共同开展" if e.partner else ""
        if not note and pen.rng.random() < 0.4:
            note = pen.say("ledger_note", pen.of(e))
        rows.append([i, ledger_day(pen, e.day), e.name, e.place, e.people, e.copies or "", note])
    total = ["合计", "", f"{len(rows)}场次", "", sum(e.people for e in facts.events),
             sum(e.copies for e in facts.events), ""] if pen.rng.random() < 0.6 else None
    sheet = Sheet(f"{facts.unit.name}{facts.year}年普法活动台账", header, rows, [e.id for e in facts.events],
                  widths=[6, 13, 34, 24, 11, 15, 26], total=total, days=[e.day for e in facts.events])
    folder = "台账/" if pen.style["folders"] else ""
    return Paper(f"{folder}{facts.year}年普法活动台账.xlsx", "ledger", facts.handed_in, sheet=sheet)


def scores(pen: Pen) -> Paper:
    """The score table with points, own points and the grounds for them; it adds up."""
    facts, rng = pen.facts, pen.rng
    count = {k: len(facts.of(k)) for k in ("study", "training", "court", "story", "day124")}
    slots = pen.slots | {"次": count["study"], "次2": count["story"], "件": len(facts.unit.cases)}
    rows: list[list[Any]] = []
    for i, (item, points) in enumerate(pen.half.city["score_items"], 1):
        own = points - rng.choice((0, 0, 0, 1, 2))
        rows.append([i, item, points, own, pen.say("ground_" + pen.half.city["score_grounds"][i - 1], slots)])
    total = ["", "合计", sum(r[2] for r in rows), sum(r[3] for r in rows), ""]
    header = ["序号", "评估内容", "分值", "自评分", "打分依据"]
    sheet = Sheet(f"{facts.unit.name}{facts.year}年普法履职自评打分表", header, rows, [""] * len(rows),
                  widths=[6, 40, 8, 9, 60], total=total)
    return Paper(f"{facts.year}年自评打分表.xlsx", "scores", facts.handed_in, sheet=sheet)


def case_index(pen: Pen) -> int:
    """Which of the unit's cases belongs to this year; past the last there is none."""
    return (pen.facts.year - 2021 + sum(map(ord, pen.facts.unit.name))) % 3


def cases(pen: Pen) -> Paper:
    """A collection of the unit's own cases, names of people and firms made blind as the law asks."""
    unit = pen.facts.unit
    chosen = [unit.cases[case_index(pen)]]
    blocks = [Block("title", f"{unit.short}以案释法案例", "title"), Block("p", pen.say("case_open"), "open")]
    for i, text in enumerate(chosen, 1):
        head, story = text.split("|")
        blocks += [Block("h1", f"案例{i}　{head}", "case"), Block("p", pen.speech.note(story), "case")]
        blocks.append(Block("p", pen.say("case_lesson"), "lesson"))
    blocks.append(Block("right", long_day(pen.facts.handed_in), "signed"))
    return Paper(f"以案释法案例{pen.facts.year}.docx", "cases", pen.facts.handed_in, blocks)


def passed_on(pen: Pen) -> Paper:
    """The superior's notice of the year, passed on unchanged: the same text and number in every dossier that has it."""
    city, year = pen.half.city, pen.facts.year
    day = date(year, 2, city["notice_day"])
    blocks = [Block("docno", f"{city['office_mark']}〔{year}〕{city['notice_number']}号", "number"),
              Block("title", city["notice_title"].replace("<年>", str(year)), "title"),
              Block("plain", city["notice_to"], "address")]
    texts = list(pen.half.official["notice"]) + [city["notice_year"][year]]
    blocks += [Block("p", t.replace("<年>", str(year)), "official", sealed=True) for t in texts]
    blocks += [Block("right", city["office_full"], "sign"), Block("right", long_day(day), "signed")]
    return Paper(f"上级文件/{city['notice_title'].replace('<年>', str(year))}.docx", "passed_on", day, blocks)
