"""What every planted fault needs: the cohort, the places a finding must name, tables that still add up."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..bank import Half
from ..papers import Block, Dossier, Paper, Pen
from ..report import total_text

Place = dict[str, Any]
Planter = Callable[["Field", Dossier, str, random.Random], "Sown | None"]
STRENGTHS = ("weak", "middle", "strong")


@dataclass
class Sown:
    """A fault that stands in the papers now: where a finding must point, how a fair office would rank it."""

    places: list[Place]
    expect: str = "medium"
    attack: str = "as_told"
    note: str = ""


@dataclass
class Field:
    """The cohort under work: dossiers and pens by (year, unit)."""

    half: Half
    dossiers: dict[tuple[int, str], Dossier]
    pens: dict[tuple[int, str], Pen]
    used: set[tuple[int, str]] = field(default_factory=set)

    def pen(self, dossier: Dossier) -> Pen:
        """The pen that wrote a dossier."""
        return self.pens[dossier.year, dossier.unit]

    def dirty(self, year: int = 0) -> list[Dossier]:
        """The dossiers in which faults may stand."""
        return [d for d in self.dossiers.values() if not d.clean and (not year or d.year == year)]


def place(dossier: Dossier, paper: Paper, quote: str) -> Place:
    """A place in the manifest's form."""
    return {"year": dossier.year, "unit": dossier.unit, "file": paper.path, "quote": quote}


def report_of(dossier: Dossier) -> Paper:
    """The self-report; every dossier has one."""
    return next(p for p in dossier.papers if p.kind == "report")


def insert(paper: Paper, after: str, text: str, role: str = "planted") -> Block:
    """A new sealed paragraph behind the last one of a role; KeyError where no such role is."""
    spots = [i for i, b in enumerate(paper.blocks) if b.role == after]
    if not spots:
        raise KeyError(after)
    block = Block("p", text, role, sealed=True)
    paper.blocks.insert(spots[-1] + 1, block)
    return block


def seal(block: Block, text: str) -> str:
    """Gives a paragraph its new text, keeps other faults away, returns the text."""
    block.text, block.sealed = text, True
    return text


def sentence_with(text: str, part: str) -> str:
    """The sentence of a paragraph that holds ``part``."""
    return next((s for s in re.findall(r"[^。]+。?", text) if part in s), text)


def row_for(ledger: Paper, day: date, row: list[Any], owner: str) -> None:
    """Puts a row where its day belongs among the ledger's rows."""
    assert ledger.sheet is not None
    spot = next((i for i, d in enumerate(ledger.sheet.days) if d > day), len(ledger.sheet.rows))
    ledger.sheet.rows.insert(spot, row)
    ledger.sheet.owners.insert(spot, owner)
    ledger.sheet.days.insert(spot, day)


def resum(fld: Field, dossier: Dossier) -> None:
    """Makes the ledger's totals and the report's sum agree with the ledger's rows."""
    ledger = dossier.paper("ledger")
    if ledger is None or ledger.sheet is None:
        return
    rows = ledger.sheet.rows
    for i, row in enumerate(rows, 1):
        row[0] = i
    people, copies = sum(r[4] or 0 for r in rows), sum(r[5] or 0 for r in rows)
    if ledger.sheet.total is not None:
        ledger.sheet.total[2], ledger.sheet.total[4], ledger.sheet.total[5] = f"{len(rows)}场次", people, copies
    pen = fld.pen(dossier)
    for block in report_of(dossier).find("total"):
        block.text = pen.say("total", {"次": len(rows), "人总": pen.number(people), "份总": pen.number(copies)})


def recount(fld: Field, dossier: Dossier, extra: int) -> Block | None:
    """The report's sum told anew with ``extra`` activities more than happened; None where it is sealed already."""
    blocks = report_of(dossier).find("total")
    if not blocks:
        return None
    pen, facts = fld.pen(dossier), dossier.facts
    text = total_text(pen, facts.events + [facts.events[0]] * extra)
    seal(blocks[0], text)
    return blocks[0]
