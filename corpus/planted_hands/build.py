"""Builds the dossiers of hand-written cohorts and proves their manifests."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from corpus.builders.build import build_papers
from corpus.builders.readback import READERS, squeeze

HALVES = ("tune", "report")
HANDS = Path(__file__).parent / "hands"
CHECKS = ("text_reuse", "double_counting", "count_contradiction", "date_contradiction", "out_of_period",
          "template_residue", "impossible_date")
STRENGTHS = ("weak", "middle", "strong")
BANDS = ("high", "medium", "low")


def hands(half: str) -> list[tuple[str, dict[str, Any]]]:
    """Name and content of every hand of a half, by name."""
    read = ((path.stem, yaml.safe_load(path.read_text("utf-8"))) for path in sorted(HANDS.glob("*.yaml")))
    return [(name, hand) for name, hand in read if hand["half"] == half]


def build(out: Path, half: str, only: str = "") -> dict[str, Any]:
    """Writes ``out/YEAR/UNIT/…`` and ``out/manifest.json`` anew; returns the manifest.

    only: the name of one hand. Raises ValueError with every place that does not stand in its file.
    """
    if out.exists():
        shutil.rmtree(out)
    manifest: dict[str, Any] = {"half": half, "cases": [], "clean": []}
    faults: list[str] = []
    for name, hand in hands(half):
        if only and name != only:
            continue
        for dossier in hand["dossiers"]:
            files = [{"date": f"{dossier['year']}-12-20"} | spec for spec in dossier["files"]]
            build_papers(files, out / str(dossier["year"]) / dossier["unit"])
            if dossier.get("clean"):
                manifest["clean"].append({key: dossier[key] for key in ("year", "unit")} | {"why": dossier["clean"]})
        manifest["cases"] += [case | {"id": f"{name}-{case['id']}"} for case in hand["cases"]]
        faults += [f"{name}: {fault}" for fault in _faults(hand, out)]
    if faults:
        raise ValueError("\n".join(faults))
    (out / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return manifest


def _faults(hand: dict[str, Any], out: Path) -> Iterator[str]:
    """What is wrong with a hand: unknown words, places that do not stand there, cases in clean dossiers, ids twice."""
    clean = {(one["year"], one["unit"]) for one in hand["dossiers"] if one.get("clean")}
    seen: set[str] = set()
    for case in hand["cases"]:
        here = case["id"]
        if here in seen:
            yield f"{here}: the id stands twice"
        seen.add(here)
        for key, known in (("check", CHECKS), ("strength", STRENGTHS), ("expect", BANDS)):
            if case.get(key) not in known:
                yield f"{here}: {key} is {case.get(key)!r}"
        for place in case["places"]:
            path = out / str(place["year"]) / place["unit"] / place["file"]
            if (place["year"], place["unit"]) in clean:
                yield f"{here}: {place['year']}/{place['unit']} is said to be clean"
            if not path.is_file():
                yield f"{here}: no file {path.relative_to(out)}"
            elif squeeze(place["quote"]) not in squeeze(READERS[path.suffix](path)):
                yield f"{here}: {place['quote']!r} does not stand in {path.relative_to(out)}"
