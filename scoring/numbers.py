"""Points as exact numbers: rounding half up, and held in their bounds."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from model.numbers import plain

__all__ = ["ZERO", "clamp", "plain", "rounded"]

ZERO = Decimal(0)


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """``value`` rounded half up (四舍五入) to ``places`` decimals."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def clamp(value: Decimal, top: Decimal) -> Decimal:
    """``value`` held between 0 and ``top``."""
    return min(max(value, ZERO), top)
