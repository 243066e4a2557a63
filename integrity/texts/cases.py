"""Verdicts on pairs of papers → findings: papers that hang together are one case, with all their runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from integrity.finding import SEVERITIES, Severity, finding, in_order
from integrity.texts.align import Match, Run
from integrity.texts.judge import Innocence, Verdict, limits, telling
from integrity.texts.paper import Text
from integrity.words import words
from model.results import Finding, Place

_QUOTE = 400


def grouped(verdicts: Sequence[Verdict]) -> list[list[Verdict]]:
    """Verdicts that are one case: what is grave joins by the papers it shares, what is innocent by its units and years,
    and the rest stands alone."""
    home: dict[int, int] = {}

    def root(at: int) -> int:
        while home.setdefault(at, at) != at:
            home[at] = home[home[at]]
            at = home[at]
        return at

    for one in verdicts:
        if one.severity != "low":
            home[root(id(one.match.right))] = root(id(one.match.left))
    groups: dict[object, list[Verdict]] = {}
    for at, one in enumerate(verdicts):
        left, right = one.match.left, one.match.right
        lone = (one.innocent, left.unit, left.year, right.unit, right.year) if one.innocent else (at,)
        groups.setdefault(root(id(left)) if one.severity != "low" else lone, []).append(one)
    return list(groups.values())


def case(kind: str, group: Sequence[Verdict]) -> Finding:
    """One finding for verdicts that belong together. kind: the table of ``words.toml`` that tells it."""
    group = sorted(group, key=lambda one: (-one.match.own, _order(one.match.left), _order(one.match.right)))
    severity: Severity = min((one.severity for one in group), key=SEVERITIES.index)
    places = in_order(place for one in group for run in _shown(one.match) for place in sides(one.match, run))
    at = {place: i for i, place in enumerate(places)}
    first = group[0].match
    told = _told(group)
    numbers = _numbers(group, at)
    papers = {id(text): text for one in group for text in (one.match.left, one.match.right)}
    measures: dict[str, Any] = {
        "papers": len(papers),
        "own_share": round(max(one.match.share for one in group), 3),
        "longest": max(one.match.longest for one in group),
        "shared": first.own, "runs": _runs(group, at), **told, **({"numbers": numbers} if numbers else {})}
    text = words(f"texts.{kind}", left=_name(first.left), right=_name(first.right), share=round(100 * first.share),
                 longest=first.longest, runs=len(first.runs), **told)
    if len(group) > 1:
        text += words("texts.more", papers=measures["papers"], names="、".join(
            sorted(map(_name, papers.values()))[:8]))
    if numbers:
        text += words("texts.numbers", numbers="；".join(" → ".join(value for _, value in one["values"])
                                                       for one in numbers[:3]))
    innocent = {reason for one in group for reason in one.innocent}
    return finding("text_reuse", severity, places, text, measures=measures, innocent=_innocent(kind, innocent))


def _order(text: Text) -> tuple[int, str, str]:
    return text.year, text.unit, text.file


def _name(text: Text) -> str:
    return words("texts.paper", year=text.year, unit=text.unit, file=text.file.rsplit("/", 1)[-1])


def _shown(match: Match) -> Sequence[Run]:
    return match.runs[:limits()["shown"]["runs"]]


def sides(match: Match, run: Run) -> tuple[Place, Place]:
    """Where a run stands in both papers."""
    return match.left.place(*match.left.span(*run.left)), match.right.place(*match.right.span(*run.right))


def _runs(group: Sequence[Verdict], at: dict[Place, int]) -> list[dict[str, Any]]:
    found = []
    for one in group:
        for run in _shown(one.match):
            left, right = (in_order([place])[0] for place in sides(one.match, run))
            found.append((run.own, {"left": at[left], "right": at[right],
                                    "left_text": _words(one.match.left, run.left),
                                    "right_text": _words(one.match.right, run.right)}))
    return [shown for _, shown in sorted(found, key=lambda pair: -pair[0])]


def _words(text: Text, span: tuple[int, int]) -> str:
    start, end = text.span(*span)
    return text.text[start:min(end, start + 3 * _QUOTE)]


def _told(group: Iterable[Verdict]) -> dict[str, int]:
    """How many names, dates and figures at equal places are the same, and how many are not."""
    same = changed = 0
    for one in group:
        for swap in one.match.swaps:
            left, right = one.match.told(swap)
            same, changed = same + (left == right), changed + (left != right)
    return {"same": same, "changed": changed}


def _numbers(group: Sequence[Verdict], at: dict[Place, int]) -> list[dict[str, Any]]:
    """Figures at equal places, followed over all papers of the group: chains of values with their places."""
    chains: dict[tuple[int, int], dict[tuple[int, int], tuple[Text, int, int]]] = {}
    for one in group:
        for swap in one.match.swaps:
            if swap.kind == "figure" and telling(one.match.told(swap)[0]):
                left = (id(one.match.left), swap.left.start)
                right = (id(one.match.right), swap.right.start)
                chain = chains.get(left) or chains.get(right) or {}
                chain.setdefault(left, (one.match.left, swap.left.start, swap.left.end))
                chain.setdefault(right, (one.match.right, swap.right.start, swap.right.end))
                chains[left] = chains[right] = chain
    found: list[dict[str, Any]] = []
    for chain in {id(chain): chain for chain in chains.values()}.values():
        steps = sorted(chain.values(), key=lambda step: (*_order(step[0]), step[1]))
        text, start, end = steps[0]
        what = text.text[max(0, start - 12):start].rsplit("\n")[-1]
        found.append({"what": what, "values": [[_nearest(step, at), _figure(step)] for step in steps]})
    same = [one for one in found if len({value for _, value in one["values"]}) == 1]
    rest = [one for one in found if one not in same]
    return [*same, *rest][:limits()["shown"]["numbers"]]


def _figure(step: tuple[Text, int, int]) -> str:
    text, start, end = step
    return text.text[start:end + 1].strip()


def _nearest(step: tuple[Text, int, int], at: dict[Place, int]) -> int | None:
    """The place of the finding whose quote holds the figure, else the first of its paper."""
    text, start, _ = step
    own = [(place, i) for place, i in at.items()
           if (place.year, place.unit, place.file) == (text.year, text.unit, text.file)]
    for place, i in own:
        begin = text.text.find(place.quote)
        if begin <= start < begin + len(place.quote):
            return i
    return own[0][1] if own else None


def _innocent(kind: str, supported: set[Innocence]) -> list[str]:
    """Explanations the papers support first, then those that nothing rules out."""
    order = [*sorted(supported), *(reason for reason in ("joint", "superior") if reason not in supported)] \
        if kind.startswith("between") else []
    return [words(f"texts.innocent.{reason}.{'supported' if reason in supported else 'open'}") for reason in order] \
        or [words(f"texts.innocent.{kind}")]
