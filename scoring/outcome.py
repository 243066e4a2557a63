"""What measuring a criterion yields, before words and proofs are added."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from model.evidence import Event, Mention
from model.results import CriterionStatus, PointEntry, Refusal
from scoring.numbers import ZERO


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """Points still to be had. what: in Chinese, after 还缺 or 未见; one: gain of the next piece; all: of all of them;
    pieces: how many are short."""

    what: str
    one: Decimal
    all: Decimal
    pieces: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """Points of one criterion with everything they rest on.

    points: None where only the office's records can answer. counted: events that count; speaking: their mentions that
    meet the ask. aside: events that speak of the criterion and do not count. fact: what was found, in Chinese, without
    the arithmetic. gaps: what is short.
    """

    points: Decimal | None
    low: Decimal
    high: Decimal
    status: CriterionStatus
    measured: dict[str, object]
    entries: tuple[PointEntry, ...]
    counted: tuple[Event, ...]
    speaking: tuple[Mention, ...]
    aside: tuple[Event, ...]
    refusals: tuple[Refusal, ...]
    claims: tuple[str, ...]
    fact: str
    arithmetic: str
    gaps: tuple[Gap, ...] = ()


def status_of(points: Decimal, full: Decimal) -> CriterionStatus:
    """``met`` at full points, ``missing`` at 0, else ``partial``."""
    if points >= full:
        return "met"
    return "partial" if points > ZERO else "missing"


def quoted(title: str) -> str:
    """A title in quotation marks; those inside it become single ones (“‘12·4’国家宪法日活动”)."""
    return f"“{title.translate(str.maketrans('“”', '‘’'))}”"


def unseen(title: str) -> str:
    """The words for a criterion without any evidence."""
    return f"未见{quoted(title)}的材料"
