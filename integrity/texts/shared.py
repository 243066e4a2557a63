"""Passages that many units share and that no list knows: told once, so that a ring of copiers does not vanish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from integrity.finding import Severity, finding, in_order
from integrity.texts.align import GAP
from integrity.texts.common import UNITS, among
from integrity.texts.judge import limits
from integrity.texts.paper import Text, covered
from integrity.texts.winnow import K
from integrity.words import words
from model.results import Finding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PRESCRIBED = ("plan", "notice", "duty_list")


@dataclass(frozen=True)
class Passage:
    """Letters ``[start, end)`` of a paper that lie in common fingerprints. own: how many are not official."""

    text: Text
    start: int
    end: int
    own: int
    hashes: tuple[int, ...]


def passages(text: Text, common: NDArray[np.uint64]) -> list[Passage]:
    """The common passages of a paper in order, official wording left out."""
    import numpy as np

    marked = among(text.hashes, common)
    open_letters = ~text.official
    own = np.array([open_letters[at:at + K].any() for at in text.places], np.bool_) if marked.any() else marked
    chosen = np.flatnonzero(marked & own)
    found = []
    for part in np.split(chosen, np.flatnonzero(np.diff(text.places[chosen]) > K + GAP // 2) + 1):
        if len(part):
            start, end = int(text.places[part[0]]), min(int(text.places[part[-1]]) + K, len(open_letters))
            letters = int((covered(len(open_letters), text.places[part]) & open_letters).sum())
            if letters >= limits()["common"]["letters"]:
                found.append(Passage(text, start, end, letters, tuple(map(int, text.hashes[part]))))
    return found


def told_once(texts: Sequence[Text], common: NDArray[np.uint64]) -> list[Finding]:
    """One finding a group of common passages, the longest first."""
    if not len(common):
        return []
    groups = _groups([one for text in texts for one in passages(text, common)])
    units = len({text.unit for text in texts})
    wide = [group for group in groups if len({one.text.unit for one in group}) >= UNITS
            and not all(one.text.archived for one in group)]
    wide.sort(key=lambda group: (-max(one.own for one in group), group[0].text.year, group[0].text.unit))
    return [_finding(group, units) for group in wide[:limits()["common"]["most"]]]


def _groups(found: Sequence[Passage]) -> list[list[Passage]]:
    """Passages that share fingerprints, together."""
    home = list(range(len(found)))

    def root(at: int) -> int:
        while home[at] != at:
            home[at] = home[home[at]]
            at = home[at]
        return at

    first: dict[int, int] = {}
    for at, one in enumerate(found):
        for key in one.hashes:
            home[root(at)] = root(first.setdefault(key, at))
    groups: dict[int, list[Passage]] = {}
    for at, one in enumerate(found):
        groups.setdefault(root(at), []).append(one)
    return list(groups.values())


def _finding(group: Sequence[Passage], units: int) -> Finding:
    at = limits()["common"]
    best: dict[str, Passage] = {}
    for one in sorted(group, key=lambda one: (one.text.year, -one.own, one.text.file)):
        best.setdefault(one.text.unit, one)
    shown = sorted(best.values(), key=lambda one: (one.text.year, one.text.unit))
    longest = max(one.text.span(one.start, one.end)[1] - one.text.span(one.start, one.end)[0] for one in shown)
    inside = median(_tokens(one) for one in shown)
    share = median(_share(one.text, group) for one in shown)
    severity: Severity = "low"
    if (longest >= at["longest"] and inside >= at["tokens"] and share >= at["share"]
            and len(best) <= max(UNITS, at["most_units"] * units)
            and sum(one.text.paper in _PRESCRIBED for one in shown) * 2 < len(shown)):
        severity = "medium"
    places = in_order(one.text.place(*one.text.span(one.start, one.end)) for one in shown[:at["places"]])
    measures: dict[str, Any] = {"units_sharing": len(best), "papers": len({id(one.text) for one in group}),
                                "longest": longest, "masked": inside, "own_share": round(share, 3)}
    first = shown[0].text
    return finding("text_reuse", severity, places, words(
        "texts.common" if severity == "low" else "texts.ring", units=len(best), longest=longest, year=first.year,
        unit=first.unit, share=round(100 * share)), measures=measures, innocent=[words("texts.innocent.common")])


def _tokens(one: Passage) -> int:
    start, end = one.text.span(one.start, one.end)
    return sum(start <= token.start and token.end <= end for token in one.text.masked.tokens)


def _share(text: Text, group: Sequence[Passage]) -> float:
    """The share of a paper's letters, official ones left out, that lie in the group's passages."""
    return sum(one.own for one in group if one.text is text) / max(1, int((~text.official).sum()))
