"""``python -m corpus.planted_text build OUT --half tune|report``: writes one half's cohort and its manifest."""

from __future__ import annotations

import argparse
from pathlib import Path

from .bank import HALVES
from .build import build, summary


def main() -> int:
    """Builds and prints how many cases stand there a check and strength."""
    parser = argparse.ArgumentParser(prog="python -m corpus.planted_text", description=__doc__)
    parser.add_argument("command", choices=["build"])
    parser.add_argument("out", type=Path)
    parser.add_argument("--half", choices=HALVES, required=True)
    args = parser.parse_args()
    manifest = build(args.out, args.half)
    print(summary(args.out, manifest))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
