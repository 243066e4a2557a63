"""A shipped dossier assessed once, beside what people wrote down as right."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assess import Request, assess
from reports.assessment_json import to_json
from rubric_maps.load import load

CORPUS = Path(__file__).parents[2] / "corpus"


class Run:
    """One dossier assessed once, with its gold."""

    def __init__(self, name: str) -> None:
        self.folder = CORPUS / name
        self.gold: dict[str, Any] = yaml.safe_load((self.folder / "gold.yaml").read_text("utf-8"))
        request = Request(dossier=self.folder / "dossier", rubric=load(self.gold["rubric"]), unit=self.gold["unit"],
                          year=self.gold["year"], assessed_on=date(2021, 1, 15))
        self.assessment = assess(request)
        self.found = to_json(self.assessment)

    def differences(self, gold_key: str, found: Mapping[str, object]) -> dict[str, tuple[object, object]]:
        """Criteria whose gold and found figures differ, as id: (gold, found)."""
        return {c: (row[gold_key], found[c]) for c, row in self.gold["criteria"].items()
                if row[gold_key] is not None and row[gold_key] != found[c]}

    def points(self) -> dict[str, float]:
        """Points by criterion; one that only the office can answer stands with its upper bound."""
        return {row["id"]: row["high"] if row["suggested_points"] is None else row["suggested_points"]
                for row in self.found["criteria"]}

    def total(self) -> dict[str, object]:
        """The total as the gold writes it."""
        score = self.found["score"]
        return {"suggested": score["suggested"], "low": score["low"], "grade": score["grade"], "self": score["self_points"]}


def column(run: Run, key: str) -> dict[str, object]:
    """One figure of every criterion."""
    return {row["id"]: row[key] for row in run.found["criteria"]}
