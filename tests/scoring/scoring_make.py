"""Short makers of events and rubrics for the tests of scoring, and the contract's JSON of a result."""

from __future__ import annotations

import itertools
from decimal import Decimal

from model.documents import Span
from model.evidence import Event, Mention, Quantity, Slots
from model.rubric import Citation, Criterion, GradeBand, Item, Proof, Rubric, Section, Veto
from model.rules import Ask, Rule

_ids = itertools.count(1)
BANDS = (("优秀", 90), ("良好", 75), ("合格", 60), ("不合格", 0))
CITATION = Citation(source="甲", page=0, place="第1项")


def mention(kind="a", status="done", paper="record", level=None, value=None, bound="exact", confidence=0.9,
            file=None):
    """A mention with an id of its own; ``file`` defaults to one named for its paper."""
    quantity = None if value is None else Quantity(value=Decimal(str(value)), unit="次", bound=bound)
    return Mention(id=f"m{next(_ids)}", kind=kind, span=Span(document=file or f"{paper}.docx", block=0, start=0, end=4),
                   page=1, bbox=None, quote="原文原句", status=status, slots=Slots(level=level, quantity=quantity),
                   confidence=confidence, detector="test", paper=paper)


def event(*mentions, claim=False, kind=None):
    """An event of the mentions (one plain mention where none is given)."""
    mentions = mentions or (mention(kind or "a"),)
    return Event(id=f"e{next(_ids)}", kind=kind or mentions[0].kind, mentions=mentions, slots=mentions[0].slots,
                 claim=claim)


def claim(value, kind="a", paper="self_report", bound="exact", status="done"):
    """A stated total."""
    return event(mention(kind, status, paper, value=value, bound=bound), claim=True)


def events(number, kind="a", **more):
    """So many distinct events of a kind."""
    return [event(mention(kind, **more)) for _ in range(number)]


def criterion(rule: Rule, full="12", number="1.1", kind="a", **more):
    """A criterion that asks for done mentions of ``kind``."""
    values = {"ask": Ask(kinds=(kind,)), "unit": "个典型案例", "hand_in": "案例全文",
              "proofs": (Proof(name="案例", papers=("case",)),)} | more
    return Criterion(id=number, title="典型案例", max_points=Decimal(full), rule=rule, short="短句", citation=CITATION,
                     **values)


def rubric(*criteria, cap=None, bonus=False):
    """A rubric of one item with these criteria."""
    total = sum((c.max_points for c in criteria), Decimal(0))
    item = Item(number="1", title="项", cap=cap or total, criteria=criteria)
    return Rubric(
        id="test-2020", name="", version="1", valid_from=None, max_points=Decimal(100),
        sections=(Section(title="部分", points=item.cap, items=(item,), bonus=bonus),),
        bands=tuple(GradeBand(name=name, lower=Decimal(lower)) for name, lower in BANDS),
        vetoes=(Veto(case="弄虚作假", grade="不合格", citation=CITATION),), composites=(), sources=())


def to_json(rubric_id, results, score):
    """An assessment as the contract writes it, as far as verifying needs."""
    return {
        "rubric": rubric_id,
        "score": {"suggested": float(score.suggested), "low": float(score.low), "high": float(score.high),
                  "max": float(score.max_points), "grade": score.grade},
        "criteria": [_row(result) for result in results]}


def _row(result):
    owner = dict(result.event_of)
    return {
        "id": result.id, "max_points": float(result.max_points), "status": result.status,
        "suggested_points": None if result.suggested is None else float(result.suggested),
        "low": float(result.low), "high": float(result.high), "measured": result.measured,
        "evidence": [{"event": owner[m.id], "kind": m.kind, "status": m.status, "counts": owner[m.id] in result.counted,
                      "level": m.slots.level,
                      "quantity": None if m.slots.quantity is None else float(m.slots.quantity.value)}
                     for m in result.evidence]}
