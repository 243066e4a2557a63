"""Holds an assessment against its dossier: the same files, every quote at its page, points that follow."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor import Limits, holds, page_texts, recognised_texts
from extractor.intake import gather
from extractor.registry import OLD_WORD
from extractor.single import sha256
from model.problems import Problem, PufaError, problem
from reports.assessment_json import read_json
from rubric_maps.load import borrowed, load
from scoring.verify import points_follow

WORD = frozenset({"docx", *OLD_WORD})


def verify(assessment: Path, dossier: Path) -> list[Problem]:
    """Everything that does not hold; [] where all does. Raises PufaError for a file that is no assessment."""
    data = _load(assessment)
    if not dossier.exists():
        raise PufaError(problem("no_such_dossier", str(dossier)))
    with tempfile.TemporaryDirectory(prefix="pufa-") as temp:
        places = {source.name: source.path for source in gather(dossier, Limits(), Path(temp))[0]}
        found = list(_files(data, places))
        missing = {p.where for p in found if p.message != "verify_file_new"}
        found.extend(_quotes(data, places, missing))
    rubric = load(data["rubric"])
    if data.get("criteria_from"):
        rubric = borrowed(rubric, load(str(data["criteria_from"])))
    found.extend(points_follow(data, rubric))
    return found


def _load(path: Path) -> dict[str, Any]:
    data = read_json(path)
    if lost := _lost(data):
        raise PufaError(problem("assessment_unreadable", str(path), reason=f"缺少 {lost} 或写法不对"))
    return data


def _lost(data: dict[str, Any]) -> str:
    """The first part that is absent or of the wrong shape; "" where all that is read here is there."""
    if not isinstance(data.get("rubric"), str):
        return "rubric"
    if not _rows(data.get("files"), path=str, sha256=(str, type(None)), type=str, status=str):
        return "files"
    if not _rows(data.get("criteria"), evidence=list):
        return "criteria"
    if not all(_rows(row["evidence"], file=str, page=int, quote=str) for row in data["criteria"]):
        return "evidence"
    return ""


def _rows(value: object, **fields: type | tuple[type, ...]) -> bool:
    """True for a list of objects that have these fields, each of its type."""
    return isinstance(value, list) and all(isinstance(row, dict) and all(isinstance(row.get(name), kind)
                                           for name, kind in fields.items()) for row in value)


def _files(data: dict[str, Any], places: dict[str, Path | None]) -> Iterator[Problem]:
    """Files that are gone, changed or new since. places: the dossier's files now, where their bytes can be had."""
    told = {row["path"]: row for row in data["files"]}
    for path, row in told.items():
        place = places.get(path)
        if row["status"] == "ignored":
            continue
        if place is None or not place.is_file():
            if row["status"] != "failed":
                yield problem("verify_file_missing", path)
        elif row["sha256"] and sha256(place) != row["sha256"]:
            yield problem("verify_file_changed", path)
    yield from (problem("verify_file_new", name) for name in places if name not in told)


def _quotes(data: dict[str, Any], places: dict[str, Path | None], missing: set[str]) -> Iterator[Problem]:
    """Quotes that do not stand in their file at their page. Recognised ones are held against a new recognition."""
    told = {row["path"]: row for row in data["files"]}
    pages: dict[str, list[str]] = {}
    seen: dict[str, list[str]] = {}
    for criterion in data["criteria"]:
        for row in criterion["evidence"]:
            path = row["file"]
            if path in missing:
                continue
            place = places.get(path) if path in told else None
            if path not in pages:
                pages[path] = _texts(place, told[path]) if place is not None else []
            there = stands(row["quote"], row["page"], pages[path])
            if not there and row.get("ocr_confidence") is not None and place is not None:
                if path not in seen:
                    seen[path] = recognised_texts(place)
                there = stands(row["quote"], row["page"], seen[path])
            if not there:
                yield problem("verify_quote_lost", path, page=row["page"], quote=row["quote"][:40])


def _texts(place: Path, row: dict[str, Any]) -> list[str]:
    """The raw text of every page of a file."""
    return paged(page_texts(place, row["type"]), row["type"], row.get("pages"))


def paged(texts: list[str], media_type: str, pages: object) -> list[str]:
    """A file's texts page by page. A Word paper's pages come from a rendition: each may hold all its text."""
    several = media_type in WORD and isinstance(pages, int) and 1 <= pages <= Limits().pages
    return texts * pages if several and isinstance(pages, int) else texts


def stands(quote: str, page: int, pages: list[str]) -> bool:
    """True where the quote, white space aside, stands on its page."""
    if not 1 <= page <= len(pages):
        return False
    return bool(quote.strip()) and holds(pages[page - 1], quote)
