"""A shipped dossier assessed the whole way, beside what people wrote down as right of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assess import Request, assess
from bench.places import trials
from reports.assessment_json import to_json
from rubric_maps.load import borrowed, load

CORPUS = Path(__file__).parents[2] / "corpus"


class Run:
    """One dossier assessed once, with its gold. rules_only: what the rules find is held against the gold by itself."""

    def __init__(self, name: str, *, rules_only: bool = True) -> None:
        self.folder = CORPUS / name
        self.gold: dict[str, Any] = yaml.safe_load((self.folder / "gold.yaml").read_text("utf-8"))
        rubric = load(self.gold["rubric"])
        if self.gold.get("borrowed"):
            rubric = borrowed(rubric, load(self.gold["borrowed"]))
        request = Request(dossier=self.folder / "dossier", rubric=rubric, unit=self.gold["unit"],
                          year=self.gold["year"], assessed_on=date(self.gold["year"] + 1, 1, 15), rules_only=rules_only)
        self.assessment = assess(request)
        self.found = to_json(self.assessment)

    def differences(self, gold_key: str, found: Mapping[str, object]) -> dict[str, tuple[object, object]]:
        """Criteria whose gold and found figures differ, as id: (gold, found).

        The gold's bounds are those of its evidence; one that measured doubts widen further, and say so, is none.
        """
        return {c: (row[gold_key], found[c]) for c, row in self.gold["criteria"].items()
                if row[gold_key] is not None and row[gold_key] != found[c] and c not in self._doubted(gold_key)}

    def _doubted(self, bound: str) -> set[str]:
        """Criteria of which this bound lies further out than their evidence puts it."""
        words = {"low": "不认可则至少", "high": "这类标准常有漏认"}.get(bound, "\n")
        return {row["id"] for row in self.found["criteria"] if words in row["why"]}

    def points(self) -> dict[str, float]:
        """Points by criterion; one that only the office can answer stands with its upper bound."""
        return {row["id"]: row["high"] if row["suggested_points"] is None else row["suggested_points"]
                for row in self.found["criteria"]}

    def total(self) -> dict[str, object]:
        """The total as the gold writes it."""
        score = self.found["score"]
        return {"suggested": score["suggested"], "low": score["low"], "grade": score["grade"],
                "self": score["self_points"]}

    def column(self, key: str) -> dict[str, object]:
        """One figure of every criterion."""
        return {row["id"]: row[key] for row in self.found["criteria"]}

    def by_rules(self, highs: Mapping[str, object]) -> dict[str, object]:
        """Of upper bounds (or pairs of them) by criterion, those that rest on rules alone, without measured doubts."""
        raised = {row["id"] for row in self.found["criteria"] if "由学习模型认出" in row["why"]} | self._doubted("high")
        assert all(row["high"] >= self.gold["criteria"][row["id"]]["suggested"] for row in self.found["criteria"]
                   if row["id"] in raised)
        return {criterion: high for criterion, high in highs.items() if criterion not in raised}

    def counted_traps(self) -> dict[tuple[str, str], str]:
        """Places that must not count and do, as (criterion, beginning of the quote), each with the gold's reason."""
        return {(t.criterion, t.quote[:20]): t.why for t in trials(self.gold, self.found)
                if t.trap and t.counted_as_own}
