"""Draws units for the panel: repeatable by its seed, the same whatever the order of the list."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from model.problems import PufaError, problem
from model.rubric import Rubric

METHOD = "按SHA-256（种子＋换行＋单位名称）的十六进制值从小到大排序，取前面的单位"


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawResult:
    """A draw with all that repeats it. share: per cent asked for, None where a number was. drawn: in the order drawn.

    excluded: units that took no part (drawn last year). digest: of the sorted list of units.
    """

    rubric: str
    seed: str
    share: Decimal | None
    number: int
    units: tuple[str, ...]
    excluded: tuple[str, ...]
    drawn: tuple[str, ...]
    digest: str


def draw(rubric: Rubric, units: Sequence[str], seed: str, *, share: Decimal | None = None, number: int | None = None,
         exclude: Sequence[str] = ()) -> DrawResult:
    """Draws ``share`` per cent of all units (rounded up), or ``number`` of them, never fewer or more than the standard
    allows.

    exclude: units that take no part; the share is still of all units. Raises PufaError for an empty list, a name that
    stands twice, fewer units left than wanted, and a share or number outside what the standard allows.
    """
    names = tuple(sorted(units))
    twice = next((a for a, b in zip(names, names[1:], strict=False) if a == b), None)
    if not names or twice:
        raise PufaError(problem("draw_list_bad", rubric.id, reason=f"“{twice}”写了两遍" if twice else "没有单位"))
    wanted, asked = _number(rubric, len(names), share, number)
    out = tuple(name for name in names if name in set(exclude))
    ordered = sorted((name for name in names if name not in out),
                     key=lambda name: hashlib.sha256(f"{seed}\n{name}".encode()).hexdigest())
    if len(ordered) < wanted:
        raise PufaError(problem("draw_too_few", rubric.id, wanted=wanted, left=len(ordered)))
    return DrawResult(rubric=rubric.id, seed=seed, share=asked, number=wanted, units=names, excluded=out,
                      drawn=tuple(ordered[:wanted]), digest=hashlib.sha256("\n".join(names).encode()).hexdigest())


def _number(rubric: Rubric, units: int, share: Decimal | None, number: int | None) -> tuple[int, Decimal | None]:
    """How many to draw, and the share that says so."""
    rule = rubric.draw
    least = rule.share if rule else None
    most = rule.at_most if rule else None
    if share is None and number is None:
        if least is None and most is None:
            raise PufaError(problem("draw_rule_missing", rubric.id))
        share, number = least, most if least is None else None
    part = (share or Decimal(0)) * units / 100
    wanted = number if number is not None else int(part.to_integral_value(rounding=ROUND_CEILING))
    if least is not None and Decimal(wanted * 100) < least * units:
        raise PufaError(problem("draw_below_share", rubric.id, wanted=wanted, units=units, share=least))
    if most is not None and wanted > most:
        raise PufaError(problem("draw_above_most", rubric.id, wanted=wanted, most=most))
    if not 0 < wanted <= units:
        raise PufaError(problem("draw_too_few", rubric.id, wanted=wanted, left=units))
    return wanted, share if number is None else None
