"""The year's self-report: what an honest office tells about its year."""

from __future__ import annotations

from datetime import date

from .bank import fill
from .facts import Event, chinese_number
from .papers import Block, Paper, Pen

SECTIONS = (("lead", ("lead", "plan", "budget")), ("study", ("centre", "training", "court")),
            ("social", ("social", "stories", "day124", "media")), ("bright", ("brand", "casework")),
            ("problem", ("trouble",)), ("next", ("after",)))

TWICE = ("lead", "plan")


def heading(pen: Pen, number: int, topic: str) -> Block:
    """A section's heading in the office's way of numbering."""
    text = pen.say("head_" + topic)
    mark = {"cn": f"{chinese_number(number)}、", "bracket": f"（{chinese_number(number)}）",
            "part": f"第{chinese_number(number)}部分　", "none": f"{number}．"}[pen.style["heads"]]
    return Block("h1", mark + text, "heading")


def story_text(pen: Pen, event: Event, long: bool) -> str:
    """An activity told in the report: when, where, what, how many."""
    slots = pen.of(event)
    told = slots["详"] if long else slots["详1"]
    give = pen.say("ev_give", slots) if event.copies else pen.say("ev_people", slots)
    return f"{pen.say('ev_report', slots)}{told}{give}"


def study_text(pen: Pen) -> str:
    """The leaders' study sessions with day and theme."""
    pattern = pen.rng.choice(pen.half.phrases["study_item"])
    parts = [fill(pattern, {"日": pen.day(e.day, "short"), "法": e.detail}) for e in pen.facts.of("study")]
    return pen.say("centre", {"次": len(parts), "列": "、".join(parts), "人": pen.facts.of("study")[0].people})


def day124_text(pen: Pen, event: Event) -> str:
    """The constitution day as the report tells it."""
    slots = pen.of(event)
    return pen.say("day124", slots) + pen.say("ev_give", slots)


def _paragraph(pen: Pen, topic: str) -> list[Block]:
    facts, unit = pen.facts, pen.facts.unit
    index = facts.year - 2021
    if topic == "centre":
        return [Block("p", study_text(pen), topic)]
    if topic in ("training", "court", "day124"):
        return [Block("p", day124_text(pen, e) if topic == "day124" else pen.say(topic, pen.of(e)), topic, e.id)
                for e in facts.of(topic)]
    if topic == "stories":
        return [Block("p", story_text(pen, e, pen.rng.random() < 0.85), "story", e.id) for e in facts.of("story")]
    if topic == "brand":
        if index != unit_brand_year(pen):
            return [Block("p", pen.say("bright"), "brand")]
        return [Block("p", pen.speech.note(unit.brand) + "。", "brand")]
    if topic == "trouble":
        return [Block("p", pen.say("trouble") + pen.speech.note(unit.trouble[index]) + "。", topic)]
    if topic == "after":
        return [Block("p", pen.say("after") + pen.speech.note(unit.after[index]) + "。", topic)]
    return [Block("p", "".join(pen.say(topic) for _ in range(2 if topic in TWICE else 1)), topic)]


def unit_brand_year(pen: Pen) -> int:
    """In which of the three years the unit tells of its own invention."""
    return sum(map(ord, pen.facts.unit.name)) % 3


def total_text(pen: Pen, events: list[Event]) -> str:
    """The sum of the year as the ledger has it."""
    return pen.say("total", {"次": len(events), "人总": pen.number(sum(e.people for e in events)),
                             "份总": pen.number(sum(e.copies for e in events))})


def self_report(pen: Pen) -> Paper:
    """The self-report with every section; its sums agree with the year's events."""
    facts, rng = pen.facts, pen.rng
    blocks = [Block("title", f"{facts.unit.name}\n{pen.say('report_title')}", "title")]
    if rng.random() < 0.5:
        blocks.append(Block("plain", f"{pen.half.city['office']}：", "address"))
    blocks.append(Block("p", rng.choice(pen.half.official["opening"]) + pen.say("intro"), "intro"))
    for number, (section, topics) in enumerate(SECTIONS, 1):
        blocks.append(heading(pen, number, section))
        for topic in topics:
            blocks += _paragraph(pen, topic)
        if section == "social":
            blocks.append(Block("p", total_text(pen, facts.events), "total"))
        if section == "lead":
            blocks.append(Block("p", rng.choice(pen.half.official["passage"]), "official"))
    blocks += [Block("right", facts.unit.name, "sign"), Block("right", _signed(facts.handed_in), "signed")]
    name = pen.say("report_file")
    return Paper(name + ".docx", "report", facts.handed_in, blocks)


def _signed(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
