"""What a match of two papers means: how grave it is, and which innocent explanations are left."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from integrity.finding import Severity
from integrity.texts.align import Match, Swap
from integrity.texts.names import inside as inside_of
from integrity.texts.names import names
from integrity.texts.paper import Text

Innocence = Literal["joint", "superior", "renamed", "attached"]
_NUMBERED = re.compile(r"[一-龥]{0,6}[〔\[(（【](?:19|20)\d{2}[〕\])）】]第?\d{1,4}号")
_JOINT = re.compile(r"联合|会同|共同|协同|联手|携手|主办|承办|协办|合办|两家|双方|两支队伍")
_PRESCRIBED = ("plan", "notice", "duty_list", "score_table", "certificate")
"""Papers that follow a model."""
_OTHERS = ("web_page", "media", "work")
"""Papers that somebody else may have written: news, pages, leaflets."""
_REPORTS = ("self_report", "summary")
_STORIES = ("briefing", "record", "other")
"""Papers that may tell what happened on a day, whatever they were taken for."""
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
    enough = (match.share >= at["share"] and match.own >= at["own"]
              or match.share >= at["part_share"] and match.own >= at["part_own"])
    long = match.longest >= at["longest"] and match.runs[0].own >= at["run"]
    little = match.share >= at["low_share"] and match.own >= at["low_own"]
    if not enough and not long and not little:
        return None
    severity: Severity = "medium" if enough else "low"
    main = match.share >= at["high_share"] and match.longest >= at["longest"]
    whole = match.share >= at["whole_share"] and match.own >= at["whole_own"]
    if enough and (main or whole) and not prescribed(match) and match.left.paper not in _OTHERS:
        severity = "high"
    return weighed(match, severity)


def weighed(match: Match, severity: Severity) -> Verdict:
    """The verdict on papers of two units, milder where the papers themselves hold an innocent explanation."""
    innocent = _innocent(match)
    if not innocent and _attached(match):
        return Verdict(match, "low" if severity == "low" else "medium", ("attached",))
    return Verdict(match, "low" if innocent else severity, innocent)


def _attached(match: Match) -> bool:
    left, right = match.left, match.right
    return inside_of(left.file, right.unit, left.unit) or inside_of(right.file, left.unit, right.unit)


def _innocent(match: Match) -> tuple[Innocence, ...]:
    found: list[Innocence] = []
    if _one_event(match):
        found.append("joint")
    if _one_paper(match):
        found.append("superior")
    return tuple(found)


def _one_event(match: Match) -> bool:
    """One names the other as a partner beside what they share, or both tell of one day with the same partners."""
    left = around(match.left, [run.left for run in match.runs])
    right = around(match.right, [run.right for run in match.runs])
    a, b = match.left.unit, match.right.unit
    joint = bool(_JOINT.search(left) and _JOINT.search(right))
    told = names(left, b, a), names(right, a, b)
    if all(told) or joint and any(told):
        return True
    days = [swap for swap in match.swaps if swap.kind == "date"]
    bodies = [swap for swap in match.swaps if swap.kind == "name"]
    return (bool(days) and _equal(match, days) == len(days) and joint
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
            and not own and (prescribed(match) or match.left.paper in _OTHERS and match.right.paper in _OTHERS)
            and _equal(match, swaps) >= 0.95 * len(swaps))


def joined(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts, with those joint too whose passage is known as a joint event's from other papers of the same two
    units: one briefing names the partner, another leaves it out."""
    known: dict[frozenset[str], set[int]] = {}
    for one in verdicts:
        if "joint" in one.innocent:
            known.setdefault(_units(one), set()).update(one.match.hashes)
    return [replace(one, severity="low", innocent=("joint", *one.innocent))
            if "joint" not in one.innocent and _mostly(one.match.hashes, known.get(_units(one), set())) else one
            for one in verdicts]


def _units(one: Verdict) -> frozenset[str]:
    return frozenset((one.match.left.unit, one.match.right.unit))


def _mostly(some: frozenset[int], known: set[int]) -> bool:
    return 2 * len(some & known) > len(some)


def prescribed(match: Match) -> bool:
    """True where either paper is of a kind that follows a model."""
    return _prescribed(match.left, match.right)


def _prescribed(left: Text, right: Text) -> bool:
    return left.paper in _PRESCRIBED or right.paper in _PRESCRIBED


def worth(kind: str, left: Text, right: Text) -> bool:
    """Whether two papers can be told of at all, before their texts are laid beside each other."""
    if kind == "inside":
        alike = left.paper == right.paper or left.paper in _STORIES and right.paper in _STORIES
        return (not _prescribed(left, right) and alike and left.paper not in _REPORTS
                and bool(days(left)) and bool(days(right)) and not days(left) & days(right))
    return kind != "earlier" or not _prescribed(left, right) and (left.paper in _REPORTS) == (right.paper in _REPORTS)


def earlier(match: Match) -> Verdict | None:
    """Papers of one unit and two years: what counts is that figures stayed, or that nothing changed at all."""
    at = limits()["earlier"]
    if not worth("earlier", match.left, match.right):
        return None
    figures = [swap for swap in match.swaps if swap.kind == "figure" and telling(match.told(swap)[0])]
    same = _equal(match, figures)
    stayed = (match.share >= at["share"] and match.own >= at["own"] and same >= at["same"]
              and same >= at["same_share"] * len(figures))
    whole = (match.own >= at["whole_own"] and match.own >= at["whole"] * max(match.own_left, match.own_right)
             and same >= at["same_share"] * len(figures))
    if whole and unchanged(match):
        return Verdict(match, "low")  # the old paper itself, handed in again
    if stayed or whole:
        return Verdict(match, "medium")
    plain = match.share >= at["plain_share"] and match.longest >= at["plain_longest"]
    return Verdict(match, "low") if plain else None


def unchanged(match: Match) -> bool:
    """Whether two papers are the same down to their dates."""
    dates = [swap for swap in match.swaps if swap.kind == "date"]
    return bool(dates) and _equal(match, dates) == len(dates)


def inside(match: Match) -> Verdict | None:
    """Two papers of one dossier that tell of different days in the same words."""
    at = limits()["inside"]
    if not worth("inside", match.left, match.right) or match.share < at["share"] or match.own < at["own"]:
        return None
    return Verdict(match, "medium" if match.share >= at["main_share"] or match.own >= at["main_own"] else "low")


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
