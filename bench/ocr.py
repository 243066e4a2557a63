"""Words in pictures: ``python -m bench.ocr``. Ours, rapidocr and tesseract as they come, on the same drawn pages.

Each recogniser runs in a process of its own on one thread; ours besides on all pages with its pool of processes.
Errors are the edit distance of the characters over their number, white space left out; in tables and photos, where
there is more than one right order, characters lost or added. CPU is user + system time.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from bench.ocr_pages import Page, pages
from bench.render import put
from extractor.limits import Limits
from extractor.ocr.levelling import levelled
from extractor.ocr.pool import A_PROCESS, Pool
from extractor.tools import Picture, Recognition

ROOT = Path(__file__).resolve().parent.parent
ENGINES = ("ours", "rapidocr", "tesseract")
_ORDERLESS = ("table", "noisy table", "photo")
_GROUPS = {"clean": "prose, 200 dpi, clean", "sealed": "the same under a red seal", "table": "score table, 200 dpi",
           "noisy": "prose, 150 dpi, noise, blur, JPEG, 1° askew", "noisy table": "score table, spoilt likewise",
           "turned": "prose turned by 90°, 180°, 270°", "photo": "photo with a banner and a board"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints, and writes what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.ocr", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="refresh the table of this page")
    parser.add_argument("--engine", choices=ENGINES, help="run one recogniser and print a page a line")
    options = parser.parse_args(arguments)
    if options.engine:
        for row in run_engine(options.engine):
            print(json.dumps(row, ensure_ascii=False), flush=True)
        return 0
    result = measure()
    print(table(result))
    if options.json:
        options.json.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if options.markdown:
        body = f"Measured {date.today().isoformat()} with `python -m bench.ocr`. {table(result)}"
        options.markdown.write_text(put(options.markdown.read_text("utf-8"), "ocr", body), "utf-8")
    return 0


def measure() -> dict[str, Any]:
    """All figures: the pool of one process and of two, then every recogniser page by page."""
    drawn = list(pages())
    pools = [_pool(drawn, 1), _pool(drawn, 2)]  # first: the peak is that of the largest child so far
    found = {name: _apart(name) for name in ENGINES}
    groups = {group: {name: _group(group, rows) for name, rows in found.items()} for group in _GROUPS}
    return {"machine": f"{os.cpu_count()} cores, {platform.python_version()}", "pages": len(drawn), "groups": groups,
            "peak": {name: max((row["peak"] for row in rows), default=0) for name, rows in found.items()},
            "cells": [sum(row.get(part, 0) for row in found["ours"]) for part in ("cells_right", "cells")],
            "start": found["ours"][0]["start"] if found["ours"] else None,
            "pool": pools}


def _apart(name: str) -> list[dict[str, Any]]:
    """One recogniser in a fresh process on one thread; [] where it is not installed."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run([sys.executable, "-m", "bench.ocr", "--engine", name], cwd=ROOT, env=environment,
                          stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def run_engine(name: str) -> Iterator[dict[str, Any]]:
    """Text, seconds of CPU and peak memory in MB for every page; nothing where the recogniser is not installed."""
    begun = _cpu()
    try:
        read = {"ours": _ours, "rapidocr": _rapidocr, "tesseract": _tesseract}[name]()
    except (ImportError, FileNotFoundError):
        return
    start = _cpu() - begun
    for number, page in enumerate(pages()):
        before = _cpu()
        text, extra = read(page)
        yield {"page": number, "kind": page.kind, "cpu": _cpu() - before, "peak": _peak(), "start": start,
               "wrong": errors(page.kind, page.truth, text), "characters": len(_solid(page.truth)), **extra}


Read = Callable[[Page], tuple[list[str], dict[str, Any]]]


def _ours() -> Read:
    from extractor.ocr.engine import Engine

    engine = Engine()

    def read(page: Page) -> tuple[list[str], dict[str, Any]]:
        found = engine.read(_picture(page))
        extra: dict[str, Any] = {"turned_right": found.turned == page.turned}
        if "table" in page.kind:
            got = cells(levelled(found))
            extra |= {"cells": len(page.truth), "cells_right": sum((Counter(page.truth) & Counter(got)).values())}
        return [line.text for line in found.words], extra

    return read


def _rapidocr() -> Read:
    import numpy as np
    from rapidocr import RapidOCR

    logging.disable(logging.WARNING)
    engine = RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": 1})

    def read(page: Page) -> tuple[list[str], dict[str, Any]]:
        return list(engine(np.asarray(page.image)[:, :, ::-1]).txts or ()), {}

    return read


