"""``python -m corpus.planted_files build OUT --half tune|report [--units N]``."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from collections import Counter
from pathlib import Path

from corpus.builders.fonts import cjk_path
from corpus.planted_files import plan, write


def main(words: list[str]) -> int:
    """Builds one half; prints its numbers as JSON."""
    parser = argparse.ArgumentParser(prog="python -m corpus.planted_files")
    verbs = parser.add_subparsers(dest="verb", required=True)
    build = verbs.add_parser("build", help="write YEAR/UNIT/… and manifest.json into OUT, which must be new or empty")
    build.add_argument("out", type=Path)
    build.add_argument("--half", choices=plan.HALVES, required=True)
    build.add_argument(
        "--units", type=int, default=plan.UNITS, help="units of the city, 3 to 20 (fewer: a small build)"
    )
    build.add_argument("--force", action="store_true", help="replace what is in OUT")
    asked = parser.parse_args(words)
    if asked.out.exists() and any(asked.out.iterdir()):
        if not asked.force:
            parser.error(f"{asked.out} is not empty; give --force to replace it")
        shutil.rmtree(asked.out)
    cjk_path()
    asked.out.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    planned = plan.cohort(asked.half, asked.units)
    told: dict[str, object] = dict(write.cohort(planned, asked.out))
    told["clean"] = sum(1 for d in planned.dossiers if d.clean)
    told["cases"] = dict(sorted(Counter(f"{c.check} {c.strength}" for c in planned.cases).items()))
    told["seconds"] = round(time.perf_counter() - start, 1)
    print(json.dumps(told, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
