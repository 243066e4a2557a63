"""Every standard on its sample dossier with gold: ``python -m bench.standards [FOLDER…] [--markdown FILE] [--errors]``.

The papers and their gold were written by people who knew the standards alone. ``--mark standards-first`` fills the part
of the page that keeps what came out before anybody looked at a single error; it is written once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench import dossier
from bench.quality import fingerprint
from bench.render import put

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
FIGURES = {"points": "criterion: suggested points", "low": "criterion: low", "high": "criterion: high",
           "status": "criterion: status", "counts": "criterion: count of events", "aspects": "criterion: aspects",
           "papers": "papers recognised", "mentions": "counted mentions found and counting",
           "events": "counted events found and counting", "traps": "traps that count for nothing",
           "deadlines": "deadlines: in time or late",
           "last year": "problems of last year: state"}


def samples() -> list[Path]:
    """The folders of all standards' samples that have a gold."""
    return sorted(path.parent for path in CORPUS.glob("sample_*/gold.yaml"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures the samples, prints a table, and writes it into a page where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.standards", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, help="sample folders; all where none is named")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="refresh the table of this page")
    parser.add_argument("--mark", default="standards", help="which part of the page")
    parser.add_argument("--errors", action="store_true", help="print every disagreement, grouped by type")
    options = parser.parse_args(arguments)
    measured: dict[str, dict[str, Any]] = {}
    for folder in options.folders or samples():
        result, errors = dossier.measure(folder)
        measured[folder.name] = {"data": fingerprint(folder, "gold.yaml", "dossier/**/*"), **result}
        if options.errors:
            print(f"\n== {folder.name}")
            for kind, words in sorted(errors):
                print(f"{kind}: {words}")
    text = table(measured)
    print(text, file=sys.stderr if options.errors else sys.stdout)
    if options.markdown:
        page = options.markdown.read_text("utf-8")
        made = f"Measured {date.today().isoformat()} with `python -m bench.standards`.\n\n{text}"
        options.markdown.write_text(put(page, options.mark, made), "utf-8")
    return 0


def table(measured: Mapping[str, Mapping[str, Any]]) -> str:
    """A Markdown table: a row a dossier, hits of tries in every column."""
    rows = ["| dossier | total found | gold | " + " | ".join(FIGURES) + " | data |",
            "| --- | --- | --- | " + " | ".join("---:" for _ in FIGURES) + " | --- |"]
    for name, result in measured.items():
        counts = result["counts"]
        shown = [f"{counts[key]['ok']}/{counts[key]['n']}" if key in counts else "–" for key in FIGURES.values()]
        found, gold = (_total(result["total"][side]) for side in ("found", "gold"))
        rows.append(f"| {name.removeprefix('sample_')} | {found} | {gold} | {' | '.join(shown)} | `{result['data']}` |")
    return "\n".join(rows)


def _total(total: Mapping[str, Any]) -> str:
    grade = f" {total['grade']}" if total["grade"] else ""
    return f"{total['suggested']:g} ({total['low']:g}–{total['high']:g}){grade}"


if __name__ == "__main__":
    sys.exit(main())
