"""Corrections of evidence on the review desk: what was asked becomes lines of corrections.jsonl beside the assessment,
and the run is assessed again in a process of its own."""

from __future__ import annotations

import json
import tomllib
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from classifiers.added import id_of
from model.corrections import FILE, Correction, Mark, append, in_force, read_corrections_file, squeezed
from model.evidence import STATUSES
from model.problems import PufaError, problem
from ui import worker
from ui.runs import Run
from ui.words import MENTIONS, Json
from ui.worker import Order, Worker

_REASONS = Path(__file__).with_name("reasons.toml")
_MARKED = ("file", "page", "quote", "kind", "status", "quantity", "date", "level", "id")
_DEEDS = {"out": "移出", "in": "放回", "status": "改状态", "kind": "改种类", "join": "合并", "split": "拆分",
          "add": "补充", "missed": "补充"}
_OF_CHOSEN = frozenset(_DEEDS) - {"add", "missed"}
"""Deeds that speak of evidence that the criterion shows already."""
NAME, WORDS = 40, 300
"""Most characters of a name and of a reason."""
STALE = frozenset({"E244", "E245"})
"""Codes by which an assessment tells that a correction no longer finds its words."""


@lru_cache(maxsize=1)
def reasons() -> dict[str, list[str]]:
    """The reasons to choose from, by action."""
    return tomllib.loads(_REASONS.read_text("utf-8"))


def standing(run: Run) -> list[Correction]:
    """The corrections of a run that hold, in order; [] where there is no file. Raises PufaError for an unreadable one.
    """
    path = run.folder / FILE
    if not path.is_file():
        return []
    lines, _ = read_corrections_file(path)
    about = str(run.assessment["unit"]), int(run.assessment["year"]), str(run.assessment["rubric"])
    return [one for one in in_force(one for _, one in lines) if (one.unit, one.year, one.rubric) == about]


def touching(corrections: Iterable[Correction], criterion: Json) -> list[Correction]:
    """Those that speak of a criterion's evidence, or added some to it; a taking out only where it holds for the
    criterion."""
    known = {(str(row["file"]), squeezed(str(row["quote"]))) for row in criterion["evidence"]}
    at = str(criterion["id"])
    return [one for one in corrections if one.action in _DEEDS and any(
        mark.key in known and _holds(one, mark, at) or one.adds and at in mark.criteria for mark in one.mentions)]


def added(corrections: Iterable[Correction], criterion: Json) -> dict[str, str]:
    """Of the criterion's evidence that people added, by its id, the line by which they did."""
    return {str(row["id"]): one.id for one in corrections if one.adds for row in criterion["evidence"]
            if row.get("added") and (row["id"] == id_of(one.id)
                                     or row["kind"] == one.mentions[0].kind and _fits(one.mentions[0], row))}


def _holds(one: Correction, mark: Mark, criterion: str) -> bool:
    return one.action not in ("out", "in") or not mark.criteria or criterion in mark.criteria


def taken_out(corrections: Sequence[Correction], criterion: Json) -> list[str]:
    """Ids of the criterion's mentions that people took out."""
    last: dict[str, str] = {}
    for one in corrections:
        if one.action in ("out", "in"):
            for row in criterion["evidence"]:
                if any(_fits(mark, row) and _holds(one, mark, str(criterion["id"])) for mark in one.mentions):
                    last[str(row["id"])] = one.action
    return [one for one, action in last.items() if action == "out"]


def _fits(mark: Mark, row: Json) -> bool:
    same = mark.key == (str(row["file"]), squeezed(str(row["quote"])))
    return same and (not mark.id or mark.id == row["id"])


def shown(run: Run, criterion: Json, who: str, kinds: Mapping[str, str]) -> dict[str, Any]:
    """What the desk needs: whether anything may be changed, by whom, why, what was changed and what is under way.

    kinds: those that the criterion looks at, with their names.
    """
    fault = ""
    try:
        held = standing(run)
    except PufaError as error:
        held, fault = [], str(error)
    running = worker.find(job(run))
    busy = running is not None and running.code is None
    lost = sum(one.get("code") in STALE for one in run.assessment.get("problems", ()))
    return {"can": run.dossier is not None, "who": who, "busy": busy, "fault": fault or _failure(running),
            "behind": not busy and _behind(run), "out": taken_out(held, criterion), "reasons": reasons(), "lost": lost,
            "choices": {"status": {status: MENTIONS[status] for status in STATUSES}, "kind": dict(kinds)},
            "made": [_told(one, kinds) for one in touching(held, criterion)], "added": added(held, criterion)}


def _told(one: Correction, kinds: Mapping[str, str]) -> dict[str, Any]:
    quote = " ".join(one.mentions[0].quote.split())
    places = f"等{len(one.mentions)}处" if len(one.mentions) > 1 else ""
    to = MENTIONS[one.status] if one.status else kinds.get(one.kind or "", one.kind or "")
    to = f"为“{to}”" if to and not one.adds else ""
    return {"id": one.id, "words": f"{_DEEDS[one.action]}{to}：“{quote[:22]}{'…' if len(quote) > 22 else ''}”{places}",
            "by": f"{one.by} {one.when[:10]}", "why": one.why}


def _behind(run: Run) -> bool:
    """Whether corrections were written after the run was assessed."""
    path = run.folder / FILE
    return path.is_file() and path.stat().st_mtime_ns > (run.folder / "assessment.json").stat().st_mtime_ns


def _failure(running: Worker | None) -> str:
    """Why the last assessment did not come about, "" where it did."""
    if running is None or running.code in (None, 0, 1):
        return ""
    return problem("adjusted_unassessed", running.order.unit, said=" ".join(running.progress.said[-2:])).text()


