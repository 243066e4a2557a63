"""Part-dossiers with event gold, through the whole pipeline: ``python -m bench.parts dev|test [--errors]``.

Each part of ``corpus/parts`` is built into files and assessed. Its gold names every place that tells of an event of the
asked criteria, every trap and the counts. ``test`` is read to measure alone: its single errors are not shown.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.clusters import b_cubed_sums, ceaf_e
from bench.dossier import Tally, event_labels, evidence, suggested
from bench.places import places, trials
from bench.quality import fingerprint
from bench.quotes import same_place
from bench.render import percent, put
from corpus.builders import build, part
from training.figures import Counts, Figure, Reading, intervals, ratio, total

SETS = {name: part.PARTS / name for name in ("dev", "test")}
Json = Mapping[str, Any]


def _mean(name: str) -> Reading:
    return lambda counts: ratio(counts.get(f"{name}.ok", 0), counts.get(f"{name}.n", 0))


def _harmonic(one: str, other: str) -> Reading:
    def reading(counts: Counts) -> float | None:
        pair = _mean(one)(counts), _mean(other)(counts)
        return None if pair[0] is None or pair[1] is None else ratio(2 * pair[0] * pair[1], pair[0] + pair[1])
    return reading


READINGS: dict[str, Reading] = {
    "counted mentions found and counting": _mean("counted mentions found and counting"),
    "counted events found and counting": _mean("counted events found and counting"),
    "counting evidence that the gold counts": _mean("precise"),
    "traps that count for nothing": _mean("traps that count for nothing"),
    "status of found places": _mean("status of found places"),
    "events: B³ precision": _mean("b3p"), "events: B³ recall": _mean("b3r"), "events: B³ F1": _harmonic("b3p", "b3r"),
    "events: CEAF-e F1": _harmonic("ceafp", "ceafr"),
    "count of events exact": _mean("counts"),
    "suggested points exact": _mean("points"),
    "gold points within low and high": _mean("inside"),
    "sum of gold points within the sums of low and high": _mean("whole"),
    "width from low to high, of all points asked for": _mean("width"),
    "sum of suggested points within 3 of the gold": _mean("near"),
    "claims found with their number": _mean("claims found with their number"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures a set, prints its figures, and writes them into a page where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.parts", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=list(SETS))
    parser.add_argument("parts", nargs="*", help="names of single parts")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="refresh the table of this page")
    parser.add_argument("--errors", action="store_true", help="print every disagreement, by type and part")
    options = parser.parse_args(arguments)
    if options.errors and options.set == "test":
        print("test: single errors stay unseen, so that the figures stay honest", file=sys.stderr)
        return 2
    files = [path for path in sorted(SETS[options.set].glob("*.yaml"))
             if not options.parts or path.stem in options.parts]
    rows = []
    for path in files:
        counts, errors = measure(path)
        rows.append(counts)
        for kind, words in sorted(errors) if options.errors else ():
            print(f"{path.stem} {kind}: {words}")
    text = table(rows)
    print(text)
    if options.markdown:
        made = (f"Measured {date.today().isoformat()} with `python -m bench.parts {options.set}`. {len(rows)} parts; "
                f"data `{fingerprint(SETS[options.set], '*.yaml')}`.\n\n{text}")
        options.markdown.write_text(put(options.markdown.read_text("utf-8"), f"parts-{options.set}", made), "utf-8")
    return 0


def table(rows: Sequence[Counts]) -> str:
    """A Markdown table of all figures with intervals over parts."""
    spans, summed = intervals(rows, READINGS), total(rows)
    lines = ["| figure | % | 95 % interval | n |", "| --- | ---: | --- | ---: |"]
    sizes = {"events: B³ F1": "b3p", "events: B³ precision": "b3p", "events: B³ recall": "b3r",
             "events: CEAF-e F1": "ceafr", "count of events exact": "counts", "suggested points exact": "points",
             "gold points within low and high": "inside", "counting evidence that the gold counts": "precise",
             "sum of gold points within the sums of low and high": "whole",
             "width from low to high, of all points asked for": "width",
             "sum of suggested points within 3 of the gold": "near"}
    for name, reading in READINGS.items():
        span = spans[name] or (None, None)
        figure = Figure(reading(summed), *span, n=int(summed.get(f"{sizes.get(name, name)}.n", 0)))
        interval = f"{percent(figure.low)}–{percent(figure.high)}"
        lines.append(f"| {name} | {percent(figure.value)} | {interval} | {figure.n} |")
    return "\n".join(lines)


def measure(path: Path) -> tuple[Counts, list[tuple[str, str]]]:
    """Sums of one part under the names of the readings, and its disagreements in words."""
    gold, specs = part.load(path)
    with tempfile.TemporaryDirectory() as folder:
        build.build_papers(specs, Path(folder))
        found = _assessed(Path(folder), gold)
    return compare(gold, found)


def _assessed(folder: Path, gold: Json) -> Json:
    from bench.dossier import assessed

    return assessed(folder, gold)


def compare(gold: Json, found: Json) -> tuple[Counts, list[tuple[str, str]]]:
    """The part's sums beside its assessment."""
    tally, sums = Tally(), Counter[str]()
    evidence(tally, gold, found)
    for name, size in tally.sizes.items():
        sums[f"{name}.n"], sums[f"{name}.ok"] = size, tally.hits[name]
    labels = event_labels(list(trials(gold, found)))
    precise, complete = b_cubed_sums(labels)
    alike, ours, golds = ceaf_e(labels)
    for name, ok, size in (("b3p", precise, len(labels)), ("b3r", complete, len(labels)),
                           ("ceafp", alike, ours), ("ceafr", alike, golds)):
        sums[f"{name}.ok"], sums[f"{name}.n"] = ok, size  # type: ignore[assignment]
    _criteria(gold, found, sums, tally.errors)
    _precision(gold, found, sums, tally.errors)
    return sums, tally.errors


