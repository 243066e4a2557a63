"""Checks that a gold file agrees with its dossier and with itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from .readback import read_text, squeeze


@dataclass(frozen=True, kw_only=True)
class Standard:
    """What a gold's sums are held against.

    criteria: how many there are. bounds: inclusive lower bounds of the grades, highest first, and the lowest grade;
    () and None where the standard has none. base: cap of the base items' sum. bonus: groups of items on top, each
    ``(item numbers, cap of the group or None)``.
    """

    criteria: int
    bounds: tuple[tuple[float, str], ...] = ()
    lowest: str | None = None
    base: float = 100.0
    bonus: tuple[tuple[frozenset[str], float | None], ...] = ()

    def total(self, points: dict[str, float]) -> float:
        """The total of points by criterion id (``item.n``)."""
        groups = [frozenset(name for name in points if name.split(".")[0] in items) for items, _ in self.bonus]
        rest = sum(value for name, value in points.items() if not any(name in group for group in groups))
        total = min(rest, self.base)
        for (_, cap), group in zip(self.bonus, groups, strict=True):
            extra = sum(points[name] for name in group)
            total += extra if cap is None else min(extra, cap)
        return half_up(total)


def half_up(value: float, places: str = "0.01") -> float:
    """Round half up, as the review sheet does."""
    return float(Decimal(str(value)).quantize(Decimal(places), rounding=ROUND_HALF_UP))


def quotes(gold: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every ``(where, file, quote)`` of the gold."""
    for event in gold.get("events", []):
        for mention in event["mentions"]:
            yield event["id"], mention["file"], mention["quote"]
    for name in ("must_not_count", "claims"):
        for i, entry in enumerate(gold.get(name, [])):
            yield f"{name}[{i}]", entry["file"], entry["quote"]
    for i, problem in enumerate(gold.get("rectification", [])):
        for part in (problem["raised"], problem["answer"]):
            if part:
                yield f"rectification[{i}]", part["file"], part["quote"]
    for i, paper in enumerate(gold.get("deadlines", [])):
        for proof in paper["proof"]:
            yield f"deadlines[{i}]", proof["file"], proof["quote"]


def check_quotes(gold: dict[str, Any], dossier: Path) -> list[str]:
    """Quotes that do not stand in their files; files missing on either side."""
    errors, cache = [], {}
    on_disk = {p.relative_to(dossier).as_posix() for p in dossier.rglob("*") if p.is_file()}
    errors += [f"not in papers: {p}" for p in sorted(on_disk - set(gold["papers"]))]
    errors += [f"no such file: {p}" for p in sorted(set(gold["papers"]) - on_disk)]
    for where, file, quote in quotes(gold):
        if file not in cache:
            cache[file] = read_text(dossier / file) if file in on_disk else ""
        if not quote.strip() or squeeze(quote) not in cache[file]:
            errors.append(f"{where}: not in {file}: {quote}")
    return errors


def grade_of(total: float, bounds: tuple[tuple[float, str], ...], lowest: str | None) -> str | None:
    """Grade by inclusive lower bounds after rounding to one place."""
    rounded = half_up(total, "0.1")
    return next((name for bound, name in bounds if rounded >= bound), lowest)


def check_sums(gold: dict[str, Any], standard: Standard) -> list[str]:
    """Totals, grade, and low ≤ suggested ≤ high for each criterion."""
    errors, total = [], gold["total"]
    rows = gold["criteria"]
    for key in ("suggested", "low", "high", "self"):
        real = standard.total({name: row[key] or 0 for name, row in rows.items()})
        if real != total[key]:
            errors.append(f"total {key}: {total[key]} stated, {real} added up")
    for name, row in rows.items():
        if not row["low"] <= row["suggested"] <= row["high"]:
            errors.append(f"{name}: low ≤ suggested ≤ high broken")
    if grade_of(total["suggested"], standard.bounds, standard.lowest) != total["grade"]:
        errors.append(f"grade {total['grade']} does not fit {total['suggested']}")
    return errors


def check_mentions(gold: dict[str, Any]) -> list[str]:
    """A sentence both counted and forbidden for one criterion."""
    bad = {(t["file"], t["quote"], c) for t in gold["must_not_count"] for c in t["criteria"]}
    return [f"{event['id']}: also must_not_count for {c}: {m['quote']}"
            for event in gold["events"] for m in event["mentions"] for c in event["criteria"]
            if (m["file"], m["quote"], c) in bad]


def check_aspects(gold: dict[str, Any], points: dict[str, float]) -> list[str]:
    """Points that do not follow from the aspects; ``points`` maps criterion to full points."""
    errors = []
    for name, full in points.items():
        row = gold["criteria"][name]
        due = half_up(full * sum(row["aspects"].values()) / len(row["aspects"]))
        if due != row["suggested"]:
            errors.append(f"{name}: {row['suggested']} points, {due} follow from the aspects")
    return errors


def check_proportion(gold: dict[str, Any], counted: dict[str, tuple[int, float]]) -> list[str]:
    """Points that do not follow from the count; ``counted`` maps criterion to threshold and full points."""
    errors = []
    for name, (threshold, full) in counted.items():
        row = gold["criteria"][name]
        due = half_up(full * min(1, row["count"] / threshold))
        if due != row["suggested"]:
            errors.append(f"{name}: {row['suggested']} points, {due} follow from {row['count']}")
    return errors


def check_counts(gold: dict[str, Any], names: dict[str, int]) -> list[str]:
    """Stated counts against the counted events; ``names`` maps criterion to threshold."""
    errors = []
    for name in names:
        real = sum(1 for e in gold["events"] if e["counts"] and name in e["criteria"])
        if real != gold["criteria"][name]["count"]:
            errors.append(f"{name}: count {gold['criteria'][name]['count']}, events {real}")
    return errors
