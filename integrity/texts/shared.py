"""Passages that many units share and that no list knows: told once, so that a ring of copiers does not vanish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from integrity.finding import SEVERITIES, Severity, finding, in_order
from integrity.texts.align import GAP
from integrity.texts.common import UNITS, Postings, among
from integrity.texts.judge import limits
from integrity.texts.paper import Text, covered
from integrity.texts.winnow import K
from integrity.words import words
from model.results import Finding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PRESCRIBED = ("plan", "notice", "duty_list")
_SAME = 0.6
"""From so much in common on, two sets of units or of papers are one (Jaccard)."""


@dataclass(frozen=True)
class Passage:
    """Letters ``[start, end)`` of a paper that lie in common fingerprints. own: how many are not official."""

    text: Text
    start: int
    end: int
    own: int
    hashes: tuple[int, ...]


class Reach:
    """Which units have each common fingerprint, as bits of a number."""

    def __init__(self, texts: Sequence[Text], posted: Postings) -> None:
        import numpy as np

        names = {unit: at for at, unit in enumerate(sorted({text.unit for text in texts}))}
        units = np.array([names[text.unit] for text in texts], np.int64)
        kept = among(posted.hashes, posted.common)
        at = np.searchsorted(posted.common, posted.hashes[kept])
        self.count = len(names)
        self._bits = [0] * len(posted.common)
        for pair in np.unique(at * self.count + units[posted.papers[kept]]).tolist():
            self._bits[pair // self.count] |= 1 << (pair % self.count)
        self._common = posted.common

    def of(self, hashes: NDArray[np.uint64]) -> list[int]:
        """The units of each of these hashes, all of them common."""
        import numpy as np

        return [self._bits[at] for at in np.searchsorted(self._common, hashes).tolist()]


def alike(one: int, other: int) -> float:
    """How much two sets of units have in common, 0..1 (Jaccard)."""
    return (one & other).bit_count() / max(1, (one | other).bit_count())


def passages(text: Text, common: NDArray[np.uint64], reach: Reach) -> list[Passage]:
    """The common passages of a paper in order, official wording left out. One ends where other units begin to have it:
    a ring's own words between sentences that all have are a passage of their own."""
    import numpy as np

    open_letters = ~text.official
    chosen = [at for at in np.flatnonzero(among(text.hashes, common)).tolist()
              if open_letters[text.places[at]:text.places[at] + K].any()]
    parts: list[list[int]] = []
    last = 0
    for at, units in zip(chosen, reach.of(text.hashes[chosen]), strict=True):
        near = parts and text.places[at] - text.places[parts[-1][-1]] <= K + GAP // 2
        if near and alike(units, last) >= _SAME:
            parts[-1].append(at)
        else:
            parts.append([at])
        last = units
    return [one for part in parts if (one := _passage(text, part, open_letters)) is not None]


def _passage(text: Text, part: list[int], open_letters: NDArray[np.bool_]) -> Passage | None:
    start, end = int(text.places[part[0]]), min(int(text.places[part[-1]]) + K, len(open_letters))
    letters = int((covered(len(open_letters), text.places[part]) & open_letters).sum())
    if letters < limits()["common"]["letters"]:
        return None
    return Passage(text, start, end, letters, tuple(text.hashes[part].tolist()))


def told_once(texts: Sequence[Text], posted: Postings) -> list[Finding]:
    """One finding a group of units and the passages they share, rings first, then the longest; no ring is cut off by
    however much boilerplate."""
    if not len(posted.common):
        return []
    reach = Reach(texts, posted)
    groups = _groups([one for text in texts for one in passages(text, posted.common, reach)])
    wide = [group for group in _of_one_ring(groups) if len({one.text.unit for one in group}) >= UNITS
            and not all(one.text.archived for one in group)]
    wide.sort(key=lambda group: (-max(one.own for one in group), group[0].text.year, group[0].text.unit))
    told = sorted((_finding(group, reach.count) for group in wide), key=lambda one: SEVERITIES.index(one.severity))
    return told[:max(limits()["common"]["most"], sum(one.severity != "low" for one in told))]


def _of_one_ring(groups: Sequence[list[Passage]]) -> list[list[Passage]]:
    """Groups of passages that the same papers share, about, joined: one ring, however many paragraphs it shares."""
    joined: list[tuple[frozenset[int], list[Passage]]] = []
    for group in sorted(groups, key=lambda group: -sum(one.own for one in group)):
        papers = frozenset(id(one.text) for one in group)
        home = next((at for at, (others, _) in enumerate(joined)
                     if len(papers & others) >= _SAME * len(papers | others)), None)
        if home is None:
            joined.append((papers, list(group)))
        else:
            joined[home][1].extend(group)
    return [group for _, group in joined]


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
    longest = max(_printed(one) for one in shown)
    total = median(sum(one.own for one in group if one.text is own.text) for own in shown)
    share = median(_share(one.text, group) for one in shown)
    ring = (longest >= at["longest"] and total >= at["ring_letters"] and len(best) <= at["most_units"] * units
            and sum(one.text.paper in _PRESCRIBED for one in shown) * 2 < len(shown))
    severity: Severity = "medium" if ring else "low"
    known = {id(one.text) for one in shown}
    told = [one for one in group if id(one.text) in known] if ring else shown
    places = in_order(one.text.place(*one.text.span(one.start, one.end)) for one in told[:2 * at["places"]])
    measures: dict[str, Any] = {"units_sharing": len(best), "papers": len({id(one.text) for one in group}),
                                "longest": longest, "shared": total, "own_share": round(share, 3)}
    first = shown[0].text
    return finding("text_reuse", severity, places, words(
        "texts.ring" if ring else "texts.common", units=len(best), longest=longest, year=first.year,
        share=round(100 * share)), measures=measures, innocent=[words("texts.innocent.common")])


def _printed(one: Passage) -> int:
    start, end = one.text.span(one.start, one.end)
    return end - start


def _share(text: Text, group: Sequence[Passage]) -> float:
    """The share of a paper's letters, official ones left out, that lie in the group's passages."""
    return sum(one.own for one in group if one.text is text) / max(1, int((~text.official).sum()))
