"""What the unit claims of itself without a day, against what its own records say: the records are believed.

A self-report or score table may claim what a minute or a ledger of the same dossier denies for the whole year, tells as
done by somebody else (代讲), or dates into an earlier year. Where no record supports the claim, it is no deed. Nor is
one that any other paper says was not held all year, where none tells of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from classifiers.cues import cues
from classifiers.kinds import kinds
from classifiers.status import PROXIED
from model.evidence import CLAIM_PAPERS, Mention, Quantity

_NAMED = re.compile(r"[“《]([^”》]{4,30})[”》]")
_YEAR = 300
"""A date of at least so many days tells of the year as a whole."""


def believed(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, undated claims that the dossier's own records contradict being refused, with the reason."""
    by_kind: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_kind.setdefault(mention.kind, []).append(mention)
    verdicts = {kind: group for kind, group in by_kind.items() if _only_claimed(group)}
    return [_judged(m, verdicts.get(m.kind, [])) for m in mentions]


def _only_claimed(group: Iterable[Mention]) -> bool:
    """True where nothing but the unit's own claims tells a deed of the kind."""
    papers = {m.paper for m in group if m.status == "done"}
    return bool(papers) and papers <= CLAIM_PAPERS


def _judged(mention: Mention, group: Sequence[Mention]) -> Mention:
    if mention.status != "done" or not _undated(mention):
        return mention
    for record in group:
        if record.paper in CLAIM_PAPERS:
            continue
        said = f"卷内另有记载：“{record.quote[:24]}”"
        if record.status == "negated" and (record.reason == PROXIED or _whole_year(record)):
            return replace(mention, status="negated", reason=said)
        if record.status == "other_period" and set(_NAMED.findall(mention.quote)) & set(_NAMED.findall(record.quote)):
            return replace(mention, status="other_period", reason=said)
    return mention


def _undated(mention: Mention) -> bool:
    return mention.slots.date is None or _whole_year(mention)


def _whole_year(mention: Mention) -> bool:
    return mention.slots.date is not None and mention.slots.date.days >= _YEAR


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
