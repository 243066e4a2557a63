"""Rebuild the municipal department's dossier and its gold, or check the gold against the files.

    python corpus/sample_nanchang_2023/make.py            # rebuild dossier/ and gold.yaml
    python corpus/sample_nanchang_2023/make.py --check    # prove quotes, sums, counts, points
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from corpus.builders import dossier, goldcheck  # noqa: E402

STANDARD = goldcheck.Standard(criteria=32, bonus=((frozenset({"16", "17", "18"}), 15.0),))
# criterion: (points, events asked for, points off for each that is missing)
SHORTFALL = {"4.1": (5, 5, 1), "11.1": (8, 2, 4), "13.1": (6, 2, 3), "14.2": (5, 5, 1), "15.1": (5, 5, 1)}
LISTED = ("4.1", "6.3", "6.4", "8.1", "8.3", "11.1", "13.1", "14.1", "15.1")


def check_points(gold: dict[str, Any]) -> list[str]:
    """Points that do not follow from the count or from the aspects."""
    errors = []
    for name, (points, asked, off) in SHORTFALL.items():
        row = gold["criteria"][name]
        due = max(0, points - off * max(0, asked - row["count"]))
        if due != row["suggested"]:
            errors.append(f"{name}: {row['suggested']} points, {due} follow from {row['count']}")
    return errors + goldcheck.check_aspects(gold, {"3.2": 4})


if __name__ == "__main__":
    sys.exit(dossier.run(HERE, __doc__.split("\n")[0], dict.fromkeys(LISTED, 0),
                         lambda gold: check_points(gold) + goldcheck.check_mentions(gold), STANDARD))
