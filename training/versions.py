"""An office's weights in numbered folders, which of them is in use, and the diary of how that came about.

``learned`` of ``PUFA_HOME`` holds ``v1``, ``v2`` …, ``published.json`` (read by ``classifiers/learned/place.py``) and
``history.jsonl``, which is only ever added to. A version is never changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from classifiers.learned.place import POINTER, SHIPPED, checked, fingerprint, folder, home
from model.problems import PufaError, problem
from reports.output import put_bytes, write_whole
from training.near import Sketch

RECORD = "record.json"
TRAINED_ON = "trained_on.txt"
CARD = "model_card.md"
SCHEMA = "pufa.weights/1"


def versions_home() -> Path:
    """Where versions stand. Raises PufaError where ``PUFA_HOME`` is not set."""
    place = home()
    if place is None:
        raise PufaError(problem("weights_homeless", "PUFA_HOME"))
    return place


def next_version() -> Path:
    """The folder of the version to be made now."""
    place = versions_home()
    taken = [int(one.name[1:]) for one in place.glob("v*") if one.name[1:].isdigit()] if place.is_dir() else []
    return place / f"v{max(taken, default=0) + 1}"


def found_weights(named: str) -> Path:
    """The folder of weights that a person names: ``shipped``, a version (``v2``) or a path."""
    if named == "shipped":
        return SHIPPED
    place = home()
    if place is not None and (place / named).is_dir():
        return checked(place / named)
    if not Path(named).is_dir():
        raise PufaError(problem("weights_unusable", named, reason="没有这个文件夹或版本"))
    return checked(Path(named).resolve())


def in_use() -> Path:
    """The folder of the weights in use."""
    return folder()


def shown(place: Path) -> str:
    """What people call a folder of weights."""
    return "随软件的权重" if place == SHIPPED else place.name


def record_of(place: Path) -> dict[str, Any]:
    """What a version's record says; empty for the shipped weights and where there is none."""
    path = place / RECORD
    if place == SHIPPED or not path.is_file():
        return {}
    found = json.loads(path.read_text("utf-8"))
    return found if isinstance(found, dict) else {}


def put(path: Path, text: str) -> None:
    """Writes a file in one step."""
    write_whole(path, lambda temporary: put_bytes(temporary, text.encode()))


def put_json(path: Path, value: Mapping[str, Any]) -> None:
    """Writes JSON, the same for the same value."""
    put(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def put_sketches(path: Path, sketches: Mapping[str, Sketch]) -> None:
    """Keeps what the training lines were like, without their words: a line a name and its hashes."""
    put(path, "".join(f"{name}\t{' '.join(f'{value:08x}' for value in found)}\n" for name, found in sketches.items()))


def sketches_of(place: Path) -> dict[str, Sketch]:
    """The training lines of a version by their names; empty where it has kept none."""
    path = place / TRAINED_ON
    if place == SHIPPED or not path.is_file():
        return {}
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return {name: tuple(int(value, 16) for value in found.split()) for name, found in rows}


def publish(place: Path, why: Mapping[str, Any]) -> Path:
    """Makes a folder of weights the one in use; one from elsewhere is copied in as a new version. Notes it down."""
    base = versions_home()
    if place != SHIPPED and place.parent != base:
        made = next_version()
        for path in sorted(one for one in place.iterdir() if one.is_file()):
            put(made / path.name, path.read_text("utf-8"))
        place = made
    before = in_use()
    name = "shipped" if place == SHIPPED else place.name
    put_json(base / POINTER, {"version": name, "fingerprint": fingerprint(place)})
    note("publish", name, {"before": "shipped" if before == SHIPPED else before.name, **why})
    return place


def note(what: str, version: str, more: Mapping[str, Any]) -> None:
    """Adds a line to the diary."""
    base = versions_home()
    base.mkdir(parents=True, exist_ok=True)
    row = {"when": datetime.now().astimezone().isoformat(timespec="seconds"), "what": what, "version": version, **more}
    with (base / "history.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
