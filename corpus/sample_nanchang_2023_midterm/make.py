"""Rebuild the county's mid-term dossier and its gold, or check the gold against the files.

    python corpus/sample_nanchang_2023_midterm/make.py            # rebuild dossier/ and gold.yaml
    python corpus/sample_nanchang_2023_midterm/make.py --check    # prove quotes, statuses, no points
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from corpus.builders import dossier, goldcheck  # noqa: E402

STANDARD = goldcheck.Standard(criteria=40, base=0)


def check_status(gold: dict[str, Any]) -> list[str]:
    """Statuses that do not follow from the aspects; a check said to be met without a counted event."""
    errors = []
    counted = {c for event in gold["events"] if event["counts"] for c in event["criteria"]}
    for name, row in gold["criteria"].items():
        held = list(row.get("aspects", {}).values()) or [name in counted]
        due = "met" if all(held) else "partial" if any(held) else "missing"
        if row["status"] != due:
            errors.append(f"{name}: {row['status']}, {due} follows")
        if (row["status"] == "missing") == (name in counted):
            errors.append(f"{name}: {row['status']}, but counted events: {name in counted}")
        if row["suggested"] or row["low"] or row["high"]:
            errors.append(f"{name}: this standard gives no points")
    return errors


if __name__ == "__main__":
    sys.exit(dossier.run(HERE, __doc__.split("\n")[0], {},
                         lambda gold: check_status(gold) + goldcheck.check_mentions(gold), STANDARD))
