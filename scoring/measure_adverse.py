"""Measures what speaks against a unit: deductions, and what only the office's own records can answer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from model.evidence import Event
from model.results import CriterionStatus
from model.rubric import Criterion
from model.rules import Ask, External
from scoring import ledger, rules
from scoring.numbers import ZERO, plain
from scoring.outcome import Outcome, status_of
from scoring.select import DOUBTFUL_REASON, NOTHING, Papers, meeting_mentions, refuse_all, select
from scoring.tally import Tally, tally


def deduction(criterion: Criterion, adverse: Ask, each: Decimal | None, events: Sequence[Event],
             papers: Papers) -> Outcome:
    """Full points less what every adverse event takes away. Doubtful ones lower only ``low``."""
    full = criterion.max_points
    selection = select(adverse, events)
    unsure = select(criterion.doubtful, events).listed if criterion.doubtful else ()
    cases: Tally = tally(selection, adverse, unsure, papers, "件")
    points = rules.deducted(full, cases.number, each)
    number = plain(cases.number)
    words = f"有{number}件，不计分" if each is None else f"有{number}件，每件扣{plain(each)}分"
    status: CriterionStatus = "met" if points >= full else "partial"
    return Outcome(
        points=points, low=rules.deducted(full, max(cases.high, cases.number), each), high=points, status=status,
        measured={"cases": int(cases.number), "deducted": float(full - points)},
        entries=ledger.deducted(full, points, cases.counted, words), counted=cases.counted,
        speaking=meeting_mentions(cases.counted, adverse),
        aside=(*unsure, *(claim for claim in selection.claims if claim not in cases.counted), *selection.rest),
        refusals=(*selection.refusals, *cases.refusals,
                  *(refuse_all(event, "doubtful", DOUBTFUL_REASON) for event in unsure)),
        claims=cases.claims, fact=f"卷内有{number}件应扣分的情形" if cases.number else "卷内没有应扣分的情形",
        arithmetic=_arithmetic(full, points))


def _arithmetic(full: Decimal, points: Decimal) -> str:
    return f"{plain(full)} − {plain(full - points)} = {plain(points)}" if points < full else f"满分{plain(full)}"


def external(criterion: Criterion, rule: External, events: Sequence[Event], papers: Papers) -> Outcome:
    """Only the office's records can answer, unless the dossier itself admits the contrary."""
    admitted = deduction(criterion, rule.adverse, rule.each, events, papers)
    ask = criterion.ask or NOTHING
    favourable = select(ask, events)
    kept = tuple(event for event in (*favourable.listed, *favourable.claims) if event not in admitted.counted)
    neither = tuple(event for event in favourable.rest if event not in admitted.counted)
    refused = {event.id for event in neither}
    refusals = tuple(refusal for refusal in favourable.refusals if refusal.event in refused)
    if admitted.counted and admitted.points is not None:
        contrary = tuple(refuse_all(event, "negated", "与卷内其他材料相反") for event in kept)
        return Outcome(
            points=admitted.points, low=ZERO, high=admitted.points,
            status=status_of(admitted.points, criterion.max_points), measured=admitted.measured,
            entries=admitted.entries, counted=admitted.counted, speaking=admitted.speaking,
            aside=(*kept, *neither), refusals=(*contrary, *refusals), claims=(),
            fact="卷内自己写明有这类情形", arithmetic=admitted.arithmetic)
    fact = "卷内写明没有这类情形，待办公室查询" if kept else "卷内没有相反记载，待办公室查询"
    return Outcome(
        points=None, low=ZERO, high=criterion.max_points, status="external", measured={}, entries=(), counted=kept,
        speaking=meeting_mentions(kept, ask), aside=neither, refusals=refusals, claims=(), fact=fact,
        arithmetic="")
