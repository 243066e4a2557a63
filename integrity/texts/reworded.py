"""A paragraph told again in other words: by another unit, or by the unit itself for another year.

Fingerprints need eight equal letters in a row; who rewords by half leaves two and three, but in the same order, with
the same rare words and often the same figures. Paragraphs that share runs of three letters that few others have are
laid beside each other (longest common subsequence), and the densest stretch of what is equal counts (Kadane's sum).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from classifiers.grammar import find_quantities
from integrity.finding import Severity
from integrity.texts.align import Match, Run, Stretch
from integrity.texts.common import Postings, own_letters
from integrity.texts.judge import Verdict, limits, prescribed, weighed, worth
from integrity.texts.paper import Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BITS = 18
"""Of a letter's code: three of them are one number."""
_SMALLEST = 2
"""Equal letters in a row that count."""
_TELLING = 8
"""A figure below comes back by chance."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Letters ``[start, end)`` of a paper: a paragraph. own: which of the paper's letters are its own."""

    text: Text
    start: int
    end: int
    own: NDArray[np.bool_]


def reworded(texts: Sequence[Text], posted: Postings, kind: Callable[[Text, Text], str],
             known: set[tuple[int, int]], standing: set[tuple[int, int]]) -> dict[str, list[Verdict]]:
    """Verdicts on paragraphs of two units, and of a unit's own other year, by the name of their words.

    kind: which comparison two papers are. known: pairs of papers, as ids, of which enough is told already; standing:
    pairs that are known to share standing words, of which figures that stayed are told alone.
    """
    found: dict[str, list[Verdict]] = {"between_passage": [], "earlier_passage": [], "inside_passage": []}
    parts = [part for text in texts for part in _parts(text, own_letters(text, posted.common))]
    best: dict[tuple[int, int], Verdict] = {}
    for one, other in _candidates(parts):
        left, right = one.text, other.text
        pair = id(left), id(right)
        if left is right or pair in known or left.archived and right.archived:
            continue
        which = kind(left, right)
        match = _laid(one, other) if which != "inside" or worth(which, left, right) else None
        verdict = _TOLD[which](match) or _low(match) if match and (pair not in standing or _same(match)) else None
        if verdict is not None and (pair not in best or _order(verdict) < _order(best[pair])):
            best[pair] = verdict
    homes = {id(text): (text.unit, text.year) for text in texts}
    settled = {frozenset((homes[a], homes[b])) for a, b in known}
    loose = [one for one in best.values() if one.severity != "low" or frozenset(
        ((one.match.left.unit, one.match.left.year), (one.match.right.unit, one.match.right.year))) not in settled]
    for verdict in _bounded(loose, len({homes[id(text)] for text in texts if not text.archived})):
        found[f"{kind(verdict.match.left, verdict.match.right)}_passage"].append(verdict)
    return found


def _order(one: Verdict) -> tuple[bool, float]:
    """The graver and longer first."""
    return one.severity == "low", -_likely(one.match)


def _bounded(verdicts: list[Verdict], dossiers: int) -> list[Verdict]:
    """The verdicts, of those for reference alone the likeliest few a dossier; what a unit says in three of its years
    are standing words."""
    lows = sorted((one for one in verdicts if one.severity == "low" and not one.innocent), key=_order)
    years: dict[str, set[int]] = {}
    for one in lows:
        if one.match.left.unit == one.match.right.unit:
            years.setdefault(one.match.left.unit, set()).update((one.match.left.year, one.match.right.year))
    lows = [one for one in lows if one.match.left.unit != one.match.right.unit or len(years[one.match.left.unit]) < 3]
    kept = {id(one) for one in lows[:ceil(limits()["passage"]["low_most"] * dossiers)]}
    return [one for one in verdicts if one.severity != "low" or one.innocent or id(one) in kept]


def _parts(text: Text, own: NDArray[np.bool_]) -> Iterator[_Part]:
    """The paragraphs of a paper that are long enough, long ones in pieces."""
    import numpy as np

    at = limits()["passage"]
    breaks = np.array([found.start() for found in re.finditer("\n", text.text)], np.int64)
    edges = [0, *np.searchsorted(text.masked.at, breaks).tolist(), len(text.masked.at)]
    for start, end in zip(edges, edges[1:], strict=False):
        for first in range(start, end, at["most"]):
            last = min(end, first + at["most"])
            if last - first >= at["least"]:
                yield _Part(text, first, last, own)


def _candidates(parts: Sequence[_Part]) -> Iterator[tuple[_Part, _Part]]:
    """Pairs of paragraphs that share enough runs of three own letters that few paragraphs have."""
    import numpy as np

    at = limits()["passage"]
    runs = [_threes(part) for part in parts]
    codes = np.concatenate([np.zeros(0, np.uint64), *runs])
    homes = np.repeat(np.arange(len(parts), dtype=np.int64), [len(run) for run in runs])
    order = np.argsort(codes, kind="stable")
    codes, homes = codes[order], homes[order]
    _, where, counts = np.unique(codes, return_inverse=True, return_counts=True)
    few = (counts[where] > 1) & (counts[where] <= at["few"])
    codes, homes = codes[few], homes[few]
    keys = [np.zeros(0, np.int64)]
    for step in range(1, min(at["few"], len(codes))):
        same = codes[step:] == codes[:-step]
        keys.append(homes[:-step][same] * len(parts) + homes[step:][same])
    pairs, shared = np.unique(np.concatenate(keys), return_counts=True)
    for key in pairs[shared >= at["shared"]].tolist():
        left, right = divmod(key, len(parts))
        yield parts[left], parts[right]


