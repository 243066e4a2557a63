"""What reviewers decided, as labels: the lines of corrections.jsonl that say something of a quote's own words.

A verdict by hand is ``{"unit", "year", "rubric", "file", "page", "quote", "found", "right", "by", "when", "why"}``:
``found`` is what the software said of the quote (``kind criteria status quantity date …`` as ``pufa mentions --rubric``
writes them), null where it missed the evidence; ``right`` is what holds in its place, in the same words, null where the
quote is no evidence. ``found`` equal to ``right`` confirms. Of the lines that the review desk writes (``action``), a
changed status or kind and an added place are labels; taking out, splitting and joining say nothing of a sentence. Of
several lines on the same mention the last one counts, and what was undone does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifiers.added import id_of
from model.corrections import Correction, Mark, in_force, read_corrections_file
from model.problems import Problem, problem
from reports.figures import json_number
from rubric_maps.load import available, load
from scoring.engine import criteria_of
from training.found import found_here
from training.labels import Labelled, check

Raw = Mapping[str, Any]
_KEPT = ("criteria", "status", "quantity", "lower_bound", "date", "level", "kind")
TWICE = 2
"""How often a corrected line stands in training: a person looked at just this wording and the software was wrong."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Verdict:
    """What one line says of one quote. about: which mention of the quote; of two on the same, the later counts."""

    about: str
    correction: Correction
    mark: Mark
    found: Raw | None
    right: Raw | None

    @property
    def sides(self) -> list[Raw]:
        return [side for side in (self.found, self.right) if side]


def read_corrections(paths: Sequence[Path]) -> tuple[list[Labelled], list[Problem]]:
    """Labelled lines made of corrections, one a quote, and a problem for every line left out.

    What else the software finds in a quote, of which no correction speaks, is taken as it stands.
    """
    quotes: dict[tuple[str, ...], dict[str, _Verdict]] = {}
    problems: list[Problem] = []
    for path in paths:
        good, bad = read_corrections_file(path)
        problems += bad
        valid = {id(one) for one in in_force(one for _, one in good)}
        for number, one in good:
            for verdict in _verdicts(one) if id(one) in valid else ():
                if fault := _fault(verdict):
                    problems.append(problem("correction_bad", str(path), line=number, reason=fault))
                    continue
                place = one.rubric, one.unit, str(one.year), verdict.mark.file, verdict.mark.quote
                quotes.setdefault(place, {})[verdict.about] = verdict
    return [_line(number, list(some.values())) for number, some in enumerate(quotes.values(), 1)], problems


def _verdicts(one: Correction) -> Iterator[_Verdict]:
    if "action" not in one.raw:
        found, right = one.raw["found"], one.raw["right"]
        about = found or right
        criteria = about.get("criteria")
        key = (found is None, sorted(map(str, criteria)) if isinstance(criteria, list) else "", about.get("kind"),
               about.get("status"))
        yield _Verdict(about=str(key), correction=one, mark=one.mentions[0], found=found, right=right)
    elif one.action == "add" and one.rubric in available():
        yield from _of_addition(one)
    elif one.action in ("status", "kind") and one.rubric in available():
        for mark, row in zip(one.mentions, one.raw["mentions"], strict=True):
            yield from _of_action(one, mark, row)


def _of_action(one: Correction, mark: Mark, row: Raw) -> Iterator[_Verdict]:
    """A changed status or kind of one place; nothing where the standard asks for neither kind."""
    kind, standard = one.kind or mark.kind, load(one.rubric)
    status = one.status or row.get("status")
    before, after = criteria_of(standard, mark.kind), criteria_of(standard, kind)
    told = {name: row.get(name) for name in ("quantity", "date", "level")}
    found = {**told, "criteria": list(before), "kind": mark.kind, "status": status} if before else None
    right = {**told, "criteria": list(after), "kind": kind, "status": status} if after else None
    if status and (found or right):
        yield _Verdict(about=f"{mark.kind}|{mark.id}", correction=one, mark=mark, found=found, right=right)


def _of_addition(one: Correction) -> Iterator[_Verdict]:
    """A place that the software missed; nothing where the standard does not ask for its kind.

    Day, number and level are the person's own: where the words themselves tell them is for nobody to guess.
    """
    mark, days = one.mentions[0], one.date
    criteria = criteria_of(load(one.rubric), mark.kind)
    right = {"criteria": list(criteria), "kind": mark.kind, "status": one.status, "level": one.level,
             "quantity": None if one.quantity is None else json_number(one.quantity),
             "date": days and {"from": days.start.isoformat(), "to": days.end.isoformat()}}
    if criteria:
        yield _Verdict(about=f"{mark.kind}|{id_of(one.id)}", correction=one, mark=mark, found=None, right=right)


def _fault(verdict: _Verdict) -> str:
    one = verdict.correction
    return check({"id": "-", "text": verdict.mark.quote, "unit": one.unit, "year": one.year, "rubric": one.rubric,
                  "gold": verdict.sides}, None)


def _line(number: int, made: Sequence[_Verdict]) -> Labelled:
    first = made[0].correction
    line = Labelled(f"更正/{first.by}", first.rubric, {"id": f"c-{number:04d}", "text": made[0].mark.quote,
                                                     "unit": first.unit, "year": first.year, "gold": []})
    touched = {criterion for one in made for side in one.sides for criterion in side["criteria"]}
    told = found_here(line.raw["text"], line.raw["unit"], line.raw["year"], line.standard)
    left = [one for one in told if not touched & set(one["criteria"])]
    gold = [_entry(one) for one in (*(one.right for one in made if one.right), *left)]
    return Labelled(line.writer, line.rubric, {**line.raw, "gold": gold})


def _entry(said: Raw) -> dict[str, Any]:
    entry = {key: said.get(key) for key in _KEPT if key in said or key != "kind"}
    return {**entry, "lower_bound": bool(entry.get("lower_bound"))}
