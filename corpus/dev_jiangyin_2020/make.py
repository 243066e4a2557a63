"""Rebuild the counting dossier and its gold, or check the gold against the files.

    python corpus/dev_jiangyin_2020/make.py            # rebuild dossier/ and gold.yaml
    python corpus/dev_jiangyin_2020/make.py --check    # prove quotes, sums, counts, grade
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from corpus.builders import dossier, goldcheck  # noqa: E402

# criterion: (threshold, points); the count gives points in proportion, up to the threshold
COUNTED = {"3.1": (2, 2), "4.1": (2, 2), "4.2": (1, 2), "7.1": (4, 12)}
ASPECTS = {"1.2": 2, "9.1": 10, "10.1": 8}


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


if __name__ == "__main__":
    sys.exit(dossier.run(HERE, __doc__.split("\n")[0], dict.fromkeys(COUNTED, 0),
                         lambda gold: goldcheck.check_proportion(gold, COUNTED)
                         + goldcheck.check_aspects(gold, ASPECTS) + check_mentions(gold)))
