"""What a sentence says of a problem: put right, only promised, still not done, or nothing."""

from __future__ import annotations

import re
from typing import Literal

from classifiers.cues import cues
from classifiers.text import Piece, clauses, flat
from formal.problems import says, words

Told = Literal["answered", "promised", "undone", ""]


def told(text: str) -> Told:
    """The strongest of what the clauses of a sentence say.

    Words that repeat the problem (针对……的问题) and of mere attitude (高度重视) say nothing. A plan word holds for the
    clauses after it until one tells a deed that is done; 仍未 anywhere outweighs a deed, but not a promise.
    """
    plain = re.sub(words()["复述"], "", flat(text))
    found: list[Told] = []
    planned = False
    for part in clauses(plain, Piece(0, len(plain))):
        clause = part.of(plain)
        one, planned = _clause(clause, planned)
        found.append(one)
    order: tuple[Told, ...] = ("promised", "undone") if "undone" in found else ("answered", "promised")
    return next((one for one in order if one in found), "")


def _clause(clause: str, planned: bool) -> tuple[Told, bool]:
    """What one clause says, and whether a plan goes on after it."""
    status = cues()
    if says("表态", clause) and not re.search(r"\d", clause):
        return "", planned
    if says("仍未", clause):
        return "undone", planned
    done = status.done.search(clause) is not None
    if says("承诺", clause) or not done and status.planned.search(clause) and not status.object_jiang.search(clause):
        return "promised", True
    if done and not status.lapsed.search(clause):
        return "answered", False
    if status.negated.search(clause) and not status.not_negated.search(clause) or status.lapsed.search(clause):
        return "undone" if not status.deed.search(clause) else "", planned
    if planned:
        return "promised", True
    return ("answered" if _deed(clause) else ""), False


def _deed(clause: str) -> bool:
    """True for a clause with a word of doing, a figure or a day."""
    return any((cues().deed.search(clause), cues().achieved.search(clause), says("办了", clause)))
