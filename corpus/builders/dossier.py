"""One dossier's make script: rebuild its files and gold from ``source/``, or check the gold against the files.

A dossier folder has ``source/*.yaml`` (one document a file) and ``source/gold_meta.yaml``; it gets ``dossier/`` and
``gold.yaml``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from corpus.builders import build, goldcheck

JIANGYIN = goldcheck.Standard(criteria=26, bounds=((90.0, "优秀"), (75.0, "良好"), (60.0, "合格")), lowest="不合格")
Extra = Callable[[dict[str, Any]], list[str]]
"""A check of a dossier's own: the errors in its gold."""
OPTIONAL = ("borrowed", "rectification", "deadlines")
"""Keys of gold_meta.yaml that some dossiers have: the rubric whose criteria are borrowed, what became of last year's
problems, which papers came in time. They pass into the gold as they are."""


def run(here: Path, description: str, counted: Mapping[str, int], extra: Extra | None = None,
        standard: goldcheck.Standard = JIANGYIN) -> int:
    """Rebuilds the dossier in ``here`` unless ``--check`` is given, then checks it; 0 where nothing disagrees.

    counted: criteria that count events, with the least count that must be there. extra: further checks of the gold.
    standard: what the gold's sums and grade are held against.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--check", action="store_true", help="only check gold.yaml against dossier/")
    if not parser.parse_args().check:
        specs = build.build_all(here / "source", here / "dossier")
        text = yaml.safe_dump(make_gold(here, specs), allow_unicode=True, sort_keys=False, width=1000)
        (here / "gold.yaml").write_text(text, encoding="utf-8")
    return check(here, counted, extra, standard)


def _day(value: Any) -> str | None:
    return str(value) if value else None


def _events(meta: dict[str, Any], marks: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    events = []
    for name, row in meta["events"].items():
        criteria, what, start, end = row[:4]
        mentions = [{**m, "status": m["status"] or "done"} for m in marks.pop(name)]
        date = {"from": _day(start), "to": _day(end)} if start else None
        counts = row[4] if len(row) > 4 else True
        events.append({"id": name, "criteria": criteria, "what": what, "date": date,
                       "counts": counts, "mentions": mentions})
    return events


def make_gold(here: Path, specs: list[dict[str, Any]]) -> dict[str, Any]:
    """Join the gold table with the quotes marked in the sources."""
    return gold_of(yaml.safe_load((here / "source" / "gold_meta.yaml").read_text(encoding="utf-8")), specs)


def gold_of(meta: dict[str, Any], specs: list[dict[str, Any]]) -> dict[str, Any]:
    """A gold table joined with the quotes marked in the papers."""
    marks = build.gather_marks(specs)
    named = {*meta["events"], *meta["traps"], *meta["claims"]}
    if lost := sorted(named - marks.keys()):
        raise SystemExit(f"in the gold and marked in no paper: {lost}")
    gold = {k: meta[k] for k in ("rubric", "unit", "year", "papers", "criteria", "total")}
    gold |= {k: meta[k] for k in OPTIONAL if k in meta}
    gold["events"] = _events(meta, marks)
    gold["must_not_count"] = [
        {"file": m["file"], "quote": m["quote"], "criteria": criteria, "status": m["status"] or status, "why": why}
        for name, (status, criteria, why) in meta["traps"].items() for m in marks.pop(name)
    ]
    gold["claims"] = [
        {"file": m["file"], "quote": m["quote"], "criteria": criteria, "quantity": number, "lower_bound": bound}
        for name, (criteria, number, bound) in meta["claims"].items() for m in marks.pop(name)
    ]
    if marks:
        raise SystemExit(f"marks without an entry in gold_meta.yaml: {sorted(marks)}")
    return gold


def check(here: Path, counted: Mapping[str, int], extra: Extra | None, standard: goldcheck.Standard) -> int:
    """Print every disagreement; 0 if there is none."""
    gold = yaml.safe_load((here / "gold.yaml").read_text(encoding="utf-8"))
    errors = goldcheck.check_quotes(gold, here / "dossier")
    errors += goldcheck.check_sums(gold, standard)
    errors += goldcheck.check_counts(gold, dict(counted))
    errors += extra(gold) if extra else []
    if len(gold["criteria"]) != standard.criteria:
        errors.append(f"{len(gold['criteria'])} criteria, {standard.criteria} expected")
    for line in errors:
        print(line)
    print(f"{len(gold['papers'])} files, {len(gold['events'])} events, "
          f"{sum(1 for _ in goldcheck.quotes(gold))} quotes, {len(errors)} errors")
    return 1 if errors else 0
