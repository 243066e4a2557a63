"""What the unit's own report claims and another of its papers denies: no deed of the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from classifiers.cues import cues
from classifiers.kinds import kinds
from model.evidence import CLAIM_PAPERS, Mention, Quantity


def denied_elsewhere(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, in order; a deed that only the self-report or score table tells is denied where another paper says
    that the kind was not held all year (大讲堂今年没开成) and none tells of one.

    A denial must name the kind in its own clause; kinds whose absence is wanted are left alone.
    """
    denials = {m.kind: m for m in reversed(mentions) if m.paper not in CLAIM_PAPERS and _denies(m)}
    told = {m.kind for m in mentions if m.paper not in CLAIM_PAPERS and m.status == "done"}
    return [_denied(m, denials[m.kind]) if m.kind in denials and m.kind not in told and m.status == "done"
            and m.paper in CLAIM_PAPERS else m for m in mentions]


def _denies(mention: Mention) -> bool:
    kind = kinds()[mention.kind]
    if kind.adverse or mention.status not in ("negated", "planned"):
        return False
    found = cues().never.search(mention.quote)
    return found is not None and any(hit.start() < found.end() and found.start() - hit.end() < 6
                                     for hit in kind.quick.finditer(mention.quote))


def _denied(claim: Mention, denial: Mention) -> Mention:
    slots = replace(claim.slots, quantity=Quantity(value=Decimal(0), unit=""))
    return replace(claim, status="negated", slots=slots, reason=f"其他材料写明没有办：“{denial.quote[:24]}”")
