"""What is missing, what to hand in, what it is worth, and what one more piece would change."""

from __future__ import annotations

from collections.abc import Sequence

from model.evidence import CLAIM_PAPERS, Event
from model.results import MissingEvidence, ProofCheck
from model.rubric import Criterion
from model.rules import Aspects, Count, Deduction, External, Penalty, Shortfall
from scoring.numbers import ZERO, plain
from scoring.outcome import Gap, Outcome, unseen
from scoring.select import Papers, paper_of


def proof_events(criterion: Criterion, events: Sequence[Event]) -> tuple[Event, ...]:
    """Events that are, by their kind, a paper that the standard asks for in its own right."""
    kinds = {kind for proof in criterion.proofs if proof.needed for kind in proof.kinds}
    return tuple(event for event in events if event.kind in kinds)


def check_proof(criterion: Criterion, outcome: Outcome, events: Sequence[Event], papers: Papers) -> ProofCheck:
    """Which of the papers that the standard accepts support a counted event, and whether only claims do."""
    told_in = {paper_of(mention, papers) for event in outcome.counted for mention in event.mentions}
    asked = {kind for proof in criterion.proofs for kind in proof.kinds}
    shown = {event.kind for event in events if event.kind in asked
             and any(m.status == "done" and paper_of(m, papers) not in CLAIM_PAPERS for m in event.mentions)}
    found = tuple(proof.name for proof in criterion.proofs
                  if told_in.intersection(proof.papers) or shown.intersection(proof.kinds))
    claimed = bool(outcome.speaking) and all(paper_of(m, papers) in CLAIM_PAPERS for m in outcome.speaking)
    return ProofCheck(required=tuple(proof.name for proof in criterion.proofs), found=found, claimed_only=claimed)


def missing(criterion: Criterion, outcome: Outcome, proof: ProofCheck) -> tuple[MissingEvidence, ...]:
    """Everything that is missing: points first, then claims without a paper, then advice that earns nothing."""
    if isinstance(criterion.rule, External):
        if outcome.points is not None:
            return ()
        return (MissingEvidence(sort="external", what="须由办公室查询核实；单位不必补交", gain=ZERO),)
    if isinstance(criterion.rule, Deduction | Penalty) or outcome.status == "not_applicable":
        return ()
    return (*_short(criterion, outcome), *_claims(criterion, outcome, proof), *_advice(criterion, outcome, proof))


def _short(criterion: Criterion, outcome: Outcome) -> list[MissingEvidence]:
    if not outcome.gaps:
        return []
    if not outcome.points and not isinstance(criterion.rule, Aspects):
        needed = outcome.gaps[0].what if isinstance(criterion.rule, Count | Shortfall) else ""
        count = f"（需{needed}）" if needed else ""
        gain = max(gap.all for gap in outcome.gaps)
        words = f"{unseen(criterion.title)}{count}，请提供：{criterion.hand_in}"
        return [MissingEvidence(sort="nothing", what=words, gain=gain)]
    return [MissingEvidence(sort="too_few" if outcome.counted else "nothing", what=_gap_words(criterion, gap),
                            gain=gap.all) for gap in outcome.gaps]


def _gap_words(criterion: Criterion, gap: Gap) -> str:
    if isinstance(criterion.rule, Aspects):
        return f"未见{gap.what}方面的材料"
    if gap.pieces > 1:
        return f"还缺{gap.what}（每补1{(criterion.unit or '项')[:1]}得{plain(gap.one)}分）"
    return f"还缺{gap.what}"


def _claims(criterion: Criterion, outcome: Outcome, proof: ProofCheck) -> list[MissingEvidence]:
    """Points that rest on the unit's own word: which paper to hand in, and how many are at stake."""
    if outcome.points is None or outcome.points <= outcome.low:
        return []
    names = "、".join(proof.required) or criterion.hand_in
    many = "" if proof.claimed_only else "部分"
    return [MissingEvidence(sort="claim_only", gain=outcome.points - outcome.low,
                            what=f"{many}只见于自评材料，请提供佐证：{names}")]


def _advice(criterion: Criterion, outcome: Outcome, proof: ProofCheck) -> list[MissingEvidence]:
    lacking = [p for p in criterion.proofs if p.needed and p.name not in proof.found]
    advice = [MissingEvidence(sort="advice", what=f"未见{p.name}（{criterion.title}）", gain=ZERO) for p in lacking]
    others = [p.name for p in criterion.proofs if not p.needed]
    if outcome.counted and others and not proof.claimed_only and not set(others) & set(proof.found):
        any_one = "（有其一即可）" if len(others) > 1 else ""
        words = f"未见标准列明的依据：{'、'.join(others)}{any_one}"
        advice.append(MissingEvidence(sort="advice", what=words, gain=ZERO))
    return advice


def counterfactuals(criterion: Criterion, outcome: Outcome) -> tuple[str, ...]:
    """What one more piece would earn, such as ``再补1个典型案例：+3，得12分``."""
    if outcome.points is None:
        return ()
    words = []
    for gap in outcome.gaps:
        if gap.pieces > 1:
            unit = criterion.unit or "项"
            if gap.one > ZERO:
                words.append(f"再补1{unit}：+{plain(gap.one)}，得{plain(outcome.points + gap.one)}分")
            words.append(f"补齐{gap.what}：+{plain(gap.all)}，得{plain(outcome.points + gap.all)}分")
        elif gap.one > ZERO:
            words.append(f"再补{gap.what}：+{plain(gap.one)}，得{plain(outcome.points + gap.one)}分")
    return tuple(words)
