"""Our reader beside others on the same files: ``python -m bench.peers --peer markitdown=/path/to/python``.

Every tool runs by a Python that can import it, in a process of its own a format (bench/peer_runner.py), with no network
and nothing kept from before. Tools: docling, docling-parse, markitdown, unstructured, pdfminer, pdfplumber, mineru. How
to install them is their own matter; none is needed by this project. What is not given is reported as not installed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.intake_compare import differences
from bench.mixed_truth import Row, bare
from bench.peer_files import GROUPS, Group, Sample, build, units
from bench.render import percent, put

ROOT = Path(__file__).resolve().parent.parent
RUNNER = Path(__file__).with_name("peer_runner.py")
OURS, PEERS = "pufa", ("docling", "docling-parse", "markitdown", "unstructured", "pdfminer", "pdfplumber", "mineru")
PDF_ONLY = {"docling-parse", "pdfminer", "pdfplumber"}
MARK, SECONDS = "peers", 900
OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "DO_NOT_TRACK": "true", "PUFA_CACHE": "off"}


@dataclass(frozen=True, slots=True)
class Score:
    """One tool on one format. speed: units a second of CPU; sentences, rows: shares found whole, None where there are
    none; lost, invented: shares of the characters, None where the text is not known as a whole; peak in MB."""

    group: str
    tool: str
    version: str = ""
    speed: float | None = None
    start: float | None = None
    sentences: float | None = None
    rows: float | None = None
    lost: float | None = None
    invented: float | None = None
    boxes: bool | None = None
    peak: float | None = None
    error: str = ""
    note: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints, and writes what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PYTHON", type=named,
                        help="a tool and a Python that can import it; may be given again")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="refresh the table of this page")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="pufa-bench-") as temp:
        scores = measure(Path(temp), dict(options.peer))
    print(table(scores, dict(options.peer)))
    if options.json:
        rows = [{name: getattr(score, name) for name in Score.__slots__} for score in scores]
        options.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if options.markdown:
        body = f"Measured {date.today().isoformat()} with `python -m bench.peers`. {table(scores, dict(options.peer))}"
        options.markdown.write_text(put(options.markdown.read_text("utf-8"), MARK, body), "utf-8")
    return 0


def named(text: str, tools: Collection[str] = tuple(PEERS)) -> tuple[str, str]:
    """``NAME=PYTHON`` as a pair. Raises ArgumentTypeError for an unknown tool or a Python that is not there."""
    name, _, python = text.partition("=")
    if name not in tools:
        raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(tools)}")
    if not Path(python).is_file():
        raise argparse.ArgumentTypeError(f"there is no {python!r}")
    return name, python


def measure(folder: Path, peers: Mapping[str, str]) -> list[Score]:
    """Every tool on every format that it is for, one after the other."""
    samples = build(folder)
    tools = {OURS: sys.executable, **peers}
    return [score(group, tool, samples[group.name], ran(python, tool, samples[group.name], folder))
            for group in GROUPS for tool, python in tools.items() if group.is_pdf or tool not in PDF_ONLY]


def ran(python: str, tool: str, samples: Sequence[Sample], folder: Path) -> dict[str, Any]:
    """The result of the runner; ``{"error": …}`` where it gave none."""
    out = folder / f"{tool}.json"
    out.unlink(missing_ok=True)
    environment = {**os.environ, **OFFLINE, "PYTHONPATH": str(ROOT) if tool == OURS else ""}
    command = [python, str(RUNNER), tool, str(out), *(str(sample.path) for sample in samples)]
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return {"error": f"no result after {SECONDS} seconds"}
    if not out.exists():
        return {"error": f"ended with {done.returncode}: {done.stderr.decode('utf-8', 'replace').strip()[-200:]}"}
    return json.loads(out.read_text("utf-8"))


def score(group: Group, tool: str, samples: Sequence[Sample], result: Mapping[str, Any]) -> Score:
    """The figures of one tool on one format; a file that it cannot read counts as lost."""
    if "error" in result:
        return Score(group.name, tool, error=result["error"])
    found = {Path(one["file"]).name: one for one in result["files"]}
    errors = [one["error"] for one in result["files"] if "error" in one]
    if len(errors) == len(samples):
        return Score(group.name, tool, result["version"], error=errors[0])
    sentences, rows, lost, invented = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for sample in samples:
        one = found.get(sample.path.name, {})
        text = bare(one.get("text", ""))
        spoken = [item for item in sample.truth.sentences if not item.recognised]
        sentences.update(all=len(spoken), right=sum(bare(item.text) in text for item in spoken))
        rows.update(all=len(sample.truth.rows), right=rows_right(sample.truth.rows, one.get("rows", []), text))
        if sample.truth.text is not None:
            gone, more = differences(sample.truth.text, text)
            more -= Counter(bare(sample.heads))
            lost.update(all=len(sample.truth.text), part=sum(gone.values()))
            invented.update(all=len(sample.truth.text), part=sum(more.values()))
    return Score(group.name, tool, result["version"], units(list(samples)) / result["cpu"], result["start"],
                 _share(sentences, "right"), _share(rows, "right"), _share(lost, "part"), _share(invented, "part"),
                 any(one.get("boxes") for one in found.values()), result["peak"], errors[0] if errors else "",
                 result.get("note", ""))


def _share(counted: Counter[str], part: str) -> float | None:
    return counted[part] / counted["all"] if counted["all"] else None


def rows_right(wanted: Sequence[Row], found: Sequence[Sequence[str]], text: str = "") -> int:
    """How many rows are there cell by cell in their order, each found row used once.

    Merged cells may be blank or repeated, as tools differ in it; a row of one cell may also be a line of ``text``.
    """
    there = Counter(_cells(row) for row in found)
    right = 0
    for row in wanted:
        full = _cells([value for _, value in sorted((*row.carried, *row.cells))])
        if len(full) == 1 and not there[full]:
            right += full[0] in text
            continue
        for form in (full, _cells([value for _, value in row.cells])):
            if there[form]:
                there[form] -= 1
                right += 1
                break
    return right


def _cells(row: Sequence[str]) -> tuple[str, ...]:
    """A row's filled cells without white space; a cell equal to the one before it stands once."""
    filled = [bare(cell) for cell in row if bare(cell)]
    return tuple(cell for at, cell in enumerate(filled) if at == 0 or filled[at - 1] != cell)


