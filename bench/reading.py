"""How fast files become blocks: ``python -m bench.reading``. Whole processes in turn, the median of the runs counts.

PDF: ours (blocks with places) beside pdfplumber's words and bare pdfium text, on running text, on one ruled table in
four pages, and on a dense table on every page. Word: ours beside python-docx's own walk of paragraphs and tables.
No cache is used. CPU is user + system time, start-up included.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from bench.render import put
from bench.speed import Run, checked, compiled, middle, timed

SETS = {"text": 1000, "mixed": 4, "tables": 1}
"""One page in so many has a ruled table."""
NAMES = {"ours": "ours", "pdfium": "bare pdfium text", "words": "pdfplumber's words", "python-docx": "python-docx"}
PLUMBER_TARGET, PDFIUM_TARGET, DOCX_TARGET = 10.0, 2.0, 3.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints, and writes what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--papers", type=int, default=60, help="Word papers")
    parser.add_argument("--runs", type=int, default=5, help="runs of each, in turn")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="refresh the table of this page")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="pufa-bench-") as temp:
        result = measure(Path(temp), options.pages, options.papers, options.runs)
    print(table(result))
    if options.json:
        options.json.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if options.markdown:
        body = f"Measured {date.today().isoformat()} with `python -m bench.reading`. {table(result)}"
        options.markdown.write_text(put(options.markdown.read_text("utf-8"), "reading", body), "utf-8")
    return 0


def measure(folder: Path, pages: int, papers: int, runs: int) -> dict[str, Any]:
    """All figures: for each set the median run of each process. The files are made by others, so that this one stays
    small: a child's peak is never under its parent's."""
    compiled()
    for name, every in SETS.items():
        checked([sys.executable, "-m", "bench.speed_dossier", str(folder / name), str(pages), str(every)])
    checked([sys.executable, "-m", "bench.speed_papers", str(folder / "docx"), str(papers)])
    found: dict[str, dict[str, Any]] = {}
    for name, parts in {**dict.fromkeys(SETS, ("ours", "pdfium", "words")), "docx": ("ours", "python-docx")}.items():
        taken: dict[str, list[Run]] = {part: [] for part in parts}
        for _ in range(runs):
            for part in parts:
                taken[part].append(timed([sys.executable, "-m", "bench.speed_parts", part, str(folder / name)]))
        found[name] = {part: asdict(middle(rows)) for part, rows in taken.items()}
    return {"pages": pages, "papers": papers, "runs": runs,
            "machine": f"{os.cpu_count()} cores, {platform.python_version()}", "sets": found}


def table(result: dict[str, Any]) -> str:
    """The figures as a Markdown table, which reads well on a terminal too."""
    rows = [f"{result['pages']} pages a set, {result['papers']} Word papers, median of {result['runs']} runs, "
            f"{result['machine']}.", "",
            "| files | process | CPU s | peak MB | pages or papers a CPU s |", "| --- | --- | ---: | ---: | ---: |"]
    for name, parts in result["sets"].items():
        count = result["papers"] if name == "docx" else result["pages"]
        rows += [f"| {name} | {NAMES[part]} | {run['cpu']:.2f} | {run['largest']:.0f} | {count / run['cpu']:.0f} |"
                 for part, run in parts.items()]
    rows.append("")
    for name, parts in result["sets"].items():
        ours = parts["ours"]["cpu"]
        if name == "docx":
            ratio = parts["python-docx"]["cpu"] / ours
            rows.append(f"- docx: **{ratio:.1f}** times python-docx's pace (target ≥ {DOCX_TARGET:g}: "
                        f"{_met(ratio >= DOCX_TARGET)}).")
            continue
        pace, cost = parts["words"]["cpu"] / ours, ours / parts["pdfium"]["cpu"]
        rows.append(f"- {name}: **{pace:.1f}** times pdfplumber's pace (target ≥ {PLUMBER_TARGET:g}: "
                    f"{_met(pace >= PLUMBER_TARGET)}), **{cost:.2f}** times the CPU of bare pdfium text (target ≤ "
                    f"{PDFIUM_TARGET:g}: {_met(cost <= PDFIUM_TARGET)}).")
    return "\n".join(rows)


def _met(yes: bool) -> str:
    return "met" if yes else "missed"


if __name__ == "__main__":
    sys.exit(main())
