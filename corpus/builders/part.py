"""A part-dossier: one YAML file, whose first document is the gold and whose others are papers for the builders.

    python -m corpus.builders.part corpus/parts/dev/*.yaml      # prove the gold of each; prints every disagreement

The gold's keys: ``rubric unit year writer asked counts points events traps claims``. ``asked``: criteria that the part
is labelled for, all of their evidence and traps. ``counts``: distinct counted events of each asked criterion.
``points``: suggested points of those that can be told from the part alone. ``events``, ``traps`` and ``claims`` as in a
dossier's ``gold_meta.yaml``.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from corpus.builders import build, dossier, goldcheck

PARTS = Path(__file__).resolve().parents[1] / "parts"
Gold = dict[str, Any]


def load(path: Path) -> tuple[Gold, list[dict[str, Any]]]:
    """The gold of a part, like a dossier's ``gold.yaml``, with ``asked``, ``counts`` and ``points``; its papers."""
    head, *specs = [document for document in yaml.safe_load_all(path.read_text("utf-8")) if document]
    meta = {**head, "traps": head.get("traps") or {}, "claims": head.get("claims") or {},
            "papers": {spec["path"]: spec.get("kind") for spec in specs}, "criteria": {}, "total": {}}
    gold = dossier.gold_of(meta, specs)
    gold |= {key: head[key] for key in ("writer", "asked", "counts")} | {"points": head.get("points") or {}}
    return gold, specs


def errors(path: Path) -> list[str]:
    """What does not hold in a part: quotes not in their papers, counts that are not those of its events."""
    gold, specs = load(path)
    with tempfile.TemporaryDirectory() as folder:
        build.build_papers(specs, Path(folder))
        found = goldcheck.check_quotes(gold, Path(folder))
    found += goldcheck.check_mentions(gold)
    asked, counted = set(gold["asked"]), Counter[str]()
    for event in gold["events"]:
        counted.update(event["criteria"] if event["counts"] else [])
    for name in sorted(set(gold["counts"]) | set(counted)):
        if name not in asked:
            found.append(f"{name}: not among the asked criteria")
        elif gold["counts"].get(name) != counted[name]:
            found.append(f"{name}: count {gold['counts'].get(name)} stated, {counted[name]} events count")
    found += [f"{name}: asked, yet no count" for name in sorted(asked - set(gold["counts"]))]
    found += [f"{name}: points without being asked" for name in sorted(set(gold["points"]) - asked)]
    return found


def main() -> int:
    """Checks the files given; 1 where anything disagrees."""
    wrong = 0
    for name in sys.argv[1:]:
        found = errors(Path(name))
        wrong += bool(found)
        gold, _ = load(Path(name))
        print(f"{name}: {len(gold['papers'])} papers, {len(gold['events'])} events, "
              f"{sum(1 for _ in goldcheck.quotes(gold))} quotes, {len(found)} errors")
        for line in found:
            print("   ", line)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
