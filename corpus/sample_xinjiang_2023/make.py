"""Rebuild the regional department's dossier and its gold, or check the gold against the files.

    python corpus/sample_xinjiang_2023/make.py            # rebuild dossier/ and gold.yaml
    python corpus/sample_xinjiang_2023/make.py --check    # prove quotes, sums, counts, points, grade
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from corpus.builders import dossier, goldcheck  # noqa: E402

STANDARD = goldcheck.Standard(
    criteria=40, bounds=((90.0, "优秀"), (80.0, "良好"), (70.0, "合格"), (60.0, "基本合格")), lowest="不合格",
    bonus=((frozenset({"27"}), 3.0), (frozenset({"28"}), 3.0), (frozenset({"29"}), None)))
# criterion: (points, events asked for); the count gives points in proportion
COUNTED = {"4.2": (2, 2), "12.1": (2, 1), "21.2": (3, 2)}
ASPECTS = {"1.1": 3, "1.2": 2, "4.1": 2, "5.1": 4, "24.2": 3}


def check_points(gold: dict[str, Any]) -> list[str]:
    """Points that do not follow from the count or from the aspects."""
    errors = []
    for name, (points, asked) in COUNTED.items():
        row = gold["criteria"][name]
        due = goldcheck.half_up(points * min(1, row["count"] / asked))
        if due != row["suggested"]:
            errors.append(f"{name}: {row['suggested']} points, {due} follow from {row['count']}")
    for name, points in ASPECTS.items():
        row = gold["criteria"][name]
        due = goldcheck.half_up(points * sum(row["aspects"].values()) / len(row["aspects"]))
        if due != row["suggested"]:
            errors.append(f"{name}: {row['suggested']} points, {due} follow from the aspects")
    return errors


def check_mentions(gold: dict[str, Any]) -> list[str]:
    """A sentence both counted and forbidden for one criterion."""
    bad = {(t["file"], t["quote"], c) for t in gold["must_not_count"] for c in t["criteria"]}
    return [f"{event['id']}: also must_not_count for {c}: {m['quote']}"
            for event in gold["events"] for m in event["mentions"] for c in event["criteria"]
            if (m["file"], m["quote"], c) in bad]


if __name__ == "__main__":
    sys.exit(dossier.run(HERE, __doc__.split("\n")[0], dict.fromkeys(COUNTED, 0),
                         lambda gold: check_points(gold) + check_mentions(gold), STANDARD))
