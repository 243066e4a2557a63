"""Writes a planned cohort: every dossier's files, and the manifest beside the year folders."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from corpus.planted_files import jpeg
from corpus.planted_files.model import Case, Cohort, Dossier, Paper, Photo
from corpus.planted_files.papers import marks, portable, sheet, slides, word

WRITERS: dict[str, Callable[[Paper, list[bytes], dict[str, bytes]], bytes]] = {
    "docx": word.write,
    "pdf": portable.write,
    "xlsx": sheet.write,
    "pptx": slides.write,
}


def pixels(photo: Photo) -> bytes:
    """The bytes of a picture."""
    return photo.raw if photo.raw is not None else jpeg.shoot(photo.shot)


def cohort(planned: Cohort, out: Path) -> dict[str, int]:
    """Writes everything below ``out``; the numbers of dossiers, files and pictures."""
    office = marks.letterhead(planned.words["office"])
    count = {"dossiers": 0, "files": 0, "photos": 0, "papers": 0}
    for one in sorted(planned.dossiers, key=lambda d: (d.number, d.year)):
        folder = out / str(one.year) / one.unit
        own = {
            "office": office,
            "seal": marks.seal(one.unit),
            "code": marks.code(one.unit),
            "city_code": marks.code(planned.words["city"]),
        }
        write_dossier(one, folder, own)
        count["dossiers"] += 1
        count["files"] += len(one.photos) + len(one.papers)
        count["photos"] += len(one.pictures())
        count["papers"] += len(one.papers)
    (out / "manifest.json").write_text(json.dumps(manifest(planned), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return count


def write_dossier(one: Dossier, folder: Path, own: dict[str, bytes]) -> None:
    """The files of one dossier."""
    for photo in one.photos:
        path = folder / photo.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pixels(photo))
    for paper in one.papers:
        path = folder / paper.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(WRITERS[paper.kind](paper, [pixels(p) for p in paper.photos], own))


def numbered(cases: list[Case]) -> list[dict[str, object]]:
    """The cases as rows, numbered within their check."""
    seen: dict[str, int] = {}
    rows = []
    for case in cases:
        seen[case.check] = seen.get(case.check, 0) + 1
        rows.append(case.row(seen[case.check]))
    return rows


def manifest(planned: Cohort) -> dict[str, object]:
    """What was planted where; pages are known only once the papers are written."""
    clean = [{"year": d.year, "unit": d.unit, "why": d.clean} for d in planned.dossiers if d.clean]
    return {"half": planned.half, "cases": numbered(planned.cases), "clean": clean}
