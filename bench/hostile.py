"""Every hostile file of the tests in one dossier, assessed: ``python -m bench.hostile [--markdown PAGE]``.

Says how many there are, whether each is named in the assessment, whether anything was written outside the output
folder, how long it took, and the most memory that all processes held together.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import time
import zipfile
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.memory import peak_of_tree
from bench.render import put
from extractor.naming import visible

ROOT = Path(__file__).resolve().parent.parent
_TAKEN = re.compile(rb"<f(?: [^>]*)?>[^<]*(?:cmd|WEBSERVICE|1\+1)")


def measure() -> dict[str, Any]:
    """Makes the dossier, assesses it in processes with a home of their own, and looks at what there is afterwards."""
    sys.path.insert(0, str(ROOT / "tests" / "extractor"))
    suite = import_module("hostile_files")
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        around = Path(name)
        for folder in ("home", "temp", "dossier"):
            (around / folder).mkdir()
        suite.make(around / "dossier", suite.ALL)
        before = _paths(around)
        own = {"HOME": "home", "TMPDIR": "temp", "PUFA_CACHE": "home/cache"}
        command = ["env", *(f"{key}={around / place}" for key, place in own.items()), sys.executable, "-m", "cli",
                   "assess", str(around / "dossier"), "--rubric", "jiangyin-2020", "--unit", "澜宁市水务局",
                   "--year", "2020", "--out", str(around / "out")]
        begun = time.monotonic()
        peak = peak_of_tree(command, ROOT)[0]
        seconds = time.monotonic() - begun
        written = around / "out" / "assessment.json"
        files = json.loads(written.read_text("utf-8"))["files"] if written.exists() else []
        named = {row["path"] for row in files}
        wanted = {visible(one.name) for one in suite.ALL}
        kept = ("out", "home/cache")
        strays = [path for path in _paths(around) - before if not path.startswith(kept)]
        count: dict[str, int] = {}
        for row in files:
            count[row["status"]] = count.get(row["status"], 0) + 1
        return {"files": len(wanted), "entries": len(files), "unnamed": sorted(wanted - named),
                "strays": sorted(strays), "status": dict(sorted(count.items())), "seconds": seconds, "peak": peak,
                "live": _live_formulas(around / "out" / "scores.xlsx"), "done": written.exists()}


def _live_formulas(book: Path) -> int:
    """Cells of the written workbook that are formulas taken from the dossier; its own are sums."""
    if not book.exists():
        return 0
    with zipfile.ZipFile(book) as archive:
        return sum(len(_TAKEN.findall(archive.read(name))) for name in archive.namelist() if "worksheets/" in name)


def _paths(folder: Path) -> set[str]:
    """Every path below the folder."""
    return {os.path.relpath(Path(place, name), folder) for place, folders, names in os.walk(folder)
            for name in [*folders, *names]}


def text(found: dict[str, Any]) -> str:
    """The figures as a Markdown table."""
    status = ", ".join(f"{count} {name}" for name, count in found["status"].items())
    rows = (("hostile files", found["files"]), ("entries with archive members", f"{found['entries']} ({status})"),
            ("not named", len(found["unnamed"])), ("written outside the output folder", len(found["strays"])),
            ("live formulas in scores.xlsx", found["live"]), ("wall seconds, two cores", f"{found['seconds']:.0f}"),
            ("most memory of all processes, MB", f"{found['peak']:.0f}"))
    return "| figure | |\n| --- | ---: |\n" + "\n".join(f"| {name} | {value} |" for name, value in rows)


def main(arguments: list[str] | None = None) -> int:
    """Measures and prints; 1 where a file was not named, something escaped or the run did not end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--markdown", type=Path, help="page with <!-- bench:hostile --> to write the table into")
    given = parser.parse_args(arguments)
    found = measure()
    print(text(found))
    for stray in [*found["unnamed"], *found["strays"]]:
        print(stray)
    if given.markdown:
        page = put(given.markdown.read_text("utf-8"), "hostile",
                   f"Measured {date.today().isoformat()} with `python -m bench.hostile`.\n\n{text(found)}")
        given.markdown.write_text(page, "utf-8")
    return int(not found["done"] or bool(found["unnamed"] or found["strays"] or found["live"]))


if __name__ == "__main__":
    sys.exit(main())