def lines(run: Run, criterion: Json, wish: Mapping[str, Any], kinds: Collection[str]) -> list[dict[str, Any]]:
    """The lines that a wish of the desk becomes. kinds: those that evidence of the criterion may be of. Raises
    PufaError for a wish that is not whole or speaks of things that are not there."""
    rows = {str(row["id"]): row for row in criterion["evidence"]}
    base = signed(run, criterion, wish)
    action, why = str(wish.get("action")), base["why"]
    if action == "undo":
        held = {one.id for one in standing(run)}
        return [new_line(base, "undo", of=one) for one in _ids(wish) if one in held]
    chosen = [rows[one] for one in _ids(wish) if one in rows]
    known = {"status": STATUSES, "kind": kinds}.get(action, ("",))
    if action not in _OF_CHOSEN or not chosen or not why or str(wish.get("to") or "") not in known:
        raise PufaError(problem("adjust_incomplete", str(criterion["id"])))
    if action == "in" and (back := _taking_out(run, chosen)):
        return [new_line(base, "undo", of=one) for one in back]
    if action == "join" and (len({row["event"] for row in chosen}) < 2 or len({row["kind"] for row in chosen}) > 1):
        raise PufaError(problem("adjust_unlike", str(criterion["id"])))
    more: dict[str, Any] = {action: wish["to"]} if action in ("status", "kind") else {}
    if action == "split":
        events, own = {row["event"] for row in chosen}, {str(row["id"]) for row in chosen}
        more["rest"] = [_mark(row, ()) for key, row in rows.items() if row["event"] in events and key not in own]
    scope = (str(criterion["id"]),) if action in ("out", "in") else _criteria(run, chosen[0])
    return [new_line(base, action, mentions=[_mark(row, scope) for row in chosen], **more)]


def signed(run: Run, criterion: Json, wish: Mapping[str, Any]) -> dict[str, Any]:
    """What every line says: of which dossier, by whom, when and why. Raises PufaError where nobody is named."""
    by = _plain(wish.get("who"), NAME)
    if not by:
        raise PufaError(problem("adjust_nameless", str(criterion["id"])))
    return {"unit": run.assessment["unit"], "year": run.assessment["year"], "rubric": run.assessment["rubric"],
            "by": by, "when": datetime.now().isoformat(timespec="seconds"), "why": _plain(wish.get("why"), WORDS)}


def _taking_out(run: Run, chosen: Sequence[Json]) -> list[str]:
    """The lines that took out just these mentions; [] where others were taken out with them."""
    found = [one for one in standing(run) if one.action == "out"
             and all(any(_fits(mark, row) for row in chosen) for mark in one.mentions)]
    covered = all(any(_fits(mark, row) for one in found for mark in one.mentions) for row in chosen)
    return [one.id for one in found] if covered else []


def new_line(base: Mapping[str, Any], action: str, **more: Any) -> dict[str, Any]:
    """A line with an id of its own."""
    return {"id": "c" + uuid.uuid4().hex[:11], "action": action, **base, **more}


def _ids(wish: Mapping[str, Any]) -> list[str]:
    found = wish.get("evs")
    return [str(one) for one in found] if isinstance(found, list) else []


def _plain(value: object, most: int) -> str:
    """Words a person typed: one line, no control characters, not endless."""
    words = " ".join(str(value or "").split())
    return "".join(c for c in words if c.isprintable())[:most]


def _mark(row: Json, scope: Sequence[str]) -> dict[str, Any]:
    return {name: row.get(name) for name in _MARKED} | {"criteria": list(scope)}


def _criteria(run: Run, row: Json) -> tuple[str, ...]:
    """The criteria under which a mention is shown."""
    return tuple(str(one["id"]) for one in run.criteria if any(e["id"] == row["id"] for e in one["evidence"]))


def write(run: Run, made: Sequence[Mapping[str, Any]]) -> None:
    """Adds lines to the run's corrections and starts assessing it again.

    Raises PufaError where the file cannot be written, or the run is being assessed (nothing is written then), or too
    much else is (the lines are kept; assess again later).
    """
    running = worker.find(job(run))
    if running is not None and running.code is None:
        raise PufaError(problem("workers_busy", str(run.assessment["unit"])))
    append(run.folder / FILE, made)
    again(run)


def again(run: Run) -> None:
    """Starts assessing a run again, as it was asked for. Raises PufaError where its files are gone or too much runs."""
    if run.dossier is None:
        raise PufaError(problem("dossier_missing", run.id))
    if worker.start(order(run, run.dossier)) is None:
        raise PufaError(problem("workers_busy", str(run.assessment["unit"])))


def job(run: Run) -> str:
    """Under which name a run is assessed again."""
    return f"{run.id}|again"


def order(run: Run, dossier: Path) -> Order:
    """The order that makes a run anew."""
    told, wished = run.assessment, asked(run.folder)
    period = told.get("period") or {}
    return Order(run_id=job(run), dossier=dossier, rubric=str(told["rubric"]), unit=str(told["unit"]),
                 year=int(told["year"]), out=run.folder, criteria=str(told.get("criteria_from") or ""),
                 period=f"{period['from']}..{period['to']}" if period else "",
                 problems=str(wished.get("problems") or ""), render=wished.get("render"),
                 rules_only=wished.get("rules_only") is True)


def asked(folder: Path) -> Mapping[str, Any]:
    """What was asked for when the run was made; {} where that is not known."""
    try:
        told = json.loads((folder / "run.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
