"""One pure function for every rule: what was measured → points. Rounded half up to two places, never outside 0 … full.

``full`` is the criterion's full points throughout.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

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
    """In proportion to what all classes have of ``threshold`` each; what one has beyond it makes up for none."""
    if not numbers:
        return ZERO
    return rounded(full * sum((min(number, Decimal(threshold)) for number in numbers), ZERO)
                   / (threshold * len(numbers)))


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


def below(value: Decimal, lower: Decimal, points: Decimal, step: Decimal | None, *, begun: bool = False) -> Decimal:
    """What a rate below ``lower`` costs: ``points`` once, or for every whole ``step`` (``begun``: every one begun)."""
    short = lower - value
    if short <= ZERO:
        return ZERO
    if step is None:
        return points
    return points * (short / step).to_integral_value(rounding=ROUND_CEILING if begun else ROUND_FLOOR)


def penalty(most: Decimal, cases: Decimal, each: Decimal) -> Decimal:
    """Nothing less ``each`` for every adverse case, never below ``most`` (a negative number)."""
    return max(-each * max(cases, ZERO), most) + ZERO


def deducted(full: Decimal, cases: Decimal, each: Decimal | None) -> Decimal:
    """Full points less ``each`` for every adverse case, down to 0; nothing is left after one where ``each`` is None."""
    if cases <= 0:
        return full
    return ZERO if each is None else rounded(clamp(full - each * cases, full))
