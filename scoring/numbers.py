"""Points as exact numbers: rounding half up, and plain writing without trailing zeros."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """``value`` rounded half up (四舍五入) to ``places`` decimals."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def plain(value: Decimal | int) -> str:
    """``9.50`` as ``9.5``, ``12.00`` as ``12``."""
    number = Decimal(value)
    return "0" if number == 0 else format(number.normalize(), "f")


def clamp(value: Decimal, top: Decimal) -> Decimal:
    """``value`` held between 0 and ``top``."""
    return min(max(value, ZERO), top)
