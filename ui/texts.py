"""Official texts that the office attaches to a standard: kept in the work folder and read apart; no map changes."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from extractor import read_apart
from model.problems import PufaError, problem
from model.rubric import Rubric
from rubric_maps import load
from ui import runs
from ui.clauses import Clause, Passage, clauses
from ui.uploads import Upload

ENDINGS = ("txt", "docx", "pdf")
MOST_BYTES = 60_000_000
NUMBERED = "source.txt"
"""The text that an import leaves beside its map: every line with its number, to which the citations point."""


def folder(rubric_id: str) -> Path:
    """Where the texts of a standard are kept, one file a source."""
    return runs.home() / "texts" / rubric_id


def kept(rubric: Rubric) -> dict[str, Path]:
    """The attached texts by source key; a text beside an own map stands for the first source that has no other."""
    found = {path.stem: path for path in sorted(folder(rubric.id).glob("*.*")) if path.suffix[1:] in ENDINGS}
    beside = load.map_path(rubric.id).with_name(NUMBERED)
    keys = [source.key for source in rubric.sources]
    free = next((key for key in keys if key not in found), None)
    if beside.is_file() and free is not None and rubric.id in load.own():
        found[free] = beside
    return {key: found[key] for key in keys if key in found}


def attach(rubric: Rubric, key: str, file: Upload) -> list[str]:
    """Keeps a text for a source in place of any before it; what could not be read of it, in Chinese.

    Raises PufaError where it is too large, of another format, or cannot be read at all; nothing is kept then.
    """
    ending = file.name.rsplit(".", 1)[-1].lower()
    if ending not in ENDINGS or file.size > MOST_BYTES:
        raise PufaError(problem("text_refused", file.name[-60:], limit=MOST_BYTES // 1_000_000))
    place = folder(rubric.id)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = place / f".new.{ending}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(file.getbuffer())
    document = read_apart(draft, file.name)
    if not any(block.text.strip() for block in document.blocks):
        draft.unlink()
        raise PufaError(document.problems[0] if document.problems else problem("text_empty", file.name[-60:]))
    remove(rubric, key)
    draft.replace(place / f"{key}.{ending}")
    return [one.text() for one in document.problems]


def remove(rubric: Rubric, key: str) -> None:
    """Takes a source's attached text away; one beside an own map stays."""
    for ending in ENDINGS:
        (folder(rubric.id) / f"{key}.{ending}").unlink(missing_ok=True)


def passages(path: Path) -> tuple[Passage, ...]:
    """The paragraphs and table rows of a text; () where it cannot be read."""
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else ()


@lru_cache(maxsize=16)
def _read(path: Path, written: int) -> tuple[Passage, ...]:
    if path.name == NUMBERED:
        rows = (re.match(r"\s*(\d+)  (.*)", line) for line in path.read_text("utf-8", "replace").splitlines())
        return tuple(Passage(row[2], line=int(row[1])) for row in rows if row)
    paged = path.suffix == ".pdf"
    return tuple(Passage(block.text.strip(), block.page if paged else 0) for block in read_apart(path).blocks
                 if block.text.strip())


def clauses_of(rubric: Rubric) -> dict[str, Clause]:
    """Criterion → its clause in the attached texts, {} where there are none."""
    found = tuple((key, path, path.stat().st_mtime_ns) for key, path in kept(rubric).items())
    return _clauses(rubric, found) if found else {}


@lru_cache(maxsize=16)
def _clauses(rubric: Rubric, found: Sequence[tuple[str, Path, int]]) -> dict[str, Clause]:
    return clauses(rubric, {key: passages(path) for key, path, _ in found})
