"""Rebuild the counting dossier and its gold, or check the gold against the files.

    python corpus/dev_jiangyin_2020/make.py            # rebuild dossier/ and gold.yaml
    python corpus/dev_jiangyin_2020/make.py --check    # prove quotes, sums, counts, grade
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from corpus.builders import build, goldcheck  # noqa: E402

BOUNDS = [(90.0, "优秀"), (75.0, "良好"), (60.0, "合格")]
LOWEST = "不合格"
# criterion: (threshold, points); the count gives points in proportion, up to the threshold
COUNTED = {"3.1": (2, 2), "4.1": (2, 2), "4.2": (1, 2), "7.1": (4, 12)}
ASPECTS = {"1.2": 2, "9.1": 10, "10.1": 8}


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


def make_gold(specs: list[dict[str, Any]]) -> dict[str, Any]:
    """Join the gold table with the quotes marked in the sources."""
    meta = yaml.safe_load((HERE / "source" / "gold_meta.yaml").read_text(encoding="utf-8"))
    marks = build.gather_marks(specs)
    gold = {k: meta[k] for k in ("rubric", "unit", "year", "papers", "criteria", "total")}
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


def check_points(gold: dict[str, Any]) -> list[str]:
    """Points of counted and of aspect criteria that do not follow from the count or the aspects."""
    errors = []
    for name, (threshold, points) in COUNTED.items():
        row = gold["criteria"][name]
        due = goldcheck.half_up(points * min(1, row["count"] / threshold))
        if due != row["suggested"]:
            errors.append(f"{name}: {row['suggested']} points, {due} follow from {row['count']}")
    for name, points in ASPECTS.items():
        row = gold["criteria"][name]
        due = goldcheck.half_up(points * sum(row["aspects"].values()) / len(row["aspects"]))
        if due != row["suggested"]:
            errors.append(f"{name}: {row['suggested']} points, {due} follow from the aspects")
    return errors


def check_mentions(gold: dict[str, Any]) -> list[str]:
    """A sentence both counted and forbidden for one criterion; a counted event told in one file only."""
    errors = []
    bad = {(t["file"], t["quote"], c) for t in gold["must_not_count"] for c in t["criteria"]}
    for event in gold["events"]:
        for m in event["mentions"]:
            errors += [f"{event['id']}: also must_not_count for {c}: {m['quote']}"
                       for c in event["criteria"] if (m["file"], m["quote"], c) in bad]
        told = {m["file"] for m in event["mentions"]}
        if set(event["criteria"]) & set(COUNTED) and event["counts"] and len(told) < 3:
            errors.append(f"{event['id']}: told in {len(told)} files, at least 3 wanted")
    return errors


def check() -> int:
    """Print every disagreement; 0 if there is none."""
    gold = yaml.safe_load((HERE / "gold.yaml").read_text(encoding="utf-8"))
    errors = goldcheck.check_quotes(gold, HERE / "dossier")
    errors += goldcheck.check_sums(gold, BOUNDS, LOWEST)
    errors += goldcheck.check_counts(gold, dict.fromkeys(COUNTED, 0))
    errors += check_points(gold) + check_mentions(gold)
    if len(gold["criteria"]) != 26:
        errors.append(f"{len(gold['criteria'])} criteria, 26 expected")
    for line in errors:
        print(line)
    print(f"{len(gold['papers'])} files, {len(gold['events'])} events, "
          f"{sum(1 for _ in goldcheck.quotes(gold))} quotes, {len(errors)} errors")
    return 1 if errors else 0


def main() -> int:
    """Rebuild, then check."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="only check gold.yaml against dossier/")
    if not parser.parse_args().check:
        specs = build.build_all(HERE / "source", HERE / "dossier")
        text = yaml.safe_dump(make_gold(specs), allow_unicode=True, sort_keys=False, width=1000)
        (HERE / "gold.yaml").write_text(text, encoding="utf-8")
    return check()


if __name__ == "__main__":
    sys.exit(main())
