"""The left pane: sections and criteria of the standard, with state, points and what can still move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.words import STATES, Json, number, span, sure


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion. stake: width of its bar in per cent of the widest; doubt: 0 (none) … 4, the bar's depth."""

    id: str
    title: str
    state: str
    word: str
    points: str
    max: str
    stake: int
    doubt: int
    tip: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A section of the standard with its criteria; ``points`` is what they are suggested, of ``max``."""

    title: str
    points: str
    max: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section as the standard names it: title, points and the ids of its criteria; bonus: on top of the total."""

    title: str
    points: float
    ids: tuple[str, ...]
    bonus: bool = False


def stake(criterion: Json) -> float:
    """Points of a criterion that can still move."""
    return max(0.0, float(criterion["high"]) - float(criterion["low"]))


def row(criterion: Json, widest: float) -> Row:
    """The tree row of one criterion; ``widest`` is the largest stake on the sheet."""
    moving = stake(criterion)
    step, word = sure(criterion.get("confidence"))
    state = str(criterion["status"])
    tip = f"{STATES[state]}；区间 {span(criterion['low'], criterion['high'])}；把握{word}"
    return Row(id=criterion["id"], title=criterion["title"], state=state, word=STATES[state],
               points=number(criterion["suggested_points"]), max=number(criterion["max_points"]),
               stake=round(100 * moving / widest) if widest else 0, doubt=5 - step if step else 4, tip=tip)


def branches(criteria: Sequence[Json], parts: Sequence[Part]) -> list[Branch]:
    """The criteria under the sections of their standard; those no section names come last, under 其他."""
    widest = max((stake(c) for c in criteria), default=0.0)
    by_id = {c["id"]: c for c in criteria}
    found: list[Branch] = []
    for part in parts:
        mine = [by_id.pop(i) for i in part.ids if i in by_id]
        if mine:
            found.append(_branch(part.title, part.points, mine, widest))
    rest = [c for c in criteria if c["id"] in by_id]
    if rest:
        title = "其他" if found else "全部指标"
        found.append(_branch(title, sum(float(c["max_points"]) for c in rest), rest, widest))
    return found


def _branch(title: str, points: float, criteria: Sequence[Json], widest: float) -> Branch:
    """A section; criteria that wait for outside records count with what they may reach, as in the total."""
    given = sum(float(c["high"] if c["suggested_points"] is None else c["suggested_points"]) for c in criteria)
    return Branch(title=title, points=number(given), max=number(points),
                  rows=tuple(row(c, widest) for c in criteria))


def neighbours(criteria: Sequence[Json], current: str) -> tuple[str | None, str | None]:
    """Ids of the criterion before and after ``current``, in the order of the standard."""
    ids = [str(c["id"]) for c in criteria]
    if current not in ids:
        return None, None
    at = ids.index(current)
    return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)
