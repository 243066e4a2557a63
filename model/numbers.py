"""Points as people write them."""

from __future__ import annotations

from decimal import Decimal


def plain(value: Decimal | int) -> str:
    """``9.50`` as ``9.5``, ``12.00`` as ``12``."""
    number = Decimal(value)
    return "0" if number == 0 else format(number.normalize(), "f")
