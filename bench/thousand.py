"""A dossier of a thousand mixed files, assessed twice: ``python -m bench.thousand [--files 1000] [--markdown PAGE]``.

Is every file accounted for, how much does the second run cost, does memory stay flat while files are read, and do both
runs say the same? CPU is user + system time of a process and all it started, start-up included.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.memory import memory_of, memory_of_tree
from bench.mixed_words import data
from bench.render import put
from bench.speed import ROOT, adopt_orphans, left_behind

MARK, RUBRIC, POINTS = "thousand", "jiangyin-2020", 10
RATIO_TARGET, FLAT_TARGET = 0.03, 1.25
OTHERS = 20.0
"""MB that processes of their own take at least while they read."""
OUTPUTS = ("assessment.json", "review.docx", "scores.xlsx")


@dataclass(frozen=True, slots=True)
class Sample:
    """Memory at one moment in MB (PSS: shared pages counted once): of all processes, and of the first alone."""

    at: float
    all: float
    parent: float


@dataclass(frozen=True, slots=True)
class Assessed:
    """One run: seconds of CPU of all processes, seconds on the clock, exit status, memory over time."""

    cpu: float
    wall: float
    status: int
    samples: tuple[Sample, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints, and writes what was asked for; 1 where a file was lost or the two runs differ."""
    parser = argparse.ArgumentParser(prog="python -m bench.thousand", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--markdown", type=Path, metavar="PAGE", help="refresh the table of this page")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="pufa-bench-") as temp:
        result = measure(Path(temp), options.files, options.seed)
    shown = table(result)
    print(shown)
    if options.json:
        options.json.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if options.markdown:
        body = f"Measured {date.today().isoformat()} with `python -m bench.thousand`. {shown}"
        options.markdown.write_text(put(options.markdown.read_text("utf-8"), MARK, body), "utf-8")
    return 1 if result["lost"] or result["unknown"] or not result["adds_up"] or result["differing"] else 0


def measure(folder: Path, files: int, seed: int) -> dict[str, Any]:
    """All figures. The dossier is built by a process of its own, and nothing is kept from before."""
    dossier, truth = folder / "dossier", folder / "truth.json"
    subprocess.run([sys.executable, "-m", "bench.mixed", str(dossier), "--files", str(files), "--seed", str(seed),
                    "--truth", str(truth)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    environment = {**os.environ, "PUFA_CACHE": str(folder / "cache"), "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    first, second = (assessed(dossier, folder / name, environment) for name in ("first", "second"))
    told = json.loads((folder / "first" / "assessment.json").read_text("utf-8"))
    given = {one["path"] for one in json.loads(truth.read_text("utf-8"))}
    return {
        "files": files, "machine": f"{os.cpu_count()} cores, {platform.python_version()}",
        "bytes": sum(path.stat().st_size for path in dossier.rglob("*") if path.is_file()),
        "cache": sum(path.stat().st_size for path in (folder / "cache").glob("*")),
        **accounted(given, told), "pages": sum(entry["pages"] or 0 for entry in told["files"]),
        "runs": {name: {"cpu": run.cpu, "wall": run.wall, "status": run.status}
                 for name, run in (("first", first), ("second", second))},
        "ratio": second.cpu / first.cpu, "memory": curve(first.samples), "peak": peak(first.samples),
        "flat": flat(first.samples),
        "differing": [name for name in OUTPUTS
                      if (folder / "first" / name).read_bytes() != (folder / "second" / name).read_bytes()],
    }


def assessed(dossier: Path, out: Path, environment: Mapping[str, str]) -> Assessed:
    """``pufa assess`` as its users start it, watched until it and all it left behind have ended."""
    command = [sys.executable, "-m", "cli", "assess", str(dossier), "--rubric", RUBRIC, "--unit", data()["unit"],
               "--year", str(data()["year"]), "--out", str(out), "--progress", "none"]
    adopt_orphans()
    begun, samples, over = time.perf_counter(), list[Sample](), threading.Event()
    process = subprocess.Popen(command, cwd=ROOT, env=dict(environment), stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)

    def watch() -> None:
        while not over.wait(0.25 if len(samples) < 40 else 1.0):
            now = memory_of_tree(process.pid)[1], memory_of(process.pid)[1]
            samples.append(Sample(time.perf_counter() - begun, *now))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, used = os.wait4(process.pid, 0)
    over.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"ended with {process.returncode}: {' '.join(command)}")
    wall = time.perf_counter() - begun
    every = [used, *left_behind()]
    cpu = sum(one.ru_utime + one.ru_stime for one in every)
    return Assessed(cpu, wall, process.returncode, tuple(one for one in samples if one.all > 0))


def accounted(given: set[str], told: Mapping[str, Any]) -> dict[str, Any]:
    """The receipt against what was handed in (members of archives and mails are files of their own)."""
    listed, sums = {entry["path"] for entry in told["files"]}, told["intake"]
    parts = sum(sums[name] for name in ("read", "partly_read", "failed", "ignored"))
    return {"given": len(given), "intake": sums, "lost": sorted(given - listed), "unknown": sorted(listed - given),
            "adds_up": parts == sums["received"] == len(told["files"]) == len(listed)}


def curve(samples: Sequence[Sample], points: int = POINTS) -> list[dict[str, float]]:
    """The samples at ``points`` moments spread evenly over the run: the highest of each stretch."""
    if not samples:
        return []
    stretch = samples[-1].at / points
    parts = [[one for one in samples if at * stretch < one.at <= (at + 1) * stretch] for at in range(points)]
    return [{"at": round(100 * (at + 1) / points), "all": max(one.all for one in part),
             "parent": max(one.parent for one in part)} for at, part in enumerate(parts) if part]


def peak(samples: Sequence[Sample]) -> dict[str, float]:
    """The highest of all processes and of the first alone."""
    return {"all": max((one.all for one in samples), default=0.0),
            "parent": max((one.parent for one in samples), default=0.0)}


def flat(samples: Sequence[Sample]) -> dict[str, float]:
    """Memory of all processes while files are read: the median of its second half over that of its first (1 is flat),
    and what the first process, which keeps what was read, gained between them in MB."""
    reading = [one for one in samples if one.all > one.parent + OTHERS]
    half = len(reading) // 2
    if not half:
        return {"first": 0.0, "second": 0.0, "ratio": 1.0, "gained": 0.0}
    first, second = (statistics.median(one.all for one in part) for part in (reading[:half], reading[half:]))
    before, after = (statistics.median(one.parent for one in part) for part in (reading[:half], reading[half:]))
    return {"first": first, "second": second, "ratio": second / first, "gained": after - before}


def table(result: Mapping[str, Any]) -> str:
    """The figures as Markdown tables, which read well on a terminal too."""
    sums, runs, level = result["intake"], result["runs"], result["flat"]
    rows = [f"{result['files']} files ({result['bytes'] / 1e6:.0f} MB), {result['given']} with members of archives and "
            f"mails, {result['pages']} pages, {result['machine']}.", "",
            "| received | read | partly read | failed | ignored | lost | not known |",
            "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
            f"| {sums['received']} | {sums['read']} | {sums['partly_read']} | {sums['failed']} | {sums['ignored']} "
            f"| {len(result['lost'])} | {len(result['unknown'])} |", "",
            "| run | CPU s | wall s |", "| --- | ---: | ---: |"]
    rows += [f"| {name} | {run['cpu']:.1f} | {run['wall']:.1f} |" for name, run in runs.items()]
    rows += ["", "| part of the first run, % | " + " | ".join(f"{one['at']}" for one in result["memory"]) + " |",
             "| --- |" + " ---: |" * len(result["memory"])]
    rows += [f"| {words}, MB | " + " | ".join(f"{one[name]:.0f}" for one in result["memory"]) + " |"
             for name, words in (("all", "all processes"), ("parent", "first process"))]
    same = "the same bytes" if not result["differing"] else "DIFFERENT: " + ", ".join(result["differing"])
    rows += ["", f"- CPU of the second run over the first: **{100 * result['ratio']:.1f} %** (target < "
                 f"{100 * RATIO_TARGET:.0f} %: {_met(result['ratio'] < RATIO_TARGET)}); both wrote {same}.",
             f"- Memory while files are read, second half over first: {level['ratio']:.2f} (target < {FLAT_TARGET}: "
             f"{_met(level['ratio'] < FLAT_TARGET)}); the first process gained {level['gained']:.0f} MB from the one "
             f"to the other; the highest {result['peak']['all']:.0f} MB, of the first process "
             f"{result['peak']['parent']:.0f} MB.",
             f"- What is kept for the second run: {result['cache'] / 1e6:.1f} MB."]
    return "\n".join(rows)


def _met(yes: bool) -> str:
    return "met" if yes else "missed"


if __name__ == "__main__":
    sys.exit(main())
