"""``python -m corpus.planted_text build OUT --half tune|report``: writes one half's cohort and its manifest."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from .bank import HALVES
from .build import build


def main() -> int:
    """Builds and prints how many cases stand there a check and strength."""
    parser = argparse.ArgumentParser(prog="python -m corpus.planted_text", description=__doc__)
    parser.add_argument("command", choices=["build"])
    parser.add_argument("out", type=Path)
    parser.add_argument("--half", choices=HALVES, required=True)
    args = parser.parse_args()
    manifest = build(args.out, args.half)
    files = sum(1 for p in args.out.rglob("*") if p.is_file()) - 1
    print(f"{args.half}: {files} files, {len(manifest['cases'])} cases, {len(manifest['clean'])} clean dossiers")
    for (check, strength), n in sorted(Counter((c["check"], c["strength"]) for c in manifest["cases"]).items()):
        print(f"  {check:20} {strength:7} {n}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
