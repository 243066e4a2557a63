"""Rebuild the dossier of an invented district bureau and its gold, or check the gold against the files.

    python corpus/sample_jintan_2018_departments/make.py            # rebuild dossier/ and gold.yaml
    python corpus/sample_jintan_2018_departments/make.py --check    # prove quotes, sums, counts
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from corpus.builders import dossier, goldcheck  # noqa: E402

# bonus items stand on top of the base, together up to 20; the standard has no grades
STANDARD = goldcheck.Standard(criteria=49, bonus=((frozenset({"18", "19", "20"}), 20.0),))
# criterion: (threshold, points); the count gives points in proportion, up to the threshold
COUNTED = {"2.2": (2, 2), "8.1": (1, 2), "8.2": (2, 2), "9.4": (1, 2), "11.3": (2, 2), "12.1": (1, 2),
           "13.1": (1, 2), "13.2": (2, 2)}
ASPECTS = {"1.1": 2, "1.3": 2, "2.1": 2}
DEDUCTIONS = {"16.1": 8, "17.2": 14}


def check_points(gold: dict[str, Any]) -> list[str]:
    """Points that do not follow from the count, the aspects, the hours or the deductions."""
    rows = gold["criteria"]
    due = {name: points * min(1, rows[name]["count"] / threshold) for name, (threshold, points) in COUNTED.items()}
    due |= {name: points * sum(rows[name]["aspects"].values()) / len(rows[name]["aspects"])
            for name, points in ASPECTS.items()}
    due |= {name: points - rows[name]["deducted"] for name, points in DEDUCTIONS.items()}
    due["9.3"] = 2 * min(1, rows["9.3"]["hours"] / 40)
    return [f"{name}: {rows[name]['suggested']} points, {goldcheck.half_up(points)} follow"
            for name, points in due.items() if goldcheck.half_up(points) != rows[name]["suggested"]]


if __name__ == "__main__":
    sys.exit(dossier.run(HERE, __doc__.split("\n")[0], dict.fromkeys(COUNTED, 0), check_points, STANDARD))
