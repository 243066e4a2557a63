"""Which per cent belongs to which rate: 参考率、合格率均达95% gives 95 to both, 参考率100%，合格率98% each its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from itertools import pairwise

from classifiers.grammar import QuantityMatch
from classifiers.kinds import Kind
from classifiers.words import words
from model.evidence import Quantity

_FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Name:
    """The words of a rate at ``[start, end)``; ``own``: the rate that is asked for."""

    start: int
    end: int
    own: bool = False


def rate_for(kind: Kind, quantities: Sequence[QuantityMatch], text: str, anchor: int) -> Quantity | None:
    """The per cent that a sentence states for the rate whose words stand at or after ``anchor``, None without one.

    A rate told without a figure (全部合格) is 100, one told by two numbers (应考46人、实考46人) their quotient.
    """
    own = next((m for m in kind.quick.finditer(text) if m.end() > anchor), None)
    if own is None:
        return None
    share = "占" in own.group()
    percents = [q for q in quantities
                if q.quantity.unit == "%" and not q.is_change and (share or not _beside(q, text))]
    names = _names(text, own.start(), own.end())
    bound = _backward(names, percents, text) or _each(own, percents, text) or _forward(names, percents, text)
    return bound or _whole(own.group()) or _quotient(own.group(), quantities, text)


def _names(text: str, start: int, end: int) -> list[_Name]:
    """Every rate that the sentence names, in order; the asked one is the rate word inside its own words, else these."""
    found = [_Name(m.start(), m.end()) for m in words("比率", "率").finditer(text)]
    inside = next((n for n in found if start < n.end <= end), None)
    rest = [n for n in found if n is not inside and not start <= n.start < end]
    return sorted([*rest, _Name(inside.start if inside else start, inside.end if inside else end, own=True)],
                  key=lambda n: n.end)


def _beside(match: QuantityMatch, text: str) -> bool:
    """True for a per cent of something else (其中优秀占30%, 比全市平均高2%)."""
    return words("比率", "另一比率").search(text[max(0, match.start - 8):match.start]) is not None


def _backward(names: list[_Name], percents: list[QuantityMatch], text: str) -> Quantity | None:
    """The figure right before the asked rate (100%的参考率); without 的 only where figures stand before all names."""
    if not percents:
        return None
    leading = percents[0].start < names[0].start and not re.search("[，：:]", text[percents[0].end:names[0].start])
    for number, after in ((q, text[q.end:n.start]) for n in names if n.own for q in percents if q.end <= n.start):
        near = r"的[^，。；、：:\d]{0,12}|[^，。；、：:的\d]{0,8}" if leading else r"的[^，。；、：:\d]{0,12}"
        if re.fullmatch(near, after):
            return number.quantity
    return None


def _forward(names: list[_Name], percents: list[QuantityMatch], text: str) -> Quantity | None:
    """The figure after the asked rate, or after the rates listed with it: one for all, or one for each in order."""
    run: list[_Name] = []
    for name, after in pairwise([*names, _Name(len(text), len(text))]):
        run.append(name)
        figures = [q for q in percents if name.end <= q.start < after.start]
        if not figures and _listed(text[name.end:after.start]):
            continue
        place = next((i for i, n in enumerate(run) if n.own), None)
        if place is not None:
            return _chosen(figures, len(run), place, text)
        run = []
    return None


def _each(own: re.Match[str], percents: list[QuantityMatch], text: str) -> Quantity | None:
    """The figure of the asked group where one rate is told of several (养老保险、失业保险参保率分别为97%、93%)."""
    said = re.compile(r"[^，。；、和率\d]{0,4}分别[^，。；\d]{0,6}").match(text, own.end())
    if said is None:
        return None
    stop = re.compile("[，。；]").search(text, said.end())
    end = stop.start() if stop else len(text)
    figures = [q for q in percents if said.end() <= q.start < end]
    behind = len(re.split("[、和]", own.group()))
    return figures[-behind].quantity if len(figures) >= max(behind, 2) else None


def _listed(gap: str) -> bool:
    """True where two rates are named side by side (参考率、合格率; 参考率和考试合格率)."""
    return re.fullmatch(r"(?:[、和与及/，,]|以及)[一-龥“”（）]{0,12}", gap) is not None \
        and not words("比率", "另起").search(gap)


def _chosen(figures: list[QuantityMatch], names: int, place: int, text: str) -> Quantity | None:
    """Of the figures after a list of rates, that of the rate at ``place``; of a rise (由82%升至96%) the later one."""
    if not figures:
        return None
    if names > 1:
        return figures[place].quantity if len(figures) >= names else figures[0].quantity
    proven = words("事项", "核实的数")
    real = [q for q in figures if proven.search(text[max(0, q.start - 8):q.start])]
    asked = [q for q in figures if q.quantity.bound == "at_least"]
    if real or asked and asked[0] is figures[0] and len(asked) < len(figures) and re.search(
            "[|｜\t]", text[asked[0].end:figures[len(asked)].start]):
        return (real or [q for q in figures if q not in asked])[0].quantity
    rise = len(figures) > 1 and words("比率", "由").search(text[max(0, figures[0].start - 6):figures[0].start]) \
        and words("比率", "至").search(text[figures[0].end:figures[1].start])
    return figures[1 if rise else 0].quantity


def _whole(own: str) -> Quantity | None:
    return Quantity(value=_FULL, unit="%") if words("比率", "满率").search(own) else None


def _quotient(own: str, quantities: Sequence[QuantityMatch], text: str) -> Quantity | None:
    """The rate of an examination from its heads: sat of called up, passed of sat; rounded down to 0.01."""
    people = [q for q in quantities if q.quantity.unit in ("人", "名", "人次")]
    called, sat, passed = (_counted(words("比率", name), people, text) for name in ("应考", "实考", "合格"))
    part, whole = (passed, sat or called) if words("比率", "合格率").search(own) else (sat, called)
    if part is None or not whole:
        return None
    value = (min(part / whole, Decimal(1)) * _FULL).quantize(Decimal("0.01"), ROUND_DOWN)
    return Quantity(value=value, unit="%")


def _counted(pattern: re.Pattern[str], people: list[QuantityMatch], text: str) -> Decimal | None:
    """The number of people right after some words, or right before them."""
    for match in pattern.finditer(text):
        for q in people:
            after = q.start >= match.end() and re.fullmatch(r"[^，。；、\d]{0,6}", text[match.end():q.start])
            if after or q.end == match.start():
                return q.quantity.value
    return None
