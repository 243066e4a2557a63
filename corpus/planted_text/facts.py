"""What really happened in one unit in one year: the ground every honest paper is written from."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from .bank import Half, Unit

WEEKDAYS = "一二三四五六日"


@dataclass
class Event:
    """One activity: ``kind`` story, study, training, court or day124; counts of people and copies (0: none)."""

    id: str
    kind: str
    day: date
    name: str
    alias: str
    place: str
    partner: str
    people: int
    copies: int
    detail: str


@dataclass
class Facts:
    """A unit's year: events in order of time, when and under what numbers its papers were issued."""

    unit: Unit
    year: int
    events: list[Event]
    handed_in: date
    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, kind: str) -> list[Event]:
        """The events of one kind."""
        return [e for e in self.events if e.kind == kind]


def workday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=(7 - day.weekday()) % 7) if day.weekday() > 4 else day


def weekday(day: date) -> str:
    """The Chinese name of the day of the week, without 星期."""
    return WEEKDAYS[day.weekday()]


def chinese_number(n: int) -> str:
    """A number from 1 to 99 in Chinese signs."""
    digits = "零一二三四五六七八九"
    if n < 10:
        return digits[n]
    tens, ones = divmod(n, 10)
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def _studies(unit: Unit, year: int, rng: random.Random, half: Half) -> list[Event]:
    found = []
    months = sorted(rng.sample(range(1, 12), rng.choice((2, 3, 3, 4))))
    people = rng.randint(9, 17)
    for i, month in enumerate(months):
        law = rng.choice(unit.laws)
        day = workday(date(year, month, rng.randint(5, 24)))
        name = rng.choice(half.phrases["study_name"])
        name = name.replace("<法>", law).replace("<序>", chinese_number(i + 1)).replace("<年>", str(year))
        found.append(Event(f"study{i}", "study", day, name, "", unit.room, "", people, 0, law))
    return found


def _routine(unit: Unit, year: int, rng: random.Random, half: Half) -> list[Event]:
    city = half.city
    found = []
    day = workday(date(year, rng.randint(3, 10), rng.randint(3, 26)))
    law = rng.choice(unit.laws)
    name = rng.choice(half.phrases["training_name"]).replace("<法>", law)
    found.append(Event("training", "training", day, name, "", rng.choice(city["rooms"]), "",
                       max(12, int(unit.staff * rng.uniform(0.6, 0.95))), 0, law))
    if rng.random() < 0.65:
        day = workday(date(year, rng.randint(4, 10), rng.randint(3, 26)))
        name = rng.choice(half.phrases["court_name"])
        found.append(Event("court", "court", day, name, "", rng.choice(city["courts"]), "",
                           rng.randint(8, min(24, unit.staff)), 0, rng.choice(city["trials"])))
    day = date(year, 12, 4) - timedelta(days=rng.choice((0, 0, 1, 2, 3)))
    name = rng.choice(half.phrases["day124_name"])
    found.append(Event("day124", "day124", day, name, "", rng.choice(city["squares"]), "",
                       rng.randint(8, 40) * 10 + rng.choice((0, 0, 6, 3)), rng.randint(4, 24) * 50, ""))
    return found


def make_facts(half: Half, unit: Unit, year: int) -> Facts:
    """The year of a unit, the same for the same half, unit and year."""
    rng = random.Random(f"{half.name}/{unit.name}/{year}/facts")
    events = [
        Event(f"story{i}", "story", date.fromisoformat(f"{s.year}-{s.month_day}"), s.name, s.alias, s.place, s.partner,
              s.people, s.copies, s.detail)
        for i, s in enumerate(s for s in unit.stories if s.year == year)
    ]
    events += _studies(unit, year, rng, half) + _routine(unit, year, rng, half)
    events.sort(key=lambda e: (e.day, e.id))
    handed = date(year, 12, rng.randint(12, 28)) if rng.random() < 0.75 else date(year + 1, 1, rng.randint(4, 11))
    numbers = {"plan": rng.randint(3, 14), "notice": rng.randint(15, 48), "report": rng.randint(50, 88),
               "issue": rng.randint(2, 5)}
    return Facts(unit, year, events, workday(handed), numbers)


def slots_of(half: Half, facts: Facts) -> dict[str, Any]:
    """What a sentence may name about the unit and the year."""
    unit = facts.unit
    rng = random.Random(f"{half.name}/{unit.name}/{facts.year}/slots")
    laws = rng.sample(unit.laws, min(3, len(unit.laws)))
    subs = rng.sample(unit.subs, 2)
    return {
        "单位": unit.name, "简称": unit.short, "我": unit.us, "年": facts.year, "市": half.city["name"],
        "行": unit.trade, "室": unit.room, "法": laws[0], "法2": laws[1], "法3": laws[-1],
        "下": subs[0], "下2": subs[1], "编": unit.staff,
        "科": rng.choice(half.city["offices"]), "分": rng.choice(half.city["deputies"]),
        "费": f"{rng.randint(14, 180) / 10:g}", "人员": rng.randint(4, 16), "篇": (posts := rng.randint(21, 140)),
        "原": int(posts * rng.uniform(0.25, 0.7)),
        "届": chinese_number(facts.year - 2013), "上年": facts.year - 1, "下年": facts.year + 1,
    }
