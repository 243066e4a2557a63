"""The invented standards of ``imports/``: made into files on the spot, read and drafted, held against what they say."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import yaml

from classifiers.kinds import kinds
from classifiers.propose import propose
from extractor import read_file
from rubric_maps.importer import Drafted, draft_map

IMPORTS = Path(__file__).with_name("imports")
WANTED = sorted(path.name.removesuffix(".want.yaml") for path in IMPORTS.glob("*.want.yaml"))


def paper(name: str, folder: Path) -> Path:
    """The paper of an invented standard as a file: built in ``folder`` where it is a Word file."""
    spec = IMPORTS / f"{name}.docx.yaml"
    if not spec.exists():
        return next(path for path in IMPORTS.glob(f"{name}.*") if not path.name.endswith(".yaml"))
    made = docx.Document()
    for block in yaml.safe_load(spec.read_text("utf-8")):
        if isinstance(block, str):
            made.add_paragraph(block)
        else:
            _table(made, block["table"])
    path = folder / f"{name}.docx"
    made.save(str(path))
    return path


def _table(made: Any, rows: list[list[str]]) -> None:
    """A ruled table; ``^`` is merged with the cell above, ``<`` with the one to the left."""
    table = made.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text == "^":
                table.cell(at - 1, column).merge(table.cell(at, column))
            elif text == "<":
                table.cell(at, column - 1).merge(table.cell(at, column))
            else:
                table.cell(at, column).text = text


def proposed(text: str) -> tuple[tuple[str, str, float], ...]:
    """Kinds with their names, as the command gives them."""
    return tuple((kind, kinds()[kind].name, confidence) for kind, confidence in propose(text))


def drafted(name: str, folder: Path) -> Drafted:
    """The draft of an invented standard."""
    return draft_map(read_file(paper(name, folder)), name, proposed)


def wanted(name: str) -> dict[str, Any]:
    """What the standard says, as a person reads it."""
    return dict(yaml.safe_load((IMPORTS / f"{name}.want.yaml").read_text("utf-8")))


def differences(made: Drafted, want: dict[str, Any]) -> list[str]:
    """Every figure of the draft that is not what the paper says."""
    draft, told = made.draft, made.draft.procedure
    found = [*_criteria(made, want.get("criteria", {}))]
    pairs = [
        ("total", draft.total, want.get("total")),
        ("sections", [[section.title, section.points] for section in draft.sections], want.get("sections")),
        ("bands", [[band.name, band.lower] for band in told.bands], want.get("bands", [])),
        ("weights", [weights.parts for weights in told.weights], [row[0] for row in want.get("weights", [])]),
        ("vetoes", [grade for _, grade, _ in told.vetoes], want.get("vetoes", [])),
        ("deadlines", [[due.day, int(due.next_year)] for due in told.deadlines], want.get("deadlines")),
        ("absence", told.absence and told.absence[0], want.get("absence")),
        ("draw", told.share and told.share[0], want.get("draw")),
        ("valid_from", told.valid_from and told.valid_from[0], _text(want.get("valid_from"))),
        ("reuse", told.reuse and told.reuse[0], want.get("reuse")),
    ]
    return found + [f"{name}: {got} for {right}" for name, got, right in pairs if right is not None and got != right]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _criteria(made: Drafted, want: dict[str, list[Any]]) -> list[str]:
    got = {criterion.id: criterion for criterion in made.draft.criteria()}
    found = [f"{key}: not found" for key in want if key not in got]
    found += [f"{key}: too much, {got[key].title}" for key in got if key not in want]
    for key, (points, *rule) in want.items():
        if key not in got:
            continue
        criterion = got[key]
        if criterion.points != Decimal(str(points)):
            found.append(f"{key}: {criterion.points} points for {points}")
        if rule and criterion.rule.name != rule[0]:
            found.append(f"{key}: {criterion.rule.name} for {rule[0]}")
        if len(rule) > 1 and criterion.rule.number != rule[1]:
            found.append(f"{key}: {criterion.rule.number} for {rule[1]}")
    return found
