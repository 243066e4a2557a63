"""Every standard on writers nobody tuned on: ``python -m bench.strangers [--markdown FILE] [--mark NAME]``.

``corpus/sentences/test_<rubric>`` is read to measure and never shown; ``train_<rubric>`` is open, its figures flatter.
``--mark strangers-first`` fills the part of the page that keeps what came out before anybody had opened a train folder.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from bench.quality import fingerprint
from bench.render import table_command
from bench.sentences import STATUSES, measure, read_lines
from training.figures import Figure

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "sentences"
SHOWN = ("criteria precision", "criteria recall", "criteria F1", "deed F1", "status accuracy", "quantity exact",
         "date exact", "level exact", "empty lines with a mention")


def folders() -> list[Path]:
    """The labelled folders that name their standard: test folders first, then those open for development."""
    return [*sorted(CORPUS.glob("test_*")), *sorted(CORPUS.glob("train_*"))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints a table, and writes it into a page where asked."""
    return table_command("bench.strangers", __doc__, lambda: table(folders()), arguments)


def table(places: Sequence[Path]) -> str:
    """A row a folder: its lines, the figures in per cent, F1 of every status."""
    rows = ["| folder | lines | " + " | ".join(SHOWN) + " | " + " | ".join(f"{name} F1" for name in STATUSES)
            + " | data |", "| --- |" + " ---: |" * (1 + len(SHOWN) + len(STATUSES)) + " --- |"]
    for folder in places:
        rubric = folder.name.partition("_")[2]
        result = measure(read_lines(folder, rubric), resample=False)
        shown: dict[str, Figure] = result["headline"]
        cells = [_percent(shown[name].value) for name in SHOWN]
        cells += [_percent(result["status"][name]["f1"]) for name in STATUSES]
        data = fingerprint(folder, "*.jsonl")
        rows.append(f"| {folder.name} | {result['lines']} | " + " | ".join(cells) + f" | `{data}` |")
    return "\n".join(rows)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"


if __name__ == "__main__":
    sys.exit(main())