def _threes(part: _Part) -> NDArray[np.uint64]:
    """Every three own letters in a row, as a number, each once."""
    import numpy as np

    letters = part.text.masked.letters[part.start:part.end].astype(np.uint64)
    own = part.own[part.start:part.end]
    codes = (letters[:-2] << np.uint64(2 * _BITS)) | (letters[1:-1] << np.uint64(_BITS)) | letters[2:]
    return np.unique(codes[own[:-2] & own[1:-1] & own[2:]])


def _laid(one: _Part, other: _Part) -> Match | None:
    """The densest stretch that both have, as a match of one run; None where there is none."""
    from rapidfuzz.distance import Indel

    steps = [Stretch(one.start + step.src_start, other.start + step.dest_start, step.src_end - step.src_start)
             for step in Indel.opcodes(one.text.letters[one.start:one.end], other.text.letters[other.start:other.end])
             if step.tag == "equal" and step.src_end - step.src_start >= _SMALLEST]
    worth = [int((one.own[step.a:step.a + step.size] & other.own[step.b:step.b + step.size]).sum()) for step in steps]
    gap, total, begun, best, kept = limits()["passage"]["gap"], 0.0, 0, 0.0, (0, 0)
    for at, step in enumerate(steps):
        before = steps[at - 1]
        if total > 0:
            total -= gap * max(step.a - before.a - before.size, step.b - before.b - before.size)
        if total <= 0:
            total, begun = 0.0, at
        total += worth[at]
        if total > best:
            best, kept = total, (begun, at + 1)
    if not best:
        return None
    run = Run(tuple(steps[slice(*kept)]), sum(worth[slice(*kept)]))
    return Match(one.text, other.text, (run,), int(one.own.sum()), int(other.own.sum()))


def _dense(match: Match) -> float:
    """The share of the longer side that is equal."""
    run = match.runs[0]
    return run.own / max(1, run.left[1] - run.left[0], run.right[1] - run.right[0])


def _figures(match: Match) -> tuple[int, int]:
    """How many telling figures are the same on both sides, and how many the side with fewer has."""
    run = match.runs[0]
    sides = [_told_figures(_line(text, *span)) for text, span in ((match.left, run.left), (match.right, run.right))]
    return len(sides[0] & sides[1]), min(map(len, sides))


def _line(text: Text, start: int, end: int) -> str:
    """The words of letters ``[start, end)`` and those after them, to the mark that ends them."""
    first, last = text.span(start, end)
    return text.text[first:last] + re.split("[，。；\n]", text.text[last:last + 12])[0]


@lru_cache(maxsize=4096)
def _told_figures(words: str) -> frozenset[str]:
    return frozenset(f"{one.quantity.value.normalize():f}" for one in find_quantities(words)
                     if one.quantity.value >= _TELLING)


def _same(match: Match) -> int:
    """How many telling figures stayed, 0 where too few of those there did."""
    at = limits()["passage"]
    same, there = _figures(match)
    return same if same >= at["figures"] and same >= at["figures_share"] * there else 0


def _between(match: Match) -> Verdict | None:
    at = limits()["passage"]
    dense, same = _dense(match), _same(match)
    if prescribed(match) or dense < at["dense"] or match.own < (at["figures_own"] if same else at["own"]):
        return None
    severity: Severity = "high" if same >= at["high_figures"] and match.own >= at["high_own"] and \
        dense >= at["high_dense"] else "medium"
    return weighed(match, severity)


def _inside(match: Match) -> Verdict | None:
    """Two stories of one dossier, of different days."""
    at = limits()["passage"]
    dense, own = _dense(match), match.own
    if own < at["inside_own"] or dense < at["inside_dense"]:
        return None
    return Verdict(match, "medium" if own >= at["inside_main"] and dense >= at["inside_main_dense"] else "low")


def _likely(match: Match) -> float:
    """How many letters speak for a passage: those equal, fewer where much lies between them."""
    return match.own * min(1.0, _dense(match) / float(limits()["passage"]["low_dense"]))


def _low(match: Match) -> Verdict | None:
    """A passage that is shown for reference: shorter, or reworded farther, or one that a unit may well repeat."""
    inside = match.left.unit == match.right.unit and match.left.year == match.right.year
    if prescribed(match) or _likely(match) < limits()["passage"]["low_inside" if inside else "low_own"]:
        return None
    same, there = _figures(match)
    reports = {match.left.paper, match.right.paper} & {"self_report", "summary"}
    if match.left.unit == match.right.unit and reports and there > 1 and 2 * same < there:
        return None  # a standing duty, with this year's figures
    verdict = weighed(match, "low") if match.left.unit != match.right.unit else Verdict(match, "low")
    return None if verdict.innocent else verdict


def _earlier(match: Match) -> Verdict | None:
    at = limits()["passage"]
    dense = _dense(match)
    if prescribed(match) or dense < at["dense"]:
        return None
    if _same(match) and match.own >= at["figures_own"]:
        return Verdict(match, "medium")
    if match.own < at["earlier_own"] or dense < at["earlier_dense"]:
        return None
    once = re.search(at["once"], _line(match.left, *match.runs[0].left))
    return Verdict(match, "medium") if once else None


_TOLD: dict[str, Callable[[Match], Verdict | None]] = {"between": _between, "earlier": _earlier, "inside": _inside}
"""What a passage means, by which comparison its papers are."""
