"""What reviewers decided about mentions: one JSON object a line, only ever added to.

``{"unit", "year", "rubric", "file", "page", "quote", "found", "right", "by", "when", "why"}``: ``found`` is what the
software said of the quote (``kind criteria status quantity date …`` as ``pufa mentions --rubric`` writes them), null
where it missed the evidence; ``right`` is what holds in its place, in the same words, null where the quote is no
evidence. ``found`` equal to ``right`` confirms. ``by`` and ``when`` (ISO date) are never empty; ``page`` and ``why``
may be left out. Of several lines on the same mention the last one counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from model.problems import Problem, problem
from training.found import found_here
from training.labels import Labelled, check, rows

Raw = Mapping[str, Any]
_NEEDED = ("unit", "year", "rubric", "file", "quote", "by", "when")
_KEPT = ("criteria", "status", "quantity", "lower_bound", "date", "level", "kind")
TWICE = 2
"""How often a corrected line stands in training: a person looked at just this wording and the software was wrong."""


def read_corrections(paths: Sequence[Path]) -> tuple[list[Labelled], list[Problem]]:
    """Labelled lines made of corrections, one a quote, and a problem for every line left out.

    What else the software finds in a quote, of which no correction speaks, is taken as it stands.
    """
    quotes: dict[tuple[str, ...], dict[str, Raw]] = {}
    problems: list[Problem] = []
    for path in paths:
        for number, raw in rows(path):
            fault = raw if isinstance(raw, str) else _fault(raw)
            if fault or isinstance(raw, str):
                problems.append(problem("correction_bad", str(path), line=number, reason=fault))
                continue
            place = tuple(str(raw[key]) for key in ("rubric", "unit", "year", "file", "quote"))
            quotes.setdefault(place, {})[_about(raw)] = raw
    return [_line(number, list(some.values())) for number, some in enumerate(quotes.values(), 1)], problems


def _fault(raw: Raw) -> str:
    if lost := [name for name in _NEEDED if not str(raw.get(name) or "").strip()]:
        return f"缺少 {'、'.join(lost)}"
    if "found" not in raw or "right" not in raw or raw["found"] is None and raw["right"] is None:
        return "要写 found（软件说的）和 right（对的），不能都是 null"
    if not re.match(r"\d{4}-\d{2}-\d{2}", str(raw["when"])):
        return "when 不是 2020-12-04 这样的日期"
    said = [one for one in (raw["found"], raw["right"]) if one is not None]
    if not all(isinstance(one, dict) for one in said):
        return "found、right 要写成花括号里的一组值或 null"
    return check({**raw, "id": "-", "text": raw["quote"], "gold": said}, None)


def _about(raw: Raw) -> str:
    """Which mention of the quote a correction speaks of."""
    about = raw["found"] or raw["right"]
    return f"{raw['found'] is None}|{sorted(about['criteria'])}|{about.get('kind')}|{about['status']}"


def _line(number: int, made: Sequence[Raw]) -> Labelled:
    first = made[0]
    line = Labelled(f"更正/{first['by']}", str(first["rubric"]),
                    {"id": f"c-{number:04d}", "text": first["quote"], "unit": first["unit"],
                     "year": int(first["year"]), "gold": []})
    said = [side for one in made for side in (one["found"], one["right"]) if side]
    touched = {criterion for side in said for criterion in side["criteria"]}
    told = found_here(line.raw["text"], line.raw["unit"], line.raw["year"], line.standard)
    left = [one for one in told if not touched & set(one["criteria"])]
    gold = [_entry(one) for one in (*(one["right"] for one in made if one["right"]), *left)]
    return Labelled(line.writer, line.rubric, {**line.raw, "gold": gold})


def _entry(said: Raw) -> dict[str, Any]:
    entry = {key: said.get(key) for key in _KEPT if key in said or key != "kind"}
    return {**entry, "lower_bound": bool(entry.get("lower_bound"))}
