"""Is a mention right as often as its confidence says: ``python -m bench.calibration [--markdown FILE]``.

Over the untouched sentences of every standard: a reliability table and the expected calibration error (ECE, Naeini and
others 2015) over ten bins of equal width.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bench.render import percent, table_command
from bench.sentences import read_lines
from bench.strangers import CORPUS
from training.measure import Line

BINS = 10
Judged = tuple[float, bool]


def judged(line: Line) -> list[Judged]:
    """Every mention of a line with its confidence, and whether criterion and status are the gold's."""
    return [(float(found["confidence"]),
             any(entry["status"] == found["status"] and set(entry["criteria"]) & set(found["criteria"])
                 for entry in line.gold)) for found in line.found]


def bins(pairs: Sequence[Judged]) -> list[list[Judged]]:
    """The pairs by bin of confidence."""
    made: list[list[Judged]] = [[] for _ in range(BINS)]
    for pair in pairs:
        made[min(int(pair[0] * BINS), BINS - 1)].append(pair)
    return made


def error(pairs: Sequence[Judged]) -> float:
    """The expected calibration error."""
    return sum(abs(sum(said for said, _ in one) - sum(right for _, right in one)) for one in bins(pairs)) / len(pairs)


def table(pairs: Sequence[Judged]) -> str:
    """A row a bin that holds anything."""
    rows = ["| confidence | mentions | mean confidence % | right % |", "| --- | ---: | ---: | ---: |"]
    for at, one in enumerate(bins(pairs)):
        if one:
            said, right = (sum(pair[side] for pair in one) / len(one) for side in (0, 1))
            rows.append(f"| {at / BINS:.1f}–{(at + 1) / BINS:.1f} | {len(one)} | {percent(said)} | {percent(right)} |")
    return "\n".join([*rows, "", f"ECE {error(pairs):.3f} over {len(pairs)} mentions (target ≤ 0.05)."])


def _everything() -> list[Judged]:
    """All mentions of the untouched sentences."""
    return [pair for folder in sorted(CORPUS.glob("test_*"))
            for line in read_lines(folder, folder.name.partition("_")[2]) for pair in judged(line)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints a table, and writes it into a page where asked."""
    return table_command("bench.calibration", __doc__, lambda: table(_everything()), arguments)


if __name__ == "__main__":
    sys.exit(main())
