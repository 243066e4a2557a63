"""Events and a rubric become results: measure each criterion, check its proofs, name what is missing, add up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from model.evidence import CLAIM_PAPERS, Event, Mention
from model.results import CriterionResult, ProofCheck, Score
from model.rubric import Criterion, Rubric, asks
from model.rules import Ask, Count
from scoring import ledger
from scoring.doubts import MISSED, bounds
from scoring.measure import measure
from scoring.missing import check_proof, counterfactuals, missing, proof_events
from scoring.numbers import ZERO, plain
from scoring.outcome import Outcome
from scoring.select import Papers, meeting_mentions, paper_of, select, standing, supported
from scoring.total import total

NOTHING_FOUND = 0.8
"""Confidence that a thing nobody found is not there: reading may have missed it."""


Seen = Callable[[str, Sequence[Event]], Sequence[Event]]
"""The events as one criterion, by its id, is to see them."""


def score(rubric: Rubric, events: Sequence[Event], *, papers: Papers, self_points: Mapping[str, Decimal],
          confirmed_falsification: bool = False, trusting: Sequence[Event] | None = None,
          doubting: Sequence[Event] | None = None,
          seen: Seen = lambda criterion, events: events) -> tuple[tuple[CriterionResult, ...], Score]:
    """Scores a dossier's events under a rubric.

    trusting, doubting: the events as a more trusting reader would have them (with what a learned model alone suspects)
    and a more doubting one (without what it alone sees), None where that is no other; every criterion's bounds reach
    those readings.
    papers: kind of paper by file path. self_points: what the unit gives itself, by criterion id.
    confirmed_falsification: a person has confirmed 弄虚作假; nothing else sets the veto's grade.
    seen: what a reviewer took out for one criterion is no evidence there.
    """
    results = tuple(_result(criterion, item.number, seen(criterion.id, events), papers, self_points.get(criterion.id))
                    for item in rubric.items() for criterion in item.criteria)
    if trusting is not None:
        read, _ = score(rubric, trusting, papers=papers, self_points=self_points, seen=seen)
        results = tuple(_covering(one, another) for one, another in zip(results, read, strict=True))
    if doubting is not None:
        read, _ = score(rubric, doubting, papers=papers, self_points=self_points, seen=seen)
        results = tuple(_resting(one, another) for one, another in zip(results, read, strict=True))
    return results, total(rubric, results, confirmed_falsification=confirmed_falsification)


def _covering(result: CriterionResult, other: CriterionResult) -> CriterionResult:
    """A result whose upper bound reaches that of a more trusting reading of the same criterion; ``why`` says so."""
    seen = sum(mention.suspected for mention in other.evidence)
    if other.high <= result.high or not seen:
        return result
    reach = "认可、连同可能漏认的，则至多" if MISSED in other.why else "认可则至多"
    words = f"；另有{seen}处学习模型认为可能、规则没有认出的提及，{reach}{plain(other.high)}分"
    return replace(result, high=other.high, why=result.why + words)


def _resting(result: CriterionResult, other: CriterionResult) -> CriterionResult:
    """A result whose lower bound reaches that of a more doubting reading of the same criterion; ``why`` says so."""
    seen = sum(mention.by_model_alone for mention in result.evidence)
    if not seen or result.suggested == other.suggested and other.low >= result.low:
        return result
    least = other.low if other.suggested is None else other.suggested
    words = f"；所据提及有{seen}处由学习模型认出、规则没有认出，请先核对，都不认可则为{plain(least)}分"
    return replace(result, low=min(result.low, other.low), high=max(result.high, other.high), why=result.why + words)


def criteria_of(rubric: Rubric, kind: str) -> tuple[str, ...]:
    """Ids of the criteria that a mention of ``kind`` is about, earned or not, in the order of the standard."""
    found = []
    for criterion in rubric.criteria():
        kinds = {asked for ask in asks(criterion) for asked in ask.kinds}
        kinds.update(asked for proof in criterion.proofs if proof.needed for asked in proof.kinds)
        if kind in kinds or kind in criterion.touching:
            found.append(criterion.id)
    return tuple(found)


def _result(criterion: Criterion, item: str, events: Sequence[Event], papers: Papers,
            self_points: Decimal | None) -> CriterionResult:
    if criterion.max_points == ZERO:
        return without_points(_scored(replace(criterion, max_points=Decimal(1)), item, events, papers, None))
    result = _scored(criterion, item, events, papers, self_points)
    if result.suggested is None or result.status == "not_applicable":
        return result
    reach = bounds(criterion, measure(criterion, events, papers), events, papers)
    return replace(result, low=reach.low, high=reach.high, why=result.why + reach.words)


def without_points(result: CriterionResult) -> CriterionResult:
    """A check of a list without points: what was found and what is missing, and no figure."""
    return replace(
        result, max_points=ZERO, suggested=None, low=ZERO, high=ZERO, entries=(), counterfactuals=(), arithmetic="",
        why=result.why.split("：", 1)[0], missing=tuple(replace(one, gain=ZERO) for one in result.missing))


def _scored(criterion: Criterion, item: str, events: Sequence[Event], papers: Papers,
            self_points: Decimal | None) -> CriterionResult:
    outcome = exempted(criterion, measure(criterion, events, papers), events, papers)
    proof = check_proof(criterion, outcome, events, papers)
    evidence, event_of = _evidence(criterion, outcome, events, papers)
    return CriterionResult(
        id=criterion.id, item=item, title=criterion.title, max_points=criterion.max_points, status=outcome.status,
        suggested=outcome.points, low=outcome.low, high=outcome.high, confidence=confidence(criterion, outcome),
        self_points=self_points, measured=outcome.measured, entries=outcome.entries, refusals=outcome.refusals,
        evidence=evidence, event_of=event_of, counted=tuple(event.id for event in outcome.counted), proof=proof,
        missing=missing(criterion, outcome, proof), claims=outcome.claims, arithmetic=outcome.arithmetic,
        why=_why(outcome, proof), counterfactuals=counterfactuals(criterion, outcome), reading=criterion.reading)


def _evidence(criterion: Criterion, outcome: Outcome, events: Sequence[Event],
              papers: Papers) -> tuple[tuple[Mention, ...], tuple[tuple[str, str], ...]]:
    """Every mention that speaks of the criterion, counted events first, with the event of each."""
    ordered = dict.fromkeys(event.id for event in (*outcome.counted, *outcome.aside, *proof_events(criterion, events)))
    by_id = {event.id: event for event in events}
    mentions: dict[str, Mention] = {}
    owner: dict[str, str] = {}
    for event_id in ordered:
        best_first = sorted(by_id[event_id].mentions,
                            key=lambda m: (paper_of(m, papers) in CLAIM_PAPERS, -m.confidence, m.id))
        for mention in best_first:
            mentions.setdefault(mention.id, as_asked(mention, criterion))
            owner.setdefault(mention.id, event_id)
    return tuple(mentions.values()), tuple(owner.items())


def as_asked(mention: Mention, criterion: Criterion) -> Mention:
    """A mention with the status it has for a criterion: done within the criterion's own period (五年期)."""
    own = next((ask.period for ask in asks(criterion) if ask.period and mention.kind in ask.kinds), None)
    if own is None or standing(mention, Ask(kinds=(), period=own)) == standing(mention):
        return mention
    return replace(mention, status="done", reason="")


