"""Rebuild the dossier of an invented town and its gold, or check the gold against the files.

    python corpus/sample_jintan_2018_towns/make.py            # rebuild dossier/ and gold.yaml
    python corpus/sample_jintan_2018_towns/make.py --check    # prove quotes, sums, counts
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from corpus.builders import dossier, goldcheck  # noqa: E402

# bonus items stand on top of the base, together up to 20; the standard has no grades
STANDARD = goldcheck.Standard(criteria=90, bonus=((frozenset({"33", "34", "35"}), 20.0),))
# criterion: (threshold, points); the count gives points in proportion, up to the threshold
COUNTED = {"1.4": (1, 1), "2.1": (2, 2), "4.2": (1, 0.5), "5.4": (4, 1), "12.1": (2, 1), "12.2": (4, 1.5),
           "12.4": (2, 1), "17.3": (4, 0.5), "20.1": (12, 0.5), "21.2": (15, 1), "21.3": (4, 2), "22.3": (4, 0.5)}
# the number stands in one mention (180 books) or is the least of seven kinds
STATED = {"10.2": (200, 0.5), "18.2": (4, 2)}
HOURS = {"8.2": (300, 3), "13.3": (60, 1), "13.4": (40, 1), "15.3": (30, 1), "15.4": (8, 1), "17.2": (4, 1),
         "22.2": (6, 0.5)}
RATES = {"20.3": (20, 1), "21.1": (100, 2), "22.4": (100, 1), "33.3": (20, 2)}
ASPECTS = {"3.2": 1, "5.1": 2, "12.6": 2, "14.1": 2, "14.2": 4, "19.3": 1, "20.2": 2}
DEDUCTIONS = {"26.1": 2, "27.2": 2.5, "28.1": 2, "29.1": 2, "30.1": 3, "31.1": 4, "32.1": 2}


def check_points(gold: dict[str, Any]) -> list[str]:
    """Points that do not follow from counts, hours, rates, aspects or deductions."""
    rows = gold["criteria"]
    due = {name: points * min(1, rows[name]["count"] / need) for name, (need, points) in (COUNTED | STATED).items()}
    due |= {name: points * min(1, rows[name]["hours"] / need) for name, (need, points) in HOURS.items()}
    due |= {name: points if rows[name]["rate"] >= need else 0 for name, (need, points) in RATES.items()}
    due |= {name: points * sum(rows[name]["aspects"].values()) / len(rows[name]["aspects"])
            for name, points in ASPECTS.items()}
    due |= {name: points - rows[name]["deducted"] for name, points in DEDUCTIONS.items()}
    return [f"{name}: {rows[name]['suggested']} points, {goldcheck.half_up(points)} follow"
            for name, points in due.items() if goldcheck.half_up(points) != rows[name]["suggested"]]


def check_seven(gold: dict[str, Any]) -> list[str]:
    """18.2 asks four of each of seven kinds: the events of each kind, and the least of them as the count."""
    row = gold["criteria"]["18.2"]
    told = [e["what"] for e in gold["events"] if "18.2" in e["criteria"] and e["counts"]]
    kinds = {kind: sum(what.startswith(f"进{kind}：") for what in told) for kind in row["per_kind"]}
    errors = [f"18.2: {kind} {row['per_kind'][kind]} stated, {n} events" for kind, n in kinds.items()
              if n != row["per_kind"][kind]]
    return errors + ([] if min(kinds.values()) == row["count"] else [f"18.2: count {row['count']}, least {kinds}"])


if __name__ == "__main__":
    sys.exit(dossier.run(HERE, __doc__.split("\n")[0], dict.fromkeys(COUNTED, 0),
                         lambda gold: check_points(gold) + check_seven(gold), STANDARD))
