"""How much of a mixed dossier is read rightly: ``python -m bench.intake_truth``.

Builds a dossier (bench/mixed.py) in which rare forms are as frequent as common ones, reads it with
``extractor.read_dossier``, and holds every document against what is known of its file: status, type, pages, sentences
letter by letter and their place, table rows cell by cell, characters lost and invented, and errors of recognition.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.intake_compare import FIGURES, Tally, compare
from bench.mixed import EVERY_FORM, build
from bench.mixed_truth import Truth
from bench.render import percent, put
from extractor import read_dossier
from model.documents import Document

MARK = "intake"
AMOUNTS = ("lost", "invented", "errors")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints, and writes what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.intake_truth", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=120)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=None, help="reading processes")
    parser.add_argument("--kind", action="append", help="count only files of this kind; may be given again")
    parser.add_argument("--errors", action="store_true", help="list all that is wrong")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="build the dossier here and leave it")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="refresh the table of this page")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="pufa-bench-") as temp:
        os.environ["PUFA_CACHE"] = str(Path(temp) / "cache")  # nothing that was read before
        folder = options.keep or Path(temp) / "dossier"
        result, tallies = measure(folder, options.files, options.seed, options.jobs, options.kind)
    print(table(result))
    if options.errors:
        for kind, tally in tallies.items():
            for file, what in tally.wrong:
                print(f"{kind} | {file} | {what}")
    if options.json:
        options.json.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if options.markdown:
        body = f"Measured {date.today().isoformat()} with `python -m bench.intake_truth --files {options.files}`. "
        options.markdown.write_text(put(options.markdown.read_text("utf-8"), MARK, body + table(result)), "utf-8")
    return 0


def measure(folder: Path, files: int, seed: int, jobs: int | None,
            kinds: Sequence[str] | None = None) -> tuple[dict[str, Any], dict[str, Tally]]:
    """Builds, reads and compares; the figures and all that is wrong by kind."""
    truths = build(folder, files, seed, shares=EVERY_FORM)
    clock = time.perf_counter()
    documents = read_dossier(folder, jobs=jobs).documents
    wall = time.perf_counter() - clock
    tallies, extra = held(truths, documents, kinds)
    return {"files": files, "seed": seed, "documents": len(documents), "wall": wall, "without truth": extra,
            "kinds": {kind: figures(tally) for kind, tally in tallies.items()}}, tallies


def held(truths: Sequence[Truth], documents: Sequence[Document],
         kinds: Sequence[str] | None = None) -> tuple[dict[str, Tally], list[str]]:
    """Documents against truths, by kind; and the documents that nothing is known of."""
    by_path = {document.path: document for document in documents}
    tallies: dict[str, Tally] = {}
    for truth in sorted(truths, key=lambda one: one.kind):
        if not kinds or truth.kind in kinds:
            compare(truth, by_path.get(truth.path), tallies.setdefault(truth.kind, Tally()))
    return tallies, sorted(by_path.keys() - {truth.path for truth in truths})


def figures(tally: Tally) -> dict[str, list[int]]:
    """Right (or, of ``AMOUNTS``, wrong) of how many."""
    return {name: [tally.right[name], tally.total[name]] for name in (*FIGURES, *AMOUNTS)}


def table(result: Mapping[str, Any]) -> str:
    """The figures as Markdown tables: what has a text layer, and what had to be recognised."""
    rows = [f"{result['files']} files, seed {result['seed']}, {result['documents']} documents, "
            f"{result['wall']:.0f} s on the clock.", "",
            "| kind | files | status | type | pages | sentences | right page | right box | rows "
            "| lost ‰ | invented ‰ |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for kind, row in result["kinds"].items():
        cells = [_of(row[name]) for name in FIGURES[:7]] + [_mille(row[name]) for name in ("lost", "invented")]
        rows.append(f"| {kind} | {row['status'][1]} | {' | '.join(cells)} |")
    rows += ["", "Percentages, the number of things in brackets. Words in pictures:", "",
             "| kind | sentences | without an error | wrong characters % | right page | right box | rows |",
             "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for kind, row in result["kinds"].items():
        if row["recognised"][1] or row["recognised rows"][1]:
            wrong, letters = row["errors"]
            cells = [str(row["recognised"][1]), _of(row["recognised"]), percent(wrong / letters if letters else None),
                     *(_of(row[name]) for name in FIGURES[8:])]
            rows.append(f"| {kind} | {' | '.join(cells)} |")
    if extra := result["without truth"]:
        rows += ["", f"Documents that the dossier does not hold: {len(extra)}."]
    return "\n".join(rows)


def _of(pair: Sequence[int]) -> str:
    return f"{percent(pair[0] / pair[1])} ({pair[1]})" if pair[1] else "–"


def _mille(pair: Sequence[int]) -> str:
    return f"{1000 * pair[0] / pair[1]:.2f}" if pair[1] else "–"


if __name__ == "__main__":
    sys.exit(main())
