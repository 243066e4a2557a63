"""What the labelled sentences are: ``python -m bench.corpus [--criteria]``, a Markdown table on stdout.

Counts of writers, lines, empty lines and entries by status, a row a folder; with ``--criteria`` the entries of every
criterion as well. No sentence is shown.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.strangers import CORPUS
from model.evidence import STATUSES


def rows(folder: Path) -> list[dict[str, Any]]:
    """All lines of a folder."""
    return [json.loads(raw) for path in sorted(folder.glob("*.jsonl")) for raw in path.read_text("utf-8").splitlines()
            if raw.strip()]


def table() -> str:
    """A row a folder of labelled sentences."""
    made = ["| folder | writers | lines | of them `[]` | entries | " + " | ".join(STATUSES) + " |",
            "| --- |" + " ---: |" * (4 + len(STATUSES))]
    for folder in sorted(path for path in CORPUS.iterdir() if path.is_dir() and path.name != "second"):
        lines = rows(folder)
        seen = Counter(entry["status"] for line in lines for entry in line["gold"])
        cells = (len(list(folder.glob("*.jsonl"))), len(lines), sum(not line["gold"] for line in lines), seen.total(),
                 *(seen[status] for status in STATUSES))
        made.append(f"| `{folder.name}` | " + " | ".join(map(str, cells)) + " |")
    return "\n".join(made)


def criteria() -> str:
    """Entries of every criterion by standard, training folders + test folders."""
    made = []
    for folder in sorted(CORPUS.glob("train_*")):
        name = folder.name.removeprefix("train_")
        counts = [Counter(one for line in rows(CORPUS / f"{kind}_{name}") for entry in line["gold"]
                          for one in entry["criteria"]) for kind in ("train", "test")]
        ordered = sorted(counts[0] | counts[1], key=lambda one: [int(part) for part in one.split(".")])
        made.append(f"- **{name}**: " + ", ".join(f"{one} {counts[0][one]}+{counts[1][one]}" for one in ordered))
    return "\n".join(made)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the counts."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--criteria", action="store_true", help="the entries of every criterion too")
    print(table())
    if parser.parse_args(arguments).criteria:
        print("\n" + criteria())
    return 0


if __name__ == "__main__":
    sys.exit(main())
