"""Papers as lists of marked blocks, before they become files."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .bank import Half
from .facts import Event, Facts, slots_of, weekday
from .speech import Speech


@dataclass
class Block:
    """One paragraph: ``kind`` as the file builders name it, ``role`` what it speaks of, ``event`` whose activity.

    ``sealed`` blocks take part in a planted case or a clean situation already; no other fault may touch them.
    """

    kind: str
    text: str
    role: str = ""
    event: str = ""
    sealed: bool = False


@dataclass
class Sheet:
    """A table: ``rows`` of cells beside ``owners``, the event id of each row (empty: none).

    A ledger also has ``days``, the day of each row.
    """

    title: str
    header: list[str]
    rows: list[list[Any]]
    owners: list[str]
    after: list[str] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    total: list[Any] | None = None
    days: list[date] = field(default_factory=list)


@dataclass
class Paper:
    """One file: ``kind`` report, briefing, plan, notice, cases, ledger, scores, summary or passed_on."""

    path: str
    kind: str
    day: date
    blocks: list[Block] = field(default_factory=list)
    sheet: Sheet | None = None
    event: str = ""
    number: str = ""

    def find(self, role: str = "", event: str = "", free: bool = True) -> list[Block]:
        """Paragraphs of a role and an event, without those sealed."""
        return [b for b in self.blocks if (not role or b.role == role) and (not event or b.event == event)
                and not (free and b.sealed)]


@dataclass
class Dossier:
    """A unit's papers of one year, with what happened and how the office writes."""

    facts: Facts
    papers: list[Paper]
    style: dict[str, Any]
    clean: str = ""
    cases: list[dict[str, Any]] = field(default_factory=list)
    busy: set[str] = field(default_factory=set)

    @property
    def year(self) -> int:
        """The year under review."""
        return self.facts.year

    @property
    def unit(self) -> str:
        """The unit's name, the name of its folder."""
        return self.facts.unit.name

    def paper(self, kind: str) -> Paper | None:
        """The first paper of a kind, or None."""
        return next((p for p in self.papers if p.kind == kind), None)

    def briefings(self) -> list[Paper]:
        """The briefings in the order of their issue."""
        return [p for p in self.papers if p.kind == "briefing"]


class Pen:
    """Writes for one unit in one year: sentences drawn with the unit's names and an event's particulars."""

    def __init__(self, half: Half, speech: Speech, facts: Facts) -> None:
        self.half, self.speech, self.facts = half, speech, facts
        self.rng = random.Random(f"{half.name}/{facts.unit.name}/{facts.year}/pen")
        own = random.Random(f"{half.name}/{facts.unit.name}/style")
        self.style = {
            "comma": own.random() < 0.4, "date": own.choice(("short", "short", "long", "week")),
            "heads": own.choice(("cn", "cn", "bracket", "part", "none")), "pdf": own.random() < 0.35,
            "folders": own.random() < 0.5, "ledger": own.choice(("date", "dot", "cn")),
            "size": own.choice((14, 15, 16)), "author": own.choice(half.city["authors"]),
        }
        self.slots = slots_of(half, facts)
        self.told: set[str] = set()
        self.issues: dict[tuple[int, int], date] = {}

    def issue(self, day: date) -> int:
        """The issue number of a briefing of that day: later briefings of a year have higher numbers, none twice."""
        n = day.timetuple().tm_yday // 4 + self.facts.numbers["issue"]
        while (taken := self.issues.get((day.year, n))) is not None:
            n += 1 if taken <= day else -1
        self.issues[day.year, n] = day
        return n

    def number(self, n: int) -> str:
        """A count as this office writes it, 3,000 or 3000."""
        return f"{n:,}" if self.style["comma"] else str(n)

    def day(self, day: date, style: str = "") -> str:
        """A date as this office writes it."""
        style = style or self.style["date"]
        text = f"{day.month}月{day.day}日"
        if style == "long":
            return f"{day.year}年{text}"
        if style == "week" and self.rng.random() < 0.5:
            return f"{text}（{self.rng.choice(('星期', '周'))}{weekday(day)}）"
        return text

    def of(self, event: Event) -> dict[str, Any]:
        """The slots of one event."""
        sentences = [s + "。" for s in event.detail.split("。") if s]
        return self.slots | {
            "日": self.day(event.day), "日长": self.day(event.day, "long"), "月": f"{event.day.month}月",
            "地": event.place, "名": event.name, "别名": event.alias, "人": self.number(event.people),
            "份": self.number(event.copies), "伴": f"会同{event.partner}" if event.partner else "",
            "详": "".join(sentences), "详1": sentences[0] if sentences else "", "本法": event.detail,
        }

    def say(self, topic: str, more: dict[str, Any] | None = None) -> str:
        """One honest sentence."""
        return self.speech.say(topic, self.slots | (more or {}), self.rng, self.told)

    def fault(self, topic: str, more: dict[str, Any] | None = None) -> str:
        """One sentence from the bank of faults."""
        return self.speech.say(topic, self.slots | (more or {}), self.rng, self.told, planted=True)
