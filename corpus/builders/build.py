"""Build every file of a dossier from a folder of YAML specifications."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from .docx_builder import build_docx
from .marks import clean, collect
from .pdf_builder import build_pdf
from .photo_builder import build_photo
from .text_builder import build_html, build_txt
from .xlsx_builder import build_xlsx

BUILDERS: dict[str, Callable[[dict[str, Any], Path, Path], None]] = {
    ".docx": build_docx, ".pdf": build_pdf, ".xlsx": build_xlsx,
    ".txt": build_txt, ".html": build_html, ".jpg": build_photo,
}


def load_specs(source: Path) -> list[dict[str, Any]]:
    """All file specifications, photos first (papers may show them), copies last."""
    specs: list[dict[str, Any]] = []
    for path in sorted(source.glob("*.yaml")):
        for spec in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            if spec and "path" in spec:
                specs.append(spec)
    return sorted(specs, key=lambda s: (not s["path"].endswith(".jpg"), "copy_of" in s, s["path"]))


def build_all(source: Path, dossier: Path) -> list[dict[str, Any]]:
    """Rebuild ``dossier`` from scratch and return the raw specifications."""
    specs = load_specs(source)
    if dossier.exists():
        shutil.rmtree(dossier)
    build_papers(specs, dossier)
    return specs


def build_papers(specs: list[dict[str, Any]], dossier: Path) -> None:
    """Write the file of every specification, in the order given."""
    for spec in specs:
        target = dossier / spec["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        if "copy_of" in spec:
            shutil.copyfile(dossier / spec["copy_of"], target)
        else:
            BUILDERS[target.suffix.lower()](clean(spec), target, dossier)


def gather_marks(specs: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Marked quotes by gold id: ``{"e01": [{"file", "quote", "status"}]}``.

    A copy carries the marks of its original under its own name.
    """
    by_path = {s["path"]: s for s in specs}
    found: dict[str, list[dict[str, Any]]] = {}
    for spec in specs:
        origin = by_path[spec["copy_of"]] if "copy_of" in spec else spec
        body = {k: v for k, v in origin.items() if k != "path"}
        for name, status, quote in collect(body):
            entry = {"file": spec["path"], "quote": quote, "status": status}
            if entry not in found.setdefault(name, []):
                found[name].append(entry)
    return found
