"""Rebuild the dossier of the shaoguan-2019 procedure and its gold, or check the gold against the files.

    python corpus/sample_shaoguan_2019/make.py            # rebuild dossier/ and gold.yaml
    python corpus/sample_shaoguan_2019/make.py --check    # prove quotes, sums, counts, deadlines
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from corpus.builders import dossier, goldcheck  # noqa: E402

# the criteria are borrowed from jiangyin-2020, its grades are not
STANDARD = goldcheck.Standard(criteria=26)
# criterion: (threshold, points); the count gives points in proportion, up to the threshold
COUNTED = {"3.1": (2, 2), "4.1": (2, 2), "4.2": (1, 2), "7.1": (4, 12)}
ASPECTS = {"1.2": 2, "9.1": 10, "10.1": 8}
STATUS = {"answered", "promised", "missing"}


def check_points(gold: dict[str, Any]) -> list[str]:
    """Points of counted and of aspect criteria that do not follow from the count or the aspects."""
    rows = gold["criteria"]
    due = {name: points * min(1, rows[name]["count"] / need) for name, (need, points) in COUNTED.items()}
    due |= {name: points * sum(rows[name]["aspects"].values()) / len(rows[name]["aspects"])
            for name, points in ASPECTS.items()}
    return [f"{name}: {rows[name]['suggested']} points, {goldcheck.half_up(points)} follow"
            for name, points in due.items() if goldcheck.half_up(points) != rows[name]["suggested"]]


def check_procedure(gold: dict[str, Any]) -> list[str]:
    """Deadlines that disagree with their dates; problems with an unknown status, or with an answer where none is."""
    errors = [f"deadline of {d['paper']}: {d['date']} against {d['due']} is not on_time {d['on_time']}"
              for d in gold["deadlines"] if (d["date"] <= d["due"]) != d["on_time"]]
    for row in gold["rectification"]:
        if row["status"] not in STATUS or (row["answer"] is None) != (row["status"] == "missing"):
            errors.append(f"rectification: {row['problem']}: {row['status']}")
    return errors


if __name__ == "__main__":
    sys.exit(dossier.run(HERE, __doc__.split("\n")[0], dict.fromkeys(COUNTED, 0),
                         lambda gold: check_points(gold) + check_procedure(gold), STANDARD))
