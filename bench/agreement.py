"""How far two labellers agree on the untouched sentences: ``python -m bench.agreement [--markdown FILE]``.

``corpus/sentences/second`` holds the labels of somebody who had the guide and the standards and not the first labels.
What two careful readers do not agree on, no software can be right about: the figures are the ceiling of ``strangers``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.render import percent, table_command
from training.figures import f1, share, total
from training.measure import Line, count_line

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "sentences"
FIGURES = {"criteria F1": lambda counts: f1(counts, "criteria"), "deed F1": lambda counts: f1(counts, "deeds"),
           "status": lambda counts: share(counts, "pairs"), "quantity": lambda counts: share(counts, "quantity"),
           "date": lambda counts: share(counts, "date"), "level": lambda counts: share(counts, "level")}


def lines(rubric: str) -> Iterator[Line]:
    """The lines that both labelled; the second labels stand where the software's mentions otherwise do."""
    first = {}
    for path in sorted((CORPUS / f"test_{rubric}").glob("*.jsonl")):
        for raw in path.read_text("utf-8").splitlines():
            row = json.loads(raw)
            first[row["id"]] = row
    for raw in (CORPUS / "second" / f"{rubric}.jsonl").read_text("utf-8").splitlines():
        other = json.loads(raw)
        row = first[other["id"]]
        yield Line(row["id"], row["text"], tuple(row["gold"]), tuple(other["gold"]))


def table() -> str:
    """A row a standard, and one for all, in per cent."""
    rows = ["| standard | lines | " + " | ".join(FIGURES) + " |", "| --- |" + " ---: |" * (1 + len(FIGURES))]
    every: list[Counter[str]] = []
    for path in sorted((CORPUS / "second").glob("*.jsonl")):
        counted = [count_line(line) for line in lines(path.stem)]
        every += counted
        rows.append(_row(path.stem, counted))
    return "\n".join([*rows, _row("all", every)])


def _row(name: str, counted: Sequence[Counter[str]]) -> str:
    summed = total(counted)
    return f"| {name} | {len(counted)} | " + " | ".join(percent(read(summed)) for read in FIGURES.values()) + " |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints a table, and writes it into a page where asked."""
    return table_command("bench.agreement", __doc__, table, arguments)


if __name__ == "__main__":
    sys.exit(main())
