"""Rebuild the sample dossier and its gold, or check the gold against the files.

    python corpus/sample_jiangyin_2020/make.py            # rebuild dossier/ and gold.yaml
    python corpus/sample_jiangyin_2020/make.py --check    # prove quotes, sums, counts, grade
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from corpus.builders import dossier  # noqa: E402

COUNTED = {"3.1": 2, "4.1": 2, "4.2": 1, "7.1": 4}

if __name__ == "__main__":
    sys.exit(dossier.run(HERE, __doc__.split("\n")[0], COUNTED))
