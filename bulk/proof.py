"""The small copies of pictures that findings speak of, put beside findings.json for the side-by-side view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from integrity.submission import Known, Submission
from model.results import Finding
from model.traces import PictureTrace
from reports.output import put_bytes, write_whole

FOLDER = "proof"


def with_proof(found: Iterable[Finding], cohort: Sequence[Submission], out: Path,
               known: Known | None = None) -> tuple[Finding, ...]:
    """Writes ``proof/<finding>-<n>.jpg`` for the pictures of each finding; the findings with ``proof`` in their
    measures: ``[place, file]`` for every copy. Raises PufaError where the folder cannot be written.

    known: earlier dossiers, whose copies are shown as well.
    """
    pictures = {(one.year, one.unit, document.path, picture.number): picture for one in cohort
                for document in one.documents if document.traces for picture in document.traces.pictures}
    return tuple(_one(finding, pictures, out, known) for finding in found)


def _one(finding: Finding, pictures: dict[tuple[int, str, str, int], PictureTrace], out: Path,
         known: Known | None) -> Finding:
    shown = []
    for place, number in _asked(finding):
        where = finding.places[place]
        picture = pictures.get((where.year, where.unit, where.file, number))
        thumb = picture.thumb if picture else b""
        if picture is None and known is not None:
            thumb = known.thumb(where.year, where.unit, where.file, number)
        if thumb:
            name = f"{FOLDER}/{finding.id}-{len(shown) + 1}.jpg"
            _write(out / name, thumb)
            shown.append([place, name])
    return replace(finding, measures={**finding.measures, "proof": shown}) if shown else finding


def _asked(finding: Finding) -> Iterator[tuple[int, int]]:
    asked: Any = finding.measures.get("pictures", ())
    for place, number in asked:
        if 0 <= int(place) < len(finding.places):
            yield int(place), int(number)


def _write(path: Path, data: bytes) -> None:
    write_whole(path, lambda temporary: put_bytes(temporary, data))
