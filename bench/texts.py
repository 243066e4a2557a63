"""Copied text: ``python -m bench.texts``. Recall and false pairs on papers made of the open sentences; time and memory
over many papers beside datasketch's and rensa's MinHash-LSH; an archive of 100,000 papers.

The others' tools are installed by hand (``pip install datasketch rensa``); what is not there is told as such. Every
tool runs in a process of its own on the same papers.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.render import percent, put
from bench.texts_made import ATTACKS, cohort, many
from integrity.texts.check import matches
from integrity.texts.judge import between
from integrity.texts.paper import prepared
from model.known import KnownText

TOOLS = ("pufa", "datasketch", "rensa")
Pair = tuple[int, int]
_GRAM, _PERMUTATIONS, _THRESHOLD, _BANDS = 5, 128, 0.5, 25


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; writes the tables into a page where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.texts", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--honest", type=int, default=150)
    parser.add_argument("--planted", type=int, default=8, help="copies of each strength and attack")
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--archive", type=int, default=100_000, help="papers of the archive")
    parser.add_argument("--tool", choices=TOOLS, help="one tool over --papers, as JSON")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="refresh the table of this page")
    options = parser.parse_args(arguments)
    if options.tool:
        print(json.dumps(scale(options.tool, options.papers)))
        return 0
    result = {"recall": recall(options.honest, options.planted),
              "scale": [_apart(tool, options.papers) for tool in TOOLS], "archive": archive(options.archive)}
    print(table(result))
    if options.json:
        options.json.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if options.markdown:
        made = f"Measured {date.today().isoformat()} with `python -m bench.texts`.\n\n{table(result)}"
        options.markdown.write_text(put(options.markdown.read_text("utf-8"), "texts", made), "utf-8")
    return 0


def recall(honest: int, planted: int) -> dict[str, Any]:
    """By strength and attack how many copies are found, how many as high; and pairs found that nobody planted."""
    papers, plants = cohort(honest, planted)
    found = _found(papers)
    known = {frozenset((plant.source, plant.copy)) for plant in plants}
    akin = {frozenset((a.copy, b.copy)) for a in plants for b in plants if a.source == b.source}
    rows: dict[str, Counter[str]] = {}
    for plant in plants:
        row = rows.setdefault(f"{plant.share:.0%} {plant.attack}", Counter())
        severity = found.get(frozenset((plant.source, plant.copy)))
        row.update(n=1, found=severity is not None, high=severity == "high")
    false = Counter(severity for pair, severity in found.items() if pair not in known and pair not in akin)
    return {"papers": len(papers), "pairs": len(papers) * (len(papers) - 1) // 2, "rows": rows, "false": dict(false)}


def _found(papers: Sequence[KnownText]) -> dict[frozenset[int], str]:
    texts = [prepared(one) for one in papers]
    at = {id(text): i for i, text in enumerate(texts)}
    return {frozenset((at[id(match.left)], at[id(match.right)])): verdict.severity
            for match in matches(texts) if (verdict := between(match)) is not None}


def _apart(tool: str, papers: int) -> dict[str, Any]:
    ran = subprocess.run([sys.executable, "-m", "bench.texts", "--tool", tool, "--papers", str(papers)],
                         capture_output=True, text=True, check=True, cwd=Path(__file__).resolve().parent.parent)
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def scale(tool: str, count: int) -> dict[str, Any]:
    """One tool over many papers: seconds of CPU, MB beyond the papers, pairs it names, and the planted among them."""
    if tool != "pufa" and find_spec(tool) is None:
        return {"tool": tool, "error": "not installed"}
    made = list(many(count))
    papers = [one for one, _ in made]
    before, start = resource.getrusage(resource.RUSAGE_SELF), time.process_time()
    pairs = set(_PAIRS[tool](papers))
    seconds = time.process_time() - start
    planted = {(source, copy) for copy, (_, source) in enumerate(made) if source is not None}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    version = "" if tool == "pufa" else importlib.metadata.version(tool)
    size = sum(len(one.text.encode()) for one in papers)
    return {"tool": f"{tool} {version}".strip(), "papers": count, "bytes": size, "cpu": seconds,
            "mb": (peak - before.ru_maxrss) / 1024, "pairs": len(pairs), "planted": len(planted),
            "found": len(planted & pairs)}


def _ours(papers: Sequence[KnownText]) -> Iterable[Pair]:
    return (tuple(sorted(pair)) for pair in _found(papers))  # type: ignore[misc]


def _datasketch(papers: Sequence[KnownText]) -> Iterable[Pair]:
    library = importlib.import_module("datasketch")
    index = library.MinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS)
    for at, one in enumerate(papers):
        sketch = library.MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([gram.encode() for gram in _grams(one)])
        yield from ((int(other), at) for other in index.query(sketch))
        index.insert(at, sketch)


def _rensa(papers: Sequence[KnownText]) -> Iterable[Pair]:
    library = importlib.import_module("rensa")
    index = library.RMinHashLSH(_THRESHOLD, _PERMUTATIONS, 32)
    for at, one in enumerate(papers):
        sketch = library.RMinHash(_PERMUTATIONS, 42)
        sketch.update(list(_grams(one)))
        yield from ((int(other), at) for other in index.query(sketch))
        index.insert(at, sketch)


def _grams(one: KnownText) -> set[str]:
    return {one.text[i:i + _GRAM] for i in range(len(one.text) - _GRAM + 1)}


_PAIRS: dict[str, Callable[[Sequence[KnownText]], Iterable[Pair]]] = {
    "pufa": _ours, "datasketch": _datasketch, "rensa": _rensa}


def archive(papers: int, pictures: int | None = None, a_dossier: int = 50) -> dict[str, Any]:
    """Inserting and asking an archive of random fingerprints, 600 a paper, with 26 codes for each of twice as many
    pictures; then one dossier of real papers, half of which the archive knows."""
    import numpy as np

    from model.known import KnownPicture
    from store.archive import Archive
    from store.known import KnownDossiers

    draw = np.random.default_rng(6)
    asked = [prepared(one) for one, _ in many(a_dossier)]
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "archive.sqlite") as kept:
        start = time.perf_counter()
        for at in range(papers // a_dossier):
            texts = [paper_of(f"单位{at}", i, draw.bytes(600 * 8)) for i in range(a_dossier)]
            codes = [draw.bytes(26 * 32) for _ in range(2 * a_dossier if pictures is None else pictures)]
            kept.put(2022, f"单位{at}", "x", texts, [KnownPicture(
                year=2022, unit=f"单位{at}", file="照片.docx", number=i, codes=code) for i, code in enumerate(codes)])
        put_seconds = time.perf_counter() - start
        kept.put(2021, "来源局", "x", [one.known() for one in asked[:a_dossier // 2]], [])
        known = KnownDossiers(kept)
        hashes = np.unique(np.concatenate([one.hashes for one in asked]))
        start = time.perf_counter()
        found = len(np.unique(known.shared(hashes, 5)[0]))
        query = time.perf_counter() - start
        start = time.perf_counter()
        shape = known.codes(0)[1].shape
        codes_seconds = time.perf_counter() - start
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
    return {"papers": papers, "pictures": shape[0], "put": papers / put_seconds, "query": query, "asked": a_dossier,
            "found": found, "codes": codes_seconds, "mb": size / 2**20}


def paper_of(unit: str, number: int, hashes: bytes) -> KnownText:
    """A paper of an archive of which only the fingerprints matter."""
    return KnownText(year=2022, unit=unit, file=f"{number}.docx", paper="other", text="略", lines=(), hashes=hashes)


def table(result: dict[str, Any]) -> str:
    """The figures as Markdown."""
    told = result["recall"]
    rows = [f"Copies among {told['papers']} papers ({told['pairs']:,} pairs); names, dates, figures swapped.", "",
            "| copied | " + " | ".join(ATTACKS) + " |", "| --- |" + " ---: |" * len(ATTACKS)]
    for share in ("30%", "50%", "80%"):
        cells = [told["rows"].get(f"{share} {attack}", {}) for attack in ATTACKS]
        rows.append(f"| {share} | " + " | ".join(f"{percent(one['found'] / one['n'])}, high {one['high']} of {one['n']}"
                                                for one in cells) + " |")
    rows += ["", "Pairs that nobody planted: " + (", ".join(f"{n} {name}" for name, n in sorted(told["false"].items()))
                                                  or "none") + ".", "",
             "| tool | papers | CPU s | MB/s | MB beyond the papers | pairs named | planted found |",
             "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for one in result["scale"]:
        rows.append(f"| {one['tool']} | not installed | | | | | |" if "error" in one else
                    f"| {one['tool']} | {one['papers']:,} | {one['cpu']:.1f} | {one['bytes'] / one['cpu'] / 1e6:.1f} "
                    f"| {one['mb']:.0f} | {one['pairs']:,} | {one['found']} of {one['planted']} |")
    kept = result["archive"]
    return "\n".join([*rows, "", f"An archive of {kept['papers']:,} papers and {kept['pictures']:,} pictures "
                      f"({kept['mb']:.0f} MB): {kept['put']:.0f} papers a second put; {kept['asked']} new papers "
                      f"asked in {kept['query']:.1f} s, {kept['found']} known found; codes of one orientation read in "
                      f"{kept['codes']:.1f} s."])


if __name__ == "__main__":
    sys.exit(main())
