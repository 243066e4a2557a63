"""The left pane: sections and criteria of the standard, with state, points and what can still move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ui.words import SHORT_STATES, Json, number, signed, span, state_word, sure


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion. stake: width of its bar in per cent of the widest; doubt: 0 (none) … 4, the bar's depth.

    points, max: for a check without points the short word of its state, and "". below: not at its best.
    """

    id: str
    title: str
    state: str
    word: str
    points: str
    max: str
    stake: int
    doubt: int
    tip: str
    below: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """A section of the standard with its criteria; ``points`` is what they are suggested, of ``max`` ("" where a bonus
    has no limit of its own); in a list without points how many checks are met, of all."""

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
    state, said = str(criterion["status"]), state_word(criterion)
    shown, full = criterion["suggested_points"], float(criterion["max_points"])
    made = Row(id=criterion["id"], title=criterion["title"], state=state, word=said, points=number(shown),
               max=number(full), stake=round(100 * moving / widest) if widest else 0, doubt=5 - step if step else 4,
               tip=f"{said}；区间 {span(criterion['low'], criterion['high'])}；把握{word}",
               below=shown is None or float(shown) < max(0.0, full))
    if full:
        return made
    return replace(made, points=SHORT_STATES[state], max="", tip=f"{said}；不计分；把握{word}",
                   below=state not in ("met", "not_applicable"))


def branches(criteria: Sequence[Json], parts: Sequence[Part]) -> list[Branch]:
    """The criteria under the sections of their standard; those no section names come last, under 其他."""
    widest = max((stake(c) for c in criteria), default=0.0)
    by_id = {c["id"]: c for c in criteria}
    found: list[Branch] = []
    for part in parts:
        mine = [by_id.pop(i) for i in part.ids if i in by_id]
        if mine:
            found.append(_branch(part, mine, widest))
    rest = [c for c in criteria if c["id"] in by_id]
    if rest:
        title = "其他" if found else "全部指标"
        full = sum(max(0.0, float(c["max_points"])) for c in rest)
        found.append(_branch(Part(title, full, tuple(str(c["id"]) for c in rest)), rest, widest))
    return found


def _branch(part: Part, criteria: Sequence[Json], widest: float) -> Branch:
    """A section; criteria that wait for outside records count with what they may reach, as in the total."""
    rows = tuple(row(c, widest) for c in criteria)
    if not any(float(c["max_points"]) for c in criteria):
        met = sum(not r.below for r in rows)
        return Branch(title=part.title, points=str(met), max=str(len(rows)), rows=rows)
    given = sum(float(c["high"] if c["suggested_points"] is None else c["suggested_points"]) for c in criteria)
    if not part.bonus:
        return Branch(title=part.title, points=number(given), max=number(part.points), rows=rows)
    given = min(given, part.points) if part.points else given
    return Branch(title=part.title, points=signed(given), max=number(part.points) if part.points else "", rows=rows)


def neighbours(criteria: Sequence[Json], current: str) -> tuple[str | None, str | None]:
    """Ids of the criterion before and after ``current``, in the order of the standard."""
    ids = [str(c["id"]) for c in criteria]
    if current not in ids:
        return None, None
    at = ids.index(current)
    return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)