def exempted(criterion: Criterion, outcome: Outcome, events: Sequence[Event], papers: Papers) -> Outcome:
    """The outcome where the dossier says that the criterion does not apply to the unit and nothing says it does."""
    exemption = criterion.exemption
    if exemption is None or outcome.counted:
        return outcome
    said = select(exemption.ask, events)
    counted = (*said.listed, *said.claims)
    if not counted:
        return outcome
    points = criterion.max_points if exemption.full else ZERO
    backed = any(supported(event, exemption.ask, papers) for event in counted)
    words = f"不适用，按{plain(points)}分计"
    return replace(
        outcome, points=points, low=points if backed else min(outcome.low, points), high=points,
        status="not_applicable", measured={}, entries=ledger.one(points, counted, words), counted=counted,
        speaking=meeting_mentions(counted, exemption.ask), fact="卷内写明本项不适用于本单位", arithmetic=words, gaps=())


def confidence(criterion: Criterion, outcome: Outcome) -> float:
    """How sure the suggestion is, 0..1.

    With counted events: the mean, over them, of each one's best mention that meets the ask (for a count only as many
    of the best as are required). With none: the lowest confidence among the mentions refused, for there the
    suggestion rests on the refusals; ``NOTHING_FOUND`` where nothing speaks of the criterion at all.
    """
    says = {mention.id for mention in outcome.speaking}
    best = sorted((max(m.confidence for m in event.mentions if m.id in says) for event in outcome.counted),
                  reverse=True)
    if best:
        if isinstance(criterion.rule, Count):
            best = best[:criterion.rule.threshold]
        return round(sum(best) / len(best), 3)
    refused = [mention.confidence for event in outcome.aside for mention in event.mentions]
    return round(min(refused, default=NOTHING_FOUND), 3)


def _why(outcome: Outcome, proof: ProofCheck) -> str:
    """One sentence: what was found, the arithmetic, and a word where only the unit itself says so."""
    words = outcome.fact + (f"：{outcome.arithmetic}" if outcome.arithmetic else "")
    if proof.claimed_only and outcome.status != "external":
        words += "；只见于自评材料，尚无佐证"
    return words
