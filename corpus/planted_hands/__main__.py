"""``python -m corpus.planted_hands build OUT --half tune|report [--only HAND]``: writes the cohort and its manifest."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpus.planted_text.build import summary

from .build import HALVES, build


def main() -> int:
    """Builds and prints how many cases stand there a check and strength; names what is wrong with a hand."""
    parser = argparse.ArgumentParser(prog="python -m corpus.planted_hands", description=__doc__)
    parser.add_argument("command", choices=["build"])
    parser.add_argument("out", type=Path)
    parser.add_argument("--half", choices=HALVES, required=True)
    parser.add_argument("--only", default="", help="one hand")
    args = parser.parse_args()
    try:
        manifest = build(args.out, args.half, args.only)
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 1
    print(summary(args.out, manifest))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