def _criteria(gold: Json, found: Json, sums: Counter[str], errors: list[tuple[str, str]]) -> None:
    """Counts and points of the asked criteria."""
    rows = {row["id"]: row for row in found["criteria"]}
    if gold["points"]:
        wanted = sum(float(points) for points in gold["points"].values())
        low, high = (sum(float(rows[name][key]) for name in gold["points"]) for key in ("low", "high"))
        sums["width.ok"] += high - low  # type: ignore[assignment]
        sums["width.n"] += sum(float(rows[name]["max_points"]) for name in gold["points"])
        given = sum(suggested(rows[name]) for name in gold["points"])
        _equal(sums, errors, "whole", True, low - 0.01 <= wanted <= high + 0.01, f"{wanted:g} in {low:g}–{high:g}")
        _equal(sums, errors, "near", True, abs(given - wanted) <= 3, f"{wanted:g} and {given:g}")
    for name in gold["asked"]:
        count = rows[name]["measured"].get("count")
        if count is not None:
            _equal(sums, errors, "counts", gold["counts"][name], count, name)
        if name in gold["points"]:
            wanted = float(gold["points"][name])
            _equal(sums, errors, "points", wanted, suggested(rows[name]), name)
            inside = float(rows[name]["low"]) <= wanted <= float(rows[name]["high"])
            _equal(sums, errors, "inside", True, inside, name)


def _equal(sums: Counter[str], errors: list[tuple[str, str]], name: str, gold: object, found: object,
           criterion: str) -> None:
    sums[f"{name}.n"] += 1
    sums[f"{name}.ok"] += gold == found
    if gold != found:
        errors.append((name, f"{criterion}: gold {gold}, found {found}"))


def _precision(gold: Json, found: Json, sums: Counter[str], errors: list[tuple[str, str]]) -> None:
    """Of the evidence that counts for an asked criterion, what stands where the gold has a counted place."""
    rightly = {(place.criterion, place.file): [] for place in places(gold)}
    for place in places(gold):
        if place.counts:
            rightly[place.criterion, place.file].append(place.quote)
    for row in found["criteria"]:
        for one in row["evidence"] if row["id"] in gold["asked"] else ():
            if one["counts"]:
                hit = any(same_place(quote, one["quote"]) for quote in rightly.get((row["id"], one["file"]), ()))
                sums["precise.n"] += 1
                sums["precise.ok"] += hit
                if not hit:
                    errors.append(("counts without gold", f"{row['id']} {one['file']}: {one['quote']}"))


if __name__ == "__main__":
    sys.exit(main())
