"""One pure function for every rule: what was measured → points. Rounded half up to two places, never outside 0 … full.

``full`` is the criterion's full points throughout.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from model.evidence import Quantity
from scoring.numbers import ZERO, clamp, rounded


def presence(full: Decimal, number: Decimal) -> Decimal:
    """Full points where there is at least one."""
    return full if number >= 1 else ZERO


def count(full: Decimal, number: Decimal, threshold: int, shortfall: str) -> Decimal:
    """Full points from ``threshold`` on; below it in proportion, or nothing where ``shortfall`` is ``none``."""
    if number >= threshold:
        return full
    return rounded(full * number / threshold) if shortfall == "proportion" else ZERO


def shortfall(full: Decimal, number: Decimal, threshold: int, each: Decimal) -> Decimal:
    """Full points less ``each`` for every one short of ``threshold``, down to 0."""
    return rounded(clamp(full - each * max(threshold - number, ZERO), full))


def rate(full: Decimal, stated: Quantity | None, gate: Decimal) -> Decimal:
    """Full points where the stated per cent reaches ``gate``, else nothing. 近98% does not reach 98."""
    if stated is None or stated.value < gate or (stated.bound == "about" and stated.value == gate):
        return ZERO
    return full


def hours(full: Decimal, shares: Sequence[tuple[Decimal, Decimal]]) -> Decimal:
    """In proportion to the hours wanted, up to full points. shares: (stated, wanted) by group; the worst decides."""
    return rounded(clamp(full * min((stated / wanted for stated, wanted in shares), default=ZERO), full))


def classes(full: Decimal, numbers: Sequence[Decimal], threshold: int) -> Decimal:
    """The class that has least decides (各不少于), in proportion to ``threshold``."""
    return count(full, min(numbers, default=ZERO), threshold, "proportion")


def aspects(full: Decimal, found: int, total: int, all_needed: bool) -> Decimal:
    """An equal share for each aspect found; nothing below all of them where ``all_needed``."""
    if found == total:
        return full
    return ZERO if all_needed else rounded(full * found / total)


def added(full: Decimal, worths: Sequence[Decimal], add_up: bool) -> Decimal:
    """Worths of different works or honours: the sum up to full points, or the best alone where they do not add up."""
    if not worths:
        return ZERO
    return rounded(clamp(sum(worths, ZERO) if add_up else max(worths), full))


def below(value: Decimal, lower: Decimal, points: Decimal, step: Decimal | None) -> Decimal:
    """What a rate below ``lower`` costs: ``points`` once, or for every ``step``, part of one in proportion."""
    if value >= lower:
        return ZERO
    return points if step is None else points * (lower - value) / step


def below_steps(value: Decimal, lower: Decimal, points: Decimal, step: Decimal | None, rounding: str) -> Decimal:
    """The same with only whole steps counted (ROUND_FLOOR), or every one begun (ROUND_CEILING)."""
    if value >= lower or step is None:
        return below(value, lower, points, step)
    return points * ((lower - value) / step).to_integral_value(rounding=rounding)


def penalty(most: Decimal, cases: Decimal, each: Decimal) -> Decimal:
    """Nothing less ``each`` for every adverse case, never below ``most`` (a negative number)."""
    return max(-each * max(cases, ZERO), most) + ZERO


def deducted(full: Decimal, cases: Decimal, each: Decimal | None) -> Decimal:
    """Full points less ``each`` for every adverse case, down to 0; nothing is left after one where ``each`` is None."""
    if cases <= 0:
        return full
    return ZERO if each is None else rounded(clamp(full - each * cases, full))
