"""Writes a half's files and its manifest."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

from corpus.builders.build import build_papers
from corpus.builders.readback import squeeze

from .cohort import make_cohort
from .papers import Block, Dossier, Paper, Sheet


def spec_of(dossier: Dossier, paper: Paper) -> dict[str, Any]:
    """A paper in the form the file builders take."""
    spec: dict[str, Any] = {"path": paper.path, "date": paper.day.isoformat(), "author": dossier.style["author"],
                            "title": "", "size": dossier.style["size"]}
    if paper.sheet:
        return spec | {"sheets": [_sheet(paper.sheet)]}
    if paper.path.endswith(".pdf"):
        spec["size"] = 12
    return spec | {"blocks": [{b.kind: b.text} for b in _shown(paper)]}


def _shown(paper: Paper) -> list[Block]:
    return [b for b in paper.blocks if b.text.strip()]


def _sheet(sheet: Sheet) -> dict[str, Any]:
    rows = [list(r) for r in sheet.rows] + ([list(sheet.total)] if sheet.total else [])
    for number, row in enumerate(rows[:len(sheet.rows)], 1):
        row[0] = number
    return {"name": "Sheet1", "title": sheet.title, "header": sheet.header, "rows": rows, "widths": sheet.widths}


def _unique_names(dossier: Dossier) -> dict[str, str]:
    """Safe and different file names within a dossier: old path to new."""
    seen: dict[str, int] = {}
    renamed = {}
    for paper in dossier.papers:
        path = re.sub(r'[“”"<>:|?*\\]', "", paper.path)
        seen[path] = seen.get(path, 0) + 1
        if seen[path] > 1:
            stem, dot, suffix = path.rpartition(".")
            path = f"{stem}({seen[path]}){dot}{suffix}"
        renamed[id(paper)] = path
    return {str(k): v for k, v in renamed.items()}


def _settle_names(dossiers: list[Dossier], cases: list[dict[str, Any]]) -> None:
    """Makes file names final, in the papers and in the cases' places."""
    for dossier in dossiers:
        for paper in dossier.papers:
            new = _unique_names(dossier)[str(id(paper))]
            for case in cases:
                for spot in case["places"]:
                    if (spot["year"], spot["unit"], spot["file"]) == (dossier.year, dossier.unit, paper.path) \
                            and squeeze(spot["quote"]) in squeeze(_text(paper)):
                        spot["file"] = new
            paper.path = new


def _text(paper: Paper) -> str:
    if paper.sheet:
        cells = [paper.sheet.title, *(c for r in [*paper.sheet.rows, paper.sheet.total or []] for c in r)]
        return "\n".join(str(c) for c in cells if c is not None)
    return "\n".join(b.text for b in paper.blocks)


def summary(out: Path, manifest: dict[str, Any]) -> str:
    """How many files stand in a built cohort, and how many cases of each check and strength."""
    files = sum(1 for path in out.rglob("*") if path.is_file()) - 1
    cases = Counter((case["check"], case["strength"]) for case in manifest["cases"])
    head = f"{manifest['half']}: {files} files, {len(manifest['cases'])} cases, {len(manifest['clean'])} clean dossiers"
    return "\n".join([head, *(f"  {check:20} {strength:7} {n}" for (check, strength), n in sorted(cases.items()))])


def manifest_of(half: str, dossiers: list[Dossier], cases: list[dict[str, Any]]) -> dict[str, Any]:
    """The manifest: half, cases, clean dossiers and why each is hard."""
    clean = [{"year": d.year, "unit": d.unit, "why": d.clean} for d in dossiers if d.clean]
    return {"half": half, "cases": cases, "clean": clean}


def build(out: Path, half: str, units: int = 0) -> dict[str, Any]:
    """Writes ``out/YEAR/UNIT/...`` and ``out/manifest.json`` anew; returns the manifest.

    units: writes the files of that many units only (0: all); the manifest is always whole.
    """
    fld, cases, _lost = make_cohort(half)
    dossiers = list(fld.dossiers.values())
    _settle_names(dossiers, cases)
    if out.exists():
        shutil.rmtree(out)
    wanted = {u.name for u in fld.half.units[:units or None]}
    for dossier in (d for d in dossiers if d.unit in wanted):
        build_papers([spec_of(dossier, p) for p in dossier.papers], out / str(dossier.year) / dossier.unit)
    manifest = manifest_of(half, dossiers, cases)
    (out / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return manifest
