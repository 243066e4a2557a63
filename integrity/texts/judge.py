"""What a match of two papers means: how grave it is, and which innocent explanations are left."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from integrity.finding import Severity
from integrity.texts.align import Match, Swap
from integrity.texts.names import names
from integrity.texts.paper import Text

Innocence = Literal["joint", "superior", "renamed"]
_NUMBERED = re.compile(r"[一-龥]{0,6}[〔\[(（【](?:19|20)\d{2}[〕\])）】]第?\d{1,4}号")
_JOINT = re.compile(r"联合|会同|共同|协同|联手|携手|主办|承办|协办")
_PRESCRIBED = ("plan", "notice", "duty_list", "score_table", "certificate")
"""Papers that follow a model, or are another's."""
_AROUND = 150


@lru_cache(maxsize=1)
def limits() -> dict[str, dict[str, Any]]:
    """The tables of ``limits.toml``."""
    return tomllib.loads(Path(__file__).with_name("limits.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Verdict:
    """How grave a match is, and the innocent explanations that its papers support."""

    match: Match
    severity: Severity
    innocent: tuple[Innocence, ...] = ()


def between(match: Match) -> Verdict | None:
    """Papers of two units; None where they share too little to be shown."""
    at = limits()["between"]
    enough = match.share >= at["share"] and match.own >= at["own"]
    part = match.share >= at["part_share"] and match.own >= at["part_own"]
    if not enough and not part and not match.longest >= at["longest"]:
        return None
    severity: Severity = "medium"
    if enough and match.longest >= at["longest"] and not prescribed(match):
        severity = "high"
    elif match.share < at["most_plain"] and match.longest < 2 * at["longest"]:
        severity = "low"
    innocent = _innocent(match)
    return Verdict(match, "low" if innocent else severity, innocent)


def _innocent(match: Match) -> tuple[Innocence, ...]:
    found: list[Innocence] = []
    if _one_event(match):
        found.append("joint")
    if _one_paper(match):
        found.append("superior")
    return tuple(found)


def _one_event(match: Match) -> bool:
    """Both papers name the other unit beside what they share, or tell of one day with the same partners."""
    left, right = around(match.left, [run.left for run in match.runs]), around(match.right,
                                                                               [run.right for run in match.runs])
    a, b = match.left.unit, match.right.unit
    if names(left, b, a) and names(right, a, b):
        return True
    days = [swap for swap in match.swaps if swap.kind == "date"]
    bodies = [swap for swap in match.swaps if swap.kind == "name"]
    return (bool(days) and _equal(match, days) == len(days) and bool(_JOINT.search(left) and _JOINT.search(right))
            and 2 * _equal(match, bodies) > len(bodies) and match.left.year == match.right.year)


def _one_paper(match: Match) -> bool:
    """Both filed the same paper of somebody else: one document number, or the same words down to names and figures,
    and neither is told to have made it."""
    heads = [frozenset(_NUMBERED.findall(text.text[:600])) for text in (match.left, match.right)]
    if heads[0] & heads[1] and match.share > 0.5:
        return True
    text = match.left.text
    own = names(text, match.left.unit, "") or names(match.right.text, match.right.unit, "")
    swaps = match.swaps
    return (match.share > 0.9 and min(match.own_left, match.own_right) > 0.8 * max(match.own_left, match.own_right)
            and not own and prescribed(match) and _equal(match, swaps) >= 0.95 * len(swaps))


def prescribed(match: Match) -> bool:
    """True where either paper is of a kind that follows a model."""
    return match.left.paper in _PRESCRIBED or match.right.paper in _PRESCRIBED


def earlier(match: Match) -> Verdict | None:
    """Papers of one unit and two years: what counts is that figures stayed, or that nothing changed at all."""
    at = limits()["earlier"]
    if prescribed(match) or match.left.paper != match.right.paper and match.share < at["whole"]:
        return None
    figures = [swap for swap in match.swaps if swap.kind == "figure" and telling(match.told(swap)[0])]
    same = _equal(match, figures)
    stayed = (match.share >= at["share"] and match.own >= at["own"] and same >= at["same"]
              and same >= at["same_share"] * len(figures))
    whole = (match.own >= at["whole_own"] and match.own >= at["whole"] * max(match.own_left, match.own_right)
             and same >= at["same_share"] * len(figures))
    return Verdict(match, "medium") if stayed or whole else None


def inside(match: Match) -> Verdict | None:
    """Two papers of one dossier that tell of different days in the same words."""
    at = limits()["inside"]
    if prescribed(match) or match.share < at["share"] or match.longest < at["longest"]:
        return None
    left, right = days(match.left), days(match.right)
    if not left or not right or left & right:
        return None
    whole = match.own >= at["whole"] * max(match.own_left, match.own_right)
    return Verdict(match, "medium" if whole else "low")


def days(text: Text) -> frozenset[str]:
    """The days that a paper names, month and day."""
    told = (text.text[token.start:token.end] for token in text.masked.tokens if token.kind == "date")
    return frozenset("-".join(found.groups()) for date in told if (found := _DAY.search(date)))


_DAY = re.compile(r"(\d{1,2})(?:月|[./-])(\d{1,2})日?\s*$")


def telling(figure: str) -> bool:
    """True for a figure that does not come back by chance: two digits at least."""
    return sum(char.isdigit() for char in figure) >= 2


def _equal(match: Match, swaps: Sequence[Swap]) -> int:
    return sum(1 for swap in swaps if len(set(match.told(swap))) == 1)


def around(text: Text, spans: Sequence[tuple[int, int]]) -> str:
    """The words of the runs and around them."""
    parts = (text.span(*span) for span in spans)
    return "\n".join(text.text[max(0, start - _AROUND):end + _AROUND] for start, end in parts)
