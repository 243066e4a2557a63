"""``python -m corpus.planted_hands build OUT --half tune|report [--only HAND]``: writes the cohort and its manifest."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

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
    files = sum(1 for p in args.out.rglob("*") if p.is_file()) - 1
    print(f"{args.half}: {files} files, {len(manifest['cases'])} cases, {len(manifest['clean'])} clean dossiers")
    for (check, strength), n in sorted(Counter((c["check"], c["strength"]) for c in manifest["cases"]).items()):
        print(f"  {check:20} {strength:7} {n}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
