"""How much of an official paper ``pufa rubric import`` reads right: ``python -m bench.importing --papers FOLDER``.

Papers are official texts and stay outside the project. Each is drafted for every map whose id its file name begins, and
the draft is held against that finished map: what a person still had to do is what is missing here.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from classifiers.kinds import kinds
from classifiers.propose import propose
from extractor import read_file
from model.rubric import Criterion, Rubric, asks
from model.rules import Count, Hours, Rate, Shortfall
from rubric_maps.importer import draft_map
from rubric_maps.load import MAP_NAME, available, load, load_file

FIGURES = ("criteria", "points", "thresholds", "rules", "kinds", "items", "sections", "bands", "weights", "vetoes",
           "deadlines")
Facts = Mapping[str, Mapping[str, object]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Drafts every paper and prints a table; 1 where no paper belongs to a map."""
    parser = argparse.ArgumentParser(prog="python -m bench.importing", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", required=True, type=Path, metavar="FOLDER", help="official papers, named by map id")
    parser.add_argument("--errors", action="store_true", help="print every figure that differs")
    options = parser.parse_args(arguments)
    measured: dict[str, Counter[str]] = {}
    for rubric_id, paper in pairs(options.papers):
        measured[rubric_id], errors = measure(rubric_id, paper)
        if options.errors:
            print(f"\n== {rubric_id}", *errors, sep="\n", file=sys.stderr)
    print(table(measured))
    return 0 if measured else 1


def pairs(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every map with its paper: the file whose name is the map's id or the beginning of it."""
    papers = {path.stem: path for path in sorted(folder.iterdir()) if path.is_file()}
    for rubric_id in available():
        named = [stem for stem in papers if rubric_id == stem or rubric_id.startswith(f"{stem}-")]
        if named:
            yield rubric_id, papers[max(named, key=len)]


def measure(rubric_id: str, paper: Path) -> tuple[Counter[str], list[str]]:
    """Counts ``<figure>.ok``, ``<figure>.n`` and ``<figure>.more`` (in the draft alone) for a map, and what differs."""
    drafted = draft_map(read_file(paper), rubric_id,
                        lambda text: [(kind, kinds()[kind].name, sure) for kind, sure in propose(text)])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / MAP_NAME
        path.write_text(drafted.rubric, "utf-8")
        found = load_file(path)
    return compare(load(rubric_id), found)


def compare(wanted: Rubric, found: Rubric) -> tuple[Counter[str], list[str]]:
    """The figures of a draft against those of the finished map."""
    counts: Counter[str] = Counter()
    errors = []
    right, got = facts(wanted), facts(found)
    for figure in FIGURES:
        for key, value in right[figure].items():
            ok = key in got[figure] and _same(value, got[figure][key])
            counts[f"{figure}.n"] += 1
            counts[f"{figure}.ok"] += ok
            if not ok:
                errors.append(f"{figure} {key}: {got[figure].get(key, 'not found')} for {value}")
        more = [key for key in got[figure] if key not in right[figure]]
        counts[f"{figure}.more"] += len(more)
        errors += [f"{figure} {key}: too much" for key in more] if figure in ("criteria", "bands", "weights") else []
    return counts, errors


def _same(wanted: object, got: object) -> bool:
    """Equal; of kinds one in common is enough."""
    return bool(wanted & got) if isinstance(wanted, frozenset) and isinstance(got, frozenset) else wanted == got


def facts(rubric: Rubric) -> Facts:
    """The figures of a map by name: criteria, their points, thresholds, rules and kinds; sums, grades and procedure."""
    criteria = rubric.criteria()
    numbers = {criterion.id: number for criterion in criteria if (number := _threshold(criterion)) is not None}
    return {
        "criteria": {criterion.id: True for criterion in criteria},
        "points": {criterion.id: criterion.max_points for criterion in criteria},
        "thresholds": numbers,
        "rules": {criterion.id: type(criterion.rule).__name__ for criterion in criteria},
        "kinds": {criterion.id: frozenset(kind for ask in asks(criterion) for kind in ask.kinds)
                  for criterion in criteria},
        "items": {item.number: (item.cap, item.source_sum) for item in rubric.items()},
        "sections": {str(number): section.points for number, section in enumerate(rubric.sections, start=1)},
        "bands": {band.name: band.lower for band in rubric.bands},
        "weights": {f"{composite.mode} {weight.part}": weight.weight for composite in rubric.composites
                    for weight in composite.weights},
        "vetoes": {veto.grade: True for veto in rubric.vetoes},
        "deadlines": {f"{due.month:02d}-{due.day:02d}": due.years_after for due in rubric.deadlines},
    }


def _threshold(criterion: Criterion) -> Decimal | None:
    rule = criterion.rule
    if isinstance(rule, Rate):
        return rule.gate
    return Decimal(rule.threshold) if isinstance(rule, Count | Shortfall | Hours) else None


def table(measured: Mapping[str, Mapping[str, int]]) -> str:
    """A Markdown table: a row a map, right ones of all in every column, what the draft has too much behind ``+``."""
    rows = [f"| map | {' | '.join(FIGURES)} |", f"| --- | {' | '.join('---:' for _ in FIGURES)} |"]
    for name, counts in measured.items():
        rows.append(f"| {name} | {' | '.join(_shown(counts, figure) for figure in FIGURES)} |")
    return "\n".join(rows)


def _shown(counts: Mapping[str, int], figure: str) -> str:
    if not counts.get(f"{figure}.n") and not counts.get(f"{figure}.more"):
        return "–"
    more = counts.get(f"{figure}.more", 0)
    return f"{counts.get(f'{figure}.ok', 0)}/{counts.get(f'{figure}.n', 0)}{f' +{more}' if more else ''}"


if __name__ == "__main__":
    sys.exit(main())
