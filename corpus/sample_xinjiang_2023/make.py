"""Rebuild the regional department's dossier and its gold, or check the gold against the files.

    python corpus/sample_xinjiang_2023/make.py            # rebuild dossier/ and gold.yaml
    python corpus/sample_xinjiang_2023/make.py --check    # prove quotes, sums, counts, points, grade
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from corpus.builders import dossier, goldcheck  # noqa: E402

STANDARD = goldcheck.Standard(
    criteria=40, bounds=((90.0, "优秀"), (80.0, "良好"), (70.0, "合格"), (60.0, "基本合格")), lowest="不合格",
    bonus=((frozenset({"27"}), 3.0), (frozenset({"28"}), 3.0), (frozenset({"29"}), None)))
# criterion: (events asked for, points); the count gives points in proportion
COUNTED = {"4.2": (2, 2), "12.1": (1, 2), "21.2": (2, 3)}
ASPECTS = {"1.1": 3, "1.2": 2, "4.1": 2, "5.1": 4, "24.2": 3}


if __name__ == "__main__":
    sys.exit(dossier.run(HERE, __doc__.split("\n")[0], dict.fromkeys(COUNTED, 0),
                         lambda gold: goldcheck.check_proportion(gold, COUNTED)
                         + goldcheck.check_aspects(gold, ASPECTS) + goldcheck.check_mentions(gold), STANDARD))