def _tesseract() -> Read:
    subprocess.run(["tesseract", "--version"], capture_output=True, check=True)

    def read(page: Page) -> tuple[list[str], dict[str, Any]]:
        with tempfile.NamedTemporaryFile(suffix=".png") as file:
            page.image.save(file.name, dpi=(page.dpi, page.dpi))
            done = subprocess.run(["tesseract", file.name, "-", "-l", "chi_sim"], capture_output=True, text=True,
                                  check=False)
        return done.stdout.splitlines(), {}

    return read


def _pool(drawn: Sequence[Page], processes: int) -> dict[str, float]:
    """All pages through the pool with nothing kept: seconds on the clock and of CPU, the processes' start included."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    pool = Pool(Limits(ocr_memory=processes * A_PROCESS))
    try:
        found = pool.recognise([_picture(page) for page in drawn])
    finally:
        pool.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"processes": processes, "peak": after.ru_maxrss / 1024, "wall": time.monotonic() - begun,
            "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
            "read": sum(isinstance(one, Recognition) for one in found)}


def _picture(page: Page) -> Picture:
    return Picture(width=page.image.width, height=page.image.height, mode="RGB", data=page.image.tobytes(),
                   dpi=page.dpi)


def _solid(lines: Sequence[str]) -> str:
    return "".join("".join(lines).split())


def errors(kind: str, truth: Sequence[str], found: Sequence[str]) -> int:
    """Wrong characters of a page: edit distance, or those lost or added where the order is free."""
    want, got = _solid(truth), _solid(found)
    if kind in _ORDERLESS:
        lost, added = Counter(want) - Counter(got), Counter(got) - Counter(want)
        return max(lost.total(), added.total())
    return Levenshtein.distance(want, got)


def cells(found: Recognition) -> list[str]:
    """The text of every cell between the ruling lines of a level recognition, row by row."""
    rows = sorted(line.top for line in found.rulings if line.top == line.bottom)
    columns = sorted(line.x0 for line in found.rulings if line.top != line.bottom)
    texts = []
    for top, bottom in zip(rows, rows[1:], strict=False):
        for left, right in zip(columns, columns[1:], strict=False):
            inside = [line for line in found.words if left <= (line.x0 + line.x1) / 2 < right
                      and top <= (line.top + line.bottom) / 2 < bottom]
            texts.append("".join(line.text for line in inside))
    return texts


def _group(group: str, rows: Sequence[dict[str, Any]]) -> dict[str, float] | None:
    mine = [row for row in rows if row["kind"].rstrip("0123456789 ") == group]
    if not mine:
        return None
    count = sum(row["characters"] for row in mine)
    return {"errors": sum(row["wrong"] for row in mine) / count, "characters": count,
            "cpu": sum(row["cpu"] for row in mine) / len(mine)}


def table(result: dict[str, Any]) -> str:
    """The figures as Markdown."""
    rows = [f"{result['machine']}; {result['pages']} pages.", "",
            "| pages | characters | " + " | ".join(f"{name}: errors % | CPU s a page" for name in ENGINES) + " |",
            "| --- | ---: |" + " ---: | ---: |" * len(ENGINES)]
    for group, figures in result["groups"].items():
        parts = [f"{100 * row['errors']:.2f} | {row['cpu']:.2f}" if row else "– | –" for row in figures.values()]
        rows.append(f"| {_GROUPS[group]} | {figures['ours']['characters']} | " + " | ".join(parts) + " |")
    rows += ["", "Peak memory of a process, MB: " + ", ".join(
        f"{name} {value:.0f}" for name, value in result["peak"].items()) + "."]
    right, count = result["cells"]
    rows.append(f"Cells of the tables whose whole text is right: {right} of {count}.")
    count = result["pages"]
    rows += [f"All pages through the pool, {row['processes']:.0f} process(es): {row['wall']:.1f} s on the clock, "
             f"{row['cpu']:.1f} s of CPU ({row['wall'] / count:.2f} and {row['cpu'] / count:.2f} a page), "
             f"{row['peak']:.0f} MB a process at most." for row in result["pool"]]
    return "\n".join(rows)


def _cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(part.ru_utime + part.ru_stime for part in used)


def _peak() -> float:
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


if __name__ == "__main__":
    raise SystemExit(main())
