"""Which weights are in use: those shipped in this folder, or an office's own.

``PUFA_WEIGHTS`` names a folder of weights (``shipped``: those of this folder); else ``published.json`` in ``learned``
of ``PUFA_HOME`` says which of the versions there is in use. An office's weights must be of the make of the shipped.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from model.problems import PufaError, problem

VARIABLE = "PUFA_WEIGHTS"
SHIPPED = Path(__file__).parent
POINTER = "published.json"
TRAINED = ("kinds.json", "status.json")
"""The files that training writes: what a folder of weights consists of."""


def home() -> Path | None:
    """Where an office's versions stand: ``learned`` of ``PUFA_HOME``; None where that is not set."""
    named = os.environ.get("PUFA_HOME")
    return Path(named).expanduser().resolve() / "learned" if named else None


def folder() -> Path:
    """The folder of the weights in use. Raises PufaError where it is named but cannot be used."""
    named = os.environ.get(VARIABLE)
    if named:
        return SHIPPED if named == "shipped" else checked(Path(named).expanduser().resolve())
    place = home()
    pointer = place / POINTER if place else None
    if place is None or pointer is None or not pointer.is_file():
        return SHIPPED
    try:
        told = json.loads(pointer.read_text("utf-8"))
        version, mark = str(told["version"]), told["fingerprint"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PufaError(problem("weights_unusable", str(pointer), reason="文件坏了")) from error
    if version == "shipped":
        return SHIPPED
    if fingerprint(checked(place / version)) != mark:
        raise PufaError(problem("weights_unusable", str(place / version), reason="发布以后被改过"))
    return place / version


def file(name: str) -> Path:
    """A file of the weights in use."""
    return folder() / name


def stamp() -> str:
    """Names the weights in use by their content; "" for the shipped ones, which are known by the code."""
    place = folder()
    return "" if place == SHIPPED else fingerprint(place)


def fingerprint(place: Path) -> str:
    """SHA-256 over the files of a folder of weights."""
    digest = hashlib.sha256()
    for name in TRAINED:
        digest.update(f"{name}\0".encode() + hashlib.sha256((place / name).read_bytes()).digest())
    return digest.hexdigest()


def checked(place: Path) -> Path:
    """The folder, if its files are of the make that this version reads. Raises PufaError where they are not."""
    for name in TRAINED:
        try:
            own = set(json.loads((place / name).read_text("utf-8")))
        except (OSError, ValueError) as error:
            raise PufaError(problem("weights_unusable", str(place), reason=f"{name} 读不出")) from error
        if own != set(json.loads((SHIPPED / name).read_text("utf-8"))):
            raise PufaError(problem("weights_unusable", str(place), reason=f"{name} 是别的版本的格式"))
    return place