def table(scores: Sequence[Score], peers: Mapping[str, str]) -> str:
    """The figures as Markdown, with what could not run and why."""
    rows = [f"{os.cpu_count()} cores, Python {platform.python_version()}.", "",
            "| files | tool | units a CPU s | start CPU s | sentences % | rows exact % | lost ‰ | invented ‰ | boxes "
            "| peak MB |", "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: |"]
    for one in scores:
        if one.speed is None:
            rows.append(f"| {one.group} | {one.tool} | does not run |  |  |  |  |  |  |  |")
            continue
        rows.append(f"| {one.group} | {one.tool} {one.version} | {one.speed:.1f} | {one.start:.1f} "
                    f"| {percent(one.sentences)} | {percent(one.rows)} | {_mille(one.lost)} | {_mille(one.invented)} "
                    f"| {'yes' if one.boxes else 'no'} | {one.peak:.0f} |")
    reasons: dict[tuple[str, str], list[str]] = {}
    for one in scores:
        if one.error:
            reasons.setdefault((one.tool, one.error.replace("`", "'")), []).append(one.group)
    told = [f"- {tool} ({'; '.join(groups)}): `{error}`" for (tool, error), groups in reasons.items()]
    told += dict.fromkeys(f"- {one.tool}: {one.note}." for one in scores if one.note)
    rows += ["", "Units are pages, sheets, slides or files.", *([""] if told else []), *told]
    missing = [name for name in PEERS if name not in peers]
    return "\n".join([*rows, *(["", f"Not installed: {', '.join(missing)}."] if missing else [])])


def _mille(value: float | None) -> str:
    return "–" if value is None else f"{1000 * value:.2f}"


if __name__ == "__main__":
    sys.exit(main())
