"""How fast: ``python -m bench.speed``. Whole processes on 300 born-digital pages, ours and plain pdfplumber in turn.

CPU is user + system time of a process and all it started, start-up included; the median of the runs counts.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bench.memory import peak_of_tree
from bench.render import put

ROOT = Path(__file__).resolve().parent.parent
PR_SET_CHILD_SUBREAPER = 36
RATIO_TARGET, PEAK_TARGET = 1.0, 700.0


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds of CPU (with its children), seconds on the clock, peak RSS of its largest process in MB."""

    cpu: float
    wall: float
    largest: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints, and writes what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5, help="runs of each, in turn")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="refresh the table of this page")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="pufa-bench-") as temp:
        result = measure(Path(temp), options.pages, options.runs)
    print(table(result))
    if options.json:
        options.json.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if options.markdown:
        body = f"Measured {date.today().isoformat()} with `python -m bench.speed`. {table(result)}"
        options.markdown.write_text(put(options.markdown.read_text("utf-8"), "speed", body), "utf-8")
    return 0


def measure(folder: Path, pages: int, runs: int) -> dict[str, Any]:
    """All figures. The dossier is built by a process of its own, so that this one stays small."""
    compiled()
    dossier = folder / "dossier"
    checked([sys.executable, "-m", "bench.speed_dossier", str(dossier), str(pages)])
    ours, plain = _assess(dossier, folder / "out"), [sys.executable, "-m", "bench.speed_parts", "plain", str(dossier)]
    taken: dict[str, list[Run]] = {"assess": [], "rules": [], "plain": []}
    for _ in range(runs):
        taken["assess"].append(timed(ours))
        taken["rules"].append(timed([*ours, "--rules-only"]))
        taken["plain"].append(timed(plain))
    few = min(runs, 3)
    reading = [sys.executable, "-m", "bench.speed_parts", "reading", str(dossier)]
    taken["reading"] = [timed(reading) for _ in range(few)]
    taken["help"] = [timed([*_pufa(), "--help"]) for _ in range(runs)]
    medians = {name: middle(rows) for name, rows in taken.items()}
    return {"pages": pages, "runs": runs, "machine": f"{os.cpu_count()} cores, {platform.python_version()}",
            **{name: asdict(run) for name, run in medians.items()},
            "ratio": medians["assess"].cpu / medians["plain"].cpu,
            "rules_ratio": medians["rules"].cpu / medians["plain"].cpu,
            "pages_per_cpu_second": pages / medians["assess"].cpu,
            "peak_sum": dict(zip(("rss", "pss"), peak_of_tree(ours, ROOT), strict=True))}


def middle(runs: Sequence[Run]) -> Run:
    """The median of each figure."""
    return Run(*(statistics.median(getattr(run, part) for run in runs) for part in ("cpu", "wall", "largest")))


def timed(command: Sequence[str], *, allowed: Sequence[int] = (0,), cache: bool = False) -> Run:
    """Runs a command and all it leaves behind to their end, with no cache unless it may.

    Raises SystemExit where it ends otherwise than ``allowed``.
    """
    adopt_orphans()
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env=dict(os.environ) if cache else {**os.environ, "PUFA_CACHE": "off"})
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        raise SystemExit(f"ended with {process.returncode}: {' '.join(command)}")
    wall = time.perf_counter() - begun
    every = [used, *left_behind()]
    return Run(sum(one.ru_utime + one.ru_stime for one in every), wall, max(one.ru_maxrss for one in every) / 1024)


def adopt_orphans() -> None:
    """Children that a process never waited for come to this one, so that their time is counted too (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def left_behind() -> Iterator[Any]:
    """What each child that is left took, as ``os.wait4`` says it, waiting for them all."""
    while True:
        try:
            yield os.wait4(-1, 0)[2]
        except ChildProcessError:
            return


def compiled() -> None:
    """Compiles our modules, as they are where they are installed; else, where Python is told to write no bytecode, ours
    alone would be compiled again in every process."""
    checked([sys.executable, "-m", "compileall", "-q", "-x", r"[/\\](?:\.venv|tests|corpus)[/\\]", "."])


def checked(command: Sequence[str]) -> None:
    """Runs a command. Raises CalledProcessError where it fails."""
    subprocess.run(command, cwd=ROOT, check=True)


def _pufa() -> list[str]:
    """The installed command, as its users start it."""
    return [str(Path(sys.executable).with_name("pufa"))]


def _assess(dossier: Path, out: Path) -> list[str]:
    words = yaml.safe_load((ROOT / "bench" / "speed_text.yaml").read_text("utf-8"))
    return [*_pufa(), "assess", str(dossier), "--rubric", "jiangyin-2020", "--unit", words["unit"], "--year", "2020",
            "--out", str(out), "--progress", "none"]


def table(result: dict[str, Any]) -> str:
    """The figures as a Markdown table, which reads well on a terminal too."""
    rows = [f"{result['pages']} pages, median of {result['runs']} runs, {result['machine']}.", "",
            "| process | CPU s | wall s | largest process MB |", "| --- | ---: | ---: | ---: |"]
    names = {"assess": "`pufa assess`, whole way", "rules": "`pufa assess --rules-only`",
             "plain": "plain pdfplumber text", "reading": "reading alone", "help": "`pufa --help`"}
    for key, name in names.items():
        run = result[key]
        rows.append(f"| {name} | {run['cpu']:.2f} | {run['wall']:.2f} | {run['largest']:.0f} |")
    met = "met" if result["ratio"] <= RATIO_TARGET else "missed"
    peak = result["peak_sum"]
    fits = "met" if max(result["assess"]["largest"], peak["pss"]) < PEAK_TARGET else "missed"
    rows += ["", f"- CPU of `pufa assess` over plain pdfplumber: **{result['ratio']:.2f}** "
                 f"(target ≤ {RATIO_TARGET}: {met}); with `--rules-only` **{result['rules_ratio']:.2f}**.",
             f"- Pages a CPU second: {result['pages_per_cpu_second']:.1f}.",
             f"- Peak memory of all processes of one run together: {peak['rss']:.0f} MB counting shared pages in each, "
             f"{peak['pss']:.0f} MB counting them once (target < {PEAK_TARGET:.0f}: {fits})."]
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
